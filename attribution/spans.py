"""Spans, the map between working and raw text, and label ↔ span conversion.

All offsets are half-open code-point indices. A `Span` never carries its text: slice the document.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from attribution.errors import OffsetError

__all__ = [
    "Edit",
    "LabelledSpan",
    "OffsetMap",
    "Span",
    "apply_edits",
    "labels_from_spans",
    "spans_from_labels",
    "token_range",
]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points.

    Raises:
        OffsetError: if `start` is negative or `end` precedes `start`.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        """Reject ranges that no text can have."""
        if self.start < 0:
            msg = f"start {self.start} is negative"
            raise OffsetError(msg)
        if self.end < self.start:
            msg = f"end {self.end} precedes start {self.start}"
            raise OffsetError(msg)

    def __len__(self) -> int:
        """Length in code points."""
        return self.end - self.start

    def slice(self, text: str) -> str:
        """The characters of `text` under this span.

        Raises:
            OffsetError: if the span reaches past the end of `text`.
        """
        if self.end > len(text):
            msg = f"span {self.start}:{self.end} reaches past the text's {len(text)} characters"
            raise OffsetError(msg)
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether `other` lies inside this span (equal spans contain each other)."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def shift(self, by_chars: int) -> Span:
        """The same range moved by `by_chars` code points."""
        return Span(self.start + by_chars, self.end + by_chars)


class Edit(NamedTuple):
    """Replace raw characters `start:end` by `replacement`; an empty range inserts."""

    start: int
    end: int
    replacement: str


class _Segment(NamedTuple):
    """One stretch of both texts; `copied` means equal characters, otherwise replaced as a whole."""

    working_start: int
    working_end: int
    raw_start: int
    raw_end: int
    copied: bool


class OffsetMap:
    """Maps spans of a repaired (working) text to the raw text and back.

    Unchanged stretches map character by character. A span that touches a replaced stretch
    grows to cover the whole of it on the other side, so text is never cut inside a repair.
    """

    __slots__ = ("_raw_starts", "_segments", "_working_starts")

    def __init__(self, segments: Sequence[_Segment]) -> None:
        """Hold `segments`, which must cover both texts from 0 without gaps."""
        self._segments = tuple(segments)
        self._working_starts = [segment.working_start for segment in self._segments]
        self._raw_starts = [segment.raw_start for segment in self._segments]

    @classmethod
    def identity(cls, n_chars: int) -> OffsetMap:
        """The map of a text that was not changed."""
        return cls([_Segment(0, n_chars, 0, n_chars, copied=True)])

    @classmethod
    def from_edits(cls, n_raw_chars: int, edits: Iterable[Edit]) -> OffsetMap:
        """The map of a raw text of `n_raw_chars` code points after `edits`.

        Raises:
            OffsetError: if edits overlap, are unsorted or reach past the text.
        """
        segments: list[_Segment] = []
        raw = working = 0
        for start, end, replacement in edits:
            if start < raw or end < start or end > n_raw_chars:
                msg = f"edit {start}:{end} is out of order or outside 0:{n_raw_chars}"
                raise OffsetError(msg)
            if start > raw:
                segments.append(_Segment(working, working + start - raw, raw, start, copied=True))
                working += start - raw
            segments.append(_Segment(working, working + len(replacement), start, end, copied=False))
            working += len(replacement)
            raw = end
        if raw < n_raw_chars or not segments:
            segments.append(
                _Segment(working, working + n_raw_chars - raw, raw, n_raw_chars, copied=True)
            )
        return cls(segments)

    @property
    def n_working_chars(self) -> int:
        """Length of the working text in code points."""
        return self._segments[-1].working_end

    @property
    def n_raw_chars(self) -> int:
        """Length of the raw text in code points."""
        return self._segments[-1].raw_end

    def inverse(self) -> OffsetMap:
        """The map in the other direction."""
        return OffsetMap(
            [_Segment(s.raw_start, s.raw_end, s.working_start, s.working_end, s.copied)
             for s in self._segments]
        )  # fmt: skip

    def to_raw(self, span: Span) -> Span:
        """The raw span that `span` of the working text came from.

        Raises:
            OffsetError: if `span` reaches past the working text.
        """
        return _convert(span, self._segments, self._working_starts, self.n_working_chars)

    def to_working(self, span: Span) -> Span:
        """The working span that `span` of the raw text became.

        Raises:
            OffsetError: if `span` reaches past the raw text.
        """
        return self.inverse().to_raw(span)


def _convert(span: Span, segments: Sequence[_Segment], starts: Sequence[int], n_chars: int) -> Span:
    if span.end > n_chars:
        msg = f"span {span.start}:{span.end} reaches past the text's {n_chars} characters"
        raise OffsetError(msg)
    if not segments or n_chars == 0:
        return Span(0, 0)
    first = segments[bisect_right(starts, min(span.start, n_chars - 1)) - 1]
    last = segments[bisect_right(starts, max(span.end - 1, span.start)) - 1] if len(span) else first
    start = first.raw_start + (span.start - first.working_start if first.copied else 0)
    if not len(span):
        return Span(start, start)
    end = last.raw_start + span.end - last.working_start if last.copied else last.raw_end
    return Span(start, end)


def apply_edits(text: str, edits: Sequence[Edit]) -> tuple[str, OffsetMap]:
    """Apply sorted, disjoint `edits` to `text`; return the new text and the map back.

    Raises:
        OffsetError: if edits overlap, are unsorted or reach past the text.
    """
    offset_map = OffsetMap.from_edits(len(text), edits)
    parts: list[str] = []
    raw = 0
    for start, end, replacement in edits:
        parts += (text[raw:start], replacement)
        raw = end
    parts.append(text[raw:])
    return "".join(parts), offset_map


class LabelledSpan(NamedTuple):
    """A range of tokens `start:end` that carries `label`."""

    start: int
    end: int
    label: str


def labels_from_spans(spans: Iterable[LabelledSpan], n_tokens: int) -> list[str]:
    """BIO labels, one a token, of disjoint token spans.

    Raises:
        OffsetError: if a span is empty, outside `0:n_tokens` or overlaps another.
    """
    labels = ["O"] * n_tokens
    for start, end, label in spans:
        if not 0 <= start < end <= n_tokens:
            msg = f"{label} {start}:{end} is empty or outside 0:{n_tokens}"
            raise OffsetError(msg)
        if any(taken != "O" for taken in labels[start:end]):
            msg = f"{label} {start}:{end} overlaps another span"
            raise OffsetError(msg)
        labels[start:end] = [f"B-{label}"] + [f"I-{label}"] * (end - start - 1)
    return labels


def spans_from_labels(labels: Sequence[str]) -> list[LabelledSpan]:
    """The token spans of BIO labels; an I without its B opens a span of its own."""
    spans: list[LabelledSpan] = []
    start, current = 0, ""
    for i, label in enumerate([*labels, "O"]):
        prefix, _, name = label.partition("-")
        if current and (prefix != "I" or name != current):
            spans.append(LabelledSpan(start, i, current))
            current = ""
        if name and not current:
            start, current = i, name
    return spans


def token_range(
    token_starts: Sequence[int], token_ends: Sequence[int], span: Span
) -> tuple[int, int]:
    """The half-open range of tokens that share a code point with `span`.

    Args:
        token_starts: first code point of each token, ascending.
        token_ends: end of each token, ascending; tokens do not overlap.
        span: code points.

    Returns:
        `(first, end)`; equal when the span covers no token.
    """
    first = bisect_right(token_ends, span.start)
    end = first
    while end < len(token_starts) and token_starts[end] < span.end:
        end += 1
    return first, end
