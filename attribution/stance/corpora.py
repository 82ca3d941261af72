"""Readers of the public stance corpora, for training and for scoring.

DSE (directed sentiment, brackets around source and target) and NewsMTSC (one target by
offsets); both label the attitude as positive, neutral or negative.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from attribution.records import Stance
from attribution.spans import Span

__all__ = ["StanceExample", "read_dse", "read_newsmtsc"]

_LABELS: Final = {
    "positive": Stance.SUPPORTIVE,
    "neutral": Stance.NEUTRAL,
    "negative": Stance.CRITICAL,
}
_WORD_TAIL: Final = re.compile(r"\w*")


@dataclass(frozen=True, slots=True)
class StanceExample:
    """A text, whose stance, toward what (spans of the text), and which."""

    text: str
    source: Span | None
    target: Span | None
    stance: Stance


def read_newsmtsc(rows: Iterable[Mapping[str, Any]]) -> list[StanceExample]:
    """NewsMTSC rows; the source is the writer, hence absent."""
    return [
        StanceExample(row["text"], None, Span(row["start"], row["end"]), _LABELS[row["label"]])
        for row in rows
    ]


def read_dse(rows: Iterable[Mapping[str, Any]]) -> list[StanceExample]:
    """DSE rows without their brackets; rows whose brackets do not show both are left out.

    A mention whose edge is clipped ("[Trump]s") grows to the end of its word.
    """
    examples: list[StanceExample] = []
    for row in rows:
        marked = [(row["text"].find(f"[{row[role]}]"), row[role]) for role in ("source", "target")]
        if any(at < 0 for at, _ in marked) or marked[0][0] == marked[1][0]:
            continue
        text, spans = _without_brackets(row["text"], marked)
        examples.append(StanceExample(text, spans[0], spans[1], _LABELS[row["label"]]))
    return examples


def _without_brackets(text: str, marked: list[tuple[int, str]]) -> tuple[str, list[Span]]:
    cuts = sorted(edge for at, mention in marked for edge in (at, at + len(mention) + 1))
    bare = "".join(character for i, character in enumerate(text) if i not in cuts)
    spans: list[Span] = []
    for at, mention in marked:
        start = at - sum(cut < at for cut in cuts)
        tail = _WORD_TAIL.match(bare, start + len(mention))
        spans.append(Span(start, tail.end() if tail else start + len(mention)))
    return bare, spans
