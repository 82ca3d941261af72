"""A table for the terminal whose words stay whole as long as there is room for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich import box
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from attribution.reporting.wording import printable

__all__ = ["column_widths", "fitted_table"]

_LONGEST_KEPT_WORD: Final = 24
_SHORT: Final = 24
_BETWEEN: Final = 3
_EDGES: Final = 2


def fitted_table(
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    width: int,
    show_lines: bool = False,
) -> Table:
    """Rows of plain text under their headers; nothing is left out.

    Args:
        headers: one a column.
        rows: cells of text; a line break starts a new line of the cell.
        width: columns of the terminal.
        show_lines: whether rules stand between the rows.
    """
    cells = [[printable(cell) for cell in row] for row in rows]
    table = Table(box=box.HORIZONTALS, show_lines=show_lines, header_style="bold", pad_edge=False)
    for header, least in zip(headers, column_widths([headers, *cells], width=width), strict=True):
        table.add_column(Text(header), overflow="fold", width=least)
    for row in cells:
        table.add_row(*map(Text, row))
    return table


def column_widths(rows: Sequence[Sequence[str]], *, width: int) -> list[int | None]:
    """The width of each column: its longest word, short cells whole, the rest to long ones.

    Args:
        rows: all of them, the header included.
        width: columns of the terminal.

    Returns:
        None for every column if not even the words fit.
    """
    lines = [
        [line for cell in column for line in cell.split("\n")] for column in zip(*rows, strict=True)
    ]
    wanted = [max(map(cell_len, column)) for column in lines]
    widths = [
        min(_LONGEST_KEPT_WORD, max((cell_len(word) for line in column for word in line.split()),
                                    default=1))
        for column in lines
    ]  # fmt: skip
    room = width - _EDGES - _BETWEEN * (len(widths) - 1) - sum(widths)
    if room < 0:
        return [None] * len(widths)
    for column in sorted(range(len(widths)), key=wanted.__getitem__):
        most = min(room, wanted[column] - widths[column], _SHORT - widths[column])
        widths[column] += max(0, most)
        room -= max(0, most)
    for _ in range(room):
        fullest = max(range(len(widths)), key=lambda i: wanted[i] / widths[i])
        if wanted[fullest] <= widths[fullest]:
            break
        widths[fullest] += 1
    return list(widths)
