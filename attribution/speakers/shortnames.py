"""What a text calls a body for short, and what cannot be such a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from attribution.actors import Organisation, Register
from attribution.speakers.bodywords import GENERIC, NAMED_SO
from attribution.speakers.codes import is_called

__all__ = [
    "CALLED",
    "N_STEM_CHARS",
    "coded_company",
    "listed_short_forms",
    "names_state",
    "short_forms",
]

CALLED: Final[Mapping[str, re.Pattern[str]]] = {
    noun: re.compile(rf"\b(?:[Tt]he|[Aa]n?)\s+{noun}\b")
    for noun in (
        "Commission", "Union", "Council", "Alliance", "Agency", "Parliament", "Fund",
        "Authority", "Organization",
    )
}  # fmt: skip
"""What listed bodies are called for short, alone behind an article."""
N_STEM_CHARS: Final = 6
"""First letters by which words of one stem are known."""


def short_forms(name: str, text: str, short: str | None = None) -> Iterator[str]:
    """What `text` calls a body for short.

    Args:
        name: of the body.
        text: in which it is named.
        short: an acronym that stands in brackets behind the name, if one does.
    """
    if short:
        yield short
    words = name.split()
    initials = "".join(word[0] for word in words if word[0].isupper())
    if len(initials) > 2 and is_called(initials, text):
        yield initials
    noun = next((word for word in words if word.lower() in GENERIC), None)
    is_called_so = noun is not None and len(words) > 1 and f"he {noun}" in text
    if noun and is_called_so and re.search(rf"\b[Tt]he {noun}\b(?! of)", text):
        yield noun
    is_telling = len(words) > 1 and len(words[0]) > 3 and words[0].lower() not in NAMED_SO
    if is_telling and is_called(words[0], text, without=words[1]):
        place = rf"\b(?:in|near|outside|across) {re.escape(words[0])}\b"
        if re.search(place, text) is None:
            yield words[0]


def names_state(word: str, register: Register) -> bool:
    """Whether a word alone is a state or its people: the short name of no company."""
    return bool(register.country_side(word) or register.capital_side(word))


def listed_short_forms(
    nouns: Sequence[str], stems: frozenset[str], register: Register
) -> dict[str, Organisation]:
    """`the Commission`, where the text leaves no doubt whose it is.

    Of the listed bodies whose name ends so, only one may have its other words in the text:
    "Europe" or "European" for the European Commission.
    """
    fitting = {
        noun: [body for words, body in _ending(register).get(noun, ()) if words <= stems]
        for noun in nouns
    }
    return {noun: bodies[0] for noun, bodies in fitting.items() if len(bodies) == 1}


def coded_company(register: Register, word: str) -> Organisation | None:
    """The only listed company whose code a word is in capitals, if its name begins so."""
    return _companies_by_code(register).get(word.upper())


@lru_cache(maxsize=4)
def _companies_by_code(register: Register) -> dict[str, Organisation]:
    by_code: dict[str, list[Organisation]] = {}
    for body in register.organisations:
        by_code.setdefault(body.side, []).append(body)
    return {
        code: bodies[0] for code, bodies in by_code.items()
        if len(bodies) == 1 and bodies[0].kind == "company"
        and bodies[0].name.upper().startswith(f"{code} ")
    }  # fmt: skip


@lru_cache(maxsize=4)
def _ending(register: Register) -> dict[str, list[tuple[frozenset[str], Organisation]]]:
    """Listed bodies by the last word of their names, with the stems of the words before."""
    ending: dict[str, list[tuple[frozenset[str], Organisation]]] = {}
    for body in register.organisations:
        *before, last = body.name.split()
        if before and last in CALLED:
            stems = frozenset(word[:N_STEM_CHARS] for word in before if word[0].isupper())
            ending.setdefault(last, []).append((stems, body))
    return ending
