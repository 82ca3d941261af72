"""Which organisation and side the words around a name point to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from attribution.actors import Organisation
from attribution.records import MEDIA
from attribution.speakers.bodies import DocumentRegister
from attribution.speakers.bodywords import SMALL_TAIL
from attribution.speakers.mentions import UPPER, capital_runs

__all__ = [
    "STATE_NOUNS",
    "Affiliation",
    "affiliation_of",
    "home_side",
    "is_former",
    "is_other_office",
    "nearest_side",
    "side_set_before",
    "side_set_by_capital",
    "sides_in",
]

STATE_NOUNS: Final = frozenset(
    "ministry minister ministers government army military parliament lawmaker lawmakers "
    "official officials president presidency ministries police coastguard navy guard customs "
    "prosecutor prosecutors".split()
)
"""Nouns that belong to a state even where a mention does not say to which."""

_SMALL_HEAD: Final = re.compile(
    r"^\s+(?:state|foreign|defen[cs]e|interior|finance|trade|health|economy|energy|justice)\s+"
    r"(?:ministry|department|minister['’]s office)|^\s+(?:ministry|government|embassy|army|"
    r"military|parliament|presidency|delegation|mission|cabinet)\b"
)
_TOWARD: Final = re.compile(r"\b(?:to|for|on|with|against|over|about|in|from)\s+(?:the\s+)?$")
_PLACED: Final = re.compile(
    r"\b(?:signed|held|met|reached|agreed|talks|meeting|round|session)\s+(?:[a-z]+\s+){0,3}?in\s+(?:the\s+)?$"
)
"""Before the country that only hosts a meeting: "what was signed in Norland"."""
_INSIDE: Final = re.compile(r"\b(?:in|at|from|with)\s+(?:the\s+)?$")
"""Before a ministry or government: "a state secretary in Spain's interior ministry"."""
_STANDS_FOR: Final = re.compile(
    r"\b(?:spokes\w+|spokespeople|speaking|lawyers?|(?:ministry|government|department|"
    r"administration|authorities|officials?|leadership|delegation|talks team)\s+(?:in|for|from)|"
    r"(?:advis[eo]rs?|aides?|assistants?|secretary|secretaries|deputy)\s+to|"
    r"(?:spokes\w+|negotiators?|representatives?|mediators?|envoys?|officials?|diplomats?)\s+"
    r"(?:for|from|with))\s+(?:for\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_SITS_FOR: Final = re.compile(
    r"\b(?:members?\s+of\s+(?:the\s+)?(?:parliament|congress|assembly|senate|knesset)|MPs?|MEPs?|"
    r"lawmakers?|deput(?:y|ies)|senators?|candidates?|councillors?)\s+for\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""Before a party: "a member of parliament for the Common Front"."""
