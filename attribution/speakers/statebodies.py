"""Bodies of states that a text names without their state: "the finance ministry", "her office"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from attribution.actors.patterns import DOMAIN_WORDS
from attribution.records import Speaker, SpeakerKind
from attribution.speakers.bodies import DocumentRegister

__all__ = ["NO_DOMAIN", "OFFICE", "completed", "domain_in", "ministry_of", "state_body"]

NO_DOMAIN: Final = frozenset(
    "the its their his her own same other new old state government federal national provincial "
    "ruling powerful armed main biggest".split()
)
"""Words before `ministry` or `union` that do not tell what it is for."""
_OF_PRESIDENT: Final = (
    r"(?:President(?:['’]s|s)?\s+office|office\s+of\s+the\s+president|presidential\s+(?:office|palace|"
    r"administration)|presidency)"
)
OFFICE: Final = re.compile(
    rf"(?:(?:the|its)\s+)?(?P<office>(?P<president>{_OF_PRESIDENT})|(?:prime\s+minister|premier|chancellor)"
    r"(?:['’]s|s)?\s+office|office\s+of\s+the\s+(?:prime\s+minister|ombudsman)|"
    r"(?:human\s+rights\s+)?ombudsman(?:['’]s|s)?\s+office)"
    r"(?:['’]s\s+(?:website|site|page|press\s+(?:office|service)|account|readout|statement|"
    r"communiqu[eé]|communications\s+(?:office|directorate)))?",
    re.IGNORECASE,
)
"""A body that many states have, named without its state, or what it publishes on."""
_BARE: Final = re.compile(r"^(?:the|its|his|her|their)\s+", re.IGNORECASE)
_SEAT: Final = re.compile(r"\s+(?:in|at)\s+(?:the\s+)?[A-ZÀ-Þ].*$")
_DOMAIN: Final = re.compile(
    rf"\b(?P<first>{DOMAIN_WORDS})\s+(?:ministry|minister|secretary)\b|"
    rf"\b(?:ministry|minister|secretary)\s+(?:of|for)\s+(?P<last>{DOMAIN_WORDS})\b",
    re.IGNORECASE,
)


def state_body(register: DocumentRegister, side: str, words: str) -> str | None:
    """Full name of the body of a state that `words` are: ("TN", "the Justice Ministry in Tunis").

    Args:
        register: known actors.
        side: the state.
        words: a body's name without its state.
    """
    if len(side) != 2:
        return None
    bare = _SEAT.sub("", _BARE.sub("", words)).strip(" ,")
    first, _, rest = bare.partition(" ")
    if rest and register.country_side(first) == side:
        bare = rest
    body = register.organisation(f"{register.side_name(side)}'s {bare}")
    return None if body is None or body.side != side else body.name


def domain_in(words: str) -> str | None:
    """What a ministry or minister is for: "finance" in "the deputy finance minister"."""
    match = _DOMAIN.search(words)
    return None if match is None else match["first"] or match["last"]


def ministry_of(register: DocumentRegister, speaker: Speaker) -> str | None:
    """The ministry that somebody's role tells of: "the deputy finance minister" of a state."""
    domain = domain_in(speaker.role or "")
    return domain and state_body(register, speaker.side, f"{domain} ministry")


def completed(register: DocumentRegister, speaker: Speaker) -> Speaker:
    """A body of a state with its full name, where only its side was told."""
    if speaker.kind is not SpeakerKind.ORGANISATION or speaker.resolved_by.startswith("register"):
        return speaker
    name = state_body(register, speaker.side, speaker.name)
    return speaker if name is None else replace(speaker, name=name, organisation=name)
