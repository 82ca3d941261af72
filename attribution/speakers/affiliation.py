"""Which organisation and side the words around a name point to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from attribution.speakers.bodies import DocumentRegister
from attribution.speakers.mentions import UPPER, capital_runs

__all__ = [
    "STATE_NOUNS",
    "Affiliation",
    "affiliation_of",
    "name_contexts",
    "side_set_before",
    "sides_in",
]

STATE_NOUNS: Final = frozenset(
    "ministry minister ministers government army military parliament lawmaker lawmakers "
    "official officials president presidency ministries".split()
)
"""Nouns that belong to a state even where a mention does not say to which."""

_SMALL_HEAD: Final = re.compile(
    r"^\s+(?:state|foreign|defen[cs]e|interior|finance|trade|health|economy|energy|justice)\s+"
    r"(?:ministry|department|minister['’]s office)|^\s+(?:ministry|government|embassy|army|"
    r"military|parliament|presidency|delegation|mission|cabinet)\b"
)
_TOWARD: Final = re.compile(r"\b(?:to|for|on|with|against|over|about|in|from)\s+(?:the\s+)?$")
_STANDS_FOR: Final = re.compile(
    r"\b(?:spokes\w+|spokespeople|speaking|lawyers?|(?:ministry|government|department|"
    r"administration|authorities|officials?|leadership|delegation|talks team)\s+(?:in|for|from)|"
    r"(?:spokes\w+|negotiators?|representatives?|mediators?|envoys?|officials?|diplomats?)\s+"
    r"(?:for|from|with))\s+(?:for\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_INTRODUCTION: Final = re.compile(
    r"(?:^|[.,;:!?\n“”\"]\s+|\s)((?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)\s+[^,.;:!?\n“”\"]{4,70}),\s+$"
)
"""Who somebody is, before a comma and the name: "the union's secretary, Ada Lund"."""
_OF_PLACE: Final = re.compile(rf"\s+(of\s+(?:the\s+)?[{UPPER}]\w+(?:\s+[{UPPER}]\w+)*)")
_FORMER: Final = re.compile(r"\b(?:former|ex-|then-|onetime|retired|late)\b", re.IGNORECASE)
N_BEFORE_CHARS: Final = 110
N_AFTER_CHARS: Final = 160
N_PARAGRAPH_CHARS: Final = 700
"""How far back a paragraph can set the scene for "the health ministry"."""
_PARAGRAPH: Final = re.compile(r"\n\s*\n")
_COMMISSIONER: Final = re.compile(
    r"\bEuropean\s+(?:[a-z]+\s+){0,3}commissioner\b|"
    r"\bEuropean\s+(?:[A-Z]\w+\s+){0,3}Commissioner\b"
)
"""An office that only the European Union has; "European" alone names no side."""


@dataclass(frozen=True, slots=True)
class Affiliation:
    """What a stretch of text says about somebody.

    Attributes:
        side: code, or None when the text shows none.
        organisation: canonical name, or None.
        is_former: whether the text calls the role a past one.
        words: the text it was read from.
    """

    side: str | None = None
    organisation: str | None = None
    is_former: bool = False
    words: str = ""


def sides_in(text: str, register: DocumentRegister) -> list[str]:
    """Sides of the country words, bodies and capitals in `text`, first mentions first."""
    found: list[str] = []
    for _, run in capital_runs(text):
        for side in _sides_of_run(run, register):
            if side not in found:
                found.append(side)
    return found


def side_set_before(text: str, at: int, register: DocumentRegister) -> str | None:
    """The only side that the paragraph has named before `at`; None for none or several."""
    paragraph = _PARAGRAPH.split(text[max(0, at - N_PARAGRAPH_CHARS) : at])[-1]
    sides = sides_in(paragraph, register)
    return sides[0] if len(sides) == 1 else None


def _sides_of_run(run: str, register: DocumentRegister) -> list[str]:
    words = run.split()
    sides: list[str] = []
    at = 0
    while at < len(words):
        for n_words in (4, 3, 2, 1):
            part = " ".join(words[at : at + n_words])
            side = register.country_side(part) or (
                register.capital_side(part) if n_words < 3 else None
            )
            if side:
                sides.append(side)
                at += n_words
                break
        else:
            at += 1
    return sides


def affiliation_of(text: str, register: DocumentRegister) -> Affiliation:
    """The organisation and side that `text`, an apposition or pre-modifier, names first.

    Countries behind a preposition ("ambassador to Russia") are where somebody works, not whom
    somebody stands for; but "the ministry in Yerevan" and "a spokesman for the Commission"
    stand for what follows.
    """
    side = "EU" if _COMMISSIONER.search(text) else None
    for start, run in capital_runs(text):
        before = text[:start]
        if _TOWARD.search(before) and not _STANDS_FOR.search(before):
            continue
        small = _SMALL_HEAD.match(text[start + len(run) :])
        tries = [run + small.group()] if small else []
        organisation = next(
            (o for t in (*tries, *_tails(run)) if (o := register.organisation(t))), None
        )
        if organisation is not None:
            return Affiliation(organisation.side, organisation.name, _is_former(text), text)
        if side is None:
            side = next(iter(_sides_of_run(run, register)), None)
    return Affiliation(side, None, _is_former(text), text)


def _tails(run: str) -> list[str]:
    """The run and what remains of it after dropping first or last words, longest first."""
    words = run.split()
    parts = [words[i:j] for i in range(len(words)) for j in range(len(words), i, -1)]
    return [" ".join(part) for part in sorted(parts, key=len, reverse=True)]


def _is_former(text: str) -> bool:
    return _FORMER.search(text) is not None


def name_contexts(text: str, name: str, *, limit: int = 3) -> list[str]:
    """Pre-modifiers and appositions of the first occurrences of `name`, in reading order.

    Args:
        text: the document's working text.
        name: as written there.
        limit: occurrences looked at.
    """
    contexts: list[str] = []
    at = text.find(name)
    while at >= 0 and limit:
        before = re.split(r"[,;:.!?\n“”\"]\s", text[max(0, at - N_BEFORE_CHARS) : at])[-1]
        words = before.split()[-9:]
        if words:
            contexts.append(" ".join(words))
        introduced = _INTRODUCTION.search(text[max(0, at - N_BEFORE_CHARS) : at])
        if introduced:
            contexts.append(introduced[1])
        after = text[at + len(name) : at + len(name) + N_AFTER_CHARS]
        origin = _OF_PLACE.match(after)
        if origin:
            contexts.append(origin[1])
        apposition = re.match(r",\s+((?!who\b|which\b|and\b|but\b|said\b)[^.;:“”\"\n]+)", after)
        if apposition:
            contexts.append(re.split(r",\s+(?:said|told|who|and|but|has|was)\b", apposition[1])[0])
        at = text.find(name, at + len(name))
        limit -= 1
    return contexts
