"""The pairs of a meeting as a sparse matrix: each pair among the other pairs of its two claims."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["Rivals"]

Numbers = NDArray[np.float64]
Indices = NDArray[np.int64]


class Rivals:
    """What the pairs of each claim say, in memory that grows with the pairs.

    Every pair stands in the rows of both of its claims. Where a method returns two columns a
    pair, they belong to its first and its second claim.
    """

    def __init__(self, pairs: Sequence[tuple[int, int]], *, n_claims: int) -> None:
        """Take pairs of different claims, each once.

        Args:
            pairs: of indices of claims.
            n_claims: of the meeting.
        """
        self._ends: Indices = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        self._claims = self._ends.ravel()
        self._n_claims = n_claims
        self.counts: Indices = np.bincount(self._claims, minlength=n_claims)
        """(n_claims,) number of pairs of each."""
        self._starts = np.cumsum(self.counts) - self.counts

    def of_ends(self, of_claims: Numbers) -> Numbers:
        """(n_pairs, 2) what the two claims of each pair have, from (n_claims,)."""
        return of_claims[self._ends]

    def n_better(self, values: Numbers) -> Numbers:
        """(n_pairs, 2) how many pairs of each of its claims have a greater value.

        Args:
            values: (n_pairs,).
        """
        order, ranked = self._ranked(values)
        claims = self._claims[order]
        is_next = np.ones(len(order), dtype=bool)
        is_next[1:] = (claims[1:] != claims[:-1]) | (ranked[1:] != ranked[:-1])
        # Equal values share the place of the first of them.
        places = np.maximum.accumulate(np.where(is_next, np.arange(len(order)), 0))
        better = np.empty(len(order))
        better[order] = places - self._starts[claims]
        return better.reshape(-1, 2)

    def best(self, values: Numbers, *, least: float) -> Numbers:
        """(n_claims,) the greatest value of each claim's pairs, or `least`."""
        best = np.full(self._n_claims, least)
        np.maximum.at(best, self._claims, np.repeat(values, 2))
        return best

    def two_best(self, values: Numbers) -> tuple[Numbers, Numbers]:
        """(n_claims,) each: the greatest two values of each claim's pairs, 0 where it has fewer."""
        _, ranked = self._ranked(values)
        padded = np.append(ranked, [0.0, 0.0])
        first = np.where(self.counts > 0, padded[self._starts], 0.0)
        second = np.where(self.counts > 1, padded[self._starts + 1], 0.0)
        return first, second

    def sums(self, values: Numbers) -> Numbers:
        """(n_claims,) the sum over each claim's pairs."""
        sums = np.zeros(self._n_claims)
        np.add.at(sums, self._claims, np.repeat(values, 2))
        return sums

    def through_a_third(self, values: Numbers) -> Numbers:
        """(n_pairs,) the weaker tie of the best third claim that is paired with both; else 0."""
        ties: list[dict[int, float]] = [{} for _ in range(self._n_claims)]
        for (i, j), value in zip(self._ends.tolist(), values.tolist(), strict=True):
            ties[i][j] = ties[j][i] = value
        through = np.zeros(len(values))
        for k, (i, j) in enumerate(self._ends.tolist()):
            shared = ties[i].keys() & ties[j].keys()
            through[k] = max((min(ties[i][m], ties[j][m]) for m in shared), default=0.0)
        return through

    def _ranked(self, values: Numbers) -> tuple[Indices, Numbers]:
        """Places in `_claims` by claim and falling value, and the values in that order."""
        doubled = np.repeat(values, 2)
        order: Indices = np.lexsort((-doubled, self._claims))
        return order, doubled[order]
