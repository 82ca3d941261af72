"""Stance, target and act of claims."""

from attribution.stance.classifier import ClaimReading, read_claims

__all__ = ["ClaimReading", "read_claims"]
