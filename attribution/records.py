"""The frozen records that travel between the stages.

Spans in these records are offsets into `Document.text`; text is sliced on demand, never kept
beside them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from attribution.errors import OffsetError
from attribution.spans import OffsetMap, Span

__all__ = [
    "JOINT",
    "MEDIA",
    "UNKNOWN",
    "Act",
    "Attribution",
    "Claim",
    "Comparison",
    "Document",
    "DocumentKind",
    "Judgement",
    "Meeting",
    "Point",
    "Quotation",
    "Relation",
    "RelationKind",
    "Section",
    "SectionKind",
    "Silence",
    "Speaker",
    "SpeakerKind",
    "Stance",
    "StatementKind",
    "Verdict",
    "VerdictKind",
    "WorkingText",
]

JOINT = "JOINT"
"""Side of several sides speaking together; `Speaker.sides` lists them."""
MEDIA = "MEDIA"
"""Side of an outlet that is itself the source."""
UNKNOWN = "UNKNOWN"
"""Side of a speaker nobody could place: abstaining beats guessing."""


class DocumentKind(StrEnum):
    """What sort of text a document is."""

    ARTICLE = "article"
    READOUT = "readout"
    TRANSCRIPT = "transcript"


class SectionKind(StrEnum):
    """Body text, or page furniture: menus, teasers, adverts, subscription text."""

    BODY = "body"
    FURNITURE = "furniture"


class Quotation(StrEnum):
    """Form of a content: in quotation marks, paraphrased, or both."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class StatementKind(StrEnum):
    """Something communicated, or a belief, wish or intent that the writer reports."""

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


class Silence(StrEnum):
    """Why a side has no claim about a point."""

    SILENT = "silent"
    NO_DOCUMENT = "no document"


def _require_fraction(name: str, value: float) -> None:
    if not 0 <= value <= 1:
        msg = f"{name} is {value}, expected 0 to 1"
        raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text as decoded or extracted from its source, never altered.

    Attributes:
        sha256: hash of the source bytes, hexadecimal: the document's identity.
        text: exactly as decoded or extracted.
        name: path or URL as given.
        published: date on the page, if known.
        retrieved: when it was read (UTC), if known.
        issuer: for a readout, the actor or side whose account it is.
        meeting: name of the meeting the analyst filed it under, if any.

    Raises:
        ValueError: if `sha256` is not 64 hexadecimal digits.
    """

    sha256: str
    text: str
    name: str = "-"
    kind: DocumentKind = DocumentKind.ARTICLE
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    author: str | None = None
    published: date | None = None
    retrieved: datetime | None = None
    language: str | None = None
    issuer: str | None = None
    meeting: str | None = None

    def __post_init__(self) -> None:
        """Reject hashes that cannot be SHA-256."""
        if len(self.sha256) != 64 or not set(self.sha256) <= set("0123456789abcdef"):
            msg = f"sha256 is {self.sha256!r}, expected 64 hexadecimal digits"
            raise ValueError(msg)

    @classmethod
    def from_text(cls, text: str, *, name: str = "-", published: date | None = None) -> Document:
        """A document of bare text, identified by the hash of its UTF-8 bytes."""
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return cls(sha256=digest, text=text, name=name, published=published)


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a text and what it is; sections do not overlap."""

    span: Span
    kind: SectionKind


