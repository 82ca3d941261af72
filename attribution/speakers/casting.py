"""The people a document names: full names, their surnames and what the text says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from attribution.actors import Actor
from attribution.records import UNKNOWN, Speaker, SpeakerKind
from attribution.speakers.affiliation import (
    STATE_NOUNS,
    Affiliation,
    affiliation_of,
    name_contexts,
    side_set_before,
    sides_in,
)
from attribution.speakers.bodies import BODY_NOUNS, BodyIndex, DocumentRegister
from attribution.speakers.mentions import BODY_WORDS, ROLE_NOUNS, name_runs, strip_titles

__all__ = ["Cast", "Person"]

_ITS: Final = re.compile(r"(?:its|their|the country['’]?s)\b", re.IGNORECASE)
_PAST: Final = re.compile(r"\b(?:[Ff]ormer|[Ee]x-)\s*[a-z][a-z\s\-]*$")
"""A past office right before a name or as its whole apposition."""
N_OWNER_CHARS: Final = 250
"""How far back "its foreign minister" looks for a country."""
_LEADING: Final = frozenset(
    "the a an in on at but and after when as for if while he she it they "
    "this that his her its their both since last earlier".split()
)


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


class Cast:
    """The persons of one document, by full name and by surname."""

    def __init__(
        self, text: str, register: DocumentRegister, bodies: BodyIndex, *, day: date | None
    ) -> None:
        """Find every full name in `text` and what the text and the register say of it.

        Args:
            text: the document's working text.
            register: known actors and the document's own bodies.
            bodies: where the document names bodies.
            day: of the document, which picks the role from the register.
        """
        self._text = text
        self._register = register
        self._bodies = bodies
        self._day = day
        self._people: dict[str, Person] = {}
        for name, places in _full_names(text, register).items():
            self._people[name] = self._person(name, tuple(places))

    def __iter__(self) -> Iterator[Person]:
        """Persons in order of their first full name."""
        return iter(sorted(self._people.values(), key=lambda person: person.places))

    def find(self, name: str, mention: str) -> Person | None:
        """The person that `name` (full or surname) means in this document, if it is clear.

        Args:
            name: without titles.
            mention: the whole mention, whose other words may name a role or side.
        """
        if name in self._people:
            return self._people[name]
        if name.endswith("s") and name[:-1] in self._people:  # an apostrophe lost in scraping
            return self._people[name[:-1]]
        words = name.split()
        named = [p for full, p in self._people.items() if _is_short_for(words, full.split())]
        distinct = {person.name: person for person in named}
        if len(distinct) == 1:
            return next(iter(distinct.values()))
        if len(distinct) > 1:
            return None
        return self._from_register(name, mention)

    def described(self, name: str) -> str:
        """What the text and the register say of the person with this canonical name."""
        return next((p.described for p in self._people.values() if p.name == name), "")

    def _from_register(self, name: str, mention: str) -> Person | None:
        register = self._register
        words = name.split()
        actors = register.people_named(name)
        if not actors and len(words) == 1:
            actors = register.people_with_surname(name)
        affiliation = affiliation_of(mention.replace(name, ""), register)
        fitting = [a for a in actors if self._fits(a, affiliation.side)]
        if len(fitting) == 1:
            return self._registered(fitting[0], affiliation, ())
        if actors or len(words) < 2:
            return None
        return self._person(name, ())

    def _fits(self, actor: Actor, side: str | None) -> bool:
        role = self._register.role_at(actor, self._day)
        return role is not None and (side is None or role.side == side)

    def _person(self, name: str, places: tuple[int, ...]) -> Person:
        contexts = name_contexts(self._text, name)
        affiliations = [affiliation_of(context, self._register) for context in contexts]
        told = next((a for a in affiliations if a.side), None) or next(
            (a for a in affiliations if _PAST.search(a.words)), Affiliation()
        )
        if told.side is None and not told.is_former:
            told = self._employer(name, contexts) or told
        actors = self._register.people_named(name)
        fitting = [a for a in actors if self._fits(a, told.side)] or list(actors)
        if len(fitting) == 1:
            known = self._registered(fitting[0], told, places)
            words = " ".join([known.described, *contexts]).lower()
            return replace(known, described=words)
        side = UNKNOWN if told.is_former or told.side is None else told.side
        role = next((c for c in contexts if set(c.lower().split()) & ROLE_NOUNS), None)
        speaker = Speaker(
            name=name, kind=SpeakerKind.PERSON, side=side, role=role,
            organisation=told.organisation or self._register.side_name(side) if told.side else None,
            resolved_by=f"text: {told.words}" if told.side else "name in the text, side not told",
            confidence=0.8 if told.side else 0.4,
        )  # fmt: skip
        return Person(name, speaker, "", places, " ".join(contexts).lower())

    def _employer(self, name: str, contexts: list[str]) -> Affiliation | None:
        """Whose `the company's negotiator` or `its foreign minister` is."""
        at = self._text.find(name)
        for context in contexts:
            words = re.findall(r"[a-z]+", context.lower())
            noun = next((word for word in words if word in BODY_NOUNS), None)
            body = self._bodies.last_before(at, noun) if noun else None
            if body is not None:
                return Affiliation(body.side, body.organisation, words=context)
            owner = self._owner(at) if _ITS.match(context) else None
            if owner is not None:
                return replace(owner, words=context)
        return self._of_paragraph(at, contexts)

    def _owner(self, at: int) -> Affiliation | None:
        """Whose `its minister` is: the last country's, else the last union's or party's."""
        sides = sides_in(self._text[max(0, at - N_OWNER_CHARS) : at], self._register)
        if sides:
            return Affiliation(sides[-1])
        for noun in ("union", "party"):
            body = self._bodies.last_before(at, noun)
            if body is not None:
                return Affiliation(body.side, body.organisation)
        return None

    def _of_paragraph(self, at: int, contexts: list[str]) -> Affiliation | None:
        """`The speaker of parliament, X` in a paragraph that has named one state only."""
        for context in contexts:
            if not set(re.findall(r"[a-z]+", context.lower())) & STATE_NOUNS:
                continue
            start = max(0, at - len(context) - 2)
            side = side_set_before(self._text, start, self._register)
            if side is not None and context[1:].islower():
                return Affiliation(side, words=context)
        return None

    def _registered(self, actor: Actor, told: Affiliation, places: tuple[int, ...]) -> Person:
        role = self._register.role_at(actor, self._day)
        speaker = Speaker(
            name=actor.name, kind=SpeakerKind.PERSON,
            side=role.side if role else UNKNOWN,
            role=role.office if role else None,
            organisation=self._register.organisation_name(role.organisation) if role else None,
            resolved_by=f"register: {actor.id}", confidence=0.95,
        )  # fmt: skip
        if told.is_former:
            speaker = replace(speaker, side=UNKNOWN, role=f"former {speaker.role or 'official'}",
                              resolved_by=f"register: {actor.id}; text: {told.words}")  # fmt: skip
        elif role is None and told.side:
            speaker = replace(speaker, side=told.side, role=told.words,
                              organisation=told.organisation,
                              resolved_by=f"register: {actor.id}; text: {told.words}",
                              confidence=0.8)  # fmt: skip
        offices = " ".join(role.office for role in actor.roles)
        return Person(actor.name, speaker, actor.gender or "", places, offices.lower())


