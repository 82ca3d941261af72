"""What the name of a readout's issuer tells: whose office it is, or a body of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attribution.actors import Organisation, Register
from attribution.actors.patterns import DOMAIN_WORDS
from attribution.speakers.affiliation import STATE_NOUNS, affiliation_of
from attribution.speakers.bodies import DocumentRegister
from attribution.speakers.codes import LEGAL_FORMS, is_called, side_code
from attribution.speakers.introductions import kind_by_name
from attribution.speakers.jointnames import side_of_office
from attribution.speakers.mentions import ROLE_NOUNS
from attribution.speakers.shortnames import short_forms

__all__ = [
    "bodies_ahead",
    "is_branch",
    "issuing_bodies",
    "sides_of_issuers",
    "stands_alone",
    "state_of_name",
]

_OF_STATE: Final = re.compile(
    rf"\b(?:{DOMAIN_WORDS}|mission|embassy|delegation|affairs|office|cabinet|state|federal|"
    r"national|royal|department|agency|authority|council|bank)\b",
    re.IGNORECASE,
)
"""Words of a state's bodies: "Global Affairs Canada"."""
_STATE_BODY: Final = re.compile(
    r"(?:[A-Z][\w\-]+\s+){0,2}?(?:Ministry|Department|Secretariat|Directorate|Agency|Authority|"
    r"Bureau|Embassy|Red\s+(?:Cross|Crescent))\b"
)
"""What a name begins with whose last words are the state it is of."""
_RED_CROSS: Final = re.compile(r"(?P<nation>.+?)\s+Red\s+(?:Cross|Crescent)(?:\s+Society)?")
_JOINT_BODY: Final = re.compile(
    r"^(?:the\s+)?(?:[A-Z][\w\-]+\s+){0,4}(?:Committee|Commission|Council|Board|Group|Secretariat)\s+of\s+"
    r"(?P<members>.+)$"
)
"""A body with the states that formed it last: "Joint Water Commission of Aldia and Norland"."""
_NAME_ALONE: Final = re.compile(r"[A-Z][\w.&’'\-]*(?:\s+[A-Z][\w.&’'\-]*){0,2}")
_AND: Final = re.compile(r"\s+and\s+(?:the\s+)?")
_LISTED: Final = re.compile(r",\s*(?:and\s+)?(?:the\s+)?|\s+and\s+(?:the\s+)?")
_BODY_HEAD: Final = re.compile(
    r"(?:the\s+)?(?:[\w’'\-]+\s+){0,3}?(?:government|ministry|council|association|union|federation|front|party|company|"
    r"committee|chamber|alliance|movement|archdiocese|diocese|league|coalition|confederation|municipality)\b",
    re.IGNORECASE,
)
"""What each part of a list of bodies holds, and a domain in a ministry's name does not."""
_GOVERNMENT: Final = re.compile(
    r"(?:the\s+)?(?:national|federal|central)?\s*government", re.IGNORECASE
)
"""A government of which the name does not tell the state."""
N_BRANCH_WORDS: Final = 2
"""At least so many words has a company's name with its country."""


def issuing_bodies(
    issuers: Iterable[str], texts: Sequence[str], register: DocumentRegister
) -> Iterator[Organisation]:
    """Bodies whose readouts tell of a meeting and that no register lists.

    Whoever issues an account of its own is a party to the meeting, so that the other documents'
    "Hanbit" is known for the company that the readout names in full.

    Args:
        issuers: names as given with the readouts.
        texts: of all documents about the meeting.
        register: known actors.
    """
    named = dict.fromkeys(issuers)
    text = "\n\n".join(texts) if named else ""
    for issuer in named:
        branch = is_branch(issuer, register)
        short = _without_form(issuer.split()[:-1] if branch else issuer.split())
        is_listed = register.organisation(issuer) or register.organisation(short)
        is_own = branch or _is_party(issuer, text)
        is_own = is_own or not (_is_of_state(issuer) or affiliation_of(issuer, register).side)
        if is_listed or bodies_ahead(issuer, register) or not is_own:
            continue
        if sides_of_issuers(issuer, register):
            continue
        other = [short] if short != issuer and is_called(short, text) else []
        yield Organisation(
            id=f"text:{issuer.casefold()}", name=issuer, kind=kind_by_name(short) or "company",
            side=side_code(short, text), source="text",
            aliases=(*other, *short_forms(short, text)),
        )  # fmt: skip


