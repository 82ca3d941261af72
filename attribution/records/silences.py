"""Attributions without anything said: "would not say when", "denied that", "spoke about pay"."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["tells_nothing"]

N_CONTENT_WORDS: Final = 3
"""Words of the content among which the verb of "declined | to comment on it" stands."""
_NOBODY: Final = re.compile(r"(?:nobody|no one|neither|none(?! other))\b", re.IGNORECASE)
_POINTER: Final = re.compile(
    r"(?:that|this|it|so|them|these|those|as much|both|either|neither)", re.IGNORECASE
)
_TELLING: Final = (
    r"(?:say|comment|confirm|disclose|reveal|mention|answer|reply|respond|give|name|specify|"
    r"elaborate|tell|identify|be\s+(?:drawn|named|quoted|identified))"
)
_SILENCE: Final = re.compile(
    rf"(?:\b(?:not|never|no\s+longer)|n['’]t)\s+(?!only\b)(?:\w+\s+)?{_TELLING}\b|"
    rf"\b(?:declin|refus)\w*\s+(?:\w+\s+){{0,3}}?{_TELLING}\b",
    re.IGNORECASE,
)
"""Talks that somebody refuses are another matter: "declined to discuss the islands"."""
_SPEAKING: Final = (
    r"(?:sp[eo]a?k\w*|talk\w*|ask\w*|comment\w*|argu\w*|quarrel\w*|differ\w*|disput\w*)"
)
_TOPIC: Final = re.compile(rf"\babout$|\b{_SPEAKING}\b.*\b(?:on|over)$", re.IGNORECASE)
_STAND: Final = re.compile(
    r"n['’]t\b|\b(?:not|declin|refus|concern|unease|alarm|worr|anxi|fear|doubt|complain|warn|regret|object|protest|"
    r"reservation|misgiving|scepti|skepti)",
    re.IGNORECASE,
)
"""Where somebody took a stand: "voiced unease about the mines", "would not talk about them"."""


def tells_nothing(source: str | None, cue: str, content: str) -> bool:
    """Whether an indirect report has nothing that somebody stated.

    Nobody is its source ("neither side mentioned the islands"), it tells that somebody would not
    say something or only what about they spoke ("talked about wages"), or its content points to
    what stands elsewhere ("Lund denied that").

    Args:
        source: as written, if any.
        cue: as written.
        content: as written.
    """
    if source is not None and _NOBODY.match(source):
        return True
    if _POINTER.fullmatch(content.strip(" ,.;:")):
        return True
    if _TOPIC.search(cue.rstrip()) and not _STAND.search(cue):
        return True
    found = _SILENCE.search(" ".join([cue, *content.split()[:N_CONTENT_WORDS]]))
    return found is not None and found.start() < len(cue)
