"""Countries by name, possessive and demonym, and capitals as names of governments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import countryinfo

from attribution.actors.curated import (
    ADJECTIVES,
    AMBIGUOUS,
    AMBIGUOUS_CAPITALS,
    CAPITALS,
    EXCLUDED,
    NAMES,
    WORDS,
)
from attribution.actors.folding import plain

__all__ = ["Countries"]

_FORMAL: Final = re.compile(
    r"(?:[A-Z][a-z']+ )*(?:Republic|Kingdom|State|Commonwealth|Sultanate|Principality|"
    r"Federation|Union|Confederation)(?: of(?: the)?(?: [A-Z][a-z-]+)+)?$"
)
"""English long forms among the package's alternative spellings."""
_GIVEN_NAMES: Final = frozenset({"Germán"})
"""Names that are a country's word but for an accent."""
_NO_PLURAL: Final = ("s", "sh", "ch", "se", "ish")


class Countries:
    """The words that stand for a country.

    Words match with their capitals ("us", "turkey" and "polish" are not countries), accents and
    typographic apostrophes aside.
    """

    def __init__(self) -> None:
        """Read the countryinfo package and put the curated words above it."""
        self._sides: dict[str, str] = {}
        self._capitals: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._adjectives: dict[str, str] = {}
        for country in countryinfo.all_countries():
            side = country.iso(2)
            if side and side not in EXCLUDED:
                self._add_packaged(side, country)
        self._names |= NAMES
        self._adjectives |= ADJECTIVES
        self._add_curated()
        _remove(self._sides, AMBIGUOUS)
        _remove(self._capitals, AMBIGUOUS_CAPITALS)

    def _add_packaged(self, side: str, country: countryinfo.CountryInfo) -> None:
        name = plain(country.name().split(",")[0]).removeprefix("The ")
        name = re.sub(r"\s*\(.*\)$", "", name)
        self._names.setdefault(side, name)
        demonyms = [d for d in re.split(r"[,/]", plain(country.demonym() or "")) if d]
        if demonyms:
            self._adjectives.setdefault(side, demonyms[0])
        formal = [plain(s) for s in country.alt_spellings() if _FORMAL.match(plain(s))]
        _add(self._sides, side, [name, *formal, *_plurals(demonyms)])
        capital = country.capital()
        if isinstance(capital, str) and capital:
            _add(self._capitals, side, [plain(capital)])

    def _add_curated(self) -> None:
        for table, curated in ((self._sides, WORDS), (self._capitals, CAPITALS)):
            for side, words in curated.items():
                for word in words.split("|"):
                    table.update(dict.fromkeys(_forms(word), side))

    @property
    def codes(self) -> frozenset[str]:
        """Codes of all states and curated bodies."""
        return frozenset(self._names)

    @property
    def words(self) -> Mapping[str, str]:
        """Names, possessives and demonyms → side."""
        return self._sides

    @property
    def capitals(self) -> Mapping[str, str]:
        """Capitals, with possessives → side of the government there."""
        return self._capitals

    def side(self, word: str) -> str | None:
        """Side of a country's name, possessive or demonym; None for anything else."""
        return None if word in _GIVEN_NAMES else self.side_of_plain(plain(word))

    def side_of_plain(self, word: str) -> str | None:
        """The same of a word that `folding.plain` would leave as it is."""
        return self._sides.get(_without_article(word))

    def capital_side(self, word: str) -> str | None:
        """Side whose government `word`, a capital, stands for."""
        return self._capitals.get(_without_article(plain(word)))

    def name(self, side: str) -> str | None:
        """Canonical name of a side, if it is a country or a curated body."""
        return self._names.get(side)

    def adjective(self, side: str) -> str:
        """Word that goes before "Foreign Ministry"."""
        return self._adjectives.get(side) or self._names.get(side, side)


def _add(table: dict[str, str], side: str, words: Iterable[str]) -> None:
    for word in words:
        if not word.islower():
            for form in _forms(word):
                table.setdefault(form, side)


def _remove(table: dict[str, str], words: Iterable[str]) -> None:
    for word in words:
        for form in _forms(word):
            table.pop(form, None)


def _plurals(demonyms: Iterable[str]) -> Iterator[str]:
    for demonym in demonyms:
        yield demonym
        if not demonym.endswith(_NO_PLURAL):
            yield demonym + "s"


def _forms(word: str) -> Iterator[str]:
    """The word, its possessives with and without apostrophe, and capitals as in a headline."""
    yield word
    yield f"{word}'s"
    if word.endswith("s"):
        yield f"{word}'"
    elif len(word) > 3 and "." not in word:
        yield f"{word}s"
    if len(word) > 3 and not word.isupper():
        upper = word.upper()
        yield from (upper, f"{upper}'S", f"{upper}'s")


def _without_article(word: str) -> str:
    return word[4:] if word[:4] in {"the ", "The ", "THE "} else word