def _is_party(issuer: str, text: str) -> bool:
    """Whether the texts call an issuer a party, be a ministry's domain in its name."""
    called = rf"\b{re.escape(issuer)}\s+(?:party|movement|union)\b"
    return " and " in issuer and re.search(called, text) is not None


def _without_form(words: list[str]) -> str:
    """A company's name without `plc` or `Ltd.` behind it."""
    while len(words) > 1 and words[-1].strip(".").lower() in LEGAL_FORMS:
        words = words[:-1]
    return " ".join(words)


def _is_of_state(name: str) -> bool:
    """Whether a name holds a word of a state's bodies: "Lakeland Fisheries Office"."""
    lowered = {word.lower() for word in name.split()}
    return _OF_STATE.search(name) is not None or bool(lowered & (STATE_NOUNS | ROLE_NOUNS))


def bodies_ahead(name: str, register: Register | DocumentRegister) -> list[str]:
    """The side of the known body that a longer name begins with: "African Union Mission in …"."""
    words = name.split()
    for n in range(len(words) - 1, 1, -1):
        body = register.organisation(" ".join(words[:n]))
        if body is not None:
            return [body.side]
    return []


def state_of_name(name: str, register: Register | DocumentRegister) -> str | None:
    """The state that a body's name ends with: "Ministry of Social Action of Chad".

    A national society of the Red Cross or Red Crescent, which stands at its state's disposal, is
    no International Committee.
    """
    society = _RED_CROSS.fullmatch(name)
    if society is not None:
        return register.country_side(society["nation"].removeprefix("the "))
    if _STATE_BODY.match(name) is None:
        return None
    ends = (name[at.end() :] for at in re.finditer(r"\bof\s+(?:the\s+)?", name))
    return next((side for end in ends if (side := register.country_side(end))), None)


def sides_of_issuers(name: str, register: DocumentRegister) -> tuple[str, ...]:
    """The sides that issue an account together, two or more; none where one body does.

    `Ministry of Defence of Aldia; Harbour Union`, `Government of Aldia and Front for the North`,
    `Joint Water Commission of Aldia and Norland`.
    """
    listed = [
        part.strip() for part in (name if ";" in name else name.replace(", ", ";")).split(";")
    ]
    if ";" in name or (len(listed) > 2 and all(map(_NAME_ALONE.fullmatch, listed))):
        listed = [part for part in listed if part]
        told = [_side_alone(part, register) or side_code(part, part) for part in listed]
        return _several(told)
    formed = _JOINT_BODY.match(name)
    if formed is not None:
        members = [register.country_side(part) for part in _AND.split(formed["members"])]
        return _several(members)
    in_list = _several([_side_alone(part, register) for part in listed])
    if in_list:
        return in_list
    parts = [part.strip() for part in _LISTED.split(name) if part.strip()]
    if len(parts) > 2 and all(map(_BODY_HEAD.match, parts)):
        told = [_side_alone(part, register) or side_code(part, part) for part in parts]
        return _several([side for part, side in zip(parts, told, strict=True)
                         if _GOVERNMENT.fullmatch(part) is None])  # fmt: skip
    for joint in _AND.finditer(name):
        ends = name[: joint.start()], name[joint.end() :]
        sides = _several([_side_alone(end.strip(), register) for end in ends])
        if sides:
            return sides
    return ()


def _several(sides: Sequence[str | None]) -> tuple[str, ...]:
    told = tuple(dict.fromkeys(side for side in sides if side is not None))
    return told if None not in sides and len(told) > 1 else ()


def _side_alone(name: str, register: DocumentRegister) -> str | None:
    """The side of an issuer whose whole name this is, if its words tell one."""
    body = register.organisation(name)
    side = (
        (body.side if body else None)
        or register.country_side(name)
        or state_of_name(name, register)
        or side_of_office(name, register)
    )
    return side or (side_code(name, name) if kind_by_name(name) else None)


def stands_alone(name: str) -> bool:
    """Whether members formed an issuer, who are not the state it is named after: a union."""
    return kind_by_name(name) == "union"


def is_branch(name: str, register: Register | DocumentRegister) -> bool:
    """Whether a name is a company's with the country it works in last: "Hanbit Motors Kenya"."""
    words = name.split()
    if "," in name or len(words) < N_BRANCH_WORDS or not all(word[:1].isupper() for word in words):
        return False
    *first, last = words
    if _is_of_state(name) or any(register.country_side(word) is not None for word in first):
        return False
    side = register.country_side(last)
    return side is not None and (last.isupper() or register.side_name(side) == last)
