"""Tagged spans to attributions by the paragraph rule.

A content belongs to the nearest cue, in its own sentence before its own paragraph before
anywhere else; a cue to the nearest source under the same order, but to none outside its
paragraph.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from attribution.linking.boundaries import mend_boundaries
from attribution.linking.kinds import kind_of_cue
from attribution.linking.quotes import quotation_of, quoted_spans
from attribution.linking.sentences import TextGrid
from attribution.records import Attribution
from attribution.spans import Span
from attribution.tagging import TaggedSpan

__all__ = ["link_spans"]

N_NEIGHBOURS: Final = 12
"""Spans looked at before and after; the nearest by sentence is always among them."""
MAX_FLOATING_PARAGRAPHS: Final = 1
"""A quotation without a cue continues the speech of the paragraph before, not of earlier ones."""


@dataclass(frozen=True, slots=True, order=True)
class _Distance:
    """Sorted by paragraph, then sentence, then characters."""

    crosses_paragraph: bool
    n_sentences: int
    n_chars: int


def _distance(grid: TextGrid, a: Span, b: Span) -> _Distance:
    gap = max(b.start - a.end, a.start - b.end, 0)
    return _Distance(grid.n_paragraphs_between(a, b) > 0, grid.n_sentences_between(a, b), gap)


def _nearest(
    grid: TextGrid,
    span: Span,
    candidates: Sequence[TaggedSpan],
    *,
    with_later_sentences: bool = True,
) -> tuple[TaggedSpan, _Distance] | None:
    """The nearest candidate; `candidates` are in reading order."""
    at = bisect_right(candidates, span.start, key=lambda candidate: candidate.span.start)
    around = candidates[max(0, at - N_NEIGHBOURS) : at + N_NEIGHBOURS]
    if not with_later_sentences:
        around = [
            c
            for c in around
            if c.span.start < span.start or not grid.n_sentences_between(span, c.span)
        ]
    ranked = ((_distance(grid, span, c.span), i, c) for i, c in enumerate(around))
    best = min(ranked, default=None, key=lambda entry: entry[:2])
    return None if best is None else (best[2], best[0])


def link_spans(text: str, tagged: Sequence[TaggedSpan]) -> list[Attribution]:
    """Attributions of `text` from its tagged spans, in the order of their contents.

    Args:
        text: the text that was tagged.
        tagged: source, cue and content spans of `text`, in reading order.

    Returns:
        One attribution a cue that has content, and one a quotation without any cue near.
    """
    grid = TextGrid.of(text)
    tagged = mend_boundaries(text, tagged)
    quoted = quoted_spans(text)
    by_role = {
        role: [span for span in tagged if span.role == role]
        for role in ("source", "cue", "content")
    }
    contents_of: dict[TaggedSpan, list[TaggedSpan]] = {}
    floating: list[TaggedSpan] = []
    for content in by_role["content"]:
        found = _nearest(grid, content.span, by_role["cue"])
        if found is None or (
            found[1].crosses_paragraph and not _continues(text, grid, content.span, found[0].span)
        ):
            floating.append(content)
        else:
            contents_of.setdefault(found[0], []).append(content)
    attributions = [
        _attribution(text, cue, _source_of(grid, cue, by_role["source"]), contents, quoted)
        for cue, contents in contents_of.items()
    ]
    attributions += [_attribution(text, None, None, [content], quoted) for content in floating]
    return sorted(attributions, key=lambda a: (a.contents[0], a.cue or a.contents[0]))


def _continues(text: str, grid: TextGrid, content: Span, cue: Span) -> bool:
    """Whether a content outside the cue's paragraph may still be the same speech."""
    near = grid.n_paragraphs_between(content, cue) <= MAX_FLOATING_PARAGRAPHS
    return near and (text[content.start] in "“\"«‘'" or cue.slice(text).rstrip().endswith(":"))


def _source_of(grid: TextGrid, cue: TaggedSpan, sources: Sequence[TaggedSpan]) -> TaggedSpan | None:
    # Who speaks is named in the cue's sentence or before it; a later sentence has its own.
    found = _nearest(grid, cue.span, sources, with_later_sentences=False)
    return None if found is None or found[1].crosses_paragraph else found[0]


def _attribution(
    text: str,
    cue: TaggedSpan | None,
    source: TaggedSpan | None,
    contents: Sequence[TaggedSpan],
    quoted: Sequence[Span],
) -> Attribution:
    spans = tuple(sorted(content.span for content in contents))
    scores = [content.score for content in contents] + [
        part.score for part in (cue, source) if part is not None
    ]
    attribution = Attribution(
        source=None if source is None else source.span,
        cue=None if cue is None else cue.span,
        contents=spans,
        quote_type=quotation_of(text, spans, quoted),
        confidence=min(scores),
    )
    return replace(attribution, kind=kind_of_cue(None if cue is None else cue.span.slice(text)))
