"""JSON Lines files, gzipped when their name says so."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attribution.errors import ReadError

__all__ = ["read_jsonl"]


def read_jsonl(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file, gzipped when its name says so.

    Raises:
        ReadError: if the file is missing or a line is not JSON.
    """
    if not path.exists():
        msg = f"{path}: not found; give the folder of the corpora with --data"
        raise ReadError(msg)
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield json.loads(line)
            except json.JSONDecodeError as error:
                msg = f"{path}: line {number} is not JSON ({error.msg})"
                raise ReadError(msg) from error
