"""Days as scrapers, feeds and mail write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Final

from attribution.reading.options import parse_date

__all__ = ["day_or_doubt", "read_day"]

_YEAR_FIRST: Final = re.compile(r"(\d{4})([/.-])(\d{1,2})\2(\d{1,2})(?:$|[T ])")
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4}(?:\d{2})?Z?)?$")
_EPOCH: Final = re.compile(r"(\d{9,10})(?:\.\d+|\d{3})?$")
_MONTH: Final = re.compile(
    r"(?:^|[^a-z])(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)", re.IGNORECASE
)
_YEAR: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")
_COMMENT: Final = re.compile(r"\([^()]{0,40}\)")
_MAX_CHARS: Final = 80
_TOLD_CHARS: Final = 30


def read_day(written: str) -> date | None:
    """The day that is plainly meant, in the time zone it is written in; seconds since 1970 in UTC.

    Day and month both as numbers after one another ("03/04/2025") may be read in two ways and
    mean none here.
    """
    written = written.strip()
    if len(written) > _MAX_CHARS:
        return None
    return (
        parse_date(written)
        or _from_numbers(_COMPACT.match(written), (1, 2, 3))
        or _from_numbers(_YEAR_FIRST.match(written), (1, 3, 4))
        or _from_epoch(written)
        or _from_words(written)
    )


def day_or_doubt(written: str | None) -> tuple[date | None, tuple[str, ...]]:
    """The day that an input tells, and a line where it tells one that cannot be read."""
    day = read_day(written) if written else None
    if day is not None or not written or not written.strip():
        return day, ()
    shown = written if len(written) <= _TOLD_CHARS else f"{written[:_TOLD_CHARS]}…"
    return None, (
        f"published is {shown!r}, which is no plain day, and stays unknown; write it like"
        " 2025-02-28",
    )


def _from_numbers(match: re.Match[str] | None, groups: tuple[int, int, int]) -> date | None:
    if match is None:
        return None
    try:
        return date(*(int(match[group]) for group in groups))
    except ValueError:
        return None


def _from_epoch(written: str) -> date | None:
    match = _EPOCH.match(written)
    return datetime.fromtimestamp(int(match[1]), UTC).date() if match else None


def _from_words(written: str) -> date | None:
    """A day with the name of its month, and the whole of it: "Mon, 3 Mar 2025 10:00:00 GMT"."""
    if not (_MONTH.search(written) and _YEAR.search(written)):
        return None
    from dateutil import parser  # noqa: PLC0415 - slow to import, needed for such dates only

    # What is not written is taken from the default: where that shows, the day is not told.
    found = set()
    for default in (datetime(2000, 1, 1), datetime(2001, 2, 2)):  # noqa: DTZ001 - days only
        try:
            parsed = parser.parse(_COMMENT.sub(" ", written), default=default, ignoretz=True)
        except (ValueError, OverflowError):
            return None
        found.add(parsed.date())
    return found.pop() if len(found) == 1 else None
