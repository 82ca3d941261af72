"""Which stretches of a page are its article, and which are furniture around it.

Lines are classed by their form (length, end, capitals, wording), then runs of like lines are
judged by their length and their place among paragraphs of prose. Doubt keeps a line in the body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from itertools import groupby, pairwise
from typing import NamedTuple

from attribution.cleaning.phrases import is_furniture_phrase, is_teaser_heading, is_teaser_tag
from attribution.cleaning.quotedmail import quoted_mail
from attribution.records import Section, SectionKind
from attribution.spans import Span

__all__ = ["find_sections"]


class _Form(Enum):
    PROSE = auto()
    """A sentence or paragraph."""
    SENTENCE = auto()
    """A sentence of a few words: "He declined to comment."."""
    HEADLINE = auto()
    """A short line without the end of a sentence."""
    LABEL = auto()
    """A line that ends in a colon and so announces what follows."""
    OTHER = auto()
    """List items and pieces of sentences."""
    HEADING = auto()
    """The heading of a teaser list."""
    PHRASE = auto()
    """An advert, appeal, menu item or credit, known by its wording."""


class _Line(NamedTuple):
    start: int
    end: int
    text: str
    form: _Form


_FRONT_MATTER = re.compile(
    r"---[ \t]*\n(?:[\w-]+[ \t]*:.*\n|[ \t-]+.*\n|\n){1,40}?---[ \t]*(?:\n|\Z)"
)
_LINE = re.compile(r"[^\n]+")
_END = re.compile(r"[.!?…。！？؟۔][\"”’')\]»]*$")
_QUERY_END = re.compile(r"[!?][\"”’')\]»]*$")
_ABBREVIATION_END = re.compile(r"\b(?:[A-Z]\.){2,}$")
_ITEM = re.compile(r"[-–—•*·▪◦‣>]\s?\w|(?:\(?\d{1,2}[.)]|\(?[a-z]\))\s")
_SPEAKER_LABEL = re.compile(r"(?:[QA]|[A-Z][A-Z .'’-]{1,40}):\s")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")

_MIN_PROSE_WORDS = 8
_MIN_PROSE_CHARS = 45
_MAX_HEADLINE_WORDS = 25
_MAX_QUERY_WORDS = 16
_MIN_TEASER_WORDS = 4
_TITLE_SHARE = 0.6
_STRICT_TITLE_SHARE = 0.7
_MIN_RUN = 3
"""Headlines in a row that no article has between its paragraphs."""
_HEAD_LINES = 4
"""Kicker, headline, byline and date of the article itself."""
_MIN_PROSE_WORDS_IN_PAGE = 30
_MAX_CARD_WORDS = 25
"""Longest summary under a teaser's headline."""


def find_sections(text: str) -> tuple[Section, ...]:
    """Body and furniture sections of `text`, in order, covering all of it."""
    front = _FRONT_MATTER.match(text)
    body_start = front.end() if front else 0
    lines = [
        _Line(match.start(), match.end(), stripped, _form_of(stripped))
        for match in _LINE.finditer(text, body_start)
        if (stripped := match[0].strip())
    ]
    quoted = quoted_mail([line.text for line in lines])
    flags = [a or b for a, b in zip(_furniture_flags(lines), quoted, strict=True)]
    kinds = [(0, True)] if front else []
    kinds += [(line.start, flag) for line, flag in zip(lines, flags, strict=True)]
    return tuple(_joined(kinds, len(text)))


def _joined(kinds: list[tuple[int, bool]], n_chars: int) -> Iterator[Section]:
    """Sections from (start of line, is furniture); blank lines go with the line before."""
    if not n_chars:
        return
    starts: list[tuple[int, bool]] = []
    for flag, group in groupby(kinds, key=lambda kind: kind[1]):
        starts.append((next(group)[0] if starts else 0, flag))
    starts = starts or [(0, False)]
    ends = [start for start, _ in starts[1:]] + [n_chars]
    for (start, flag), end in zip(starts, ends, strict=True):
        yield Section(Span(start, end), SectionKind.FURNITURE if flag else SectionKind.BODY)


