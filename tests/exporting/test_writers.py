"""Writers: what stands in the stream, and that it can be read back."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.exporting import (
    CLAIM_FIELDS,
    MARKDOWN_FIELDS,
    claim_record,
    formula_guarded,
    formula_unguarded,
    write_csv,
    write_json,
    write_jsonl,
    write_markdown_table,
)
from tests.exporting.test_objects import CLAIM

any_text = st.text(st.characters(codec="utf-8") | st.sampled_from("'=+-@\t\r\n＝\u2028\"|;,<"))


def written(write: Callable[..., None], *arguments: object, **options: object) -> str:
    """What a writer writes."""
    stream = io.StringIO(newline="")
    write(*arguments, stream, **options)
    return stream.getvalue()


def test_nothing() -> None:
    """No records are an empty list, no lines, or headings alone."""
    assert written(write_json, []) == "[]\n"
    assert written(write_json, iter([])) == "[]\n"
    assert written(write_jsonl, []) == ""
    assert written(write_csv, [], columns=("a", "b")) == '"a","b"\n'
    assert written(write_markdown_table, [], columns=("a", "b")) == "| a | b |\n| --- | --- |\n"


def test_json_list_and_object() -> None:
    """Non-ASCII text is kept; one mapping is one object."""
    assert written(write_json, [{"a": "Malmö 🚢"}, {"a": 2}]) == (
        '[\n  {\n    "a": "Malmö 🚢"\n  },\n  {\n    "a": 2\n  }\n]\n'
    )
    assert written(write_json, {"a": "ü"}) == '{\n  "a": "ü"\n}\n'


@given(st.lists(st.dictionaries(any_text, any_text), max_size=3))
def test_json_and_lines_come_back(records: list[dict[str, str]]) -> None:
    """Any text survives, a line a record whatever counts as a line end."""
    whole = written(write_json, records)
    assert json.loads(whole.encode("utf-8")) == records
    lines = written(write_jsonl, records)
    assert [json.loads(line) for line in lines.splitlines()] == records
    assert len(lines.splitlines()) == len(records)


def test_not_a_number_is_refused() -> None:
    """NaN is not JSON and must not reach a file."""
    with pytest.raises(ValueError, match="not JSON compliant"):
        written(write_jsonl, [{"a": float("nan")}])


def test_csv_of_a_claim() -> None:
    """One column a field; lists joined, spans as JSON, absent values empty."""
    (row,) = csv.DictReader(io.StringIO(written(write_csv, [claim_record(CLAIM)]), newline=""))
    assert tuple(row) == CLAIM_FIELDS
    assert row["sides"] == "NO;SE"
    assert row["stance_score"] == "0.3333"
    assert row["nested_in"] == ""
    assert json.loads(row["spans"]) == claim_record(CLAIM)["spans"]
    assert row["content_text"] == CLAIM.content_text


@given(st.lists(any_text, min_size=1, max_size=3))
def test_csv_comes_back(cells: list[str]) -> None:
    """Line breaks of any kind, quotes and formulas survive."""
    columns = [f"c{number}" for number in range(len(cells))]
    record = dict(zip(columns, cells, strict=True))
    text = written(write_csv, [record], columns=columns)
    header, row = csv.reader(io.StringIO(text, newline=""))
    assert header == columns
    assert [formula_unguarded(cell) for cell in row] == cells


def test_half_characters() -> None:
    """A lone surrogate, which no stream can encode, is escaped in JSON and replaced elsewhere."""
    records = [{"a": "half \ud83d"}]
    lines = written(write_jsonl, records)
    assert lines == '{"a": "half \\ud83d"}\n'
    assert json.loads(lines) == records[0]
    assert written(write_csv, records, columns=["a"]) == '"a"\n"half \ufffd"\n'
    assert "| half \ufffd |" in written(write_markdown_table, records, columns=["a"])


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n", "＝1"])
def test_formulas_are_guarded(text: str) -> None:
    """A spreadsheet shows the text instead of running it."""
    assert formula_guarded(text) == f"'{text}"
    (_, (cell,)) = csv.reader(
        io.StringIO(written(write_csv, [{"a": text}], columns=["a"]), newline="")
    )
    assert cell == f"'{text}"


@pytest.mark.parametrize("text", ["", "talks", "'tis", "a=b", " = ", "“quoted”", "…"])
def test_other_text_is_not_guarded(text: str) -> None:
    """Ordinary text stays as it is."""
    assert formula_guarded(text) == text
    assert formula_unguarded(text) == text


def test_numbers_are_not_guarded() -> None:
    """Numbers are written as numbers, truth values as JSON."""
    assert written(write_csv, [{"a": -0.5, "b": True}], columns=["a", "b"]) == (
        '"a","b"\n-0.5,"true"\n'
    )


@given(any_text)
def test_guard_can_be_undone(text: str) -> None:
    """No two texts are guarded alike."""
    guarded = formula_guarded(text)
    assert formula_unguarded(guarded) == text
    assert guarded[:1] not in {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"}


def test_markdown_table() -> None:
    """Text of a document shows as it is written and stays in its cell."""
    hostile = "a|b `c` [sic] *d* <script>\nnext  line & \\ end"
    record = {**claim_record(CLAIM), "content_text": hostile, "said_on": None}
    table = written(write_markdown_table, [record])
    assert table.splitlines() == [
        f"| {' | '.join(MARKDOWN_FIELDS)} |",
        "|" + " --- |" * len(MARKDOWN_FIELDS),
        r"| 0123456789ab |  | JOINT | Ole Berg | supportive | praise | a\|b \`c\` \[sic\] \*d\*"
        r" &lt;script&gt; next line &amp; \\ end |",
    ]
