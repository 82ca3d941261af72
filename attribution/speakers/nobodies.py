"""Whether a name that a text may give a body is a person's or an office's instead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from attribution.actors.patterns import DOMAIN_WORDS
from attribution.actors.places import town_side
from attribution.speakers.bodywords import NOUNS
from attribution.speakers.codes import is_called
from attribution.speakers.mentions import OPENERS, ROLE_NOUNS, UPPER, places_of
from attribution.speakers.titles import TITLE_WORDS

__all__ = [
    "is_person_or_office", "is_somebody", "is_surname", "is_unit_or_town", "names_office",
]  # fmt: skip

_REGIONS: Final = frozenset(
    "africa america americas asia europe balkans caucasus sahel gulf mediterranean arctic european "
    "african asian arab nordic western pacific atlantic flemish walloon catalan basque scottish "
    "welsh kurdish bavarian canarian papuan north south east west northern southern eastern "
    "government parliament each both local two three four five six seven eight nine ten".split()
)
"""What somebody can be minister or representative for: no body."""
_OWNED: Final = re.compile(
    r"['’]s?\s+(?:own\s+)?(?:ministry|office|government|department|cabinet|team|camp)\b"
)
_GOES_ON: Final = re.compile(r"\s+(?:al|bin|ibn|van|von|de|del|di|da|dos|ben|abu)[\s\-][A-ZÀ-Þ]")
_DESCRIBED: Final = re.compile(r",\s+(?:the|an?|his|her|its|\d\d)\s")
_TITLED: Final = re.compile(r"\b(?:Mr|Ms|Mrs|Dr)\.?\s+$")
_GIVEN_NAME: Final = re.compile(r"[A-ZÀ-Þ][\w\-]+\s+$")
_CAPITAL_NEXT: Final = re.compile(r"\s+[A-ZÀ-Þ]")
_PRONOUNS: Final = frozenset(
    "its it his her their our this that he she everybody nobody somebody everyone someone anybody "
    "anyone both neither each nothing everything".split()
)
_NO_BODYS: Final = (ROLE_NOUNS | TITLE_WORDS) - {
    "state", "new", "national", "high", "team", "band", "shore",
}  # fmt: skip
"""Words of roles and titles, those aside that names of bodies hold as well."""
_NOUN_OF: Final = re.compile(
    r"(?!(?:Gulf|Straits?|Sea|Bay|Cape|Isle|Republic|Kingdom|Government|State|City|Port|Province|"
    r"District|County|University|House|Court|Order|Bank|Office|Church|Battle|Treaty|Board|"
    r"Institute|College|Lake|Day)\b)"
    rf"[{UPPER}][\w\-]+\s+(?:of|for)\s+(?:the\s+)?[{UPPER}]"
)
"""A name of one noun and what it is of: "Voice of the Land", "Congress for Justice"."""
_OFFICES_OF: Final = frozenset("minister ministers secretary commissioner undersecretary".split())
"""Offices with a domain: "Minister of Public Works"."""
_UNIT: Final = re.compile(
    r"(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|\d+(?:st|nd|rd|th))\s+"
    r"(?:(?:Armou?red|Infantry|Mountain|Motor(?:ised|ized)|Airborne)\s+)?"
    r"(?:Division|Brigade|Corps|Army|Fleet|Battalion|Regiment|Squadron)|Republic|Nation|Kingdom"
)
"""A state itself, and numbered units of its army: "Commander of the Third Division"."""
N_PLACED_CHARS: Final = 5
"""Before a name, where "in" or "from" makes it a place's."""
_PLACED: Final = ("in ", "from ", "to ", "near ")
_INSIDE_NAMES: Final = frozenset({"of", "the", "justice", "general", "national"})


def is_somebody(name: str, text: str) -> bool:
    """Whether a name stands in the text as a person's does."""
    words = name.split()
    if len(words) > 3:
        return False
    lowered = name.lower()
    if _REGIONS.issuperset(lowered.split()):
        return True
    is_common = is_called(lowered, text)
    if len(words) == 1 and (is_common or re.fullmatch(DOMAIN_WORDS, lowered)):
        return True  # a common word that began a sentence
    if len(words) == 2 and _has_surname(words, text):
        return True
    return any(_stands_as_person(name, text, at) for at in places_of(text, name))


def _stands_as_person(name: str, text: str, at: int) -> bool:
    before, after = text[max(0, at - 30) : at], text[at + len(name) : at + len(name) + 12]
    if before.lower().endswith(("the ", "opposition ", "ruling ", "governing ")):
        return False  # "the president of the Valley Metalworkers, the plant …"
    if any(pattern.match(after) for pattern in (_DESCRIBED, _OWNED, _GOES_ON)):
        return True
    if " " in name and set(before.split()[-1:]) & ROLE_NOUNS:
        return True
    is_surname = _GIVEN_NAME.search(before) is not None and not _CAPITAL_NEXT.match(after)
    return is_surname or _TITLED.search(before) is not None


def _has_surname(words: Sequence[str], text: str) -> bool:
    """Whether the second of two words stands alone as a surname does, the first never."""
    first, second = words
    alone = any(
        not text[:at].rstrip().endswith((first, "the", "The")) for at in places_of(text, second)
    )
    return alone and not is_called(first, text, without=second)


def is_surname(word: str, text: str) -> bool:
    """Whether a word follows a given name or a title in `text`."""
    for at in places_of(text, word):
        before = text[max(0, at - 30) : at]
        given = _GIVEN_NAME.search(before)
        if _TITLED.search(before):
            return True
        if given and not _CAPITAL_NEXT.match(text, at + len(word)):
            first = given[0].strip()
            is_name = first.lower() not in OPENERS | TITLE_WORDS | NOUNS.keys()
            if is_name and not is_called(first.lower(), text) and not first.endswith("s"):
                return True
    return False


def is_person_or_office(name: str) -> bool:
    """Whether a name holds a word that only persons and offices have."""
    words = {word.lower().strip(".") for word in name.split()}
    if words & _PRONOUNS or len(name) < 3:
        return True
    allowed = _INSIDE_NAMES if _NOUN_OF.match(name) else frozenset()
    return bool((words & _NO_BODYS) - allowed)


def is_unit_or_town(name: str, text: str) -> bool:
    """Whether a name is a unit's of an army, or a town's in which something stands."""
    if _UNIT.fullmatch(name) is not None:
        return True
    return town_side(name) is not None and any(
        text[max(0, at - N_PLACED_CHARS) : at].endswith(_PLACED) for at in places_of(text, name)
    )


def names_office(words: str) -> bool:
    """Whether words end in an office, so that what follows "of" is its domain."""
    return words.rsplit(maxsplit=1)[-1].lower() in _OFFICES_OF
