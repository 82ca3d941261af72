"""The frozen records that travel between the stages.

Spans in these records are offsets into `Document.text`; text is sliced on demand, never kept
beside them.
"""

from attribution.records.claims import Attribution, Claim, Judgement, Speaker
from attribution.records.documents import Document, Section, WorkingText
from attribution.records.labels import (
    JOINT,
    MAX_CODE_CHARS,
    MEDIA,
    UNKNOWN,
    Act,
    DocumentKind,
    MeetingKind,
    Quotation,
    RelationKind,
    SectionKind,
    Silence,
    SpeakerKind,
    Stance,
    StatementKind,
    VerdictKind,
    is_code,
)
from attribution.records.meetings import (
    Comparison,
    Meeting,
    MeetingMention,
    Point,
    PositionChange,
    Relation,
    Selection,
    Verdict,
)
from attribution.records.sidesets import DefinedSide, SideSet

__all__ = [
    "JOINT",
    "MAX_CODE_CHARS",
    "MEDIA",
    "UNKNOWN",
    "Act",
    "Attribution",
    "Claim",
    "Comparison",
    "DefinedSide",
    "Document",
    "DocumentKind",
    "Judgement",
    "Meeting",
    "MeetingKind",
    "MeetingMention",
    "Point",
    "PositionChange",
    "Quotation",
    "Relation",
    "RelationKind",
    "Section",
    "SectionKind",
    "Selection",
    "SideSet",
    "Silence",
    "Speaker",
    "SpeakerKind",
    "Stance",
    "StatementKind",
    "Verdict",
    "VerdictKind",
    "WorkingText",
    "is_code",
]
