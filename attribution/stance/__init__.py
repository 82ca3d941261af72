"""Stance, target and act of claims."""

from attribution.stance.classifier import ClaimReading, read_claims
from attribution.stance.countries import with_canonical_countries

__all__ = ["ClaimReading", "read_claims", "with_canonical_countries"]
