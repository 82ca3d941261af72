"""Lawmakers, who speak for their party where a text names it, and staff of people of the register."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from attribution.records import UNKNOWN
from attribution.speakers.affiliation import Affiliation
from attribution.speakers.bodies import DocumentRegister
from attribution.speakers.mentions import UPPER, strip_titles

__all__ = ["of_employer", "party_of"]

_OF_CONGRESS: Final = frozenset({"DEM", "GOP"})
_STAFF: Final = re.compile(
    rf"(?P<owner>(?:[{UPPER}][\w\-]*\.?\s+)*[{UPPER}][\w\-]*)['’]s?\s+(?:[a-z\-]+\s+){{0,3}}?"
    r"(?:representative|envoy|emissary|spokes\w+|chief\s+of\s+staff|aide|advis[eo]r|negotiator|"
    r"mediator)\b"
)
"""`President Ada Lund's high representative`."""


def party_of(affiliations: Sequence[Affiliation], register: DocumentRegister) -> Affiliation | None:
    """Which of the things told of a member of a parliament names a party, if one does.

    Args:
        affiliations: of the stretches of text about somebody, the first to count first.
        register: known bodies.
    """
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
