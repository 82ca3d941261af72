"""Companies, unions, parties and movements that only the document at hand knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

from attribution.actors import Organisation, Register
from attribution.actors.patterns import body_of
from attribution.cleaning.vocabulary import word_counts
from attribution.records import UNKNOWN
from attribution.speakers.bodypatterns import (
    ACRONYM_APART,
    AFTER,
    APART,
    BEFORE,
    BEHIND,
    BODY_FIRST,
    BRACKETS,
    DOMAIN_END,
    GEOGRAPHIC,
    IS,
    ITS_STAFF,
    OF_BODY,
    OF_NAME,
    OPPOSED,
    PERSON_FROM,
    PERSON_OF,
    SPEAKS_FOR,
    STAFF,
    STAFF_NAMED,
    STANDS_FOR,
    WHICH,
)
from attribution.speakers.bodywords import (
    MEMBERS,
    NAMED_SO,
    NOUNS,
    OF_MEMBERS,
    TRADES,
    WITH_TRADE,
    owner_in,
)
from attribution.speakers.codes import is_called, side_code
from attribution.speakers.mentions import (
    OPENERS,
    ROLE_NOUNS,
    UPPER,
    capital_runs,
    places_of,
)
from attribution.speakers.nobodies import (
    is_person_or_office,
    is_somebody,
    is_unit_or_town,
    names_office,
)
from attribution.speakers.outsiders import stands_for_nobody
from attribution.speakers.shortnames import names_state, short_forms
from attribution.speakers.titles import TITLE_WORDS

__all__ = [
    "introduced_bodies", "is_named_as_body", "kind_by_name", "without_role",
]  # fmt: skip

N_FULL_NAME: Final = 2
"""Words of a person's full name."""
N_PLACED_CHARS: Final = 5
"""Before a name, where "in" or "from" makes it a place's."""
N_DOMAIN_CHARS: Final = 60
N_OFFICE_CHARS: Final = 70
"""Before a body's noun, where an office makes the name behind it its holder's."""
N_COMMON: Final = 5_000_000
"""Occurrences of a word that is no name's alone (`word_counts`)."""
_UNTOLD: Final = "other"
"""Kind of a body of which only the name was said."""
_STANDING_ALONE: Final = frozenset({"party", "union", "company", "movement", "other"})
"""Kinds of listed bodies that texts call by short names of their own."""
_OF_PARTS: Final = frozenset({"movement", "military"})
"""Kinds of listed bodies whose fronts and commands speak for the whole."""
_OF_MEMBERS: Final = re.compile(
    rf"s['’]\s+(?:\w+\s+)?(?:{OF_MEMBERS})$|[a-z]{MEMBERS}\s+(?:{OF_MEMBERS})$|\b(?:\w+holders?|Creditors?|Bonds|Strike|Workers|Action|"
    r"Coordination|Citizens|Residents|Negotiating)\s+Committee$"
)
"""A council that its members' trade names: "Carriers' Council"."""
_ARTICLE: Final = re.compile(r"^the\s+", re.IGNORECASE)
_NEXT_LINE: Final = re.compile(r"(?<!\.)\n+")
"""Where a run of capitals goes over to the next line, as behind a menu's word or a signature."""
_OF_PERSON: Final = re.compile(rf"(?:[{UPPER}][\w\-]*\s+)+[{UPPER}][\w\-]*['’]s\s+(?=\S+\s)")
"""`Ada Lund's ` before the name of her party."""
_FROM_PLACE: Final = re.compile(r"-(?:based|owned|led|backed|run|born|listed|registered)$")
"""Endings of words that say where a body comes from."""
_FORCES_OF_STATES: Final = re.compile(
    r"^(?:(?:Royal|Imperial)\s+)?(?:Coast|National|Border|Frontier|Revolutionary|Republican|Presidential|Home|Civil|Life|"
    r"Air|Ground|Naval|Military|Land|Security|Police|Armed|Defen[cs]e|Special|Task|Multinational)\s+"
    r"(?:Guards?|Forces?|Brigades?)$"
)
_MEMBERS_LAST: Final = re.compile(rf"[a-z]{MEMBERS}$")
"""The last word of a name that says who belongs to it: "Western Sugar Growers"."""
_PUBLIC: Final = re.compile(
    r"^(?:State|Federal|National|Special|Central|Supreme|High|Regional|Provincial|Northern|Southern|Eastern|"
    r"Western)\b"
)
"""First words of offices of states and of regions."""
_COALITION: Final = re.compile(rf"\b(?P<name>(?:[{UPPER}][\w.]*)-led (?:military )?coalition)\b")
_OF_STATES: Final = frozenset(
    "ministry department government parliament army office court council senate congress house "
    "assembly embassy cabinet commission agency authority service police guard bureau treasury "
    "presidency chancellery directorate secretariat inspectorate duma gendarmerie".split()
)
_NO_PERSONS: Final = frozenset(NAMED_SO) | _OF_STATES
"""Words before "of" that are no surname: "Ministry of Mines and Energy"."""
_STATE_FIRST: Final = re.compile(r"(?:Ministry|Department|Embassy|Secretariat|Prefecture)\b")
"""First words of names of states' bodies: "Ministry of Mines"."""
_ROLES: Final = ROLE_NOUNS | TITLE_WORDS
_ROLES_BEFORE: Final = (_ROLES - {"party", "union"}) | {
    "mp",
    "mps",
    "mep",
    "meps",
    "senator",
    "senators",
}
"""Before "for" or "of" and a body: "MP for the Common Party"."""
_ROLE_FIRST: Final = re.compile(r"^(?P<role>\w+)\s+(?:for|of|at)\s+(?:the\s+)?")


