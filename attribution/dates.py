"""When something was said: dates in the sentence of the cue, read against the publication date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dateutil import parser as dateutil_parser
from dateutil.relativedelta import MO, relativedelta

from attribution.linking import TextGrid
from attribution.records import Attribution
from attribution.spans import Span

__all__ = ["DatedSpan", "dates_of_statements", "find_intervals", "resolve_expression"]

_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH: Final = (
    r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|(?-i:March|MARCH|May|MAY)|April|June|July|Aug(?:ust|\.)|"
    r"Sept?(?:ember|\.)|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
)
_EXPRESSION: Final = re.compile(
    rf"\b(?P<absolute>{_MONTH}\s+\d{{1,2}}(?:,\s+\d{{4}})?\b|\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?)|"
    r"\b(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b|"
    r"\b(?P<relative>today|yesterday|tonight|this (?:morning|afternoon|evening))\b",
    re.IGNORECASE,
)

_DASH: Final = r"(?:\s*[-–—]\s*|\s+(?:to|and|through|until)\s+)"
_INTERVAL: Final = re.compile(
    rf"\b(?P<span>(?P<from>\d{{1,2}}\s+{_MONTH}){_DASH}(?P<to>\d{{1,2}}\s+{_MONTH})(?P<span_year>\s+\d{{4}})?|"
    rf"(?P<from_us>{_MONTH}\s+\d{{1,2}}){_DASH}(?P<to_us>{_MONTH}\s+\d{{1,2}})(?P<span_year_us>,\s+\d{{4}})?)\b|"
    rf"\b(?P<range>(?P<first>\d{{1,2}}){_DASH}(?P<last>\d{{1,2}})\s+(?P<month>{_MONTH})(?P<year>\s+\d{{4}})?|"
    rf"(?P<month_before>{_MONTH})\s+(?P<first_after>\d{{1,2}}){_DASH}(?P<last_after>\d{{1,2}})"
    r"(?P<year_after>,\s+\d{4})?)\b|"
    rf"\b(?P<which>last|next|this|earlier this|later this|coming)\s+"
    r"(?P<unit>week|month|year|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b|"
    r"\b(?P<tomorrow>tomorrow)\b|"
    rf"(?P<day>{_EXPRESSION.pattern})|"
    rf"\b(?:in|since|of|last)\s+(?:early\s+|late\s+|mid-)?(?P<alone>{_MONTH}(?:\s+\d{{4}})?)"
    r"(?!\s+\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DatedSpan:
    """A date expression in a text and the days it means, first and last included."""

    span: Span
    start: date
    end: date


def find_intervals(text: str, *, published: date) -> Iterator[DatedSpan]:
    """The date expressions of a text in reading order, read against its publication date.

    Beyond the days of `resolve_expression` these are ranges (`3-5 March`), weeks, months and
    years (`last month`, `in May`), and days to come (`next Monday`, `tomorrow`).
    """
    for match in _INTERVAL.finditer(text):
        found = _interval(match, published)
        if found is not None:
            yield DatedSpan(Span(*match.span()), *found)


def _interval(match: re.Match[str], published: date) -> tuple[date, date] | None:
    if match["span"]:
        year = match["span_year"] or match["span_year_us"] or ""
        first, last = match["from"] or match["from_us"], match["to"] or match["to_us"]
        return _ordered(first + year, last + year, published)
    if match["range"]:
        return _range(match, published)
    if match["unit"]:
        return _unit(match["which"].lower(), match["unit"].lower(), published)
    if match["tomorrow"]:
        return (published + timedelta(days=1),) * 2
    if match["alone"]:
        first = _absolute(_month_start(match["alone"]), published)
        return None if first is None else (first, first + relativedelta(day=31))
    day = resolve_expression(match["day"], published)
    return None if day is None else (day, day)


def _month_start(month: str) -> str:
    name, *year = month.split()
    return " ".join(["1", name, *year])


def _range(match: re.Match[str], published: date) -> tuple[date, date] | None:
    month = match["month"] or match["month_before"]
    year = (match["year"] or match["year_after"] or "").strip(", ")
    first, last = match["first"] or match["first_after"], match["last"] or match["last_after"]
    return _ordered(f"{first} {month} {year}", f"{last} {month} {year}", published)


def _ordered(first: str, last: str, published: date) -> tuple[date, date] | None:
    start, end = _absolute(first.strip(), published), _absolute(last.strip(), published)
    return None if start is None or end is None or end < start else (start, end)


def _unit(which: str, unit: str, published: date) -> tuple[date, date]:
    step = {"last": -1, "next": 1, "coming": 1}.get(which, 0)
    if unit.endswith("day"):
        back = resolve_expression(unit, published) or published
        # "last Friday" in a text of a Friday is not that day.
        weeks = 1 if step > 0 else -1 if step < 0 and back == published else 0
        return (back + timedelta(weeks=weeks),) * 2
    if unit == "week":
        monday = published + relativedelta(weekday=MO(-1)) + timedelta(weeks=step)
        start, end = monday, monday + timedelta(days=6)
    elif unit == "month":
        start = published + relativedelta(months=step, day=1)
        end = start + relativedelta(day=31)
    else:
        start = published + relativedelta(years=step, month=1, day=1)
        end = start + relativedelta(month=12, day=31)
    if which == "earlier this":
        end = published
    return start, end


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
