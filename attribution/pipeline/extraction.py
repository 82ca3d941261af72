"""Texts to attributions: cleaning, tagging, linking, and back to raw offsets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from attribution.cleaning import clean
from attribution.linking import link_spans
from attribution.records import Attribution, SectionKind, WorkingText
from attribution.spans import OffsetMap, Span
from attribution.tagging import SpanTagger

__all__ = ["extract_attributions", "link_working_texts"]


def link_working_texts(
    workings: Sequence[WorkingText], *, tagger: SpanTagger
) -> list[list[Attribution]]:
    """Attributions of cleaned texts, in offsets of the working texts.

    Body and furniture are linked apart, so that no quotation is credited to a teaser.
    """
    tagged = tagger.tag([working.text for working in workings])
    linked: list[list[Attribution]] = []
    for working, spans in zip(workings, tagged, strict=True):
        attributions: list[Attribution] = []
        for kind in SectionKind:
            part = [span for span in spans if working.kind_at(span.span) is kind]
            attributions += link_spans(working.text, part)
        linked.append(sorted(attributions, key=lambda a: a.contents[0]))
    return linked


def extract_attributions(
    texts: Sequence[str], *, tagger: SpanTagger, with_furniture: bool = False
) -> list[list[Attribution]]:
    """Attributions of each text, in offsets of the text as given.

    Args:
        texts: as decoded or extracted; they are cleaned here.
        tagger: finds source, cue and content spans.
        with_furniture: also those in teasers, menus and adverts.
    """
    workings = [clean(text) for text in texts]
    found = link_working_texts(workings, tagger=tagger)
    return [
        [
            to_raw(attribution, working.offset_map)
            for attribution in attributions
            if with_furniture or working.kind_at(attribution.contents[0]) is SectionKind.BODY
        ]
        for working, attributions in zip(workings, found, strict=True)
    ]


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
