"""Files with corrections, of any format, as rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from attribution.errors import FormatError
from attribution.exporting import FileFormat
from attribution.judging.annotated import annotation_corrections
from attribution.judging.brat import brat_corrections
from attribution.judging.rows import LeftOut, Row, WrongRow
from attribution.judging.tables import csv_corrections, jsonl_corrections, parquet_corrections
from attribution.reading.walking import files_below
from attribution.spreadsheets import text_of_spreadsheet
from attribution.wholefiles import why_unread

__all__ = ["is_brat", "read_bytes", "read_path"]

Rows = Iterable[Row | WrongRow | LeftOut]

_READERS: Final[Mapping[FileFormat, Callable[[str, str], Rows]]] = {
    FileFormat.CSV: csv_corrections,
    FileFormat.JSONL: jsonl_corrections,
    FileFormat.ANNOTATIONS: annotation_corrections,
    FileFormat.BRAT: brat_corrections,
}


def read_path(path: Path, file_format: FileFormat) -> Iterator[Row | WrongRow | LeftOut]:
    """The rows of a file, or of all annotation files of a folder in the case of brat.

    Raises:
        FormatError: if it cannot be read, or is not of that format.
    """
    is_folder = file_format is FileFormat.BRAT and _is_folder(path)
    for file in _annotation_files(path) if is_folder else [path]:
        yield from read_bytes(_bytes_of(file), file_format, label=str(file))


def read_bytes(data: bytes, file_format: FileFormat, *, label: str) -> Rows:
    """The rows of what a file holds.

    Raises:
        FormatError: if it is not of that format.
    """
    if file_format is FileFormat.PARQUET:
        return parquet_corrections(data, label)
    try:
        text = text_of_spreadsheet(data)
    except UnicodeDecodeError as error:
        found = "UTF-16" if error.encoding.startswith("utf-16") else "UTF-8"
        msg = f"{label}: not {found} at byte {error.start}; save the file as UTF-8"
        raise FormatError(msg) from error
    return _READERS[file_format](text, label)


def is_brat(path: Path) -> bool:
    """Whether a path is of brat's: its annotation file, or a folder, which no other format is."""
    return path.suffix.lower() == ".ann" or _is_folder(path)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _annotation_files(folder: Path) -> list[Path]:
    files = [path for path in files_below(folder) if path.suffix == ".ann"]
    if not files:
        msg = f"{folder}: no annotation files (.ann) in this folder; give the one that brat wrote"
        raise FormatError(msg)
    return files


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        problem = why_unread(error, if_folder="is a folder; give a file, or --format brat")
        msg = f"{path}: {problem}"
        raise FormatError(msg) from error
