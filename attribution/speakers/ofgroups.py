"""One of several people named together: "One of them", of the envoys who met."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from attribution.records import UNKNOWN, Speaker, SpeakerKind
from attribution.speakers.affiliation import affiliation_of, sides_in
from attribution.speakers.mentions import UPPER, Mention
from attribution.speakers.pointed import for_nobody
from attribution.speakers.scene import Scene
from attribution.speakers.sentences import sentence_start

__all__ = ["one_of_group"]

N_BACK_CHARS: Final = 500
_ONE_OF: Final = re.compile(
    r"^(?P<how>[Oo]ne|[Aa]nother|[Aa] (?:second|third)|[Tt]wo)\s+of\s+(?:them|those)$"
)
_GROUP: Final = re.compile(
    rf"(?P<words>(?:(?:[{UPPER}][\w.’'\-]*|[a-z\-]+)\s+){{0,2}}(?:ambassadors|diplomats|envoys|officials|"
    r"ministers|lawmakers|senators|negotiators|delegates|aides|advis[eo]rs|executives|leaders|"
    r"commanders|officers|members|MPs|MEPs|participants|mediators|observers|governors|judges|"
    r"deputies|representatives|sources|people)\b)"
)
_POSTED: Final = re.compile(r"\b(?:ambassadors|diplomats|envoys)$")
_DETERMINED: Final = re.compile(
    r"^(?:(?:the|its|their|his|her|a|some|several|many|two|three|four|five|six|other|when|as|and|"
    r"with|by|of|to|from)\s+)+",
    re.IGNORECASE,
)


def one_of_group(scene: Scene, mention: Mention, at: int) -> Speaker | None:
    """Somebody unnamed of the people that the sentence before names together; else None.

    Ambassadors of a union of states stand for one of these, which is not told.
    """
    match = _ONE_OF.match(mention.text)
    if match is None:
        return None
    own = sentence_start(scene.text, at, within=N_BACK_CHARS)
    start = sentence_start(scene.text, max(0, own - 2), within=N_BACK_CHARS)
    group = _GROUP.search(scene.text, start, own)
    if group is None or "\n\n" in scene.text[start:at]:
        return None
    words = _DETERMINED.sub("", " ".join(group["words"].split()))
    sides = sides_in(words, scene.register)
    told = affiliation_of(words, scene.register)
    side = told.side or (sides[0] if len(sides) == 1 else UNKNOWN)
    how = match["how"][:1].upper() + match["how"][1:]
    speaker = Speaker(
        name=f"{how} of the {words}", side=side, role=words,
        kind=SpeakerKind.GROUP if how == "Two" else SpeakerKind.UNNAMED,
        organisation=told.organisation, resolved_by=f"{mention.text} → {words}",
        confidence=0.7 if side != UNKNOWN else 0.3,
    )  # fmt: skip
    is_unions = _POSTED.search(words) is not None and side in {"EU", "UN", "NATO", "AU", UNKNOWN}
    return for_nobody(replace(speaker, organisation=None)) if is_unions else speaker
