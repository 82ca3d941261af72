"""Earlier mentions that pronouns and definite descriptions point back to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property
from typing import Final

from attribution.records import UNKNOWN, Speaker, SpeakerKind
from attribution.speakers.affiliation import sides_in
from attribution.speakers.bodyindex import BODY_NOUNS
from attribution.speakers.candidates import Candidates, Found, Said, agrees_with
from attribution.speakers.casting import Person
from attribution.speakers.descriptions import is_definite, is_owned
from attribution.speakers.epithets import (
    ANY_BODY,
    last_body,
    only_fitting,
    opposite_of,
    person_called,
    said_as,
    same_unnamed,
    seat_holder,
)
from attribution.speakers.mentions import PRONOUNS, ROLE_NOUNS, Mention
from attribution.speakers.nationals import nations_in
from attribution.speakers.papers import issuer_of_paper
from attribution.speakers.pointed import is_certain_body, is_open, pointing, told_of
from attribution.speakers.pointing import Chooser
from attribution.speakers.scene import Scene
from attribution.speakers.sideroles import is_state
from attribution.speakers.statebodies import OFFICE, domain_in, ministry_of
from attribution.speakers.subjects import body_before, brought_before, quoted_before

__all__ = ["UNRESOLVED", "Antecedents", "Found"]

UNRESOLVED: Final = Speaker(name="Unknown", kind=SpeakerKind.UNNAMED)
MOST_SURE: Final = 0.8
"""Confidence of an antecedent that a scorer names, at most."""
N_NEAR_CHARS: Final = 400
"""How far back a description finds a person of whom nothing says so."""
N_PRONOUN_CHARS: Final = 600
"""How far back the last speaker is a pronoun's likeliest antecedent."""
N_RECENT: Final = 60
"""So many speakers back a description can point."""
N_FLOATING_CHARS: Final = 400
"""How far back a quotation without source continues the last speaker."""
N_DEFINITE_WORDS: Final = 4
"""A longer description introduces somebody new: "the officer who led the search"."""
_MANDATE: Final = re.compile(
    r"\b(?:envoy|ambassador|rapporteur|coordinator|representative)\s+(?:for|to|on)\s+(?:the\s+)?\w+"
)
"""Where somebody is sent, which is not where somebody is from."""


