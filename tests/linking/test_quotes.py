"""Quotation marks and what they make of a content."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.linking import quotation_of, quoted_spans
from attribution.records import Quotation
from attribution.spans import Span


def quoted_texts(text: str) -> list[str]:
    """The quoted stretches as text."""
    return [span.slice(text) for span in quoted_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “we met” and left.", ["we met"]),
        ('He said "we met" and "talked" too.', ["we met", "talked"]),
        ("Elle a dit «on verra» hier.", ["on verra"]),
        ("She called it ‘a start’ only.", ["a start"]),
        ("The ministers' offer wasn't 'serious', he said.", ["serious"]),
        ("It's the minister's view.", []),
        ("''We agree,'' he said.", ["We agree,"]),
        ("", []),
    ],
)
def test_marks_of_every_style_open_and_close(text: str, expected: list[str]) -> None:
    """Apostrophes and possessives are no quotation marks."""
    assert quoted_texts(text) == expected


def test_quotation_over_paragraphs_closes_at_each_end() -> None:
    """Each paragraph of a long quotation opens with a mark; only the last closes."""
    text = "“First part.\n\n“Second part,” he said."
    assert quoted_texts(text) == ["First part.", "Second part,"]


@given(st.text(alphabet="ab “”\"'«».\n", max_size=60))
def test_quoted_spans_are_inside_sorted_and_disjoint(text: str) -> None:
    """Whatever the marks, spans never cross or leave the text."""
    spans = quoted_spans(text)
    assert all(span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("“We will return on Monday,” he said.", "“We will return on Monday,”", Quotation.DIRECT),
        ("He said they would return.", "they would return", Quotation.INDIRECT),
        ("He called the talks “useful” today.", "the talks “useful”", Quotation.MIXED),
        ("He called it “constructive” today.", "“constructive”", Quotation.MIXED),
        ("He said that “we will return on Monday”.", "that “we will return on Monday”",
         Quotation.DIRECT),
        ("“No.” That was all he said.", "“No.”", Quotation.DIRECT),
    ],
)  # fmt: skip
def test_quotation_by_share_of_quoted_words(text: str, content: str, expected: Quotation) -> None:
    """A fully quoted sentence is direct, a quoted fragment mixed."""
    at = text.index(content)
    span = Span(at, at + len(content))
    assert quotation_of(text, [span], quoted_spans(text)) is expected


def test_parts_of_a_split_quotation_count_together() -> None:
    """“The talks,” he said, “were useful.” is one direct quotation."""
    text = "“The talks,” he said, “were useful.”"
    parts = [Span(0, 12), Span(text.index("“were"), len(text))]
    assert quotation_of(text, parts, quoted_spans(text)) is Quotation.DIRECT
