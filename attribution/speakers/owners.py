"""Whose spokesman `its spokesman` is."""

from __future__ import annotations

import re
from typing import Final

from attribution.speakers.affiliation import STATE_NOUNS, Affiliation, sides_in
from attribution.speakers.bodies import DocumentRegister
from attribution.speakers.bodyindex import BODY_NOUNS, BodyIndex
from attribution.speakers.mentions import ROLE_NOUNS

__all__ = ["owner_of"]

N_BODY_CHARS: Final = 700
"""How far back "its director" looks for a body."""
N_STATE_CHARS: Final = 250
"""How far back "its foreign minister" looks for a country."""
N_SUBJECT_CHARS: Final = 60
"""How far into a sentence its subject is looked for."""
N_BACK: Final = 3
"""Sentences looked at for a subject, that of the mention first."""
N_ROLE_WORDS: Final = 7
"""Words after the possessive among which the role must be."""
_SENTENCE_START: Final = re.compile(r"(?:(?<![A-Z])[.!?][”\"’']?\s+|\n+|^)(?=\S)")
"""Not after the initials of `U.S.`."""
_DATELINE: Final = re.compile(r"^[A-ZÀ-Þ][^.\n]{2,60}?\s[—–-]\s")
"""`DOKAN, Iraq, Aug 21 (ZN) - `."""
_ADVERBIAL: Final = re.compile(
    r"^(?:In|From|At|On|After|Before)\s+[A-Z][\w.’'\-]*(?:(?:\s+[A-Z][\w.’'\-]*){0,2},)?\s+"
)
"""`In Washington`, before the subject."""
_OF_STATE: Final = (
    STATE_NOUNS - {"president", "presidents", "presidency", "official", "officials"}
) | {"ambassador", "consul"}
"""Roles that only states have; a club has a president and a company officials."""
_SMALL_SUBJECT: Final = re.compile(
    rf"(?:The|A|An|Its)\s+(?:[a-z\-]+\s+){{0,2}}?(?P<noun>{'|'.join(sorted(BODY_NOUNS))})\b(?!['’]|\s+of\s)"
)
"""A subject without a name: "The police district"."""
_OF_OTHER_PAGES: Final = frozenset({"union", "federation", "guild", "association"})
_DESCRIBED: Final = re.compile(r"^(?:The|A|An)\s+(?:[\w\-’']+\s+){1,4}$")
"""What stands before a body's name: "The Norlandic millers' association "."""
_REPORTED: Final = re.compile(
    r"(?:,[”\"’]?\s+(?P<said>[^,.;:]{4,60}?)\s+(?:said|says|reported|announced|stated|told|wrote|added|replied|"
    r"declared|insisted|warned)\b|\baccording\s+to\s+(?P<told>[^,.;:]{4,60}))"
)
"""Who said what stands before: "…, the harbour authority said"."""
_SPOKESPEOPLE: Final = frozenset("spokesman spokeswoman spokesperson director head deputy".split())
"""Who goes on where a body was reported: "…, the authority said. Its director …"."""
_QUOTED: Final = re.compile(r"^[“\"‘]")


def owner_of(
    text: str, at: int, context: str, register: DocumentRegister, bodies: BodyIndex
) -> Affiliation | None:
    """Of which state or body the text speaks where somebody is `its minister`.

    The subject of the sentence is the owner, or of the sentence before where the mention opens
    one. Where neither names anybody, the owner is guessed from what was named last.

    Args:
        text: the document's working text.
        at: first code point of the person's name.
        context: from `its` or `their` on.
        register: known actors and the document's own bodies.
        bodies: where the document names bodies.
    """
    words = re.findall(r"[a-z\-]+", context.lower())
    if not set(words[:N_ROLE_WORDS]) & ROLE_NOUNS:
        return None
    of_state = bool(set(words) & _OF_STATE)
    own = text.rfind(context[:20], max(0, at - 200), at + len(context) + 200)
    mention = own if own >= 0 else at
    starts = [m.end() for m in _SENTENCE_START.finditer(text[:mention])][-N_BACK:]
    if set(words[:N_ROLE_WORDS]) & _SPOKESPEOPLE and len(starts) > 1:
        reporter = _reporter(text, starts[-2], mention, register, bodies)
        if reporter is not None:
            return reporter if reporter.side else None
    for line in reversed(starts):
        dateline = _DATELINE.match(text[line:mention])
        start = line + (dateline.end() if dateline else 0)
        opening = text[start : min(mention, start + N_SUBJECT_CHARS)]
        if not opening.strip() or _QUOTED.match(opening):
            continue
        owner = _subject(text, start, mention, of_state, register, bodies)
        if owner is not None:
            return owner if owner.side else None
    return _named_last(text, at, of_state, register, bodies)


def _reporter(
    text: str, start: int, end: int, register: DocumentRegister, bodies: BodyIndex
) -> Affiliation | None:
    """The body that the sentence at `start` reports, without a side where it is not told."""
    stop = _SENTENCE_START.search(text, start + 1, end)
    match = _REPORTED.search(text, start, stop.start() + 1 if stop else end)
    if match is None:
        return None
    first, last = match.span("said" if match["said"] else "told")
    body = next(iter(bodies.between(first, last)), None)
    if body is not None:
        return Affiliation(body[1].side, body[1].name)
    words = re.findall(r"[a-z]+", text[first:last].lower())
    is_small = text[first:last].lower().startswith(("the ", "its "))
    if not (is_small and set(words) & BODY_NOUNS):
        return None
    sides = sides_in(text[first:last], register)
    return Affiliation(sides[0]) if sides else Affiliation()


def _subject(
    text: str, start: int, end: int, of_state: bool, register: DocumentRegister, bodies: BodyIndex
) -> Affiliation | None:
    """The state or body that a sentence begins with; one without a side where it is not told."""
    adverbial = _ADVERBIAL.match(text[start:end])
    for first in dict.fromkeys([start + (adverbial.end() if adverbial else 0), start]):
        last = min(end, first + N_SUBJECT_CHARS)
        body = next(iter(bodies.between(first, last)), None)
        small = _SMALL_SUBJECT.match(text, first, last)
        if small is not None:
            known = bodies.last_before(first, small["noun"], by_name=True)
            if known is None and not of_state and small["noun"] in _OF_OTHER_PAGES:
                known = bodies.called(first, small["noun"])  # named on another page only
            return Affiliation() if known is None else Affiliation(known.side, known.organisation)
        if body is not None and not of_state and _DESCRIBED.match(text[first : body[0]]):
            return Affiliation(body[1].side, body[1].name)
        sides = sides_in(text[first : body[0] if body and not of_state else last], register)
        if sides:
            return Affiliation(sides[0])
        if body is not None and not of_state:
            return Affiliation(body[1].side, body[1].name)
    return None


def _named_last(
    text: str, at: int, of_state: bool, register: DocumentRegister, bodies: BodyIndex
) -> Affiliation | None:
    """A minister's state or a director's body: the one named last before."""
    near = bodies.nearest_before(at, within=N_BODY_CHARS)
    if near is not None and not of_state:
        return Affiliation(near[1].side, near[1].name, is_guess=True)
    sides = sides_in(text[max(0, at - N_STATE_CHARS) : at], register)
    if sides:
        return Affiliation(sides[-1], is_guess=True)
    return None if near is None else Affiliation(near[1].side, near[1].name, is_guess=True)
