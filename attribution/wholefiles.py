"""Files and folders written whole or not at all, one process at a time; why one is not read."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

__all__ = ["alone_with", "obstacle", "whole_file", "whole_folder", "why_unread", "write_whole"]


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


def why_unread(error: OSError | ValueError, *, if_folder: str) -> str:
    """Why a file could not be read and what to do, to follow its name.

    Args:
        error: of reading it.
        if_folder: what to say where the path is a folder's.
    """
    if isinstance(error, IsADirectoryError):
        return if_folder
    if isinstance(error, FileNotFoundError):
        return "no such file; check the path"
    why = getattr(error, "strerror", None) or error
    return f"cannot be read ({why}); check its name and permissions"


def write_whole(path: Path, text: str) -> None:
    """Write a UTF-8 file; until it is whole an older one stays.

    A symbolic link stays one: what it points to is written.

    Raises:
        OSError: if it cannot be written; nothing is left behind then.
    """
    with whole_file(path) as temporary:
        temporary.write_text(text, encoding="utf-8")


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Where to write what becomes the file `path` at the end, as `write_whole` has it.

    Raises:
        OSError: if it cannot be written; nothing is left behind then.
    """
    target, temporary = _places(path)
    try:
        yield temporary
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


@contextmanager
def alone_with(path: Path) -> Iterator[None]:
    """One process at a time: others that ask for the same file wait until it is done or dead.

    Raises:
        OSError: if the lock cannot be made beside the file.
    """
    import fcntl  # noqa: PLC0415 - not every system has it, and few commands need it

    target = Path(os.path.realpath(path))
    lock = target.with_name(f".{target.name}.lock")
    while True:
        descriptor = os.open(lock, os.O_CREAT | os.O_RDWR)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            if not _is_named(descriptor, lock):
                continue  # who held it before took the name away; others may hold a new file
            try:
                yield
            finally:
                lock.unlink()
            return
        finally:
            os.close(descriptor)


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """An empty folder to fill, which becomes `path` at the end.

    Raises:
        OSError: if it cannot be made, or `path` is there and not an empty folder; nothing is left
            behind then.
    """
    target, temporary = _places(path)
    shutil.rmtree(temporary, ignore_errors=True)  # what a killed process left behind
    temporary.mkdir()
    try:
        yield temporary
        temporary.replace(target)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise


def _is_named(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _places(path: Path) -> tuple[Path, Path]:
    """Where a path leads to, and a place beside it."""
    target = Path(os.path.realpath(path))  # a circle of links is no error here
    return target, target.with_name(f".{target.name}.part")
