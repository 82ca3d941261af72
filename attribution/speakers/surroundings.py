"""Whom somebody speaks for of whose role no state or body is told: by what stands near."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from attribution.actors import Organisation
from attribution.speakers.affiliation import (
    STATE_NOUNS,
    Affiliation,
    is_former,
    nearest_side,
    side_set_before,
    side_set_by_capital,
    sides_in,
)
from attribution.speakers.bodies import DocumentRegister
from attribution.speakers.bodyindex import BodyIndex
from attribution.speakers.mentions import UPPER
from attribution.speakers.outlets import without_dateline
from attribution.speakers.rolewords import (
    OF_STATES_ONLY,
    OFFICIAL_WORDS,
    PRIVATE_WORDS,
    STATE_ROLES,
)
from attribution.speakers.sentences import sentence_start

__all__ = ["OwnStates", "company_of", "is_of_company", "of_surroundings"]

N_BODY_CHARS: Final = 700
"""How far back a role without a body looks for one."""
_OF_OWN_STATE: Final = (STATE_ROLES | OF_STATES_ONLY) - {"president", "presidents", "governor"}
"""Offices of which each state has its own."""
_BODIES_OF_STATES: Final = frozenset("ministry government army military parliament police".split())
_STATE_SECRETARY: Final = re.compile(r"\b[Ss]tate\s+[Ss]ecretary\b")
_CENTRAL_BANK: Final = re.compile(r"\bcentral[\s\-]bank(?:['’]s)?\b")
"""A bank that is its state's: "central bank governor"."""
_STATE_MEDIATOR: Final = re.compile(
    r"\b(?:state|government)\s+(?:mediator|conciliator|arbitrator)\b"
)
_WORD: Final = re.compile(rf"\b[{UPPER}]\w{{3,}}")
_MAKERS: Final = (
    r"(?:(?:auto|car|truck|plane|chip|drug|steel|phone|aircraft|tyre|tire)[\s\-]?makers?|lenders?|"
    r"retailers?|shipbuilders?|brewers?|company|airlines?|manufacturers?)(?:['’]s?)?"
)
_OF_ANOTHER: Final = re.compile(r"\b(?:of|for|at)\s+(?:the|its|a)\s")
_OF_MAKER: Final = re.compile(rf"\b(?:of|for|at)\s+(?:the|its)\s+{_MAKERS}\b", re.IGNORECASE)
_OF_COMPANY: Final = re.compile(
    r"\b(?:chief\s+(?:executive|financial|operating|technology|commercial|people|legal|product|"
    r"marketing|communications|accounting)(?:\s+officer)?|ceo|cfo|coo|finance\s+chief|"
    r"(?:executive|senior)\s+vice[\s\-]president|general\s+counsel|"
    rf"(?:top|senior|company)\s+executives?)\b|\b(?:of|for|at)\s+(?:the|its)\s+{_MAKERS}\b",
    re.IGNORECASE,
)
"""Offices that companies have: "the chief financial officer", "president of the carmaker's"."""


class OwnStates(NamedTuple):
    """States whose offices a text leaves without their state: its subject's and its outlet's."""

    home: str | None
    outlet: str | None


def is_of_company(words: str) -> bool:
    """Whether words about somebody tell an office of a company."""
    return _OF_COMPANY.search(words) is not None and not is_former(words)


def company_of(
    text: str, at: int, bodies: BodyIndex, register: DocumentRegister
) -> tuple[Organisation, bool] | None:
    """The company that a passage is about, and whether it is the only one of it.

    The sentence comes before its paragraph, and that before what stands near.

    Args:
        text: the document's working text.
        at: code point up to which the passage was read.
        bodies: where the document names bodies.
        register: known actors and the document's own bodies.
    """
    paragraph = text.rfind("\n\n", 0, at) + 1
    for start in (sentence_start(text, at, within=N_BODY_CHARS), paragraph, at - N_BODY_CHARS):
        first = max(0, start)
        named = [*bodies.between(first, at), *_by_code(text, first, at, register)]
        companies = [body for _, body in sorted(named, key=_place) if body.kind == "company"]
        if companies:
            return companies[-1], len({one.side for one in companies}) == 1 and start >= paragraph
    return None


def _place(named: tuple[int, Organisation]) -> int:
    return named[0]


