"""Characters that decoding and layout left behind: mojibake, odd spaces, line ends."""

from __future__ import annotations

import re

from attribution.spans import Edit

__all__ = ["find_mojibake", "find_odd_spaces"]

# UTF-8 read as a one-byte encoding begins with one of a few letters and goes on with characters
# that words do not contain; a lone Ã or Â is left to Portuguese and Vietnamese.
_MOJIBAKE_SIGN = re.compile(r"[ÃÂÐÑ][\x80-\xbf€-™Œ-ž]|â[€\x80]|ðŸ|ð\x9f|ï»¿")
_NON_ASCII = re.compile(r"[^\x00-\x7f]+")

_ODD = "\t\x0b\x0c\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_LINE_END = "\n\r\x85\u2028\u2029"
_INVISIBLE = "\xad\u200b\u2060\ufeff"
_ODD_SPACES = re.compile(
    rf"(?:[{_ODD}]|[ ](?=[ {_ODD}{_LINE_END}]))[ {_ODD}]*"
    rf"(?:(?:\r\n?|[\n\x85\u2028\u2029])[ {_ODD}]*)?"
    rf"|\n[ {_ODD}]+"
    rf"|(?:\r\n?|[\x85\u2028\u2029])[ {_ODD}]*"
    rf"|[{_INVISIBLE}]+"
)


def find_mojibake(text: str) -> list[Edit]:
    """Edits that undo UTF-8 read in a wrong encoding (`â€™` for `’`), only where it shows."""
    if text.isascii() or not _MOJIBAKE_SIGN.search(text):
        return []
    import ftfy  # noqa: PLC0415 - costs start-up time that clean texts need not pay

    edits = []
    for match in _NON_ASCII.finditer(text):
        damaged = match[0]
        if _MOJIBAKE_SIGN.search(damaged):
            repaired = ftfy.fix_encoding(damaged)
            if repaired != damaged and len(repaired) < len(damaged):
                edits.append(Edit(match.start(), match.end(), repaired))
    return edits


def find_odd_spaces(text: str) -> list[Edit]:
    """Edits to one plain space between words, plain line ends and no invisible characters."""
    edits = []
    for match in _ODD_SPACES.finditer(text):
        found = match[0]
        if found[0] in _INVISIBLE:
            replacement = ""
        elif any(char in found for char in _LINE_END):
            replacement = "\n"
        else:
            replacement = " "
        if replacement != found:
            edits.append(Edit(match.start(), match.end(), replacement))
    return edits
