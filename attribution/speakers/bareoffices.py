"""Offices of states that a text names without their state: "the presidential office"."""

from __future__ import annotations

import re
from typing import Final

from attribution.records import Speaker, SpeakerKind
from attribution.speakers.affiliation import nearest_side, side_set_before
from attribution.speakers.antecedents import Antecedents
from attribution.speakers.mentions import Mention
from attribution.speakers.offices import is_office, office_in
from attribution.speakers.scene import Scene
from attribution.speakers.sentences import sentence_start
from attribution.speakers.sideroles import is_state
from attribution.speakers.statebodies import OFFICE, state_body

__all__ = ["bare_office", "is_american", "state_told"]

_NAMED_IN_CAPITALS: Final = re.compile(
    r"(?:[Tt]he\s+)?[A-Z][a-z]+(?:['’]s)?\s+(?:[A-Z]|[a-z]+\s+[A-Z])"
)
"""A body's name in capitals: "the Foreign Ministry", "Ministry of Trade"."""
_ADMINISTRATION: Final = re.compile(
    r"^(?:(?:an?|the|one|two|three|several|some|many|other|another|a\s+second|a\s+third)\s+)?"
    r"(?:(?:senior|top|unnamed|ranking|high-ranking|high-level|anonymous)\s+)*"
    r"administration\s+(?:officials?|sources?|aides?)\b",
    re.IGNORECASE,
)
_AMERICA: Final = re.compile(
    r"\b(?:U\.S\.|US|United\s+States|Washington|Americans?|White\s+House)\b"
)
_PRESIDENT: Final = "president"
N_BACK_CHARS: Final = 600
"""How far back a sentence may begin."""


def is_american(scene: Scene, mention: Mention) -> bool:
    """Whether `a senior administration official` is one of Washington, which the text names."""
    is_official = _ADMINISTRATION.match(mention.text) is not None
    return is_official and _AMERICA.search(scene.text) is not None


def bare_office(scene: Scene, mention: Mention, at: int, earlier: Antecedents) -> Speaker | None:
    """`The Prime Minister's Office`, `the presidency`: of the state that the passage is about.

    Args:
        scene: the document.
        mention: the office, or what it publishes on.
        at: its first code point.
        earlier: who spoke before.
    """
    match = OFFICE.fullmatch(mention.text)
    if match is None:
        return None
    side: str | None = None
    by = ""
    if match["president"]:
        side, by = _state_of_president(scene, at), "whose president the passage is about"
    if side is None:
        side, by = state_told(scene, mention.text, at, earlier)
    if side is None and _NAMED_IN_CAPITALS.match(mention.text):
        side, by = nearest_side(scene.text, at, scene.register), "the state named last"
    name = state_body(scene.register, side, match["office"]) if side else None
    if side is None or name is None:
        return None
    return Speaker(
        name=name, kind=SpeakerKind.ORGANISATION, side=side, organisation=name,
        resolved_by=by, confidence=0.6,
    )  # fmt: skip


def _state_of_president(scene: Scene, at: int) -> str | None:
    """The state of the president whom the sentence tells of before an office at `at`.

    Where it tells of none, the one state whose president the text names and that the sentence
    does not speak about: an office is not told of its own president as of somebody else.
    """
    start = sentence_start(scene.text, at, within=N_BACK_CHARS)
    end = next((s for s in scene.sentence_starts if s > at), len(scene.text))
    presidents = [
        person for person in (*scene.cast, *scene.cast.elsewhere)
        if is_state(person.speaker.side) and _is_president(person.speaker.role or "")
    ]  # fmt: skip
    before: list[tuple[int, str]] = [
        (place, p.speaker.side) for p in presidents for place in p.places if start <= place < at
    ]
    if before:
        return min(before)[1]
    told = {p.speaker.side for p in presidents for place in p.places if at < place < end}
    others = sorted({p.speaker.side for p in presidents if p.places} - told)
    return others[0] if len(others) == 1 else None


def _is_president(role: str) -> bool:
    held = office_in(role)
    return held is not None and held.match(_PRESIDENT) is not None and is_office(role)


def state_told(
    scene: Scene, words: str, at: int, earlier: Antecedents
) -> tuple[str | None, str]:  # fmt: skip
    """Of which state a body is that is named without one, and by what that is told.

    An outlet calls its own state's bodies so ("the Foreign Ministry"), unless somebody of the
    only other state that the paragraph names has just spoken.

    Args:
        scene: the document.
        words: the mention.
        at: its first code point.
        earlier: who spoke before.
    """
    side = side_set_before(scene.text, at, scene.register)
    own = scene.outlet_side if _NAMED_IN_CAPITALS.match(words) else None
    if own is not None and side != own:
        start = scene.text.rfind("\n\n", 0, at)
        if side is None or not earlier.spoke_since(side, max(0, start)):
            return own, "a body of the outlet's own state"
    if side is not None:
        return side, "the paragraph names no other side"
    if scene.home_side is not None:
        return scene.home_side, "the text is about one state"
    dated = scene.dateline_side if _NAMED_IN_CAPITALS.match(words) else None
    return dated, "the text is dated in a state's capital"
