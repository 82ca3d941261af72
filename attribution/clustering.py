"""Average-linkage clustering: claims to points, documents to meetings."""

from __future__ import annotations

from collections.abc import Mapping
from heapq import heapify, heappop, heappush

import numpy as np
from numpy.typing import NDArray

__all__ = ["group_linked", "group_similar"]

Numbers = NDArray[np.float64]
Links = Mapping[tuple[int, int], float]
_Entry = tuple[float, int, int, int, int]
"""Similarity, less than zero; two groups, the lower first; their ages at that time."""


def group_similar(similarities: Numbers, *, min_similarity: float) -> list[tuple[int, ...]]:
    """Group items by average linkage (Sokal and Michener, 1958), deterministically.

    The two groups whose members are most similar on average merge first, until no two
    groups reach `min_similarity`. Time and memory grow with the square of the number.

    Args:
        similarities: (n, n), symmetric; the diagonal does not count.
        min_similarity: in the same measure.

    Returns:
        Groups of row indices, ascending within and by first member.
    """
    n = len(similarities)
    groups: dict[int, list[int]] = {i: [i] for i in range(n)}
    if n < 2:
        return [tuple(group) for group in groups.values()]
    similarity = similarities.copy()
    np.fill_diagonal(similarity, -np.inf)
    sizes = np.ones(n)
    best = similarity.max(axis=1)
    while len(groups) > 1:
        a = int(best.argmax())
        if best[a] < min_similarity:
            break
        a, b = sorted((a, int(similarity[a].argmax())))
        # Only rows that were nearest to one of both have to look for another.
        stale = ((best == similarity[a]) | (best == similarity[b])) & (best > -np.inf)
        merged = (sizes[a] * similarity[a] + sizes[b] * similarity[b]) / (sizes[a] + sizes[b])
        similarity[a, :], similarity[:, a] = merged, merged
        similarity[a, a] = -np.inf
        similarity[b, :], similarity[:, b] = -np.inf, -np.inf
        best = np.maximum(best, similarity[a])
        best[stale] = similarity[stale].max(axis=1)
        sizes[a] += sizes[b]
        groups[a] += groups.pop(b)
    return sorted(tuple(sorted(group)) for group in groups.values())


def group_linked(vectors: Numbers, links: Links, *, min_similarity: float) -> list[tuple[int, ...]]:
    """Group items by average linkage over links, deterministically.

    As in `group_similar`, the two groups whose members are most similar on average
    merge first, until none reach `min_similarity`; but two groups merge only if there is a link
    between them. All pairs of members count for the average: linked ones with the similarity of
    their link, others with the dot product of their vectors, which a sum of vectors a group
    gives without looking at pairs. Memory grows with the links, time a little faster.

    Args:
        vectors: (n, size).
        links: i, j (i < j) → their similarity.
        min_similarity: in the same measure.

    Returns:
        Groups of row indices, ascending within and by first member.
    """
    groups = _Groups(vectors, links)
    heap = [
        entry for i in range(len(vectors)) if (entry := groups.best(i, min_similarity)) is not None
    ]
    heapify(heap)
    while heap:
        _, a, b, *ages = heappop(heap)
        if [groups.age[a], groups.age[b]] == ages:
            groups.merge(a, b)
            changed = [a]
        else:
            # Of a pair that is no more, what is left looks for its next best.
            changed = [i for i, age in ((a, ages[0]), (b, ages[1])) if groups.age[i] == age]
        for i in changed:
            if (entry := groups.best(i, min_similarity)) is not None:
                heappush(heap, entry)
    return sorted(tuple(sorted(members)) for members in groups.members if members)


class _Groups:
    """Groups as they merge; a merged group goes by its lowest member."""

    def __init__(self, vectors: Numbers, links: Links) -> None:
        n = len(vectors)
        self.members = [[i] for i in range(n)]
        self.age = [0] * n
        self._sums = np.array(vectors, dtype=np.float64)
        self._sizes = np.ones(n)
        self._surplus: list[dict[int, float]] = [{} for _ in range(n)]
        """Of each linked group: what the links between both add to the sum of dot products."""
        first, second = np.array([*links], dtype=np.int64).reshape(-1, 2).T
        products = np.einsum("ij,ij->i", vectors[first], vectors[second])
        for ((i, j), similarity), product in zip(links.items(), products.tolist(), strict=True):
            self._surplus[i][j] = self._surplus[j][i] = similarity - product

    def best(self, a: int, min_similarity: float) -> _Entry | None:
        """The group most similar to `a` of those linked to it, the lowest of equal ones."""
        surplus = self._surplus[a]
        if not surplus:
            return None
        order = sorted(surplus)
        others, extra = np.array(order), np.array([surplus[i] for i in order])
        pairs = self._sizes[a] * self._sizes[others]
        similarity = (self._sums[others] @ self._sums[a] + extra) / pairs
        k = int(similarity.argmax())
        if similarity[k] < min_similarity:
            return None
        first, second = sorted((a, int(others[k])))
        return -float(similarity[k]), first, second, self.age[first], self.age[second]

    def merge(self, a: int, b: int) -> None:
        """Put the members of `b` into `a`."""
        self._sums[a] += self._sums[b]
        self._sizes[a] += self._sizes[b]
        self.members[a] += self.members[b]
        self.members[b] = []
        own = self._surplus[a]
        for c, surplus in self._surplus[b].items():
            if c != a:
                own[c] = self._surplus[c][a] = own.get(c, 0.0) + surplus
                del self._surplus[c][b]
        del own[b]
        self._surplus[b] = {}
        self.age[a] += 1
        self.age[b] = -1