def _form_of(line: str) -> _Form:
    n_words = max(line.count(" ") + 1, len(line) // 12)
    if n_words <= _MAX_HEADLINE_WORDS and is_teaser_heading(line):
        return _Form.HEADING
    if (n_words <= _MAX_HEADLINE_WORDS and is_teaser_tag(line)) or is_furniture_phrase(line):
        return _Form.PHRASE
    if _END.search(line[-8:]):
        return _form_of_ended(line, n_words)
    if n_words > _MAX_HEADLINE_WORDS or _SPEAKER_LABEL.match(line):
        return _Form.PROSE
    return _form_of_unended(line)


def _form_of_ended(line: str, n_words: int) -> _Form:
    is_teaser_length = _MIN_TEASER_WORDS <= n_words <= _MAX_QUERY_WORDS
    ends_otherwise = _QUERY_END.search(line[-8:]) or _ABBREVIATION_END.search(line[-8:])
    if is_teaser_length and ends_otherwise and not line.isupper():
        share = _title_share(line)
        if share >= _STRICT_TITLE_SHARE and not _SPEAKER_LABEL.match(line):
            return _Form.HEADLINE
    is_prose = n_words >= _MIN_PROSE_WORDS or len(line) >= _MIN_PROSE_CHARS
    return _Form.PROSE if is_prose else _Form.SENTENCE


def _form_of_unended(line: str) -> _Form:
    if line.endswith((":", "：")):
        return _Form.LABEL
    if _ITEM.match(line):
        is_teaser = _title_share(line) >= _STRICT_TITLE_SHARE and " " in line[3:]
        return _Form.HEADLINE if is_teaser else _Form.OTHER
    if line.endswith((",", ";", "-", "–", "—")) or line[0].islower():
        return _Form.OTHER
    return _Form.HEADLINE


def _title_share(line: str) -> float:
    """Share of the words of four letters and more that are capitalised, 0 to 1."""
    words = _LONG_WORD.findall(line)
    return sum(word[0].isupper() for word in words) / len(words) if words else 0.0


def _furniture_flags(lines: list[_Line]) -> list[bool]:
    """Whether each line is furniture."""
    flags = [line.form in (_Form.PHRASE, _Form.HEADING) for line in lines]
    n_prose_words = sum(
        line.text.count(" ") + 1 for line in lines if line.form in (_Form.PROSE, _Form.SENTENCE)
    )
    if n_prose_words >= _MIN_PROSE_WORDS_IN_PAGE:
        _flag_runs(lines, flags)
    _flag_below_headings(lines, flags)
    _flag_sandwiched(lines, flags)
    return flags


_RUN_FORMS = (_Form.HEADLINE, _Form.PHRASE, _Form.HEADING)


def _flag_runs(lines: list[_Line], flags: list[bool]) -> None:
    prose = [i for i, line in enumerate(lines) if line.form in (_Form.PROSE, _Form.SENTENCE)]
    first_prose, last_prose = prose[0], prose[-1]
    for is_run, group in groupby(range(len(lines)), key=lambda i: lines[i].form in _RUN_FORMS):
        run = list(group)
        if not is_run or (run[0] and lines[run[0] - 1].form is _Form.LABEL):
            continue
        headlines = [i for i in run if lines[i].form is _Form.HEADLINE]
        if run[-1] < first_prose:
            # The headlines nearest to the prose may be the article's own.
            chosen = headlines[:-_HEAD_LINES]
            chosen = chosen if len(chosen) >= _MIN_RUN - 1 or len(run) > len(headlines) else []
        else:
            chosen = _furniture_in_run(lines, run, headlines, is_tail=run[0] > last_prose)
        for i in chosen:
            flags[i] = True


def _furniture_in_run(
    lines: list[_Line], run: list[int], headlines: list[int], *, is_tail: bool
) -> list[int]:
    """The headlines of a run between or after prose that are teasers."""
    if len(headlines) >= _MIN_RUN:
        return headlines
    marked = [i for i in run if lines[i].form is not _Form.HEADLINE]
    if marked and is_tail:
        return [i for i in headlines if i > marked[0] or _is_teaser(lines[i].text)]
    if marked:
        return [i for i in headlines if marked[0] < i < marked[-1]]
    if is_tail and len(headlines) > 1 and all(_is_teaser(lines[i].text) for i in headlines):
        return headlines
    return []


def _is_teaser(line: str) -> bool:
    return line.count(" ") >= _MIN_TEASER_WORDS - 1 and _title_share(line) >= _TITLE_SHARE


def _flag_below_headings(lines: list[_Line], flags: list[bool]) -> None:
    """Flag what a heading of teasers announces: headlines, and to the end if all are cards."""
    headings = [i for i, line in enumerate(lines) if line.form is _Form.HEADING]
    for heading, limit in pairwise([*headings, len(lines)]):
        end = heading + 1
        while end < limit and lines[end].form in _RUN_FORMS:
            end += 1
        if limit == len(lines) and _are_cards(lines[heading + 1 :]):
            end = limit
        flags[heading:end] = [True] * (end - heading)


def _are_cards(lines: list[_Line]) -> bool:
    """Whether lines are teasers with a short summary each: headline, prose, headline, prose."""
    n_cards = 0
    before = _Form.HEADING
    for line in lines:
        if line.form is _Form.PHRASE:
            continue
        if line.form is not _Form.HEADLINE:
            if before is not _Form.HEADLINE or line.text.count(" ") >= _MAX_CARD_WORDS:
                return False
            n_cards += 1
        elif before is _Form.HEADLINE:
            return False
        before = line.form
    return n_cards >= _MIN_RUN


def _flag_sandwiched(lines: list[_Line], flags: list[bool]) -> None:
    """Flag short sentences between two lines of furniture ("Cancel at any time.")."""
    for i in range(1, len(lines) - 1):
        if lines[i].form is _Form.SENTENCE and flags[i - 1] and flags[i + 1]:
            flags[i] = True
