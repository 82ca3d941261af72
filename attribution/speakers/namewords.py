"""Whether the words of a mention are somebody's full name, or short for it."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from attribution.letters import bare_letters

__all__ = ["as_written", "is_part_of", "is_same", "is_short_for"]

N_MIN_CAPITALS: Final = 4
"""Letters of a word in capitals that is a family name rather than initials."""


def as_written(name: str) -> str:
    """A name without capitals for emphasis, the family name last.

    `LUND Ada`, as ministries write it, `Ada LUND` and `ADA LUND` are Ada Lund.
    """
    words = name.split()
    loud = [word.isupper() and len(word) >= N_MIN_CAPITALS and "." not in word for word in words]
    if not any(loud):
        return name
    if len(words) > 1 and loud[0] and not any(word.isupper() for word in words[1:]):
        words = [*words[1:], words[0]]
    return " ".join(_spoken(word) if word.isupper() else word for word in words)


def _spoken(word: str) -> str:
    return "-".join(part[:1] + part[1:].lower() for part in word.split("-"))


def is_same(words: list[str], full: list[str]) -> bool:
    """Whether both are one name, written in capitals or not."""
    return _folded(words) == _folded(full)


def _folded(words: list[str]) -> list[str]:
    return [_folded_word(word) for word in words]


@lru_cache(maxsize=20_000)
def _folded_word(word: str) -> str:
    """As names meet in capitals: SARIKAYA and Sarıkaya."""
    return bare_letters(word).casefold()


def is_short_for(words: list[str], full: list[str]) -> bool:
    """Whether `words` are the last words of `full` (a surname) or its first (Xi, Kim)."""
    if len(words) >= len(full):
        return False
    folded, target = _folded(words), _folded(full)
    return target[-len(folded) :] == folded or (len(words) == 1 and target[0] == folded[0])


def is_part_of(words: list[str], full: list[str]) -> bool:
    """Whether `words` leave names out: Ada Lund or Ms Berg for Ada Berg Lund."""
    if len(words) >= len(full):
        return False
    folded, target = _folded(words), _folded(full)
    if len(words) == 1:
        return folded[0] in target[1:]
    return (folded[0], folded[-1]) == (target[0], target[-1]) and set(folded) <= set(target)
