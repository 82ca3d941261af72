"""Whether a text speaks of somebody as he or she."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

__all__ = ["gender_told"]

N_AFTER_CHARS: Final = 220
"""How far behind a name its pronouns are looked for."""
_FEMALE_WORDS: Final = frozenset(
    "ms mrs miss madam lady spokeswoman chairwoman queen princess sister mother widow".split()
)
_MALE_WORDS: Final = frozenset("mr sir lord spokesman chairman king prince brother father".split())
_PRONOUN: Final = re.compile(
    r"\b(?:(?P<male>he|him|his|himself)|(?P<female>she|her|hers|herself))\b", re.IGNORECASE
)
_OTHER_NAME: Final = re.compile(r"\b[A-ZÀ-Þ][\w’'\-]+ [A-ZÀ-Þ][\w’'\-]+")


def gender_told(name: str, contexts: Sequence[str], text: str) -> str:
    """`male` or `female` by the words around a name and the pronouns behind it; empty if neither.

    Args:
        name: full name as written in `text`.
        contexts: titles and appositions of the name.
        text: of the document.
    """
    titles = "\n".join((*contexts, *_titles_of(name, text))).lower()
    words = set(re.findall(r"[a-z]+", titles))
    if words & _FEMALE_WORDS:
        return "female"
    if words & _MALE_WORDS:
        return "male"
    n_male = n_female = 0
    for match in re.finditer(rf"\b{re.escape(name.rpartition(' ')[2])}\b", text):
        paragraph = text[match.end() : match.end() + N_AFTER_CHARS].partition("\n\n")[0]
        # Pronouns behind somebody else's name may be theirs.
        after = _OTHER_NAME.split(paragraph, maxsplit=1)[0]
        for pronoun in _PRONOUN.finditer(after):
            n_male += bool(pronoun["male"])
            n_female += bool(pronoun["female"])
    if max(n_male, n_female) < 2 * min(n_male, n_female) or n_male == n_female:
        return ""
    return "male" if n_male > n_female else "female"


def _titles_of(name: str, text: str) -> list[str]:
    """`Mr` and `Ms` before the surname."""
    surname = re.escape(name.rpartition(" ")[2])
    return re.findall(rf"\b(M(?:r|s|rs))\.? {surname}\b", text)
