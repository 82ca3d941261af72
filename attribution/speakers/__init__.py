"""Who spoke, and for which side: source mentions to speakers."""

from attribution.speakers.resolver import issuer_of, resolve_speakers, resolve_together

__all__ = ["issuer_of", "resolve_speakers", "resolve_together"]
