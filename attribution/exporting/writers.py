"""Objects to text streams: JSON, JSON Lines, CSV, a Markdown table."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TextIO

from attribution.exporting.objects import CLAIM_FIELDS

__all__ = [
    "MARKDOWN_FIELDS",
    "formula_guarded",
    "formula_unguarded",
    "write_csv",
    "write_json",
    "write_jsonl",
    "write_markdown_table",
]

Record = Mapping[str, object]

MARKDOWN_FIELDS = ("id", "said_on", "side", "speaker", "stance", "act", "content_text")
"""Columns of the Markdown table: what fits on a page."""

# Half a character cannot be encoded, and some readers of JSON Lines split lines at these three;
# in JSON the escape stands for the same text.
_ESCAPED_IN_JSON = re.compile("[\ud800-\udfff\u0085\u2028\u2029]")
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
# What a spreadsheet takes for the start of a formula, full-width forms included.
_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_MARKUP = re.compile(r"[\\`*_\[\]#|~$]")
# Read in a terminal, escape sequences would drive it.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def write_json(records: Record | Iterable[Record], stream: TextIO) -> None:
    """Write one object, or a list of objects (`[]` where there are none), indented."""
    if isinstance(records, Mapping):
        stream.write(f"{_json(records, indent=2)}\n")
        return
    separator = "["
    for record in records:
        # Line breaks inside texts are escaped, so these are all of the layout.
        indented = _json(record, indent=2).replace("\n", "\n  ")
        stream.write(f"{separator}\n  {indented}")
        separator = ","
    stream.write("[]\n" if separator == "[" else "\n]\n")


def write_jsonl(records: Iterable[Record], stream: TextIO) -> None:
    """Write one object a line; nothing where there are none."""
    stream.writelines(f"{_json(record)}\n" for record in records)


def write_csv(
    records: Iterable[Record], stream: TextIO, *, columns: Sequence[str] = CLAIM_FIELDS
) -> None:
    """Write a header and one row a record, for a spreadsheet.

    Lists of words (`sides`) are joined by `;`, spans and other nested values are JSON. Text
    that a spreadsheet would run as a formula gets an apostrophe in front, see
    `formula_guarded`; every text is quoted, so that line breaks of any kind survive. Half
    characters, which no encoding can write, become U+FFFD.

    Args:
        records: flat or nested; missing fields are empty cells.
        stream: opened with `newline=""` if it is a file.
        columns: fields to write, in order.
    """
    writer = csv.writer(stream, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    writer.writerow(columns)
    for record in records:
        writer.writerow([_cell(record.get(column)) for column in columns])


def write_markdown_table(
    records: Iterable[Record], stream: TextIO, *, columns: Sequence[str] = MARKDOWN_FIELDS
) -> None:
    """Write a GitHub table; text shows as it is written, never as markup."""
    stream.write(f"| {' | '.join(columns)} |\n|{' --- |' * len(columns)}\n")
    for record in records:
        cells = (_markdown(_plain(record.get(column))) for column in columns)
        stream.write(f"| {' | '.join(cells)} |\n")


def formula_guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula.

    An apostrophe goes before text that begins with `=`, `+`, `-`, `@` (also full-width), a tab
    or a line break, and before text that begins so after apostrophes: so it can be undone.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def formula_unguarded(text: str) -> str:
    """The text that `formula_guarded` made safe."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def _json(record: Record, *, indent: int | None = None) -> str:
    written = json.dumps(record, ensure_ascii=False, allow_nan=False, indent=indent)
    return _ESCAPED_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return _HALF_CHARACTER.sub("\ufffd", value)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return _plain(";".join(value))
    return json.dumps(value, ensure_ascii=False)


def _cell(value: object) -> str | int | float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    return formula_guarded(_plain(value))


def _markdown(text: str) -> str:
    shown = _CONTROL.sub("\ufffd", text).translate(_ENTITIES)
    escaped = _MARKUP.sub(lambda found: f"\\{found[0]}", shown)
    return " ".join(escaped.split())
