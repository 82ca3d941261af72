"""A short, readable label for a point, taken from its claims."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["is_telling", "label_point"]

N_LABEL_WORDS: Final = 9
_LEAD: Final = re.compile(r"^(?:that|to|as|of|about|how|whether|and|but|because)\s+", re.IGNORECASE)
_N_LEAST_WORDS: Final = 4
_POINTS_BACK: Final = frozenset(
    "he she it they this these those both neither either his her its their one some none".split()
)
"""First words that mean something said before, which a label would lack."""
_GAP: Final = re.compile(r"[\[(]\s*(?:…|\.{3})\s*[\])]|\.{3,}")
"""Marks of words left out, however written; parts of a split content are joined with "…"."""
_BREAK: Final = re.compile(r"[;:.!?]|,\s|\s[–—]\s")


def is_telling(content: str) -> bool:
    """Whether a label from this content says by itself what a point is about."""
    words = _plain(content).split()
    return len(words) >= _N_LEAST_WORDS and words[0].casefold() not in _POINTS_BACK


def label_point(content: str) -> str:
    """The first words of the point's most central content, cut at a clause where one ends.

    Args:
        content: of one claim.

    Returns:
        At most `N_LABEL_WORDS` words; an ellipsis shows that there is more.
    """
    plain = _plain(content)
    words = plain.split()
    clause = _BREAK.split(plain, maxsplit=1)[0].split()
    short = clause if 3 <= len(clause) <= N_LABEL_WORDS else words[:N_LABEL_WORDS]
    label = " ".join(short).rstrip(" ,;:…")
    if len(short) < len(words):
        label += " …"
    return label[:1].upper() + label[1:]


def _plain(content: str) -> str:
    """Without quotation marks, conjunctions and signs at the ends."""
    plain = " ".join(_GAP.sub("…", content).split()).strip(" \"“”'‘’«».,;:…")
    return _LEAD.sub("", plain)
