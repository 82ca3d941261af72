"""Claims as a side set sees them: a view, which changes neither predictions nor judgements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from attribution.actors import SET_SOURCE, Register
from attribution.records import (
    JOINT,
    UNKNOWN,
    Claim,
    DefinedSide,
    Meeting,
    SideSet,
    Speaker,
    SpeakerKind,
)
from attribution.sidesets.naming import full_table
from attribution.speakers.codes import side_code

__all__ = ["view_claims", "view_meeting"]

_NAMED_CONFIDENCE: Final = 0.9
"""Of a side that the set gives by name: the analyst says so, the name was still read by rules."""
_LEAST_OWN_CODE_CHARS: Final = 3
"""Shorter codes that texts give to bodies could be those of states."""


class _Place(NamedTuple):
    """The side that a set gives to a speaker, and why."""

    code: str
    because: str


class _View:
    """Looks speakers up in one set."""

    def __init__(self, side_set: SideSet) -> None:
        self._name = side_set.name
        self._sides = {side.code: side for side in side_set.sides}
        self._register = Register.from_tables([full_table(side_set)])
        self._by_code = _owners_by_code(side_set.sides)

    def speaker(self, claim: Claim) -> Speaker:
        """The speaker of a claim, with the side of the set where it has one."""
        speaker = claim.speaker
        if speaker.side == JOINT:
            return self._together(speaker)
        # What a person said of the side stands; it may still be a member of a bloc.
        place = None if "side" in claim.judged else self._by_name(speaker)
        return self._placed(speaker, place or self._of_code(speaker.side))

    def _by_name(self, speaker: Speaker) -> _Place | None:
        if speaker.kind is SpeakerKind.PERSON:
            place = self._person(speaker)
            if place is not None:
                return place
        own = None if speaker.kind is SpeakerKind.PERSON else speaker.name
        for name in (own, speaker.organisation):
            body = self._register.organisation(name) if name else None
            if body is not None and body.source == SET_SOURCE:
                return _Place(body.side, f"{body.name} belongs to it")
        return None

    def _person(self, speaker: Speaker) -> _Place | None:
        people = self._register.people_named(speaker.name)
        if not people and " " not in speaker.name and speaker.side == UNKNOWN:
            people = self._register.people_with_surname(speaker.name)
        sides = {role.side for person in people for role in person.roles}
        return _Place(sides.pop(), f"{people[0].name} belongs to it") if len(sides) == 1 else None

    def _of_code(self, code: str) -> _Place | None:
        owner = self._by_code.get(code.upper())
        return None if owner is None else _Place(owner, f"{code} is a member")

    def _placed(self, speaker: Speaker, place: _Place | None) -> Speaker:
        if place is None or place.code == speaker.side:
            return speaker
        side = self._sides[place.code]
        is_member = speaker.side in side.codes
        return replace(
            speaker, side=side.code,
            sides=(speaker.side,) if is_member else (),
            confidence=speaker.confidence if is_member else max(
                speaker.confidence, _NAMED_CONFIDENCE
            ),
            resolved_by=f"{speaker.resolved_by}; side set {self._name}: {place.because}",
        )  # fmt: skip

    def _together(self, speaker: Speaker) -> Speaker:
        """Several sides: those of one bloc speak as that bloc, the rest stays joint."""
        mapped = tuple(dict.fromkeys(self._by_code.get(s, s) for s in speaker.sides))
        if mapped == speaker.sides:
            return speaker
        by = f"{speaker.resolved_by}; side set {self._name}"
        if len(mapped) == 1:
            return replace(speaker, side=mapped[0], resolved_by=by)
        return replace(speaker, sides=mapped, resolved_by=by)


def _owners_by_code(sides: Iterable[DefinedSide]) -> dict[str, str]:
    """Code of any side → code of the side of the set that it counts for.

    Bodies that only texts know have codes made of their names; where two sides of the set could
    claim such a code, neither has it.
    """
    sides = tuple(sides)
    certain = {code: side.code for side in sides for code in (side.code, *side.codes)}
    made: dict[str, set[str]] = {}
    for side in sides:
        for name in side.bodies:
            initials = "".join(word[0] for word in name.split() if word[:1].isupper())
            first = name.split(maxsplit=1)[0]
            for code in {side_code(name, text) for text in ("", initials, first)}:
                made.setdefault(code, set()).add(side.code)
    likely = {
        code: owners.pop() for code, owners in made.items()
        if len(owners) == 1 and len(code) >= _LEAST_OWN_CODE_CHARS
    }  # fmt: skip
    return likely | certain


def view_claims(claims: Sequence[Claim], side_set: SideSet) -> list[Claim]:
    """The claims with the sides that a set gives to their speakers; the order stays.

    A person or body of the set has its side, members of a bloc the bloc's, with the member in
    `Speaker.sides`. Everybody else is left as is. A side that a person judged is only replaced
    by the bloc it is a member of.
    """
    view = _View(side_set)
    seen: dict[tuple[Speaker, bool], Speaker] = {}
    shown = []
    for claim in claims:
        key = (claim.speaker, "side" in claim.judged)
        if key not in seen:
            seen[key] = view.speaker(claim)
        speaker = seen[key]
        shown.append(claim if speaker is claim.speaker else replace(claim, speaker=speaker))
    return shown


def view_meeting(claims: Sequence[Claim], meeting: Meeting) -> list[Claim]:
    """The claims of a meeting as its side set sees them, if it has one."""
    return list(claims) if meeting.side_set is None else view_claims(claims, meeting.side_set)
