"""The labels of records: sides that are no party, kinds, stances, acts, verdicts."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

__all__ = [
    "JOINT",
    "MAX_CODE_CHARS",
    "MEDIA",
    "UNKNOWN",
    "Act",
    "DocumentKind",
    "Quotation",
    "RelationKind",
    "SectionKind",
    "Silence",
    "SpeakerKind",
    "Stance",
    "StatementKind",
    "VerdictKind",
    "is_code",
]

JOINT = "JOINT"
"""Side of several sides speaking together; `Speaker.sides` lists them."""
MEDIA = "MEDIA"
"""Side of an outlet that is itself the source."""
UNKNOWN = "UNKNOWN"
"""Side of a speaker nobody could place: abstaining beats guessing."""
MAX_CODE_CHARS: Final = 16
_CODE: Final = re.compile(r"[^\W_][\w-]*")


def is_code(text: str) -> bool:
    """Whether a text can be the code of a side: capitals and digits, at most `MAX_CODE_CHARS`."""
    return (
        1 < len(text) <= MAX_CODE_CHARS
        and _CODE.fullmatch(text) is not None
        and text.upper() == text
        and any(c.isalpha() for c in text)
    )


class DocumentKind(StrEnum):
    """What sort of text a document is."""

    ARTICLE = "article"
    READOUT = "readout"
    TRANSCRIPT = "transcript"


class SectionKind(StrEnum):
    """Body text, an article's headline, or page furniture: menus, teasers, adverts."""

    BODY = "body"
    HEADLINE = "headline"
    FURNITURE = "furniture"


class Quotation(StrEnum):
    """Form of a content: in quotation marks, paraphrased, or both."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class StatementKind(StrEnum):
    """Something communicated, or a belief, wish or intent that the writer reports.

    A question of the press in a transcript states nothing either and is an attitude.
    """

    STATEMENT = "statement"
    ATTITUDE = "attitude"


class SpeakerKind(StrEnum):
    """What a speaker is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    UNNAMED = "unnamed"
    GROUP = "group"


class Stance(StrEnum):
    """Attitude of the speaker in a claim toward the other side or the talks."""

    SUPPORTIVE = "supportive"
    NEUTRAL = "neutral"
    CRITICAL = "critical"


class Act(StrEnum):
    """What a speaker does by saying it."""

    ASSERT = "assert"
    DENY = "deny"
    ACCUSE = "accuse"
    DEMAND = "demand"
    PROPOSE = "propose"
    COMMIT = "commit"
    WARN = "warn"
    PRAISE = "praise"
    CONCERN = "concern"
    DECLINE = "decline"
    AGREE = "agree"


class RelationKind(StrEnum):
    """How two claims of different sides relate."""

    AGREE = "agree"
    CONTRADICT = "contradict"
    PARTIAL = "partial"
    UNRELATED = "unrelated"


class VerdictKind(StrEnum):
    """How the sides' versions of a point relate."""

    AGREED = "agreed"
    DISPUTED = "disputed"
    SCOPE_DIFFERS = "scope differs"
    ONLY = "only"


class MeetingKind(StrEnum):
    """How a text calls a meeting."""

    MEETING = "meeting"
    TALKS = "talks"
    ROUND = "round"
    SUMMIT = "summit"
    CALL = "call"


class Silence(StrEnum):
    """Why a side has no claim about a point."""

    SILENT = "silent"
    NO_DOCUMENT = "no document"
