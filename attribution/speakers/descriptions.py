"""How the words of `the deputy minister` fit what a text says of each who may be meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from attribution.records import UNKNOWN
from attribution.speakers.affiliation import sides_in
from attribution.speakers.bodies import DocumentRegister
from attribution.speakers.mentions import ROLE_NOUNS, Mention

__all__ = [
    "DESCRIPTION_FEATURES",
    "PERSON_NOUN",
    "describes_person",
    "description_numbers",
    "is_definite",
    "is_owned",
    "names_role",
]

DESCRIPTION_FEATURES: Final = (
    "has_head", "n_with_head", "only_with_head", "has_modifiers", "lacks_modifiers",
    "n_modifiers", "has_other_role", "is_vague", "same_side", "other_side", "tells_side",
    "is_titled", "is_owned", "nothing_told", "same_words",
)  # fmt: skip
"""Names of the numbers of each candidate beside those that pronouns have as well."""
_VAGUE: Final = frozenset(
    "official diplomat source person leader representative delegate member man woman speaker "
    "executive spokesman spokeswoman spokesperson".split()
)
"""Nouns that many people may be called by."""
_SMALL: Final = frozenset(
    "the a an of for in at to from with and his her its their this that same new senior top "
    "who which s".split()
)
_NO_PERSON: Final = frozenset(
    "team delegation side party authority state people diplomatic".split()
)
"""Nouns of roles that mean several people or a body."""
_OWNER: Final = re.compile(r"['’]s\s+[a-z]")
PERSON_NOUN: Final = re.compile(
    r"(?:man|woman|teacher|year-old|artist|scientist|activist|widow|veteran|front-?runner|challenger|"
    r"incumbent|nominee|laureate|contender|deputy|legislator|parliamentarian|cleric|premier|prelate|"
    r"entrepreneur|businessperson|trader|farmer|fisher|driver|skipper|historian|ranger|pensioner|"
    r"novelist|industrialist|unionist|separatist|physician|surgeon|retiree|shopkeeper|keeper)$"
)
"""Endings of nouns that mean a person without a role."""
_OWNED: Final = re.compile(r"^(?:his|her|its|their)\b", re.IGNORECASE)
N_ARTICLE_CHARS: Final = 4
"""Length of "the " and "his ", behind which a title begins with a capital."""
_DEFINITE: Final = re.compile(r"^(?:the|this|that|his|her|its|their)\b", re.IGNORECASE)
_CLAUSE: Final = re.compile(r",|\s(?:who|which|that)\s")


def is_definite(mention: Mention) -> bool:
    """Whether a mention points to something known: "the ministry", "his aide"."""
    return _DEFINITE.match(mention.text) is not None


def describes_person(text: str) -> bool:
    """Whether a description means one person: `the deputy minister`, not `the ministry`."""
    head = _head_of(text)
    is_person = head in ROLE_NOUNS or PERSON_NOUN.search(head) is not None
    return is_person and head not in _NO_PERSON


def is_owned(text: str) -> bool:
    """Whether a mention means somebody's: "the hotel's manager" is no manager named before."""
    return _OWNER.search(text) is not None


def names_role(text: str) -> bool:
    """Whether a mention says what somebody is: "three diplomats familiar with the talks"."""
    return bool(set(re.findall(r"[a-z\-]+", text.lower())) & ROLE_NOUNS)


def _head_of(text: str) -> str:
    """The noun that a description ends in: `minister` of "the deputy minister for trade"."""
    before = re.split(r"\s(?:of|for|in|at|to|from|with)\s", _CLAUSE.split(text)[0])[0]
    words = re.findall(r"[\w\-]+", before.lower())
    nouns = [word for word in words if word in ROLE_NOUNS]
    return nouns[-1] if nouns else words[-1] if words else ""


def description_numbers(
    text: str, told: Sequence[str], sides: Sequence[str], register: DocumentRegister
) -> NDArray[np.float64]:
    """(n_candidates, n_features) of how a description fits each candidate.

    Args:
        text: of the description.
        told: what the document says of each candidate, lower-case.
        sides: of each candidate.
        register: knows the names of countries and bodies.
    """
    head = _head_of(text)
    named = sides_in(text, register)
    modifiers = {
        word for word in re.findall(r"[\w\-]+", _CLAUSE.split(text.lower())[0])
        if word not in _SMALL and word != head
    }  # fmt: skip
    words_of = [set(re.findall(r"[\w\-]+", one)) for one in told]
    n_with_head = sum(head in words for words in words_of)
    rows = []
    for one, words, side in zip(told, words_of, sides, strict=True):
        n_found = len(modifiers & words)
        rows.append({
            "has_head": head in words, "n_with_head": n_with_head,
            "only_with_head": head in words and n_with_head == 1,
            "has_modifiers": n_found, "lacks_modifiers": len(modifiers) - n_found,
            "n_modifiers": len(modifiers),
            "has_other_role": head not in words and bool(words & (ROLE_NOUNS - _VAGUE)),
            "is_vague": head in _VAGUE, "same_side": side in named,
            "other_side": bool(named) and side not in {*named, UNKNOWN},
            "tells_side": bool(named), "is_titled": text[N_ARTICLE_CHARS:][:1].isupper(),
            "is_owned": _OWNED.match(text) is not None, "nothing_told": not words,
            "same_words": text.lower().partition(" ")[2] in one,
        })  # fmt: skip
    table = [[float(row[name]) for name in DESCRIPTION_FEATURES] for row in rows]
    return np.array(table, dtype=np.float64).reshape(len(rows), len(DESCRIPTION_FEATURES))
