"""Counts, F1, one-to-one matching and bootstrap intervals."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from attribution.spans import Span

__all__ = ["Counts", "Interval", "bootstrap", "covered_tokens", "dice", "match_one_to_one"]

ItemT = TypeVar("ItemT")


@dataclass(frozen=True, slots=True)
class Counts:
    """Hits among gold and predicted items.

    Attributes:
        n_hits: predicted items that are right.
        n_gold: items in the gold data.
        n_predicted: items predicted.
        n_gold_hits: gold items that were found, where it differs from `n_hits`.
    """

    n_hits: int = 0
    n_gold: int = 0
    n_predicted: int = 0
    n_gold_hits: int | None = None

    def __add__(self, other: Counts) -> Counts:
        """Counts of two documents together."""
        gold_hits = (
            None
            if self.n_gold_hits is None and other.n_gold_hits is None
            else self._found() + other._found()
        )
        return Counts(
            self.n_hits + other.n_hits,
            self.n_gold + other.n_gold,
            self.n_predicted + other.n_predicted,
            gold_hits,
        )

    def _found(self) -> int:
        return self.n_hits if self.n_gold_hits is None else self.n_gold_hits

    @property
    def precision(self) -> float:
        """Share of predictions that are right; 1 when nothing was predicted or there."""
        if not self.n_predicted:
            return 1.0 if not self.n_gold else 0.0
        return self.n_hits / self.n_predicted

    @property
    def recall(self) -> float:
        """Share of gold items found; 1 when there are none and none was predicted."""
        if not self.n_gold:
            return 1.0 if not self.n_predicted else 0.0
        return self._found() / self.n_gold

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with its bootstrap 95 % interval, all in percent."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        """Such as `81.2 [79.0, 83.1]`."""
        return f"{self.value:.1f} [{self.low:.1f}, {self.high:.1f}]"


def bootstrap(
    items: Sequence[ItemT],
    measure: Callable[[Sequence[ItemT]], float],
    *,
    n_samples: int = 1000,
    seed: int = 0,
) -> Interval:
    """Percentile bootstrap (Efron, 1979) over `items`, such as documents.

    Args:
        items: resampled with replacement.
        measure: a figure between 0 and 1 of a sample.
        n_samples: bootstrap samples.
        seed: of the resampling.
    """
    value = 100 * measure(items)
    if len(items) < 2:
        return Interval(value, value, value)
    rng = np.random.default_rng(seed)
    draws = [
        100 * measure([items[i] for i in rng.integers(0, len(items), len(items))])
        for _ in range(n_samples)
    ]
    low, high = np.percentile(draws, (2.5, 97.5))
    return Interval(value, float(low), float(high))


def covered_tokens(tokens: Sequence[Span], spans: Sequence[Span]) -> frozenset[int]:
    """Indices of the tokens that share a code point with any of `spans`.

    Args:
        tokens: of a text, ascending and disjoint.
        spans: in any order.
    """
    ends = [token.end for token in tokens]
    covered: set[int] = set()
    for span in filter(len, spans):
        at = bisect_right(ends, span.start)
        while at < len(tokens) and tokens[at].start < span.end:
            covered.add(at)
            at += 1
    return frozenset(covered)


def dice(a: frozenset[int], b: frozenset[int]) -> float:
    """Overlap of two token sets, 0 to 1; two empty sets are equal."""
    if not a and not b:
        return 1.0
    return 2 * len(a & b) / (len(a) + len(b))


def match_one_to_one(
    scores: Sequence[tuple[float, int, int]], *, at_least: float
) -> list[tuple[int, int]]:
    """Pairs of gold and predicted indices, best scores first, each index once.

    Args:
        scores: (score, gold index, predicted index).
        at_least: lower scores do not match.
    """
    pairs: list[tuple[int, int]] = []
    gold_taken: set[int] = set()
    predicted_taken: set[int] = set()
    for score, gold, predicted in sorted(scores, key=lambda s: (-s[0], s[1], s[2])):
        if score < at_least:
            break
        if gold not in gold_taken and predicted not in predicted_taken:
            pairs.append((gold, predicted))
            gold_taken.add(gold)
            predicted_taken.add(predicted)
    return pairs
