"""Stance and act of claims."""

from attribution.stance.acts import classify_act
from attribution.stance.classifier import ClaimReading, read_claims
from attribution.stance.modality import Modality, Polarity, modality_of, polarity_of

__all__ = [
    "ClaimReading",
    "Modality",
    "Polarity",
    "classify_act",
    "modality_of",
    "polarity_of",
    "read_claims",
]
