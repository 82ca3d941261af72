"""The comparison as one self-contained HTML file that needs neither network nor script."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from jinja2 import Environment, PackageLoader, StrictUndefined

from attribution.records import Claim, Comparison, Relation, Stance, VerdictKind
from attribution.reporting.links import article_link
from attribution.reporting.overtime import over_time
from attribution.reporting.paragraphs import (
    Piece,
    is_cut_after,
    is_cut_before,
    marked_pieces,
    paragraph_of,
)
from attribution.reporting.wording import (
    column_sides,
    count,
    meeting_when_where,
    one_line,
    printable,
    side_names_of,
    side_title,
    sorted_points,
    speaker_side,
    stance_profile,
    stance_words,
    verdict_words,
    versions,
)

__all__ = ["comparison_html"]

_NO_RATES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _ClaimView:
    """A claim as the page shows it; `is_anchor` on its first appearance only."""

    claim: Claim
    is_anchor: bool
    said_by: str
    stance: str
    link: str | None
    pieces: tuple[Piece, ...]
    is_cut_before: bool
    is_cut_after: bool


@dataclass(frozen=True, slots=True)
class _CellView:
    side: str
    title: str
    claims: tuple[_ClaimView, ...]
    silence: str


@dataclass(frozen=True, slots=True)
class _PointView:
    number: int
    label: str
    verdict: str
    verdict_class: str
    cells: tuple[_CellView, ...]
    relations: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class _DayView:
    day: date
    entries: tuple[tuple[Claim, str], ...]


def comparison_html(
    comparison: Comparison,
    *,
    generated: date | None = None,
    error_rates: Mapping[str, str] = _NO_RATES,
    side_names: Mapping[str, str] | None = None,
    language: str = "en",
) -> str:
    """One HTML document; write it as UTF-8.

    Args:
        comparison: its points are shown disputed first, then scope differs, agreed, only X.
        generated: date of the report for the footer; the page is the same for the same arguments.
        error_rates: measured figures for the footer, name → value, in order.
        side_names: readable name by side code; names of states are built in.
        language: BCP 47 tag of the report; quoted text finds its own direction.
    """
    environment = _environment()
    style, script = (_inline(environment, f"comparison.{kind}") for kind in ("css", "js"))
    names = side_names_of(comparison, side_names)
    points = _point_views(comparison, names)
    sides = column_sides(comparison)
    page = environment.get_template("comparison.html.j2").render(
        language=language,
        policy=_policy(style, script),
        style=style,
        script=script,
        meeting=comparison.meeting,
        when_where=meeting_when_where(comparison.meeting),
        sides=[
            (
                side_title(side, names),
                count(comparison.documents.get(side, 0), "document"),
                stance_profile(comparison, side),
                _profile_bar(comparison, side),
            )
            for side in sides
        ],
        points=points,
        verdicts=list(dict.fromkeys(point.verdict for point in points)),
        speakers=sorted({one_line(claim.speaker.name) for claim in _shown_claims(points)}),
        days=_day_views(points),
        over_time=over_time(comparison, names),
        generated=generated,
        error_rates=error_rates,
    )
    # Whatever slipped past the filters, a page must be writable as UTF-8.
    return page.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("attribution.reporting", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["one_line"] = one_line
    environment.filters["printable"] = printable
    return environment


def _inline(environment: Environment, name: str) -> str:
    """The package's own style or script; nothing is filled into it."""
    loader = environment.loader
    return loader.get_source(environment, name)[0].strip() if loader else ""


def _policy(style: str, script: str) -> str:
    """A content security policy that allows this style and this script and nothing else."""
    hashes = [
        base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
        for code in (style, script)
    ]
    return (
        f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _point_views(comparison: Comparison, names: Mapping[str, str]) -> tuple[_PointView, ...]:
    anchored: set[str] = set()
    views = []
    for number, point in enumerate(sorted_points(comparison), start=1):
        cells = []
        for version in versions(comparison, point):
            claims = tuple(_claim_view(claim, version.side, anchored) for claim in version.claims)
            title = side_title(version.side, names)
            cells.append(_CellView(version.side, title, claims, version.silence))
        kind = point.verdict.kind
        verdict_class = "scope" if kind is VerdictKind.SCOPE_DIFFERS else kind.value
        verdict = verdict_words(point.verdict)
        views.append(
            _PointView(number, point.label, verdict, verdict_class, tuple(cells), point.relations)
        )
    return tuple(views)


def _claim_view(claim: Claim, side: str, anchored: set[str]) -> _ClaimView:
    # A claim may speak to several points; an id may stand in a page once.
    is_anchor = claim.id not in anchored
    anchored.add(claim.id)
    text, window = claim.document.text, paragraph_of(claim)
    said_by = speaker_side(claim.speaker)
    return _ClaimView(
        claim=claim,
        is_anchor=is_anchor,
        said_by="" if said_by == side else said_by,
        stance=stance_words(claim.stance),
        link=article_link(claim),
        pieces=marked_pieces(claim, window),
        is_cut_before=is_cut_before(text, window.start),
        is_cut_after=is_cut_after(text, window.end),
    )


def _shown_claims(points: tuple[_PointView, ...]) -> list[Claim]:
    return [view.claim for point in points for cell in point.cells for view in cell.claims]


def _day_views(points: tuple[_PointView, ...]) -> tuple[_DayView, ...]:
    """The dated claims by day, each with the label of its point."""
    days: dict[date, list[tuple[Claim, str]]] = {}
    for point in points:
        for cell in point.cells:
            for view in cell.claims:
                if view.claim.said_on is not None and view.is_anchor:
                    days.setdefault(view.claim.said_on, []).append((view.claim, point.label))
    return tuple(_DayView(day, tuple(entries)) for day, entries in sorted(days.items()))


def _profile_bar(comparison: Comparison, side: str) -> list[tuple[str, int]]:
    """Stance and its share of a side's claims in whole percent, for the bar beside the words."""
    stances = {
        i: comparison.claims[i].stance
        for point in comparison.points for i in point.claims.get(side, ())
    }  # fmt: skip
    counts = Counter(stances.values())
    return [
        (stance.value, round(100 * counts[stance] / len(stances)))
        for stance in Stance if counts[stance]
    ]  # fmt: skip
