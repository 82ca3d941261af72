"""Lost spaces after a sentence, a comma or a closing quotation mark."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

from attribution.cleaning.composing import merge_edits
from attribution.spans import Edit

__all__ = ["find_glued_sentences"]

_UPPER = "A-ZÀ-ÖØ-ÞΑ-ΩА-Я"
_LETTER = r"[^\W\d_]"
_GLUE = re.compile(
    rf"(?P<stop>(?<![.!?…])[.!?…]++(?=[\"”’)\]“‘(]{{0,2}}[{_UPPER}]))"
    rf"|(?P<comma>,(?=[\"”“]?{_LETTER}))"
    rf"|(?P<closing>”(?={_LETTER}))"
    r"|(?P<opening>(?<=[a-zA-Z:;])“(?=\w))"
)
_PROTECTED = re.compile(r"://|www\.|[@#_\\=<>{}]")
_WORD_BEFORE = re.compile(r"[^\W\d_]+$")
_WORD = re.compile(r"[^\W\d_]+")
# Tails of host and file names, as capitalised in running text: "Booking.Com", "README.TXT".
_FILE_TAIL = re.compile(
    r"(?:com|net|org|gov|edu|info|int|ru|uk|eu|io|ai|tv|js|txt|pdf|html?|xml|docx?|xlsx?|csv|exe"
    r"|jpe?g|png|gif|mp[34]|zip|py)(?!\w)",
    re.IGNORECASE,
)
_REACH_CHARS = 60
"""How far a web address or file name is looked for around a full stop."""


class _Text:
    """A text with its straight quotation marks counted once."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _quotes(self) -> list[int]:
        return [match.start() for match in re.finditer('"', self.text)]

    def closes_quote(self, position: int) -> bool:
        """Whether the straight mark at `position` is the second of its pair in its line."""
        line_start = self.text.rfind("\n", max(0, position - 5_000), position) + 1
        before = bisect_left(self._quotes, position) - bisect_left(self._quotes, line_start)
        return before % 2 == 1

    def is_protected(self, position: int) -> bool:
        """Whether a web address, handle, e-mail address or code stands around `position`."""
        left = self.text[max(0, position - _REACH_CHARS) : position].rsplit(maxsplit=1)
        right = self.text[position : position + _REACH_CHARS].split(maxsplit=1)
        around = (left[-1] if left else "") + (right[0] if right else "")
        return _PROTECTED.search(around) is not None

    def after_closers(self, position: int) -> int:
        """The offset behind the closing marks at `position`."""
        text = self.text
        while position < len(text) and (
            text[position] in "”’)]" or (text[position] == '"' and self.closes_quote(position))
        ):
            position += 1
        return position


def find_glued_sentences(text: str) -> list[Edit]:
    """Insertions of the space that is missing in `said.The`, `year.”The`, `2018,Zakharova`.

    Abbreviations, numbers, web and e-mail addresses and file names stay as they are.
    """
    looked = _Text(text)
    lower_quotes = "„" in text
    edits = []
    for match in _GLUE.finditer(text):
        kind, position = match.lastgroup, match.end()
        if kind == "stop":
            glued = _is_glued_stop(looked, match.start(), position)
        elif kind == "comma":
            glued = _is_glued_comma(looked, match.start())
        elif kind == "closing":
            glued = not re.match(r"s\b", text[position : position + 2])
        else:
            # In „German“ quotation this mark closes.
            glued, position = not lower_quotes, match.start()
        if glued:
            place = looked.after_closers(position) if kind in ("stop", "comma") else position
            edits.append(Edit(place, place, " "))
    return merge_edits(edits)


def _is_glued_stop(looked: _Text, start: int, end: int) -> bool:
    text = looked.text
    if start == 0 or text[start - 1].isspace() or looked.is_protected(start):
        return False
    following = _WORD.search(text, end, end + _REACH_CHARS)
    after = following[0] if following else ""
    before = _WORD_BEFORE.search(text, max(0, start - _REACH_CHARS), start)
    if before is None or text[start:end] != ".":
        return True
    if len(before[0]) == 1:
        # "U.S.President" and "p.m.The" but neither "U.S." itself nor "J.Smith".
        chained = before.start() > 0 and text[before.start() - 1] == "."
        return chained and len(after) > 1 and not after.isupper()
    if after.isupper() and (before[0][-1].isupper() or before[0] == "Ph"):
        # "ASP.NET" and the inside of "thatU.S."
        return False
    return not _looks_like_name_of_file(text, following)


def _looks_like_name_of_file(text: str, following: re.Match[str] | None) -> bool:
    if following is None:
        return False
    if _FILE_TAIL.match(text, following.start()):
        return True
    behind = text[following.end() : following.end() + 2]
    dotted = behind[:1] == "." and behind[1:].isalpha()
    return len(following[0]) > 1 and (dotted or behind[:1] == "(")


def _is_glued_comma(looked: _Text, start: int) -> bool:
    text = looked.text
    if start == 0 or not (text[start - 1].isalnum() or text[start - 1] in "”’\"')%]"):
        return False
    if looked.is_protected(start):
        return False
    before = _WORD_BEFORE.search(text, max(0, start - _REACH_CHARS), start)
    after = _WORD.match(text, start + 1)
    is_list_of_letters = bool(before and after and len(before[0]) == len(after[0]) == 1)
    return not is_list_of_letters
