"""People whom a text calls by their nation: "the Dane", "the Argentine chemist"."""

from __future__ import annotations

import re
from typing import Final

from attribution.speakers.bodies import DocumentRegister
from attribution.speakers.mentions import UPPER, Mention

__all__ = ["nation_of", "nations_in"]

_NATIONAL: Final = re.compile(
    rf"^[Tt]he\s+(?:[a-z\-]+\s+)?(?P<nation>[{UPPER}][\w\-]+)(?P<noun>\s+[a-z\-]+)?$"
)
_SEVERAL: Final = ("s", "ese", "ish", "sh", "ch")
"""Endings of nations' names that mean all of them: "the Swiss", "the French"."""
_PERSONS: Final = frozenset(
    "chemist physicist engineer economist lawyer banker visitor guest guests host mediator "
    "facilitator diplomat negotiator envoy minister admiral commodore professor doctor jurist "
    "judge veteran newcomer man woman politician".split()
)


def nation_of(mention: Mention, register: DocumentRegister) -> str | None:
    """The state whose national a mention means: "the Dane", "the Argentine chemist"."""
    match = _NATIONAL.match(mention.text)
    if match is None:
        return None
    word, noun = match["nation"], (match["noun"] or "").strip()
    side = register.country_side(word)
    if side is None or len(side) != 2 or register.side_name(side) == word:
        return None
    if noun:
        return side if noun in _PERSONS else None
    is_name = register.capital_side(word) is not None or word.endswith(_SEVERAL)
    return None if is_name else side


def nations_in(described: str, register: DocumentRegister) -> set[str]:
    """States whose nationals the words about a person, in lower case, name."""
    words = re.findall(r"[^\W\d_]+", described)
    return {side for word in words if (side := register.country_side(word.capitalize()))}
