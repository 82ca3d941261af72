"""Vectors that place the claims about one matter near each other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from attribution.claimencoder.inputs import MarkedText
from attribution.encoders import (
    DEFAULT_BACKEND,
    EncoderSession,
    boundary_ids,
    encode_plainly,
    load_tokenizer,
    open_session,
    read_manifest,
    weights_folder,
)
from attribution.spans import token_range

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from torch import nn

    from attribution.encoders.stored import StoredNetwork

__all__ = ["MATTER_WEIGHTS", "MAX_PIECES", "MatterEncoder", "encode_content"]

Vectors = NDArray[np.float64]
IntArray = NDArray[np.int64]
MATTER_WEIGHTS: Final = "matters"
"""Folder of the weights; both tiers use them."""
MAX_PIECES: Final = 160
"""Longest input with its boundaries; a longer text is cut around the content."""


def encode_content(
    item: MarkedText, tokenizer: Tokenizer, *, max_pieces: int = MAX_PIECES
) -> tuple[IntArray, IntArray]:
    """Vocabulary indices of a text between boundaries, and which of them are the content's.

    Args:
        item: a claim in its sentences (`claim_wording`); all of a text without a mark is content.
        tokenizer: of the encoder.
        max_pieces: longest result.

    Returns:
        Two arrays (n_pieces,): indices; 1 for pieces of the content, 0 for others. A content
        without pieces of its own stands for all of the text.

    Raises:
        ModelError: if the vocabulary lacks a boundary.
    """
    begin, end = boundary_ids(tokenizer)
    pieces = encode_plainly(item.text, tokenizer)
    span = item.spans.get("content")
    first, last = 0, len(pieces)
    if span is not None:
        first, last = token_range(pieces.starts, pieces.ends, span)
    room = max_pieces - 2
    start = min(max(0, last - room, first - room // 2), first) if len(pieces) > room else 0
    ids = pieces.ids[start : start + room]
    inside = np.zeros(len(ids) + 2, dtype=np.int64)
    inside[1 + max(0, first - start) : 1 + max(0, min(last - start, room))] = 1
    if not inside.any():
        inside[:] = 1
    return np.array([begin, *ids, end], dtype=np.int64), inside


class MatterEncoder:
    """Reads each claim in its sentences; the mean over its content's pieces is its vector."""

    def __init__(
        self, folder: Path, *, n_threads: int | None = None, backend: str = DEFAULT_BACKEND
    ) -> None:
        """Load weights, tokenizer and manifest from `folder`.

        Raises:
            ModelError: if anything is missing or damaged.
        """
        self.manifest = read_manifest(folder)
        self._tokenizer = load_tokenizer(folder / "tokenizer.json")
        self._session: EncoderSession = open_session(
            folder, self.manifest, backend=backend, n_threads=n_threads, restore=_restore
        )

    @classmethod
    def load(
        cls, *, n_threads: int | None = None, backend: str = DEFAULT_BACKEND
    ) -> MatterEncoder:  # fmt: skip
        """The encoder that ships with the package."""
        return cls(weights_folder(MATTER_WEIGHTS), n_threads=n_threads, backend=backend)

    def vectors(self, items: Sequence[MarkedText]) -> Vectors:
        """(n, size) of length 1; the dot product says whether two claims share a matter."""
        encoded = [encode_content(item, self._tokenizer) for item in items]
        # Like lengths together keep the threads even; results are put back in order.
        order = sorted(range(len(encoded)), key=lambda i: -len(encoded[i][0]))
        inputs = [
            {
                "input_ids": encoded[i][0][None],
                "attention_mask": np.ones((1, len(encoded[i][0])), np.int64),
                "content_mask": encoded[i][1][None],
            }
            for i in order
        ]
        if not inputs:
            return np.zeros((0, 1))
        rows = np.array([row[0] for row in self._session.run_lazily(inputs)], dtype=np.float64)
        vectors = np.empty_like(rows)
        vectors[order] = rows
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        normalised: Vectors = vectors / np.maximum(lengths, 1e-12)
        return normalised


def _restore(stored: StoredNetwork) -> nn.Module:
    from attribution.claimencoder.network import restore_matters  # noqa: PLC0415 - of the extra [torch]

    return restore_matters(stored)
