"""Unnamed people who speak for somebody named: "an aide to Ersöz"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from attribution.records import Speaker, SpeakerKind
from attribution.speakers.mentions import Mention, MentionKind
from attribution.speakers.scene import Scene

__all__ = ["staff_of"]

_STAFF_OF: Final = re.compile(
    r"^(?:an?|the|one|another|his|her)\s+(?:[\w\-]+\s+){0,3}?(?P<role>aide|adviser|advisor|spokes\w+|"
    r"assistant|ally|lawyer|deputy|official|diplomat)\s+(?:to|for|of|with|close to|"
    r"travell?ing with)\s+(?P<owner>(?:(?:Mr|Ms|Mrs|Dr)\.?\s+)?[A-ZÀ-Þ][\w’'\-]+"
    r"(?:\s+[A-ZÀ-Þ][\w’'\-]+){0,3})$"
)


def staff_of(scene: Scene, mention: Mention) -> Speaker | None:
    """`an aide to Ersöz`, `a spokesman for Ms Kostova`: unnamed, on that person's side."""
    match = _STAFF_OF.match(mention.text)
    owner = scene.parse(match["owner"]) if match else None
    if match is None or owner is None or owner.kind is not MentionKind.NAME:
        return None
    person = scene.cast.find(owner.name, owner.text)
    if person is None:
        return None
    return replace(
        person.speaker, name=mention.text, kind=SpeakerKind.UNNAMED, role=match["role"],
        resolved_by=f"speaks for {person.name}", confidence=0.75,
    )  # fmt: skip
