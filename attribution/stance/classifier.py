"""Stance, its target and the act of claims, by the claim encoder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from attribution.claimencoder import ClaimModel, claim_wording
from attribution.claimencoder.heads import StanceTarget
from attribution.records import Act, Attribution, Stance

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
    text: str, attributions: Sequence[Attribution], model: ClaimModel
) -> list[ClaimReading]:
    """The most probable stance, target and act of each attribution of a text.

    Args:
        text: that the attributions' spans point into.
        attributions: any number.
        model: the claim encoder.
    """
    scores = model.claims([claim_wording(text, a.source, a.contents) for a in attributions])
    stances, acts = scores.probabilities("stance"), scores.probabilities("act")
    targets = scores.probabilities("target")
    readings = []
    for stance, act, target in zip(stances, acts, targets, strict=True):
        s, a = int(stance.argmax()), int(act.argmax())
        readings.append(
            ClaimReading(
                STANCES[s], float(stance[s]), TARGETS[int(target.argmax())], ACTS[a], float(act[a])
            )
        )
    return readings
