"""Who speaks in a readout, which is its issuer's own account."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from attribution.records import JOINT, UNKNOWN, Attribution, Speaker, SpeakerKind
from attribution.speakers.evidence import is_issuer

__all__ = ["as_told_by", "is_issuers_account", "is_own_voice"]

_SIDE: Final = re.compile(r"\b(?:side|delegation|team)$")
_OWN_VOICE: Final = frozenset({"we", "i", "our", "us"})


def is_issuers_account(speaker: Speaker, issuer: Speaker) -> bool:
    """Whether in a readout a speaker is its issuer, so that the sentence around is one statement.

    What persons are reported to have said stays as it was found; see `as_told_by`.
    """
    if speaker.kind is SpeakerKind.PERSON:
        return speaker.side == UNKNOWN
    if speaker.kind is SpeakerKind.UNNAMED and _SIDE.search(speaker.name):
        return True
    return speaker.side in {issuer.side, UNKNOWN, JOINT} or (
        speaker.kind in {SpeakerKind.ORGANISATION, SpeakerKind.GROUP}
    )


def as_told_by(
    issuer: Speaker, attributions: Sequence[Attribution], speakers: Sequence[Speaker]
) -> list[Speaker]:
    """The speakers of a readout's attributions: whoever a sentence quotes, its issuer tells it.

    What the minister said is the ministry's account, and so is what the other side is said to
    have said: those are never the other side's own words. Nested speakers stay.

    Args:
        issuer: of the readout.
        attributions: found in it.
        speakers: of each, as the words of the text name them.
    """
    return [
        speaker
        if attribution.nested_in is not None or is_issuer(speaker)
        else replace(issuer, resolved_by=f"account of the readout's issuer; quotes {speaker.name}")
        for attribution, speaker in zip(attributions, speakers, strict=True)
    ]


def is_own_voice(text: str, attribution: Attribution) -> bool:
    """Whether a statement in a readout has no source but the issuer."""
    if attribution.source is None:
        return True
    return attribution.source.slice(text).strip().lower() in _OWN_VOICE
