"""The pairs worth comparing in a meeting too large for a matrix of all its pairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from attribution.comparing.replies import find_replies
from attribution.comparing.voices import are_apart
from attribution.records import Claim

__all__ = ["likelier", "near_pairs", "nearest_of_all", "nearest_of_others"]

Numbers = NDArray[np.float64]
Indices = NDArray[np.int64]
Pair = tuple[int, int]
N_BLOCK: Final = 512
"""Rows of the product that are in memory at one time."""


def near_pairs(
    claims: Sequence[Claim],
    sides: Sequence[frozenset[str]],
    vectors: Numbers,
    *,
    n_neighbours: int,
) -> list[Pair]:
    """Pairs (i < j) of claims whose sides are apart: each with its nearest, and the replies.

    Args:
        claims: n claims.
        sides: of each.
        vectors: (n, size) of length 1.
        n_neighbours: of other sides, for each claim.
    """
    found = {(min(pair), max(pair)) for pair in find_replies(claims, sides)}
    return sorted(found | set(nearest_of_others(vectors, sides, n_neighbours=n_neighbours)))


def likelier(
    claims: Sequence[Claim],
    sides: Sequence[frozenset[str]],
    vectors: Numbers,
    pairs: Sequence[Pair],
    *,
    n_pairs: int,
) -> list[Pair]:
    """At most `n_pairs` of `pairs`, in order: the replies first, then those nearest by vector."""
    if len(pairs) <= n_pairs:
        return list(pairs)
    replies = {(min(pair), max(pair)) for pair in find_replies(claims, sides)}
    first, second = np.array(pairs, dtype=np.int64).T
    cosines = np.einsum("ij,ij->i", vectors[first], vectors[second])
    ranked = sorted(
        range(len(pairs)), key=lambda k: (pairs[k] not in replies, -float(cosines[k]), pairs[k])
    )
    return sorted(pairs[k] for k in ranked[:n_pairs])


def nearest_of_others(
    vectors: Numbers, sides: Sequence[frozenset[str]], *, n_neighbours: int
) -> list[Pair]:
    """Pairs (i < j) of each claim with its nearest among those whose sides are apart from its.

    Args:
        vectors: (n, size) of length 1.
        sides: of each claim.
        n_neighbours: of each; where two are equally near, the earlier one counts as nearer.
    """
    narrow = vectors.astype(np.float32)
    members: dict[frozenset[str], list[int]] = {}
    for i, codes in enumerate(sides):
        members.setdefault(codes, []).append(i)
    found: set[Pair] = set()
    for codes, rows in members.items():
        others = sorted(
            i for other, indices in members.items() if are_apart(codes, other) for i in indices
        )
        found.update(_nearest(narrow, np.array(rows), np.array(others, np.int64), n_neighbours))
    return sorted(found)


def nearest_of_all(vectors: Numbers, *, n_neighbours: int) -> list[Pair]:
    """Pairs (i < j) of each item with its nearest, whatever its side; see `nearest_of_others`."""
    everything = np.arange(len(vectors), dtype=np.int64)
    return sorted(set(_nearest(vectors.astype(np.float32), everything, everything, n_neighbours)))


def _nearest(
    vectors: NDArray[np.float32], rows: Indices, columns: Indices, n_neighbours: int
) -> Iterator[Pair]:
    """Pairs of rows with their nearest columns, block by block."""
    if not len(columns):
        return
    towards = vectors[columns].T
    for at in range(0, len(rows), N_BLOCK):
        block = rows[at : at + N_BLOCK]
        similarity = vectors[block] @ towards
        similarity[block[:, None] == columns] = -np.inf
        for i, near in zip(block.tolist(), _best(similarity, n_neighbours), strict=True):
            for j in columns[near].tolist():
                if i != j:
                    yield min(i, j), max(i, j)


def _best(similarity: NDArray[np.float32], n: int) -> Iterator[Indices]:
    """Of each row the places of its `n` largest values, the first ones where some are equal."""
    if similarity.shape[1] <= n:
        everything = np.arange(similarity.shape[1], dtype=np.int64)
        yield from (everything for _ in similarity)
        return
    limits = np.partition(similarity, -n, axis=1)[:, -n]
    for row, limit in zip(similarity, limits, strict=True):
        above, level = np.flatnonzero(row > limit), np.flatnonzero(row == limit)
        yield np.concatenate([above, level[: n - len(above)]])
