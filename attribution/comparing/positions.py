"""Changed positions: two claims of one side about one point, on different days, that contradict."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from attribution.claimencoder import ClaimModel, MarkedText, pair_wording
from attribution.claimencoder.heads import Inference
from attribution.comparing.signals import signals_of
from attribution.records import UNKNOWN, Claim, Comparison, PositionChange, RelationKind

__all__ = ["POSITION_TIERS", "PositionConfig", "contradiction", "find_changes", "with_changes"]

POSITION_TIERS: Final = frozenset({"accurate"})
"""Tiers of the claim encoder that tell changed positions well enough (docs/experiments.md)."""
_CONTRADICT: Final = list(RelationKind).index(RelationKind.CONTRADICT)
_REFUTES: Final = list(Inference).index(Inference.CONTRADICT)
_WORD: Final = re.compile(r"\w{4,}")
_N_STEM_CHARS: Final = 6
_WEAK_SIGNALS: Final = frozenset({"different numbers", "wider or narrower"})
"""Other figures and other scope are what any later news brings."""
N_LATER: Final = 20
"""Claims of later days that a claim is held against, so that long lists stay cheap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionConfig:
    """Which pairs are read and shown.

    Attributes:
        n_pairs: at most so many pairs of a comparison are read, the likeliest first.
        least_glance: contradiction in one order from which on the other order is read too.
        least_score: contradiction from which on a pair is a changed position; chosen on the
            development part of `eval/gold/positions.jsonl`.

    Raises:
        ValueError: if a value is out of range.
    """

    n_pairs: int = 40
    least_glance: float = 0.6
    least_score: float = 0.93

    def __post_init__(self) -> None:
        """Reject values that would read nothing or show everything."""
        if self.n_pairs < 1:
            msg = f"n_pairs is {self.n_pairs}, expected 1 or more"
            raise ValueError(msg)
        if not 0 < self.least_glance <= self.least_score < 1:
            msg = f"least_score is {self.least_score}, expected least_glance to 1"
            raise ValueError(msg)


class _Pair(NamedTuple):
    """An earlier and a later claim of a side, and the point they are about."""

    point: str
    side: str
    before: Claim
    after: Claim


def with_changes(
    comparison: Comparison, model: ClaimModel, *, config: PositionConfig | None = None
) -> Comparison:
    """The comparison with the changed positions that a claim encoder finds in it."""
    return replace(comparison, changes=find_changes(comparison, model, config=config))


def find_changes(
    comparison: Comparison, model: ClaimModel, *, config: PositionConfig | None = None
) -> tuple[PositionChange, ...]:
    """Pairs of claims of one side about one point, said on different days, that contradict.

    Args:
        comparison: whose points hold the claims.
        model: the claim encoder.
        config: how many pairs are read, and how sure a change must be.

    Returns:
        In order of side, point and day; of several changes between the same days the surest.
    """
    config = config or PositionConfig()
    pairs = sorted(_pairs(comparison), key=_unlikeliness)[: config.n_pairs]
    wordings = [(pair_wording(pair.before), pair_wording(pair.after)) for pair in pairs]
    there = contradiction(wordings, model)
    glanced = [i for i, score in enumerate(there) if score >= config.least_glance]
    back = contradiction([wordings[i][::-1] for i in glanced], model)
    best: dict[tuple[str, str, date | None, date | None], PositionChange] = {}
    for i, score in zip(glanced, back, strict=True):
        pair, both = pairs[i], float(there[i] + score) / 2
        if both < config.least_score:
            continue
        change = PositionChange(
            side=pair.side, point=pair.point, before=pair.before.id, after=pair.after.id,
            score=both,
        )  # fmt: skip
        key = (pair.side, pair.point, pair.before.day, pair.after.day)
        if key not in best or best[key].score < both:
            best[key] = change
    return _in_order(comparison, best.values())


def contradiction(
    pairs: Sequence[tuple[MarkedText, MarkedText]], model: ClaimModel
) -> NDArray[np.float64]:
    """(n,) how surely each second claim contradicts the first, read in this order.

    The mean of what the encoder learnt of claims and of what it learnt of inference: both err,
    but not on the same pairs.
    """
    if not pairs:
        return np.zeros(0)
    scores = model.pairs(pairs)
    relation = scores.probabilities("relation")[:, _CONTRADICT]
    inference = scores.probabilities("inference")[:, _REFUTES]
    mean: NDArray[np.float64] = (relation + inference) / 2
    return mean


def _pairs(comparison: Comparison) -> Iterator[_Pair]:
    for point in comparison.points:
        for side, ids in point.claims.items():
            if side == UNKNOWN:  # two speakers whose side is not known share no position
                continue
            dated = sorted(
                (c for c in map(comparison.claims.__getitem__, ids) if c.day is not None),
                key=_by_day,
            )
            for i, before in enumerate(dated):
                later = [claim for claim in dated[i + 1 :] if claim.day != before.day]
                for after in later[:N_LATER]:
                    yield _Pair(point.id, side, before, after)


def _by_day(claim: Claim) -> tuple[str, str]:
    return (claim.day.isoformat() if claim.day else "", claim.id)


def _unlikeliness(pair: _Pair) -> tuple[bool, float, str, str]:
    """Pairs that oppose each other on the surface come first, then those that share words."""
    before, after = _stems(pair.before), _stems(pair.after)
    shared = len(before & after) / max(1, len(before | after))
    opposed = set(signals_of(pair.before, pair.after)) - _WEAK_SIGNALS
    return not opposed, -shared, pair.before.id, pair.after.id


def _stems(claim: Claim) -> set[str]:
    return {word[:_N_STEM_CHARS] for word in _WORD.findall(claim.content_text.lower())}


def _in_order(
    comparison: Comparison, changes: Iterable[PositionChange]
) -> tuple[PositionChange, ...]:
    points = [point.id for point in comparison.points]
    sides = list(comparison.sides)

    def rank(change: PositionChange) -> tuple[int, int, tuple[str, str]]:
        claims = comparison.claims
        return (
            sides.index(change.side) if change.side in sides else len(sides),
            points.index(change.point),
            (_by_day(claims[change.before])[0], _by_day(claims[change.after])[0]),
        )

    return tuple(sorted(changes, key=rank))
