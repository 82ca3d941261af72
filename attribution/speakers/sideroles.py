"""What words about a speaker tell of whom they may speak for: a state, another body, nobody."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from attribution.speakers.affiliation import STATE_NOUNS
from attribution.speakers.bodyindex import BODY_NOUNS
from attribution.speakers.mentions import ROLE_NOUNS

__all__ = ["RoleTraits", "is_state", "read_traits"]

_STATE_ROLES: Final = STATE_NOUNS | frozenset(
    "ambassador general colonel admiral commodore brigadier governor premier undersecretary "
    "commander inspector consul chancellor king emir diplomat envoy attaché".split()
)
_BODY_ROLES: Final = frozenset(
    "union company airline carrier club party guild association movement front rebel rebels firm "
    "bank executive chairman chairwoman treasurer organiser shareholder members management "
    "opposition lawmaker militia fighters studio league employer owner".split()
)
_PRIVATE_ROLES: Final = frozenset(
    "analyst professor expert historian resident driver farmer fisherman trader economist "
    "researcher lecturer scholar shopkeeper teacher nurse doctor pensioner student villager "
    "grower baker mother father widow retired former independent exporter exporters mechanic "
    "merchant who".split()
)
_FORMER: Final = re.compile(r"\b(?:former|ex-|onetime|retired)\b", re.IGNORECASE)
_TWO_LETTERS: Final = 2
_BLOCS: Final = frozenset({"EU", "UN", "AU"})


@dataclass(frozen=True, slots=True)
class RoleTraits:
    """What words around a name tell.

    Attributes:
        of_state: an office of a state.
        of_body: an office of a union, company, party or movement.
        private: somebody who speaks for nobody.
        former: somebody who has left an office.
        untold: no role at all.
    """

    of_state: bool
    of_body: bool
    private: bool
    former: bool
    untold: bool


def read_traits(told: Sequence[str]) -> RoleTraits:
    """The traits that stretches of text about one speaker tell, in any order."""
    text = " ".join(told)
    words = frozenset(re.findall(r"[a-z]+", text.lower()))
    return RoleTraits(
        of_state=bool(words & _STATE_ROLES),
        of_body=bool(words & _BODY_ROLES),
        private=bool(words & _PRIVATE_ROLES),
        former=_FORMER.search(text) is not None,
        untold=not words & (ROLE_NOUNS | BODY_NOUNS),
    )


def is_state(side: str) -> bool:
    """Whether a side is a country: its ISO 3166-1 code."""
    return len(side) == _TWO_LETTERS and side not in _BLOCS