def _is_short_for(words: list[str], full: list[str]) -> bool:
    """Whether `words` are the last words of `full` (a surname) or its first (Xi, Kim)."""
    if len(words) >= len(full):
        return False
    folded, target = [w.casefold() for w in words], [w.casefold() for w in full]
    return target[-len(folded) :] == folded or (len(words) == 1 and target[0] == folded[0])


def _full_names(text: str, register: DocumentRegister) -> dict[str, list[int]]:
    """Names of two to four capitalised words that are no body, country or date."""
    found: dict[str, list[int]] = {}
    for start, run in name_runs(text):
        words = re.sub(r"['’]s?$", "", run).split()
        while words and words[0].lower() in _LEADING:
            words = words[1:]
        name = strip_titles(" ".join(words))
        while name and " " in name and register.country_side(name.split()[0]):
            name = strip_titles(name.split(maxsplit=1)[1])
        if _looks_personal(name, register):
            found.setdefault(name, []).append(start + max(0, run.find(name)))
    return found


def _looks_personal(name: str, register: DocumentRegister) -> bool:
    words = name.split()
    if not 2 <= len(words) <= 5 or name.isupper():
        return False
    lowered = {word.lower().rstrip(".") for word in words}
    if lowered & (BODY_WORDS | ROLE_NOUNS):
        return False
    return not (
        register.country_side(name)
        or register.capital_side(name)
        or register.organisation(name)
        or register.outlet(name)
    )
