"""Bodies that every state has, by the pattern of their names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from attribution.actors.folding import body_key

__all__ = ["DOMAIN_WORDS", "Body", "body_of"]


@dataclass(frozen=True, slots=True)
class Body:
    """A sort of body that states have.

    Attributes:
        slug: its part of an id ("foreign-ministry").
        label: its part of a name ("Foreign Ministry").
        kind: of the organisation.
        department: what the U.S. calls it after "Department of", for ministries.
    """

    slug: str
    label: str
    kind: str
    department: str = ""


_DOMAINS: Final = {
    "foreign": r"foreign(?: affairs| relations)?|external (?:affairs|relations)",
    "defence": r"(?:national )?defen[cs]e",
    "finance": r"finances?",
    "interior": r"(?:the )?interior|internal affairs|home affairs",
    "health": r"(?:public )?health",
    "trade": r"(?:foreign |international )?trade",
    "commerce": r"commerce",
    "economy": r"(?:the )?econom(?:y|ics|ic affairs|ic development)",
    "energy": r"energy",
    "justice": r"justice",
    "agriculture": r"agriculture",
    "water": r"water(?: resources)?",
    "oil": r"oil|petroleum",
    "transport": r"transport(?:ation)?",
    "education": r"education",
    "information": r"information",
    "environment": r"(?:the )?environment(?:al affairs| protection)?",
    "labour": r"labou?r",
    "culture": r"culture",
    "infrastructure": r"infrastructure",
    "industry": r"industry",
    "fisheries": r"fisher(?:y|ies)",
    "communications": r"communications?",
    "tourism": r"tourism",
    "planning": r"planning",
    "housing": r"housing",
    "mines": r"min(?:es|ing)",
    "forestry": r"forest(?:ry|s)",
    "unification": r"unification",
    "immigration": r"immigration",
    "science": r"science",
}
_DEPARTMENTS: Final = {"foreign": "State", "defence": "Defense", "finance": "the Treasury",
                       "transport": "Transportation", "interior": "the Interior"}  # fmt: skip
DOMAIN_WORDS: Final = "|".join(_DOMAINS.values())
"""What ministries are for, as alternatives of a pattern."""
_ANY_DOMAIN: Final = "|".join(f"(?P<{name}>{words})" for name, words in _DOMAINS.items())
_LEADING_DOMAIN: Final = re.compile(
    rf"(?:federal |state )?(?:{_ANY_DOMAIN}) (?:ministry|department)"
)
_TRAILING_DOMAIN: Final = re.compile(
    r"(?:federal |state )?(?:ministry|department) (?:of state )?(?:of|for) (?:the )?"
    rf"(?:europe and |european and )?(?:{_ANY_DOMAIN})(?: and .*)?"
)
_STATE_DEPARTMENT: Final = frozenset({"state department", "department of state", "foreign office",
                                      "federal foreign office"})  # fmt: skip
_OTHERS: Final = (
    (re.compile(r"(?:federal |central |transitional |interim |national )?government"),
     Body("government", "Government", "government")),
    (re.compile(r"embassy"), Body("embassy", "Embassy", "mission")),
    (re.compile(r"consulate(?: general)?"), Body("consulate", "Consulate", "mission")),
    (re.compile(r"(?:permanent |diplomatic )?mission"), Body("mission", "Mission", "mission")),
    (re.compile(r"(?:negotiating )?delegation"), Body("delegation", "Delegation", "mission")),
    (re.compile(r"presidency"), Body("presidency", "Presidency", "government")),
    (re.compile(r"presidential (?:office|administration)|presidents office|"
                r"office of (?:the |its )?president"),
     Body("presidential-office", "Presidential Office", "government")),
    (re.compile(r"(?:human rights )?ombudsmans office|"
                r"office of (?:the |its )?(?:human rights )?ombudsman"),
     Body("ombudsmans-office", "Ombudsman's Office", "other")),
    (re.compile(r"(?:prime ministers|premiers) office|office of (?:the |its )?prime minister"),
     Body("prime-ministers-office", "Prime Minister's Office", "government")),
    (re.compile(r"(?:national )?parliament"), Body("parliament", "Parliament", "parliament")),
    (re.compile(r"army"), Body("army", "Army", "military")),
    (re.compile(r"military"), Body("military", "Military", "military")),
    (re.compile(r"(?:self )?defen[cs]e forces?"),
     Body("defence-force", "Defence Force", "military")),
    (re.compile(r"military forces"),
     Body("military-forces", "Military Forces", "military")),
    (re.compile(r"armed forces"), Body("armed-forces", "Armed Forces", "military")),
    (re.compile(r"navy"), Body("navy", "Navy", "military")),
    (re.compile(r"air force"), Body("air-force", "Air Force", "military")),
    (re.compile(r"coast guard"), Body("coast-guard", "Coast Guard", "military")),
    (re.compile(r"cabinet|council of ministers"), Body("cabinet", "Cabinet", "government")),
    (re.compile(r"administration"), Body("administration", "Administration", "government")),
    (re.compile(r"central bank"), Body("central-bank", "Central Bank", "other")),
)  # fmt: skip


def body_of(words: str) -> Body | None:
    """The sort of body that `words`, a name without its country, are; None for anything else."""
    key = body_key(words)
    if key in _STATE_DEPARTMENT:
        return _ministry("foreign")
    match = _LEADING_DOMAIN.fullmatch(key) or _TRAILING_DOMAIN.fullmatch(key)
    if match is not None:
        return _ministry(match.lastgroup or "")
    return next((body for pattern, body in _OTHERS if pattern.fullmatch(key)), None)


def _ministry(domain: str) -> Body:
    department = _DEPARTMENTS.get(domain, domain.capitalize())
    return Body(f"{domain}-ministry", f"{domain.capitalize()} Ministry", "ministry", department)