_LONGER: Final = re.compile(
    rf"(?:\s+(?:de|del|des|du|da|do|dos|di|della|on)\s+(?:la\s+|los\s+|las\s+)?[{UPPER}][\w’\-]*"
    rf"(?:\s+[{UPPER}][\w’\-]*)*)+"
)
"""How a name goes on behind a small word: "Frente del Altiplano", "Council on Trade Policy"."""
_SEAT: Final = re.compile(rf"^\s+in\s+(?P<capital>[{UPPER}]\w+(?:\s+[{UPPER}]\w+)?)")
_ABOUT: Final = re.compile(r"\s+(?:desk|file|portfolio|section|programme|program|policy)\b")
"""Behind a country that somebody deals with: "the Norland desk at the ministry"."""
_NATIONAL: Final = re.compile(
    rf"[{UPPER}]\w+(?:$|,|\s+(?:who|named|called)\b|\s+(?:[a-z\-]+\s+)?(?:chemist|physicist|engineer|economist|"
    r"lawyer|banker|professor|jurist|veteran|man|woman|national|citizen|doctor|scientist|biologist|"
    r"diplomat\s+who|general\s+who)\b)"
)
"""Of which nation somebody is, which tells little of whom somebody speaks for."""
_AT: Final = re.compile(r"\b(?:at|near|outside)\s+(?:the\s+)?$")
_STATE_ORGAN: Final = re.compile(
    r"\s+(?:customs|police|port|harbou?r|district|court|border|town|city|municipal\w*|prefecture|"
    r"provinc\w+|coast|regional)\b"
)
"""Behind a place, of which it is: "the Norvik customs office"."""
_WHO: Final = re.compile(r"\bwho\b")
_FOR: Final = (" for ", " for the ", " of ", " of the ")
_SEATED: Final = re.compile(
    r"\b(?:ministers?|ministry|officials?|police|army|parliament|regulator|watchdog|authorit\w+|"
    r"office|government|court|directors?[- ]general|directorate|department|desk|agency|presidency|"
    r"palace)\b[^,;]{0,40}\sin\s+$",
    re.IGNORECASE,
)
_SENT: Final = re.compile(
    r"\b(?:ambassador|envoy|diplomat|mission|embassy|consul)\w*\b", re.IGNORECASE
)
_FORMER: Final = re.compile(r"\b(?:former|ex-|then-|onetime|retired|late)\b", re.IGNORECASE)
_PAST_OFFICE: Final = re.compile(
    r"\b(?:former|ex-|onetime|retired)\s*(?P<office>[^,;]+?)(?=$|[,;]|\s+(?:who|and|now)\b)",
    re.IGNORECASE,
)
_SMALL_WORDS: Final = frozenset("of the for and in".split())
N_PARAGRAPH_CHARS: Final = 700
"""How far back a paragraph can set the scene for "the health ministry"."""
N_TIMES_HOME: Final = 3
_SENTENCE: Final = re.compile(r"(?<=[.!?”\"])\s+|\n+")
_PARAGRAPH: Final = re.compile(r"\n\s*\n")
_COMMISSIONER: Final = re.compile(
    r"\bEuropean\s+(?:[a-z]+\s+){0,3}commissioner\b|"
    r"\bEuropean\s+(?:[A-Z]\w+\s+){0,3}Commissioner\b"
)
"""An office that only the European Union has; "European" alone names no side."""
_EDITOR: Final = re.compile(
    r"\b(?:editor|editor[\s\-]in[\s\-]chief|columnist)\s+(?:of|at|for|with)\s+(?:this|our)\s+"
    r"(?:news)?(?:paper|magazine|site|weekly|journal)\b"
)
"""Whoever speaks for the outlet that prints it."""
_U_S_OFFICE: Final = re.compile(
    r"\b(?:Under|Assistant|Deputy)[ \-]Secretary\s+of\s+(?:State(?!\s+for)|Commerce|Defense|Energy|"
    r"War|(?:the\s+)?Treasury|Homeland\s+Security)\b"
)
"""Offices that only the United States call so."""
_NATIONAL_OFFICES: Final = (
    ("IE", re.compile(r"\b(?:[Tt]aoiseach|[Tt][áa]naiste)\b")),
    ("CH", re.compile(r"\b[Ll]andammann\b")),
    ("GB", re.compile(r"\b[Cc]hancellor of the [Ee]xchequer\b")),
)
"""Offices that only one state calls so."""
_ITS_FOR: Final = re.compile(r"^(?:[Ii]ts|[Tt]heir)\s.*\b(?:for|to|in|on)\s+(?:the\s+)?$")
"""Before what somebody of another does: "its representative for Norland"."""
_CHAIRS: Final = re.compile(r"\bwho\s+(?:chairs|presides\s+over|heads|leads)\s+(?:the\s+)?")
"""What somebody of a party does for another body: "the Liberal who chairs the Assembly"."""
_IN_CAPITAL: Final = re.compile(
    rf"\s*(?:And\s+|But\s+)?[Ii]n\s+(?P<capital>[{UPPER}][\w\-]+(?:\s+[{UPPER}]\w+)?)(?:,|\s+(?:an?|the|anger|there)\b)"
)
_US_PARTY: Final = re.compile(
    r"\b(?:an?|the|another|top|ranking|senior)\s+(?:(?:[a-z\-]+|House|Senate)\s+){0,2}"
    r"(?P<party>Democrat|Republican)s?\b(?!\s+[A-Z])|"
    r"\b(?P<whose>Democrat|Republican)(?:s|ic)?\s+(?:[Ss]en(?:ator|\.)|[Rr]ep(?:resentative|\.)|"
    r"[Cc]ongress(?:wo)?man|[Ll]awmaker|(?:minority\s+|majority\s+)?[Ll]eader|whip)s?\b"
)
"""Of which party a member of Congress is: "a Democrat of Maryland", "Republican senator"."""


