"""Where a claim stands: its paragraph, cut into marked pieces."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from attribution.records import Claim
from attribution.spans import Span

__all__ = ["MARKS", "Piece", "is_cut_after", "is_cut_before", "marked_pieces", "paragraph_of"]

MARKS = ("source", "cue", "content")
"""The marks of a piece, strongest first: where spans overlap, the first one shows."""

_LONGEST_PARAGRAPH_CHARS = 1000
_WINDOW_CHARS = 600
_LEAST_CONTEXT_CHARS = 100
_GAP_CHARS = 64

_BLANK_LINE = re.compile(r"(?:\r?\n[^\S\n]*){2,}|\u2029")
_SENTENCE_START = re.compile(r"(?:(?<=[.!?…。])|(?<=[.!?…][\"'”’»)]))\s+(?=\S)|\n\s*(?=\S)")
_WORD_START = re.compile(r"\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph, and `source`, `cue` or `content` where it is marked."""

    text: str
    mark: str | None


def paragraph_of(claim: Claim) -> Span:
    """The paragraph, or the paragraphs, in which the spans of `claim` stand.

    Paragraphs end at blank lines. One of more than 1,000 characters is cut at sentences, or
    else at words, to about 600 characters around the claim.

    Returns:
        A span of `Document.text` that covers every span of the claim.
    """
    text = claim.document.text
    spans = claim.attribution.spans()
    claimed = Span(min(span.start for span in spans), max(span.end for span in spans))
    paragraph = Span(_paragraph_start(text, claimed.start), _paragraph_end(text, claimed.end))
    if len(paragraph) > max(_LONGEST_PARAGRAPH_CHARS, len(claimed)):
        room = max((_WINDOW_CHARS - len(claimed)) // 2, _LEAST_CONTEXT_CHARS)
        paragraph = Span(
            _cut_start(text, paragraph.start, claimed.start, room),
            _cut_end(text, claimed.end, paragraph.end, room),
        )
    return _trimmed(text, paragraph, claimed)


def is_cut_before(text: str, start: int) -> bool:
    """Whether a window that starts at `start` leaves out the start of its paragraph."""
    before = text[max(0, start - _GAP_CHARS) : start]
    gap = before[len(before.rstrip()) :]
    return len(gap) < start and _BLANK_LINE.search(gap) is None


def is_cut_after(text: str, end: int) -> bool:
    """Whether a window that ends at `end` leaves out the end of its paragraph."""
    after = text[end : end + _GAP_CHARS]
    gap = after[: len(after) - len(after.lstrip())]
    return len(gap) < len(text) - end and _BLANK_LINE.search(gap) is None


def marked_pieces(claim: Claim, window: Span) -> tuple[Piece, ...]:
    """The characters under `window` in order, cut where source, cue and content begin or end.

    The texts of the pieces, joined, are the text under the window.
    """
    attribution = claim.attribution
    marked = [("content", span) for span in attribution.contents]
    marked += [("cue", attribution.cue)] if attribution.cue else []
    marked += [("source", attribution.source)] if attribution.source else []
    edges = {window.start, window.end}
    for _, span in marked:
        edges |= {min(max(edge, window.start), window.end) for edge in (span.start, span.end)}
    ordered = sorted(edges)
    pieces = []
    for start, end in itertools.pairwise(ordered):
        piece = Span(start, end)
        found = {mark for mark, span in marked if span.contains(piece)}
        mark = next((mark for mark in MARKS if mark in found), None)
        pieces.append(Piece(piece.slice(claim.document.text), mark))
    return tuple(pieces)


def _paragraph_start(text: str, position: int) -> int:
    # A paragraph that reaches further than the limit is cut anyway, so looking further back
    # would only make the cost grow with the document.
    earliest = max(0, position - _LONGEST_PARAGRAPH_CHARS - 1)
    start = earliest
    for found in _BLANK_LINE.finditer(text, earliest, position):
        start = found.end()
    return start


def _paragraph_end(text: str, position: int) -> int:
    latest = min(len(text), position + _LONGEST_PARAGRAPH_CHARS + 1)
    found = _BLANK_LINE.search(text, position, latest)
    return latest if found is None else found.start()


def _cut_start(text: str, start: int, claimed_start: int, room: int) -> int:
    earliest = claimed_start - room
    if start >= earliest:
        return start
    for pattern in (_SENTENCE_START, _WORD_START):
        found = pattern.search(text, earliest, claimed_start)
        if found is not None:
            return found.end()
    return earliest


def _cut_end(text: str, claimed_end: int, end: int, room: int) -> int:
    latest = claimed_end + room
    if end <= latest:
        return end
    for pattern in (_SENTENCE_START, _WORD_START):
        # Up to one character more, so that a break exactly at the limit is seen.
        breaks = [found.start() for found in pattern.finditer(text, claimed_end, latest + 1)]
        if breaks:
            return breaks[-1]
    return latest


def _trimmed(text: str, paragraph: Span, claimed: Span) -> Span:
    before = text[paragraph.start : claimed.start]
    after = text[claimed.end : paragraph.end]
    return Span(
        claimed.start - len(before.lstrip()),
        claimed.end + len(after.rstrip()),
    )
