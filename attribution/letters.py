"""Letters without accents, strokes and ligatures, so that spellings of one name meet."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

__all__ = ["bare_letters", "has_half_characters"]

_WHOLE: Final = {
    "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ħ": "h",
    "Ħ": "H", "ŧ": "t", "Ŧ": "T", "ı": "i", "ŋ": "n", "Ŋ": "N", "æ": "ae", "Æ": "AE",
    "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "Th", "ə": "a", "Ə": "A", "ɓ": "b", "Ɓ": "B",
    "ɗ": "d", "Ɗ": "D", "ƙ": "k", "Ƙ": "K", "ƴ": "y", "Ƴ": "Y", "ɛ": "e", "Ɛ": "E", "ɔ": "o",
    "Ɔ": "O",
}  # fmt: skip
"""Letters that Unicode does not take apart."""
_HALF: Final = re.compile("[\ud800-\udfff]")
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]+")


class _Bare(dict[int, str]):
    """What stands in the place of a character, found when it is first met."""

    def __missing__(self, character: int) -> str:
        parts = unicodedata.normalize("NFKD", chr(character))
        kept = (c for c in parts if not unicodedata.combining(c))
        self[character] = bare = "".join([_WHOLE.get(c, c) for c in kept])
        return bare


_BARE: Final = _Bare()


def bare_letters(text: str) -> str:
    """`text` with case kept, accents dropped, letters with strokes and ligatures made plain."""
    return text if text.isascii() else _NOT_ASCII.sub(lambda run: run[0].translate(_BARE), text)


def has_half_characters(text: str) -> bool:
    """Whether a text holds half a surrogate pair, which no UTF-8 file or database can keep."""
    return not text.isascii() and _HALF.search(text) is not None
