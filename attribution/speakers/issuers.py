"""Who speaks in a readout, which is its issuer's own account."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from attribution.actors import Register
from attribution.actors.patterns import DOMAIN_WORDS
from attribution.records import JOINT, UNKNOWN, Attribution, Speaker, SpeakerKind
from attribution.speakers.affiliation import STATE_NOUNS
from attribution.speakers.evidence import is_issuer
from attribution.speakers.mentions import ROLE_NOUNS

__all__ = [
    "as_told_by", "bodies_ahead", "is_branch", "is_issuers_account", "is_own_voice",
]  # fmt: skip

_SIDE: Final = re.compile(r"\b(?:side|delegation|team)$")
_OF_STATE: Final = re.compile(
    rf"\b(?:{DOMAIN_WORDS}|mission|embassy|delegation|affairs|office|cabinet|state|federal|"
    r"national|royal|department|agency|authority|council|bank)\b",
    re.IGNORECASE,
)
"""Words of a state's bodies: "Global Affairs Canada"."""
N_BRANCH_WORDS: Final = 2
"""At least so many words has a company's name with its country."""
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


def bodies_ahead(name: str, register: Register) -> list[str]:
    """The side of the known body that a longer name begins with: "African Union Mission in …"."""
    words = name.split()
    for n in range(len(words) - 1, 1, -1):
        body = register.organisation(" ".join(words[:n]))
        if body is not None:
            return [body.side]
    return []


def is_branch(name: str, register: Register) -> bool:
    """Whether a name is a company's with the country it works in last: "Hanbit Motors Kenya"."""
    words = name.split()
    if len(words) < N_BRANCH_WORDS or not all(word[:1].isupper() for word in words):
        return False
    *first, last = words
    lowered = {word.lower() for word in first}
    of_state = _OF_STATE.search(name) or lowered & (STATE_NOUNS | ROLE_NOUNS)
    if of_state or any(register.country_side(word) is not None for word in first):
        return False
    side = register.country_side(last)
    return side is not None and (last.isupper() or register.side_name(side) == last)
