"""Speakers who work for another speaker, and so speak for that one's side: "Lund's lawyer"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from attribution.records import SpeakerKind
from attribution.speakers.evidence import MeetingEvidence, Subject
from attribution.speakers.mentions import UPPER
from attribution.speakers.sidemarks import MarkedPage

__all__ = ["owners_of"]

_STAFF: Final = (
    r"(?:deput(?:y|ies)|office|team|colleagues?|lawyers?|aides?|advis[eo]rs?|spokes\w+|"
    r"assistants?|chief\s+of\s+staff|negotiators?|secretary|treasurer|ministry|department|"
    r"delegation|staff|cabinet|camp|campaign)"
)
_NAME: Final = re.compile(rf"[{UPPER}][\w‘\-]*")
_OWNS: Final = re.compile(rf"['’]s?\s+(?:[a-z\-]+\s+){{0,2}}{_STAFF}\b[^.;“”\"]{{0,40}}$")
"""Between an owner's name and the name of who works for it: "Lund's lawyer, "."""
_OWNS_INSIDE: Final = re.compile(rf"['’]s?\s+(?:[a-z\-]+\s+){{0,2}}{_STAFF}\b")
_OWNED_INSIDE: Final = re.compile(
    rf"\b{_STAFF}\s+(?:to|of|for|with)\s+(?:the\s+)?(?:[\w.\-]+\s+){{0,3}}$"
)
"""Before an owner's name within a mention: "an aide to Minister Lund"."""
N_BEFORE_CHARS: Final = 120


def owners_of(subjects: Sequence[Subject], evidence: MeetingEvidence) -> dict[int, int]:
    """Position of a speaker → of the one whom that speaker works for.

    Args:
        subjects: speakers of a meeting's documents.
        evidence: of the same documents.
    """
    surnames = _surnames(subjects)
    found: dict[int, int] = {}
    for i, subject in enumerate(subjects):
        for k, start, end in evidence.places(subject):
            owners = _owners(evidence.pages[k], start, end, surnames)
            owner = next((other for other in owners if other != i), None)
            if owner is not None:
                found[i] = owner
                break
    # Two who would own each other tell nothing.
    return {i: owner for i, owner in found.items() if found.get(owner) != i}


def _surnames(subjects: Sequence[Subject]) -> dict[str, int]:
    """Last names of people → position, where only one is called so."""
    called: dict[str, list[int]] = {}
    for i, subject in enumerate(subjects):
        if subject.speaker.kind is SpeakerKind.PERSON:
            called.setdefault(subject.speaker.name.rpartition(" ")[2], []).append(i)
    return {name: places[0] for name, places in called.items() if len(places) == 1}


def _owners(page: MarkedPage, start: int, end: int, surnames: dict[str, int]) -> Iterator[int]:
    """Whom the words in and right before a mention at `start` to `end` make its owner."""
    text = page.text
    for match in _NAME.finditer(text, start, end):
        owner = surnames.get(match.group())
        if owner is not None and (
            _OWNED_INSIDE.search(text, start, match.start())
            or _OWNS_INSIDE.match(text, match.end(), end)
        ):
            yield owner
    first = max(page.sentence(start)[0], start - N_BEFORE_CHARS)
    named = [m for m in _NAME.finditer(text, first, start) if m.group() in surnames]
    if named and _OWNS.match(text, named[-1].end(), start):
        yield surnames[named[-1].group()]
