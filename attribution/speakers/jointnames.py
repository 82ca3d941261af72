"""Offices of several states that are named together: "the King of Aldia and Norland's premier"."""

from __future__ import annotations

import re
from typing import Final

from attribution.speakers.bodies import DocumentRegister
from attribution.speakers.mentions import UPPER

__all__ = ["OF_SEVERAL", "offices_apart", "side_of_office"]

_DOMAIN: Final = (
    r"(?:foreign|prime|defen[cs]e|finance|trade|economy|interior|health|energy|justice|transport|"
    r"environment|agriculture|labou?r|culture|education)"
)
_HEAD: Final = (
    rf"(?:(?:vice[\s\-]|co-)?president|chancellor|king|queen|emir|sultan|(?:{_DOMAIN}\s+)?minister|"
    r"premier|taoiseach|secretary[\s\-]general|secretary|head\s+of\s+(?:state|government)|"
    r"chair(?:man|woman)?|chairperson|director[\s\-]general|high\s+representative|governor|"
    r"general\s+secretary|commissioner|speaker|leader|envoy|government|ministry)"
)
"""What an office, or a government, is called."""
OF_SEVERAL: Final = re.compile(
    rf"^(?:the\s+)?(?:(?:{_DOMAIN}\s+)?(?:ministers|ministries)(?:\s+(?:of|for)\s+[\w\s]+?)?|governments|"
    r"presidents|leaders|delegations|chancellors|heads\s+of\s+(?:state|government|delegation)|"
    r"chiefs\s+of\s+(?:general\s+)?staff|kings|premiers|embassies|armies|armed\s+forces|parliaments)"
    r"\s+of\s+(?:the\s+)?",
    re.IGNORECASE,
)
"""Before the names of those who hold one office: "Foreign Ministers of Aldia and Norland"."""
_NEXT: Final = re.compile(
    rf"(?:,\s*(?:and\s+)?|\s+and\s+)(?=(?:the\s+)?(?:[{UPPER}][\w.’'\-]*\s+){{0,3}}?{_HEAD}\b)",
    re.IGNORECASE,
)
_OFFICE: Final = re.compile(rf"^(?:the\s+)?(?:\w+\s+)?{_HEAD}\b", re.IGNORECASE)
_OF: Final = re.compile(r"\s+of\s+(?:the\s+)?")
_OWN_OFFICE: Final = re.compile(rf"^(?:the\s+)?(?P<whose>[{UPPER}].*?)\s+{_HEAD}$", re.IGNORECASE)


def offices_apart(words: str) -> list[str]:
    """The offices that a name joins, each with what it is of; one part if there is no second."""
    return _NEXT.split(words)


def side_of_office(words: str, register: DocumentRegister) -> str | None:
    """The side of `the President of Norland` or `Norland's prime minister`, alone and unnamed."""
    name = words.strip()
    own = _OWN_OFFICE.match(name)
    owners = [own["whose"]] if own else []
    if _OFFICE.match(name):
        owners = [*(name[of.end() :] for of in _OF.finditer(name)), *owners]
    for owner in owners:
        body = register.organisation(owner)
        side = register.country_side(owner) or (body.side if body else None)
        if side is not None:
            return side
    return None
