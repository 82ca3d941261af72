"""The bodies a document names, in reading order: what `the ministry` or `the group` can mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from attribution.actors import Organisation, Register
from attribution.records import Speaker, SpeakerKind
from attribution.speakers.affiliation import capital_runs

__all__ = ["BODY_NOUNS", "BodyIndex"]

_KINDS: Final[Mapping[str, frozenset[str]]] = {
    noun: frozenset(kinds.split())
    for nouns, kinds in (
        ("ministry department", "ministry"),
        ("group movement militia faction rebels force paramilitary fighters", "movement party"),
        ("army military command forces", "military"),
        ("government administration cabinet authorities", "government state"),
        ("union", "union"),
        ("company carmaker firm manufacturer airline employer management", "company"),
        ("party", "party"),
        ("commission bloc alliance organisation organization body agency council", "international"),
        ("parliament assembly", "parliament"),
        ("embassy mission consulate delegation", "mission"),
        ("presidency office palace", "government"),
        ("newspaper outlet broadcaster channel", "agency"),
    )
    for noun in nouns.split()
}
BODY_NOUNS: Final = frozenset(_KINDS) | {"statement", "readout", "communique", "kremlin", "court"}
"""Head nouns of mentions that mean a body and not a person."""


class _Place(NamedTuple):
    start: int
    words: str
    organisation: Organisation


class BodyIndex:
    """Organisations of the register where a text names them."""

    def __init__(self, text: str, register: Register) -> None:
        """Find every body that `text` names."""
        self._places = list(_places(text, register))

    def last_before(self, at: int, noun: str) -> Speaker | None:
        """The last body named before `at` that `noun` describes, by its kind or name."""
        kinds = _KINDS.get(noun, frozenset())
        for place in reversed(self._places):
            body = place.organisation
            if place.start < at and (body.kind in kinds or noun in place.words.lower().split()):
                return Speaker(
                    name=body.name, kind=SpeakerKind.ORGANISATION, side=body.side,
                    organisation=body.name, confidence=0.7,
                    resolved_by=f"the {noun} → {place.words}",
                )  # fmt: skip
        return None


def _places(text: str, register: Register) -> Iterable[_Place]:
    for start, run in capital_runs(text):
        tail = re.match(
            r"\s+(?:state|foreign|defen[cs]e|interior|health|trade|finance)?\s*"
            r"(?:ministry|department|government|army|military)\b",
            text[start + len(run) : start + len(run) + 40],
        )
        for words in ((run + tail.group(),) if tail else ()) + (run,):
            body = register.organisation(words)
            if body is not None:
                yield _Place(start, words, body)
                break
