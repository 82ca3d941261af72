"""People whom a text calls by an alias, by the letters of their office or by what they are not yet.

"A commander who calls himself Abu Lund", "the DG ISPR", "a top adviser" whom the text names next.
"""

from __future__ import annotations

import re
from typing import Final

from attribution.records import UNKNOWN
from attribution.speakers.affiliation import sides_in
from attribution.speakers.casting import Person
from attribution.speakers.heads import head_of_team
from attribution.speakers.mentions import ROLE_NOUNS, Mention
from attribution.speakers.scene import Scene

__all__ = ["called_otherwise", "holder_by_letters", "named_by_label", "named_later"]

N_LEAD_CHARS: Final = 500
"""How far into a text somebody unnamed may stand whom it names later."""
N_LATER_CHARS: Final = 700
"""How far behind that the name may stand."""
_LETTERS: Final = re.compile(r"^[Tt]he\s+(?P<letters>[A-Z]{2,7}(?:\s+[A-Z]{2,7})?)$")
_SMALL: Final = frozenset("of the for and to in on a an".split())
_UNNAMED: Final = re.compile(
    r"^(?:[Aa]n?|[Oo]ne\s+of\s+the)\s+(?:top|senior|close|key|leading|high-ranking|prominent)\s+"
)
"""Somebody of rank, whom a report may name further down."""
_SPEAKS: Final = (
    r"(?:said|says|told|asked|added|wrote|warned|argued|stated|declared|insisted|continued|vowed|"
    r"announced|replied|noted)"
)
_ALIKE: Final = {
    "executive": frozenset("executive president chief director head manager officer".split()),
    "executives": frozenset("executive president chief director head manager officer".split()),
    "official": frozenset("official member spokesman spokeswoman spokesperson head deputy".split()),
}
"""What somebody is called in full who is one of these first."""
_HEAD_END: Final = re.compile(r",|\s(?:of|to|in|at|for|from|with|who|on|close)\s")


def called_otherwise(scene: Scene, mention: Mention, at: int) -> Person | None:
    """Whom a mention at `at` means by a label, letters or a team, or whom the text names later."""
    return (
        named_by_label(scene, mention, at)
        or holder_by_letters(scene, mention)
        or head_of_team(scene, mention, at)
        or named_later(scene, mention, at)
    )


def holder_by_letters(scene: Scene, mention: Mention) -> Person | None:
    """Who alone holds the office whose first letters a mention is: "the DPM", "the DG ISPR"."""
    match = _LETTERS.match(mention.text)
    if match is None or scene.register.organisation(match["letters"]) is not None:
        return None
    letters = match["letters"].replace(" ", "").lower()
    for people in (scene.cast, scene.cast.elsewhere):
        held = {p.name: p for p in people if letters in _initials(p.described) and p.speaker.role}
        if held:
            return next(iter(held.values())) if len(held) == 1 else None
    return None


def _initials(words: str) -> str:
    return "".join(word[0] for word in re.findall(r"[^\W\d_]+", words) if word not in _SMALL)


def named_by_label(scene: Scene, mention: Mention, at: int) -> Person | None:
    """Whose turn of a transcript a label in capitals opens that is a body's name or a role.

    "BAE:" of somebody of that surname, "SPOKESMAN:" of whom the head of the page names so.
    """
    word, text = mention.text, scene.text
    is_label = text.startswith(":", at + len(word)) and text[max(0, at - 1) : at] in {"", "\n"}
    if not (is_label and word.isupper() and word.isalpha()):
        return None
    if word.lower() in ROLE_NOUNS:
        called = re.compile(rf"\b{word}:\s+(?:[\w]+\.?\s+){{0,3}}?(?P<name>[^\n]+)", re.IGNORECASE)
        head = called.search(text, 0, N_LEAD_CHARS)
        people = [p for p in scene.cast if head and head["name"].endswith(p.name)]
    elif scene.register.organisation(word) is not None:
        people = [p for p in scene.cast if word.title() in p.name.split()]
    else:
        return None
    return people[0] if len(people) == 1 else None


def named_later(scene: Scene, mention: Mention, at: int) -> Person | None:
    """Whom a report begins with as `a top adviser` and names next, with words of that one's own.

    Args:
        scene: the document.
        mention: "a top adviser to the president".
        at: its first code point.
    """
    if at > N_LEAD_CHARS or not _UNNAMED.match(mention.text):
        return None
    end = at + len(mention.text)
    behind = [p for p in scene.cast if p.places and p.places[-1] > end]
    person = next(iter(behind), None)
    if person is None or any(place < end for place in person.places):
        return None
    words = re.findall(r"[a-z\-]+", _HEAD_END.split(mention.text.lower())[0])
    heads = [word for word in words if word in ROLE_NOUNS or word in _ALIKE]
    if not heads or not _is_called(heads[-1], person.described):
        return None
    place = person.places[0]
    told = sides_in(mention.text, scene.register)
    is_other = bool(told) and person.speaker.side not in {UNKNOWN, *told}
    is_far = place - at > N_LATER_CHARS
    return None if is_other or is_far or not _speaks(scene.text, place, person) else person


def _is_called(head: str, described: str) -> bool:
    return not _ALIKE.get(head, frozenset({head})).isdisjoint(re.findall(r"[a-z\-]+", described))


def _speaks(text: str, place: int, person: Person) -> bool:
    """Whether somebody named at `place` has words of their own there."""
    surname = re.escape(person.name.split()[-1])
    behind = re.compile(
        rf"[^.!?\n]{{0,40}}?\b{surname}(?:,[^.!?\n“”\"]{{3,120}},)?\s+{_SPEAKS}\b", re.IGNORECASE
    )
    return behind.match(text, place) is not None or re.search(
        rf"\b{_SPEAKS}\s+(?:[\w\-]+\s+){{0,4}}$", text[max(0, place - 60) : place]
    ) is not None  # fmt: skip
