"""Trees that weigh the evidence on pairs of claims: how probable is each kind of relation?"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from attribution.claimencoder import ClaimScores
from attribution.comparing.evidence import (
    CHEAP_EVIDENCE,
    EVIDENCE,
    Reading,
    cheap_numbers,
    read_numbers,
)
from attribution.encoders import read_manifest, weights_folder
from attribution.errors import ModelError
from attribution.records import Claim, RelationKind
from attribution.trees import BoostedTrees

__all__ = ["CHEAP", "N_ALL_READ", "RELATED", "SCORER_TIERS", "RelationScorer", "trees_file"]

CHEAP: Final = "cheap"
"""Trees that tell, before the encoder reads a pair, whether it is worth reading."""
RELATED: Final = "related"
SCORER_TIERS: Final = {"accurate": "relations-accurate", "fast": "relations"}
"""Tier of the claim encoder → folder of the trees that were fitted to its readings."""
N_ALL_READ: Final = 20
"""So many pairs or fewer are all read."""
Pair = tuple[int, int]
_ORDER: Final = tuple(RelationKind)
_KINDS: Final = tuple(kind for kind in RelationKind if kind is not RelationKind.UNRELATED)


def trees_file(name: str) -> str:
    """Name of the file with the trees for `related` or for one kind of relation."""
    return f"{name}.json"


class RelationScorer:
    """How probable each kind of relation is, from all the evidence on a pair."""

    def __init__(self, folder: Path) -> None:
        """Read trees and manifest in `folder`.

        Raises:
            ModelError: if a file is missing or damaged.
        """
        self.manifest = read_manifest(folder)
        self._trees = {
            name: BoostedTrees.read(
                folder / trees_file(name),
                features=CHEAP_EVIDENCE if name == CHEAP else EVIDENCE,
            )
            for name in (CHEAP, RELATED, *_KINDS)
        }

    @classmethod
    def load(cls, tier: str = "accurate") -> RelationScorer | None:
        """The scorer that ships with the package; none for a tier without one."""
        name = SCORER_TIERS.get(tier)
        return cls(weights_folder(name)) if name else None

    def setting(self, name: str) -> float:
        """A number chosen with these trees, `least` among them (`ComparisonConfig`).

        Raises:
            ModelError: if the manifest lacks it.
        """
        try:
            return float(self.manifest.settings[name])
        except KeyError as error:
            msg = f"{self.manifest.name}: manifest lacks {name}; reinstall the package"
            raise ModelError(msg) from error

    def probabilities(
        self,
        claims: Sequence[Claim],
        scores: ClaimScores,
        vectors: NDArray[np.float64],
        pairs: Sequence[Pair],
        read: Callable[[Sequence[Pair]], Reading],
        *,
        max_read: int | None = None,
    ) -> NDArray[np.float64]:
        """(n_pairs, 4) in the order of `RelationKind`, each row summing to 1.

        Of a pair that is not read all kinds of relation are equally probable.

        Args:
            claims: of one meeting.
            scores: the encoder's of each claim.
            vectors: (n, size) of length 1, one a claim.
            pairs: of indices into `claims`.
            read: the encoder's reading of pairs; asked for the likelier ones only.
            max_read: ask for so many at most.
        """
        rows = np.zeros((len(pairs), len(RelationKind)))
        if not pairs:
            return rows
        numbers = cheap_numbers(claims, scores, vectors, pairs)
        worth = self._chances(CHEAP, numbers)
        n_read = max(N_ALL_READ, math.ceil(self.setting("share_read") * len(pairs)))
        n_read = n_read if max_read is None else min(n_read, max_read)
        chosen = np.sort(np.argsort(-worth, kind="stable")[:n_read])
        likely = [pairs[k] for k in chosen]
        numbers = np.hstack(
            [numbers[chosen], read_numbers(read(likely), likely, n_claims=len(claims))]
        )
        related = worth.copy()
        related[chosen] = self._chances(RELATED, numbers)
        of_kinds = np.column_stack([self._chances(kind, numbers) for kind in _KINDS])
        of_kinds /= of_kinds.sum(axis=1, keepdims=True)
        rows[:, [_ORDER.index(kind) for kind in _KINDS]] = related[:, None] / len(_KINDS)
        for column, kind in enumerate(_KINDS):
            rows[chosen, _ORDER.index(kind)] = related[chosen] * of_kinds[:, column]
        rows[:, _ORDER.index(RelationKind.UNRELATED)] = 1 - related
        return rows

    def _chances(self, name: str, numbers: NDArray[np.float64]) -> NDArray[np.float64]:
        chances: NDArray[np.float64] = 1 / (1 + np.exp(-self._trees[name].logits(numbers)))
        return chances