_DAY_FIRST: Final = re.compile(
    r"^(?:(?:On|By|From|Since|Until|Late|Early|Last|This|Next)\s+)*(?:Mon|Tues|Wednes|Thurs|Fri|"
    r"Satur|Sun)day\s+"
)
"""What begins a sentence before its subject: "On Monday Lund's lawyer"."""
_MINISTER: Final = re.compile(r"\b[Mm]inist(?:er|ers|ry)\s+(?:of|for)\s+(?:the\s+)?$")
_PARAGRAPH: Final = re.compile(r"\n\s*\n")
_DAY: Final = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Septem|Octo|Novem|Decem)ber|January|February|"
    r"March|April|May|June|July|August"
)


def introduced_bodies(text: str, register: Register) -> Iterator[Organisation]:
    """Bodies that `text` introduces: those the register does not know, and short names of others.

    An unknown one stands for itself: its side is the short form the text gives, see
    `codes.side_code`.
    """
    kinds: dict[str, str] = {}
    for name, kind in (*_by_name(text), *_by_noun(text), *_by_role(text)):
        kinds.setdefault(name, kind)
    short = dict(_by_brackets(text))
    for name in short:
        kinds.setdefault(name, "union")
    beginnings = {
        re.sub(r"['’]$", "", " ".join(words[:n]))
        for words in map(str.split, kinds) for n in range(1, len(words))
    }  # fmt: skip
    for name, kind in kinds.items():
        told = register.organisation(name)
        if told is not None and (told.is_own or told.kind in _STANDING_ALONE):
            # Whose it is, is known; what the text calls it, and for short, is still news.
            called = short_forms(name, text, short.get(name))
            yield replace(
                told, kind=kind if told.kind == _UNTOLD and told.is_own else told.kind,
                aliases=(*told.aliases, *(n for n in called if not names_state(n, register))),
            )  # fmt: skip
            continue
        if name in beginnings or _DAY.fullmatch(name) or _is_known(name, register):
            continue
        if body_of(_ARTICLE.sub("", name)) is not None:  # "THE DEPARTMENT of Foreign Affairs (DFA)"
            continue
        yield Organisation(
            id=f"text:{name.casefold()}", name=name, kind=kind,
            side=_side_of(name, text, short.get(name), register), source="text",
            aliases=tuple(
                alias for alias in short_forms(name, text, short.get(name))
                if not names_state(alias, register)
            ),
        )  # fmt: skip
    for match in _COALITION.finditer(text):
        yield Organisation(
            id="text:coalition", name=match["name"], kind="military", side="COALITION",
            source="text", aliases=("coalition",),
        )  # fmt: skip