class Antecedents:
    """Who spoke so far, in reading order."""

    def __init__(self, scene: Scene, pointer: Chooser | None = None) -> None:
        """Start with nobody.

        Args:
            scene: the document.
            pointer: weighs whom `he`, `she`, `the minister` may mean; rules alone tell it without.
        """
        self._scene = scene
        self._pointer = pointer
        self._history: list[Said] = []

    @cached_property
    def _candidates(self) -> Candidates:
        return Candidates(self._scene)

    def remember(self, at: int, mention: Mention, found: Found) -> None:
        """Add a resolved mention that ends at `at`."""
        self._history.append(Said(at, mention, found.speaker, found.gender))

    def _recent(self) -> Iterator[Said]:
        """The last mentions, last first; a description does not reach further back."""
        return reversed(self._history[-N_RECENT:])

    def paper(self, mention: Mention, at: int) -> Found | None:
        """Who issued `the text` or `the note`."""
        return issuer_of_paper(self._scene, mention, at, self._recent())

    def last_person(self) -> Speaker | None:
        """The last speaker that is a person with a role."""
        speakers = (said.speaker for said in self._recent())
        return next((s for s in speakers if s.kind is SpeakerKind.PERSON and s.role), None)

    def person_near(self, mention: Mention, at: int) -> Found | None:
        """The person who spoke just before `at`, if `the officer` may mean that one."""
        for said in self._recent():
            if at - said.at > N_NEAR_CHARS:
                return None
            if said.speaker.kind is not SpeakerKind.PERSON:
                continue
            if mention.gender in {"male", "female"} and said.gender not in {"", mention.gender}:
                return None
            return Found(pointing(said.speaker, mention, said.mention.text, 0.45), said.gender)
        for person in reversed(list(self._scene.cast)):
            near = [place for place in person.places if at - N_NEAR_CHARS <= place < at]
            if near and person.gender in {"", mention.gender or person.gender}:
                return Found(pointing(person.speaker, mention, person.name, 0.45), person.gender)
        return None

    def same(self, mention: Mention) -> Found | None:
        """`The same diplomat`: the last unnamed speaker, one called so if there is one."""
        said = same_unnamed(mention, self._recent())
        if said is None:
            return None
        speaker = said.speaker
        told = sides_in(mention.text, self._scene.register)
        if told and speaker.side == UNKNOWN:
            speaker = replace(speaker, side=told[0], confidence=0.8)
        return Found(pointing(speaker, mention, said.mention.text, 0.7), said.gender)

    def national(self, side: str, mention: Mention, at: int) -> Found | None:
        """The last person before `at` who is from `side` or stands for it.

        Where nobody is known to be, whoever spoke last for no state: the Norwegian is the
        adviser of the OSCE, of whose nation nothing was said.
        """
        for said in self._recent():
            person = self._known(said.speaker)
            if person is not None and self._is_national(person, side):
                return Found(pointing(person.speaker, mention, person.name, 0.7), person.gender)
        for person in reversed(list(self._scene.cast)):
            if person.places[0] < at and self._is_national(person, side):
                return Found(pointing(person.speaker, mention, person.name, 0.6), person.gender)
        person = self._stateless(at)
        if person is None:
            return None
        return Found(pointing(person.speaker, mention, person.name, 0.6), person.gender)

    def _stateless(self, at: int) -> Person | None:
        """Who spoke last for no state and is of no nation, else the only one named so far."""
        said = (self._known(said.speaker) for said in self._recent())
        spoke = [person for person in said if person and self._is_stateless(person)]
        if spoke:
            return spoke[0]
        named = [p for p in self._scene.cast if p.places[0] < at and self._is_stateless(p)]
        return named[0] if len(named) == 1 else None

    def _is_stateless(self, person: Person) -> bool:
        side = person.speaker.side
        is_other = is_state(side) or side == "AU"
        described = _MANDATE.sub(" ", person.described)
        return not is_other and not nations_in(described, self._scene.register)

    def _known(self, speaker: Speaker) -> Person | None:
        if speaker.kind is not SpeakerKind.PERSON:
            return None
        return self._scene.cast.find(speaker.name, speaker.name)

    def _is_national(self, person: Person, side: str) -> bool:
        register = self._scene.register
        return person.speaker.side == side or side in nations_in(person.described, register)

    def opposite(self, mention: Mention) -> Found | None:
        """`His counterpart`: the person who spoke before the last one, of another side."""
        said = opposite_of(self._recent())
        if said is None:
            return None
        return Found(pointing(said.speaker, mention, said.speaker.name, 0.6), said.gender)

    def spoke_since(self, side: str, start: int) -> bool:
        """Whether somebody of a side has spoken behind `start`."""
        return any(said.at > start and said.speaker.side == side for said in self._recent())

    def last_of_side(self, side: str) -> Speaker | None:
        """The last single speaker of a side, a person or unnamed."""
        single = (SpeakerKind.PERSON, SpeakerKind.UNNAMED)
        return next(
            (
                said.speaker
                for said in self._recent()
                if said.speaker.side == side and said.speaker.kind in single
            ),
            None,
        )

    def continued(self, at: int) -> Speaker:
        """Who goes on speaking in a quotation without source at `at`."""
        last = self._history[-1] if self._history else None
        if last is None or at - last.at > N_FLOATING_CHARS:
            return UNRESOLVED
        return replace(
            last.speaker, resolved_by="continues the speaker before", confidence=0.5
        )  # fmt: skip

    def pronoun(self, mention: Mention, at: int, *, read: Callable[[Mention, int], Found]) -> Found:
        """Who `he`, `she`, `it`, `they`, `we` at `at` is.

        Args:
            mention: the pronoun.
            at: its first code point.
            read: resolves a mention that nobody has spoken in yet.
        """
        found = self._by_rule(mention, at, read=read)
        if self._pointer is None or mention.gender not in {"male", "female"}:
            return found
        return self._likeliest(mention, at, found, self._pointer)

    def described(self, mention: Mention, at: int, found: Found) -> Found:
        """Whom `the minister` most probably means.

        Args:
            mention: a description of one person.
            at: its first code point.
            found: what rules take it for.
        """
        choice = self._candidates.described_choice(mention, at, self._history, found)
        about, since = self._candidates.told, self._scene.text.rfind("\n\n", 0, at) + 1
        only = only_fitting(mention, choice.candidates, about, since=since)
        if only is None and not sides_in(mention.text, self._scene.register):
            only = seat_holder(mention, choice.candidates, about, since=since)
        chosen = self._pointer.choose(choice) if self._pointer and only is None else None
        one = choice.candidates[chosen[0]] if chosen else only
        if one is None or one.speaker.name == found.speaker.name:
            return found
        told = found.speaker.kind is SpeakerKind.UNNAMED and not is_open(found.speaker)
        speaker = told_of(one.speaker, found.speaker) if told else one.speaker
        sure = round(min(MOST_SURE, chosen[1]), 2) if chosen else MOST_SURE
        return Found(pointing(speaker, mention, speaker.name, sure), one.gender)

    def _likeliest(self, mention: Mention, at: int, found: Found, pointer: Chooser) -> Found:
        """Whom `he` or `she` most probably means, if that is somebody else than `found`."""
        choice = self._candidates.choice(at, mention.gender, self._history, found)
        chosen = pointer.choose(choice)
        if chosen is None:
            return found
        speaker = choice.candidates[chosen[0]].speaker
        is_told_of = speaker.name.split()[-1] in quoted_before(self._scene.text, at)
        if speaker.name == found.speaker.name or is_told_of:
            return found  # nobody names oneself
        if self._is_described(found.speaker):
            speaker = told_of(speaker, found.speaker)
        sure = round(min(MOST_SURE, chosen[1]), 2)
        return Found(pointing(speaker, mention, speaker.name, sure), mention.gender)

    def _is_described(self, speaker: Speaker) -> bool:
        """Whether the last speaker is this one and called by a description that tells a side."""
        last = self._history[-1] if self._history else None
        return (
            last is not None
            and last.speaker.name == speaker.name
            and last.speaker.kind is SpeakerKind.UNNAMED
            and is_definite(last.mention)
            and not is_open(last.speaker)
        )

    def _by_rule(
        self, mention: Mention, at: int, *, read: Callable[[Mention, int], Found]
    ) -> Found:
        """Who a pronoun is by its gender and what stands near."""
        wanted = mention.gender
        spoken = [said.at for said in self._history]
        subject, found = brought_before(self._scene, at, wanted, spoken=spoken), None
        if wanted == "thing":
            found = self._body_subject(mention, at, spoken, read)
            if found is not None and is_certain_body(found.speaker):
                return found
        if subject is not None:
            found = read(*subject)
            return Found(pointing(found.speaker, mention, subject[0].text, 0.6), wanted)
        for said in reversed(self._history):
            if at - said.at <= N_PRONOUN_CHARS and agrees_with(wanted, said):
                gender = wanted if wanted in {"male", "female"} else said.gender
                return Found(pointing(said.speaker, mention, said.mention.text, 0.8), gender)
        near = found or self._named_near(mention, at, wanted)
        if near is not None:
            return near
        unknown = replace(
            UNRESOLVED, name=mention.text, resolved_by="pronoun without antecedent"
        )  # fmt: skip
        return Found(unknown, wanted)

    def _body_subject(
        self, mention: Mention, at: int, spoken: list[int], read: Callable[[Mention, int], Found]
    ) -> Found | None:
        """The body that the sentence before `it` is about, if there is one."""
        body = body_before(self._scene, at, spoken=spoken)
        found = read(*body) if body else None
        if body is None or found is None or found.speaker.kind is not SpeakerKind.ORGANISATION:
            return None
        return Found(pointing(found.speaker, mention, body[0].text, 0.6), "thing")

    def _named_near(self, mention: Mention, at: int, wanted: str) -> Found | None:
        """Who was named near before a pronoun that none of those who spoke agrees with."""
        if wanted not in {"male", "female"}:
            return None
        person = self._person_before(at, wanted)
        if person is not None:
            return Found(pointing(person.speaker, mention, person.name, 0.5), wanted)
        # What told the gender of the last speaker may have been said of somebody else.
        last = next((s for s in self._recent() if s.speaker.kind is SpeakerKind.PERSON), None)
        if last is None or at - last.at > N_NEAR_CHARS:
            return None
        return Found(pointing(last.speaker, mention, last.mention.text, 0.45), wanted)

    def owner(self, pronoun: str, at: int) -> Speaker | None:
        """The last body or group, near before `at`, that `its` or `their` can mean."""
        wanted = "thing" if pronoun.lower() == "its" else "plural"
        for said in reversed(self._history):
            if at - said.at <= N_PRONOUN_CHARS and agrees_with(wanted, said):
                return replace(said.speaker, resolved_by=f"{pronoun} → {said.mention.text}")
        return None

    def body_here(self, at: int) -> Speaker | None:
        """The body that spoke last in the paragraph of `at`, if nobody else did since."""
        said = next(self._recent(), None)
        if said is None or said.at < self._scene.text.rfind("\n\n", 0, at):
            return None
        return said.speaker if is_certain_body(said.speaker) else None

    def person_owning(self, pronoun: str, at: int) -> Speaker | None:
        """The last person near before `at` that `his` or `her` can mean."""
        wanted = PRONOUNS[pronoun.lower()]
        for said in reversed(self._history):
            if at - said.at > N_PRONOUN_CHARS:
                return None
            if said.speaker.kind is SpeakerKind.PERSON and said.gender in {"", wanted}:
                return replace(said.speaker, resolved_by=f"{pronoun} → {said.mention.text}")
        return None

    def _person_before(self, at: int, gender: str) -> Person | None:
        for person in reversed(list(self._scene.cast)):
            if any(place < at for place in person.places) and person.gender in {"", gender}:
                return person
        return None

    def definite(self, mention: Mention, at: int) -> Found | None:
        """Whom `the ministry`, `the spokeswoman` at `at` means; None when nobody fits."""
        # "The minister, who took over in September" is still the minister.
        head_words = re.split(r",\s+(?:who|which)\b", mention.text)[0]
        words = re.findall(r"[\w\-]+", head_words.lower())
        heads = [word for word in words if word in ROLE_NOUNS | BODY_NOUNS]
        too_much = len(words) > N_DEFINITE_WORDS or sides_in(mention.text, self._scene.register)
        if not heads or too_much:
            return None
        head = heads[-1]
        if head in BODY_NOUNS:
            return self._body(mention, head, at)
        said = next(said_as(self._recent(), head, self._scene.cast.described), None)
        if said is not None:
            return Found(pointing(said.speaker, mention, said.mention.text, 0.75), said.gender)
        person = person_called(self._scene, mention, head, at)
        if person is None:
            return None
        return Found(pointing(person.speaker, mention, person.name, 0.6), person.gender)

    def _body(self, mention: Mention, noun: str, at: int) -> Found | None:
        """The last body called so, else the last of that kind, else the last speaker called so."""
        domain = (domain_in(mention.text) or "").lower()
        named = self._scene.bodies.last_before(at, noun, by_name=True)
        if named is not None and domain not in named.name.lower():
            named = None
        said = next(
            (
                s for s in said_as(self._recent(), noun, self._scene.cast.described)
                if s.speaker.kind is SpeakerKind.ORGANISATION
                and domain in f"{s.speaker.name} {s.mention.text}".lower()
            ),
            None,
        )  # fmt: skip
        is_other = said or domain or is_owned(mention.text) or OFFICE.fullmatch(mention.text)
        body = named or (None if is_other else self._scene.bodies.called(at, noun))
        if body is not None:
            return Found(body, "thing")
        if said is None and noun in ANY_BODY and not is_owned(mention.text):
            said = last_body(self._recent(), at)
        if said is None:
            return self._ministry(mention) if noun == "ministry" and not domain else None
        return Found(pointing(said.speaker, mention, said.mention.text, 0.75), said.gender)

    def _ministry(self, mention: Mention) -> Found | None:
        """The ministry of the last minister, where none was named."""
        for said in self._recent():
            name = ministry_of(self._scene.register, said.speaker)
            if name is not None:
                body = replace(
                    said.speaker, name=name, organisation=name, role=None,
                    kind=SpeakerKind.ORGANISATION,
                )  # fmt: skip
                return Found(pointing(body, mention, said.mention.text, 0.6), "thing")
        return None
