"""A claim model that counts what commands read with it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from attribution.claimencoder import ClaimScores, MarkedText
from tests.comparing.test_comparison import TopicModel

__all__ = ["Reading"]


class Reading(TopicModel):
    """The topic model in place of the packaged one; counts what it reads and how often it loads."""

    def __init__(self) -> None:
        """Nothing read yet."""
        self.n_claims = self.n_pairs = self.n_loaded = 0

    def matters(self, items: Sequence[MarkedText]) -> NDArray[np.float64]:
        """Single claims."""
        self.n_claims += len(items)
        return super().matters(items)

    def pairs(self, items: Sequence[tuple[MarkedText, MarkedText]]) -> ClaimScores:
        """Pairs."""
        self.n_pairs += len(items)
        return super().pairs(items)

    def loaded(self, *_: object, **__: object) -> Reading:
        """In place of `ClaimEncoder.load`."""
        self.n_loaded += 1
        return self

    def taken(self) -> tuple[int, int, int]:
        """Loads, claims and pairs since the last time."""
        counts = (self.n_loaded, self.n_claims, self.n_pairs)
        self.n_claims = self.n_pairs = self.n_loaded = 0
        return counts
