"""The word list that makes a repair inside a word safe; read on first use."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources

__all__ = ["word_counts"]


@cache
def word_counts() -> Mapping[str, int]:
    """Lower-case English words → occurrences in a large corpus (83,000 words, rare ones too)."""
    listed = resources.files("symspellpy").joinpath("frequency_dictionary_en_82_765.txt")
    columns = listed.read_text(encoding="utf-8-sig").split()
    return dict(zip(columns[::2], map(int, columns[1::2]), strict=True))
