"""People without a side of their own: "his colleague", members of an organ told of elsewhere."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from attribution.records import UNKNOWN, Speaker
from attribution.speakers.mentions import places_of
from attribution.speakers.pointed import is_open

__all__ = ["Person", "of_colleagues", "of_same_organ"]

N_BEFORE_CHARS: Final = 600
"""How far before `his colleague` he may be named."""
N_TITLE_CHARS: Final = 60
_COLLEAGUE: Final = re.compile(
    r"\b(?P<whose>[Hh]is|[Hh]er)\s+(?:[a-z\-]+\s+){0,2}?"
    r"(?:colleague|deputy|ally|number\s+two|second-in-command),?\s+$"
)
_ORGAN: Final = re.compile(
    r"\b(?:member|head|chief|leader|secretary)\s+of\s+(?:the|its)\s+(?:[a-z\-]+['’]?s?['’]?\s+)??"
    r"(?P<organ>[a-z\-]+\s+(?:bureau|wing|office|council|command|committee))\b"
)
"""A part of a movement or party, which others may have as well: "the political bureau"."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody a document names.

    Attributes:
        name: fullest form in the document, or the register's canonical name.
        speaker: as a speaker, with role and side on the document's date.
        gender: `male`, `female` or empty.
        places: first code points of the full name in the text.
        described: offices and words of the text about the person, lower-case.
    """

    name: str
    speaker: Speaker
    gender: str
    places: tuple[int, ...]
    described: str = ""


def of_colleagues(text: str, people: Mapping[str, Person]) -> dict[str, Person]:
    """Those whom the text calls somebody's colleague, on that one's side, by name as written.

    Args:
        text: the document's working text.
        people: by name as written.
    """
    found: dict[str, Person] = {}
    named: list[tuple[int, Person]] = []
    for name, person in people.items():
        at = person.places[0] if person.places else 0
        match = _COLLEAGUE.search(text, max(0, at - N_TITLE_CHARS), at)
        if match is None or not is_open(person.speaker):
            continue
        named = named or sorted(_named(text, people.values()), key=lambda one: one[0])
        wanted = "male" if match["whose"].lower() == "his" else "female"
        before = named[: bisect_left(named, at, key=lambda one: one[0])]
        leader = next(
            (one for start, one in reversed(before)
             if at - start < N_BEFORE_CHARS and one.gender in {"", wanted}
             and one.name != person.name and one.speaker.side != UNKNOWN), None,
        )  # fmt: skip
        if leader is not None:
            found[name] = _beside(person, leader.speaker, f"colleague of {leader.name}")
    return found


def _named(text: str, people: Iterable[Person]) -> Iterator[tuple[int, Person]]:
    for person in people:
        for at in places_of(text, person.name.rpartition(" ")[2]):
            yield at, person


def _beside(person: Person, other: Speaker, how: str) -> Person:
    speaker = replace(
        person.speaker, side=other.side, organisation=other.organisation, resolved_by=how,
        confidence=0.65,
    )  # fmt: skip
    return replace(person, speaker=speaker)


def of_same_organ(people: Mapping[str, Person], others: Iterable[Person]) -> dict[str, Person]:
    """Those of "the political bureau" whose side a namesake of their organ elsewhere tells.

    Args:
        people: of a document, by name as written.
        others: whom only other documents of the meeting introduce.
    """
    organs: dict[str, list[Person]] = {}
    for other in others:
        for match in _ORGAN.finditer(other.described):
            if not is_open(other.speaker):
                organs.setdefault(match["organ"], []).append(other)
    found: dict[str, Person] = {}
    for name, person in people.items() if organs else ():
        told = _ORGAN.search(person.described)
        alike = organs.get(told["organ"], []) if told and is_open(person.speaker) else []
        if len({one.speaker.side for one in alike}) == 1:
            found[name] = _beside(
                person, alike[0].speaker, f"{told['organ']} of {alike[0].name}" if told else ""
            )
    return found
