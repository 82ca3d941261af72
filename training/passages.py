"""Claims of a pair with what stands before them, as augmentation of training.

"Sixty. In words and in digits" says nothing without the question before it. In use claims are
read without, which ranks pairs better (docs/experiments.md, "Passages").
"""

from __future__ import annotations

from typing import Final

from attribution.claimencoder.inputs import MarkedText
from attribution.claimencoder.wording import SENTENCE_STOP, matter_wording, pair_wording
from attribution.records import Claim

__all__ = ["N_PASSAGE_CHARS", "passage_wording"]

N_PASSAGE_CHARS: Final = 400
"""Longest passage without the speaker; half of a pair's pieces hold it."""


def passage_wording(claim: Claim, *, reach: int) -> MarkedText:
    """A claim as one half of a pair (`pair_wording`), begun up to `reach` characters earlier.

    Args:
        claim: any.
        reach: characters before its sentences that are read as well, whole sentences of them where
            they can be told, as far as `N_PASSAGE_CHARS` allow.
    """
    near, sentences = pair_wording(claim), matter_wording(claim)
    content = claim.attribution.contents[0]
    start = content.start - sentences.spans["content"].start
    before = _before(claim.document.text, start, min(reach, N_PASSAGE_CHARS - len(sentences.text)))
    n_speaker = len(near.text) - len(sentences.text)
    text = near.text[:n_speaker] + before + sentences.text
    return MarkedText(text, {"content": near.spans["content"].shift(len(before))})


def _before(text: str, end: int, room: int) -> str:
    """At most `room` characters before `end`, from the start of a sentence or at least a word."""
    low = max(0, end - max(0, room))
    if low == 0:
        return text[:end]
    stop = SENTENCE_STOP.search(text, low, end)
    if stop and stop.end() < end:
        return text[stop.end() : end]
    space = text.find(" ", low, end)
    return text[space + 1 : end] if space >= 0 else ""
