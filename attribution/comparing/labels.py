"""A short, readable label for a point, taken from its claims."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["label_point"]

N_LABEL_WORDS: Final = 9
_LEAD: Final = re.compile(r"^(?:that|to|as|of|about|how|whether|and|but|because)\s+", re.IGNORECASE)
_GAP: Final = re.compile(r"[\[(]\s*(?:…|\.{3})\s*[\])]|\.{3,}")
"""Marks of words left out, however written; parts of a split content are joined with "…"."""
_BREAK: Final = re.compile(r"[;:.!?]|,\s|\s[–—]\s")


def label_point(content: str) -> str:
    """The first words of the point's most central content, cut at a clause where one ends.

    Args:
        content: of one claim.

    Returns:
        At most `N_LABEL_WORDS` words; an ellipsis shows that there is more.
    """
    plain = " ".join(_GAP.sub("…", content).split()).strip(" \"“”'‘’«».,;:…")
    plain = _LEAD.sub("", plain)
    words = plain.split()
    clause = _BREAK.split(plain, maxsplit=1)[0].split()
    short = clause if 3 <= len(clause) <= N_LABEL_WORDS else words[:N_LABEL_WORDS]
    label = " ".join(short).rstrip(" ,;:…")
    if len(short) < len(words):
        label += " …"
    return label[:1].upper() + label[1:]
