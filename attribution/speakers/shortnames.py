"""What a text calls a body for short, and what cannot be such a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attribution.actors import Register
from attribution.speakers.bodywords import GENERIC, NAMED_SO
from attribution.speakers.codes import is_called

__all__ = ["names_state", "short_forms"]


def short_forms(name: str, text: str, short: str | None = None) -> Iterator[str]:
    """What `text` calls a body for short.

    Args:
        name: of the body.
        text: in which it is named.
        short: an acronym that stands in brackets behind the name, if one does.
    """
    if short:
        yield short
    words = name.split()
    initials = "".join(word[0] for word in words if word[0].isupper())
    if len(initials) > 2 and is_called(initials, text):
        yield initials
    noun = next((word for word in words if word.lower() in GENERIC), None)
    if noun and len(words) > 1 and re.search(rf"\b[Tt]he {noun}\b(?! of)", text):
        yield noun
    is_telling = len(words) > 1 and len(words[0]) > 3 and words[0].lower() not in NAMED_SO
    is_place = re.search(rf"\b(?:in|near|outside|across) {re.escape(words[0])}\b", text) is not None
    if is_telling and not is_place and is_called(words[0], text, without=words[1]):
        yield words[0]


def names_state(word: str, register: Register) -> bool:
    """Whether a word alone is a state or its people: the short name of no company."""
    return bool(register.country_side(word) or register.capital_side(word))
