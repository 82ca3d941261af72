"""Quotation marks: which stretches stand inside them, and what that makes of a content."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from attribution.records import Quotation
from attribution.spans import Span

__all__ = ["quotation_of", "quoted_spans"]

_MARK: Final = re.compile(r"[“”«»„\"]|''|``|(?<!\w)[‘'](?=\w)|(?<=[\w.,!?…])[’'](?!\w)|\n\s*\n")
_OPENING: Final = frozenset("“«„‘") | {"``"}
_CLOSING: Final = {"“": "”", "„": "“”", "«": "»", "‘": "’'", "'": "'’", '"': '"”',
                   "``": "''", "''": "''"}  # fmt: skip
_WORD: Final = re.compile(r"\w+")
_LEAD_IN: Final = frozenset({"that", "as", "and", "but"})
DIRECT_SHARE: Final = 0.9
"""Share of a content's words inside quotation marks from which it counts as direct."""
N_FRAGMENT_WORDS: Final = 4
"""A quotation of fewer words without end punctuation is a fragment, hence mixed."""


def quoted_spans(text: str) -> list[Span]:
    """The stretches inside quotation marks, without the marks, in reading order.

    A mark left open closes at the end of its paragraph, as in a quotation over several
    paragraphs. Apostrophes inside words are no marks.
    """
    spans: list[Span] = []
    opened: tuple[str, int] | None = None
    for match in _MARK.finditer(text):
        mark = match.group()
        if "\n" in mark:
            if opened and opened[0] not in "'‘":
                spans.append(Span(opened[1], match.start()))
            opened = None
        elif opened is None:
            if _opens(text, match):
                opened = (mark, match.end())
        elif mark in _CLOSING[opened[0]]:
            spans.append(Span(opened[1], match.start()))
            opened = None
    if opened and opened[0] not in "'‘":
        spans.append(Span(opened[1], len(text)))
    return spans


def _opens(text: str, match: re.Match[str]) -> bool:
    """Whether a mark can open; a single straight one only before a word ("ministers' offer")."""
    mark = match.group()
    if mark == "'":
        return text[match.end() : match.end() + 1].isalnum()
    return mark in _OPENING or mark in {'"', "''"}


def quotation_of(text: str, contents: Sequence[Span], quoted: Sequence[Span]) -> Quotation:
    """Direct, indirect or mixed, by the share of the contents' words inside quotation marks.

    Args:
        text: the text that the spans point into.
        contents: of one attribution.
        quoted: from `quoted_spans(text)`.
    """
    starts = [span.start for span in quoted]
    n_words = n_quoted = 0
    for content in contents:
        for word in _WORD.finditer(text, content.start, content.end):
            at = bisect_right(starts, word.start()) - 1
            inside = at >= 0 and word.end() <= quoted[at].end
            if not inside and word.group().lower() in _LEAD_IN:
                continue
            n_words += 1
            n_quoted += inside
    if not n_quoted:
        return Quotation.INDIRECT
    if n_quoted < DIRECT_SHARE * n_words or _is_fragment(text, contents, n_words):
        return Quotation.MIXED
    return Quotation.DIRECT


def _is_fragment(text: str, contents: Sequence[Span], n_words: int) -> bool:
    if len(contents) > 1:
        return False
    inner = contents[0].slice(text).strip("“”\"'‘’«»„` ")
    return n_words < N_FRAGMENT_WORDS and not inner.endswith((".", "!", "?", ","))
