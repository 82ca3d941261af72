"""Documents and the working text that the models read."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, datetime

from attribution.records.labels import DocumentKind, SectionKind
from attribution.spans import OffsetMap, Span

__all__ = ["Document", "Section", "WorkingText"]


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
        at = bisect_right(self.sections, span.start, key=lambda section: section.span.start) - 1
        if at >= 0 and span.start < self.sections[at].span.end:
            return self.sections[at].kind
        return SectionKind.BODY
