"""Of which state an outlet is that no register lists: by the country or town in its name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from attribution.actors.places import town_side
from attribution.speakers.affiliation import sides_in
from attribution.speakers.bodies import DocumentRegister
from attribution.speakers.mentions import UPPER

__all__ = ["state_of_outlet", "without_dateline"]

_WORD: Final = re.compile(rf"[{UPPER}][\w\-]{{3,}}")
_DATELINE: Final = re.compile(
    rf"^[{UPPER}][\w\-’'. ]{{2,30}}(?:/[{UPPER}][\w\- ]+)?(?:,[^:\n]{{1,40}}?)?"
    r"(?:\s*\([^()\n]{2,30}\)\s*[-–—:]+|\s*/[^/\n]{2,30}/\.?|\s*[-–—:]+)\s"
)
"""`Rome, Nov. 21 (NSNA) – `."""


def state_of_outlet(
    name: str, text: str, sides: Sequence[str], register: DocumentRegister
) -> str | None:
    """The state of the outlet called so, where a text is about it.

    Args:
        name: of the outlet: "Norland Wire Service", "The Norvik Ledger".
        text: that it printed.
        sides: that the text is about in the main.
        register: known countries.
    """
    told = [*sides_in(name, register), *(town_side(word) for word in _WORD.findall(name))]
    told = [side for side in told if side is not None]
    opening = re.match(rf"[{UPPER}]{{4,}}", text.lstrip().partition("\n")[2].lstrip())
    if opening is not None and not told:
        town = opening.group().title()
        told = [register.capital_side(town) or town_side(town)]
    return next((side for side in told if side in sides), None)


def without_dateline(paragraph: str) -> str:
    """A paragraph without the place and day that it opens with."""
    return _DATELINE.sub("", paragraph)
