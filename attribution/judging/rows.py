"""What a file with corrections holds, whatever its format."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NamedTuple

from attribution.exporting import CORRECTABLE_FIELDS

__all__ = ["LeftOut", "Row", "WrongRow", "json_problem", "said_of"]


class Row(NamedTuple):
    """Values that a file gives to fields of one claim.

    Attributes:
        where: the file and the place in it.
        claim: its whole id, as written.
        values: field of `CORRECTABLE_FIELDS` → value, as written; empty ones are left out.
    """

    where: str
    claim: str
    values: Mapping[str, str]


class WrongRow(NamedTuple):
    """A place in a file that cannot be understood, and why."""

    where: str
    problem: str


class LeftOut(NamedTuple):
    """A place in a file that is no correction of a claim, and why."""

    where: str
    reason: str


def said_of(where: str, record: Mapping[str, object]) -> Row | WrongRow:
    """The row of a record with the fields of a claim, of which all but `id` may be missing."""
    texts: dict[str, str] = {}
    for field in ("id", *CORRECTABLE_FIELDS):
        value = record.get(field)
        if value is not None and not isinstance(value, str):
            return WrongRow(where, f"{field} is {value!r}, expected a text")
        if value is not None and value.strip():
            texts[field] = value.strip()
    if "id" not in texts:
        return WrongRow(where, "the id is empty; every row needs the id of its claim")
    return Row(where, texts.pop("id"), texts)


def json_problem(error: ValueError | RecursionError) -> str:
    """Why `json.loads` could not read a text."""
    if isinstance(error, json.JSONDecodeError):
        return error.msg
    return "nested too deeply" if isinstance(error, RecursionError) else "a number is too long"