def _side_of(name: str, text: str, short: str | None, register: Register) -> str:
    """The code of a body that stands for itself; a charity's is none, a part's is the whole's."""
    if stands_for_nobody(name, text):
        return UNKNOWN
    _, of, whole = name.partition(" of the ")
    owner = register.organisation(whole) if of else None
    if owner is not None and owner.kind in _OF_PARTS and not owner.is_own:
        return owner.side
    return short or side_code(name, text)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _by_brackets(text: str) -> Iterator[tuple[str, str]]:
    """Names with the acronyms in brackets behind them: "Ada Lund of the Common Party (CP)"."""
    for match in BRACKETS.finditer(text):
        if match["name"].isupper() and " " in match["name"]:
            continue  # a heading: "DEPARTMENT BRIEFING (EXCERPT)"
        name = _OF_PERSON.sub("", _bare(without_role(match["name"])))
        person, _, body = name.partition(" of the ")
        is_of_person = len(person.split()) == N_FULL_NAME and _initials(body) == match["short"]
        yield body if is_of_person else name, match["short"]


def _by_name(text: str) -> Iterator[tuple[str, str]]:
    """Names that say what they are."""
    runs = [
        part for _, run in capital_runs(text) for line in _NEXT_LINE.split(run)
        for part in _parts(line)
    ]  # fmt: skip
    names = [without_role(_without_opening(run)) for run in runs]
    joined = {
        tail for name in names for first, _, tail in [name.partition(" and ")]
        if tail and kind_by_name(name) and kind_by_name(first) is None
        and all(text.endswith(" and ", 0, at) for at in places_of(text, tail))
    }  # fmt: skip
    for name in names:
        if name in joined:  # "Carers Union" of the "Nurses and Carers Union"
            continue
        kind = kind_by_name(name) or _kind_by_short_name(name, text)
        if kind:
            yield name, kind
    for match in OF_NAME.finditer(text):
        if not any(match["name"] in name for name in names):
            yield match["name"], "movement"


def _without_opening(run: str) -> str:
    """`Has Abyssal Nickel`, `Perth-based Corella Gold` without the first word."""
    first, _, rest = run.partition(" ")
    is_opening = first.lower() in OPENERS or _FROM_PLACE.search(first) is not None
    return rest if rest and is_opening else run


def _parts(run: str) -> Iterator[str]:
    """A run of capitals, and what it joins: "the Fields Union and Minister Ada Lund"."""
    owned = _OF_PERSON.match(run)
    if owned:
        run = run[owned.end() :]
    person, of, body = run.partition(" of ")
    if of and person.split()[-1].lower() not in _NO_PERSONS and kind_by_name(body):
        run = body if len(person.split()) < 3 else run
    yield run
    for joint in (" and ", " of the "):
        if joint in run and not re.search(r"s['’] and ", run):
            yield from run.split(joint)


def _by_noun(text: str) -> Iterator[tuple[str, str]]:
    """Names beside what they are: an airline, a union, whoever has shareholders."""
    for pattern in (BEHIND, BEFORE, AFTER, APART, ACRONYM_APART, STAFF, WHICH, IS):
        for match in pattern.finditer(text):
            name = _bare(without_role(match["name"]))
            first = max(0, match.start() - N_OFFICE_CHARS)
            if STAFF_NAMED.search(text, first, match.start("name")):
                continue  # "a spokesman for the watchdog, Ada Lund,"
            if name and not is_person_or_office(name):
                yield name, NOUNS.get(match.groupdict().get("noun") or "", "company")
    for match in SPEAKS_FOR.finditer(text):
        yield match["name"] or match["members"], "union"


def _by_role(text: str) -> Iterator[tuple[str, str]]:
    """Names beside somebody's role in them, persons and bodies of states aside."""
    found = {
        owner_in(_bare(without_role(_DAY_FIRST.sub("", match["name"]))))
        for pattern in (OF_BODY, BODY_FIRST, PERSON_OF, STANDS_FOR, ITS_STAFF)
        for match in pattern.finditer(text)
        if not _PARAGRAPH.search(match[0].lstrip(' .!?”"\n'))
        and not _is_holder(match["name"], text, match.start("name"))
        and not _is_domain(match["name"], text, match.start("name"))
    }
    found |= set(_of_persons(text))
    for match in OPPOSED.finditer(text):
        name = match["name"] or match["behind"]
        found.add(_bare(without_role(name.rpartition(" of ")[2] if match["behind"] else name)))
    found = {name for name in found if name and name.lower() not in OPENERS}
    whole = {_without_plural(name, text) for name in found}
    for name in sorted(whole):
        is_of_state = name.split()[-1].lower() in _OF_STATES
        is_of_state |= _PUBLIC.match(name) is not None and not _MEMBERS_LAST.search(name)
        is_of_state |= (_FORCES_OF_STATES.match(name) or _STATE_FIRST.match(name)) is not None
        is_of_state |= _FROM_PLACE.search(name.lower()) is not None
        is_of_state |= is_unit_or_town(name, text)
        if not (is_of_state or is_person_or_office(name) or is_somebody(name, text)):
            yield name, "party"


