"""The comparison in GitHub Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.reporting import comparison_markdown
from attribution.reporting.markdown import markdown_text
from tests.reporting.examples import CLAIMS, COMPARISON, EMPTY, LONG_WORD, SIDE_NAMES


def cells(line: str) -> list[str]:
    """The cells of a table row as GitHub splits it."""
    return re.split(r"(?<!\\)\|", line.strip())[1:-1]


def test_markdown(check_golden: Callable[[str, str], None]) -> None:
    """The Markdown report is as reviewed."""
    check_golden("comparison.md", comparison_markdown(COMPARISON, side_names=SIDE_NAMES))


def test_tables_are_well_formed() -> None:
    """Every row of a table has as many cells as its header."""
    blocks = comparison_markdown(COMPARISON, side_names=SIDE_NAMES).split("\n\n")
    tables = [block.splitlines() for block in blocks if block.startswith("|")]
    assert [len(table) for table in tables] == [5, 7]
    for table in tables:
        assert len({len(cells(line)) for line in table}) == 1
        assert set(cells(table[1])) == {" --- "}


def test_no_content_is_left_out() -> None:
    """Every claim is in the table with its id and its longest word."""
    output = comparison_markdown(COMPARISON)
    assert all(claim.id in output for claim in CLAIMS)
    assert LONG_WORD in output


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("<script>", "&lt;script&gt;"),
        ("[x](y)", r"\[x\](y)"),
        ("a|b", r"a\|b"),
        ("`code`", r"\`code\`"),
        ("*a* _b_ ~c~ $d$", r"\*a\* \_b\_ \~c\~ \$d\$"),
        ("&lt; \\", r"&amp;lt; \\"),
        ("two\r\nlines\u2028three", "two lines three"),
    ],
)
def test_text_is_escaped(text: str, escaped: str) -> None:
    """Characters that Markdown would read are written so that they show."""
    assert markdown_text(text) == escaped


@given(st.text(max_size=60))
def test_escaped_text_stays_in_its_cell(text: str) -> None:
    """No text can end its cell, its line or its paragraph, or open a tag."""
    escaped = markdown_text(text)
    assert len(cells(f"|{escaped} |")) == 1
    assert len(escaped.splitlines()) <= 1
    assert not set("<>") & set(escaped)


def test_empty_comparison() -> None:
    """Without points there is a sentence in place of a table."""
    assert "No points to compare." in comparison_markdown(EMPTY)
