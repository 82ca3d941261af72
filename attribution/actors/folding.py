"""Keys under which different spellings of one name meet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from attribution.letters import bare_letters

__all__ = [
    "Sounds",
    "VowelClasses",
    "body_key",
    "fold",
    "name_words",
    "names_words",
    "plain",
    "sound_key",
    "strip_possessive",
    "vowel_class_key",
]

_MARKS: Final = {
    **dict.fromkeys("’‘ʼʻ´`ʿʾ", "'"),
    **dict.fromkeys("‐‑–", "-"),
}
_MARK: Final = re.compile(f"[{''.join(_MARKS)}]")
_NOT_WORD: Final = re.compile(r"[\W_]+")
_NOT_WORD_OR_LINE: Final = re.compile(r"(?:[^\w\n]|_)+")
_SPACES: Final = re.compile(r"[^\S\n]+")
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
        text = bare_letters(_plain_marks(text))
    return " ".join(text.split())


def _plain_marks(text: str) -> str:
    return _MARK.sub(lambda mark: _MARKS[mark[0]], text)


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
    return _without_extras(folded.split())


def names_words(names: Sequence[str]) -> list[tuple[str, ...]]:
    """`name_words` of many names, folded together as one text: ten times as fast."""
    text = "\n".join([name.replace("\n", " ") for name in names])
    if not text.isascii():
        text = bare_letters(_plain_marks(text))
    text = _SPACES.sub(" ", f"{text}\n").replace(" \n", "\n")
    text = text.replace("'s\n", "\n").replace(".", " ").casefold()
    if not text.isascii():
        text = bare_letters(_plain_marks(text))
    text = _NOT_WORD_OR_LINE.sub(" ", text.replace("'", ""))
    return [_without_extras(line.split()) for line in text.split("\n")[: len(names)]]


def _without_extras(words: list[str]) -> tuple[str, ...]:
    """Words of a name without middle initials and generation suffixes."""
    if not _SUFFIXES.isdisjoint(words):
        words = [word for word in words if word not in _SUFFIXES]
    if len(words) > 2:
        last = len(words) - 1
        words = [w for i, w in enumerate(words) if i in {0, last} or len(w) > 1]
    return tuple(words)


class Sounds(dict[str, str]):
    """Sound keys of single words, kept while many names are indexed."""

    def __missing__(self, word: str) -> str:
        self[word] = sound = word if len(word) <= 3 else _sound(word)
        return sound

    def learn(self, words: Iterable[str]) -> None:
        """Find the keys of many folded words as one text: far faster than one by one."""
        fresh = [word for word in set(words) if len(word) > 3 and word not in self]
        usual = {w: known for w in fresh if w[0] in "amh" and (known := _usual_arabic(w))}
        self.update(usual)
        rest = [word for word in fresh if word not in usual]
        text = "\n".join(rest) + "\n"
        for written, sound in _SPELLINGS:
            text = text.replace(written, sound)
        text = _DOUBLE.sub(r"\1", _HARD_C.sub("k", text)).replace("ie", "e")
        text = text.replace("der\n", "dr\n")
        for vowel in "aeiou":
            text = text.replace(f"{vowel}h\n", f"{vowel}\n")
        self.update(zip(rest, text.split("\n"), strict=False))


def sound_key(words: tuple[str, ...], *, known: Sounds | None = None) -> str:
    """The key on which transliterations of the same name agree (Zelenskyy, Zelensky).

    Arabic articles are dropped; very short words keep their spelling (Li is not Lee).

    Args:
        words: folded, see `name_words`.
        known: words met before, when many names are indexed.
    """
    names = words
    if not _ARTICLES.isdisjoint(words):
        names = tuple([word for word in words if word not in _ARTICLES]) or words
    sounds = Sounds() if known is None else known
    return "".join(map(sounds.__getitem__, names))


def _usual_arabic(word: str) -> str | None:
    return next((usual for pattern, usual in _ARABIC if pattern.fullmatch(word)), None)


def _sound(word: str) -> str:
    if word[0] in "amh" and (usual := _usual_arabic(word)):
        return usual
    for written, sound in _SPELLINGS:
        word = word.replace(written, sound)
    if "c" in word:
        word = _HARD_C.sub("k", word)
    word = _DOUBLE.sub(r"\1", word).replace("ie", "e")
    if word.endswith("der"):
        word = word[:-2] + "r"  # Alexander and Aleksandr
    return word[:-1] if word.endswith(("ah", "eh", "ih", "oh", "uh")) else word


class VowelClasses(dict[str, str]):
    """Answers of `vowel_class_key`, kept while many names are indexed."""

    def __missing__(self, key: str) -> str:
        self[key] = merged = vowel_class_key(key)
        return merged


def vowel_class_key(key: str) -> str:
    """A sound key whose close vowels are merged: spellings that differ in them alone."""
    return _DOUBLE.sub(r"\1", key.translate(_CLASSES))
