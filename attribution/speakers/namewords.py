"""Whether the words of a mention are somebody's full name, or short for it."""

from __future__ import annotations

from functools import lru_cache

from attribution.letters import bare_letters

__all__ = ["is_part_of", "is_same", "is_short_for"]


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
