"""Where a meeting was held: `in Geneva`, `the Jeddah round`, a dateline."""

from __future__ import annotations

import re
from typing import Final

from attribution.actors import Register
from attribution.speakers.mentions import UPPER

__all__ = ["dateline_of", "place_of"]

_WORD: Final = rf"[{UPPER}][\w’'\-]*[\w]"
_NAME: Final = rf"(?:al-{_WORD}|{_WORD})(?:[ \-](?:al-|del?\s|da\s|la\s|es-|el-)?{_WORD}){{0,2}}"
_IN_PLACE: Final = re.compile(
    rf"\b(?:in|at|from|near|to)\s+(?:the\s+city\s+of\s+)?(?P<place>{_NAME})"
)
_PLACE_TALKS: Final = re.compile(
    rf"\b(?:the|of|at|after|from|this|in)\s+(?P<place>{_NAME})\s+"
    r"(?:talks|round|meeting|session|summit|consultations|negotiations)\b"
)
_DATELINE: Final = re.compile(
    rf"^[ \t]*(?P<place>[{UPPER}][{UPPER}\-’' ]{{2,40}}|{_NAME})"
    r"(?:/[^\n,(—–]{2,30})?(?:,\s[^\n—–]{1,40}?)?\s*(?:\([^)\n]{1,40}\)\s*)?(?:[—–]|\s-\s|\s--\s)",
    re.MULTILINE,
)
_NO_PLACE: Final = re.compile(
    r"^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|^(?:January|February|March|April|May|June|July|"
    r"August|September|October|November|December)\b|"
    r"\b(?:Minister|Ministry|President|Parliament|Council|Commission|Committee|Union|University|"
    r"Agency|Party|Court|Bank|Treaty|Act|Hotel|Office|Department|Street|Church|Radio|News|Post|"
    r"Times|Mr|Ms|Mrs|Dr|Ambassador|Secretary|Government|Article|Republic|Front|Congress|Senate)\b|"
    r"^(?:The|This|That|These|Those|Its|His|Her|Their|Our|New|A|An|All|Both|For|After|In|On)$"
)


def place_of(words: str, *, register: Register, near: int = 0) -> str | None:
    """The place that a sentence about a meeting names, the one nearest to `near`.

    Countries and their adjectives are sides and no places of a meeting; nor are bodies, people
    of the register, days and months.

    Args:
        words: the sentence.
        register: known names.
        near: code point of the words that name the meeting.
    """
    found = [
        (abs(match.start() - near) + (80 if pattern is _IN_PLACE and match.start() < near else 0),
         match["place"])
        for pattern in (_IN_PLACE, _PLACE_TALKS)
        for match in pattern.finditer(words)
        if _is_place(match["place"], register)
    ]  # fmt: skip
    return min(found)[1] if found else None


def dateline_of(text: str, *, register: Register) -> str | None:
    """The place of a dateline: `GENEVA, March 6 (Reuters) - …`."""
    for match in _DATELINE.finditer(text[:1500]):
        place = match["place"].strip()
        if _is_place(place.title() if place.isupper() else place, register):
            return place.title() if place.isupper() else place
    return None


def _is_place(name: str, register: Register) -> bool:
    if _NO_PLACE.search(name) or len(name) < 3:
        return False
    return (
        register.country_side(name) is None
        and register.organisation(name) is None
        and not register.people_named(name)
        and register.outlet(name) is None
    )
