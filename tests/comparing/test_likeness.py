"""The matrix of a small meeting and the neighbours of a large one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from attribution.claimencoder import ClaimScores, MarkedText
from attribution.claimencoder.heads import N_COLUMNS, columns_of
from attribution.comparing import ComparisonConfig, RelationConfig, compare_claims
from attribution.comparing.likeness import DenseLikeness, SparseLikeness
from attribution.records import Claim
from tests.comparing.test_comparison import MEETING, TopicModel, claim, unit

TOPICS = ("border", "trade", "prisoners", "round")


class SpreadModel(TopicModel):
    """The topic model with a direction of its own for each text: no two pairs are alike."""

    def pairs(self, items: Sequence[tuple[MarkedText, MarkedText]]) -> ClaimScores:
        """Sure of one kind each, of each pair a little more or less."""
        scores = super().pairs(items)
        for row, (a, b) in zip(scores.columns, items, strict=True):
            seed = sum(ord(c) * k for k, c in enumerate(a.text + b.text))
            row[columns_of("relation")] *= 0.3 + np.random.default_rng(seed).random() / 9
        return scores

    def matters(self, items: Sequence[MarkedText]) -> NDArray[np.float64]:
        """Topic vectors, a little spread."""
        vectors = super().matters(items)
        for row, item in zip(vectors, items, strict=True):
            seed = int.from_bytes(item.text.encode()[-8:], "big")
            row[8:] = np.abs(np.random.default_rng(seed).normal(size=len(row) - 8)) / 20
        return unit(vectors)


def drawn(n: int, seed: int) -> NDArray[np.float64]:
    """Vectors of length 1 with no cosine under zero."""
    vectors = np.abs(np.random.default_rng(seed).normal(size=(n, 5))) + 1e-3
    lengths: NDArray[np.float64] = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / lengths


@given(st.integers(1, 9), st.integers(0, 5_000), st.floats(0.3, 0.97), st.floats(0.2, 1.0))
def test_both_forms_group_alike(n: int, seed: int, floor: float, factor: float) -> None:
    """Where every claim is a neighbour of every other, the groups and their centres are the same.

    Nine claims have eight neighbours each.
    """
    vectors, generator = drawn(n, seed), np.random.default_rng(seed)
    compared = {
        (i, j): float(generator.random()) for i in range(n) for j in range(i + 1, n)
        if generator.random() < 0.4
    }  # fmt: skip
    dense = DenseLikeness(vectors, compared, not_compared=factor)
    sparse = SparseLikeness(vectors, compared, not_compared=factor)
    groups = dense.groups(min_similarity=floor)
    assert sparse.groups(min_similarity=floor) == groups
    # Of two, each is as central as the other.
    larger = [group for group in groups if len(group) != 2]
    assert [*map(sparse.central, larger)] == [*map(dense.central, larger)]


def test_only_linked_claims_come_together() -> None:
    """Ten claims alike but for the last: it has no link and stays alone, however low the floor."""
    vectors = np.zeros((12, 3))
    vectors[:11, 0], vectors[11, 1] = 1.0, 1.0
    grouped = SparseLikeness(vectors, {}, not_compared=1.0).groups(min_similarity=0.5)
    assert grouped == [tuple(range(11)), (11,)]


def meeting_of(n: int) -> list[Claim]:
    """Claims of two sides about four topics, some of them denials."""
    denied = {i: "no " if i % 7 == 0 else "" for i in range(n)}
    return [
        claim(f"{denied[i]}{TOPICS[i % 4]} matter {i} of {side}", side, before="X says ")
        for i in range(n) for side in ("AM", "AZ")
    ]  # fmt: skip


def test_a_large_meeting_compares_as_a_small_one() -> None:
    """Without the matrix the points, verdicts and relations are the same where all are read."""
    claims = meeting_of(9)
    relations = RelationConfig(n_neighbours=9)
    small, large = (
        compare_claims(
            claims, meeting=MEETING, model=SpreadModel(),
            config=ComparisonConfig(max_dense=max_dense, relations=relations),
        )
        for max_dense in (1_000, 0)
    )  # fmt: skip
    assert large == small
    assert {str(point.verdict) for point in small.points} >= {"disputed"}


def test_order_of_input_does_not_matter_without_a_matrix() -> None:
    """The same claims in any order give the same comparison."""
    claims = meeting_of(30)
    config = ComparisonConfig(max_dense=0, relations=RelationConfig(n_whole=0, n_neighbours=3))
    first = compare_claims(claims, meeting=MEETING, model=SpreadModel(), config=config)
    shuffled = [claims[i] for i in np.random.default_rng(1).permutation(len(claims))]
    assert compare_claims(shuffled, meeting=MEETING, model=SpreadModel(), config=config) == first


@pytest.mark.parametrize("max_dense", [0, 1_000])
def test_pairs_read_are_bounded(max_dense: int) -> None:
    """Of any meeting the encoder reads no more than so many pairs, each in both orders."""
    read: list[int] = []

    class Counting(SpreadModel):
        def pairs(self, items: Sequence[tuple[MarkedText, MarkedText]]) -> ClaimScores:
            read.append(len(items))
            return super().pairs(items)

    relations = RelationConfig(n_whole=10, n_neighbours=4, max_read=25)
    config = ComparisonConfig(max_dense=max_dense, relations=relations)
    compare_claims(meeting_of(20), meeting=MEETING, model=Counting(), config=config)
    assert read == [25, 25]


def test_limits_that_make_no_sense_are_refused() -> None:
    """The message states value and range."""
    with pytest.raises(ValueError, match="max_read is 0, expected 1 or more"):
        RelationConfig(max_read=0)
    with pytest.raises(ValueError, match="max_dense is -1, expected 0 or more"):
        ComparisonConfig(max_dense=-1)


def test_no_claims_have_no_groups() -> None:
    """Empty in, empty out."""
    empty = np.zeros((0, N_COLUMNS))
    assert SparseLikeness(empty, {}, not_compared=1.0).groups(min_similarity=0.3) == []
