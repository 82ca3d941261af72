"""The comparison as one self-contained HTML file that needs neither network nor script."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from jinja2 import Environment, PackageLoader, StrictUndefined

from attribution.records import (
    Claim,
    Comparison,
    Document,
    Relation,
    Speaker,
    Stance,
    VerdictKind,
)
from attribution.reporting.links import article_link, web_address
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
_ARTICLE = re.compile(r"^(?:an?|the) ")


@dataclass(frozen=True, slots=True)
class _ClaimView:
    """A claim as the page shows it; `is_anchor` on its first appearance only."""

    claim: Claim
    is_anchor: bool
    said_by: str
    role: str
    stance: str
    document: str
    told_in: str
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
    """Each with the verdict of its point."""


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
    days = _day_views(points)
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
        claims=comparison.claims,
        verdicts=Counter(point.verdict for point in points),
        summary=_summary(comparison),
        speakers=sorted({one_line(claim.speaker.name) for claim in _shown_claims(points)}),
        days=days,
        dated=_dated(days, points),
        over_time=over_time(comparison, names),
        generated=generated,
        error_rates=error_rates,
    )
    # Whatever slipped past the filters, a page must be writable as UTF-8.
    return page.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


@cache
def _environment() -> Environment:
    """Made once: compiling the template takes longer than filling it in."""
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
    environment.filters["speaker_side"] = speaker_side
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
    columns = column_sides(comparison)
    for number, point in enumerate(sorted_points(comparison), start=1):
        cells = []
        for version in versions(comparison, point, columns):
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
        role=_role(claim.speaker),
        stance=stance_words(claim.stance),
        document=_document_label(claim.document),
        told_in=one_line(claim.document.outlet or "") or _document_label(claim.document),
        link=article_link(claim),
        pieces=marked_pieces(claim, window),
        is_cut_before=is_cut_before(text, window.start),
        is_cut_after=is_cut_after(text, window.end),
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


def _document_label(document: Document) -> str:
    """The title, else the address, else the name of the file: pages are passed on, folders not."""
    if document.title or web_address(document.name):
        return one_line(document.title or document.name)
    return one_line(re.split(r"[\\/]", document.name.rstrip("\\/"))[-1]) or "untitled"


def _summary(comparison: Comparison) -> str:
    """`20 points: 5 disputed, 15 only RU`."""
    verdicts = Counter(one_line(str(point.verdict)) for point in sorted_points(comparison))
    parts = ", ".join(f"{number} {verdict}" for verdict, number in verdicts.items())
    return f"{count(len(comparison.points), 'point')}: {parts}"


def _dated(days: Sequence[_DayView], points: tuple[_PointView, ...]) -> str:
    """How many claims the timeline holds, and of how many."""
    n_dated = sum(len(day.entries) for day in days)
    n_claims = len({claim.id for claim in _shown_claims(points)})
    return f"The day is known of {n_dated} of {count(n_claims, 'claim')}."


def _shown_claims(points: tuple[_PointView, ...]) -> list[Claim]:
    return [view.claim for point in points for cell in point.cells for view in cell.claims]


def _day_views(points: tuple[_PointView, ...]) -> tuple[_DayView, ...]:
    """The dated claims by day."""
    days: dict[date, list[tuple[Claim, str]]] = {}
    for point in points:
        for cell in point.cells:
            for view in cell.claims:
                if view.claim.said_on is not None and view.is_anchor:
                    days.setdefault(view.claim.said_on, []).append((view.claim, point.verdict))
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
