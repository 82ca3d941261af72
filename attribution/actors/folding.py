"""Keys under which different spellings of one name meet."""

from __future__ import annotations

import re
from typing import Final

from attribution.letters import bare_letters

__all__ = [
    "Sounds",
    "body_key",
    "fold",
    "name_words",
    "plain",
    "sound_key",
    "strip_possessive",
    "vowel_class_key",
]

_MARKS: Final = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "´": "'", "`": "'", "ʿ": "'", "ʾ": "'",
     "‐": "-", "‑": "-", "–": "-"}
)  # fmt: skip
_NOT_WORD: Final = re.compile(r"[\W_]+")
_ARTICLES: Final = frozenset({"al", "el"})
_SUFFIXES: Final = frozenset({"jr", "sr", "ii", "iii", "iv"})
_ARABIC: Final = (
    (re.compile(r"m[ou]ha?mm?[ae]d"), "mohamed"),
    (re.compile(r"ah?mm?[ae]d"), "ahmed"),
    (re.compile(r"h[ou]ss?(?:[ae]?[iy]?n|ei?n)"), "husein"),
    (re.compile(r"abd[aeu]l"), "abdel"),
)
"""Given names with many spellings, by their first letters m, a and h."""
_SPELLINGS: Final = (
    ("y", "i"), ("ks", "x"), ("tsch", "ch"), ("tch", "ch"), ("sch", "sh"), ("dzh", "j"),
    ("dj", "j"), ("ph", "f"), ("kh", "h"), ("ck", "k"), ("q", "k"), ("w", "v"), ("ou", "u"),
    ("oo", "u"),
)  # fmt: skip
"""Spelling habits of transliteration, applied in this order to one folded word."""
_HARD_C: Final = re.compile(r"c(?![eih])")
_DOUBLE: Final = re.compile(r"(.)\1+")
_CLASSES: Final = str.maketrans("eou", "iuu")


def plain(text: str) -> str:
    """`text` with case kept, accents dropped, typographic apostrophes and hyphens made plain."""
    if not text.isascii():
        text = bare_letters(text.translate(_MARKS))
    return " ".join(text.split())


def fold(text: str) -> str:
    """`text` without case, accents, apostrophes and other marks, single spaces between words."""
    bare = text.lower() if text.isascii() else plain(plain(text).casefold())
    return _NOT_WORD.sub(" ", bare.replace("'", "").replace(".", "")).strip()


def body_key(text: str) -> str:
    """Folded `text` without a leading article, the key of organisations."""
    return fold(text).removeprefix("the ")


def strip_possessive(text: str) -> str:
    """`text` without a possessive ending that kept its apostrophe."""
    if text.endswith("'s"):
        return text[:-2]
    return text.removesuffix("'")


def name_words(name: str) -> tuple[str, ...]:
    """Folded words of a person's name, without middle initials and generation suffixes."""
    folded = fold(strip_possessive(plain(name)).replace(".", " "))
    words = [word for word in folded.split() if word not in _SUFFIXES]
    kept = [w for i, w in enumerate(words) if i in {0, len(words) - 1} or len(w) > 1]
    return tuple(kept)


class Sounds(dict[str, str]):
    """Sound keys of single words, kept while many names are indexed."""

    def __missing__(self, word: str) -> str:
        self[word] = sound = word if len(word) <= 3 else _sound(word)
        return sound


def sound_key(words: tuple[str, ...], *, known: Sounds | None = None) -> str:
    """The key on which transliterations of the same name agree (Zelenskyy, Zelensky).

    Arabic articles are dropped; very short words keep their spelling (Li is not Lee).

    Args:
        words: folded, see `name_words`.
        known: words met before, when many names are indexed.
    """
    names = [word for word in words if word not in _ARTICLES] or words
    sounds = Sounds() if known is None else known
    return "".join([sounds[word] for word in names])


def _sound(word: str) -> str:
    if word[0] in "amh":
        for pattern, usual in _ARABIC:
            if pattern.fullmatch(word):
                return usual
    for written, sound in _SPELLINGS:
        word = word.replace(written, sound)
    if "c" in word:
        word = _HARD_C.sub("k", word)
    word = _DOUBLE.sub(r"\1", word).replace("ie", "e")
    if word.endswith("der"):
        word = word[:-2] + "r"  # Alexander and Aleksandr
    return word[:-1] if word.endswith(("ah", "eh", "ih", "oh", "uh")) else word


def vowel_class_key(key: str) -> str:
    """A sound key whose close vowels are merged: spellings that differ in them alone."""
    return _DOUBLE.sub(r"\1", key.translate(_CLASSES))
