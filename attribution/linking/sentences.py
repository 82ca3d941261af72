"""Sentence and paragraph numbers of text positions, as far as linking needs them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from attribution.spans import Span

__all__ = ["TextGrid"]

_ABBREVIATIONS: Final = (
    "Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Capt|Cmdr|Adm|Sgt|Maj|Brig|Rev|Hon|St|Amb|Pres|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|No|vs|Inc|Ltd|Co|Corp|Jr|Sr|etc|al"
)
_SENTENCE_END: Final = re.compile(
    r"(?<![A-Z.!?…])[.!?…]+[\"”’'»)\]]*\s+(?=[\"“‘'«(\[]*[A-Z0-9])|\n{2,}"
)
_AFTER_ABBREVIATION: Final = re.compile(rf"\b(?:{_ABBREVIATIONS})\.\s+$")
_PARAGRAPH_END: Final = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True, eq=False)
class TextGrid:
    """First code points of the sentences and paragraphs of one text, ascending."""

    sentence_starts: tuple[int, ...]
    paragraph_starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> TextGrid:
        """Split `text` at sentence ends and blank lines."""
        sentences = [0]
        for match in _SENTENCE_END.finditer(text):
            tail = text[max(0, match.end() - 12) : match.end()]
            if not _AFTER_ABBREVIATION.search(tail):
                sentences.append(match.end())
        paragraphs = [0, *(match.end() for match in _PARAGRAPH_END.finditer(text))]
        return cls(tuple(sentences), tuple(paragraphs))

    def sentence_at(self, position: int) -> int:
        """Number of the sentence at a code point, from 0."""
        return bisect_right(self.sentence_starts, position) - 1

    def paragraph_at(self, position: int) -> int:
        """Number of the paragraph at a code point, from 0."""
        return bisect_right(self.paragraph_starts, position) - 1

    def n_sentences_between(self, a: Span, b: Span) -> int:
        """Sentence ends between the nearer edges of two spans; 0 within one sentence."""
        first, second = (a, b) if a.start <= b.start else (b, a)
        if first.end >= second.start:
            return 0
        return self.sentence_at(second.start) - self.sentence_at(max(first.start, first.end - 1))

    def n_paragraphs_between(self, a: Span, b: Span) -> int:
        """Paragraph ends between the nearer edges of two spans; 0 within one paragraph."""
        first, second = (a, b) if a.start <= b.start else (b, a)
        if first.end >= second.start:
            return 0
        return self.paragraph_at(second.start) - self.paragraph_at(max(first.start, first.end - 1))
