"""Attributions inside the content of others: A says that B agreed.

The tagger labels what stands inside contents in the same pass; here it is linked within each
content.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from attribution.linking import LinkScorer, link_spans
from attribution.records import Attribution
from attribution.spans import Span
from attribution.tagging import TaggedSpan

__all__ = ["add_nested"]


def add_nested(
    text: str,
    found: Sequence[Attribution],
    inner: Sequence[TaggedSpan],
    *,
    scorer: LinkScorer | None = None,
) -> list[Attribution]:
    """The attributions of a text followed by those nested in their contents.

    Args:
        text: the text that the spans point into.
        found: outer attributions.
        inner: spans inside contents, in reading order.
        scorer: learned links; the paragraph rule without.

    Returns:
        The given attributions, unchanged and first, then nested ones whose `nested_in` is the
        index of the outer one. Only nested ones with source and cue count.
    """
    starts = [tagged.span.start for tagged in inner]
    complete = list(found)
    for index, outer in enumerate(found):
        for content in outer.contents:
            low, high = bisect_left(starts, content.start), bisect_left(starts, content.end)
            within = [tagged for tagged in inner[low:high] if content.contains(tagged.span)]
            complete += _nested(text, content, within, scorer, index, outer.confidence)
    return complete


def _nested(
    text: str,
    content: Span,
    within: Sequence[TaggedSpan],
    scorer: LinkScorer | None,
    index: int,
    confidence: float,
) -> list[Attribution]:
    if {tagged.role for tagged in within} < {"source", "cue", "content"}:
        return []
    shifted = [
        replace(tagged, span=tagged.span.shift(-content.start)) for tagged in within
    ]  # fmt: skip
    return [
        replace(
            nested,
            source=nested.source.shift(content.start),
            cue=nested.cue.shift(content.start),
            contents=tuple(span.shift(content.start) for span in nested.contents),
            confidence=nested.confidence * confidence,
            nested_in=index,
        )
        for nested in link_spans(content.slice(text), shifted, scorer=scorer)
        if nested.source is not None and nested.cue is not None
    ]
