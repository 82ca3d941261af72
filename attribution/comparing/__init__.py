"""Claims of one meeting to points, relations and verdicts."""

from attribution.comparing.comparison import (
    ComparisonConfig,
    compare_claims,
    compared_sides,
    sides_of,
)
from attribution.comparing.relations import RelationConfig
from attribution.comparing.scoring import RelationScorer

__all__ = [
    "ComparisonConfig",
    "RelationConfig",
    "RelationScorer",
    "compare_claims",
    "compared_sides",
    "sides_of",
]
