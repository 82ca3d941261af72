"""The people a document names: full names, their surnames and what the text says of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from attribution.actors import Actor, Role
from attribution.records import UNKNOWN, Speaker, SpeakerKind
from attribution.speakers.affiliation import (
    Affiliation,
    affiliation_of,
    home_side,
    is_former,
    is_other_office,
)
from attribution.speakers.bodies import DocumentRegister
from attribution.speakers.bodyindex import BODY_NOUNS, BodyIndex
from attribution.speakers.bodywords import MEMBERS_BODY, STATE_COUNCIL
from attribution.speakers.colleagues import Person, of_colleagues, of_same_organ
from attribution.speakers.fullnames import full_names
from attribution.speakers.genders import gender_told
from attribution.speakers.mentions import OPENERS, ROLE_NOUNS, capital_runs
from attribution.speakers.namecontexts import name_contexts
from attribution.speakers.namewords import as_written, is_part_of, is_same, is_short_for
from attribution.speakers.outsiders import private_context
from attribution.speakers.owners import owner_of
from attribution.speakers.partisans import best_of, of_employer, role_in, sits_for
from attribution.speakers.pointed import for_nobody, from_elsewhere, is_better
from attribution.speakers.surroundings import OwnStates, of_surroundings
from attribution.speakers.titles import OFTEN_TITLES

__all__ = ["Cast", "Person"]

_ITS: Final = re.compile(r"(?:its|their|the country['’]?s)\b", re.IGNORECASE)
_OFTEN_NAMESAKES: Final = frozenset({"company", "union", "party", "other"})
"""Kinds of bodies whose leaders' surnames alone mean nobody, where the text does not name them."""
_SHORE: Final = re.compile(
    r"\b(?:left|right|east|west|north|south|other|river|central)[\s\-]bank\b"
)
"""Banks that keep no money, or a state's."""