@dataclass(frozen=True, slots=True)
class Affiliation:
    """What a stretch of text says about somebody.

    Attributes:
        side: code, or None when the text shows none.
        organisation: canonical name, or None.
        is_former: whether the text calls the role a past one.
        words: the text it was read from.
        is_guess: whether only the state named last before speaks for it.
    """

    side: str | None = None
    organisation: str | None = None
    is_former: bool = False
    words: str = ""
    is_guess: bool = False


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


def side_set_by_capital(text: str, at: int, register: DocumentRegister) -> str | None:
    """The state whose capital the paragraph of `at` begins in: "In Paris, …"; else None."""
    paragraph = _PARAGRAPH.split(text[max(0, at - N_PARAGRAPH_CHARS) : at])[-1]
    match = _IN_CAPITAL.match(paragraph)
    return register.capital_side(match["capital"]) if match else None


def nearest_side(text: str, at: int, register: DocumentRegister) -> str | None:
    """The state named last before `at`; None where it is named together with another."""
    for sentence in reversed(_SENTENCE.split(text[max(0, at - 3 * N_PARAGRAPH_CHARS) : at])):
        named = [
            (side, start) for start, run in capital_runs(sentence)
            for side in _sides_of_run(run, register)
            if _is_state(side) and not _PLACED.search(sentence, 0, start)
        ]  # fmt: skip
        if not named:
            continue
        (last, start), before = named[-1], named[:-1]
        if before and before[-1][0] != last and before[-1][1] == start:
            return None  # one run of capitals: "Denmark and Norway"
        return last
    return None


def _is_state(side: str) -> bool:
    return len(side) == 2 and side not in {"EU", "UN"}


def home_side(text: str, register: DocumentRegister) -> str | None:
    """The state a text is about, if it is clearly one: named three times as often as any other.

    A domestic story does not say whose "health ministry" it means.
    """
    counts = Counter(
        side for _, run in capital_runs(text) for side in _sides_of_run(run, register)
        if _is_state(side)
    )  # fmt: skip
    (first, *rest) = counts.most_common(2) or [("", 0)]
    if not first[1] or (rest and first[1] < N_TIMES_HOME * rest[0][1]):
        return None
    return first[0]


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
    return _of_chaired(text, register) or _named_in(text, register)


def _of_chaired(text: str, register: DocumentRegister) -> Affiliation | None:
    """Of the body that somebody of a party chairs: "the Liberal who chairs the Assembly"."""
    chaired = _CHAIRS.search(text)
    if chaired is None or _US_PARTY.search(text) is not None:
        return None
    told = _named_in(text[chaired.end() :], register)
    if told.organisation is None:
        return None
    return replace(told, is_former=is_former(text), words=text)


