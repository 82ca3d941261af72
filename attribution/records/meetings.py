"""Meetings, and the sides' versions of one: relations, verdicts, points, comparison."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from attribution.records.claims import Claim, require_fraction
from attribution.records.labels import UNKNOWN, MeetingKind, RelationKind, Silence, VerdictKind
from attribution.records.sidesets import SideSet
from attribution.spans import Span

__all__ = [
    "Comparison",
    "Meeting",
    "MeetingMention",
    "Point",
    "PositionChange",
    "Relation",
    "Verdict",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Talks between sides: name, date interval (inclusive), place.

    Attributes:
        follows: name of the round before it, in talks of several rounds.
        side_set: the sides as the analyst defined them for it.
        sides_told: an analyst said that these are the sides; else they were found in the texts.
    """

    name: str
    start: date | None = None
    end: date | None = None
    place: str | None = None
    sides: tuple[str, ...] = ()
    follows: str | None = None
    side_set: SideSet | None = None
    sides_told: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingMention:
    """Words of a document that speak of a meeting.

    Attributes:
        span: of the words that name it, in `Document.text`.
        start: first day it may have been on, None where the sentence does not say.
        end: last day, inclusive.
        place: as written.
        sides: that its sentence names, in order.
        participants: known people that its sentence names.
        round: its number in talks of several rounds.
        is_coming: it had not been held when the text was published.
        is_main: it is what the document reports about; other meetings are background.

    Raises:
        ValueError: if only one of the days is known, or they are in the wrong order.
    """

    span: Span
    kind: MeetingKind
    start: date | None = None
    end: date | None = None
    place: str | None = None
    sides: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    round: int | None = None
    is_coming: bool = False
    is_main: bool = False

    def __post_init__(self) -> None:
        """Reject half an interval and one that ends before it starts."""
        if (self.start is None) != (self.end is None):
            msg = f"start is {self.start} but end is {self.end}; give both days or neither"
            raise ValueError(msg)
        if self.start is not None and self.end is not None and self.end < self.start:
            msg = f"end {self.end} precedes start {self.start}"
            raise ValueError(msg)


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
        require_fraction("score", self.score)


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionChange:
    """A side that said one thing of a point on one day and seems to say the contrary later.

    Attributes:
        side: code of the side.
        point: id of the point.
        before: id of the earlier claim.
        after: id of the later claim.
        score: how surely the two contradict, 0 to 1.
    """

    side: str
    point: str
    before: str
    after: str
    score: float

    def __post_init__(self) -> None:
        """Reject a score outside 0 to 1."""
        require_fraction("score", self.score)


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
class Selection:
    """Which of a meeting's claims were compared, where not all of them were.

    Attributes:
        since: first day on which they were said, else published.
        until: last day, inclusive.
        outlets: parts of the names of outlets, of which one fits.
    """

    since: date | None = None
    until: date | None = None
    outlets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The sides' versions of one meeting.

    Attributes:
        sides: compared sides, in column order.
        documents: side → number of documents read that carry claims of it.
        claims: id → claim, for every id that a point names.
        copies: id of a claim → the same statement in other documents, oldest first; these are
            in no point and count for nothing else.
        changes: sides that seem to have changed their position from one day to another.
        selection: where only some of the meeting's claims were compared.
    """

    meeting: Meeting
    sides: tuple[str, ...]
    documents: Mapping[str, int]
    points: tuple[Point, ...]
    claims: Mapping[str, Claim]
    changes: tuple[PositionChange, ...] = ()
    copies: Mapping[str, tuple[Claim, ...]] = field(default_factory=dict)
    selection: Selection | None = None

    @property
    def other_sides(self) -> tuple[str, ...]:
        """Sides that have claims but no place in `sides`, in order of code; not `UNKNOWN`."""
        told = {side for point in self.points for side, ids in point.claims.items() if ids}
        return tuple(sorted(told - {*self.sides, UNKNOWN}))
