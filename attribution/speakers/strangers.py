"""People without a name whom a text brings in before they speak: "an officer who was there"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from attribution.speakers.descriptions import PERSON_NOUN
from attribution.speakers.mentions import ROLE_NOUNS, UPPER, Mention, MentionKind
from attribution.speakers.scene import Scene

__all__ = ["brought_in", "only_stranger"]

N_BACK_CHARS: Final = 3_000
"""How far back a description finds the words that bring somebody in."""
N_SMALL_WORDS: Final = 4
_NO_ONE: Final = frozenset(
    "side party state delegation team authority people diplomatic general speaker".split()
)
_PEOPLE: Final = "|".join(sorted(noun for noun in ROLE_NOUNS - _NO_ONE if not noun.endswith("s")))
_INDEFINITE: Final = re.compile(
    rf"\b(?:[Aa]n?|[Oo]ne|[Aa]nother)\s+(?:(?!(?:of|for|in|at|to|from|with|by|and|that|who|which)\b)[\w.’'\-]+\s+){{0,4}}?"
    rf"(?P<head>{_PEOPLE}|[a-z\-]*{PERSON_NOUN.pattern.removesuffix('$')})\b"
    rf"(?!,?\s+(?:for\s+|of\s+|at\s+)?[{UPPER}])(?!,\s+(?:[\w’'\-]+\s+){{0,4}}[{UPPER}])"
)
"""Somebody of whom no name stands behind."""
_ANY_STRANGER: Final = frozenset({"official", "person", "source", "diplomat", "participant"})
"""Nouns by which a text goes on about somebody whom it brought in by another."""
_OF_WHOM: Final = re.compile(r"\s+(?:of|from|in|with)\s+[^,.;:“”\"\n]{3,60}?(?=,)")
"""Behind the noun that brings somebody in: " of the Norlandic team,"."""
_ARTICLE: Final = re.compile(r"^(?:the|this|that)\s+", re.IGNORECASE)
_HYPOTHETIC: Final = re.compile(
    r"\b(?:as|like|not|never|no|without|for|be|is|was|becom\w+|became|such)\s+$", re.IGNORECASE
)
"""Before what is nobody in particular: "as a diplomat", "is a leader"."""


def _is_person(head: str) -> bool:
    is_role = head in ROLE_NOUNS and not head.endswith("s")
    return head not in _NO_ONE and (is_role or PERSON_NOUN.search(head) is not None)


def _strangers(text: str, start: int, end: int) -> list[re.Match[str]]:
    return [
        match for match in _INDEFINITE.finditer(text, start, end)
        if not _HYPOTHETIC.search(text, max(0, match.start() - 12), match.start())
    ]  # fmt: skip


def brought_in(scene: Scene, mention: Mention, at: int) -> Mention | None:
    """The words that brought in whom `the diplomat` means, where that one has not spoken yet.

    Args:
        scene: the document.
        mention: a description of one person.
        at: its first code point.
    """
    words = _ARTICLE.sub("", mention.text).split()
    if not 0 < len(words) <= N_SMALL_WORDS or not _is_person(words[-1].lower()):
        return None
    head, modifiers = words[-1].lower(), {word.lower() for word in words[:-1]}
    is_this = mention.text.lower().startswith("this ") and head in _ANY_STRANGER
    if is_this:
        return _in_paragraph(scene, at)
    for match in reversed(_strangers(scene.text, max(0, at - N_BACK_CHARS), at)):
        told = set(match.group().lower().split())
        if match["head"] == head and modifiers <= told:
            found = scene.parse(" ".join(match.group().split()))
            return found if found.kind is MentionKind.NOMINAL else None
    return None


def _in_paragraph(scene: Scene, at: int) -> Mention | None:
    """Whom `this official` means: the last one whom the paragraph has brought in."""
    start = scene.text.rfind("\n\n", 0, at) + 1
    found = [m for m in _strangers(scene.text, start, at) if m["head"] in ROLE_NOUNS]
    if not found:
        return None
    tail = _OF_WHOM.match(scene.text, found[-1].end(), at)
    words = found[-1].group() + (tail.group() if tail else "")
    mention = scene.parse(" ".join(words.split()))
    return mention if mention.kind is MentionKind.NOMINAL else None


def only_stranger(scene: Scene, at: int, *, spoken: Sequence[int]) -> tuple[Mention, int] | None:
    """Whom alone the paragraph has brought in before `he`, and where, if it names nobody.

    Args:
        scene: the document.
        at: first code point of the pronoun.
        spoken: where the sources so far end, of which the paragraph holds none.
    """
    start = scene.text.rfind("\n\n", 0, at) + 1
    if spoken and spoken[-1] > start:
        return None
    found = _strangers(scene.text, start, at)
    if len(found) != 1 or found[0]["head"] not in ROLE_NOUNS or _names_somebody(scene, start, at):
        return None
    mention = scene.parse(" ".join(found[0].group().split()))
    return (mention, found[0].start()) if mention.kind is MentionKind.NOMINAL else None


def _names_somebody(scene: Scene, start: int, end: int) -> bool:
    words = set(re.findall(rf"[{UPPER}][\w’'\-]*\w", scene.text[start:end]))
    return any(person.name.split()[-1] in words for person in scene.cast)
