"""Stance and act of a claim."""

from attribution.stance.acts import ActGuess, classify_act
from attribution.stance.classifier import (
    StanceClassifier,
    StanceInput,
    StanceModel,
    find_target,
    stance_input,
    stance_of,
)

__all__ = [
    "ActGuess",
    "StanceClassifier",
    "StanceInput",
    "StanceModel",
    "classify_act",
    "find_target",
    "stance_input",
    "stance_of",
]
