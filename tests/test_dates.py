"""When something was said."""

from __future__ import annotations

from datetime import date

import pytest

from attribution.dates import dates_of_statements, find_intervals, resolve_expression
from attribution.records import Attribution
from attribution.spans import Span

FRIDAY = date(2025, 2, 28)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("late Thursday", date(2025, 2, 27)),
        ("on Friday", date(2025, 2, 28)),
        ("Saturday", date(2025, 2, 22)),
        ("yesterday", date(2025, 2, 27)),
        ("earlier today", date(2025, 2, 28)),
        ("Feb. 27", date(2025, 2, 27)),
        ("27 February", date(2025, 2, 27)),
        ("March 3, 2024", date(2024, 3, 3)),
        ("3 March 2024", date(2024, 3, 3)),
        ("December 30", date(2024, 12, 30)),
        ("Sept. 5", date(2024, 9, 5)),
        ("February 31", None),
        ("soon", None),
    ],
)
def test_expressions_against_the_publication_date(expression: str, expected: date | None) -> None:
    """A weekday is the last one up to publication; a day without a year is in the past."""
    assert resolve_expression(expression, FRIDAY) == expected


def said(text: str, cue: str, content: str) -> Attribution:
    """An attribution in `text` by its words."""
    at, start = text.index(cue), text.index(content)
    return Attribution(
        source=None, cue=Span(at, at + len(cue)), contents=(Span(start, start + len(content)),)
    )


def test_date_beside_the_cue_counts_and_date_inside_the_content_does_not() -> None:
    """What is spoken about is not when it was spoken."""
    text = "On Wednesday she said the round would start Monday. He left Tuesday."
    attribution = said(text, "said", "the round would start Monday")
    assert dates_of_statements(text, [attribution], published=FRIDAY) == [date(2025, 2, 26)]


def test_no_date_in_the_sentence_or_no_publication_date_is_unknown() -> None:
    """Unknown stays unknown."""
    text = "She said it rained. On Monday they left."
    attribution = said(text, "said", "it rained")
    assert dates_of_statements(text, [attribution], published=FRIDAY) == [None]
    assert dates_of_statements(text, [attribution], published=None) == [None]


def test_readout_sentence_without_cue_has_no_date_of_its_own() -> None:
    """Neither cue nor source: nothing to stand beside."""
    attribution = Attribution(source=None, cue=None, contents=(Span(0, 3),))
    assert dates_of_statements("Met Monday.", [attribution], published=FRIDAY) == [None]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("last month", date(2025, 1, 1), date(2025, 1, 31)),
        ("last year", date(2024, 1, 1), date(2024, 12, 31)),
        ("next week", date(2025, 3, 3), date(2025, 3, 9)),
        ("earlier this week", date(2025, 2, 24), date(2025, 2, 28)),
        ("on Friday", date(2025, 2, 28), date(2025, 2, 28)),
        ("last Friday", date(2025, 2, 21), date(2025, 2, 21)),
        ("next Monday", date(2025, 3, 3), date(2025, 3, 3)),
        ("tomorrow", date(2025, 3, 1), date(2025, 3, 1)),
        ("late Thursday", date(2025, 2, 27), date(2025, 2, 27)),
        ("3-5 February 2025", date(2025, 2, 3), date(2025, 2, 5)),
        ("Feb. 3 and 4", date(2025, 2, 3), date(2025, 2, 4)),
        ("30 January to 3 February", date(2025, 1, 30), date(2025, 2, 3)),
        ("in May", date(2024, 5, 1), date(2024, 5, 31)),
        ("since late November 2023", date(2023, 11, 1), date(2023, 11, 30)),
    ],
)
def test_intervals_against_the_publication_date(text: str, start: date, end: date) -> None:
    """Ranges, weeks, months and days to come; the span is that of the expression."""
    sentence = f"They met {text} and left."
    (found,) = find_intervals(sentence, published=FRIDAY)
    assert (found.start, found.end) == (start, end)
    assert sentence[found.span.start : found.span.end] in f" {text}"


@pytest.mark.parametrize(
    "text",
    [
        "soon",
        "31-35 March",
        "February 31",
        "5-3 March",
        "you may go",
        "12 may go",
        "march 10 miles",
    ],
)
def test_what_is_no_date_gives_no_interval(text: str) -> None:
    """Days that no calendar has and reversed ranges are left out."""
    assert [*find_intervals(text, published=FRIDAY)] == []
