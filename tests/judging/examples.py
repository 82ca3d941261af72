"""Claims as the bytes of an exported file."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Sequence
from pathlib import Path

from attribution.exporting import (
    FileFormat,
    annotation_collection,
    brat_files,
    claim_record,
    write_csv,
    write_json,
    write_jsonl,
    write_parquet,
)
from attribution.records import Claim


def exported(claims: Sequence[Claim], file_format: FileFormat) -> list[bytes]:
    """What the files of an export hold; of brat those with annotations."""
    records = [claim_record(claim) for claim in claims]
    stream = io.StringIO(newline="")
    if file_format is FileFormat.BRAT:
        return [text.encode() for name, text in brat_files(claims) if name.endswith(".ann")]
    if file_format is FileFormat.PARQUET:
        with tempfile.TemporaryDirectory() as folder:
            write_parquet(records, Path(folder) / "c.parquet")
            return [(Path(folder) / "c.parquet").read_bytes()]
    if file_format is FileFormat.ANNOTATIONS:
        write_json(annotation_collection(claims), stream)
    elif file_format is FileFormat.CSV:
        write_csv(records, stream)
    else:
        write_jsonl(records, stream)
    return [stream.getvalue().encode()]
