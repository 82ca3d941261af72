"""Source, cue and content spans of a text, found by a small encoder."""

from attribution.tagging.decoding import TaggedSpan
from attribution.tagging.labels import LABELS, LINK_PARTS, ROLES
from attribution.tagging.tagger import DEFAULT_TIER, TIERS, SpanTagger, Tagger

__all__ = [
    "DEFAULT_TIER",
    "LABELS",
    "LINK_PARTS",
    "ROLES",
    "TIERS",
    "SpanTagger",
    "TaggedSpan",
    "Tagger",
]
