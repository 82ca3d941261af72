"""Office-holders whom a text calls by their office alone: "the Cypriot president"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from attribution.speakers.candidates import Found
from attribution.speakers.casting import Person
from attribution.speakers.mentions import ROLE_NOUNS, Mention
from attribution.speakers.scene import Scene

__all__ = ["by_office", "holder_of", "is_office", "office_in"]

_OFFICES: Final[tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]] = tuple(
    (re.compile(rf"\b(?:{said})\b"), re.compile(rf"^(?:acting )?(?:{held})$"))
    for said, held in (
        (r"ceo|chief executive(?: officer)?", r"(?:.*\b)?(?:ceo|chief executive)\b.*"),
        (
            r"cfo|chief financial officer|finance (?:chief|director)",
            r"(?:.*\b)?(?:cfo|chief financial officer|finance director)\b.*",
        ),
        (r"vice[- ]president", r"vice president"),
        (r"prime minister|premier|taoiseach", r"prime minister|premier|taoiseach"),
        (
            r"foreign minister|minister of foreign affairs|foreign secretary|secretary of state|"
            r"(?:top|chief) diplomat|minister for foreign affairs|external affairs minister|"
            r"minister of external affairs|head of (?:the )?(?:[\w\-]+ )?diplomacy",
            r"(?:minister of )?foreign (?:minister|affairs)|foreign secretary|secretary of state|"
            r"minister of (?:foreign affairs|international relations and cooperation)|"
            r"external affairs minister|"
            r"high representative for foreign affairs and security policy",
        ),
        (r"foreign policy chief", r"high representative for foreign affairs and security policy"),
        (
            r"defen[cs]e (?:minister|secretary|chief)|secretary of defen[cs]e|pentagon chief|"
            r"minister of (?:national )?defen[cs]e",
            r"defen[cs]e (?:minister|secretary)|secretary of defen[cs]e",
        ),
        (
            r"finance minister|treasury secretary|minister of finance|secretary of the treasury",
            r"finance minister|minister of finance|secretary of the treasury",
        ),
        (
            r"commerce (?:secretary|minister)|secretary of commerce|minister of commerce",
            r"commerce minister|minister of commerce|secretary of commerce",
        ),
        (r"(?:energy|oil|petroleum) minister", r"(?:energy|oil|petroleum) minister"),
        (
            r"interior minister|home secretary|minister of (?:the )?interior",
            r"interior minister|home secretary",
        ),
        (r"secretary[- ]general", r"secretary[- ]general"),
        (r"director[- ]general", r"director[- ]general"),
        (r"chancellor", r"(?:federal )?chancellor"),
        (r"supreme leader", r"supreme leader"),
        (r"crown prince", r"crown prince.*"),
        (r"chief negotiator", r"chief negotiator.*"),
        (r"president|head of state", r"president|transitional president|head of state"),
        (r"king|monarch", r"king"),
        (r"emir", r"emir"),
    )
)
"""How texts call an office → how the register does; the first that fits counts."""
_NOT_THE_HOLDER: Final = re.compile(
    r"\b(?:former|ex|then|deputy|vice|assistant|under|spokes\w+|aides?|advis[eo]rs?|office|"
    r"officials?|deput\w+|candidates?|ambassador|party|team|lawyer|special|son|wife|brother)\b"
)
_NOT_NAMED: Final = re.compile(
    r"\b(?:officials?|diplomats?|sources?|side|delegation|team|person)\b"
)
_DETERMINERS: Final = frozenset({"the", "his", "her", "its", "their", "s", "top", "chief"})
_ONE: Final = re.compile(r"^(?:the|his|her|its|their)\b|['’]s?\s", re.IGNORECASE)


def office_in(words: str) -> re.Pattern[str] | None:
    """The offices of the register that `words` call somebody by, if any."""
    lowered = words.lower()
    return next((held for said, held in _OFFICES if said.search(lowered)), None)


def is_office(words: str, held: re.Pattern[str] | None = None) -> bool:
    """Whether `words` are an office itself, and not its deputy's or spokesman's.

    Args:
        words: lower-case or as written.
        held: the office it must be, of `office_in`.
    """
    lowered = words.lower()
    told = office_in(lowered)
    if told is None or (held is not None and told is not held):
        return False
    return _NOT_THE_HOLDER.search(lowered.replace("vice president", "")) is None


def holder_of(scene: Scene, mention: Mention, side: str, *, office: str = "") -> Person | None:
    """Who holds the office of `side` that a mention names on the day of the document.

    People of the document come first, then the register; None unless exactly one fits.

    Args:
        scene: the document.
        mention: "the Cypriot president", "Kosovo's prime minister".
        side: of the office.
        office: words for the office where the mention only points to it ("his counterpart").
    """
    words = office or mention.text
    held = office_in(words)
    is_other = _NOT_THE_HOLDER.search(words.lower().replace("vice president", ""))
    if not (office or _points_to_one(mention)):
        return None
    if held is None or is_other:
        return None if office else _only(_described(scene, mention, side))
    for group in (_in_text(scene, held, side), scene.cast.holders(held, side)):
        people = list(group)
        if people:
            return _only(people)
    return None


def by_office(holder: Person, mention: Mention) -> Found:
    """The holder of an office, as a mention that only names the office."""
    by = f"{mention.text} → {holder.name}, {holder.speaker.role}"
    speaker = replace(holder.speaker, resolved_by=by, confidence=0.8)
    return Found(speaker, holder.gender or mention.gender)


def _only(people: Iterable[Person]) -> Person | None:
    distinct = {person.name: person for person in people}
    return next(iter(distinct.values())) if len(distinct) == 1 else None


def _described(scene: Scene, mention: Mention, side: str) -> Iterator[Person]:
    """People of `side` whom the text calls what the mention says: "the Polish negotiator"."""
    head = re.split(r",|\s(?:in|at|of|for|to)\s", mention.text)[0]
    own = [word for word in re.findall(r"[\w\-]+", head) if word[0].islower()]
    phrase = " ".join(word for word in own if word not in _DETERMINERS)
    if not set(phrase.split()) & ROLE_NOUNS or _NOT_NAMED.search(phrase):
        return
    for person in (*scene.cast, *scene.cast.elsewhere):
        if person.speaker.side == side and re.search(rf"\b{re.escape(phrase)}\b", person.described):
            yield person


def _points_to_one(mention: Mention) -> bool:
    return mention.number == "singular" and _ONE.search(mention.text) is not None


def _in_text(scene: Scene, held: re.Pattern[str], side: str) -> Iterator[Person]:
    for person in (*scene.cast, *scene.cast.elsewhere):
        role = (person.speaker.role or "").lower()
        told = office_in(role)
        if person.speaker.side == side and not _NOT_THE_HOLDER.search(role) and told is held:
            yield person
