"""Text files that are written whole or not at all, where a path leads to."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

__all__ = ["obstacle", "write_whole"]


def obstacle(path: Path) -> str | None:
    """What stands where a file is to be written, in words; None if one can go there."""
    try:
        if path.is_dir():
            return "is a folder; give the name of a file"
        if path.exists() and not path.is_file():
            return "is a device or a pipe, not a file; give the name of a file"
    except (OSError, ValueError):
        return "is no name that a file can have; choose a shorter one"
    return None


def write_whole(path: Path, text: str) -> None:
    """Write a UTF-8 file; until it is whole an older one stays.

    A symbolic link stays one: what it points to is written.

    Raises:
        OSError: if it cannot be written; nothing is left behind then.
    """
    target = Path(os.path.realpath(path))  # a circle of links is no error here
    temporary = target.with_name(f".{target.name}.part")
    try:
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(target)
    except OSError:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
