"""Source, cue and content spans of a text, found by a small encoder."""

from attribution.tagging.decoding import TaggedSpan
from attribution.tagging.labels import LABELS, ROLES
from attribution.tagging.tagger import TIERS, SpanTagger, Tagger

__all__ = ["LABELS", "ROLES", "TIERS", "SpanTagger", "TaggedSpan", "Tagger"]
