"""Claims and pairs of claims as the claim encoder reads them: word pieces with marked spans."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from attribution.encoders import encode_plainly
from attribution.errors import ModelError
from attribution.spans import Span, token_range

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = ["MARKERS", "MAX_PIECES", "MarkedText", "encode_marked", "encode_pair"]

MARKERS: Final = {
    "source": ("[unused1]", "[unused2]"),
    "target": ("[unused3]", "[unused4]"),
    "content": ("[unused5]", "[unused6]"),
}
"""Vocabulary entries, without meaning of their own, that stand around a marked span."""

MAX_PIECES: Final = 128
"""Longest input with marks and boundaries; longer texts are cut around the marks."""

IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text and the spans to mark in it, by role (see `MARKERS`), in code points of `text`."""

    text: str
    spans: Mapping[str, Span] = field(default_factory=dict)


def encode_marked(
    item: MarkedText, tokenizer: Tokenizer, *, max_pieces: int = MAX_PIECES
) -> IntArray:  # fmt: skip
    """Vocabulary indices (n_pieces,) of one text between boundaries.

    Args:
        item: the text and its marks.
        tokenizer: of the encoder.
        max_pieces: longest result; a longer text is cut around the marks.

    Raises:
        ModelError: if the vocabulary lacks a mark or a boundary.
    """
    begin, end = _boundaries(tokenizer)
    inner = _marked_pieces(item, tokenizer, max_pieces - 2)
    return np.array([begin, *inner, end], dtype=np.int64)


def encode_pair(
    first: MarkedText, second: MarkedText, tokenizer: Tokenizer, *, max_pieces: int = MAX_PIECES
) -> IntArray:  # fmt: skip
    """Vocabulary indices (n_pieces,) of two texts, each cut to half the room if both are long.

    Raises:
        ModelError: if the vocabulary lacks a mark or a boundary.
    """
    begin, end = _boundaries(tokenizer)
    room = max_pieces - 4
    halves = [_marked_pieces(item, tokenizer, room) for item in (first, second)]
    lengths = [len(half) for half in halves]
    if sum(lengths) > room:
        half = room // 2
        limits = [max(half, room - lengths[1]), max(half, room - lengths[0])]
        halves = [
            _marked_pieces(item, tokenizer, limit)
            for item, limit in zip((first, second), limits, strict=True)
        ]
    return np.array([begin, *halves[0], end, end, *halves[1], end], dtype=np.int64)


def _marked_pieces(item: MarkedText, tokenizer: Tokenizer, limit: int) -> list[int]:
    pieces = encode_plainly(item.text, tokenizer)
    insertions: list[tuple[int, int, str]] = []
    for role, span in item.spans.items():
        first, last = token_range(pieces.starts, pieces.ends, span)
        if first < last:
            opening, closing = MARKERS[role]
            insertions += [(first, 1, opening), (last, 0, closing)]
    room = limit - len(insertions)
    begin, end = _cut(len(pieces), room, [at for at, _, _ in insertions])
    marked: list[int] = []
    position = begin
    # Closing marks sort before opening marks at the same place: adjacent spans do not nest.
    for at, _, token in sorted(insertions):
        if begin <= at <= end:
            marked += pieces.ids[position:at]
            marked.append(_index(tokenizer, token))
            position = at
    marked += pieces.ids[position:end]
    return marked


def _boundaries(tokenizer: Tokenizer) -> tuple[int, int]:
    """Vocabulary indices that frame a text: <s> and </s> of MPNet, [CLS] and [SEP] of BERT."""
    begin, end = tokenizer.token_to_id("<s>"), tokenizer.token_to_id("</s>")
    if begin is not None and end is not None:
        return begin, end
    return _index(tokenizer, "[CLS]"), _index(tokenizer, "[SEP]")


def _index(tokenizer: Tokenizer, token: str) -> int:
    index = tokenizer.token_to_id(token)
    if index is None:
        msg = f"tokenizer: no {token} in its vocabulary; use the one its weights were trained with"
        raise ModelError(msg)
    return index


def _cut(n_pieces: int, room: int, marks: list[int]) -> tuple[int, int]:
    """The range of at most `room` pieces that keeps the marks, if it can, or the start."""
    if n_pieces <= room:
        return 0, n_pieces
    begin = max(0, min(marks, default=0) - room // 4)
    begin = min(begin, n_pieces - room)
    return begin, begin + room
