"""Earlier mail that a reply repeats below or between its own words.

What it says was said in another message, by whoever wrote that. Doubt keeps a line: block quotes
of Markdown begin with ">" too, and what is only passed on is what the message is there for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

__all__ = ["quoted_mail"]

_MIN_OWN_WORDS: Final = 10
"""A message that says less itself passes the other one on."""
_QUOTED: Final = re.compile(r"\s{0,3}>")
_NESTED: Final = re.compile(r"\s{0,3}>\s?>")
# A line such as "On Monday, 2 June at 09:12, Orla Fenn <orla@ports.example> wrote" with a colon.
_WROTE: Final = re.compile(
    r"(?=.{4,300}$).*"
    r"\b(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef|skrev|napisała?|написала?)\b"
    r"[^:]{0,80}:$"
)
_ADDRESS_OR_TIME: Final = re.compile(
    r"\S@\S|\b\d{1,2}[:.]\d{2}\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b"
)
_ON: Final = re.compile(r"On (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|\d|[A-Z][a-z]+ \d)")
_LETTER: Final = re.compile(
    r"\s{0,3}>\s*(?:(?:Dear|Hi|Hello|Good (?:morning|afternoon|evening))\b.{0,60}[,!:]|"
    r"(?:(?:Kind |Best |Warm )?[Rr]egards|Best(?: wishes)?|Yours(?: sincerely)?|Sincerely|Thanks)"
    r",)$"
)
_SENDER: Final = re.compile(r"[*_]{0,2}From:[*_]{0,2}\s*\S")
_HEADER: Final = re.compile(r"[*_]{0,2}(?:Sent|Date|To|Cc|Subject):[*_]{0,2}\s*\S")
_MIN_HEADERS: Final = 3
_ORIGINAL: Final = re.compile(r"-{2,} ?Original Message ?-{2,}$", re.IGNORECASE)
_FORWARDED: Final = re.compile(r"(?:-{2,} ?|Begin )forwarded message(?: ?-{2,}|:)$", re.IGNORECASE)


def quoted_mail(lines: Sequence[str]) -> list[bool]:
    """Whether each line repeats earlier mail or tells who wrote it.

    Args:
        lines: of a text, stripped, without blank ones.
    """
    flags = [False] * len(lines)
    end = next((i for i, line in enumerate(lines) if _begins_rest(lines, i, line)), len(lines))
    flags[end:] = [True] * (len(lines) - end)
    marked = [i for i in range(end) if _QUOTED.match(lines[i])]
    heads = [i - 1 for i in marked if i and not _QUOTED.match(lines[i - 1])]
    is_letter = any(_NESTED.match(lines[i]) or _LETTER.match(lines[i]) for i in marked)
    heads = [i for i in heads if _tells_writer(lines, i, is_letter=is_letter)]
    if heads:
        for i in (*marked, *heads):
            flags[i] = True
        for i in heads:
            # A long line of this kind is broken before the address.
            if i and not _ON.match(lines[i]) and _ON.match(lines[i - 1]):
                flags[i - 1] = True
    own = sum(len(line.split()) for line, flag in zip(lines, flags, strict=True) if not flag)
    return flags if own >= _MIN_OWN_WORDS else [False] * len(lines)


def _begins_rest(lines: Sequence[str], i: int, line: str) -> bool:
    """Whether from here on all is an earlier message, as Outlook puts it below the reply."""
    if i and _FORWARDED.match(lines[i - 1]):
        return False
    if _ORIGINAL.match(line):
        return True
    if not _SENDER.match(line):
        return False
    below = lines[i + 1 : i + 1 + _MIN_HEADERS]
    return len(below) == _MIN_HEADERS and all(map(_HEADER.match, below))


def _tells_writer(lines: Sequence[str], i: int, *, is_letter: bool) -> bool:
    """Whether a line says who wrote the quoted ones, as mail programs do; more so of a letter."""
    if not _WROTE.match(lines[i]):
        return False
    whole = f"{lines[i - 1] if i else ''} {lines[i]}"
    if _ADDRESS_OR_TIME.search(lines[i]) or (i and _ON.match(lines[i - 1]) and "@" in whole):
        return True
    return is_letter and _ON.match(lines[i]) is not None
