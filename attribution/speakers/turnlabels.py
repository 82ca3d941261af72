"""Whom the label of a turn in a transcript means: "LUND:", "SPOKESMAN:"."""

from __future__ import annotations

import re
from typing import Final

from attribution.letters import bare_letters
from attribution.spans import Span
from attribution.speakers.candidates import Found
from attribution.speakers.casting import Person
from attribution.speakers.mentions import ROLE_NOUNS, Mention, MentionKind
from attribution.speakers.pointed import pointing
from attribution.speakers.scene import Scene

__all__ = ["under_label"]

_LINE_START: Final = re.compile(r"(?:^|\n)[^\S\n]*[*_\"“]*\Z")
_COLON: Final = re.compile(r"[*_]*[^\S\n]*:")
SURE: Final = 0.8
"""Confidence of whom a label means."""
N_BEFORE_CHARS: Final = 12
"""Marks and spaces that may stand before a label on its line."""


def under_label(scene: Scene, mention: Mention, source: Span) -> Found | None:
    """Who speaks under a label that is a surname in capitals or an office; else None.

    Somebody of the transcript or the meeting comes before a body of that name: BAE is Ms Bae. An
    office is its holder's whom a line of the head names ("Spokesman: Ada Lund"), else the only
    person of the text who is called so.

    Args:
        scene: the document.
        mention: the label, parsed.
        source: where it stands, without its colon.
    """
    person = _labelled(scene, mention, source)
    if person is None:
        return None
    return Found(pointing(person.speaker, mention, person.name, SURE), person.gender)


def _labelled(scene: Scene, mention: Mention, source: Span) -> Person | None:
    text = scene.text
    before = text[max(0, source.start - N_BEFORE_CHARS) : source.start]
    if not (_LINE_START.search(before) and _COLON.match(text, source.end)):
        return None
    label = source.slice(text).strip(" *_")
    words = label.split()
    if set(map(str.lower, words)) & ROLE_NOUNS:
        is_named = mention.kind is MentionKind.NAME
        return None if is_named else _head(scene, label) or _called(scene, label)
    return _surnamed(scene, label) if len(words) == 1 and label.isupper() else None


def _surnamed(scene: Scene, word: str) -> Person | None:
    for people in (scene.cast, scene.cast.elsewhere):
        named = {p.name: p for p in people if _folded(word) in _folded(p.name).split()}
        if named:
            return next(iter(named.values())) if len(named) == 1 else None
    return None


def _folded(name: str) -> str:
    return bare_letters(name).casefold()


def _head(scene: Scene, office: str) -> Person | None:
    """Whom a line such as `Cabinet Spokesman: Ada Lund` names."""
    line = re.compile(
        rf"^(?:[^\S\n]*[\w’'\-]+){{0,5}}?[^\S\n]*\b{re.escape(office)}:[^\S\n]*(?P<name>[^\n]{{3,60}})$",
        re.IGNORECASE | re.MULTILINE,
    )
    for match in line.finditer(scene.text):
        mention = scene.parse(match["name"])
        if mention.kind is MentionKind.NAME and mention.name.split()[-1] in match["name"][-40:]:
            person = scene.cast.find(mention.name, mention.text)
            if person is not None and person.places:
                return person
    return None


def _called(scene: Scene, office: str) -> Person | None:
    words = re.compile(rf"(?<!deputy )(?<!vice )\b{re.escape(office.lower())}\b")
    called = [person for person in scene.cast if words.search(person.described)]
    return called[0] if len(called) == 1 else None
