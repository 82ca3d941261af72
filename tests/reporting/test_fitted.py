"""Tables of plain text: words stay whole while they fit, and nothing is lost when they do not."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from attribution.reporting import fitted_table
from attribution.reporting.fitted import column_widths
from tests.reporting.conftest import render

HEADERS = ("Document", "Outlet", "Published")
ROWS = [
    ("articles/doc-1.txt", "Ministry of the Interior and Administration", "2024-11-21"),
    ("articles/doc-2.txt\nand its copy", "The [bold]Daily[/bold] Tide", "2024-11-22"),
]
TEXT = st.text(st.characters(exclude_characters="─", exclude_categories=["C", "Z"]), min_size=1)


@pytest.mark.parametrize("width", [60, 80, 200])
def test_words_stay_whole(width: int) -> None:
    """Every word of every cell and header is there in one piece."""
    output = render(fitted_table(HEADERS, ROWS, width=width), width)
    words = {word for row in (HEADERS, *ROWS) for cell in row for word in cell.split()}
    assert words <= set(output.split())
    assert max(map(cell_len, output.splitlines())) <= width


def test_widths_go_where_they_save_lines() -> None:
    """Each column has its longest word, and the one with most text gets what is left."""
    widths = column_widths([("a", "bb", "one two three four"), ("x", "y", "z")], width=30)
    assert widths == [1, 2, 18]
    assert column_widths([("a", "bb", "one two three four")], width=20) == [1, 2, 9]


def test_no_room_for_words() -> None:
    """Where not even the words fit, they are folded and no character is lost."""
    assert column_widths([("twelve-chars", "twelve-chars")], width=20) == [None, None]
    output = render(fitted_table(("A", "B"), [("twelve-chars", "twelve-chars")], width=20), 20)
    assert Counter(re.sub(r"[\s─]", "", output)) == Counter("AB" + "twelve-chars" * 2)


@given(cells=st.lists(st.tuples(TEXT, TEXT), max_size=3), width=st.integers(12, 120))
def test_no_character_is_lost(cells: list[tuple[str, str]], width: int) -> None:
    """At any width the table has every character of every cell, and fits."""
    output = render(fitted_table(("A", "B"), cells, width=width), width)
    expected = Counter("AB" + "".join(map("".join, cells)))
    assert Counter(re.sub(r"[\s─]", "", output)) == expected
    assert max(map(cell_len, output.splitlines())) <= width


def test_empty_table_has_its_headers() -> None:
    """Without rows the headers stand alone."""
    assert render(fitted_table(HEADERS, [], width=80), 80).split()[1:4] == list(HEADERS)
