"""What the HTML report shows of points, claims, days and documents, in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from attribution.copies import is_edited
from attribution.records import (
    UNKNOWN,
    Claim,
    Comparison,
    Document,
    Point,
    RelationKind,
    Speaker,
    Stance,
    VerdictKind,
)
from attribution.reporting.copied import document_label, told_in
from attribution.reporting.links import article_link, web_address
from attribution.reporting.paragraphs import (
    Piece,
    is_cut_after,
    is_cut_before,
    marked_pieces,
    paragraph_of,
)
from attribution.reporting.wording import (
    claims_in,
    column_sides,
    count,
    one_line,
    relation_words,
    side_title,
    sorted_points,
    speaker_side,
    stance_words,
    verdict_words,
    versions,
)

__all__ = [
    "CellView",
    "ClaimView",
    "DayView",
    "DocumentView",
    "PointView",
    "ReasonView",
    "dated",
    "day_views",
    "document_views",
    "point_views",
    "profile_bar",
    "shown_claims",
    "summary",
]

_KINDS: Mapping[VerdictKind, RelationKind] = MappingProxyType({
    VerdictKind.DISPUTED: RelationKind.CONTRADICT,
    VerdictKind.SCOPE_DIFFERS: RelationKind.PARTIAL,
    VerdictKind.AGREED: RelationKind.AGREE,
})  # fmt: skip
"""Verdict → the kind of relation that speaks for it."""
_ARTICLE = re.compile(r"^(?:an?|the) ")


@dataclass(frozen=True, slots=True)
class CopyView:
    """The same statement in another document: where, the words there if edited, its paragraph."""

    claim: Claim
    told_in: str
    link: str | None
    is_edited: bool
    pieces: tuple[Piece, ...]
    is_cut_before: bool
    is_cut_after: bool


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim as the page shows it; `is_anchor` on its first appearance only.

    Attributes:
        relations: kinds of its relations in the point, in words.
        copies: the same statement in other documents.
    """

    claim: Claim
    is_anchor: bool
    relations: tuple[str, ...]
    said_by: str
    role: str
    stance: str
    document: str
    told_in: str
    link: str | None
    pieces: tuple[Piece, ...]
    is_cut_before: bool
    is_cut_after: bool
    copies: tuple[CopyView, ...]


@dataclass(frozen=True, slots=True)
class CellView:
    """What one side says about a point: its claims, or `silence` where it has none."""

    side: str
    title: str
    claims: tuple[ClaimView, ...]
    silence: str


@dataclass(frozen=True, slots=True)
class ReasonView:
    """A relation that bears on a point's verdict, in words."""

    a: Claim
    b: Claim
    kind: str
    score: float
    signals: str


@dataclass(frozen=True, slots=True)
class PointView:
    """A row of the table.

    Attributes:
        number: from 1, in the order of the page.
        verdict: sign and words.
        verdict_class: what its colour follows.
        is_only: whether one side alone tells it, so that nothing needs a reason.
    """

    number: int
    label: str
    verdict: str
    verdict_class: str
    cells: tuple[CellView, ...]
    is_only: bool
    reasons: tuple[ReasonView, ...]


@dataclass(frozen=True, slots=True)
class DayView:
    """The claims of one day, each with the verdict of its point."""

    day: date
    entries: tuple[tuple[Claim, str], ...]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document that holds claims; `sides` counts them: `RU 5, US 3`."""

    title: str
    outlet: str
    published: date | None
    kind: str
    link: str | None
    sides: str


def point_views(comparison: Comparison, names: Mapping[str, str]) -> tuple[PointView, ...]:
    """The points in the order of the page; `names` are readable ones by side code."""
    anchored: set[str] = set()
    views = []
    columns = column_sides(comparison)
    for number, point in enumerate(sorted_points(comparison), start=1):
        cells = []
        for version in versions(comparison, point, columns):
            claims = tuple(
                _claim_view(claim, version.side, point, anchored, comparison.copies)
                for claim in version.claims
            )
            title = side_title(version.side, names)
            cells.append(CellView(version.side, title, claims, version.silence))
        kind = point.verdict.kind
        verdict_class = "scope" if kind is VerdictKind.SCOPE_DIFFERS else kind.value
        verdict = verdict_words(point.verdict)
        views.append(
            PointView(
                number, point.label, verdict, verdict_class, tuple(cells),
                kind is VerdictKind.ONLY, _reasons(point, comparison.claims),
            )
        )  # fmt: skip
    return tuple(views)


def _reasons(point: Point, claims: Mapping[str, Claim]) -> tuple[ReasonView, ...]:
    """The relations of a point: those of its verdict's kind first, the surest first."""
    kind = _KINDS.get(point.verdict.kind)
    ranked = sorted(point.relations, key=lambda r: (r.kind is not kind, r.kind.value, -r.score))
    return tuple(
        ReasonView(
            claims[one.a], claims[one.b], relation_words(one.kind), one.score,
            one_line(", ".join(one.signals)),
        )
        for one in ranked
    )  # fmt: skip


