"""The packaged claim encoder: one pass a claim, one pass a pair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from attribution.claimencoder.heads import HEADS, N_COLUMNS, columns_of
from attribution.claimencoder.inputs import MarkedText, encode_marked, encode_pair
from attribution.claimencoder.matters import MatterEncoder
from attribution.encoders import (
    DEFAULT_BACKEND,
    EncoderSession,
    in_groups,
    load_tokenizer,
    open_session,
    read_manifest,
    weights_folder,
)
from attribution.errors import ModelError

if TYPE_CHECKING:
    from torch import nn

    from attribution.encoders.stored import StoredNetwork

__all__ = ["CLAIM_TIERS", "BlankModel", "ClaimEncoder", "ClaimModel", "ClaimScores"]

Scores = NDArray[np.float64]
N_CLAIM_PIECES: Final = 48
"""Longest single claim read; the first sentences tell (docs/experiments.md)."""
N_BLOCK: Final = 256
"""Items put in order of length together."""
CLAIM_TIERS: Final = {"accurate": "claims-accurate", "fast": "claims"}
"""Tier → folder of its weights."""
LABELS: Final = tuple(f"{head}/{label}" for head, labels in HEADS.items() for label in labels)


@dataclass(frozen=True, slots=True, eq=False)
class ClaimScores:
    """What one pass says of each of n claims.

    Attributes:
        columns: (n, N_COLUMNS), logits; see `probabilities`.
        temperatures: head → the temperature that calibrates it (Guo et al., 2017).
    """

    columns: Scores
    temperatures: dict[str, float]

    def __len__(self) -> int:
        """Number of claims."""
        return len(self.columns)

    def probabilities(self, head: str) -> Scores:
        """Calibrated probabilities (n, n_labels) of a head's labels."""
        logits = self.columns[:, columns_of(head)] / self.temperatures.get(head, 1.0)
        exponentials = np.exp(logits - logits.max(axis=1, keepdims=True))
        normalised: Scores = exponentials / exponentials.sum(axis=1, keepdims=True)
        return normalised


class ClaimModel(Protocol):
    """What the pipeline and the comparison need of a claim encoder."""

    def claims(self, items: Sequence[MarkedText]) -> ClaimScores:
        """Scores of single claims."""
        ...

    def pairs(self, items: Sequence[tuple[MarkedText, MarkedText]]) -> ClaimScores:
        """Scores of pairs of claims."""
        ...

    def matters(self, items: Sequence[MarkedText]) -> Scores:
        """(n, size) of length 1; the dot product says whether two claims share a matter."""
        ...


class BlankModel:
    """Says nothing of any claim: for work that needs speakers and spans only."""

    def claims(self, items: Sequence[MarkedText]) -> ClaimScores:
        """All zero."""
        return ClaimScores(np.zeros((len(items), N_COLUMNS)), {})

    def pairs(self, items: Sequence[tuple[MarkedText, MarkedText]]) -> ClaimScores:
        """All zero."""
        return ClaimScores(np.zeros((len(items), N_COLUMNS)), {})

    def matters(self, items: Sequence[MarkedText]) -> Scores:
        """All zero."""
        return np.zeros((len(items), 1))


class ClaimEncoder:
    """Weights that ship with the package, or others of the same kind."""

    def __init__(
        self, folder: Path, *, n_threads: int | None = None, backend: str = DEFAULT_BACKEND
    ) -> None:
        """Load weights, tokenizer and manifest from `folder`.

        Raises:
            ModelError: if anything is missing, damaged or has other labels than this code.
        """
        self.manifest = read_manifest(folder)
        if self.manifest.labels != LABELS:
            msg = f"{folder}: its labels are not those of this release; reinstall the package"
            raise ModelError(msg)
        prefix = "temperature_"
        self._temperatures = {
            name.removeprefix(prefix): float(value)
            for name, value in self.manifest.settings.items()
            if name.startswith(prefix)
        }
        self._tokenizer = load_tokenizer(folder / "tokenizer.json")
        self._session: EncoderSession = open_session(
            folder, self.manifest, backend=backend, n_threads=n_threads, restore=_restore
        )
        self._n_threads, self._backend = n_threads, backend

    @classmethod
    def load(
        cls,
        tier: str = "accurate",
        *,
        n_threads: int | None = None,
        backend: str = DEFAULT_BACKEND,
    ) -> ClaimEncoder:
        """The claim encoder of a tier that ships with the package."""
        return cls(weights_folder(CLAIM_TIERS[tier]), n_threads=n_threads, backend=backend)

    def claims(self, items: Sequence[MarkedText]) -> ClaimScores:
        """Stance, act, target and sentiment of single claims."""
        return self._run(
            encode_marked(item, self._tokenizer, max_pieces=N_CLAIM_PIECES) for item in items
        )

    def sentiments(self, items: Sequence[MarkedText]) -> ClaimScores:
        """The same of whole sentences, as the public sentiment sets have them."""
        return self._run(encode_marked(item, self._tokenizer) for item in items)

    def pairs(self, items: Sequence[tuple[MarkedText, MarkedText]]) -> ClaimScores:
        """Relation and inference of pairs."""
        return self._run(encode_pair(a, b, self._tokenizer) for a, b in items)

    def matters(self, items: Sequence[MarkedText]) -> Scores:
        """(n, size) of length 1, by the packaged encoder of matters, loaded when first asked."""
        return self._matter_encoder.vectors(items)

    @cached_property
    def _matter_encoder(self) -> MatterEncoder:
        return MatterEncoder.load(n_threads=self._n_threads, backend=self._backend)

    def _run(self, encoded: Iterable[NDArray[np.int64]]) -> ClaimScores:
        order: list[int] = []
        outputs = self._session.run_lazily(_by_length(encoded, order))
        rows = [output[0] for output in outputs]
        columns = np.zeros((len(rows), N_COLUMNS))
        if rows:
            columns[order] = rows
        return ClaimScores(columns, self._temperatures)


def _by_length(
    encoded: Iterable[NDArray[np.int64]], order: list[int]
) -> Iterator[dict[str, NDArray[np.int64]]]:
    """The network's inputs, of each block the longest first, as a batch of like lengths wants it.

    Args:
        encoded: vocabulary indices of each item; a block is read while the last one is run.
        order: to put the number of each item into, in the order of the inputs.
    """
    n_before = 0
    for block in in_groups(encoded, N_BLOCK):
        longest_first = sorted(range(len(block)), key=lambda i: -len(block[i]))
        order += [n_before + i for i in longest_first]
        n_before += len(block)
        for i in longest_first:
            mask = np.ones((1, len(block[i])), np.int64)
            yield {"input_ids": block[i][None], "attention_mask": mask}


def _restore(stored: StoredNetwork) -> nn.Module:
    from attribution.claimencoder.network import restore_claims  # noqa: PLC0415 - of the extra [torch]

    return restore_claims(stored)
