"""Texts to attributions: cleaning, tagging, linking, and back to raw offsets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from attribution.cleaning import clean
from attribution.linking import (
    LinkScorer,
    find_turns,
    inside_turns,
    link_spans,
    uncued_statements,
)
from attribution.pipeline.nesting import add_nested
from attribution.records import Attribution, DocumentKind, SectionKind, WorkingText
from attribution.spans import OffsetMap, Span
from attribution.tagging import SpanTagger, TaggedSpan

__all__ = ["LinkedText", "extract_attributions", "link_working_texts", "to_raw"]


@dataclass(frozen=True, slots=True)
class LinkedText:
    """What was found in a working text, in its offsets.

    Attributes:
        attributions: outer ones, in the order of their contents.
        inner: tagged spans inside contents, in reading order.
        turns: those of the attributions that are turns of a transcript.
    """

    attributions: list[Attribution]
    inner: list[TaggedSpan]
    turns: list[Attribution]


def link_working_texts(
    workings: Sequence[WorkingText],
    *,
    tagger: SpanTagger,
    scorer: LinkScorer | None = None,
    kinds: Sequence[DocumentKind] | None = None,
) -> list[LinkedText]:
    """Attributions of cleaned texts, in offsets of the working texts.

    Args:
        workings: cleaned texts.
        tagger: finds source, cue and content spans.
        scorer: learned links of the tagger's weights; the paragraph rule without.
        kinds: of the documents; articles without. A readout's sentences speak for its issuer;
            in a transcript, also one that only its markup tells, each turn is a quotation.
    """
    tagged = tagger.tag([working.text for working in workings])
    kinds = kinds or [DocumentKind.ARTICLE] * len(workings)
    return [
        _link(working, spans, scorer, kind)
        for working, spans, kind in zip(workings, tagged, kinds, strict=True)
    ]


def _link(
    working: WorkingText,
    spans: Sequence[TaggedSpan],
    scorer: LinkScorer | None,
    kind: DocumentKind,
) -> LinkedText:
    turns = find_turns(working.text, is_transcript=kind is DocumentKind.TRANSCRIPT)
    outside = [span for span in spans if not inside_turns(turns, span.span)]
    attributions = list(turns)
    # Body and furniture are linked apart, so that no quotation is credited to a teaser.
    for section in SectionKind:
        part = [span for span in outside if working.kind_at(span.span) is section]
        attributions += link_spans(working.text, part, scorer=scorer)
    if kind is DocumentKind.READOUT:
        attributions = _with_own_voice(working, attributions)
    if turns:
        # What a turn reports is nested in it, and nothing is read two levels deep.
        inner = [span for span in spans if inside_turns(turns, span.span)]
    else:
        inner = [inside for span in outside for inside in span.inner]
    return LinkedText(sorted(attributions, key=lambda a: a.contents[0]), inner, turns)


def _with_own_voice(
    working: WorkingText, attributions: Sequence[Attribution]
) -> list[Attribution]:  # fmt: skip
    # Content that no cue holds is a piece of the issuer's own sentence: take the whole of it.
    cued = [attribution for attribution in attributions if attribution.cue is not None]
    body = [s.span for s in working.sections if s.kind is SectionKind.BODY]
    return cued + uncued_statements(working.text, cued, within=body)


def extract_attributions(
    texts: Sequence[str],
    *,
    tagger: SpanTagger,
    scorer: LinkScorer | None = None,
    kinds: Sequence[DocumentKind] | None = None,
    with_nested: bool = False,
) -> list[list[Attribution]]:
    """The attributions in the body of each text, in offsets of the text as given.

    Args:
        texts: as decoded or extracted; they are cleaned here.
        tagger: finds source, cue and content spans.
        scorer: learned links of the tagger's weights; the paragraph rule without.
        kinds: of the documents; articles without.
        with_nested: also those inside the content of others, after the outer ones.
    """
    workings = [clean(text) for text in texts]
    found = link_working_texts(workings, tagger=tagger, scorer=scorer, kinds=kinds)
    extracted: list[list[Attribution]] = []
    for working, linked in zip(workings, found, strict=True):
        outer = [
            attribution
            for attribution in linked.attributions
            if working.kind_at(attribution.contents[0]) is SectionKind.BODY
        ]
        if with_nested:
            outer = add_nested(working.text, outer, linked.inner, scorer=scorer)
        extracted.append([to_raw(attribution, working.offset_map) for attribution in outer])
    return extracted


def to_raw(attribution: Attribution, offset_map: OffsetMap) -> Attribution:
    """The attribution in offsets of the raw text."""

    def moved(span: Span | None) -> Span | None:
        return None if span is None else offset_map.to_raw(span)

    return replace(
        attribution,
        source=moved(attribution.source),
        cue=moved(attribution.cue),
        contents=tuple(offset_map.to_raw(span) for span in attribution.contents),
    )
