"""Claims as Parquet: typed columns, and what is said without the library."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from attribution.errors import FormatError
from attribution.exporting import CLAIM_FIELDS, check_parquet, claim_record, write_parquet
from attribution.exporting import parquet as parquet_module
from tests.exporting.test_objects import CLAIM
from tests.reporting.examples import CLAIMS


def test_columns_are_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Days are days, scores numbers, lists and spans nested, also where all values are missing."""
    pytest.importorskip("pyarrow", reason="needs the extra [parquet]")
    import pyarrow.parquet as pq  # noqa: PLC0415 - of the extra [parquet]

    monkeypatch.setattr(parquet_module, "_N_ROWS", 3)
    path = tmp_path / "c.parquet"
    claims = [CLAIM, *CLAIMS]
    write_parquet(map(claim_record, claims), path)
    table = pq.read_table(path)
    assert tuple(table.column_names) == CLAIM_FIELDS
    kinds = {name: str(table.schema.field(name).type) for name in CLAIM_FIELDS}
    assert (kinds["said_on"], kinds["confidence"], kinds["nested_in"]) == (
        "date32[day]", "double", "string"
    )  # fmt: skip
    rows = table.to_pylist()
    assert rows[0]["published"] == date(2025, 2, 28)
    for row, claim in zip(rows, claims, strict=True):
        days = {
            name: day.isoformat() if (day := row[name]) else None
            for name in ("published", "said_on")
        }
        assert {**row, **days} == claim_record(claim)
    write_parquet([], path)
    assert pq.read_table(path).num_rows == 0


def test_without_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line says what to install, before anything is written."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    for attempt in (
        check_parquet, lambda: write_parquet([], tmp_path / "c"),
        lambda: parquet_module.parquet_rows(b"", ["id"]),
    ):  # fmt: skip
        with pytest.raises(FormatError) as error:
            attempt()
        told = str(error.value)
        assert told.startswith("Parquet needs pyarrow")
        assert told.endswith(': pip install "attribution[parquet]"')
    assert [*tmp_path.iterdir()] == []
