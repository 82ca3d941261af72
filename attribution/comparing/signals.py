"""What two claims of different sides have in common and where they part."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from attribution.records import Act, Claim, Stance

__all__ = ["negates", "quantities", "signals_of"]

_NEGATION: Final = re.compile(
    r"\b(?:not(?! (?:too|only|just|merely))|no|never|none|neither|cannot|den(?:y|ies|ied)|"
    r"refus\w+|reject\w*|fail(?:ed|s)?|false|baseless|groundless|unfounded|"
    r"(?:did|does|do|is|was|were|has|have|had|would|could|wo|ca)n[’']?t)\b",
    re.IGNORECASE,
)
_CALLED_OFF: Final = re.compile(
    r"\b(?:cancel\w*|call(?:ed|ing)? off|postpon\w*|suspend\w*|collaps\w*|broke[n]? (?:off|down)|"
    r"walk(?:ed|ing) (?:out|away))\b",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(
    r"\b(?:\d+(?:[.,]\d+)*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|"
    r"thirty|forty|fifty|hundreds?|thousands?|dozens?)\b",
    re.IGNORECASE,
)
_WORDS: Final[Mapping[str, str]] = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "twenty": "20", "thirty": "30",
    "forty": "40", "fifty": "50",
}  # fmt: skip
_LIMITS: Final = re.compile(
    r"\b(?:only|partial(?:ly)?|limited|some|in principle|temporar\w+|interim|conditional|"
    r"full(?:y)?|all|complete(?:ly)?|unconditional|permanent|comprehensive|entire)\b",
    re.IGNORECASE,
)

_OPPOSED: Final = frozenset({
    frozenset({Act.AGREE, Act.DENY}), frozenset({Act.AGREE, Act.DECLINE}),
    frozenset({Act.DEMAND, Act.DECLINE}), frozenset({Act.PROPOSE, Act.DECLINE}),
    frozenset({Act.PRAISE, Act.ACCUSE}), frozenset({Act.ACCUSE, Act.DENY}),
    frozenset({Act.COMMIT, Act.DECLINE}), frozenset({Act.ASSERT, Act.DENY}),
    frozenset({Act.AGREE, Act.ACCUSE}),
})  # fmt: skip


def negates(text: str) -> bool:
    """Whether a text says that something is not so, in an odd number of negations."""
    return len(_NEGATION.findall(text)) % 2 == 1


def quantities(text: str) -> frozenset[str]:
    """The numbers a text names, in digits where they are small words."""
    found = (match.group().lower().replace(",", "") for match in _NUMBER.finditer(text))
    return frozenset(_WORDS.get(word, word) for word in found)


def signals_of(a: Claim, b: Claim) -> tuple[str, ...]:
    """What on the surface sets two claims apart: negation, acts, numbers, words of scope.

    Shown beside a relation to explain it; the claim encoder decides.
    """
    return (*_oppositions(a, b), *_differences(a, b))


def _oppositions(a: Claim, b: Claim) -> list[str]:
    found: list[str] = []
    text_a, text_b = a.content_text, b.content_text
    if negates(text_a) != negates(text_b):
        found.append("negation")
    if bool(_CALLED_OFF.search(text_a)) != bool(_CALLED_OFF.search(text_b)):
        found.append("called off")
    if frozenset({a.act, b.act}) in _OPPOSED:
        found.append(f"{a.act.value} against {b.act.value}")
    return found


def _differences(a: Claim, b: Claim) -> list[str]:
    found: list[str] = []
    if {a.stance, b.stance} == {Stance.SUPPORTIVE, Stance.CRITICAL}:
        found.append("supportive against critical")
    numbers_a, numbers_b = quantities(a.content_text), quantities(b.content_text)
    if numbers_a and numbers_b and not numbers_a & numbers_b:
        found.append("different numbers")
    limits_a = {word.lower() for word in _LIMITS.findall(a.content_text)}
    limits_b = {word.lower() for word in _LIMITS.findall(b.content_text)}
    if limits_a != limits_b and (limits_a or limits_b):
        found.append("wider or narrower")
    return found
