"""Readers of the training corpora; splits are the corpora's own, by document."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from attribution.errors import ReadError
from attribution.spans import LabelledSpan, Span

__all__ = ["AnnotatedText", "read_jsonl", "read_polnear"]


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """A text and its labelled spans in code points, disjoint and sorted."""

    name: str
    text: str
    spans: tuple[LabelledSpan, ...]


def read_jsonl(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file, gzipped when its name says so.

    Raises:
        ReadError: if the file is missing or a line is not JSON.
    """
    if not path.exists():
        msg = f"{path}: not found; give the folder of the corpora with --data"
        raise ReadError(msg)
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield json.loads(line)
            except json.JSONDecodeError as error:
                msg = f"{path}: line {number} is not JSON ({error.msg})"
                raise ReadError(msg) from error


def read_polnear(path: Path) -> list[AnnotatedText]:
    """PolNeAR articles with source, cue and content spans.

    Spans shared by several attributions are kept once; where two overlap the longer stays
    (one case in the training part).
    """
    return [
        AnnotatedText(row["doc"], row["text"], _disjoint(row["attributions"]))
        for row in read_jsonl(path)
    ]


def _disjoint(attributions: list[dict[str, list[list[int]]]]) -> tuple[LabelledSpan, ...]:
    spans = {
        LabelledSpan(start, end, role)
        for attribution in attributions
        for role in ("source", "cue", "content")
        for start, end in attribution[role]
        if end > start
    }
    kept: list[LabelledSpan] = []
    for span in sorted(spans, key=lambda s: (s.start - s.end, s)):
        if not any(Span(*span[:2]).overlaps(Span(*other[:2])) for other in kept):
            kept.append(span)
    return tuple(sorted(kept))
