"""A text with its source and target marked, as the stance classifier reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from attribution.encoders import encode_text
from attribution.errors import ModelError
from attribution.spans import Span, token_range

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = ["MARKERS", "MAX_PIECES", "encode_marked"]

MARKERS: Final = {"source": ("[unused1]", "[unused2]"), "target": ("[unused3]", "[unused4]")}
"""Vocabulary entries, without meaning of their own, that stand around a marked span."""

MAX_PIECES: Final = 160
"""Longest input with markers, [CLS] and [SEP]; longer texts are cut around the marks."""


def encode_marked(
    text: str, tokenizer: Tokenizer, *, source: Span | None = None, target: Span | None = None
) -> NDArray[np.int64]:
    """Vocabulary indices (n_pieces,) of `text` with marks around source and target.

    Args:
        text: a sentence or a few.
        tokenizer: of the encoder.
        source: whose stance it is, in code points of `text`.
        target: what the stance is about, in code points of `text`.

    Raises:
        ModelError: if the vocabulary lacks a mark.
    """
    pieces = encode_text(text, tokenizer)
    starts, ends = pieces.starts.tolist(), pieces.ends.tolist()
    insertions: list[tuple[int, int, str]] = []
    for span, role in ((source, "source"), (target, "target")):
        if span is None or not len(span):
            continue
        first, last = token_range(starts, ends, span)
        if first < last:
            opening, closing = MARKERS[role]
            insertions += [(first, 1, opening), (last, 0, closing)]
    room = MAX_PIECES - 2 - len(insertions)
    begin, end = _cut(len(pieces), room, [at for at, _, _ in insertions])
    marked = [_index(tokenizer, "[CLS]")]
    position = begin
    # Closing marks sort before opening marks at the same place: adjacent spans do not nest.
    for at, _, token in sorted(insertions):
        if begin <= at <= end:
            marked += pieces.ids[position:at].tolist()
            marked.append(_index(tokenizer, token))
            position = at
    marked += pieces.ids[position:end].tolist()
    marked.append(_index(tokenizer, "[SEP]"))
    return np.array(marked, dtype=np.int64)


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
