"""The sides' versions of a meeting next to each other, for the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from attribution.records import Claim, Comparison, Point
from attribution.reporting.copied import also_in
from attribution.reporting.overtime import over_time_lines
from attribution.reporting.styles import VERDICT_STYLES
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
    verdict_words,
    versions,
)

__all__ = ["comparison_view"]

_LEAST_WIDTH_OF_MANY = 100
_LEAST_POINT_CHARS = 16
_LEAST_SIDE_CHARS = 22


def comparison_view(
    comparison: Comparison, *, width: int, side_names: Mapping[str, str] | None = None
) -> RenderableType:
    """The comparison as a table with a column a side, or stacked where it would be too narrow.

    Args:
        comparison: its points are shown disputed first, then scope differs, agreed, only X.
        width: columns of the terminal. Below 100 more than two sides are stacked.
        side_names: readable name by side code; names of states are built in.
    """
    names = side_names_of(comparison, side_names)
    if not comparison.points:
        body: RenderableType = Text("No points to compare: no side has a claim about this meeting.")
    elif _fits_columns(width, len(column_sides(comparison))):
        body = _table(comparison, names)
    else:
        body = _stack(comparison, names)
    footer = Text("Open a claim with: attribution show ID", style="dim")
    return Group(_header(comparison, names), "", body, "", *_over_time(comparison, names), footer)


def _over_time(comparison: Comparison, names: Mapping[str, str]) -> list[RenderableType]:
    rows: list[RenderableType] = []
    for heading, *lines in over_time_lines(comparison, names):
        rows += [Text(heading, style="bold"), *(_folded(Text(line)) for line in lines), ""]
    return rows


def _fits_columns(width: int, n_sides: int) -> bool:
    if n_sides > 2 and width < _LEAST_WIDTH_OF_MANY:
        return False
    return width >= _LEAST_POINT_CHARS + 2 + n_sides * (_LEAST_SIDE_CHARS + 2)


def _header(comparison: Comparison, names: Mapping[str, str]) -> Group:
    lines: list[RenderableType] = [Text(one_line(comparison.meeting.name), style="bold")]
    when_where = meeting_when_where(comparison.meeting)
    if when_where:
        lines.append(Text(when_where))
    if selection := selection_words(comparison):
        lines.append(Text(f"Only claims {selection}"))
    if comparison.meeting.side_set is not None:
        lines.append(Text(f"Sides: {one_line(comparison.meeting.side_set.name)}"))
    for side in column_sides(comparison):
        n_documents = documents_read(comparison, side)
        profile = stance_profile(comparison, side)
        told = Text(f"{side_title(side, names)}: {n_documents}; {profile}")
        lines.append(Padding(told, (0, 0, 0, 2), expand=False))
    return Group(*lines)


def _table(comparison: Comparison, names: Mapping[str, str]) -> Table:
    table = Table(box=box.HORIZONTALS, show_lines=True, header_style="bold", pad_edge=False)
    table.add_column(Text("Point"), overflow="fold", ratio=2)
    columns = column_sides(comparison)
    for side in columns:
        table.add_column(Text(side_title(side, names)), overflow="fold", ratio=3)
    for point in sorted_points(comparison):
        cells = (
            _version(version, comparison.copies) for version in versions(comparison, point, columns)
        )
        table.add_row(_point(point), *cells)
    return table


def _stack(comparison: Comparison, names: Mapping[str, str]) -> Group:
    columns = column_sides(comparison)
    rows: list[RenderableType] = []
    for point in sorted_points(comparison):
        rows += [""] if rows else []
        rows.append(_point(point))
        for version in versions(comparison, point, columns):
            if not version.claims and not version.silence:
                continue  # without a cell to fill there is nothing to say
            title = Text(side_title(version.side, names), style="bold underline")
            rows.append(Padding(title, (0, 0, 0, 2)))
            shown = _folded(_version(version, comparison.copies))
            rows.append(Padding(shown, (0, 0, 0, 4)))
    return Group(*rows)


def _point(point: Point) -> Text:
    verdict = Text(verdict_words(point.verdict), style=VERDICT_STYLES[point.verdict.kind])
    return _folded(_lines([Text(one_line(point.label)), verdict]))


def _version(version: SideVersion, copies: Mapping[str, Sequence[Claim]]) -> Text:
    if not version.claims:
        return Text(version.silence, style="dim italic")
    shown = []
    for claim in version.claims:
        speaker = Text(one_line(claim.speaker.name), style="bold")
        # The column says the side, unless the claim is joint or relayed.
        side = speaker_side(claim.speaker)
        who = "" if side == version.side else f" ({side})"
        content = f"{who}: {one_line(claim.content_text)} "
        told = Text.assemble(speaker, content, (f"({claim.id})", "cyan"))
        if others := copies.get(claim.id):
            told.append(f"\nalso in: {'; '.join(also_in(claim, others))}", style="dim")
        shown.append(told)
    return Text("\n\n").join(shown)


def _lines(parts: Sequence[Text]) -> Text:
    return Text("\n").join(parts)


def _folded(text: Text) -> Text:
    text.overflow = "fold"
    return text
