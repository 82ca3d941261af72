"""The formats in which claims go out and corrections come back, and how a name tells one."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import PurePath
from typing import Final

from attribution.errors import FormatError

__all__ = ["FileFormat", "format_of"]


class FileFormat(StrEnum):
    """How claims stand in a file, or in a folder in the case of brat."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    ANNOTATIONS = "annotations"
    BRAT = "brat"

    @property
    def is_text(self) -> bool:
        """Whether it is one text, which a pipe may carry."""
        return self not in {FileFormat.PARQUET, FileFormat.BRAT}


_SUFFIXES: Final[Mapping[str, FileFormat]] = {
    ".jsonl": FileFormat.JSONL,
    ".ndjson": FileFormat.JSONL,
    ".csv": FileFormat.CSV,
    ".parquet": FileFormat.PARQUET,
    ".jsonld": FileFormat.ANNOTATIONS,
}


def format_of(path: PurePath) -> FileFormat:
    """The format that the end of a name tells.

    Raises:
        FormatError: if it tells none.
    """
    found = _SUFFIXES.get(path.suffix.lower())
    if found is None:
        msg = f"{path}: the name does not tell the format; give --format {'|'.join(FileFormat)}"
        raise FormatError(msg)
    return found
