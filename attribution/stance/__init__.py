"""Stance and act of claims."""

from attribution.stance.acts import classify_act
from attribution.stance.classifier import ClaimReading, read_claims

__all__ = ["ClaimReading", "classify_act", "read_claims"]
