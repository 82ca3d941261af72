"""Documents as sources: "the text says", "the note adds" are words of whoever issued them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from attribution.records import MEDIA, UNKNOWN, Speaker, SpeakerKind
from attribution.speakers.affiliation import sides_in
from attribution.speakers.candidates import Found, Said
from attribution.speakers.collectives import together
from attribution.speakers.mentions import Mention
from attribution.speakers.scene import Scene

__all__ = ["issuer_of_paper"]

N_BACK_CHARS: Final = 2_500
"""How far back a document was issued, at most."""
N_AFTER_CHARS: Final = 160
"""How far behind a source the words "in a statement" stand."""
_MESSAGES: Final = "statement|letter|note|release|communiqu[eé]|readout|message|post|bulletin"
"""What one side issues, if nothing says that several did."""
_TREATIES: Final = (
    "text|document|paper|declaration|agreement|accord|memorandum|protocol|pact|communiqu[eé]"
)
_PAPER: Final = re.compile(
    rf"^(?:the|this|that|its|their)\s+(?:same\s+)?(?P<noun>{_MESSAGES}|{_TREATIES})(?:\s+itself)?$",
    re.IGNORECASE,
)
_PASSED_ON: Final = re.compile(
    rf"^an?\s+(?:[\w\-]+\s+){{0,2}}(?P<noun>{_MESSAGES})\s+(?:carried|published|posted|quoted|run|released|"
    r"distributed|relayed)\s+(?:by|on|in)\s+(?:the|its|their|a)\s+(?:[\w\-]+\s+){0,3}?(?:agency|media|website|"
    r"television|tv|channel|newspaper|account|site|page|broadcaster)\b",
    re.IGNORECASE,
)
"""A paper of whoever was spoken of, in an outlet: "a note carried by the state news agency"."""
_ANY: Final = re.compile(rf"\b(?:{_MESSAGES}|{_TREATIES})s?\b", re.IGNORECASE)
_SIGNED: Final = re.compile(
    r"\b(?:put\s+(?:their\s+)?(?:signatures?|names?|initials)|(?:have\s+|had\s+)?(?:jointly\s+)?(?:signed|initialled|"
    r"adopted|issued|concluded|published|released|endorsed|agreed)|between|by)\b"
)
_DATELINE: Final = re.compile(r"[A-ZÀ-Þ]{3}[^.!?\n]{0,50}?\s[-–—]\s")
_SENTENCE: Final = re.compile(r"(?<=[.!?”\"])\s+(?=[A-ZÀ-Þ“\"])|\n+")


def issuer_of_paper(
    scene: Scene, mention: Mention, at: int, earlier: Iterable[Said]
) -> Found | None:
    """Who issued the document that a mention is: those who signed it, or the last who issued one.

    Args:
        scene: the document.
        mention: "the text", "the same letter".
        at: its first code point.
        earlier: mentions before, last first.
    """
    if _PASSED_ON.match(mention.text):
        return _last_body(scene, mention, at, earlier)
    paper = _PAPER.match(mention.text)
    if paper is None:
        return None
    noun = paper["noun"].lower()
    signed = None if re.fullmatch(_MESSAGES, noun) else _signatories(scene, at)
    if signed is not None:
        return Found(signed, "plural")
    for said in earlier:
        if at - said.at > N_BACK_CHARS:
            return None
        if said.at < at and _issued(scene.text, said, noun):
            by = f"{mention.text} → {said.mention.text}"
            return Found(replace(said.speaker, resolved_by=by, confidence=0.7), said.gender)
    return None


def _last_body(scene: Scene, mention: Mention, at: int, earlier: Iterable[Said]) -> Found | None:
    """The body that spoke last in the paragraph before an outlet passes on a paper."""
    start = scene.text.rfind("\n\n", 0, at)
    for said in earlier:
        if said.at <= start:
            return None
        is_body = said.speaker.kind is SpeakerKind.ORGANISATION
        if is_body and said.speaker.side not in {MEDIA, UNKNOWN}:
            by = f"{mention.text} → {said.mention.text}"
            return Found(replace(said.speaker, resolved_by=by, confidence=0.6), "thing")
    return None


def _issued(text: str, said: Said, noun: str) -> bool:
    """Whether somebody spoke by a document: "said in a statement", "the ministry's note said"."""
    start = max(0, said.at - len(said.mention.text))
    stop = text.find("\n", said.at, said.at + N_AFTER_CHARS)
    words = text[start : stop if stop >= 0 else said.at + N_AFTER_CHARS]
    told = re.compile(rf"\b(?:{noun}|statement)\b", re.IGNORECASE)
    return told.search(_SENTENCE.split(words)[0]) is not None


def _signatories(scene: Scene, at: int) -> Speaker | None:
    """The sides that signed or issued a text together, if one is told of before `at`."""
    first = max(0, at - N_BACK_CHARS)
    for sentence in reversed(_SENTENCE.split(scene.text[first:at])):
        act = _SIGNED.search(sentence, _after_dateline(sentence))
        if act is None or _ANY.search(sentence) is None:
            continue
        start = scene.text.rfind(sentence, first, at)
        is_behind = act.group() in {"between", "by"}
        span = (act.end(), len(sentence)) if is_behind else (_after_dateline(sentence), act.start())
        words = sentence[slice(*span)]
        bodies = [b.side for _, b in scene.bodies.between(start + span[0], start + span[1])]
        sides = tuple(dict.fromkeys([*sides_in(words, scene.register), *bodies]))
        if len(sides) > 1:
            return _all_of(sides, scene)
        if "joint" in sentence:
            return _all_of(scene.main_sides, scene)
    return None


def _after_dateline(sentence: str) -> int:
    dateline = _DATELINE.match(sentence)
    return dateline.end() if dateline else 0


def _all_of(sides: tuple[str, ...], scene: Scene) -> Speaker:
    return together(" and ".join(map(scene.register.side_name, sides)), sides, scene)
