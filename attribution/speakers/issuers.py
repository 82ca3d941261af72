"""Who speaks in a readout, which is its issuer's own account."""

from __future__ import annotations

import re
from typing import Final

from attribution.actors import Register
from attribution.records import JOINT, UNKNOWN, Attribution, Speaker, SpeakerKind

__all__ = ["bodies_ahead", "is_issuers_account", "is_own_voice"]

_SIDE: Final = re.compile(r"\b(?:side|delegation|team)$")
_OWN_VOICE: Final = frozenset({"we", "i", "our", "us"})


def is_issuers_account(speaker: Speaker, issuer: Speaker) -> bool:
    """Whether in a readout a speaker is its issuer: persons speak for themselves there."""
    if speaker.kind is SpeakerKind.PERSON:
        return speaker.side == UNKNOWN
    if speaker.kind is SpeakerKind.UNNAMED and _SIDE.search(speaker.name):
        return True
    return speaker.side in {issuer.side, UNKNOWN, JOINT} or (
        speaker.kind in {SpeakerKind.ORGANISATION, SpeakerKind.GROUP}
    )


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
