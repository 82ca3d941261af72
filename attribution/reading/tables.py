"""Tables of articles: CSV with a header, one article a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Final

from attribution.errors import ReadError
from attribution.reading.articles import has_text_field, item_from_fields, n_known_fields
from attribution.reading.decoding import detect_encoding
from attribution.reading.sources import (
    Item,
    Problem,
    Source,
    canonical_bytes,
    in_megabytes,
    too_many,
)
from attribution.spreadsheets import is_separator_line

__all__ = ["begins_as_table", "read_table"]

_DELIMITERS: Final = (",", ";", "\t", "|")
_MIN_KNOWN: Final = 2
_HEAD_CHARS: Final = 4_096


def begins_as_table(head: bytes) -> bool:
    """Whether the first line is a header that names a text and something else about it."""
    lines = head.decode("utf-8-sig", "replace").splitlines()
    names, _ = _header(next((line for line in lines if not _is_above_header(line)), ""))
    return has_text_field(names) and n_known_fields(names) >= _MIN_KNOWN


def read_table(source: Source) -> Iterator[Item | Problem]:
    """One item a row, known by the canonical form of its cells that are not empty.

    Rows are read one after another, so that the file may be of any size. The header's line tells
    which of `,`, `;`, tab and `|` stands between cells; a line above it may, as Excel writes it.

    Raises:
        ReadError: if its encoding is unknown or its header too long.
    """
    text = io.TextIOWrapper(
        source.stream, detect_encoding(source.head, name=source.name),
        # Broken bytes become half characters, so that they cost their row only.
        errors="surrogateescape", newline="",
    )  # fmt: skip
    lines = _Lines(text, source.options.max_bytes)
    names, delimiter = _first_line(lines, source.name)
    if not has_text_field(names):
        listed = ", ".join(name[:30] for name in names[:8]) or "none"
        told = (
            f"its first line names no column that is known to hold a text (it has: {listed});"
            " call that one text"
        )
        yield Problem(told=told, is_foreign=True)
        return
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    number = 0
    while (row := _next_row(rows, lines)) is not None:
        if not row:
            continue
        number += 1
        if number > source.options.max_records:
            yield too_many(source)
            return
        if isinstance(row, str):
            yield Problem(told=row, number=number)
        else:
            yield _item_of(row, names, source, number)


class _Lines(Iterator[str]):
    """Lines of a table, whose rows may not grow over a limit."""

    def __init__(self, text: io.TextIOWrapper, max_chars: int) -> None:
        self.n_row_chars = 0
        self.is_at_end = False
        self.number = 0
        self._text = text
        self._max_chars = max_chars

    def __next__(self) -> str:
        line = self._text.readline(self._max_chars + 1)
        if not line:
            self.is_at_end = True
            raise StopIteration
        self.number += 1
        self.n_row_chars += len(line)
        if self.n_row_chars > self._max_chars:
            while line and not line.endswith(("\n", "\r")):
                line = self._text.readline(self._max_chars)
            msg = f"larger than {in_megabytes(self._max_chars)}; is a quotation mark missing?"
            raise ReadError(msg)
        return line


def _first_line(lines: _Lines, name: str) -> tuple[list[str], str]:
    """The names of the columns and what stands between cells, below blank lines and `sep=;`.

    Raises:
        ReadError: if the line is too long.
    """
    try:
        line = next((line for line in lines if not _is_above_header(line)), "")
    except ReadError as error:
        msg = f"{name}: its first line is {error}"
        raise ReadError(msg) from error
    return _header(line)


def _is_above_header(line: str) -> bool:
    return not line.strip() or is_separator_line(line)


def _header(line: str) -> tuple[list[str], str]:
    """The names of the columns, and what stands between cells: what gives the most known names."""
    found: list[tuple[int, list[str], str]] = []
    for delimiter in _DELIMITERS:
        try:
            names = next(csv.reader([line[:_HEAD_CHARS]], delimiter=delimiter), [])
        except csv.Error:
            continue
        names = [name.strip() for name in names]
        found.append((n_known_fields(names), names, delimiter))
    best = max(found, key=lambda option: (option[0], len(option[1])), default=(0, [], ","))
    return best[1], best[2]


def _next_row(rows: Iterator[list[str]], lines: _Lines) -> list[str] | str | None:
    """The next row, what is wrong with it, or None at the end."""
    lines.n_row_chars = 0
    began = lines.number + 1
    # The limit of the module is one for all readers and below the length of long articles.
    limit = csv.field_size_limit(2**31 - 1)
    try:
        return next(rows, None)
    except ReadError as error:
        return f"line {began}: {error}"
    except csv.Error as error:
        if lines.is_at_end:
            return f"line {began}: the file breaks off inside a quoted cell; get the whole file"
        # A mark that is missing takes the rows below into its cell.
        where = f"line {began}" if began == lines.number else f"lines {began} to {lines.number}"
        return f"{where}: not CSV ({error}); mend its quotation marks"
    finally:
        csv.field_size_limit(limit)


def _item_of(row: list[str], names: list[str], source: Source, number: int) -> Item | Problem:
    if len(row) < len(names) or any(cell.strip() for cell in row[len(names) :]):
        told = (
            f"{len(row)} cells where the header names {len(names)}; mend its quotation marks"
            " or get the whole file"
        )
        return Problem(told=told, number=number)
    # Of two columns of one name the first that holds something counts.
    fields: dict[str, object] = {}
    for name, cell in zip(names, row, strict=False):
        if cell.strip():
            fields.setdefault(name, cell)
    key = canonical_bytes(fields)
    for name in names:
        fields.setdefault(name, "")
    return item_from_fields(fields, key=key, number=number, name=f"{source.name}#{number}")
