"""States that go by one name without being a body: the E3, the Weimar Triangle."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["circle_named", "is_unnamed_circle"]

_MEMBERS: Final = {
    "e3": ("FR", "DE", "GB"),
    "european troika": ("FR", "DE", "GB"),
    "three european powers": ("FR", "DE", "GB"),
    "weimar triangle": ("FR", "DE", "PL"),
    "normandy four": ("FR", "DE", "RU", "UA"),
    "baltic states": ("EE", "LV", "LT"),
    "benelux": ("BE", "NL", "LU"),
    "nordics": ("DK", "FI", "IS", "NO", "SE"),
    "nordic countries": ("DK", "FI", "IS", "NO", "SE"),
}
"""Name in small letters → sides; facts that every news agency's style book holds."""
_AROUND: Final = re.compile(
    r"^(?:(?:the|a|leaders?|heads\s+of\s+state\s+and\s+government|(?:foreign\s+|defen[cs]e\s+)?ministers?|"
    r"governments?|joint\s+statement|statement)\s+(?:of\s+|by\s+|from\s+)?)*(?P<name>.+?)"
    r"(?:\s+(?:group|format|countries|states|powers|nations|partners|governments?|leaders|"
    r"(?:foreign\s+)?ministers|capitals))?$",
    re.IGNORECASE,
)
_UNNAMED: Final = re.compile(
    r"^(?:the\s+)?(?:[\w\-]+\s+){0,2}(?:European|Western|Arab|African|Asian|Gulf|Nordic|Allied|Islamic|Latin\s+American|"
    r"Central\s+Asian)\s+(?:and\s+[\w\s]+\s+)?(?:heads\s+of\s+(?:state|government)(?:\s+and\s+government)?|leaders|"
    r"(?:(?:foreign|defen[cs]e|prime|trade)\s+)?ministers|governments|presidents)$",
    re.IGNORECASE,
)


def circle_named(words: str) -> tuple[str, ...] | None:
    """The sides that a mention names together, also as "the E3 foreign ministers"; else None."""
    bare = re.sub(r"^the\s+", "", " ".join(words.split()), flags=re.IGNORECASE)
    match = _AROUND.match(bare)
    return _MEMBERS.get(bare.lower()) or (_MEMBERS.get(match["name"].lower()) if match else None)


def is_unnamed_circle(words: str) -> bool:
    """Whether words mean the governments of several states that nothing lists: "Arab leaders"."""
    return _UNNAMED.match(" ".join(words.split())) is not None
