"""Letters without accents, strokes and ligatures, so that spellings of one name meet."""

from __future__ import annotations

import unicodedata
from typing import Final

__all__ = ["bare_letters"]

_WHOLE: Final = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ħ": "h",
     "Ħ": "H", "ŧ": "t", "Ŧ": "T", "ı": "i", "ŋ": "n", "Ŋ": "N", "æ": "ae", "Æ": "AE",
     "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "Th", "ə": "a", "Ə": "A", "ɓ": "b", "Ɓ": "B",
     "ɗ": "d", "Ɗ": "D", "ƙ": "k", "Ƙ": "K", "ƴ": "y", "Ƴ": "Y", "ɛ": "e", "Ɛ": "E", "ɔ": "o",
     "Ɔ": "O"}
)  # fmt: skip
"""Letters that Unicode does not take apart."""


def bare_letters(text: str) -> str:
    """`text` with case kept, accents dropped, letters with strokes and ligatures made plain."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_WHOLE))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_WHOLE)