@dataclass(frozen=True, slots=True, eq=False)
class WorkingText:
    """The repaired text that the tagger reads.

    Attributes:
        text: after repair.
        offset_map: from spans of `text` to spans of `Document.text`.
        sections: of `text`, in reading order, covering all of it.
    """

    text: str
    offset_map: OffsetMap
    sections: tuple[Section, ...]

    def kind_at(self, span: Span) -> SectionKind:
        """The kind of the section in which `span` starts; body where none does."""
        for section in self.sections:
            if section.span.start <= span.start < section.span.end:
                return section.kind
        return SectionKind.BODY


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One source–cue–content link.

    Attributes:
        source: who is credited, as written; absent where the text names nobody.
        cue: what signals the attribution; absent in readouts and free-floating quotes.
        contents: attributed spans in reading order, disjoint, at least one.
        nested_in: index, in the document's list of attributions, of the one whose content
            this one stands in.
        confidence: 0 to 1.

    Raises:
        OffsetError: if there is no content or contents overlap or are out of order.
        ValueError: if the confidence is outside 0 to 1.
    """

    source: Span | None
    cue: Span | None
    contents: tuple[Span, ...]
    quote_type: Quotation = Quotation.INDIRECT
    kind: StatementKind = StatementKind.STATEMENT
    confidence: float = 1.0
    nested_in: int | None = None

    def __post_init__(self) -> None:
        """Reject attributions without content."""
        if not self.contents:
            msg = "an attribution needs at least one content span"
            raise OffsetError(msg)
        for before, after in zip(self.contents, self.contents[1:], strict=False):
            if after.start < before.end:
                msg = f"content {after.start}:{after.end} precedes the end of {before}"
                raise OffsetError(msg)
        _require_fraction("confidence", self.confidence)

    def spans(self) -> tuple[Span, ...]:
        """All spans: source, cue (where present) and contents."""
        return tuple(s for s in (self.source, self.cue) if s is not None) + self.contents


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who made a statement, and for which side.

    Attributes:
        name: canonical name; for an unnamed speaker, the mention as written.
        role: held at the date of the statement, as far as known.
        side: ISO 3166 alpha-2 code, a short code, or JOINT, MEDIA, UNKNOWN.
        sides: the members when `side` is JOINT, otherwise empty.
        via: who relayed it ("according to TASS, Peskov said": TASS).
        resolved_by: which rule, register entry or antecedent decided.
        confidence: 0 to 1.
    """

    name: str
    kind: SpeakerKind
    side: str = UNKNOWN
    sides: tuple[str, ...] = ()
    role: str | None = None
    organisation: str | None = None
    via: str | None = None
    resolved_by: str = "unresolved"
    confidence: float = 0.0

    def __post_init__(self) -> None:
        """Reject a confidence outside 0 to 1."""
        _require_fraction("confidence", self.confidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """An attribution with its speaker, stance, act and date.

    Attributes:
        id: short hash of the document's hash and the spans; the same in every run.
        document: the document that `attribution`'s spans point into.
        nested_in: id of the claim in whose content this one stands.
        stance_target: what the stance is about, in words of the document, if known.
        said_on: date of the statement, if known.
        meeting: name of the meeting it is about, if known.
        section: where in the page it stands.
    """

    id: str
    document: Document
    attribution: Attribution
    speaker: Speaker
    stance: Stance
    stance_score: float
    act: Act
    act_score: float
    stance_target: str | None = None
    said_on: date | None = None
    meeting: str | None = None
    nested_in: str | None = None
    section: SectionKind = SectionKind.BODY

    def __post_init__(self) -> None:
        """Reject scores outside 0 to 1."""
        _require_fraction("stance_score", self.stance_score)
        _require_fraction("act_score", self.act_score)

    @property
    def source_text(self) -> str | None:
        """The source as written, if any."""
        source = self.attribution.source
        return None if source is None else source.slice(self.document.text)

    @property
    def cue_text(self) -> str | None:
        """The cue as written, if any."""
        cue = self.attribution.cue
        return None if cue is None else cue.slice(self.document.text)

    @property
    def content_text(self) -> str:
        """The content as written; the parts of a split content are joined by an ellipsis."""
        parts = (span.slice(self.document.text) for span in self.attribution.contents)
        return " … ".join(parts)

    @staticmethod
    def make_id(document: Document, attribution: Attribution) -> str:
        """Twelve hexadecimal digits from the document's hash and the spans."""
        cue, source = attribution.cue, attribution.source
        described = [document.sha256, source and (source.start, source.end),
                     cue and (cue.start, cue.end),
                     [(span.start, span.end) for span in attribution.contents]]  # fmt: skip
        return hashlib.sha256(repr(described).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Talks between sides: name, date interval (inclusive), place."""

    name: str
    start: date | None = None
    end: date | None = None
    place: str | None = None
    sides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How claim `a` relates to claim `b` (ids) of another side; score 0 to 1.

    Attributes:
        signals: which observations decided, in words ("negation", "different numbers").
    """

    a: str
    b: str
    kind: RelationKind
    score: float
    signals: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Reject a score outside 0 to 1."""
        _require_fraction("score", self.score)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A verdict and, where only one side tells a point, that side."""

    kind: VerdictKind
    side: str | None = None

    def __post_init__(self) -> None:
        """A side goes with `only` and with nothing else."""
        if (self.kind is VerdictKind.ONLY) != (self.side is not None):
            msg = f"verdict {self.kind.value!r} with side {self.side!r}"
            raise ValueError(msg)

    def __str__(self) -> str:
        """The verdict in words: `agreed`, `disputed`, `scope differs`, `only RU`."""
        return self.kind.value if self.side is None else f"{self.kind.value} {self.side}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One matter of a meeting and what each side says about it.

    Attributes:
        claims: side → ids of its claims, in order of date and text.
        silent: side → why it has none, for every compared side without claims.
    """

    id: str
    label: str
    verdict: Verdict
    claims: Mapping[str, tuple[str, ...]]
    silent: Mapping[str, Silence] = field(default_factory=dict)
    relations: tuple[Relation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The sides' versions of one meeting.

    Attributes:
        sides: compared sides, in column order.
        documents: side → number of documents read that carry claims of it.
        claims: id → claim, for every id that a point names.
    """

    meeting: Meeting
    sides: tuple[str, ...]
    documents: Mapping[str, int]
    points: tuple[Point, ...]
    claims: Mapping[str, Claim]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A person's correction of one field of a claim; predictions stay as they were."""

    claim: str
    field: str
    value: str
    author: str
    at: datetime
