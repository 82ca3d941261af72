"""What of a document the claim encoder reads for one claim."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from attribution.claimencoder.inputs import MarkedText
from attribution.records import JOINT, Claim
from attribution.spans import Span

__all__ = ["SENTENCE_STOP", "claim_wording", "matter_wording", "pair_wording"]

N_WORDING_CHARS: Final = 600
"""Longest stretch read; the encoder cuts further, around the marks."""
N_REACH_CHARS: Final = 160
"""How far the beginning and end of a sentence are looked for."""
N_SHORT_WORDS: Final = 7
"""A content of so few words is read with two sentences before it: "called this a lie"."""
SENTENCE_STOP: Final = re.compile(r"[.!?…][\"”’»')\]]*\s+(?=[\"“‘«(\[]?[A-ZÀ-Þ0-9])|\n+")
"""What ends a sentence, the space behind it included; a line's end does as well."""


def claim_wording(text: str, source: Span | None, contents: Sequence[Span]) -> MarkedText:
    """The sentences that hold a claim, with the one before them; source and content marked.

    Args:
        text: of the document, raw or repaired.
        source: of the claim, if any, in code points of `text`.
        contents: one or more spans; the mark covers them from the first to the last.
    """
    content = Span(contents[0].start, contents[-1].end)
    start, end = content.start, content.end
    if source is not None and abs(source.start - content.start) < N_WORDING_CHARS // 2:
        start, end = min(start, source.start), max(end, source.end)
    start = _sentence_start(text, start)
    if len(content.slice(text).split()) <= N_SHORT_WORDS and start:
        start = _sentence_start(text, len(text[:start].rstrip()) - 1)
    end = min(_sentence_end(text, end), start + N_WORDING_CHARS)
    spans = {"content": Span(content.start - start, min(content.end, end) - start)}
    if source is not None and start <= source.start and source.end <= end:
        spans["source"] = source.shift(-start)
    return MarkedText(text[start:end], {role: span for role, span in spans.items() if len(span)})


def matter_wording(claim: Claim) -> MarkedText:
    """A claim in its sentences, for its vector."""
    attribution = claim.attribution
    return claim_wording(claim.document.text, attribution.source, attribution.contents)


def pair_wording(claim: Claim) -> MarkedText:
    """A claim as one half of a pair: who says it, then its sentences with the content marked."""
    marked = matter_wording(claim)
    speaker = claim.speaker
    # A bloc is a way to show claims: the encoder reads whom they are of.
    is_bloc = speaker.sides and speaker.side != JOINT
    side = ", ".join(speaker.sides) if is_bloc else speaker.side
    name = f"{speaker.name}, {side}: "
    return MarkedText(name + marked.text, {"content": marked.spans["content"].shift(len(name))})


def _sentence_start(text: str, position: int) -> int:
    """Where the sentence before that of `position` begins, at most `N_REACH_CHARS` away."""
    low = max(0, position - N_REACH_CHARS)
    stops = list(SENTENCE_STOP.finditer(text, low, max(low, position)))
    if stops:
        return stops[-1].end()
    if not low:
        return 0
    space = text.find(" ", low, position)
    return space + 1 if space >= 0 else low


def _sentence_end(text: str, position: int) -> int:
    high = min(len(text), position + N_REACH_CHARS)
    # A content may end with its own full stop.
    stop = SENTENCE_STOP.search(text, max(0, position - 2), high)
    return max(position, stop.start() + 1) if stop else high
