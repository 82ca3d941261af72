"""Who speaks, in what role, for which side: mentions of sources to speakers."""

from attribution.speakers.evidence import is_issuer
from attribution.speakers.resolver import (
    appearances_of,
    issuer_of,
    resolve_speakers,
    resolve_together,
)
from attribution.speakers.siding import SideScorer

__all__ = [
    "SideScorer",
    "appearances_of",
    "is_issuer",
    "issuer_of",
    "resolve_speakers",
    "resolve_together",
]
