"""The records that only the store knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from attribution.records import Claim, Document, Judgement, Meeting

__all__ = [
    "Added",
    "Difference",
    "DocumentCount",
    "Filing",
    "MeetingCount",
    "Predictions",
    "Renewed",
    "Reread",
    "Revised",
    "Revision",
    "Run",
    "Standing",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What predicted: the versions of the models and of the configuration.

    Attributes:
        models: name of a model → its version, such as a hash from its manifest.
        config: version or text of the configuration.
        started_at: set by the store when the run's first document is added.
    """

    models: Mapping[str, str] = field(default_factory=dict)
    config: str = ""
    started_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """How the listed claims of a revision differ from those of the one before.

    Attributes:
        new: only in the newer one.
        gone: only in the older one.
        same: the older and the newer claim of each statement; some words may be edited.
    """

    new: tuple[Claim, ...] = ()
    gone: tuple[Claim, ...] = ()
    same: tuple[tuple[Claim, Claim], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """What a new revision of a page changed.

    Attributes:
        number: of the revision, 2 or more.
        name: of the document before.
        meetings: under which it is filed now.
        carried: judged claim of the document before → the one that has its judgements now.
        lost: judged claims in whose place there is none.
    """

    number: int
    name: str
    difference: Difference
    meetings: tuple[str, ...] = ()
    carried: Mapping[str, str] = field(default_factory=dict)
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One of several texts of a page.

    Attributes:
        number: from 1, in the order in which they were added.
        added_at: when that was.
        claims: that are listed, as people corrected them.
        difference: to the revision before; of the first one everything is new.
    """

    number: int
    document: Document
    added_at: datetime
    claims: tuple[Claim, ...]
    difference: Difference


@dataclass(frozen=True, slots=True)
class Added:
    """What adding a document did; true when the document is new.

    Attributes:
        new: the document and its claims were stored; otherwise they had been before.
        filed: name of the meeting under which the document was filed just now, if any.
        document: hash of the stored document; another one than was given where that has the
            same page and text.
        revised: what changed, where the document is a new revision of another.
        apart: name of a stored document of the same address whose text is quite another, so that
            both stay current.
    """

    new: bool
    filed: str | None = None
    document: str = ""
    revised: Revised | None = None
    apart: str | None = None

    def __bool__(self) -> bool:
        """Whether the document is new."""
        return self.new


@dataclass(frozen=True, slots=True)
class MeetingCount:
    """A meeting, the documents with claims about it or filed under it, and its claims."""

    meeting: Meeting
    n_documents: int
    n_claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentCount:
    """A document and what is stored of it.

    Attributes:
        n_claims: all of them; rejected ones, attitudes and page furniture included.
        n_listed: shown without being asked for.
        n_unknown: listed ones whose side nobody knows.
        n_judgements: that people made of its claims.
    """

    document: Document
    n_claims: int
    n_listed: int
    n_unknown: int
    n_judgements: int


@dataclass(frozen=True, slots=True)
class Filing:
    """A document of a meeting.

    Attributes:
        role: `main` where it is filed under the meeting; `background` where it only speaks of it.
        filed_by: `analyst` or `found`; empty where it is not filed.
    """

    document: Document
    role: str
    filed_by: str


@dataclass(frozen=True, slots=True)
class Predictions:
    """What the current analysis of a document predicted, before what people corrected.

    Attributes:
        analysis: its row; None where the document has no claim.
        claims: all of them, rejected ones included, in the order in which they were found.
    """

    document: Document
    analysis: int | None
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Reread:
    """Judgements on claims that the newest reading of a document does not have.

    Attributes:
        carried: claim → the one in its place, which has its judgements now.
        lost: claims in whose place there is none.
    """

    carried: Mapping[str, str]
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What became of a claim.

    Attributes:
        is_current: the newest reading of its document has it.
        replaced_by: claims of the newest reading that have its judgements instead.
        judgements: the newest of each field that people judged, withdrawals among them.
        later_revision: name of the document that is the newest text of its page instead.
        sides: that speak together in it as it was found, whatever people said of its side.
    """

    is_current: bool
    replaced_by: tuple[str, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    later_revision: str | None = None
    sides: tuple[str, ...] = ()

    @property
    def counting(self) -> tuple[Judgement, ...]:
        """The judgements that were not withdrawn."""
        return tuple(one for one in self.judgements if one.value is not None)

    @property
    def rejected(self) -> Judgement | None:
        """The judgement that it is no claim, if that is the newest verdict."""
        return next(
            (j for j in self.judgements if (j.field, j.value) == ("verdict", "reject")), None
        )


@dataclass(frozen=True, slots=True)
class Renewed:
    """Listed claims that show another speaker's name, or another side, than before."""

    n_speakers: int
    n_sides: int
