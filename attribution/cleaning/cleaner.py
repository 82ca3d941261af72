"""Raw text to working text: repairs, the map back, and sections."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from attribution.cleaning.apostrophes import find_lost_apostrophes
from attribution.cleaning.characters import find_mojibake, find_odd_spaces
from attribution.cleaning.composing import compose_edits, merge_edits
from attribution.cleaning.furniture import find_sections
from attribution.cleaning.lines import find_broken_lines
from attribution.cleaning.sentences import find_glued_sentences
from attribution.cleaning.words import find_glued_words
from attribution.records import Section, SectionKind, WorkingText
from attribution.spans import Edit, OffsetMap, Span, apply_edits

__all__ = ["CleaningConfig", "clean"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CleaningConfig:
    """Which repairs are made; all are on by default.

    Attributes:
        characters: mojibake, odd and repeated spaces, line ends.
        sentences: a lost space after a full stop, comma or closing quotation mark.
        words: a lost space inside `reportedthat`.
        lines: lines broken inside a sentence.
        apostrophes: `didnt`, and `Russias` before a noun.
        furniture: tell page furniture from body; without it everything is body.
    """

    characters: bool = True
    sentences: bool = True
    words: bool = True
    lines: bool = True
    apostrophes: bool = True
    furniture: bool = True

    def passes(self) -> Iterator[tuple[Callable[[str], list[Edit]], ...]]:
        """The finders of edits, grouped: a group sees the text that earlier groups repaired."""
        if self.characters:
            yield (find_mojibake,)
            yield (find_odd_spaces,)
        repairs = (
            (self.sentences, find_glued_sentences),
            (self.words, find_glued_words),
            (self.lines, find_broken_lines),
            (self.apostrophes, find_lost_apostrophes),
        )
        yield tuple(finder for wanted, finder in repairs if wanted)


DEFAULT_CONFIG = CleaningConfig()


def clean(text: str, *, config: CleaningConfig = DEFAULT_CONFIG) -> WorkingText:
    """The working text of `text`: repaired, mapped back to `text`, divided into sections.

    Never raises, whatever the text; time grows linearly with its length.
    """
    edits: list[Edit] = []
    repaired = text
    for finders in config.passes():
        found = merge_edits(_all_edits(finders, repaired))
        edits = compose_edits(edits, found, repaired)
        repaired, _ = apply_edits(repaired, found)
    offset_map = OffsetMap.from_edits(len(text), edits)
    if config.furniture:
        sections = find_sections(repaired)
    else:
        whole = Section(Span(0, len(repaired)), SectionKind.BODY)
        sections = (whole,) if repaired else ()
    return WorkingText(repaired, offset_map, sections)


def _all_edits(finders: Iterable[Callable[[str], list[Edit]]], text: str) -> list[Edit]:
    return [edit for finder in finders for edit in finder(text)]