class Cast:
    """The persons of one document, by full name and by surname."""

    def __init__(
        self, text: str, register: DocumentRegister, bodies: BodyIndex, *, day: date | None,
        own: str | None = None,
    ) -> None:  # fmt: skip
        """Find every full name in `text` and what the text and the register say of it.

        Args:
            text: the document's working text.
            register: known actors and the document's own bodies.
            bodies: where the document names bodies.
            day: of the document, which picks the role from the register.
            own: the state of the outlet, whose offices it names without a state.
        """
        self._text = text
        self._register = register
        self._bodies = bodies
        self._day = day
        self._states = OwnStates(home_side(text, register), own)
        self._others: dict[str, Person] = {}
        self._offices: dict[str, list[tuple[str, Actor]]] = {}
        self._people: dict[str, Person] = {}
        named = full_names(text, register)
        self._surnames = frozenset(name.rpartition(" ")[2] for name in named)
        for name, places in named.items():
            self._people[name] = self._person(name, tuple(places))
        self._people |= of_colleagues(text, self._people)

    @property
    def elsewhere(self) -> tuple[Person, ...]:
        """Persons whom only other documents of the meeting introduce."""
        return tuple(self._others.values())

    @property
    def names(self) -> Iterable[str]:
        """Full names as the document writes them."""
        return self._people.keys()

    def __iter__(self) -> Iterator[Person]:
        """Persons in order of their first full name."""
        return iter(sorted(self._people.values(), key=lambda person: person.places))

    def learn(self, others: Iterable[Person]) -> None:
        """Add what other documents about the same meeting say of people.

        Somebody without a side here takes it from there; somebody not introduced here at all is
        found by surname, if only one is called so.
        """
        for other in others:
            own = self._same(other.name)
            if own is None:
                known = self._others.get(other.name)
                if known is None or known.speaker.confidence < other.speaker.confidence:
                    self._others[other.name] = other
                continue
            self._describe(other)
            if other.speaker.side != UNKNOWN and is_better(other.speaker, own.speaker):
                self._replace(other)
        self._people |= of_same_organ(self._people, self._others.values())

    def _same(self, name: str) -> Person | None:
        """Who is called so here, or by a part of that name: then here by the whole as well."""
        own = next((p for p in self._people.values() if p.name == name), None)
        if own is not None:
            return own
        shorter = (is_part_of, is_short_for)
        parts = [
            (called, person) for called, person in self._people.items()
            if person.name == as_written(called) and " " in called
            and (
                (called.isupper() and is_same(called.split(), name.split()))
                or any(fits(called.split(), name.split()) for fits in shorter)
            )
        ]  # fmt: skip
        if len(parts) != 1:
            return None
        called, person = parts[0]
        speaker = replace(person.speaker, name=name)
        self._people[called] = replace(person, name=name, speaker=speaker)
        return self._people[called]

    def _describe(self, other: Person) -> None:
        """Let `the envoy` and `she` mean somebody whom only another document calls so."""
        for name, person in self._people.items():
            if person.name != other.name:
                continue
            described = person.described
            if other.described not in described:
                described = f"{described} {other.described}".strip()
            self._people[name] = replace(
                person, described=described, gender=person.gender or other.gender
            )

    def _replace(self, other: Person) -> None:
        """Let somebody known here be what another document says."""
        for name, person in list(self._people.items()):
            if person.name == other.name:
                self._people[name] = replace(
                    person, speaker=from_elsewhere(other.speaker),
                    gender=person.gender or other.gender,
                )  # fmt: skip

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
        first, _, rest = name.partition(" ")
        if rest and (first.lower() in OPENERS or (first in OFTEN_TITLES and rest in self._people)):
            return self.find(rest, mention)
        found = self._called(words, mention)
        if found is None and len(words) == 1 and name.endswith("s"):
            return self._called([name[:-1]], mention)
        return found

    def _called(self, words: list[str], mention: str) -> Person | None:
        """Who is called by these words in full, for short or in part."""
        for fits in (is_same, is_short_for, is_part_of):
            named = [p for full, p in self._people.items() if fits(words, full.split())]
            distinct = {person.name: person for person in named}
            if len(distinct) == 1:
                return next(iter(distinct.values()))
            if len(distinct) > 1:  # "Lund" is Ada Lund rather than "Lund Warns" of a headline
                surnamed = [p for p in distinct.values() if fits(words, ["", *p.name.split()[-1:]])]
                listed = [p for p in surnamed if p.speaker.resolved_by.startswith("register")]
                known = listed or [p for p in surnamed if p.speaker.role]  # nor "Told Lund" of one
                surnamed = known if len(surnamed) > 1 else surnamed
                return surnamed[0] if len(surnamed) == 1 else None
        name = " ".join(words)
        return self._from_others(name) or self._from_register(name, mention)

    def _from_others(self, name: str) -> Person | None:
        """Somebody whom only another document of the meeting introduces."""
        words = name.split()
        for fits in (is_same, is_short_for, is_part_of):
            named = [
                person for full, person in self._others.items() if fits(words, full.split())
            ]  # fmt: skip
            if len(named) == 1:
                return replace(named[0], speaker=from_elsewhere(named[0].speaker), places=())
        return None

    def holders(self, office: re.Pattern[str], side: str) -> Iterator[Person]:
        """People of the register whose role of `side` on the document's day is `office`."""
        if side not in self._offices:
            roles = (
                (self._register.role_at(actor, self._day), actor)
                for actor in self._register.people_of(side)
            )
            self._offices[side] = [
                (role.office.lower(), actor) for role, actor in roles if role and role.side == side
            ]
        for held, actor in self._offices[side]:
            if office.match(held):
                yield self._registered(actor, Affiliation(), ())

    def described(self, name: str) -> str:
        """What the text and the register say of the person with this canonical name."""
        return next((p.described for p in self._people.values() if p.name == name), "")

    def _from_register(self, name: str, mention: str) -> Person | None:
        register = self._register
        words = name.split()
        actors = register.people_named(name)
        if not actors and len(words) == 1:
            actors = tuple(a for a in register.people_with_surname(name) if self._is_of_story(a))
        affiliation = affiliation_of(mention.replace(name, ""), register)
        fitting = [a for a in actors if self._fits(a, affiliation.side)]
        if len(fitting) == 1:
            return self._registered(fitting[0], affiliation, ())
        if actors or len(words) < 2:
            return None
        return self._person(name, ())

    def _is_of_story(self, actor: Actor) -> bool:
        """Whether a surname alone can mean somebody: of a company, say, that the text names.

        Leaders of companies and parties are many; their surnames are also those of others.
        """
        role = self._register.role_at(actor, self._day)
        body = self._register.organisation_by_id(role.organisation) if role else None
        if role is None or body is None or body.is_own or body.kind not in _OFTEN_NAMESAKES:
            return True
        return self._bodies.names_side(role.side)

    def _fits(self, actor: Actor, side: str | None) -> bool:
        role = self._register.role_at(actor, self._day)
        return role is not None and (side is None or role.side == side)

    def _person(self, name: str, places: tuple[int, ...]) -> Person:
        contexts = name_contexts(self._text, name, register=self._register)
        affiliations = [affiliation_of(context, self._register) for context in contexts]
        told = best_of(affiliations, self._register)
        private = private_context(contexts, self._text, name)
        if private is not None:
            told = replace(affiliations[contexts.index(private)], side=UNKNOWN, words=private)
        elif told.side is None:
            held = [c for c in contexts if not is_former(c)] if told.is_former else contexts
            is_held = not told.is_former or any(set(c.split()) & ROLE_NOUNS for c in held)
            told = (self._employer(name, held) if is_held else None) or told
        actors = self._register.people_named(name)
        fitting = [a for a in actors if self._fits(a, told.side)] or list(actors)
        if len(fitting) == 1:
            known = self._registered(fitting[0], told, places)
            if private is not None and known.speaker.side == UNKNOWN:
                known = replace(known, speaker=for_nobody(known.speaker))
            words = " ".join([known.described, *contexts]).lower()
            return replace(known, described=words)
        side = UNKNOWN if told.is_former or told.side is None else told.side
        role = next((c for c in contexts if set(c.lower().split()) & ROLE_NOUNS), None)
        canonical = as_written(name)
        speaker = Speaker(
            name=canonical, kind=SpeakerKind.PERSON, side=side, role=role,
            organisation=told.organisation or self._side_name(side) if told.side else None,
            resolved_by=f"text: {told.words}" if told.side else "name in the text, side not told",
            confidence=(0.45 if told.is_guess else 0.8) if told.side else 0.4,
        )  # fmt: skip
        if told.side == UNKNOWN:  # an expert's, or of a body that stands for nobody
            speaker = for_nobody(speaker)
        others = self._surnames - {name.rpartition(" ")[2]}
        gender = gender_told(name, contexts, self._text, others=others) or self._register.gender_of(
            name.split(maxsplit=1)[0]
        )
        return Person(canonical, speaker, gender, places, " ".join(contexts).lower())

    def _side_name(self, side: str) -> str | None:
        return None if side == UNKNOWN else self._register.side_name(side)

    def _employer(self, name: str, contexts: list[str]) -> Affiliation | None:
        """Whose `the company's negotiator` or `its foreign minister` is."""
        at = self._text.find(name)
        for context in contexts:
            employer = of_employer(context, self._register, self._day)
            if employer is not None:
                return employer
            words = re.findall(r"[a-z]+", _SHORE.sub("", context.lower()))
            noun = next((noun for word in words if (noun := _body_noun(word))), None)
            if noun and STATE_COUNCIL.search(context.lower()):
                noun = None
            if noun and self._is_unlisted(noun, context):
                noun = None
            body = self._bodies.called(at, noun) if noun else self._of_members(at, context)
            if body is not None:
                return Affiliation(body.side, body.organisation, words=context)
            if _ITS.match(context):
                owner = owner_of(self._text, at, context, self._register, self._bodies)
                if owner is not None:
                    return replace(owner, words=context)
        return of_surroundings(
            self._text, at, contexts, register=self._register, bodies=self._bodies,
            states=self._states,
        )  # fmt: skip

    def _of_members(self, at: int, context: str) -> Speaker | None:
        """The body that members give their name: "who heads the players' committee"."""
        told = MEMBERS_BODY.search(context)
        return None if told is None else self._bodies.of_members(at, told["members"], told["noun"])

    def _is_unlisted(self, noun: str, context: str) -> bool:
        """Whether `council` ends a name in `context` that neither text nor register explain."""
        end = noun.capitalize()
        runs = [run for _, run in capital_runs(context) if run.endswith(f" {end}")]
        return any(self._register.organisation(run) is None for run in runs)

    def _registered(self, actor: Actor, told: Affiliation, places: tuple[int, ...]) -> Person:
        role = role_in(actor, told, self._register, self._day)
        speaker = Speaker(
            name=actor.name, kind=SpeakerKind.PERSON,
            side=role.side if role else UNKNOWN,
            role=role.office if role else None,
            organisation=self._register.organisation_name(role.organisation) if role else None,
            resolved_by=f"register: {actor.id}{_checked(actor, role, self._day)}",
            confidence=0.95,
        )  # fmt: skip
        if told.is_former and not (role and is_other_office(role.office, told.words)):
            speaker = replace(speaker, side=UNKNOWN, role=f"former {speaker.role or 'official'}",
                              resolved_by=f"register: {actor.id}; text: {told.words}")  # fmt: skip
        elif told.side and (role is None or sits_for(role, told, self._register)):
            speaker = replace(speaker, side=told.side, role=told.words,
                              organisation=told.organisation,
                              resolved_by=f"register: {actor.id}; text: {told.words}",
                              confidence=0.8)  # fmt: skip
        offices = " ".join(role.office for role in actor.roles)
        return Person(actor.name, speaker, actor.gender or "", places, offices.lower())


def _checked(actor: Actor, role: Role | None, day: date | None) -> str:
    """Up to when a role is known that may have ended since; nothing on a day before."""
    if role is None or role.end or not actor.as_of or day is None or day <= actor.as_of:
        return ""
    return f", in office on {actor.as_of} at least"


def _body_noun(word: str) -> str | None:
    """The noun of a body that a word is, also where its apostrophe was lost: `unions deputy`."""
    return next((n for n in (word, word.removesuffix("s")) if n in BODY_NOUNS), None)
