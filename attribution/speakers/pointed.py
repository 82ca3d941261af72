"""Speakers that a mention points back to, with what is known of their sides."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from attribution.records import MEDIA, UNKNOWN, Speaker, SpeakerKind
from attribution.speakers.mentions import Mention
from attribution.speakers.outsiders import has_task

__all__ = [
    "OF_NO_SIDE", "SURE", "for_nobody", "from_elsewhere", "is_better", "is_certain_body", "is_open",
    "pointing", "told_of",
]  # fmt: skip

SURE: Final = 0.5
"""Confidence of a rule above which its answer stands."""
LIKELY: Final = 0.6
"""Confidence of a side that a description of the same person tells."""
OF_NO_SIDE: Final = "words of the mention, which name no side"
"""How somebody was resolved whom nobody should place: "a Western diplomat"."""
_FOR_NOBODY: Final = "speaks for no side"
"""Ends how an expert or a former official was resolved, pronouns that mean them included."""


def pointing(speaker: Speaker, mention: Mention, antecedent: str, confidence: float) -> Speaker:
    """The speaker that a mention points to; a guessed side stays a guess."""
    is_guess = speaker.confidence < SURE
    pointed = replace(
        speaker, resolved_by=f"{mention.text} → {antecedent}",
        confidence=min(confidence, speaker.confidence) if is_guess else confidence,
    )  # fmt: skip
    return for_nobody(pointed) if _is_private(speaker) else pointed


def for_nobody(speaker: Speaker) -> Speaker:
    """Somebody whose side is UNKNOWN for good."""
    return replace(speaker, side=UNKNOWN, resolved_by=f"{speaker.resolved_by}; {_FOR_NOBODY}")


def _is_private(speaker: Speaker) -> bool:
    return speaker.side == UNKNOWN and speaker.resolved_by.endswith(_FOR_NOBODY)


def is_better(other: Speaker, own: Speaker) -> bool:
    """Whether another document of a meeting knows better whom somebody speaks for."""
    if _is_private(own):
        return other.confidence > LIKELY and has_task(other.resolved_by)
    if own.side == UNKNOWN:
        is_former = (own.role or "").startswith("former")
        return not is_former or (other.confidence > LIKELY and has_task(other.resolved_by))
    return own.side != other.side and other.confidence > own.confidence + 0.2


def from_elsewhere(speaker: Speaker) -> Speaker:
    """Somebody as another document of the meeting tells it."""
    return replace(
        speaker, resolved_by=f"another document of the meeting: {speaker.resolved_by}",
        confidence=round(0.9 * speaker.confidence, 3),
    )  # fmt: skip


def told_of(speaker: Speaker, described: Speaker) -> Speaker:
    """Somebody without a side, of whom "the envoy of X" tells it."""
    if not is_open(speaker):
        return speaker
    told = replace(described, name=speaker.name, kind=speaker.kind, role=speaker.role)
    return replace(told, confidence=LIKELY)


def is_certain_body(speaker: Speaker) -> bool:
    """Whether a speaker is a body of a side of its own, and no outlet."""
    return speaker.kind is SpeakerKind.ORGANISATION and speaker.side not in {UNKNOWN, MEDIA}


def is_open(speaker: Speaker) -> bool:
    """Whether rules left a speaker's side open or only guessed it."""
    if speaker.side == UNKNOWN:
        return speaker.resolved_by != OF_NO_SIDE and not _is_private(speaker)
    return speaker.confidence < SURE
