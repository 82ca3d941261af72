"""The comparison as GitHub Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from attribution.records import Claim, Comparison
from attribution.reporting.copied import also_in
from attribution.reporting.overtime import over_time_lines
from attribution.reporting.wording import (
    SideVersion,
    column_sides,
    documents_read,
    meeting_when_where,
    one_line,
    selection_words,
    side_names_of,
    side_title,
    sorted_points,
    speaker_side,
    stance_profile,
    stance_words,
    verdict_words,
    versions,
)

__all__ = ["comparison_markdown", "markdown_text"]

# Whatever could open a link, emphasis, code, a formula or a cell, or end a heading. Text never
# begins a line here, so lists and rules need no escape.
_MARKUP = re.compile(r"[\\`*_\[\]#|~$]")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def comparison_markdown(
    comparison: Comparison, *, side_names: Mapping[str, str] | None = None
) -> str:
    """Two GitHub tables: the sides, and the points with a column a side.

    Args:
        comparison: its points are shown disputed first, then scope differs, agreed, only X.
        side_names: readable name by side code; names of states are built in.

    Returns:
        Markdown that ends with a newline. Quoted text is escaped: it shows as it is written.
    """
    names = side_names_of(comparison, side_names)
    sides = column_sides(comparison)
    titles = [markdown_text(side_title(side, names)) for side in sides]
    when_where = markdown_text(meeting_when_where(comparison.meeting))
    documents = [
        [title, documents_read(comparison, side).split()[0], stance_profile(comparison, side)]
        for title, side in zip(titles, sides, strict=True)
    ]
    side_set = comparison.meeting.side_set
    selection = markdown_text(selection_words(comparison))
    blocks = [
        f"# {markdown_text(comparison.meeting.name)}",
        when_where and f"When and where: {when_where}",
        selection and f"Only claims {selection}",
        side_set and f"Sides: {markdown_text(side_set.name)}",
        _table(["Side", "Documents", "Stance"], documents),
        _points_table(comparison, titles) if comparison.points else "No points to compare.",
        *(_section(*lines) for lines in over_time_lines(comparison, names)),
        "Open a claim with `attribution show ID`.",
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def markdown_text(text: str) -> str:
    """`text` on one line, escaped so that GitHub Markdown shows it as it is."""
    return _MARKUP.sub(r"\\\g<0>", one_line(text)).translate(_ENTITIES)


def _section(heading: str, *lines: str) -> str:
    listed = "\n".join(f"- {markdown_text(line)}" for line in lines)
    return f"## {markdown_text(heading)}\n\n{listed}"


def _points_table(comparison: Comparison, titles: Sequence[str]) -> str:
    columns = column_sides(comparison)
    rows = []
    for point in sorted_points(comparison):
        cells = [
            _version(version, comparison.copies) for version in versions(comparison, point, columns)
        ]
        verdict = f"**{markdown_text(verdict_words(point.verdict))}**"
        rows.append([markdown_text(point.label), verdict, *cells])
    return _table(["Point", "Verdict", *titles], rows)


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _version(version: SideVersion, copies: Mapping[str, Sequence[Claim]]) -> str:
    if not version.claims:
        return version.silence and f"_{markdown_text(version.silence)}_"
    return "<br>".join(_claim(c, version.side, copies.get(c.id, ())) for c in version.claims)


def _claim(claim: Claim, side: str, copies: Sequence[Claim]) -> str:
    said_by = speaker_side(claim.speaker)
    who = claim.speaker.name if said_by == side else f"{claim.speaker.name} ({said_by})"
    said = f"**{markdown_text(who)}:** {markdown_text(claim.content_text)}"
    told = f"{said} ({markdown_text(stance_words(claim.stance))}, {markdown_text(claim.id)})"
    if not copies:
        return told
    return f"{told}<br>also in: {markdown_text('; '.join(also_in(claim, copies)))}"
