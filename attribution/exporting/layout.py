"""Indented JSON, as the standard library lays it out but several times faster.

Its indenting encoder is written in Python and yields every bracket by itself; a comparison of ten
thousand claims has two million of them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from json.encoder import encode_basestring
from typing import Final

__all__ = ["indented_json"]

_STEP: Final = "  "


def indented_json(value: object) -> str:
    """JSON over several lines; text is kept as it is, in any script.

    Args:
        value: of mappings with text keys, lists, tuples, text, numbers, booleans and None.

    Raises:
        TypeError: if it holds anything else.
        ValueError: if it holds a number that JSON has not (infinity).
    """
    return _laid_out(value, "\n")


def _laid_out(value: object, margin: str) -> str:
    """`value` where lines begin with `margin`."""
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, Mapping):
        inner = margin + _STEP
        items = [
            f"{inner}{encode_basestring(key)}: {_laid_out(item, inner)}"
            for key, item in value.items()
        ]
        return f"{{{','.join(items)}{margin}}}" if items else "{}"
    if isinstance(value, list | tuple):
        inner = margin + _STEP
        parts = [f"{inner}{_laid_out(item, inner)}" for item in value]
        return f"[{','.join(parts)}{margin}]" if parts else "[]"
    return json.dumps(value, allow_nan=False)
