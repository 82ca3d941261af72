"""Source mentions to speakers, one document at a time.

Words of the text come before the register; where neither decides, the side is UNKNOWN.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from attribution.actors import Register
from attribution.records import MEDIA, Attribution, Document, DocumentKind, Speaker
from attribution.spans import Span
from attribution.speakers.antecedents import UNRESOLVED, Antecedents, Found, is_definite
from attribution.speakers.collectives import (
    body_named,
    joint_speaker,
    office_named,
    several_sides,
)
from attribution.speakers.mentions import Mention, MentionKind
from attribution.speakers.relays import relayed_source, split_relay
from attribution.speakers.scene import Scene
from attribution.speakers.unnamed import read_unknown_name, read_unnamed

__all__ = ["issuer_of", "resolve_speakers"]

N_RELATIVE_CHARS: Final = 120
"""How far back the noun of a relative clause may begin."""
_RELATIVE: Final = re.compile(r"^(?:who|which|whose|that)\b", re.IGNORECASE)
_PHRASE_END: Final = re.compile(r"[.;:!?\n“”\"]")
_INVERTED: Final = re.compile(r"^.*\b(?:was|is|were|are|came|stood)\s+(?=(?:an?|one|the)\s)")
"""Words before a subject that stands last: "Less pleased was a driver, who …"."""
_OWN_VOICE: Final = frozenset({"we", "i", "our", "us"})


class _Resolver:
    """Walks the mentions of one document in reading order."""

    def __init__(self, text: str, register: Register, *, day: date | None) -> None:
        self._text = text
        self._scene = Scene(text, register, day=day)
        self._earlier = Antecedents(self._scene)

    def resolve(self, source: Span | None, content: Span) -> Speaker:
        """The speaker of a source span, or of a floating quotation."""
        if source is None or not source.slice(self._text).strip():
            return self._earlier.continued(content.start)
        words, via = split_relay(self._with_antecedent(source))
        mention = self._scene.parse(words)
        found = self._read(mention, source.start)
        if found.speaker.side == MEDIA:
            mention, found = self._relayed(mention, found, content)
        if via:
            found = replace(found, speaker=replace(found.speaker, via=via))
        self._earlier.remember(source.end, mention, found)
        return found.speaker

    def _with_antecedent(self, source: Span) -> str:
        """The mention; a relative clause is read with the noun phrase before it."""
        text = source.slice(self._text)
        if not _RELATIVE.match(text):
            return text
        before = self._text[max(0, source.start - N_RELATIVE_CHARS) : source.start]
        phrases = [part for part in _PHRASE_END.split(before)[-1].split(",") if part.strip()]
        return _INVERTED.sub("", phrases[-1].strip()) if phrases else text

    def _relayed(self, outlet: Mention, found: Found, content: Span) -> tuple[Mention, Found]:
        """Who speaks in an outlet's report, if the report begins with that."""
        inner = relayed_source(self._text, content)
        if inner is None:
            return outlet, found
        mention = self._scene.parse(inner.slice(self._text))
        original = self._read(mention, inner.start)
        if original.speaker.confidence < found.speaker.confidence / 2:
            return outlet, found
        return mention, replace(
            original, speaker=replace(original.speaker, via=found.speaker.name)
        )  # fmt: skip

    def _read(self, mention: Mention, at: int) -> Found:
        if mention.kind is MentionKind.PRONOUN:
            return self._earlier.pronoun(mention, at, read=self._read)
        if mention.kind is MentionKind.JOINT:
            return Found(joint_speaker(self._scene, mention), "plural")
        several = several_sides(self._scene, mention)
        if several is not None:
            return Found(several, "plural")
        body = body_named(self._scene, mention) or office_named(self._scene, mention)
        if body is not None:
            return Found(body, "thing")
        if mention.kind is MentionKind.NAME:
            return self._person(mention)
        return self._nominal(mention, at)

    def _person(self, mention: Mention) -> Found:
        person = self._scene.cast.find(mention.name, mention.text)
        if person is None:
            return Found(read_unknown_name(self._scene, mention), mention.gender)
        return Found(person.speaker, person.gender or mention.gender)

    def _nominal(self, mention: Mention, at: int) -> Found:
        known = self._earlier.definite(mention, at) if is_definite(mention) else None
        if known is not None:
            return known
        speaker = read_unnamed(self._scene, mention, at, earlier=self._earlier)
        return Found(speaker, mention.gender)


def resolve_speakers(
    document: Document, text: str, attributions: Sequence[Attribution], *, register: Register
) -> list[Speaker]:
    """The speaker of each attribution, in the given order.

    Args:
        document: for its date, kind and issuer.
        text: the working text that the attributions' spans point into.
        attributions: in reading order, so that later mentions find earlier ones.
        register: known actors.
    """
    resolver = _Resolver(text, register, day=document.published)
    issuer = issuer_of(document, register) if document.kind is DocumentKind.READOUT else None
    return [
        issuer
        if issuer is not None and _is_own_voice(text, attribution)
        else resolver.resolve(attribution.source, attribution.contents[0])
        for attribution in attributions
    ]


def _is_own_voice(text: str, attribution: Attribution) -> bool:
    if attribution.source is None:
        return True
    return attribution.source.slice(text).strip().lower() in _OWN_VOICE


def issuer_of(document: Document, register: Register) -> Speaker:
    """The party whose account a readout is; UNKNOWN when it names none."""
    if not document.issuer:
        return replace(UNRESOLVED, name="Unknown issuer", resolved_by="readout without issuer")
    resolver = _Resolver(document.issuer, register, day=document.published)
    whole = Span(0, len(document.issuer))
    speaker = resolver.resolve(whole, whole)
    return replace(speaker, resolved_by=f"issuer of the readout; {speaker.resolved_by}")
