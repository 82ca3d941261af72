"""Countries read as others: the label of a claim must not hang on which country speaks.

The first country that a claim's sentences name is read as France, the second as Japan and so on;
so the same words get the same label whoever says them of whom. Whether names are left as they
are or become any others of these makes no difference to how often labels are right
(docs/experiments.md).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from attribution.actors import Countries
from attribution.claimencoder import MarkedText
from attribution.spans import Edit, apply_edits

__all__ = ["with_canonical_countries"]

Form = Literal["name", "adjective", "people", "capital"]

_CANONICAL: Final[tuple[dict[Form, str], ...]] = tuple(
    dict(zip(("name", "adjective", "people", "capital"), forms, strict=True))
    for forms in (
        ("France", "French", "French", "Paris"),
        ("Japan", "Japanese", "Japanese", "Tokyo"),
        ("Brazil", "Brazilian", "Brazilians", "Brasilia"),
        ("Norway", "Norwegian", "Norwegians", "Oslo"),
        ("Kenya", "Kenyan", "Kenyans", "Nairobi"),
        ("Vietnam", "Vietnamese", "Vietnamese", "Hanoi"),
        ("Chile", "Chilean", "Chileans", "Santiago"),
        ("Poland", "Polish", "Poles", "Warsaw"),
    )
)
"""What countries are read as, in the order in which they are named; a ninth is the first again."""
_MORE_ADJECTIVES: Final = {"US": ("American",)}
_START: Final = re.compile(r"(?<![\w-])[A-Z]")
_N_KEY: Final = 2


@dataclass(frozen=True, slots=True)
class _Word:
    """A word for a country."""

    text: str
    side: str
    form: Form


def with_canonical_countries(item: MarkedText) -> MarkedText:
    """The text with the countries in it exchanged for canonical ones; marks move with it.

    Names, adjectives, peoples and capitals count; the EU and the UN stay.
    """
    found = list(_named(item.text))
    if not found:
        return item
    sides = dict.fromkeys(word.side for _, word in found)
    became = {side: _CANONICAL[i % len(_CANONICAL)] for i, side in enumerate(sides)}
    text, offsets = apply_edits(item.text, [
        Edit(at, at + len(word.text), became[word.side][word.form]) for at, word in found
    ])  # fmt: skip
    moved = offsets.inverse()
    return MarkedText(text, {role: moved.to_raw(span) for role, span in item.spans.items()})


def _named(text: str) -> Iterator[tuple[int, _Word]]:
    """Words for countries in the text and where they begin, the longest at each place."""
    known, end = _words(), 0
    for match in _START.finditer(text):
        at = match.start()
        for word in known.get(text[at : at + _N_KEY], ()) if at >= end else ():
            end_of_word = at + len(word.text)
            if text.startswith(word.text, at) and not text[end_of_word : end_of_word + 1].isalnum():
                yield at, word
                end = end_of_word
                break


@functools.cache
def _words() -> dict[str, tuple[_Word, ...]]:
    """First letters → words that begin so, the longest first."""
    countries = Countries()
    capitals = {word: (side, True) for word, side in countries.capitals.items()}
    words = capitals | {word: (side, False) for word, side in countries.words.items()}
    found: dict[str, list[_Word]] = {}
    for text in sorted(words, key=len, reverse=True):
        side, is_capital = words[text]
        is_possessive = text.endswith(("'", "'s", "'S"))  # its ending stays as it is
        if len(side) == len("FR") and side not in {"EU", "UN"} and not is_possessive:
            adjectives = {countries.adjective(side), *_MORE_ADJECTIVES.get(side, ())}
            form: Form = "capital" if is_capital else _form(text, adjectives)
            found.setdefault(text[:_N_KEY], []).append(_Word(text, side, form))
    return {key: tuple(words) for key, words in found.items()}


def _form(word: str, adjectives: Collection[str]) -> Form:
    if word in adjectives:
        return "adjective"
    return "people" if word.removesuffix("s") in adjectives else "name"
