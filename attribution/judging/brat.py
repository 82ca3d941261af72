"""Corrections in the attributes and notes of brat's annotation files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from attribution.exporting import values_of_note
from attribution.exporting.brat import ATTRIBUTES, CLAIM, CONTENT, NOTE
from attribution.judging.rows import LeftOut, Row, WrongRow

__all__ = ["brat_corrections"]


class _Said(NamedTuple):
    where: str
    field: str
    value: str


def brat_corrections(text: str, label: str) -> Iterator[Row | WrongRow | LeftOut]:
    """What attributes and notes of each content say; where both name a field, the note counts.

    Args:
        text: of an annotation file.
        label: how to call the file.
    """
    file = _File(text, label)
    yield from file.wrong
    for span, where in file.contents.items():
        if span not in file.claims:
            yield LeftOut(where, f"{span} is no claim that was exported; new claims are not read")
    for span, (where, claim) in file.claims.items():
        yield Row(where, claim, {})
        noted = {said.field for said in file.notes[span]}
        given = [said for said in file.attributes[span] if said.field not in noted]
        for said in (*given, *file.notes[span]):
            yield Row(said.where, claim, {said.field: said.value})


class _File:
    """The lines of a file by the span that they are about."""

    def __init__(self, text: str, label: str) -> None:
        self.claims: dict[str, tuple[str, str]] = {}
        self.contents: dict[str, str] = {}
        self.attributes: defaultdict[str, list[_Said]] = defaultdict(list)
        self.notes: defaultdict[str, list[_Said]] = defaultdict(list)
        self.wrong: list[WrongRow] = []
        for number, line in enumerate(text.split("\n"), start=1):
            name, *cells = line.rstrip("\r").split("\t")
            words = cells[0].split(" ") if cells else []
            if len(words) > 1:
                self._take(f"{label}: line {number}", name, words, cells[1:])

    def _take(self, where: str, name: str, words: list[str], rest: list[str]) -> None:
        kind, span, told = words[0], words[1], "\t".join(rest).strip()
        if name.startswith("T") and kind == CONTENT:
            self.contents[name] = where
        elif name.startswith("#") and kind == CLAIM:
            self.claims[span] = (where, told)
        elif name.startswith("#") and kind == NOTE:
            found = values_of_note(told).items()
            self.notes[span] += [_Said(where, f, value) for f, value in found if value]
        elif name.startswith("A") and kind in ATTRIBUTES:
            value = " ".join(words[2:]).strip()
            if value:
                self.attributes[span].append(_Said(where, ATTRIBUTES[kind], value))
            else:
                self.wrong.append(WrongRow(where, f"{kind} of {span} has no value; give one"))
