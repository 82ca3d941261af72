"""Documents of a batch that fail: one line each, and the rest goes on."""

from __future__ import annotations

import sqlite3

from attribution.cli.output import message
from attribution.errors import AttributionError
from attribution.records import Claim, Document

__all__ = ["report", "sound"]


def sound(claims: list[Claim] | AttributionError) -> list[Claim]:
    """The claims of a document.

    Raises:
        AttributionError: if it could not be analysed.
    """
    if isinstance(claims, AttributionError):
        raise claims
    return claims


def report(error: AttributionError, document: Document) -> None:
    """Say what is wrong with a document.

    Raises:
        AttributionError: the same, where it is the database that is wrong: no other document
            can be stored either.
    """
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error) and not isinstance(
        cause, (sqlite3.IntegrityError, sqlite3.DataError)
    ):
        raise error
    told = str(error)
    is_named = document.name in told
    message(f"error: {told}" if is_named else f"error: {document.name}: {told}")
