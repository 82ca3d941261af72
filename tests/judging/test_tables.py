"""Corrections in CSV, JSON Lines and Parquet: what is read, and what is told of wrong files."""

from __future__ import annotations

import codecs

import pytest

from attribution.errors import FormatError
from attribution.exporting import FileFormat
from attribution.judging import Row, WrongRow, read_bytes
from attribution.judging.tables import csv_corrections, jsonl_corrections, parquet_corrections


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_of_spreadsheets(delimiter: str) -> None:
    """The delimiter of any language, other columns, blanks, empty cells and rows."""
    lines = ["Id,note,STANCE ,speaker", "a1, see me ,neutral,", "", ",,,", '"b2",,," Jo  Ray "']
    text = "\n".join(lines).replace(",", delimiter)
    assert [*csv_corrections(text, "c.csv")] == [
        Row("c.csv: line 2", "a1", {"stance": "neutral"}),
        Row("c.csv: line 5", "b2", {"speaker": "Jo  Ray"}),
    ]


def test_csv_lines_and_guards() -> None:
    """A row is named by its first line; what guards formulas is taken away."""
    text = "id,content_text,speaker\r\na1,\"two\nlines\",'=Jo\r\nb2,x,'tis\r\n"
    assert [*csv_corrections(text, "c.csv")] == [
        Row("c.csv: line 2", "a1", {"speaker": "=Jo"}),
        Row("c.csv: line 4", "b2", {"speaker": "'tis"}),
    ]


def test_wrong_csv_rows() -> None:
    """Rows without id and with too many cells are wrong, each at its line; others are read."""
    text = "id,side\n,US\na1,US,RU\nb2,US,,\nc3\n"
    assert [*csv_corrections(text, "c.csv")] == [
        WrongRow("c.csv: line 2", "the id is empty; every row needs the id of its claim"),
        WrongRow(
            "c.csv: line 3", "more cells than columns; put a cell with a ',' in quotation marks"
        ),
        Row("c.csv: line 4", "b2", {"side": "US"}),
        Row("c.csv: line 5", "c3", {}),
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "c.csv: lacks the column id; the first line names the columns, as `export` does"),
        ("side,act\nUS,deny\n", "c.csv: lacks the column id"),
        ("id,text\na1,x\n", "has none of the columns side, speaker, stance, act, judgement; give"),
        ("id,side,Side\na1,x,y\n", "c.csv: has more than once side; leave one column of each"),
        ('id,side\na1,"US\nb2,RU\n', "c.csv: line 2: no CSV (unexpected end of data); see that"),
    ],
)
def test_csv_that_is_none(text: str, problem: str) -> None:
    """Missing and double columns and open quotation marks are said in one line."""
    with pytest.raises(FormatError) as error:
        [*csv_corrections(text, "c.csv")]
    assert problem in str(error.value)


def test_json_lines() -> None:
    """Fields that are missing or null say nothing; only line feeds end lines."""
    text = '{"id": "a1", "side": "US", "act": null}\n\n{"id": "b2", "speaker": "A\u2028B"}'
    assert [*jsonl_corrections(text, "c.jsonl")] == [
        Row("c.jsonl: line 1", "a1", {"side": "US"}),
        Row("c.jsonl: line 3", "b2", {"speaker": "A\u2028B"}),
    ]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{id: 1}", "no JSON (Expecting property name"),
        ("[" * 100_000, "no JSON (nested too deeply); each line is one object"),
        ('["a1"]', 'no object; each line is one, such as {"id": "0123456789ab", "stance"'),
        ('{"side": "US"}', "the id is empty"),
        ('{"id": 7}', "id is 7, expected a text"),
        ('{"id": "a1", "side": ["US"]}', "side is ['US'], expected a text"),
    ],
)
def test_wrong_json_lines(line: str, problem: str) -> None:
    """A line that cannot be understood is named; the next one is read."""
    wrong, right = jsonl_corrections(f'{line}\n{{"id": "b2"}}', "c.jsonl")
    assert isinstance(wrong, WrongRow)
    assert wrong.where == "c.jsonl: line 1"
    assert problem in wrong.problem
    assert right == Row("c.jsonl: line 2", "b2", {})


def test_parquet_that_is_none() -> None:
    """Other bytes, and tables without the columns, are said in one line."""
    pa = pytest.importorskip("pyarrow", reason="needs the extra [parquet]")
    pq = pytest.importorskip("pyarrow.parquet")
    with pytest.raises(FormatError, match=r"^c\.parquet: no Parquet file, or a damaged one"):
        [*parquet_corrections(b"id,side", "c.parquet")]
    stream = pa.BufferOutputStream()
    pq.write_table(pa.table({"side": ["US"]}), stream)
    with pytest.raises(FormatError, match=r"^c\.parquet: lacks the column id"):
        [*parquet_corrections(stream.getvalue().to_pybytes(), "c.parquet")]


@pytest.mark.parametrize(
    "data",
    [
        "id,speaker\na1,Łukasz\n".encode("utf-8-sig"),
        "id\tspeaker\r\na1\tŁukasz\r\n".encode("utf-16"),
        codecs.BOM_UTF16_BE + "id;speaker\r\na1;Łukasz\r\n".encode("utf-16-be"),
        "id,speaker\ra1,Łukasz\r".encode(),
    ],
)
def test_other_encodings(data: bytes) -> None:
    """A byte order mark is no text and tells UTF-16; lines end as on any system."""
    read = [*read_bytes(data, FileFormat.CSV, label="c.csv")]
    assert read == [Row("c.csv: line 2", "a1", {"speaker": "Łukasz"})]


@pytest.mark.parametrize("first", ["sep=;", "SEP=;", '"sep=;"', "sep=;;;"])
def test_line_that_tells_the_separator(first: str) -> None:
    """It is no header, counts as a line, and decides whatever the header holds."""
    text = f"{first}\r\nid;side;a,b,c,d\r\n;;\r\na1;US;\r\na2;;;;DK\r\n"
    row, wrong = [*read_bytes(text.encode("utf-16"), FileFormat.CSV, label="c.csv")]
    assert row == Row("c.csv: line 4", "a1", {"side": "US"})
    assert isinstance(wrong, WrongRow)
    assert wrong.where == "c.csv: line 5"
    assert "a ';' in quotation marks" in wrong.problem


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ("id,side\na1,Ä".encode("cp1252"), "not UTF-8 at byte 11"),
        ("id,side\na1,US".encode("utf-16-le"), "not UTF-8 at byte 1"),
        ("id,side\na1,US".encode("utf-16")[:-1], "not UTF-16 at byte 26"),
        (b"PK\x03\x04\x14\x00\x06", "not UTF-8 at byte 5"),
    ],
)
def test_no_text(data: bytes, problem: str) -> None:
    """Other encodings, cut and binary files are told in a line with what to do."""
    with pytest.raises(FormatError, match=rf"^c\.csv: {problem}; save the file as UTF-8$"):
        read_bytes(data, FileFormat.CSV, label="c.csv")
