"""Readers of the training corpora; splits are the corpora's own, by document."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from datasets import Dataset, load_dataset

from attribution.errors import ReadError
from attribution.reading.jsonl import read_jsonl
from attribution.spans import LabelledSpan, Span

__all__ = [
    "NO_HEAD",
    "UNKNOWN_HEAD",
    "AnnotatedText",
    "open_rows",
    "read_polnear",
    "read_unlabelled",
]

NO_HEAD: Final = -1
"""A cue without source, or a content without cue."""
UNKNOWN_HEAD: Final = -2
"""Nothing is known of the span's head: sources have none, and some spans were not linked."""


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """A text and its labelled spans in code points, disjoint and sorted.

    Attributes:
        heads: for each span the index in `spans` of what it hangs on (a content on its cue, a
            cue on its source), `NO_HEAD` or `UNKNOWN_HEAD`; empty where links are not known.
        sentences: of the text, in reading order; empty where not known.
        is_labelled: whether anybody looked for spans.
    """

    name: str
    text: str
    spans: tuple[LabelledSpan, ...]
    heads: tuple[int, ...] = ()
    sentences: tuple[Span, ...] = ()
    is_labelled: bool = True


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
    """PolNeAR articles with source, cue and content spans and their links.

    Spans shared by several attributions are kept once, with the head of the first; where two
    overlap the longer stays (one case in the training part).
    """
    texts: list[AnnotatedText] = []
    for row in read_jsonl(path):
        spans = _disjoint(row["attributions"])
        sentences = (row.get("corenlp") or {}).get("sentences", ())
        texts.append(
            AnnotatedText(
                row["doc"],
                row["text"],
                spans,
                heads=_heads(row["attributions"], spans),
                sentences=tuple(Span(start, end) for start, end in sentences),
            )
        )
    return texts


def read_unlabelled(path: Path) -> list[AnnotatedText]:
    """Texts that nobody labelled.

    Args:
        path: a JSON Lines file with a `text` in each row, or a folder whose `*/*.txt` are texts.

    Raises:
        ReadError: if there is no such file or folder.
    """
    if path.is_dir():
        files = sorted(path.glob("*/*.txt"))
        texts = {str(file.relative_to(path)): file.read_text(encoding="utf-8") for file in files}
    else:
        texts = {f"{path.name}/{i}": row["text"] for i, row in enumerate(read_jsonl(path))}
    return [AnnotatedText(name, text, (), is_labelled=False) for name, text in texts.items()]


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


def _heads(
    attributions: list[dict[str, list[list[int]]]], spans: tuple[LabelledSpan, ...]
) -> tuple[int, ...]:
    index = {span: i for i, span in enumerate(spans)}
    heads = [UNKNOWN_HEAD] * len(spans)
    for attribution in attributions:
        for role, head_role in (("content", "cue"), ("cue", "source")):
            ranges = attribution[head_role]
            head = (
                index.get(LabelledSpan(ranges[0][0], ranges[0][1], head_role), UNKNOWN_HEAD)
                if ranges
                else NO_HEAD
            )
            for start, end in attribution[role]:
                dependent = index.get(LabelledSpan(start, end, role))
                if dependent is not None and heads[dependent] == UNKNOWN_HEAD:
                    heads[dependent] = head
    return tuple(heads)
