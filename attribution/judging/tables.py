"""Corrections in a table: CSV, JSON Lines or Parquet with the columns of a claim."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence

from attribution.errors import FormatError
from attribution.exporting import CORRECTABLE_FIELDS, formula_unguarded, parquet_rows
from attribution.judging.rows import Row, WrongRow, json_problem, said_of
from attribution.spreadsheets import CsvTable

__all__ = ["csv_corrections", "jsonl_corrections", "parquet_corrections"]


def csv_corrections(text: str, label: str) -> Iterator[Row | WrongRow]:
    """The rows of a CSV file with the columns `id` and any of `CORRECTABLE_FIELDS`.

    Other columns do not matter; what an export put before formulas is taken away.

    Raises:
        FormatError: if columns are missing or given twice, or it is no CSV from some line on.
    """
    table = CsvTable(text)
    line = 1
    try:
        columns = [cell.strip().lower() for cell in next(table, [])]
        _check_columns(columns, label)
        line = table.line + 1
        for cells in table:
            where, line = f"{label}: line {line}", table.line + 1
            if any(cell.strip() for cell in cells[len(columns) :]):
                yield WrongRow(where, "more cells than columns; put a cell with a "
                               f"{table.delimiter!r} in quotation marks")  # fmt: skip
            elif any(cell.strip() for cell in cells):
                plain = (formula_unguarded(cell.strip()) for cell in cells)
                yield said_of(where, dict(zip(columns, plain, strict=False)))
    except csv.Error as error:
        msg = f"{label}: line {line}: no CSV ({error}); see that every quotation mark is closed"
        raise FormatError(msg) from error


def _check_columns(columns: Sequence[str], label: str) -> None:
    wanted = ("id", *CORRECTABLE_FIELDS)
    twice = ", ".join(name for name in wanted if columns.count(name) > 1)
    if twice:
        msg = f"{label}: has more than once {twice}; leave one column of each"
        raise FormatError(msg)
    if "id" not in columns:
        msg = f"{label}: lacks the column id; the first line names the columns, as `export` does"
        raise FormatError(msg)
    if not {*columns} & {*CORRECTABLE_FIELDS}:
        msg = f"{label}: has none of the columns {', '.join(CORRECTABLE_FIELDS)}; give one"
        raise FormatError(msg)


def jsonl_corrections(text: str, label: str) -> Iterator[Row | WrongRow]:
    """The rows of a file with one object a line."""
    # Other characters than the line feed may end lines of a text, but not those of this format.
    for number, line in enumerate(text.split("\n"), start=1):
        where = f"{label}: line {number}"
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield WrongRow(where, f"no JSON ({json_problem(error)}); each line is one object")
            continue
        if isinstance(record, dict):
            yield said_of(where, record)
        else:
            yield WrongRow(where, "no object; each line is one, such as "
                           '{"id": "0123456789ab", "stance": "neutral"}')  # fmt: skip


def parquet_corrections(data: bytes, label: str) -> Iterator[Row | WrongRow]:
    """The rows of a Parquet file with the columns of a CSV file.

    Raises:
        FormatError: if it is none, columns are missing, or the library is.
    """
    try:
        table = parquet_rows(data, ("id", *CORRECTABLE_FIELDS))
    except FormatError as error:
        msg = f"{label}: {error}"
        raise FormatError(msg) from error
    if table:
        _check_columns([*table[0]], label)
    for number, record in enumerate(table, start=1):
        yield said_of(f"{label}: row {number}", record)
