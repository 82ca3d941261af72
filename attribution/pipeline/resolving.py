"""Speakers of stored attributions, resolved again together with a meeting's other documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from attribution.actors import Register
from attribution.cleaning import clean
from attribution.records import Attribution, Document, Speaker
from attribution.spans import OffsetMap, Span
from attribution.speakers import SideScorer, resolve_together

__all__ = ["resolve_again"]


def resolve_again(
    items: Sequence[tuple[Document, Sequence[Attribution]]],
    *,
    register: Register,
    side_scorer: SideScorer | None = None,
) -> list[list[Speaker]]:
    """The speakers of attributions found before; no model tags or reads a claim.

    Args:
        items: documents with their attributions in raw offsets, all of them and in the order in
            which they were found. Those of one meeting inform each other.
        register: known actors.
        side_scorer: names likely sides where the rules leave them open; they stay so without.

    Returns:
        For each document a speaker an attribution, in order.
    """
    together = []
    for document, attributions in items:
        working = clean(document.text)
        to_working = working.offset_map.inverse()
        moved = [_moved(attribution, to_working) for attribution in attributions]
        together.append((document, working.text, moved))
    return resolve_together(together, register=register, side_scorer=side_scorer)


def _moved(attribution: Attribution, offset_map: OffsetMap) -> Attribution:
    def moved(span: Span | None) -> Span | None:
        return None if span is None else offset_map.to_raw(span)

    contents: list[Span] = []
    for span in attribution.contents:
        content = offset_map.to_raw(span)
        # Parts of a content that share a repaired stretch both grow over it.
        start = max(content.start, contents[-1].end) if contents else content.start
        contents.append(Span(start, max(start, content.end)))
    return replace(
        attribution, source=moved(attribution.source), cue=moved(attribution.cue),
        contents=tuple(contents),
    )  # fmt: skip
