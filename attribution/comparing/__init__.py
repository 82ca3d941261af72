"""Claims of one meeting to points, relations and verdicts."""

from attribution.comparing.caching import CachedModel, ResultCache, Watch
from attribution.comparing.comparison import (
    ComparisonConfig,
    columns_of,
    compare_claims,
    compared_sides,
    sides_of,
)
from attribution.comparing.positions import POSITION_TIERS, PositionConfig, with_changes
from attribution.comparing.relations import RelationConfig
from attribution.comparing.scoring import RelationScorer

__all__ = [
    "POSITION_TIERS",
    "CachedModel",
    "ComparisonConfig",
    "PositionConfig",
    "RelationConfig",
    "RelationScorer",
    "ResultCache",
    "Watch",
    "columns_of",
    "compare_claims",
    "compared_sides",
    "sides_of",
    "with_changes",
]
