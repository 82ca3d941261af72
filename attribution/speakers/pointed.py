"""Speakers that a mention points back to, with what is known of their sides."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from attribution.records import UNKNOWN, Speaker
from attribution.speakers.evidence import SURE
from attribution.speakers.mentions import Mention

__all__ = ["OF_NO_SIDE", "is_open", "pointing", "told_of"]

LIKELY: Final = 0.6
"""Confidence of a side that a description of the same person tells."""
OF_NO_SIDE: Final = "words of the mention, which name no side"
"""How somebody was resolved whom nobody should place: "a Western diplomat"."""


def pointing(speaker: Speaker, mention: Mention, antecedent: str, confidence: float) -> Speaker:
    """The speaker that a mention points to; a guessed side stays a guess."""
    is_guess = speaker.confidence < SURE
    return replace(
        speaker, resolved_by=f"{mention.text} → {antecedent}",
        confidence=min(confidence, speaker.confidence) if is_guess else confidence,
    )  # fmt: skip


def told_of(speaker: Speaker, described: Speaker) -> Speaker:
    """Somebody without a side, of whom "the envoy of X" tells it."""
    if not is_open(speaker):
        return speaker
    told = replace(described, name=speaker.name, kind=speaker.kind, role=speaker.role)
    return replace(told, confidence=LIKELY)


def is_open(speaker: Speaker) -> bool:
    """Whether rules left a speaker's side open or only guessed it."""
    if speaker.side == UNKNOWN:
        return speaker.resolved_by != OF_NO_SIDE
    return speaker.confidence < SURE
