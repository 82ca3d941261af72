"""Countries exchanged for others, as augmentation: a label must not hang on who speaks.

Names, adjectives and capitals of a country become those of another, everywhere in an example
alike, so that "Russian officials in Moscow" are Finnish officials in Helsinki.
"""

from __future__ import annotations

import functools
import random
import re
from collections.abc import Sequence
from typing import Final

import countryinfo

from attribution.actors.countries import Countries
from attribution.claimencoder.inputs import MarkedText
from attribution.spans import Edit, apply_edits

__all__ = ["exchange_countries"]

Forms = tuple[str, ...]
_CODE: Final = r"(?<=, )[A-Z]{2}(?=: )"
"""The side before a claim of a pair (`claimencoder.pair_wording`)."""
_PLAIN: Final = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)?")
_ADJECTIVES: Final = {"US": "American", "GB": "British"}
_PLURAL: Final = ("an", "i", "t", "k", "l")
"""Ends of adjectives that name the people as well: the Finns are "the Finnish" here."""


@functools.cache
def _countries() -> dict[str, Forms]:
    """Code → name, adjective, its plural, capital and code, of countries that own all of them."""
    known = Countries()
    found: dict[str, Forms] = {}
    for country in countryinfo.all_countries():
        side, capital = country.iso(2), country.capital()
        if not side or not isinstance(capital, str):
            continue
        name, capital = country.name(), capital.removesuffix(" D.C.")
        adjective = _ADJECTIVES.get(side, known.adjective(side))
        is_plain = all(_PLAIN.fullmatch(word) for word in (name, adjective, capital))
        if is_plain and adjective != name and known.capital_side(capital) == side:
            people = f"{adjective}s" if adjective.endswith(_PLURAL) else adjective
            found[side] = (name, adjective, people, capital, side)
    return found


@functools.cache
def _words() -> tuple[re.Pattern[str], dict[str, tuple[str, int]]]:
    """A pattern of all forms, and form → country and which form it is."""
    meant: dict[str, tuple[str, int]] = {}
    for side, forms in _countries().items():
        for i, form in enumerate(forms[:-1]):
            meant.setdefault(form, (side, i))
    names = "|".join(sorted(meant, key=len, reverse=True))
    meant |= {side: (side, len(forms) - 1) for side, forms in _countries().items()}
    return re.compile(rf"\b(?:{names})\b|{_CODE}"), meant


def exchange_countries(items: Sequence[MarkedText], rng: random.Random) -> list[MarkedText]:
    """The texts of one example with every country that they name become another one.

    Args:
        items: one text, or the two of a pair; marks move with the text.
        rng: chooses the countries; two never become the same one, none one that is named.
    """
    pattern, meant = _words()
    named = [meant[form] for item in items for form in pattern.findall(item.text) if form in meant]
    sides = sorted({side for side, _ in named})
    others = sorted(_countries().keys() - set(sides))
    became = dict(zip(sides, rng.sample(others, len(sides)), strict=True))

    def other(match: re.Match[str]) -> Edit:
        side, i = meant[match[0]]
        return Edit(match.start(), match.end(), _countries()[became[side]][i])

    exchanged = []
    for item in items:
        edits = [other(match) for match in pattern.finditer(item.text) if match[0] in meant]
        text, offsets = apply_edits(item.text, edits)
        moved = offsets.inverse()
        spans = {role: moved.to_raw(span) for role, span in item.spans.items()}
        exchanged.append(MarkedText(text, spans))
    return exchanged
