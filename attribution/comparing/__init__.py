"""Claims of one meeting to points, relations and verdicts."""

from attribution.comparing.comparison import (
    ComparisonConfig,
    compare_claims,
    compared_sides,
    sides_of,
)
from attribution.comparing.signals import RelationThresholds, relate_claims

__all__ = [
    "ComparisonConfig",
    "RelationThresholds",
    "compare_claims",
    "compared_sides",
    "relate_claims",
    "sides_of",
]
