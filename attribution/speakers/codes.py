"""Short codes of bodies that stand for themselves: a union, a party, a company."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from attribution.actors import Register
from attribution.actors.folding import plain
from attribution.records import JOINT, MEDIA, UNKNOWN
from attribution.speakers.bodywords import FIGHTERS, TRADES
from attribution.speakers.mentions import UPPER, places_of

__all__ = ["LEGAL_FORMS", "is_called", "is_own_code", "side_code"]

LEGAL_FORMS: Final = frozenset(
    "plc limited ltd inc ab ag sa corp corporation co gmbh nv oy oyj asa spa llc".split()
)
"""Last words of a company's name that nobody says."""
_KINDS: Final = frozenset(
    "union federation guild brotherhood league company group party bloc alliance coalition front "
    "movement forum network council committee club association".split()
)
"""Second words that only say what sort of body it is."""
_OF_ITS_OWN: Final = frozenset(
    {"party", "movement", "union", "company", "military", "government", "other"}
)
"""Kinds of bodies for which nobody prescribes a code, also where the register lists one."""
N_STATE_CODE: Final = 2
"""Letters of a state's code."""
_ACRONYM: Final = re.compile(rf"\b[{UPPER}]{{3,6}}\b")


def side_code(name: str, text: str) -> str:
    """The short capital code of a body that stands for itself.

    An acronym that the text uses wins; names of three words or more give their initials, two
    words the one that tells, else both in one. Two letters would look like a state's code.

    Args:
        name: of the body.
        text: in which it is named.
    """
    bare = re.sub(r"['’]s?\b", "", name)
    words = re.findall(rf"\b[{UPPER}][\w\-]*", re.sub(r"^(?:The|An?)\s+", "", bare)) or [name]
    while len(words) > 1 and words[-1].lower() in LEGAL_FORMS:
        words.pop()
    acronym = _acronym(words, re.findall(r"\w+", bare), text)
    if acronym:
        return acronym
    if len(words) > 2:
        return _initials(words)
    return _compact(_telling(words, text) if len(words) == 2 else words[0])


def _acronym(words: Sequence[str], every: Sequence[str], text: str) -> str | None:
    """The acronym of a name that the text uses, be its order another language's."""
    initials = _initials(words)
    if len(words) > 2 and is_called(initials, text):
        return initials
    used = _acronyms_in(text)
    whole = _initials(every)
    # AOSIS leaves a small word out, UFN turns the words around.
    return next((short for short in used if short == whole), None) or next(
        (short for short in used if len(words) > 2 and sorted(short) == sorted(initials)), None
    )


@lru_cache(maxsize=8)
def _acronyms_in(text: str) -> list[str]:
    return sorted(set(_ACRONYM.findall(text)))


def _telling(words: Sequence[str], text: str) -> str:
    """What of two words stands for both."""
    first, second = words
    if second.lower() in FIGHTERS and re.search(rf"\b[Tt]he {second}\b(?! of)", text):
        return second
    is_first = second.lower() in TRADES | _KINDS or is_called(first, text, without=second)
    return first if is_first else first + second


def _initials(words: Sequence[str]) -> str:
    return plain("".join(word[0] for word in words)).upper()


def _compact(word: str) -> str:
    return plain(word).upper().replace("-", "")


def is_called(word: str, text: str, *, without: str | None = None) -> bool:
    """Whether a word stands in the text, at least once without another behind it."""
    return any(
        without is None
        or not re.match(rf"(?:['’]s?)?\s+{re.escape(without)}", text[at + len(word) :])
        for at in places_of(text, word)
    )


def is_own_code(side: str, register: Register) -> bool:
    """Whether a code is up to whoever gives it: of a party, say, and neither a state's nor `UN`."""
    if side in {UNKNOWN, MEDIA, JOINT}:
        return False
    return register.side_name(side) == side or side in _listed_codes(register)


@lru_cache(maxsize=4)
def _listed_codes(register: Register) -> frozenset[str]:
    """Codes of parties, movements, unions and companies that the register lists."""
    return frozenset(
        body.side for body in register.organisations
        if body.kind in _OF_ITS_OWN and len(body.side) > N_STATE_CODE
    )  # fmt: skip
