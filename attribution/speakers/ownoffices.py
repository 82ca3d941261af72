"""How the office of somebody is called: "Lund's office" of Norland's commissioner for fisheries."""

from __future__ import annotations

import re
from typing import Final

from attribution.records import Speaker
from attribution.speakers.bodies import DocumentRegister
from attribution.speakers.mentions import ROLE_NOUNS

__all__ = ["office_of"]

_ROLE: Final = re.compile(
    r"^(?:[Tt]he\s+)?(?P<state>[A-ZÀ-Þ][\w.]*(?:\s+[A-ZÀ-Þ][\w.]*){0,2}?)(?:['’]s?)?\s+"
    r"(?P<office>[a-z][\w\-]*(?:\s+[\w\-]+){0,6})$"
)
"""`Norland's commissioner for fisheries`, `the Norlandic deputy energy secretary`."""
_STAFF: Final = re.compile(
    r"\b(?:spokes\w+|officials?|aides?|advis[eo]rs?|former|then|delegation|negotiators?|team|"
    r"envoy|lawyers?|generals?|colonel|admiral|diplomat)\b"
)
"""Who has no office of that name."""


def office_of(register: DocumentRegister, owner: Speaker, mention: str) -> str:
    """The name of somebody's office; as the mention calls it where no office is told.

    Args:
        register: known actors.
        owner: whose office it is.
        mention: "Lund's office".
    """
    if "register:" in owner.resolved_by:
        return owner.organisation or mention
    role = _ROLE.match((owner.role or "").partition(",")[0])
    side = register.country_side(role["state"]) if role else None
    if role is None or side is None or _STAFF.search(role["office"]):
        return _body_of(register, owner) or mention
    if not set(re.findall(r"[\w\-]+", role["office"])) & ROLE_NOUNS:
        return _body_of(register, owner) or mention
    return f"Office of the {role['office']} of {register.side_name(side)}"


def _body_of(register: DocumentRegister, owner: Speaker) -> str | None:
    """The body somebody stands for, unless that is a state."""
    body = owner.organisation
    return None if body is None or body == register.side_name(owner.side) else body
