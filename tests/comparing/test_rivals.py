"""Each pair among the other pairs of its claims, against the same counted in a matrix."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.comparing.rivals import Rivals


@given(st.integers(2, 9), st.integers(0, 1_000), st.floats(0, 1))
def test_sparse_counts_are_those_of_a_matrix(n: int, seed: int, share: float) -> None:
    """Ranks, best ones, sums and common rivals, with equal values among them."""
    generator = np.random.default_rng(seed)
    pairs = [(i, j) for i in range(n) for j in range(i + 1, n) if generator.random() < share]
    values = generator.integers(1, 5, len(pairs)) / 4
    rivals = Rivals(pairs, n_claims=n)
    matrix = np.zeros((n, n))
    for (i, j), value in zip(pairs, values, strict=True):
        matrix[i, j] = matrix[j, i] = value
    ordered = np.sort(matrix, axis=1)
    first, second = rivals.two_best(values)
    assert rivals.counts.tolist() == (matrix > 0).sum(axis=1).tolist()
    assert first.tolist() == ordered[:, -1].tolist()
    assert second.tolist() == ordered[:, -2].tolist()
    assert rivals.sums(values) == pytest.approx(matrix.sum(axis=1))
    assert rivals.best(values, least=-1.0).tolist() == [
        row.max() if row.any() else -1.0 for row in matrix
    ]
    assert rivals.n_better(values).tolist() == [
        [(matrix[k] > value).sum() for k in pair] for pair, value in zip(pairs, values, strict=True)
    ]
    assert rivals.through_a_third(values).tolist() == [
        np.minimum(matrix[i], matrix[j]).max() for i, j in pairs
    ]
    assert rivals.of_ends(first).tolist() == [[first[i], first[j]] for i, j in pairs]


def test_no_pairs_are_no_rivals() -> None:
    """Empty in, empty out; claims without pairs have nothing."""
    rivals = Rivals([], n_claims=2)
    nothing = np.zeros(0)
    assert rivals.counts.tolist() == [0, 0]
    assert rivals.n_better(nothing).shape == (0, 2)
    assert [part.tolist() for part in rivals.two_best(nothing)] == [[0.0, 0.0], [0.0, 0.0]]
    assert rivals.best(nothing, least=-1.0).tolist() == [-1.0, -1.0]
