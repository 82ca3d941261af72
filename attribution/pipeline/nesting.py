"""Attributions inside the content of others: A says that B agreed.

The corpus that taught the tagger marks outer attributions only, so contents are read once
more as texts of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from attribution.linking import link_spans
from attribution.records import Attribution
from attribution.tagging import SpanTagger

__all__ = ["add_nested"]

N_MIN_CHARS: Final = 30
"""Shorter contents hold no source, cue and content of their own."""


def add_nested(
    texts: Sequence[str], found: Sequence[Sequence[Attribution]], *, tagger: SpanTagger
) -> list[list[Attribution]]:
    """Each text's attributions followed by those nested in their contents.

    Args:
        texts: the texts that the spans point into.
        found: attributions of each text.
        tagger: reads the contents.

    Returns:
        For each text the given attributions, unchanged and first, then nested ones whose
        `nested_in` is the index of the outer one. Only nested ones with source and cue count.
    """
    asked = [
        (i, j, content)
        for i, attributions in enumerate(found)
        for j, attribution in enumerate(attributions)
        for content in attribution.contents
        if len(content) >= N_MIN_CHARS
    ]
    tagged = tagger.tag([content.slice(texts[i]) for i, _, content in asked])
    complete = [list(attributions) for attributions in found]
    for (i, j, content), spans in zip(asked, tagged, strict=True):
        for inner in link_spans(content.slice(texts[i]), spans):
            if inner.source is None or inner.cue is None:
                continue
            complete[i].append(
                replace(
                    inner,
                    source=inner.source.shift(content.start),
                    cue=inner.cue.shift(content.start),
                    contents=tuple(span.shift(content.start) for span in inner.contents),
                    confidence=inner.confidence * found[i][j].confidence,
                    nested_in=j,
                )
            )
    return complete
