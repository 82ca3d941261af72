"""Tagged spans to attributions, by learned links or, without them, by the paragraph rule.

The rule: a content belongs to the nearest cue, in its own sentence before its own paragraph
before anywhere else; a cue to the nearest source under the same order, but to none outside
its paragraph.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from attribution.linking.boundaries import mend_boundaries
from attribution.linking.kinds import kind_of_cue
from attribution.linking.quotes import quotation_of, quoted_spans
from attribution.linking.scoring import LinkScorer
from attribution.linking.sentences import TextGrid
from attribution.linking.trailing import split_at_trailing_cues
from attribution.records import Attribution, Quotation
from attribution.spans import Span
from attribution.tagging import TaggedSpan

__all__ = ["link_spans"]

N_NEIGHBOURS: Final = 12
"""Spans looked at before and after; the nearest by sentence is always among them."""
MAX_FLOATING_PARAGRAPHS: Final = 1
"""A quotation without a cue continues the speech of the paragraph before, not of earlier ones."""
N_FLOATING_WORDS: Final = 8
"""An unquoted content without cue must have so many words to say something by itself."""


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


def link_spans(
    text: str, tagged: Sequence[TaggedSpan], *, scorer: LinkScorer | None = None
) -> list[Attribution]:
    """Attributions of `text` from its tagged spans, in the order of their contents.

    Args:
        text: the text that was tagged.
        tagged: source, cue and content spans of `text`, in reading order.
        scorer: learned links, for spans that carry link vectors; the paragraph rule without.

    Returns:
        One attribution a cue that has content, and one a content without any cue, or whose own
        cue was not tagged (`trailing`).
    """
    grid = TextGrid.of(text)
    tagged = mend_boundaries(text, tagged)
    quoted = quoted_spans(text)
    sources, cues, contents = (
        [span for span in tagged if span.role == role] for role in ("source", "cue", "content")
    )
    if scorer is None:
        cue_of = [(_cue_of(text, grid, content, cues), 1.0) for content in contents]
        source_of = [(_source_of(grid, cue, sources), 1.0) for cue in cues]
    else:
        cue_of = scorer.choose(grid, contents, cues, head_role="cue")
        source_of = scorer.choose(grid, cues, sources, head_role="source")
    contents_of: dict[TaggedSpan, list[TaggedSpan]] = {}
    links: dict[TaggedSpan, float] = {}
    attributions: list[Attribution] = []
    for content, (cue, probability) in zip(contents, cue_of, strict=True):
        if cue is None:
            alone = _attribution(text, (None, None, [content]), quoted, probability)
            if not _is_scrap(text, alone):
                attributions.append(alone)
        else:
            contents_of.setdefault(cue, []).append(content)
            links[cue] = min(links.get(cue, 1.0), probability)
    attributions += [
        _attribution(
            text, (cue, source, contents_of[cue]), quoted, min(links[cue], probability)
        )
        for cue, (source, probability) in zip(cues, source_of, strict=True)
        if cue in contents_of
    ]  # fmt: skip
    if scorer is not None:
        attributions = [
            replace(a, confidence=float(scorer.calibration.apply(a.confidence)))
            for a in attributions
        ]
    ordered = sorted(attributions, key=lambda a: (a.contents[0], a.cue or a.contents[0]))
    return split_at_trailing_cues(text, ordered, grid)


def _is_scrap(text: str, alone: Attribution) -> bool:
    """Whether a content without cue is but a few words that stand in no quotation marks."""
    n_words = len(alone.contents[0].slice(text).split())
    return alone.quote_type is Quotation.INDIRECT and n_words < N_FLOATING_WORDS


def _cue_of(
    text: str, grid: TextGrid, content: TaggedSpan, cues: Sequence[TaggedSpan]
) -> TaggedSpan | None:
    found = _nearest(grid, content.span, cues)
    if found is None or (
        found[1].crosses_paragraph and not _continues(text, grid, content.span, found[0].span)
    ):
        return None
    return found[0]


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
    parts: tuple[TaggedSpan | None, TaggedSpan | None, Sequence[TaggedSpan]],
    quoted: Sequence[Span],
    link_probability: float,
) -> Attribution:
    """An attribution of (cue, source, contents)."""
    cue, source, contents = parts
    spans = tuple(sorted(content.span for content in contents))
    scores = [content.score for content in contents] + [
        part.score for part in (cue, source) if part is not None
    ]
    attribution = Attribution(
        source=None if source is None else source.span,
        cue=None if cue is None else cue.span,
        contents=spans,
        quote_type=quotation_of(text, spans, quoted),
        confidence=min(scores) * link_probability,
    )
    if attribution.quote_type is not Quotation.INDIRECT:
        return attribution  # what stands in quotation marks was said, whatever the cue
    return replace(attribution, kind=kind_of_cue(None if cue is None else cue.span.slice(text)))
