"""Apostrophes that scraping lost, put back only where no other reading exists."""

from __future__ import annotations

import re
from functools import cache

from attribution.cleaning.vocabulary import word_counts
from attribution.spans import Edit

__all__ = ["find_lost_apostrophes"]

# "dont" and "wont" are also words of their own; "Im" and "cant" too.
_CONTRACTION = re.compile(
    r"(?<![\w@#/.-])(?:did|does|was|is|could|would|should|has|have|had|are|were|must|need)n(t)"
    r"(?![\w@-]|\.\w)",
    re.IGNORECASE,
)
_DONT = re.compile(r"\b(?:I|we|you|they|We|You|They) don(t)\b")
_QUESTION_MARK = re.compile(r"(?<=[a-z])\?(?=(?:s|t|re|ve|ll|d)[ ,.])")
# What a state has: the word that shows a possessive where a plural exists too ("turkeys").
_POSSESSION = re.compile(
    r"(?:government|president|foreign|prime|parliament|army|military|econom\w+|embassy|capital|envoy"
    r"|ambassador|ministr?y?|minister|leader\w*|armed|air|navy|border|central|ruling|delegation"
    r"|defen[cs]e|state|supreme|national)\b",
    re.IGNORECASE,
)
_FUNCTION_WORD = re.compile(
    r"(?:and|or|of|in|on|to|at|by|for|from|with|as|that|which|who|is|are|was|were|has|have|had|will"
    r"|would|can|could|may|but|than|do|did|not)\b"
)
_POSSESSIVE = re.compile(r"(?<![\w@#/-])(?P<head>[A-Z][a-z]{3,})s\s(?=[A-Za-z])")
_COUNTING = re.compile(r"\b(?:two|both|three|four|many|several|the|of)\s$", re.IGNORECASE)


def find_lost_apostrophes(text: str) -> list[Edit]:
    """Insertions of the apostrophe in `didnt` and `Russias Foreign Ministry`; `it?s` is mended."""
    edits = [
        Edit(match.start(1), match.start(1), "'")
        for pattern in (_CONTRACTION, _DONT)
        for match in pattern.finditer(text)
    ]
    edits += [Edit(m.start(), m.end(), "'") for m in _QUESTION_MARK.finditer(text)]
    for match in _POSSESSIVE.finditer(text):
        if _is_possessive(text, match):
            place = match.end("head")
            edits.append(Edit(place, place, "'"))
    return edits


def _is_possessive(text: str, match: re.Match[str]) -> bool:
    if _FUNCTION_WORD.match(text, match.end()):
        return False
    # Word list first: most plurals ("Americans") are in it and need no list of states.
    is_known_plural = f"{match['head'].lower()}s" in word_counts()
    if is_known_plural and not _POSSESSION.match(text, match.end()):
        return False
    if match["head"] not in _places():
        return False
    return not _COUNTING.search(text, max(0, match.start() - 10), match.start())


@cache
def _places() -> frozenset[str]:
    """One-word names of states and capitals."""
    from countryinfo import all_countries  # noqa: PLC0415 - read only when a text asks for it

    values = [value for country in all_countries() for value in (country.name(), country.capital())]
    names = (name for value in values for name in (value if isinstance(value, list) else [value]))
    return frozenset(name for name in names if name and name.isalpha())
