"""Grouping, signals, replies and labels."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.clustering import group_linked, group_similar
from attribution.comparing.labels import N_LABEL_WORDS, is_telling, label_point
from attribution.comparing.signals import negates, quantities


def test_average_linkage_merges_what_is_most_similar_first() -> None:
    """Two pairs; the bridge between them is too weak on average."""
    similarity = np.array(
        [
            [1.0, 0.9, 0.5, 0.1],
            [0.9, 1.0, 0.1, 0.1],
            [0.5, 0.1, 1.0, 0.8],
            [0.1, 0.1, 0.8, 1.0],
        ]
    )
    assert group_similar(similarity, min_similarity=0.3) == [(0, 1), (2, 3)]
    assert group_similar(similarity, min_similarity=0.1) == [(0, 1, 2, 3)]
    assert group_similar(similarity, min_similarity=0.95) == [(0,), (1,), (2,), (3,)]


@given(st.integers(2, 14), st.integers(0, 10_000), st.booleans())
def test_the_most_similar_merge_first(n: int, seed: int, is_coarse: bool) -> None:
    """As by looking through all pairs at every step, ties and pairs kept apart among them."""
    draws = np.random.default_rng(seed)
    similarity = draws.random((n, n))
    similarity = (similarity + similarity.T) / 2
    if is_coarse:
        similarity = np.round(similarity * 4) / 4
    apart = draws.random((n, n)) < 0.1
    similarity[apart | apart.T] = -np.inf
    groups = {i: (i,) for i in range(n)}
    current = similarity.copy()
    np.fill_diagonal(current, -np.inf)
    while current.max() >= 0.3:
        a, b = sorted(divmod(int(current.argmax()), n))
        sizes = len(groups[a]), len(groups[b])
        merged = (sizes[0] * current[a] + sizes[1] * current[b]) / sum(sizes)
        current[a, :], current[:, a] = merged, merged
        current[[a, b], [a, b]] = -np.inf
        current[b, :], current[:, b] = -np.inf, -np.inf
        groups[a] = tuple(sorted(groups[a] + groups.pop(b)))
    assert group_similar(similarity, min_similarity=0.3) == sorted(groups.values())


def test_nothing_and_one_thing_group() -> None:
    """Empty in, empty out."""
    assert group_similar(np.zeros((0, 0)), min_similarity=0.3) == []
    assert group_similar(np.ones((1, 1)), min_similarity=0.3) == [(0,)]


@given(st.integers(0, 12), st.integers(0, 10_000), st.floats(-0.5, 0.9))
def test_groups_are_a_partition_whatever_the_numbers(n: int, seed: int, floor: float) -> None:
    """Every item is in exactly one group, and the input is left alone."""
    draws = np.random.default_rng(seed).uniform(-1, 1, (n, n))
    similarity = (draws + draws.T) / 2
    before = similarity.copy()
    groups = group_similar(similarity, min_similarity=floor)
    assert sorted(i for group in groups for i in group) == list(range(n))
    assert np.array_equal(before, similarity)
    assert groups == group_similar(similarity, min_similarity=floor)


@given(st.integers(0, 14), st.integers(0, 10_000), st.floats(-0.5, 0.9))
def test_links_between_all_items_group_as_a_matrix_does(n: int, seed: int, floor: float) -> None:
    """Average linkage is the same whether pairs stand in a matrix or as links."""
    generator = np.random.default_rng(seed)
    vectors = generator.normal(size=(n, 4))
    similarity = vectors @ vectors.T
    links = {}
    for i in range(n):
        for j in range(i + 1, n):
            if generator.random() < 0.5:
                similarity[i, j] = similarity[j, i] = generator.uniform(-1, 1)
            links[i, j] = float(similarity[i, j])
    assert group_linked(vectors, links, min_similarity=floor) == group_similar(
        similarity, min_similarity=floor
    )


def test_groups_without_a_link_stay_apart_but_all_pairs_count() -> None:
    """0 and 1 are linked, as are 1 and 2; 0 and 2 have no link but weigh in the average."""
    vectors = np.array([[1.0, 0.0], [0.9, 0.1], [0.0, 1.0], [1.0, 0.0]])
    links = {(0, 1): 0.9, (1, 2): 0.7}
    assert group_linked(vectors, links, min_similarity=0.3) == [(0, 1, 2), (3,)]
    assert group_linked(vectors, links, min_similarity=0.36) == [(0, 1), (2,), (3,)]
    assert group_linked(vectors, {}, min_similarity=0.1) == [(0,), (1,), (2,), (3,)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no such talks took place", True),
        ("the two sides met", False),
        ("they didn't meet", True),
        ("they did not fail to meet", False),
        ("the pause would not last too long", True),
        ("not only trade was discussed", False),
    ],
)
def test_negation_counts_odd(text: str, expected: bool) -> None:
    """Two negations cancel."""
    assert negates(text) is expected


def test_quantities_in_digits_and_words() -> None:
    """Small words and digits are one number."""
    assert quantities("six properties and 1,200 men") == {"6", "1200"}
    assert quantities("none") == frozenset()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("that talks would resume, and soon", "Talks would resume …"),
        ("“useful”", "Useful"),
        ("to open the border crossing at Margara for lorries from the first of May at the latest",
         "Open the border crossing at Margara for lorries from …"),
        ("the talks … were useful", "The talks … were useful"),
        ("one berth at the northern quay of Norvik would … stay open",
         "One berth at the northern quay of Norvik would …"),
        ("one berth at the northern quay of Norvik [...] would stay open",
         "One berth at the northern quay of Norvik …"),
        ("… the port stays open …", "The port stays open"),
        ("the port stays … ; nobody leaves", "The port stays …"),
        ("", ""),
    ],
)  # fmt: skip
def test_labels_are_short_and_show_that_there_is_more(content: str, expected: str) -> None:
    """A clause where one ends early, else the first words."""
    assert label_point(content) == expected
    assert len(label_point(content).split()) <= N_LABEL_WORDS + 1


@pytest.mark.parametrize(
    ("content", "expected"),
    [("that two berths would open", True), ("two berths", False), ("less", False), ("", False),
     ("neither of the two ports", False), ("“It was a useful day”", False),
     ("we will open two berths", True), ("… , the quay stays shut", True)],
)  # fmt: skip
def test_contents_that_say_nothing_by_themselves(content: str, *, expected: bool) -> None:
    """A few words, or a first word that points back, tell no reader what a point is about."""
    assert is_telling(content) is expected
