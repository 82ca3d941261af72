"""What one document offers for telling who speaks: its text, bodies, people and sides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Final

from attribution.actors import Register
from attribution.cleaning.language import seems_english
from attribution.records import Document
from attribution.speakers.affiliation import home_side
from attribution.speakers.bodies import DocumentRegister, by_key, united
from attribution.speakers.bodyindex import BodyIndex
from attribution.speakers.casting import Cast
from attribution.speakers.issuernames import issuing_bodies
from attribution.speakers.mentions import (
    ROLE_NOUNS,
    UPPER,
    Mention,
    MentionKind,
    parse_mention,
)
from attribution.speakers.outlets import state_of_outlet
from attribution.speakers.sentences import sentence_starts

__all__ = ["Scene", "by_meeting", "share"]

_COUNTRY_WORD: Final = re.compile(r"[A-Z][\w.’'\-]+")
_DATELINE: Final = re.compile(
    rf"^(?P<town>[{UPPER}]{{3,}}(?:[ \-][{UPPER}]{{2,}})*)"
    r"(?:(?:,[^!?\n]{0,60}?|\s+\([^()\n]{2,40}\))?\s*[-–—]+\s|"
    r",\s+(?:\d\d?\s+[A-Z][a-z]+|[A-Z][a-z]+\s+\d\d?)\.\s+/[^/\n]{2,40}/)",
    re.MULTILINE,
)
N_HEAD_CHARS: Final = 1_000
"""Within so much of a document its dateline stands."""
_LAST_NAME: Final = re.compile(rf"[\s,][^,]*\s[{UPPER}][\w’'\-]*$")
"""What a mention in capitals ends in."""
_SURNAME_OF: Final = re.compile(
    rf"(?:(?:Mr|Mrs|Ms|Dr)\.?\s+)?(?P<name>[{UPPER}][\w’'\-]+)\s+(?:of|from)\s+(?:the\s+)?[{UPPER}]"
)
"""`Lund of Local 9`."""
_PMO: Final = re.compile(r"(?:[Tt]he\s+)?PMO")


class Scene:
    """One document with everything that mentions in it are read against."""

    def __init__(
        self, text: str, register: Register, *, day: date | None, outlet: str | None = None
    ) -> None:
        """Find the bodies and people of `text`.

        Args:
            text: the document's working text.
            register: known actors.
            day: of the document, which picks roles from the register.
            outlet: that published it.
        """
        self.text = text
        self.register = DocumentRegister(register, text, day=day)
        self._day = day
        self._outlet = outlet

    @cached_property
    def sentence_starts(self) -> list[int]:
        """First code points of its sentences, ascending."""
        return sentence_starts(self.text)

    @cached_property
    def bodies(self) -> BodyIndex:
        """Where the document names bodies."""
        return BodyIndex(self.text, self.register)

    @cached_property
    def cast(self) -> Cast:
        """The persons of the document."""
        return Cast(
            self.text, self.register, self.bodies, day=self._day, own=self.outlet_side
        )  # fmt: skip

    def parse(self, words: str) -> Mention:
        """Take a mention apart with the register's help."""
        if _PMO.fullmatch(words.strip()) and "Prime Minister" in self.text:
            words = "the Prime Minister's Office"
        mention = parse_mention(words, is_place_or_body=self._is_place_or_body)
        surname = _SURNAME_OF.match(mention.text)
        if surname is not None and self._is_called(surname["name"]):
            return replace(mention, kind=MentionKind.NAME, name=surname["name"])
        if mention.kind is MentionKind.NAME:
            return self._behind_office(mention)
        if mention.kind is not MentionKind.NOMINAL or not self._is_office(mention.text):
            return mention
        name = next((p for p in self.cast.names if mention.text.endswith(f" {p}")), None)
        before = mention.text[: -len(name)].split()[-1] if name else ""
        if name is None or not before[:1].isupper():
            return mention
        # A woman may be called Deputy Chairman.
        return replace(mention, kind=MentionKind.NAME, name=name, gender="")

    def _is_called(self, surname: str) -> bool:
        """Whether somebody of this or another document of the meeting bears a surname."""
        names = [*self.cast.names, *(person.name for person in self.cast.elsewhere)]
        return any(name.endswith(f" {surname}") for name in names)

    def _behind_office(self, mention: Mention) -> Mention:
        """The person a mention ends in rather than what that one heads, or whom one speaks for.

        "The Minister for Inland Waters, Ada Lund" and "Head of the Second Office for Inland
        Waters Ada Lund" are Ada Lund.
        """
        headed = re.search(
            rf"\b(?:of|for)\s+(?:[Tt]he\s+)?{re.escape(mention.name)}\b", mention.text
        )
        if headed is None:
            return mention
        tail = next((p for p in self.cast.names if mention.name.endswith(f" {p}")), None)
        if tail is not None and mention.text.endswith(tail):
            return replace(mention, name=tail, gender="")
        named = _LAST_NAME.search(mention.text, headed.end())
        if named is None:
            return mention
        name = next((p for p in self.cast.names if named.group().endswith(f" {p}")), None)
        return mention if name is None or name == mention.name else replace(mention, name=name)

    def _is_office(self, words: str) -> bool:
        """Whether a mention begins with an office in capitals: "Director of the Office for …"."""
        first = words.partition(" ")[0]
        return first[:1].isupper() and first.lower() in ROLE_NOUNS

    def _is_place_or_body(self, name: str) -> bool:
        register = self.register
        return bool(
            register.country_side(name) or register.capital_side(name)
            or register.organisation(name) or register.outlet(name)
        )  # fmt: skip

    @cached_property
    def home_side(self) -> str | None:
        """The one state the document is about, if it is about one."""
        return home_side(self.text, self.register)

    @cached_property
    def outlet_side(self) -> str | None:
        """The state of the outlet, if the document is about it in the main."""
        known = self.register.outlet(self._outlet) if self._outlet else None
        if known is not None and known.side in self.main_sides:
            return known.side
        return state_of_outlet(self._outlet or "", self.text, self.main_sides, self.register)

    @cached_property
    def dateline_side(self) -> str | None:
        """The state whose capital the document is dated in: "NORVIK, May 3 (ABC) - "."""
        dateline = _DATELINE.search(self.text, 0, N_HEAD_CHARS)
        return self.register.capital_side(dateline["town"].title()) if dateline else None

    @cached_property
    def main_sides(self) -> tuple[str, ...]:
        """The two sides that the document names most, as states or by their bodies."""
        counts: dict[str, int] = dict(self.bodies.sides)
        for match in _COUNTRY_WORD.finditer(self.text):
            word = match.group()
            side = self.register.country_side(word.rstrip(".")) or self.register.country_side(word)
            if side:
                counts[side] = counts.get(side, 0) + 1
        return tuple(sorted(counts, key=lambda side: (-counts[side], side))[:2])