def _by_code(
    text: str, start: int, end: int, register: DocumentRegister
) -> Iterator[tuple[int, Organisation]]:
    """Companies that a passage calls by a word that is their code: "Nordwerk"."""
    for match in _WORD.finditer(text, start, end):
        body = register.company(match.group())
        if body is not None:
            yield match.start(), body


def of_surroundings(
    text: str,
    at: int,
    contexts: Sequence[str],
    *,
    register: DocumentRegister,
    bodies: BodyIndex,
    states: OwnStates,
) -> Affiliation | None:
    """Whose `chief financial officer`, `speaker of parliament` or `negotiator` somebody is.

    Args:
        text: the document's working text.
        at: first code point of the name.
        contexts: what stands around the name and may say who that is.
        register: known actors and the document's own bodies.
        bodies: where the document names bodies.
        states: that a text need not name.
    """
    return (
        _of_company(text, at, contexts, register, bodies)
        or _of_own_state(text, at, contexts, register, states.outlet)
        or _of_paragraph(text, at, contexts, register, states.home)
        or _of_nearest(text, at, contexts, register, bodies)
    )


def _of_company(
    text: str, at: int, contexts: Sequence[str], register: DocumentRegister, bodies: BodyIndex
) -> Affiliation | None:
    context = next((one for one in contexts if is_of_company(one)), None)
    company = company_of(text, at, bodies, register) if context else None
    if context is None or company is None:
        return None
    body, is_only = company
    is_others = _OF_ANOTHER.search(context) is not None and not _OF_MAKER.search(context)
    return Affiliation(body.side, body.name, words=context, is_guess=is_others or not is_only)


def _of_own_state(
    text: str, at: int, contexts: Sequence[str], register: DocumentRegister, own: str | None
) -> Affiliation | None:
    """`The representative of the ministry, X`: an outlet leaves its own state out.

    Where the paragraph has named another state before, it may be of that one.
    """
    for context in contexts if own else ():
        words = _words_of(context)
        if is_former(context) or not words & _OF_OWN_STATE or words & (PRIVATE_WORDS | {"a", "an"}):
            continue
        before = re.split(r"\n\s*\n", text[max(0, at - N_BODY_CHARS) : at])[-1]
        if not set(sides_in(without_dateline(before), register)) - {own}:
            is_guess = not words & _BODIES_OF_STATES
            told = f"{context} (a body of the outlet's own state)"
            return Affiliation(own, words=told, is_guess=is_guess)
    return None


def _of_paragraph(
    text: str, at: int, contexts: Sequence[str], register: DocumentRegister, home: str | None
) -> Affiliation | None:
    """`The speaker of parliament, X` in a paragraph that has named one state only."""
    for context in contexts:
        told = context.lower()
        is_of_state = _STATE_MEDIATOR.search(told) or _CENTRAL_BANK.search(told)
        if is_former(context) or not (is_of_state or _words_of(context) & STATE_NOUNS):
            continue
        start = max(0, at - len(context) - 2)
        side = side_set_before(text, start, register) or home
        if side is not None and context[1:].islower():
            told = f"{context} (only state named: {side})"
            is_set = is_of_state or side == side_set_by_capital(text, start, register)
            return Affiliation(side, words=told, is_guess=not is_set)
    return None


def _of_nearest(
    text: str, at: int, contexts: Sequence[str], register: DocumentRegister, bodies: BodyIndex
) -> Affiliation | None:
    """Somebody with a role whose state or body is not told: those named last before.

    A minister or colonel is of a state; a spokeswoman may be of a body as well.
    """
    for context in contexts:
        words = _words_of(context)
        if is_former(context) or not words & OFFICIAL_WORDS or words & PRIVATE_WORDS:
            continue
        near = None
        if not (words & (STATE_ROLES | OF_STATES_ONLY) or _STATE_SECRETARY.search(context)):
            near = bodies.nearest_before(at, within=N_BODY_CHARS)
        named = sides_in(text[near[0] : at] if near else "", register)
        if near is not None and not set(named) - {near[1].side}:
            return Affiliation(near[1].side, near[1].name, words=context, is_guess=True)
        side = nearest_side(text, at, register)
        if side is not None:
            told = f"{context} (nearest state: {side})"
            return Affiliation(side, words=told, is_guess=True)
    return None


def _words_of(context: str) -> set[str]:
    return set(re.findall(r"[a-z]+", _CENTRAL_BANK.sub(" ", context.lower())))
