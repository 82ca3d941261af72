"""When something was said: dates in the sentence of the cue, read against the publication date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from dateutil import parser as dateutil_parser

from attribution.linking import TextGrid
from attribution.records import Attribution
from attribution.spans import Span

__all__ = ["dates_of_statements", "resolve_expression"]

_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH: Final = (
    r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|March|April|May|June|July|Aug(?:ust|\.)|"
    r"Sept?(?:ember|\.)|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
)
_EXPRESSION: Final = re.compile(
    rf"\b(?P<absolute>{_MONTH}\s+\d{{1,2}}(?:,\s+\d{{4}})?\b|\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?)|"
    r"\b(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b|"
    r"\b(?P<relative>today|yesterday|tonight|this (?:morning|afternoon|evening))\b",
    re.IGNORECASE,
)


def resolve_expression(expression: str, published: date) -> date | None:
    """The day that a date expression means in a text published on `published`.

    A weekday is its last occurrence up to the publication date, that day included; a day
    without a year is the one nearest before it.

    Args:
        expression: such as `late Thursday`, `Feb. 27`, `3 March 2025`, `yesterday`.
        published: the publication date.

    Returns:
        The day, or None when `expression` holds no date.
    """
    match = _EXPRESSION.search(expression)
    if match is None:
        return None
    if match["weekday"]:
        back = (published.weekday() - _WEEKDAYS.index(match["weekday"].lower())) % 7
        return published - timedelta(days=back)
    if match["relative"]:
        return published - timedelta(days=match["relative"].lower() == "yesterday")
    return _absolute(match["absolute"], published)


def _absolute(expression: str, published: date) -> date | None:
    has_year = re.search(r"\d{4}", expression) is not None
    default = f"{expression.replace('.', '')} {published.year}" if not has_year else expression
    try:
        day: date = dateutil_parser.parse(default.replace(".", "")).date()
    except (ValueError, OverflowError):
        return None
    if not has_year and day > published + timedelta(days=7):
        try:
            day = day.replace(year=day.year - 1)
        except ValueError:  # 29 February
            return None
    return day


def dates_of_statements(
    text: str, attributions: Sequence[Attribution], *, published: date | None
) -> list[date | None]:
    """The day on which each statement was made, where its sentence says so.

    Args:
        text: the text that the spans point into.
        attributions: any order.
        published: publication date; without it relative dates stay unknown.

    Returns:
        One date or None for each attribution. Dates inside the content are what was spoken
        about, not when.
    """
    if published is None:
        return [None] * len(attributions)
    grid = TextGrid.of(text)
    return [_date_of(text, grid, attribution, published) for attribution in attributions]


def _date_of(text: str, grid: TextGrid, attribution: Attribution, published: date) -> date | None:
    anchor = attribution.cue or attribution.source
    if anchor is None:
        return None
    number = grid.sentence_at(anchor.start)
    start = grid.sentence_starts[number]
    following = grid.sentence_starts[number + 1 :]
    sentence = Span(start, following[0] if following else len(text))
    best: tuple[int, date] | None = None
    for match in _EXPRESSION.finditer(text, sentence.start, sentence.end):
        found = Span(*match.span())
        if any(content.overlaps(found) for content in attribution.contents):
            continue
        day = resolve_expression(match.group(), published)
        gap = max(found.start - anchor.end, anchor.start - found.end, 0)
        if day is not None and (best is None or gap < best[0]):
            best = (gap, day)
    return None if best is None else best[1]
