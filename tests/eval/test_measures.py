"""Measures on cases computed by hand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.spans import Span
from eval.measures import Counts, Interval, bootstrap, covered_tokens, dice, match_one_to_one


def test_precision_recall_and_f1_by_hand() -> None:
    """3 of 4 predictions right, 3 of 6 gold items found."""
    counts = Counts(3, 6, 4)
    assert counts.precision == 0.75
    assert counts.recall == 0.5
    assert counts.f1 == pytest.approx(0.6)


def test_perfect_is_one() -> None:
    """All found and nothing else."""
    assert (Counts(5, 5, 5).precision, Counts(5, 5, 5).recall, Counts(5, 5, 5).f1) == (1, 1, 1)


@pytest.mark.parametrize(
    ("counts", "precision", "recall", "f1"),
    [
        (Counts(), 1, 1, 1),  # nothing to find, nothing predicted
        (Counts(0, 0, 3), 0, 0, 0),  # nothing to find, three predicted
        (Counts(0, 3, 0), 0, 0, 0),  # three missed
        (Counts(0, 3, 3), 0, 0, 0),  # three missed, three wrong
    ],
)
def test_empty_gold_and_empty_prediction_are_defined(
    counts: Counts, precision: float, recall: float, f1: float
) -> None:
    """No division by zero: silence is right only where there is nothing to say."""
    assert (counts.precision, counts.recall, counts.f1) == (precision, recall, f1)


def test_gold_hits_may_differ_from_hits() -> None:
    """Recall counts found gold items, precision right predictions; sums keep both."""
    counts = Counts(1, 4, 2, n_gold_hits=2)
    assert (counts.precision, counts.recall) == (0.5, 0.5)
    total = counts + Counts(3, 4, 4)
    assert total == Counts(4, 8, 6, 5)
    assert Counts(1, 2, 3) + Counts(1, 1, 1) == Counts(2, 3, 4)
    assert (Counts(1, 2, 3) + Counts(1, 1, 1)).n_gold_hits is None


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ({1, 2, 3, 4}, {3, 4, 5, 6}, 0.5),
        ({1, 2}, {1, 2}, 1.0),
        ({1}, {2}, 0.0),
        ({1}, set(), 0.0),
        (set(), set(), 1.0),
        ({1, 2, 3}, {1}, 0.5),
    ],
)
def test_dice_by_hand(a: set[int], b: set[int], expected: float) -> None:
    """Twice the common tokens over all tokens; two absent sources are equal."""
    assert dice(frozenset(a), frozenset(b)) == expected
    assert dice(frozenset(b), frozenset(a)) == expected


def test_matching_takes_the_best_pairs_first() -> None:
    """Each index once; equal scores by index; below the bar nothing."""
    scores = [(0.6, 0, 0), (0.9, 0, 1), (0.8, 1, 1), (0.5, 1, 0), (0.4, 2, 2)]
    assert match_one_to_one(scores, at_least=0.5) == [(0, 1), (1, 0)]
    assert match_one_to_one([(0.7, 1, 1), (0.7, 0, 1), (0.7, 0, 0)], at_least=0.5) == [
        (0, 0), (1, 1),
    ]  # fmt: skip
    assert match_one_to_one([(0.5, 0, 0)], at_least=0.5) == [(0, 0)]
    assert match_one_to_one([], at_least=0.5) == []


def test_covered_tokens_share_a_character() -> None:
    """Touching is not sharing; a part of a token is enough; spans may overlap."""
    tokens = [Span(0, 3), Span(4, 7), Span(7, 8), Span(9, 12)]
    assert covered_tokens(tokens, [Span(3, 4)]) == frozenset()
    assert covered_tokens(tokens, [Span(6, 9)]) == {1, 2}
    assert covered_tokens(tokens, [Span(11, 20), Span(0, 1), Span(0, 5)]) == {0, 1, 3}
    assert covered_tokens(tokens, [Span(5, 5)]) == frozenset()
    assert covered_tokens([], [Span(0, 9)]) == frozenset()


def mean(items: Sequence[float]) -> float:
    """A measure."""
    return sum(items) / len(items)


@given(st.lists(st.floats(0, 1), min_size=2, max_size=12), st.integers(0, 5))
def test_bootstrap_is_deterministic(items: list[float], seed: int) -> None:
    """The same seed gives the same interval, inside the range of the items."""
    first = bootstrap(items, mean, n_samples=50, seed=seed)
    assert first == bootstrap(items, mean, n_samples=50, seed=seed)
    assert first.value == pytest.approx(100 * mean(items))
    assert 100 * min(items) - 1e-6 <= first.low <= first.high <= 100 * max(items) + 1e-6


def test_bootstrap_of_equal_items_and_of_one_has_no_width() -> None:
    """Nothing varies, so the interval is the value."""
    assert bootstrap([0.5] * 8, mean) == Interval(50, 50, 50)
    assert bootstrap([0.25], mean) == Interval(25, 25, 25)


def test_bootstrap_interval_holds_the_middle_of_the_draws() -> None:
    """For many coin-like items the interval is about two standard errors wide on each side."""
    interval = bootstrap([0.0, 1.0] * 200, mean, n_samples=2000)
    assert interval.low == pytest.approx(45.1, abs=0.7)
    assert interval.high == pytest.approx(54.9, abs=0.7)
    assert str(Interval(81.234, 79.0, 83.08)) == "81.2 [79.0, 83.1]"
