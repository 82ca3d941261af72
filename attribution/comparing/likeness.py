"""How surely claims of a meeting are about one matter, and the groups that this makes.

A pair that was compared counts by what was found; any other by the cosine of its two vectors. In a
small meeting all pairs stand in a matrix. A large one keeps the compared pairs and those of nearest
neighbours: only groups between which such a pair stands can come together, and every other pair of
their members counts by its cosine, here also where that is under zero, which in the matrix is zero.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from attribution.clustering import group_linked, group_similar
from attribution.comparing.neighbours import nearest_of_all

__all__ = ["DenseLikeness", "Likeness", "SparseLikeness", "cosines"]

Numbers = NDArray[np.float64]
Pair = tuple[int, int]
N_LINKED: Final = 8
"""Nearest neighbours of a claim, of any side, that it may come together with."""


class Likeness(Protocol):
    """Similarity of every two of n claims."""

    def groups(self, *, min_similarity: float) -> list[tuple[int, ...]]:
        """Groups by average linkage, ascending within and by first member."""
        ...

    def central(self, group: Sequence[int]) -> int:
        """The member most similar to all others of its group."""
        ...


def cosines(vectors: Numbers) -> Numbers:
    """(n, n), from 0 to 1, of vectors of length 1."""
    clipped: Numbers = np.clip(vectors @ vectors.T, 0.0, 1.0)
    return clipped


class DenseLikeness:
    """All pairs in a matrix."""

    def __init__(
        self, vectors: Numbers, compared: Mapping[Pair, float], *, not_compared: float
    ) -> None:
        """Fill the matrix.

        Args:
            vectors: (n, size) of length 1.
            compared: pair (i < j) → its similarity.
            not_compared: factor on the cosine of all other pairs.
        """
        self._similarity = not_compared * cosines(vectors)
        for (i, j), similarity in compared.items():
            self._similarity[i, j] = self._similarity[j, i] = similarity

    def groups(self, *, min_similarity: float) -> list[tuple[int, ...]]:
        """Groups by average linkage, ascending within and by first member."""
        return group_similar(self._similarity, min_similarity=min_similarity)

    def central(self, group: Sequence[int]) -> int:
        """The member most similar to all others of its group."""
        return group[int(self._similarity[np.ix_(group, group)].sum(axis=0).argmax())]


class SparseLikeness:
    """The compared pairs and those of nearest neighbours; see the module."""

    def __init__(
        self, vectors: Numbers, compared: Mapping[Pair, float], *, not_compared: float
    ) -> None:
        """Find the neighbours; arguments as of `DenseLikeness`."""
        self._vectors = vectors * math.sqrt(not_compared)
        near = nearest_of_all(vectors, n_neighbours=N_LINKED)
        products = np.maximum(self._products(near), 0.0).tolist()
        self._links = {**dict(zip(near, products, strict=True)), **compared}
        surplus = np.fromiter(self._links.values(), np.float64, len(self._links))
        surplus -= self._products(list(self._links))
        self._surplus: list[dict[int, float]] = [{} for _ in vectors]
        for (i, j), extra in zip(self._links, surplus.tolist(), strict=True):
            self._surplus[i][j] = self._surplus[j][i] = extra

    def groups(self, *, min_similarity: float) -> list[tuple[int, ...]]:
        """Groups by average linkage, ascending within and by first member."""
        return group_linked(self._vectors, self._links, min_similarity=min_similarity)

    def central(self, group: Sequence[int]) -> int:
        """The member most similar to all others of its group."""
        members = set(group)
        extra = [sum(extra for j, extra in self._surplus[i].items() if j in members) for i in group]
        own = self._vectors[list(group)]
        # Equal sums may differ in their last digits, which must not decide.
        return group[int(np.round(own @ own.sum(axis=0) + np.array(extra), 9).argmax())]

    def _products(self, pairs: Sequence[Pair]) -> Numbers:
        first, second = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
        products: Numbers = np.einsum("ij,ij->i", self._vectors[first], self._vectors[second])
        return products
