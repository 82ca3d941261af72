"""Edges of tagged spans that no writer would draw, put right."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from attribution.spans import Span
from attribution.tagging import TaggedSpan

__all__ = ["mend_boundaries"]

_ABBREVIATION: Final = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_HEADING: Final = re.compile(r"[^\n]*[^\s.!?,;:…”\"'’»)\]](?=\s*\n\s*\n\s*)\s+")
N_HEADING_CHARS: Final = 120
"""A longer line before a blank line is a paragraph, not a heading or a section name."""


def mend_boundaries(text: str, tagged: Sequence[TaggedSpan]) -> list[TaggedSpan]:
    """Spans without cut abbreviations and contents without the heading above them.

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
    for item in tagged:
        cut_start, cut_end = around(item.span.start), around(item.span.end)
        start = max(taken, cut_start.start if cut_start else item.span.start)
        end = max(start, cut_end.end if cut_end else item.span.end)
        if item.role == "content":
            start = _after_heading(text, start, end)
        if start < end:
            mended.append(replace(item, span=Span(start, end)))
            taken = end
    return mended


def _after_heading(text: str, start: int, end: int) -> int:
    """Where a content starts once headings and section names before it are left out."""
    while match := _HEADING.match(text, start, end):
        if match.end() >= end or match.end() - start > N_HEADING_CHARS:
            break
        start = match.end()
    return start