def _of_persons(text: str) -> Iterator[str]:
    """What persons are "of", if its name is no place's."""
    for match in PERSON_FROM.finditer(text):
        name = match["name"]
        if names_office(match[0].partition(" of ")[0]):
            continue  # "Minister of Public Works" under a heading
        is_name = " " in name or re.search(r"[a-z][A-Z]", name) is not None
        is_place = GEOGRAPHIC.search(name) or any(
            text[max(0, at - N_PLACED_CHARS) : at].endswith(("in ", "from ", "to ", "near "))
            for at in places_of(text, name)
        )
        if is_name and not is_place and " of " not in name:
            yield name


def _is_holder(name: str, text: str, at: int) -> bool:
    """Whether a name after an office's domain is its holder's: "spokesman for trade Ada Lund"."""
    domain = DOMAIN_END.search(text, max(0, at - N_DOMAIN_CHARS), at)
    return domain is not None and " " in name and kind_by_name(name) is None


def _is_domain(name: str, text: str, at: int) -> bool:
    """Whether a name is what a minister is for: "the minister of Social Action"."""
    if kind_by_name(name) is not None or _MINISTER.search(text, max(0, at - 30), at) is None:
        return False
    counts = word_counts()
    is_common = all(counts.get(word.lower(), 0) > N_COMMON for word in name.split())
    return is_common and GEOGRAPHIC.search(name) is None


def _without_plural(name: str, text: str) -> str:
    """`Wahdans` lost an apostrophe, where the text has `Wahdan` as well."""
    return name[:-1] if name.endswith("s") and is_called(name[:-1], text) else name


def kind_by_name(name: str) -> str | None:
    """The kind of body that a name tells: `Highland United Front`, `Pilots' Federation`."""
    words = name.split()
    if len(words) < 2 or body_of(name) is not None or _FORCES_OF_STATES.match(name):
        return None
    heads = [words[-1], *(word for word, after in pairwise(words) if after in {"of", "for"})]
    before = re.split(r"\s+of\s+", name, maxsplit=1)[0]
    if before != name and " " in before and kind_by_name(before) is None:
        return None  # "Ada Lund of the Pilots' Union"
    if _OF_MEMBERS.search(name):
        return "union"
    if words[-1].lower() in WITH_TRADE and words[-2].lower() in TRADES:
        return "company"
    return next((kind for word in heads if (kind := NAMED_SO.get(word.lower()))), None)


def _kind_by_short_name(name: str, text: str) -> str | None:
    """`Valkea Services`, where the text has `Valkea` alone as well."""
    first, _, trade = name.partition(" ")
    is_trade = trade.lower() in WITH_TRADE and not is_called(first.lower(), text)
    return "company" if is_trade and is_called(first, text, without=trade) else None


def is_named_as_body(name: str) -> bool:
    """Whether a name says that it is a company's, a union's, a party's or a movement's."""
    return kind_by_name(name) is not None


def without_role(name: str) -> str:
    """`Negotiators for the Screen Artists' Guild` without its first words."""
    match = _ROLE_FIRST.match(name)
    return name[match.end() :] if match and match["role"].lower() in _ROLES_BEFORE else name


def _bare(name: str) -> str:
    """A name without the sentence's first word and a possessive ending."""
    return re.sub(r"^The\s+", "", re.sub(r"['’]s?$", "", name)).strip()


def _is_of_state(name: str, register: Register) -> bool:
    """Whether a name begins with a country and is no union's: "Norlandic Railways"."""
    words = name.split()
    is_union = len(words) > 2 and kind_by_name(name) == "union"
    return register.country_side(words[0]) is not None and not is_union


def _is_known(name: str, register: Register) -> bool:
    return bool(
        register.organisation(name) or register.outlet(name)
        or register.country_side(name) or _is_of_state(name, register)
        or register.capital_side(name) or register.people_named(name)
        or register.people_with_surname(name)
    )  # fmt: skip
