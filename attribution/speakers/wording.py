"""Words that a meeting's documents use near one side rather than another: "the riders", "the fund"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attribution.speakers.sidemarks import MarkedPage

__all__ = ["Wording"]

_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_COMMON: Final = frozenset(
    "the and that was were had has have for with from his her its their they them this who which "
    "what when where would could should said says told not but been are she him you our will can "
    "one two three four five six into out over after before than then there here about also more "
    "any all only own still yet while since because between under during first last next".split()
)
N_NEAR_CHARS: Final = 70
"""How far from the name of a side a word is still said of it."""
PRIOR: Final = 1.0
"""Weight of what all words say, against one occurrence of a word."""


class Wording:
    """How often each word stands near each side."""

    def __init__(self, pages: Sequence[MarkedPage], sides: Sequence[str]) -> None:
        self._at = {side: i for i, side in enumerate(sides)}
        self._near: dict[str, dict[tuple[int, int], set[str]]] = defaultdict(dict)
        self._total: Counter[str] = Counter()
        for i, page in enumerate(pages):
            for mark in page.marks:
                self._add_mark(i, page, mark.start, mark.end, mark.side)
        n = sum(self._total.values()) or 1
        self._share = [self._total[side] / n for side in sides]

    def _add_mark(self, i: int, page: MarkedPage, start: int, end: int, side: str) -> None:
        first, last = page.sentence(start)
        around = (
            (max(first, start - N_NEAR_CHARS), start), (end, min(last, end + N_NEAR_CHARS)),
        )  # fmt: skip
        self._total[side] += 1
        for left, right in around:
            for word in words_of(page.text[left:right]):
                self._near[word].setdefault((i, first), set()).add(side)

    def affinity(self, words: Iterable[str], *, besides: set[tuple[int, int]]) -> list[float]:
        """For each side how much nearer `words` stand to it than all words do, -1 to 1.

        Args:
            words: lower-case.
            besides: (page, start) of sentences that do not count: those of the words themselves.
        """
        sums = [0.0] * len(self._share)
        n = 0
        for word in dict.fromkeys(words):
            counts: Counter[str] = Counter()
            n_sentences = 0
            for at, sides in self._near.get(word, {}).items():
                if at not in besides:
                    n_sentences += 1
                    counts.update(dict.fromkeys(sides, 1))
            if not n_sentences:
                continue
            total = sum(counts.values())
            n += 1
            for side, i in self._at.items():
                share = (counts[side] + PRIOR * self._share[i]) / (total + PRIOR)
                sums[i] += share - self._share[i]
        return [value / max(1, n) for value in sums]


def words_of(text: str) -> Iterator[str]:
    """Lower-case words that may tell one side from another."""
    for match in _WORD.finditer(text):
        word = match.group().lower()
        if word not in _COMMON:
            yield word.removesuffix("s")
