"""Where a text names sides, and where its sentences and paragraphs begin."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from attribution.actors.places import town_side
from attribution.records import UNKNOWN, Document
from attribution.speakers.affiliation import sides_in
from attribution.speakers.bodywords import SMALL_TAIL
from attribution.speakers.mentions import capital_runs
from attribution.speakers.scene import Scene

__all__ = ["Mark", "MarkedPage"]

_PARAGRAPH_END: Final = re.compile(r"\n\s*\n")
_DATELINE: Final = re.compile(r"^\s*([A-Z][\w ,./’'\-]{2,40}?)\s*(?:\([^)]{2,20}\)\s*)?[—–-]\s")
_BODY_NOUN: Final = re.compile(
    r"\b[Tt]he\s+(union|company|club|party|movement|group|front|guild|association|airline|firm|"
    r"league|federation|militia|employer)(?:['’]s)?\b"
)
_AT: Final = re.compile(r"\b(?:in|at|near|outside|from|around|across|to|of|for|between)\s+$")
"""Before a town; a capitalised word alone can be anybody's name."""
N_AT_CHARS: Final = 12
_DATED: Final = re.compile(r"\s*[,(/.—–-]")
"""Behind the town of a dateline."""
N_LEAD_CHARS: Final = 480
N_DATELINE_CHARS: Final = 160
N_NAME_WORDS: Final = 3
"""Words of a run of capitals that are looked up together."""


class Mark(NamedTuple):
    """Where a text names a side, in characters of the text."""

    start: int
    end: int
    side: str


class MarkedPage:
    """One document: its marks and its boundaries.

    Attributes:
        text: of the document.
        marks: in reading order.
        towns: where it names towns, and the states they lie in.
        towns_by_side: how often it names a town of each.
        counts: side → how often it is named.
        parts: part of the page (`in_title`, `in_lead`, `in_dateline`, `outlet`, `issuer`) →
            sides it names.
    """

    def __init__(self, document: Document, scene: Scene) -> None:
        """Find every name of a side in the text of `scene`."""
        self.text = scene.text
        self.marks = sorted(set(_marks(scene)))
        self.counts = Counter(mark.side for mark in self.marks)
        self.towns = sorted(set(_towns(scene)))
        self._town_starts = [mark.start for mark in self.towns]
        self.towns_by_side = Counter(mark.side for mark in self.towns)
        self._starts = [mark.start for mark in self.marks]
        self._sentences = scene.sentence_starts
        self._paragraphs = [0, *(m.end() for m in _PARAGRAPH_END.finditer(self.text))]
        title, _, body = self.text.lstrip().partition("\n")
        dateline = _DATELINE.match(body[:N_DATELINE_CHARS]) or _DATELINE.match(title)
        named = {
            "in_title": title, "in_dateline": dateline[1].title() if dateline else "",
            "outlet": document.outlet or "", "issuer": document.issuer or "",
        }  # fmt: skip
        self.parts = {part: set(sides_in(words, scene.register)) for part, words in named.items()}
        self.parts["in_lead"] = {mark.side for mark in self.between(0, N_LEAD_CHARS)}

    def between(self, start: int, end: int) -> list[Mark]:
        """Marks that begin in `start` to `end`."""
        at = bisect_left(self._starts, start)
        return self.marks[at : bisect_left(self._starts, end)]

    def towns_between(self, start: int, end: int) -> list[Mark]:
        """Towns named in `start` to `end`."""
        at = bisect_left(self._town_starts, start)
        return self.towns[at : bisect_left(self._town_starts, end)]

    def before(self, at: int) -> Iterator[Mark]:
        """Marks before `at`, last first."""
        return reversed(self.marks[: bisect_left(self._starts, at)])

    def sentence(self, at: int, *, back: int = 0) -> tuple[int, int]:
        """Where the sentence that holds `at` begins and ends, or the one `back` before it."""
        i = max(0, bisect_left(self._sentences, at + 1) - 1 - back)
        end = self._sentences[i + 1] if i + 1 < len(self._sentences) else len(self.text)
        return self._sentences[i], end

    def paragraph(self, at: int) -> int:
        """Where the paragraph that holds `at` begins."""
        return self._paragraphs[bisect_left(self._paragraphs, at + 1) - 1]

    def is_owner(self, mark: Mark) -> bool:
        """Whether the name stands in the possessive."""
        return any(end in {"'s", "’s"} for end in (
            self.text[mark.end - 2 : mark.end], self.text[mark.end : mark.end + 2],
        ))  # fmt: skip


def _marks(scene: Scene) -> Iterator[Mark]:
    register = scene.register
    for start, run in capital_runs(scene.text):
        tail = SMALL_TAIL.match(scene.text, start + len(run))
        body = register.organisation(run + tail.group()) if tail else None
        body = body or register.organisation(run)
        if body is not None:
            if body.side != UNKNOWN:
                yield Mark(start, start + len(run), body.side)
            continue
        for at, part in _parts(run):
            body = register.organisation(part) if " " in part or part.isupper() else None
            side = body.side if body else register.country_side(part)
            side = side or register.capital_side(part)
            if side and side != UNKNOWN:
                yield Mark(start + at, start + at + len(part), side)
    for match in _BODY_NOUN.finditer(scene.text):
        called = scene.bodies.called(match.start(), match[1].lower())
        if called is not None and called.side != UNKNOWN:
            yield Mark(match.start(), match.end(), called.side)


def _parts(run: str) -> Iterator[tuple[int, str]]:
    """Words of a run of capitals that stand together, with their place in it."""
    words = [(m.start(), m.end()) for m in re.finditer(r"\S+", run)]
    for i in range(len(words)):
        for j in range(min(len(words), i + N_NAME_WORDS), i, -1):
            yield words[i][0], run[words[i][0] : words[j - 1][1]]


def _towns(scene: Scene) -> Iterator[Mark]:
    """Towns behind a preposition or in a dateline."""
    for start, run in capital_runs(scene.text):
        is_placed = _AT.search(scene.text, max(0, start - N_AT_CHARS), start) is not None
        opens = start == 0 or scene.text[start - 1] == "\n"
        if not is_placed and not opens:
            continue
        for at, part in _parts(run):
            side = None if at else town_side(part) or town_side(part.title())
            end = start + len(part)
            if side and (is_placed or _DATED.match(scene.text, end)):
                yield Mark(start, end, side)
                break
