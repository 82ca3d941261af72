"""Readers of the training corpora; splits are the corpora's own, by document."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from datasets import Dataset, load_dataset

from attribution.errors import ReadError
from attribution.reading.jsonl import read_jsonl
from attribution.spans import LabelledSpan, Span

__all__ = ["AnnotatedText", "open_rows", "read_polnear"]


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """A text and its labelled spans in code points, disjoint and sorted."""

    name: str
    text: str
    spans: tuple[LabelledSpan, ...]


def open_rows(data: Path, name: str) -> Dataset:
    """The rows of a flat corpus as a table in memory.

    Args:
        data: folder of the corpora.
        name: of a JSON Lines file below `data`, or `hub:OWNER/NAME` of a data set on a hub,
            whose train split is opened.

    Raises:
        ReadError: if the file is missing.
    """
    if name.startswith("hub:"):
        return load_dataset(name.removeprefix("hub:"), split="train")
    path = data / name
    if not path.is_file():
        msg = f"{path}: not found; give the folder of the corpora with --data"
        raise ReadError(msg)
    with TemporaryDirectory() as cache:
        rows = load_dataset("json", data_files=str(path), split="train", cache_dir=cache)
        return Dataset.from_dict(rows.to_dict())


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
