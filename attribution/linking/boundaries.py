"""Edges of tagged spans that no writer would draw, put right."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from attribution.cleaning.vocabulary import word_counts
from attribution.spans import Span
from attribution.tagging import TaggedSpan

__all__ = ["mend_boundaries"]

_ABBREVIATION: Final = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_HEADING: Final = re.compile(r"[^\n]*[^\s.!?,;:…”\"'’»)\]](?=\s*\n\s*\n\s*)\s+")
N_LONGEST_WORD: Final = 40
"""Letters; what is longer is no word, but writing without spaces or data."""
_WORD: Final = re.compile(r"[^\W_]*")
N_LEAST_WORD: Final = 3
"""Letters of the second of two words that scraping glued together; fewer prove nothing."""
N_HEADING_CHARS: Final = 120
"""A longer line before a blank line is a paragraph, not a heading or a section name."""


def mend_boundaries(text: str, tagged: Sequence[TaggedSpan]) -> list[TaggedSpan]:
    """Spans without cut abbreviations and words, contents without the heading above them.

    Two words that scraping glued together may still be parted.

    Args:
        text: the text that was tagged.
        tagged: disjoint spans in reading order.

    Returns:
        As many spans or fewer, disjoint and in reading order; a span that mending leaves empty
        is gone.
    """
    abbreviations = [Span(*match.span()) for match in _ABBREVIATION.finditer(text)]
    starts = [span.start for span in abbreviations]

    def around(position: int) -> Span | None:
        """The abbreviation that `position` falls inside, edges not counted."""
        i = bisect_right(starts, position) - 1
        found = abbreviations[i] if i >= 0 else None
        return found if found and found.start < position < found.end else None

    mended: list[TaggedSpan] = []
    taken = 0
    for i, item in enumerate(tagged):
        cut_start, cut_end = around(item.span.start), around(item.span.end)
        start = cut_start.start if cut_start else _at_word(text, item.span.start, is_start=True)
        start = max(taken, start)
        end = cut_end.end if cut_end else _at_word(text, item.span.end, is_start=False)
        following = tagged[i + 1].span if i + 1 < len(tagged) else None
        if following and end > following.start and not cut_end:
            end = _at_word(text, item.span.end, is_start=True)  # the next span has more of it
        end = max(start, end)
        if item.role == "content":
            start = _after_heading(text, start, end)
        if start < end:
            mended.append(replace(item, span=Span(start, end)))
            taken = end
    return mended


def _at_word(text: str, at: int, *, is_start: bool) -> int:
    """An edge of a span, moved to the edge of the word that it would cut."""
    if not 0 < at < len(text) or not (text[at - 1].isalnum() and text[at].isalnum()):
        return at
    start = at
    while start and at - start <= N_LONGEST_WORD and text[start - 1].isalnum():
        start -= 1
    rest = _WORD.match(text, at, at + N_LONGEST_WORD + 1)
    end = rest.end() if rest else at
    is_too_long = end - start > N_LONGEST_WORD
    if end == at or is_too_long or _is_glued(text[start:at], text[at:end]):
        return at
    return start if is_start else end


def _is_glued(first: str, second: str) -> bool:
    """Whether two words stand here without a space: `reported` and `that`, `Lund` and `said`."""
    if second[0].isupper() and first[-1].islower():
        return True
    words = word_counts()
    is_word = first.lower() in words or (first[0].isupper() and len(first) >= N_LEAST_WORD)
    return is_word and len(second) >= N_LEAST_WORD and second.lower() in words


def _after_heading(text: str, start: int, end: int) -> int:
    """Where a content starts once headings and section names before it are left out."""
    while match := _HEADING.match(text, start, end):
        if match.end() >= end or match.end() - start > N_HEADING_CHARS:
            break
        start = match.end()
    return start
