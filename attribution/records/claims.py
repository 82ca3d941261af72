"""Attributions, speakers, claims and the judgements of people on them."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date, datetime

from attribution.errors import OffsetError
from attribution.records.documents import Document
from attribution.records.labels import (
    UNKNOWN,
    Act,
    DocumentKind,
    Quotation,
    SectionKind,
    SpeakerKind,
    Stance,
    StatementKind,
)
from attribution.records.modality import Modality, Polarity, modality_of, polarity_of
from attribution.records.silences import tells_nothing
from attribution.spans import Span

__all__ = ["Attribution", "Claim", "Judgement", "Speaker", "require_fraction"]

_CREDIT = re.compile(r"(?:citing|quoting|referring to|with reference to)$", re.IGNORECASE)
"""A cue that only says from whom a report has what it tells."""


def require_fraction(name: str, value: float) -> None:
    """Refuse a score outside 0 to 1.

    Raises:
        ValueError: naming the score, its value and the range.
    """
    if not 0 <= value <= 1:
        msg = f"{name} is {value}, expected 0 to 1"
        raise ValueError(msg)


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
        require_fraction("confidence", self.confidence)

    @property
    def names_nobody(self) -> bool:
        """Whether it reports words that nobody is said to have used: "it was agreed that"."""
        is_indirect = self.quote_type is Quotation.INDIRECT
        return is_indirect and self.source is None and self.cue is not None

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
        sides: the members when `side` is JOINT; those that spoke when it is a bloc of a side set;
            otherwise empty.
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
        require_fraction("confidence", self.confidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """An attribution with its speaker, stance, act and date.

    Attributes:
        id: short hash of the document's hash and the spans; the same in every run.
        document: the document that `attribution`'s spans point into.
        nested_in: id of the claim in whose content this one stands.
        stance_target: what the stance is about, if anything: `other side`, `talks`, `proposal`
            or `third party`.
        said_on: date of the statement, if known.
        meeting: name of the meeting it is about, if known.
        section: where in the page it stands.
        judged: fields of it that a person has set.
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
    judged: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Reject scores outside 0 to 1."""
        require_fraction("stance_score", self.stance_score)
        require_fraction("act_score", self.act_score)

    @property
    def is_listed(self) -> bool:
        """Whether it is shown without being asked for.

        That is a statement of the body that somebody makes: not one inside another's, nor one of
        an article that nobody is said to make ("it was agreed that") or that tells nothing
        ("would not say when"), nor whom a report only credits (", citing two officials"), unless
        a person judged it.
        """
        is_statement = self.attribution.kind is StatementKind.STATEMENT
        in_body = self.section is SectionKind.BODY and self.nested_in is None
        return is_statement and in_body and (bool(self.judged) or not self._is_hollow)

    @property
    def _is_hollow(self) -> bool:
        """Whether it reports nothing that somebody said."""
        cue = self.cue_text or ""
        if _CREDIT.match(cue):
            return True
        is_reported = cue != "" and self.attribution.quote_type is Quotation.INDIRECT
        if not is_reported or self.document.kind is not DocumentKind.ARTICLE:
            return False
        is_anybodys = self.attribution.names_nobody
        return is_anybodys or tells_nothing(self.source_text, cue, self.content_text)

    @property
    def day(self) -> date | None:
        """When it was said, else when its document was published."""
        return self.said_on or self.document.published

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

    @property
    def polarity(self) -> Polarity:
        """Whether what was said is negated."""
        return polarity_of(self.content_text)

    @property
    def modality(self) -> Modality:
        """Whether what was said is actual, future, possible or conditional."""
        return modality_of(self.content_text)

    @staticmethod
    def make_id(document: Document, attribution: Attribution) -> str:
        """Twelve hexadecimal digits from the document's hash and the spans."""
        cue, source = attribution.cue, attribution.source
        described = [document.sha256, source and (source.start, source.end),
                     cue and (cue.start, cue.end),
                     [(span.start, span.end) for span in attribution.contents]]  # fmt: skip
        return hashlib.sha256(repr(described).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A person's correction of one field of a claim; predictions stay as they were.

    Attributes:
        claim: its id.
        field: that is judged.
        value: what is right; None where everything said of the field before is withdrawn.
        author: who says so.
        at: when; of two judgements of one field the newer one counts.
    """

    claim: str
    field: str
    value: str | None
    author: str
    at: datetime
