"""The comparison as one self-contained HTML file that needs neither network nor script."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from jinja2 import Environment, PackageLoader, StrictUndefined

from attribution.records import Comparison
from attribution.reporting.overtime import over_time
from attribution.reporting.pageviews import (
    dated,
    day_views,
    document_views,
    point_views,
    profile_bar,
    shown_claims,
    summary,
)
from attribution.reporting.wording import (
    column_sides,
    documents_read,
    meeting_when_where,
    one_line,
    printable,
    selection_words,
    side_names_of,
    side_title,
    speaker_side,
    stance_profile,
)

__all__ = ["comparison_html"]

_NO_RATES: Mapping[str, str] = MappingProxyType({})


def comparison_html(
    comparison: Comparison,
    *,
    generated: date | None = None,
    error_rates: Mapping[str, str] = _NO_RATES,
    side_names: Mapping[str, str] | None = None,
    release: str | None = None,
    language: str = "en",
) -> str:
    """One HTML document; write it as UTF-8.

    Args:
        comparison: its points are shown disputed first, then scope differs, agreed, only X.
        generated: date of the report for the footer; the page is the same for the same arguments.
        error_rates: measured figures for the footer, name → value, in order.
        side_names: readable name by side code; names of states are built in.
        release: of this program, for the footer.
        language: BCP 47 tag of the report; quoted text finds its own direction.
    """
    environment = _environment()
    style, script = (_inline(environment, f"comparison.{kind}") for kind in ("css", "js"))
    names = side_names_of(comparison, side_names)
    points = point_views(comparison, names)
    sides = column_sides(comparison)
    days, undated = day_views(points)
    page = environment.get_template("comparison.html.j2").render(
        language=language,
        policy=_policy(style, script),
        style=style,
        script=script,
        meeting=comparison.meeting,
        when_where=meeting_when_where(comparison.meeting),
        selection=selection_words(comparison),
        sides=[
            (
                side_title(side, names),
                documents_read(comparison, side),
                stance_profile(comparison, side),
                profile_bar(comparison, side),
            )
            for side in sides
        ],
        points=points,
        verdicts=Counter(point.verdict for point in points),
        summary=summary(comparison),
        speakers=sorted({one_line(claim.speaker.name) for claim in shown_claims(points)}),
        days=days,
        undated=undated,
        dated=dated(days, points),
        documents=document_views(comparison),
        over_time=over_time(comparison, names),
        generated=generated,
        error_rates=error_rates,
        release=release,
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
