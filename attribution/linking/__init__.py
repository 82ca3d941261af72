"""Tagged spans to attributions: links, quotation type, statement or attitude."""

from attribution.linking.kinds import kind_of_cue
from attribution.linking.links import link_spans
from attribution.linking.quotes import quotation_of, quoted_spans
from attribution.linking.readouts import sentence_spans, uncued_statements
from attribution.linking.scoring import LinkScorer
from attribution.linking.sentences import TextGrid
from attribution.linking.transcripts import find_turns, inside_turns

__all__ = [
    "LinkScorer",
    "TextGrid",
    "find_turns",
    "inside_turns",
    "kind_of_cue",
    "link_spans",
    "quotation_of",
    "quoted_spans",
    "sentence_spans",
    "uncued_statements",
]
