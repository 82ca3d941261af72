"""Readouts: sentences that speak for the issuer without a cue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from attribution.linking.sentences import TextGrid
from attribution.records import Attribution
from attribution.spans import Span

__all__ = ["sentence_spans", "uncued_statements"]

N_MIN_WORDS: Final = 4
"""Shorter lines of a readout are headings, datelines and greetings."""
READOUT_CONFIDENCE: Final = 0.8
_TRIMMED: Final = re.compile(r"\S(?:.*\S)?", re.DOTALL)


def sentence_spans(text: str) -> list[Span]:
    """The sentences of `text` without outer white space, in reading order."""
    starts = TextGrid.of(text).sentence_starts
    spans: list[Span] = []
    for start, end in zip(starts, (*starts[1:], len(text)), strict=True):
        match = _TRIMMED.search(text, start, end)
        if match:
            spans.append(Span(*match.span()))
    return spans


def uncued_statements(
    text: str, attributions: Sequence[Attribution], *, within: Sequence[Span]
) -> list[Attribution]:
    """Cueless attributions for the sentences of a readout that nothing else covers.

    Args:
        text: the working text.
        attributions: found in it by their cues.
        within: the body sections; furniture speaks for nobody.
    """
    taken = [span for attribution in attributions for span in attribution.spans()]
    return [
        Attribution(source=None, cue=None, contents=(sentence,), confidence=READOUT_CONFIDENCE)
        for sentence in sentence_spans(text)
        if _is_statement(sentence.slice(text))
        and any(section.contains(sentence) for section in within)
        and not any(span.overlaps(sentence) for span in taken)
    ]


def _is_statement(sentence: str) -> bool:
    ends = sentence.rstrip("\"”’'»)").endswith((".", "!", "?"))
    return ends and len(sentence.split()) >= N_MIN_WORDS
