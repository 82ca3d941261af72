"""The tagger: text to labelled source, cue and content spans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import tee
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from attribution.encoders import (
    DEFAULT_BACKEND,
    EncoderSession,
    Manifest,
    Pieces,
    Window,
    boundary_ids,
    encode_text,
    load_tokenizer,
    open_session,
    plan_windows,
    read_manifest,
    weights_folder,
)
from attribution.errors import ModelError
from attribution.tagging.decoding import PieceScores, TaggedSpan, merge_windows, tagged_spans
from attribution.tagging.labels import LABELS, LINK_PARTS

if TYPE_CHECKING:
    from torch import nn

    from attribution.encoders.stored import StoredNetwork

__all__ = ["DEFAULT_TIER", "TIERS", "SpanTagger", "Tagger"]

TIERS: Final = {"accurate": "tagger-accurate", "fast": "tagger"}
"""Tier → weights folder, the default first."""
DEFAULT_TIER: Final = "accurate"


class SpanTagger(Protocol):
    """What the pipeline needs of a tagger."""

    def tag(self, texts: Sequence[str]) -> list[list[TaggedSpan]]:
        """The tagged spans of each text, in reading order."""
        ...


class Tagger:
    """Runs the packaged encoder over overlapping windows and decodes legal label sequences."""

    def __init__(
        self, folder: Path, *, n_threads: int | None = None, backend: str = DEFAULT_BACKEND
    ) -> None:
        """Load weights, tokenizer and manifest from `folder`.

        Raises:
            ModelError: if anything is missing, damaged or has other labels than this code.
        """
        self.manifest: Manifest = read_manifest(folder)
        if self.manifest.labels != LABELS:
            msg = f"{folder}: labels {self.manifest.labels} are not the tagger's {LABELS}"
            raise ModelError(msg)
        self._window = int(self.manifest.settings.get("window_pieces", 0))
        self._stride = int(self.manifest.settings.get("stride_pieces", 0))
        if not 0 < self._stride <= self._window:
            msg = f"{folder}: the manifest gives no usable window and stride; reinstall the package"
            raise ModelError(msg)
        self._link_size = int(self.manifest.settings.get("link_size", 0))
        n_heads = 2 if self._link_size else 1
        self._n_columns = n_heads * len(LABELS) + len(LINK_PARTS) * self._link_size
        self._tokenizer = load_tokenizer(folder / "tokenizer.json")
        self._begin, self._end = self._frame()
        self._bias = _label_bias(self.manifest.settings)
        self._session: EncoderSession = open_session(
            folder, self.manifest, backend=backend, n_threads=n_threads, restore=_restore
        )

    @classmethod
    def load(
        cls,
        tier: str = DEFAULT_TIER,
        *,
        n_threads: int | None = None,
        backend: str = DEFAULT_BACKEND,
    ) -> Tagger:
        """The tagger of a tier that ships with the package.

        Raises:
            ModelError: if the tier or backend is unknown or the weights are damaged.
        """
        if tier not in TIERS:
            msg = f"model tier {tier!r} is unknown; choose from {', '.join(TIERS)}"
            raise ModelError(msg)
        return cls(weights_folder(TIERS[tier]), n_threads=n_threads, backend=backend)

    def tag(self, texts: Sequence[str]) -> list[list[TaggedSpan]]:
        """The tagged spans of each text, in reading order, in code points of that text."""
        return [tagged_spans(pieces, scores, LABELS) for pieces, scores in self.score(texts)]

    def score(self, texts: Sequence[str]) -> Iterator[tuple[Pieces, PieceScores]]:
        """The word pieces of each text and what the network says of each, text after text."""
        # Texts are cut to pieces while the network reads those before them.
        ahead, behind = tee(self._planned(text) for text in texts)
        inputs = (self._inputs(pieces, window) for pieces, windows in ahead for window in windows)
        outputs: Iterator[NDArray[np.float32]] = self._session.run_lazily(inputs)
        for pieces, windows in behind:
            rows = (next(outputs)[0, 1:-1] for _ in windows)
            merged = merge_windows(len(pieces), windows, rows, self._n_columns)
            yield pieces, self._scores(merged)

    @property
    def frame(self) -> tuple[int, int]:
        """Vocabulary indices of what a window begins and ends with."""
        return self._begin, self._end

    def run(self, windows: Sequence[Mapping[str, NDArray[np.int64]]]) -> list[NDArray[np.float32]]:
        """The network's columns of each window, (1, n_pieces, n_columns), frame included.

        Args:
            windows: inputs as `windows` makes them.
        """
        return self._session.run(windows)

    def windows(self, texts: Iterable[str]) -> Iterator[dict[str, NDArray[np.int64]]]:
        """The network's inputs for every window of the texts, in order."""
        for pieces, windows in map(self._planned, texts):
            for window in windows:
                yield self._inputs(pieces, window)

    def _planned(self, text: str) -> tuple[Pieces, list[Window]]:
        pieces = encode_text(text, self._tokenizer)
        windows = plan_windows(len(pieces), window=self._window, stride=self._stride)
        return pieces, list(windows)

    def _scores(self, columns: NDArray[np.float32]) -> PieceScores:
        """The network's columns (n_pieces, n_columns) by what they mean."""
        n = len(LABELS)
        labels = _log_softmax(columns[:, :n] + self._bias)
        if not self._link_size:
            return PieceScores(labels)
        links = columns[:, 2 * n :].reshape(-1, len(LINK_PARTS), self._link_size)
        return PieceScores(labels, _log_softmax(columns[:, n : 2 * n]), links)

    def _frame(self) -> tuple[int, int]:
        """Vocabulary indices of what frames a window; weights of old frame by [CLS] and [SEP]."""
        settings = self.manifest.settings
        if "begin_piece" in settings and "end_piece" in settings:
            return int(settings["begin_piece"]), int(settings["end_piece"])
        return boundary_ids(self._tokenizer)

    def _inputs(self, pieces: Pieces, window: Window) -> dict[str, NDArray[np.int64]]:
        cut = slice(window.start, window.end)
        n = window.end - window.start + 2
        ids = np.empty((1, n), dtype=np.int64)
        ids[0, 0] = self._begin
        ids[0, 1:-1] = pieces.ids[cut]
        ids[0, -1] = self._end
        cases = np.zeros((1, n), dtype=np.int64)
        cases[0, 1:-1] = pieces.cases[cut]
        spaces = np.zeros((1, n), dtype=np.int64)
        spaces[0, 1:-1] = pieces.spaces[cut]
        return {"input_ids": ids, "attention_mask": np.ones((1, n), dtype=np.int64),
                "case_ids": cases, "space_ids": spaces}  # fmt: skip


def _label_bias(settings: Mapping[str, float]) -> NDArray[np.float32]:
    """What is added to the logits of each label: networks miss some roles more often than others.

    The manifest gives `source_bias`, `cue_bias` and `content_bias`, 0 without.
    """
    roles = (label.partition("-")[2] for label in LABELS)
    return np.array([settings.get(f"{role}_bias", 0.0) for role in roles], dtype=np.float32)


def _restore(stored: StoredNetwork) -> nn.Module:
    from attribution.tagging.network import restore_tagger  # noqa: PLC0415 - of the extra [torch]

    return restore_tagger(stored)


def _log_softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    shifted = logits - logits.max(axis=-1, keepdims=True)
    normalised = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return np.asarray(normalised, dtype=np.float32)
