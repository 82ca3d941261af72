"""Stance, its target and the act of claims, by the claim encoder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from attribution.claimencoder import ClaimModel, ClaimScores, claim_wording
from attribution.claimencoder.heads import StanceTarget
from attribution.records import Act, Attribution, Stance
from attribution.stance.countries import with_canonical_countries

__all__ = ["ClaimReading", "read_claims"]

STANCES: Final = tuple(Stance)
ACTS: Final = tuple(Act)
TARGETS: Final = tuple(StanceTarget)


@dataclass(frozen=True, slots=True)
class ClaimReading:
    """What a claim does and how its speaker stands; scores are calibrated probabilities."""

    stance: Stance
    stance_score: float
    target: StanceTarget
    act: Act
    act_score: float


def read_claims(
    items: Sequence[tuple[str, Sequence[Attribution]]], model: ClaimModel
) -> list[list[ClaimReading]]:
    """The most probable stance, target and act of each attribution of texts.

    Countries are read as canonical ones, so that no label hangs on who they are.

    Args:
        items: texts, each with the attributions whose spans point into it; those of many read
            together keep all threads busy.
        model: the claim encoder.

    Returns:
        For each text a reading an attribution, in order.
    """
    scores = model.claims(
        [
            with_canonical_countries(claim_wording(text, a.source, a.contents))
            for text, told in items
            for a in told
        ]
    )
    readings = iter(_readings(scores))
    return [list(islice(readings, len(attributions))) for _, attributions in items]


def _readings(scores: ClaimScores) -> Iterator[ClaimReading]:
    stances, acts = scores.probabilities("stance"), scores.probabilities("act")
    targets = scores.probabilities("target")
    for stance, act, target in zip(stances, acts, targets, strict=True):
        s, a = int(stance.argmax()), int(act.argmax())
        yield ClaimReading(
            STANCES[s], float(stance[s]), TARGETS[int(target.argmax())], ACTS[a], float(act[a])
        )
