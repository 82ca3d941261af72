"""The person or body that the sentence before a pronoun is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from attribution.speakers.bodyindex import BODY_NOUNS
from attribution.speakers.mentions import OPENERS, ROLE_NOUNS, UPPER, Mention, MentionKind
from attribution.speakers.scene import Scene
from attribution.speakers.sentences import sentence_start
from attribution.speakers.strangers import only_stranger

__all__ = ["body_before", "brought_before", "quoted_before"]

N_BACK_CHARS: Final = 600
"""How far back a sentence may begin."""
_SUBJECT: Final = re.compile(
    rf"(?:An?|One|The|Another)\s+(?:[\w’'\-.]+\s+){{0,3}}(?:{'|'.join(sorted(ROLE_NOUNS))})\b"
    r"(?:\s+(?:of|from|for|in|at|with|close to)\s+(?:the\s+)?[\w\-]+"
    rf"(?:\s+[{UPPER}][\w\-]+)*)?(?:,\s+(?:the\s+)?[{UPPER}][\w\-]+(?:\s+[{UPPER}][\w\-]+){{0,4}}(?=,))?"
)
"""The person a sentence begins with: "A Danish official close to the talks smiled."."""
_LATE_SUBJECT: Final = re.compile(
    rf"(?:(?:On|About|Over|As for|Asked about|At|In|For|Unlike)\s+[^,.;“”\"]{{1,40}}?,?\s+|"
    rf"(?:The|His|Her|Its|An?)\s+[^,.;“”\"]{{2,50}}?,\s+|"
    rf"(?:[{UPPER}][\w’'\-]+\s+){{1,4}}?[a-z\- ]{{2,30}}?,\s+)"
    rf"(?P<name>[{UPPER}][\w\-]+(?:\s+(?:al-|bin\s|van\s|de\s)?[{UPPER}][\w\-]+){{0,3}})(?=,|\s+[a-z])"
)
"""The same behind an adverbial or an office: "On fees Lund", "His deputy, Ada Lund,"."""
_BODY_WORDS: Final = "|".join(
    form for noun in sorted(BODY_NOUNS) for form in (noun, noun.capitalize())
)
_BODY_SUBJECT: Final = re.compile(
    rf"(?:The\s+(?:(?!(?:with|in|on|at|to|and|between|by|from|of|for)\b)[\w’'\-.]+\s+){{0,4}}?(?:{_BODY_WORDS})|"
    rf"(?:The\s+)?[{UPPER}][\w\-]+(?:\s+(?:of\s+|for\s+)?[{UPPER}][\w\-]+){{0,5}})(?=\s+[a-z])"
)
"""The body a sentence begins with: "The Foreign Ministry took note."."""
_GROUP_SUBJECT: Final = re.compile(
    r"(?P<who>(?:Two|Three|Four|Five|Several|Some|Other|Many)\s+(?:[\w\-]+\s+){0,3}?"
    r"(?P<head>[a-z\-]+s)(?:\s+(?:from|of|in|at|with|close\s+to)\s+[^,.;:“”\"]{2,50}?)?)"
    r"(?=\s+(?:were|are|have|had|did|took|saw|went|gave|came|put|met|heard|[a-z]+ed)\s)"
)
"""The people a sentence begins with: "Two officials of the port were less polite"."""
_COLON_QUOTATION: Final = re.compile(r":\s+(?:“[^“”]*”|\"[^\"]*\")\s*$")
_BEFORE_NAMES: Final = OPENERS - {"a", "an", "the", "another"}
_NAMED_SUBJECT: Final = re.compile(rf"[{UPPER}][\w\-]+(?:\s+[{UPPER}][\w\-]+){{0,3}}(?=,|\s+[a-z])")


def _quotation_start(text: str, own: int, at: int) -> int:
    """Where a quotation that the sentence at `own` ends begins: "Late. Too late," he said."""
    before = text[max(0, at - N_BACK_CHARS) : at].rstrip()
    if before[-1:] not in {"”", '"'} or any(mark in text[own:at] for mark in "“"):
        return own
    end = max(0, at - N_BACK_CHARS) + len(before) - 1
    opening = text.rfind("“" if before[-1] == "”" else '"', max(0, at - N_BACK_CHARS), end)
    return opening if 0 <= opening < own and "\n" not in text[opening:at] else own


def quoted_before(text: str, at: int) -> str:
    """The quotation that ends right before a pronoun: `"I have called Lund," he said`; or none."""
    own = sentence_start(text, at, within=N_BACK_CHARS)
    words = text[_quotation_start(text, own, at) : at]
    return words if words[:1] in {"“", '"'} and words.rstrip()[-1:] in {"”", '"'} else ""


def introducing(scene: Scene, at: int, gender: str) -> tuple[Mention, int] | None:
    """The subject of `Ada Lund repeated her offer: "Come," she said`, and where it stands."""
    own = sentence_start(scene.text, at, within=N_BACK_CHARS)
    if _COLON_QUOTATION.search(scene.text[own:at]) is None:
        return None
    match = _NAMED_SUBJECT.match(scene.text, own)
    if match is None or match.group().split()[0].lower() in _BEFORE_NAMES:
        return None
    mention = scene.parse(match.group())
    known = scene.cast.find(mention.name, mention.text) if mention.name else None
    return (mention, own) if known and known.gender in {"", gender} else None


def subject_before(
    scene: Scene, at: int, gender: str, *, spoken: Sequence[int]
) -> tuple[Mention, int] | None:
    """The person that the sentence before begins with, and where, if nobody was quoted since.

    Args:
        scene: the document.
        at: first code point of a pronoun.
        gender: of the pronoun.
        spoken: where the sources so far end.
    """
    text = scene.text
    own = sentence_start(text, at, within=N_BACK_CHARS)
    own = _quotation_start(text, own, at)
    start = sentence_start(text, max(0, own - 2), within=N_BACK_CHARS)
    if "\n\n" in text[start:at] or any(start < said <= at for said in spoken):
        return None
    match = _SUBJECT.match(text, start) or _NAMED_SUBJECT.match(text, start)
    if match is None or match.group().split()[0].lower() in _BEFORE_NAMES:
        match = _LATE_SUBJECT.match(text, start)
        if match is None or match.end() > own:
            return None
        mention = scene.parse(match["name"])
        known = mention.name and scene.cast.find(mention.name, mention.text)
        fits = known and known.gender in {"", gender} and known.speaker.role
        return (mention, match.start("name")) if fits else None
    if match.end() > own:
        return None
    mention = scene.parse(match.group())
    if mention.kind is MentionKind.NAME:
        known = scene.cast.find(mention.name, mention.text)
        return (mention, start) if known else None
    is_unnamed = mention.kind is MentionKind.NOMINAL and match.re is _SUBJECT
    return (mention, start) if is_unnamed else None


def group_before(scene: Scene, at: int, *, spoken: Sequence[int]) -> tuple[Mention, int] | None:
    """The people whom the sentence before `they` brings in, and where, if nobody was quoted since.

    Args:
        scene: the document.
        at: first code point of the pronoun, which opens its sentence.
        spoken: where the sources so far end.
    """
    text = scene.text
    own = sentence_start(text, at, within=N_BACK_CHARS)
    start = sentence_start(text, max(0, own - 2), within=N_BACK_CHARS)
    if own != at or "\n\n" in text[start:at] or any(start < said <= at for said in spoken):
        return None
    match = _GROUP_SUBJECT.match(text, start, own)
    if match is None or match["head"] not in ROLE_NOUNS:
        return None
    mention = scene.parse(match["who"])
    return (mention, start) if mention.number == "plural" else None


def brought_before(
    scene: Scene, at: int, wanted: str, *, spoken: Sequence[int]
) -> tuple[Mention, int] | None:
    """Whom the text has brought in right before `he`, `she` or `they`, and where.

    Args:
        scene: the document.
        at: first code point of the pronoun.
        wanted: its gender.
        spoken: where the sources so far end.
    """
    if wanted == "plural":
        return group_before(scene, at, spoken=spoken)
    if wanted not in {"male", "female"}:
        return None
    found = introducing(scene, at, wanted) or subject_before(scene, at, wanted, spoken=spoken)
    return found or only_stranger(scene, at, spoken=spoken)


def body_before(scene: Scene, at: int, *, spoken: Sequence[int]) -> tuple[Mention, int] | None:
    """The body that the sentence before `it` begins with, and where, if nobody was quoted since.

    Args:
        scene: the document.
        at: first code point of the pronoun.
        spoken: where the sources so far end.
    """
    text = scene.text
    own = _quotation_start(text, sentence_start(text, at, within=N_BACK_CHARS), at)
    start = sentence_start(text, max(0, own - 2), within=N_BACK_CHARS)
    if "\n\n" in text[start:at] or any(start < said <= at for said in spoken):
        return None
    match = _BODY_SUBJECT.match(text, start)
    return None if match is None or match.end() > own else (scene.parse(match.group()), start)
