"""Heads of delegations, named in one place and called by that task in another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from attribution.speakers.affiliation import sides_in
from attribution.speakers.casting import Person
from attribution.speakers.mentions import Mention
from attribution.speakers.scene import Scene

__all__ = ["head_of_team"]

_TEAM: Final = r"(?:delegation|negotiating\s+team|negotiators|team|mission)"
_HEAD: Final = re.compile(
    r"^(?:[Tt]he\s+)?(?:[Hh]ead|[Ll]eader|[Cc]hief)\s+of\s+(?:the|its|their|his|her)\s+"
    rf"(?P<whose>(?:[\w.’'\-]+\s+){{0,2}}?)(?P<team>{_TEAM})$"
)
"""`the head of the delegation`."""
_HEADS: Final = re.compile(
    r"\b(?:(?<!deputy )(?:head|leader|chief)\s+of|who\s+(?:(?:is|was|has\s+been)\s+)?"
    r"(?:heads?|headed|heading|leads?|led|leading))\s+(?:the|its|their)?\s*"
    rf"(?:[\w.’'\-]+\s+){{0,2}}?{_TEAM}\b|\b{_TEAM}\s+(?:head|leader|chief)\b"
)
"""What a text tells of somebody who heads a delegation, lower-case."""


def head_of_team(scene: Scene, mention: Mention, at: int) -> Person | None:
    """Who heads the delegation that a mention names, if the text tells it of somebody.

    Where it tells it of several and the mention names no side, the one named last before.

    Args:
        scene: the document.
        mention: "the head of the Norlandic delegation".
        at: its first code point.
    """
    match = _HEAD.match(mention.text)
    if match is None:
        return None
    heads = [p for p in _people(scene) if _HEADS.search(p.described)]
    sides = sides_in(match["whose"], scene.register)
    if sides:
        heads = [p for p in heads if p.speaker.side == sides[0]]
    if len({p.name for p in heads}) > 1:
        heads = [p for p in heads if p.places and p.places[0] < at][-1:]
    return heads[0] if heads else None


def _people(scene: Scene) -> Iterator[Person]:
    """People of the document, those first named first, or of the others if it names no head."""
    own = [person for person in scene.cast if _HEADS.search(person.described)]
    yield from own or scene.cast.elsewhere
