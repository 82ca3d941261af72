"""Documents to claims: wires the stages, touches neither disk nor network nor database."""

from attribution.pipeline.analysis import Analyser, is_default_claim
from attribution.pipeline.extraction import extract_attributions
from attribution.pipeline.resolving import resolve_again

__all__ = ["Analyser", "extract_attributions", "is_default_claim", "resolve_again"]
