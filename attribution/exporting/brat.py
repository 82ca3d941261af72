"""Claims as files of the annotation tool brat (https://brat.nlplab.org/standoff.html).

Each document is a text and its annotations: spans of source, cue and content, relations from a
content to its source and cue, attributes and a note with what a person may correct.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Final

from attribution.exporting.tags import (
    JUDGEMENT,
    correctable_values,
    note_of,
    values_of_note,
)
from attribution.records import MEDIA, UNKNOWN, Act, Claim, Document, Stance
from attribution.spans import Span

__all__ = ["ATTRIBUTES", "CLAIM", "CONTENT", "NOTE", "brat_files"]

CLAIM: Final = "Claim"
"""Type of the comment that holds the id of a claim."""
NOTE: Final = "AnnotatorNotes"
"""Type of the comment that people edit in brat."""
CONTENT: Final = "Content"
ATTRIBUTES: Final[Mapping[str, str]] = {
    "Side": "side", "Stance": "stance", "Act": "act", "Judgement": JUDGEMENT,
}  # fmt: skip
"""Attribute of a content → field of the claim."""

_HALF_CHARACTER: Final = re.compile("[\ud800-\udfff]")
# brat reads a line an annotation; besides line feeds its reader of files ends lines at these.
_WITHIN_A_LINE: Final = re.compile("[^\t\n\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029]+")
_SIDE_IN_BRAT: Final = re.compile(r"[A-Za-z0-9_-]+")
_NOT_IN_NAME: Final = re.compile(r"[^A-Za-z0-9]+")
_MAX_NAME_CHARS: Final = 60
_N_HASH_DIGITS: Final = 8
_CONFIGURATION: Final = """\
# For brat 1.3. To give a side that is not listed, write `side: CODE` in the note of the content.
[entities]
Source
Cue
Content

[relations]
HasSource\tArg1:Content, Arg2:Source
HasCue\tArg1:Content, Arg2:Cue
NestedIn\tArg1:Content, Arg2:Content
<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>

[events]

[attributes]
Side\tArg:Content, Value:{sides}
Stance\tArg:Content, Value:{stances}
Act\tArg:Content, Value:{acts}
Judgement\tArg:Content, Value:accept|reject
"""


def brat_files(claims: Iterable[Claim]) -> Iterator[tuple[str, str]]:
    """Name and text of every file of a folder for brat; half characters become U+FFFD.

    Offsets are code points of the text, which is as it was read. A span that goes over a line
    break has a fragment for each line, without the blanks around it.
    """
    by_document: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_document[claim.document.sha256].append(claim)
    sides = {claim.speaker.side for own in by_document.values() for claim in own}
    yield "annotation.conf", _configuration(sides)
    for own in by_document.values():
        document = own[0].document
        text = _HALF_CHARACTER.sub("\ufffd", document.text)
        yield f"{_name(document)}.txt", text
        yield f"{_name(document)}.ann", "".join(f"{line}\n" for line in _Lines(text).of(own))


def _configuration(sides: set[str]) -> str:
    shown = sorted(side for side in sides | {UNKNOWN, MEDIA} if _SIDE_IN_BRAT.fullmatch(side))
    return _CONFIGURATION.format(
        sides="|".join(shown), stances="|".join(Stance), acts="|".join(Act)
    )


def _name(document: Document) -> str:
    """What the files of a document are called: the end of its name, and of its hash the start."""
    stem = PurePath(document.name.rstrip("/").rsplit("/", maxsplit=1)[-1]).stem
    words = _NOT_IN_NAME.sub("-", stem)[:_MAX_NAME_CHARS].strip("-")
    return f"{words or 'document'}-{document.sha256[:_N_HASH_DIGITS]}"


class _Lines:
    """Makes the lines of one document and numbers them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._n: Counter[str] = Counter()
        self._shared: dict[tuple[str, tuple[Span, ...]], str] = {}
        self._contents: dict[str, str] = {}
        self._lines: list[str] = []

    def of(self, claims: Sequence[Claim]) -> list[str]:
        """All lines, spans of a claim before what is said of them."""
        for claim in claims:
            self._put(claim)
        for claim in claims:
            outer = self._contents.get(claim.nested_in or "")
            if outer is not None and claim.id in self._contents:
                self._relate("NestedIn", self._contents[claim.id], outer)
        return self._lines

    def _put(self, claim: Claim) -> None:
        attribution = claim.attribution
        content = self._span(CONTENT, attribution.contents)
        if content is None:
            return
        self._contents[claim.id] = content
        self._line("#", f"{CLAIM} {content}", claim.id)
        for kind, span in (("Source", attribution.source), ("Cue", attribution.cue)):
            marked = None if span is None else self._span(kind, (span,))
            if marked is not None:
                self._relate(f"Has{kind}", content, marked)
        values = correctable_values(claim)
        for name, field in ATTRIBUTES.items():
            if field in values and (field != "side" or _SIDE_IN_BRAT.fullmatch(values[field])):
                self._line("A", f"{name} {content} {values.pop(field)}")
        # A name that reads as several tags would come back as another one.
        if values_of_note(note_of(values)) == values:
            self._line("#", f"{NOTE} {content}", note_of(values))

    def _span(self, kind: str, spans: tuple[Span, ...]) -> str | None:
        """The id of a marked span; claims of one source or cue share it. None if it is blank."""
        fragments = tuple(part for span in spans for part in _fragments(self._text, span))
        key = (kind, fragments)
        if not fragments or (kind != CONTENT and key in self._shared):
            return self._shared.get(key)
        offsets = ";".join(f"{part.start} {part.end}" for part in fragments)
        words = " ".join(part.slice(self._text) for part in fragments)
        self._shared[key] = made = self._line("T", f"{kind} {offsets}", words)
        return made

    def _relate(self, kind: str, first: str, second: str) -> None:
        self._line("R", f"{kind} Arg1:{first} Arg2:{second}")

    def _line(self, prefix: str, *cells: str) -> str:
        self._n[prefix] += 1
        made = f"{prefix}{self._n[prefix]}"
        self._lines.append("\t".join((made, *cells)))
        return made


def _fragments(text: str, span: Span) -> Iterator[Span]:
    for found in _WITHIN_A_LINE.finditer(text, span.start, span.end):
        words = found[0].strip()
        if words:
            start = found.start() + found[0].index(words)
            yield Span(start, start + len(words))
