"""Lines broken inside a sentence."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from attribution.cleaning.vocabulary import word_counts
from attribution.spans import Edit

__all__ = ["find_broken_lines"]

_BREAK = re.compile(r"\n\s*")
_TERMINAL = re.compile(r"[.!?…:;。！？؟۔][\"”’')\]»]*$")
_TITLE = re.compile(
    r"(?:^|[\s(“\"‘'—–-])(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Cmdr|Adm|Sgt|Sens?|Reps?|Gov|Prof|Rev"
    r"|Hon|St|Amb)\.$"
)
_STATE = re.compile(r"(?:^|[\s(“\"‘'—–-])(?:U\.S|U\.N|U\.K|U\.A\.E|E\.U)\.$")
_INITIAL_OR_MONTH = re.compile(r"(?:^|\s)(?:[A-Z]|Jan|Feb|Aug|Sept?|Oct|Nov|Dec|vs|D\.C)\.$")
# What "U.S." stands before as an adjective, even across a blank line.
_STATE_NOUN = re.compile(
    r"(?:Secretary|State|Department|President|Vice|Embassy|Ambassador|Consul|Army|Navy|Air|Marine"
    r"|Treasury|Defen[cs]e|Senate|Senator|House|Congress|Supreme|Central|Special|Deputy|Assistant"
    r"|Under|Trade|Security|Secretary-General|High|Human|General|Foreign|National|Middle|Attorney"
    r"|Justice|Coast|Rep|Sen|Food|Border|Geological|Agency|Mission|Charge|Forces)\b"
)
_OPEN_WORD = re.compile(
    r"(?:^|\s)(?:the|an?|of|to|and|or|in|on|at|for|with|by|from|that|its|his|her|their|as|than|into"
    r"|between|against|which|who|was|were|is|are|has|have|had|will|would),?$"
)
_ITEM = re.compile(r"[-–—•*·▪◦‣>]\s|\(?\w{1,2}[.)]\s|#|\[")
_SPEAKER_LABEL = re.compile(r"(?:[QA]|[A-Z][A-Z .'’-]{1,40}):")
_HYPHENATED = re.compile(r"([a-z]+)-$")
_LOWER_WORD = re.compile(r"[a-z]+")

_MIN_BROKEN_CHARS = 30
_MAX_WRAPPED_CHARS = 140
_WRAPPED_SHARE = 0.7
"""A wrapped line fills at least this share of the longest line of its paragraph."""
_TAIL_CHARS = 12


class _Line(NamedTuple):
    """A line, and the line break before it."""

    text: str
    break_start: int
    break_end: int
    n_breaks: int

    @property
    def is_open(self) -> bool:
        """Whether it stops without the end of a sentence."""
        return not _TERMINAL.search(self.text[-_TAIL_CHARS:])


def find_broken_lines(text: str) -> list[Edit]:
    """Replacements by a space of line breaks that stand inside a sentence.

    Breaks after `U.S.` and titles, before a lower-case letter, and in hard-wrapped paragraphs are
    mended. Paragraph breaks after a sentence and lists of headlines stay.
    """
    lines = _split_lines(text)
    edits = []
    for paragraph in _paragraphs(lines):
        width = _wrapped_width(paragraph)
        for before, line in pairwise(paragraph):
            edits += _edit_of_break(before, line, width)
    for before, line in pairwise(lines):
        if line.n_breaks > 1 and _is_abbreviation_before(before.text, line):
            edits.append(Edit(line.break_start, line.break_end, " "))
    return edits


def _split_lines(text: str) -> list[_Line]:
    lines, start, break_start = [], 0, 0
    n_breaks = 0
    for match in _BREAK.finditer(text):
        if match.start() > start:
            lines.append(_Line(text[start : match.start()], break_start, start, n_breaks))
        break_start, start = match.span()
        n_breaks = match[0].count("\n")
    if start < len(text):
        lines.append(_Line(text[start:], break_start, start, n_breaks))
    return lines


def _paragraphs(lines: list[_Line]) -> list[list[_Line]]:
    paragraphs: list[list[_Line]] = []
    for line in lines:
        if paragraphs and line.n_breaks == 1:
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def _wrapped_width(paragraph: list[_Line]) -> int:
    """The line width of a hard-wrapped paragraph, or 0."""
    width = max(len(line.text) for line in paragraph)
    if width > _MAX_WRAPPED_CHARS:
        return 0
    wrapped = any(
        before.is_open and line.text[0].islower() and len(before.text) >= _MIN_BROKEN_CHARS
        for before, line in pairwise(paragraph)
    )
    return width if wrapped else 0


def _edit_of_break(before: _Line, line: _Line, width: int) -> list[Edit]:
    hyphenated = _HYPHENATED.search(before.text[-40:])
    if hyphenated and line.text[0].islower():
        rest = _LOWER_WORD.match(line.text)
        is_one_word = rest is not None and hyphenated[1] + rest[0] in word_counts()
        return [Edit(line.break_start - is_one_word, line.break_end, "")]
    if _is_abbreviation_before(before.text, line) or _is_inside_sentence(before, line, width):
        return [Edit(line.break_start, line.break_end, " ")]
    return []


def _is_abbreviation_before(before: str, line: _Line) -> bool:
    tail = before[-_TAIL_CHARS:]
    if not tail.endswith("."):
        return False
    if _TITLE.search(tail):
        return True
    goes_on = line.n_breaks == 1 or line.text[0].islower()
    if _STATE.search(tail):
        return goes_on or _STATE_NOUN.match(line.text) is not None
    return goes_on and _INITIAL_OR_MONTH.search(tail) is not None


def _is_inside_sentence(before: _Line, line: _Line, width: int) -> bool:
    if not before.is_open or _ITEM.match(line.text) or _SPEAKER_LABEL.match(line.text):
        return False
    is_long = len(before.text) >= _MIN_BROKEN_CHARS
    if line.text[0].islower():
        return is_long or before.text.endswith(",")
    if is_long and _OPEN_WORD.search(before.text[-_TAIL_CHARS:]):
        return True
    return bool(width) and len(before.text) >= _WRAPPED_SHARE * width
