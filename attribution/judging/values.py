"""Which values a person may give to a field of a claim."""

from __future__ import annotations

import functools
from typing import Final

from attribution.actors import Countries
from attribution.records import MAX_CODE_CHARS, Claim, is_code
from attribution.reporting.wording import one_line
from attribution.store import ClaimQuery, Reader, Standing

__all__ = ["name_problem", "side_problem", "standing_problem", "tidy_side"]


_NOBODY: Final = "NONE"
"""Reserved: what people write for no side."""


def tidy_side(given: str) -> str:
    """The code of a side as it is stored."""
    return " ".join(given.split()).upper()


def side_problem(side: str, reader: Reader) -> str | None:
    """Why a text is no side: neither a code nor in use here; None if it is one.

    Args:
        side: as `tidy_side` gives it.
        reader: of the database.
    """
    if reader.claims(ClaimQuery(side=side, include_all=True, limit=1)):
        return None
    if meant := _country_named(side):
        return f"{side!r} is no code of a side; that of {_countries().name(meant)} is {meant}"
    if is_code(side) and side != _NOBODY:
        return None
    return (
        f"{side!r} is no code of a side: those have 2 to {MAX_CODE_CHARS} capitals or "
        "digits, such as US or HAMAS; UNKNOWN where nobody knows"
    )


@functools.cache
def _countries() -> Countries:
    """Read once, when somebody gives a side."""
    return Countries()


def _country_named(side: str) -> str | None:
    """The code of the country, if it is a name that was put into capitals and no code."""
    known = _countries()
    return None if side in known.codes else known.side(side) or known.side(side.title())


def name_problem(given: str) -> str | None:
    """Why a text is no name of a speaker or author; None if it is one."""
    is_name = any(c.isalnum() for c in one_line(given))
    return None if is_name else f"{given!r} is no name; write one"


def standing_problem(claim: Claim, standing: Standing) -> str | None:
    """Why nothing more can be said of a claim: another one has taken its place."""
    if not standing.replaced_by:
        return None
    now = ", ".join(standing.replaced_by)
    return f"{claim.id}: of an earlier reading; its judgements are with {now}: label that"
