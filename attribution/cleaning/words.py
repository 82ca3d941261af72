"""Words glued together: `reportedthat`, `asconstructive`, `theUnited`, `Istanbulagreed`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from attribution.cleaning.vocabulary import word_counts
from attribution.spans import Edit

__all__ = ["find_glued_words"]

_WORD = re.compile(r"[^\W\d_]+")
_CAMEL = re.compile(r"(?<![^\W_])([a-z]{2,30})(?=[A-Z][a-z]+(?![^\W_]))")
_BEFORE_OR_AFTER = frozenset("@#/\\_-.&’'=")

# Only function and reporting words are split off. A word list lacks rare words, and a rare word
# may look like such a word and another: the more alike affixes (`in-`, `for-`, `-is`) they are,
# the commoner the other part must be. Value: least count of the other part.
_FIRM, _FAIR, _SHAKY, _LOOSE = 50_000, 300_000, 5_000_000, 20_000_000


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_REPORTING = _words(
    "said says told agreed added announced warned denied accused rejected urged reported proposed"
    " confirmed insisted stressed noted claimed declared argued demanded expressed"
)
_FUNCTION_BOTH = _words(
    "the that this these those their which who whom about against between during from was were"
    " has had have would could should its and also because while where when you your they them"
    " there than then"
)
_FIRST = {
    **dict.fromkeys(_REPORTING | _FUNCTION_BOTH, _FIRM),
    **dict.fromkeys(("of", "to", "as"), _FAIR),
    **dict.fromkeys(("but", "will", "been", "at", "can", "we", "she", "our"), _SHAKY),
    **dict.fromkeys(("in", "on", "for", "with", "not", "are", "is", "his", "it"), _LOOSE),
}
_LAST = {
    **dict.fromkeys(_REPORTING | _FUNCTION_BOTH, _FIRM),
    **dict.fromkeys(("of", "to", "by", "with", "for", "been", "but", "not", "will", "over"), _FIRM),
    **dict.fromkeys(
        ("in", "on", "at", "and", "are", "his", "she", "before", "after", "can"), _SHAKY
    ),
    **dict.fromkeys(("as", "is", "it", "he", "we", "her", "him", "our"), _LOOSE),
}
# What may follow a name: long enough that no name ends in it by chance.
_AFTER_NAME = frozenset(
    word for word in (*_REPORTING, *_FUNCTION_BOTH, "with", "will", "for", "but") if len(word) > 2
)
_CAPITALISED_STARTERS = _words(
    "The In On At He She It They This That But And For With From After As Its His"
)
# "underreported" is a rare word, not two.
_PREFIXES = _words("under over fore counter self well anti inter super semi multi post")
_MIN_OTHER_CHARS = 4
_MIN_OTHER_CHARS_BESIDE_SHORT = 5
_MIN_PAIR_CHARS, _MAX_PAIR_CHARS = 5, 40
_MIN_NAME_CHARS = 4


def find_glued_words(text: str) -> list[Edit]:
    """Insertions of the space lost inside a word, where a word list makes it safe.

    A token is split when it is no known word, stands only once in the text and falls in exactly
    one way into a function or reporting word and another common word. A capitalised token keeps
    its head, and only if that head is a word of its own elsewhere in the text.
    """
    counts = Counter(_WORD.findall(text))
    splits = {}
    for token, count in counts.items():
        if _MIN_PAIR_CHARS <= len(token) <= _MAX_PAIR_CHARS and token.isascii():
            place = _split_place(token, counts) if token[1:].islower() else 0
            if place and (count == 1 or _is_function_pair(token, place)):
                splits[token] = place
    edits = _find_camels(text, counts)
    if not splits:
        return edits
    for match in _WORD.finditer(text):
        place = splits.get(match[0], 0)
        if place and _stands_free(text, match.start(), match.end()):
            position = match.start() + place
            edits.append(Edit(position, position, " "))
    return edits


def _stands_free(text: str, start: int, end: int) -> bool:
    """Whether no address, handle, hyphen or apostrophe adjoins, so that the token is whole."""
    if start and (text[start - 1] in _BEFORE_OR_AFTER or text[start - 1].isdigit()):
        return False
    following = text[end : end + 2]
    if following[:1] == ".":
        # A small letter or digit after it makes a host name; a capital is a glued sentence.
        return not (following[1:].islower() or following[1:].isdigit())
    return not (following[:1] in _BEFORE_OR_AFTER or following[:1].isdigit()) or not following


def _split_place(token: str, counts: Mapping[str, int]) -> int:
    """Where to split `token`, or 0."""
    if token[0].isupper():
        return _split_after_name(token, counts)
    known = word_counts()
    if token in known:
        return 0
    places = [i for i in range(2, len(token) - 1) if _is_good_split(token[:i], token[i:], known)]
    return places[0] if len(places) == 1 else 0


def _split_after_name(token: str, counts: Mapping[str, int]) -> int:
    for place in range(_MIN_NAME_CHARS, len(token) - 2):
        if token[place:] in _AFTER_NAME and token[:place] in counts:
            return 0 if token.lower() in word_counts() else place
    return 0


def _is_good_split(first: str, last: str, known: Mapping[str, int]) -> bool:
    least_last, least_first = _FIRST.get(first), _LAST.get(last)
    if least_last is not None and least_first is not None:
        return len(first) + len(last) >= _MIN_PAIR_CHARS
    if least_last is not None:
        return _is_common(last, beside=first, least=least_last, known=known)
    if least_first is not None and first not in _PREFIXES:
        return _is_common(first, beside=last, least=least_first, known=known)
    # Never two content words: news coins compounds ("frontlines", "centerpiece").
    return False


def _is_common(word: str, *, beside: str, least: int, known: Mapping[str, int]) -> bool:
    least_chars = _MIN_OTHER_CHARS if len(beside) > 2 else _MIN_OTHER_CHARS_BESIDE_SHORT
    return len(word) >= least_chars and known.get(word, 0) >= least


def _is_function_pair(token: str, place: int) -> bool:
    return token[:place] in _FIRST and token[place:] in _LAST


def _find_camels(text: str, counts: Mapping[str, int]) -> list[Edit]:
    """Splits of `theUnited` and `reopenedThe`, but not of `iPhone` or `alQaeda`."""
    edits = []
    for match in _CAMEL.finditer(text):
        head, place = match[1], match.end()
        tail = _WORD.match(text, place)
        if tail is None or not _stands_free(text, match.start(), tail.end()):
            continue
        after_function = head in _FIRST and (
            len(head) > 2 or tail[0] in counts or tail[0].lower() in word_counts()
        )
        before_starter = tail[0] in _CAPITALISED_STARTERS and head in word_counts()
        if after_function or before_starter:
            edits.append(Edit(place, place, " "))
    return edits
