"""What counts of the things told of somebody: lawmakers' parties, the side of listed employers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from attribution.actors import Actor, Role
from attribution.records import UNKNOWN
from attribution.speakers.affiliation import Affiliation
from attribution.speakers.bodies import DocumentRegister
from attribution.speakers.mentions import UPPER
from attribution.speakers.titles import strip_titles

__all__ = ["best_of", "of_employer", "role_in", "sits_for"]

_OF_CONGRESS: Final = frozenset({"DEM", "GOP"})
_PAST: Final = re.compile(r"\b(?:[Ff]ormer|[Ee]x-)\s*[a-z][a-z\s\-]*$")
"""A past office right before a name or as its whole apposition."""
_STAFF: Final = re.compile(
    rf"(?P<owner>(?:[{UPPER}][\w\-]*\.?\s+)*[{UPPER}][\w\-]*)['’]s?\s+(?:[a-z\-]+\s+){{0,3}}?"
    r"(?:representative|envoy|emissary|spokes\w+|chief\s+of\s+staff|aide|advis[eo]r|negotiator|"
    r"mediator)\b"
)
"""`President Ada Lund's high representative`."""


def best_of(affiliations: Sequence[Affiliation], register: DocumentRegister) -> Affiliation:
    """The first that tells a side, a past office, or nothing; a party comes before its parliament.

    Args:
        affiliations: of the stretches of text about somebody.
        register: known bodies.
    """
    told = (
        next((one for one in affiliations if one.side not in {None, UNKNOWN}), None)
        or next((one for one in affiliations if one.side), None)
        or next((one for one in affiliations if _PAST.search(one.words)), Affiliation())
    )
    party = _party_of([told, *affiliations], register) if told.organisation is not None else None
    return party or told


def sits_for(role: Role, told: Affiliation, register: DocumentRegister) -> bool:
    """Whether a role is a seat in a parliament, and a text tells for which party."""
    body = register.organisation_by_id(role.organisation)
    is_sitting = body is not None and body.kind == "parliament"
    return is_sitting and _party_of([told], register) is not None


def role_in(
    actor: Actor, told: Affiliation, register: DocumentRegister, day: date | None
) -> Role | None:
    """The role of somebody on a day in the body that the text tells of, else the last taken up.

    Args:
        actor: who may hold several offices at once.
        told: what the text says of that person.
        register: known bodies.
        day: of the document.
    """
    latest = register.role_at(actor, day)
    if told.organisation is None or told.is_guess or told.is_former or latest is None:
        return latest
    held = [role for role in actor.roles if _is_held(role, day)]
    own = [r for r in held if register.organisation_name(r.organisation) == told.organisation]
    return own[-1] if own else latest


def _is_held(role: Role, day: date | None) -> bool:
    return role.end is None if day is None else role.covers(day)


def _party_of(
    affiliations: Sequence[Affiliation], register: DocumentRegister
) -> Affiliation | None:
    """Which of the things told of a member of a parliament names a party, if one does."""
    told = [one for one in affiliations if one.side]
    if not told or _kind(told[0], register) not in {"party", "parliament"}:
        return None
    return next((one for one in told if _kind(one, register) == "party"), None)


def _kind(told: Affiliation, register: DocumentRegister) -> str | None:
    if told.side in _OF_CONGRESS:
        return "party"
    body = register.organisation(told.organisation) if told.organisation else None
    return None if body is None else body.kind


def of_employer(context: str, register: DocumentRegister, day: date | None) -> Affiliation | None:
    """The side of a listed person whose envoy or aide somebody is on a day."""
    match = _STAFF.match(context)
    if match is None:
        return None
    name = strip_titles(match["owner"])
    known = register.people_named(name) or register.people_with_surname(name)
    roles = [role for actor in known if (role := register.role_at(actor, day))]
    if len(roles) != 1 or roles[0].side == UNKNOWN:
        return None
    return Affiliation(
        roles[0].side, register.organisation_name(roles[0].organisation), words=context
    )
