"""Where the sentences of a text end, as far as telling who speaks needs it."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["sentence_start", "sentence_starts"]

_SENTENCE_END: Final = re.compile(
    r"(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St|Lt|No))(?<!\b(?:Mrs|Gen|Col|Maj|Adm|Sgt|Rev|Sen|Rep|Gov))"
    r"(?<!\b(?:Capt|Brig|Prof))[.!?][”\"’']?\s*(?=[A-Z“\"‘])|\n+"
)
"""Also where scraping lost the space: "he said.The"; not behind titles and initials."""
_QUOTED_END: Final = re.compile(r"[.!?][”\"’']?\s*(?=[A-Z“\"])|\n\s*\n")
"""The end of what a pronoun's sentence follows."""


def sentence_starts(text: str) -> list[int]:
    """First code points of the sentences of `text`, ascending."""
    return [0, *(match.end() for match in _SENTENCE_END.finditer(text))]


def sentence_start(text: str, at: int, *, within: int) -> int:
    """Where the sentence that holds `at` begins, if that is at most `within` before it; else 0."""
    near = _QUOTED_END.finditer(text, max(0, at - within), at + 1)
    starts = [match.end() for match in near if match.end() <= at]
    return starts[-1] if starts else 0
