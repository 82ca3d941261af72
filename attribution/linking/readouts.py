"""Readouts: sentences that speak for the issuer without a cue."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
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
    taken = _Ranges([span for attribution in attributions for span in attribution.spans()])
    body = _Ranges(within)
    return [
        Attribution(source=None, cue=None, contents=(sentence,), confidence=READOUT_CONFIDENCE)
        for sentence in sentence_spans(text)
        if _is_statement(sentence.slice(text))
        and body.reach(sentence.start + 1) >= sentence.end
        and taken.reach(sentence.end) <= sentence.start
    ]


class _Ranges:
    """Spans in any order that may overlap, asked how far they reach."""

    def __init__(self, spans: Sequence[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        self._ends = list(accumulate((span.end for span in ordered), max))

    def reach(self, before: int) -> int:
        """The furthest end of the spans that begin before a place; 0 where none does."""
        n_before = bisect_left(self._starts, before)
        return self._ends[n_before - 1] if n_before else 0


def _is_statement(sentence: str) -> bool:
    ends = sentence.rstrip("\"”’'»)").endswith((".", "!", "?"))
    return ends and len(sentence.split()) >= N_MIN_WORDS