def _copy_view(claim: Claim, copy: Claim) -> CopyView:
    text, window = copy.document.text, paragraph_of(copy)
    return CopyView(
        copy, told_in(copy.document), article_link(copy), is_edited(claim, copy),
        marked_pieces(copy, window), is_cut_before(text, window.start),
        is_cut_after(text, window.end),
    )  # fmt: skip


def _claim_view(
    claim: Claim,
    side: str,
    point: Point,
    anchored: set[str],
    copies: Mapping[str, tuple[Claim, ...]],
) -> ClaimView:
    # A claim may speak to several points; an id may stand in a page once.
    is_anchor = claim.id not in anchored
    anchored.add(claim.id)
    text, window = claim.document.text, paragraph_of(claim)
    said_by = speaker_side(claim.speaker)
    return ClaimView(
        claim=claim,
        is_anchor=is_anchor,
        relations=tuple(
            sorted({relation_words(r.kind) for r in point.relations if claim.id in (r.a, r.b)})
        ),
        said_by="" if said_by == side else said_by,
        role=_role(claim.speaker),
        stance=stance_words(claim.stance),
        document=document_label(claim.document),
        told_in=told_in(claim.document),
        link=article_link(claim),
        pieces=marked_pieces(claim, window),
        is_cut_before=is_cut_before(text, window.start),
        is_cut_after=is_cut_after(text, window.end),
        copies=tuple(_copy_view(claim, copy) for copy in copies.get(claim.id, ())),
    )


def _role(speaker: Speaker) -> str:
    """Role and organisation, without what the name or the other says already."""
    told = {_folded(speaker.name)}
    parts = []
    for part in (speaker.role, speaker.organisation):
        if part and _folded(part) not in told:
            told.add(_folded(part))
            parts.append(one_line(part))
    return ", ".join(parts)


def _folded(text: str) -> str:
    return _ARTICLE.sub("", one_line(text).casefold())


def summary(comparison: Comparison) -> str:
    """`20 points: 5 disputed, 15 only RU`."""
    verdicts = Counter(one_line(str(point.verdict)) for point in sorted_points(comparison))
    parts = ", ".join(f"{number} {verdict}" for verdict, number in verdicts.items())
    return f"{count(len(comparison.points), 'point')}: {parts}"


def dated(days: Sequence[DayView], points: tuple[PointView, ...]) -> str:
    """How many claims the timeline holds, and of how many."""
    n_dated = sum(len(day.entries) for day in days)
    n_claims = len({claim.id for claim in shown_claims(points)})
    return f"The day is known of {n_dated} of {count(n_claims, 'claim')}."


def shown_claims(points: tuple[PointView, ...]) -> list[Claim]:
    """The claims of all cells; one that speaks to several points comes several times."""
    return [view.claim for point in points for cell in point.cells for view in cell.claims]


def day_views(
    points: tuple[PointView, ...],
) -> tuple[tuple[DayView, ...], tuple[DayView, ...]]:
    """The dated claims by day, and the others by the day on which they were published."""
    dated: dict[date, list[tuple[Claim, str]]] = {}
    undated: dict[date, list[tuple[Claim, str]]] = {}
    for point in points:
        for view in (view for cell in point.cells for view in cell.claims if view.is_anchor):
            days = undated if view.claim.said_on is None else dated
            if view.claim.day is not None:
                days.setdefault(view.claim.day, []).append((view.claim, point.verdict))
    first, second = (
        tuple(DayView(day, tuple(entries)) for day, entries in sorted(days.items()))
        for days in (dated, undated)
    )
    return first, second


def document_views(comparison: Comparison) -> tuple[DocumentView, ...]:
    """The documents that hold claims, oldest first, with how many claims each side has there."""
    documents: dict[str, Document] = {}
    found: dict[str, dict[str, set[str]]] = {}
    sides = (*comparison.sides, *comparison.other_sides, UNKNOWN)
    for point in comparison.points:
        for side, ids in point.claims.items():
            for claim in map(comparison.claims.__getitem__, ids):
                for one in (claim, *comparison.copies.get(claim.id, ())):
                    documents[one.document.sha256] = one.document
                    by_side = found.setdefault(one.document.sha256, {})
                    by_side.setdefault(side, set()).add(one.id)
    ranked = sorted(documents.values(), key=lambda d: (str(d.published or ""), d.name, d.sha256))
    return tuple(
        DocumentView(
            document_label(document), one_line(document.outlet or document.issuer or ""),
            document.published, document.kind.value, web_address(document.url or document.name),
            ", ".join(
                one_line(f"{side} {len(found[document.sha256][side])}")
                for side in sorted(found[document.sha256], key=sides.index)
            ),
        )
        for document in ranked
    )  # fmt: skip


def profile_bar(comparison: Comparison, side: str) -> list[tuple[str, int]]:
    """Stance and its share of a side's claims in whole percent, for the bar beside the words."""
    stances = {
        claim.id: claim.stance
        for point in comparison.points for claim in claims_in(comparison, point, side)
    }  # fmt: skip
    counts = Counter(stances.values())
    return [
        (stance.value, round(100 * counts[stance] / len(stances)))
        for stance in Stance if counts[stance]
    ]  # fmt: skip
