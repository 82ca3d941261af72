"""Average-linkage clustering: claims to points, documents to meetings."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["group_similar"]


def group_similar(
    similarities: NDArray[np.float64], *, min_similarity: float
) -> list[tuple[int, ...]]:
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
    while len(groups) > 1:
        a, b = divmod(int(similarity.argmax()), n)
        if similarity[a, b] < min_similarity:
            break
        a, b = min(a, b), max(a, b)
        merged = (sizes[a] * similarity[a] + sizes[b] * similarity[b]) / (sizes[a] + sizes[b])
        similarity[a, :], similarity[:, a] = merged, merged
        similarity[a, a] = -np.inf
        similarity[b, :], similarity[:, b] = -np.inf, -np.inf
        sizes[a] += sizes[b]
        groups[a] += groups.pop(b)
    return sorted(tuple(sorted(group)) for group in groups.values())
