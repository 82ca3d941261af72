"""CSV files as spreadsheet programs save them: their encoding, and what stands between cells."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from typing import Final

__all__ = ["CsvTable", "is_separator_line", "text_of_spreadsheet"]

_DELIMITERS: Final = ",;\t"
"""Spreadsheets write the one of their language; the first wins where several are as frequent."""
_SEPARATOR: Final = re.compile(r'"?sep=([^\r\n"])"?[\s,;]*$', re.IGNORECASE)
_UTF_16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF_8: Final = "utf-8-sig"


def text_of_spreadsheet(data: bytes) -> str:
    """The characters of a text that a spreadsheet saved, without a byte order mark.

    UTF-16 has such a mark ("Unicode text" of Excel); without one it is UTF-8.

    Raises:
        UnicodeDecodeError: if it is neither.
    """
    if data.startswith(_UTF_16_MARKS):
        return data.decode("utf-16")
    text = data.decode(_UTF_8)
    if (at := data.find(b"\0")) >= 0:
        raise UnicodeDecodeError(_UTF_8, data, at, at + 1, "no character of a text")
    return text


def is_separator_line(line: str) -> bool:
    """Whether a line above the header only tells what stands between cells (`sep=;`)."""
    return _SEPARATOR.match(line) is not None


class CsvTable(Iterator[list[str]]):
    """The rows of a CSV file, read strictly: an open quotation mark swallows no rows below it.

    Attributes:
        delimiter: what stands between cells: by the line above the header, else by the header.
    """

    def __init__(self, text: str) -> None:
        """Begin with the header."""
        lines = io.StringIO(text, newline="")
        first = next(lines, "")
        told = _SEPARATOR.match(first)
        self._n_above = 1 if told else 0
        if told:
            self.delimiter = told[1]
        else:
            self.delimiter = max(_DELIMITERS, key=first.count)
            lines.seek(0)
        self._rows = csv.reader(lines, delimiter=self.delimiter, strict=True)

    @property
    def line(self) -> int:
        """The line of the file on which the last row ended; 0 before the first."""
        return self._n_above + self._rows.line_num

    def __next__(self) -> list[str]:
        """The cells of the next row.

        Raises:
            csv.Error: if it is no CSV.
        """
        return next(self._rows)
