"""Sentence embeddings from the packaged encoder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from attribution.encoders.encoding import encode_text
from attribution.encoders.manifest import read_manifest, weights_folder
from attribution.encoders.runtime import EncoderSession, boundary_ids, load_tokenizer

__all__ = ["Embedder", "SentenceEmbedder"]

MAX_PIECES: Final = 128
"""Longer texts are embedded by their beginning."""


class Embedder(Protocol):
    """What comparing needs of an embedding model."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(n_texts, n_dimensions) vectors of length 1."""
        ...


class SentenceEmbedder:
    """The packaged sentence encoder: mean over pieces, length 1 (Reimers and Gurevych, 2019)."""

    def __init__(self, folder: Path, *, n_threads: int | None = None) -> None:
        """Load weights, tokenizer and manifest from `folder`.

        Raises:
            ModelError: if anything is missing or damaged.
        """
        self.manifest = read_manifest(folder)
        self._tokenizer = load_tokenizer(folder / "tokenizer.json")
        self._session = EncoderSession(folder / "model.onnx", n_threads=n_threads)

    @classmethod
    def load(cls, *, n_threads: int | None = None) -> SentenceEmbedder:
        """The embedder that ships with the package."""
        return cls(weights_folder("embedder"), n_threads=n_threads)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of length 1.

        Args:
            texts: sentences or claims; only the first `MAX_PIECES` pieces of each count.

        Returns:
            (n_texts, 384), or (0, 0) without texts; cosine similarity is the dot product.
        """
        begin, end = boundary_ids(self._tokenizer)
        inputs = []
        for text in texts:
            pieces = encode_text(text, self._tokenizer).ids[: MAX_PIECES - 2]
            ids = np.array([[begin, *pieces, end]], dtype=np.int64)
            inputs.append({"input_ids": ids, "attention_mask": np.ones_like(ids)})
        if not inputs:
            return np.zeros((0, 0), dtype=np.float32)
        vectors = np.concatenate(self._session.run(inputs))
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / lengths, dtype=np.float32)