def share(scenes: Sequence[Scene], issuers: Iterable[str] = ()) -> None:
    """Let documents about one meeting know the bodies and people that the others introduce.

    Args:
        scenes: of the documents.
        issuers: names of those whose readouts are among the documents.
    """
    texts = [scene.text for scene in scenes]
    local = [scene.register.local for scene in scenes]
    told = by_key(issuing_bodies(issuers, texts, scenes[0].register)) if scenes else {}
    unknown = {key: body for key, body in told.items() if not any(key in one for one in local)}
    bodies = united([*local, unknown], texts)
    stems = frozenset[str]().union(*(scene.register.stems for scene in scenes))
    for scene in scenes:
        scene.register.learn(bodies, stems)
    if len(scenes) < 2:
        return
    casts = [list(scene.cast) for scene in scenes]
    for i, scene in enumerate(scenes):
        scene.cast.learn(person for j, cast in enumerate(casts) if j != i for person in cast)


def by_meeting(documents: Sequence[Document]) -> list[list[int]]:
    """Positions of the documents of each meeting; one without it, or not in English, is alone."""
    groups: dict[str | int, list[int]] = {}
    for i, document in enumerate(documents):
        meeting = document.meeting if seems_english(document.text) else None
        groups.setdefault(i if meeting is None else meeting, []).append(i)
    return list(groups.values())