def _named_in(text: str, register: DocumentRegister) -> Affiliation:
    """What the first country, office or body in `text` tells."""
    side = _side_of_office(text)
    is_guess = False
    for start, run in capital_runs(text):
        before = text[:start]
        small = _SMALL_HEAD.match(text[start + len(run) :])
        is_inside = small is not None and _INSIDE.search(before) is not None
        is_whose = _stands_for(before) or _sits_for(before, run, register) or is_inside
        if _ITS_FOR.search(before) or (_TOWARD.search(before) and not is_whose):
            continue
        if side is not None and _AT.search(before):
            continue
        if _ABOUT.match(text, start + len(run)) and not re.search(r"['’]s?$", run):
            continue
        tail = SMALL_TAIL.match(text, start + len(run))
        longer = _LONGER.match(text, start + len(run))
        tries = [run + end.group() for end in (longer, tail, small) if end]
        organisation = _organisation_at(text, start, run, tries, register)
        if organisation is not None:
            seat = _SEAT.match(text[start + len(run) :])
            seated = register.capital_side(seat["capital"]) if seat else None
            if seated is not None and seated != organisation.side and _is_state(organisation.side):
                return Affiliation(seated, None, is_former(text), text)  # another's namesake
            return Affiliation(organisation.side, organisation.name, is_former(text), text)
        if side is None:
            side = next(iter(_sides_of_run(run, register)), None)
            is_guess = side is not None and _NATIONAL.match(text, start) is not None
    return Affiliation(side, None, is_former(text), text, is_guess)


def _sits_for(before: str, run: str, register: DocumentRegister) -> bool:
    """Whether somebody sits in a parliament for the party that `run` names."""
    if _SITS_FOR.search(before) is None:
        return False
    body = register.organisation(run)
    return body is not None and body.kind == "party" and body.source != "text"


def _organisation_at(
    text: str, start: int, run: str, tries: Sequence[str], register: DocumentRegister
) -> Organisation | None:
    """The body that a run of capitals names, unless it is a place with an organ of state."""
    organisation = next(
        (o for words in (*tries, *_tails(run)) if (o := register.organisation(words))), None
    )
    # "the Norvik customs office" is no Norvik Chamber's.
    is_place = " " not in run and _STATE_ORGAN.match(text, start + len(run)) is not None
    return None if is_place else organisation


def _side_of_office(text: str) -> str | None:
    """The side of an office that only one of them calls so, or of a party of Congress."""
    if _COMMISSIONER.search(text):
        return "EU"
    if _EDITOR.search(text):
        return MEDIA
    national = next((side for side, office in _NATIONAL_OFFICES if office.search(text)), None)
    if national is not None:
        return national
    partisan = _US_PARTY.search(text)
    if partisan is not None:
        party = partisan["party"] or partisan["whose"]
        return "DEM" if party == "Democrat" else "GOP"
    return "US" if _U_S_OFFICE.search(text) else None


def _stands_for(before: str) -> bool:
    """Whether what follows a preposition is whom somebody speaks for, not where or about what."""
    if _STANDS_FOR.search(before) or (_WHO.search(before) and before.endswith(_FOR)):
        return True
    # A minister or officer in a capital is of its government; an ambassador is not.
    seated = _SEATED.search(before)
    return seated is not None and not _SENT.search(before)


def _tails(run: str) -> list[str]:
    """The run and what remains of it after dropping first or last words, longest first."""
    words = run.split()
    parts = [words[i:j] for i in range(len(words)) for j in range(len(words), i, -1)]
    return [" ".join(part) for part in sorted(parts, key=len, reverse=True)]


def is_former(text: str) -> bool:
    """Whether `text` calls an office or role a past one."""
    return _FORMER.search(text) is not None


def is_other_office(office: str, words: str) -> bool:
    """Whether `words` call another office a past one than the one somebody holds."""
    past = _PAST_OFFICE.search(words)
    if past is None:
        return False
    held = set(re.findall(r"[a-z]+", office.lower())) - _SMALL_WORDS
    called = set(re.findall(r"[a-z]+", past["office"].lower())) - _SMALL_WORDS
    domains = set(re.findall(r"\b[a-z]+\b", past["office"])) - STATE_NOUNS
    is_other_domain = bool(domains) and bool(held - STATE_NOUNS) and not held & domains
    return not held & called or is_other_domain
