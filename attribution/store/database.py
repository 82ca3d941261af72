"""Opening the file safely, transactions, and one-line errors instead of tracebacks."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from attribution.errors import StoreError
from attribution.store.rows import fold
from attribution.store.schema import APPLICATION_ID, SCHEMA_VERSION, apply_migrations

__all__ = ["check_writable", "open_database", "store_errors", "transaction"]

_MAGIC = b"SQLite format 3\0"
_HEADER_BYTES = 100
_WAL_FORMAT = 2
_ADVICE = {
    "SQLITE_BUSY": "another process is using the database; try again when it is done",
    "SQLITE_LOCKED": "another process is using the database; try again when it is done",
    "SQLITE_READONLY": "the database cannot be written; check the permissions of file and folder",
    "SQLITE_CANTOPEN": "the database cannot be opened; check path and permissions",
    "SQLITE_PERM": "the database cannot be opened; check the permissions of file and folder",
    "SQLITE_FULL": "the disk is full; free some space, nothing was half-written",
    "SQLITE_CORRUPT": "the database is damaged; restore a copy",
    "SQLITE_NOTADB": "not a SQLite database; choose another file with --db",
    "SQLITE_IOERR": "the disk cannot be read or written",
}


def _advice(error: sqlite3.Error) -> str:
    # Extended codes (SQLITE_READONLY_DBMOVED) begin with the name of their primary code.
    name = getattr(error, "sqlite_errorname", None) or ""
    for code, advice in _ADVICE.items():
        if name.startswith(code):
            return advice
    return " ".join(str(error).split()) or type(error).__name__


@contextmanager
def store_errors(path: Path, *, written: str = "") -> Iterator[None]:
    """Turn errors of SQLite and of encoding into one line.

    Args:
        path: the database.
        written: name of what is being written, to blame where it cannot be encoded.

    Raises:
        StoreError: in their place.
    """
    try:
        yield
    except sqlite3.Error as error:
        msg = f"{path}: {_advice(error)}"
        raise StoreError(msg) from error
    except UnicodeEncodeError as error:
        found = f"U+{ord(error.object[error.start]):04X}"
        msg = f"{written or path}: holds half a character ({found}); read it with another encoding"
        raise StoreError(msg) from error


@contextmanager
def transaction(connection: sqlite3.Connection, *, write: bool = True) -> Iterator[None]:
    """All or nothing: commit at the end, roll back on any exception.

    Args:
        connection: in autocommit mode, without an open transaction.
        write: take the write lock at once, so that what is read stays true until the commit;
            otherwise only hold one snapshot for reading.
    """
    connection.execute("BEGIN IMMEDIATE" if write else "BEGIN")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # Some errors (disk full) have rolled back already.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def open_database(path: Path, *, create: bool, timeout_seconds: float) -> sqlite3.Connection:
    """A connection to the claims database at `path`, its schema up to date.

    Nothing is changed in a file that is no claims database or is newer than this program. One
    that may not be written is opened for reading, unless it is to be created.

    Raises:
        StoreError: if the file is missing and not to be created, is something else, is newer,
            or cannot be read, or written where it is to be created.
    """
    _check_file(path, create=create)
    with store_errors(path):
        if not _may_write(path):
            if create:
                raise _unwritable(path)
            return _with_folding(_open_to_read(path, timeout_seconds))
        connection = sqlite3.connect(path, timeout=timeout_seconds, isolation_level=None)
        try:
            _prepare(connection, path, timeout_seconds)
        except BaseException:
            connection.close()
            raise
    return _with_folding(connection)


def _with_folding(connection: sqlite3.Connection) -> sqlite3.Connection:
    """The connection, in whose SQL `folded(text)` is without case, accents and strokes."""
    connection.create_function(
        "folded", 1, lambda text: None if text is None else fold(text), deterministic=True
    )
    return connection


def _check_file(path: Path, *, create: bool) -> None:
    """Decide from the file's first bytes, so that a foreign file is not even opened by SQLite."""
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
    except FileNotFoundError as error:
        if create and path.parent.is_dir():
            return
        what = "no such folder" if create else "no such database; add documents first"
        msg = f"{path.parent if create else path}: {what}"
        raise StoreError(msg) from error
    except OSError as error:
        msg = f"{path}: cannot be opened ({error.strerror}); choose another file with --db"
        raise StoreError(msg) from error
    if not header:
        if create:
            return
        msg = f"{path}: an empty file, not a claims database; add documents first"
        raise StoreError(msg)
    if not header.startswith(_MAGIC):
        msg = f"{path}: not a SQLite database; choose another file with --db"
        raise StoreError(msg)
    application_id = int.from_bytes(header[68:72], "big")
    # The schema is committed before write-ahead logging begins, so a claims database in that
    # mode always carries its mark in the file itself.
    if application_id not in (0, APPLICATION_ID) or (
        application_id == 0 and header[18] == _WAL_FORMAT
    ):
        raise _foreign(path)


def _may_write(path: Path) -> bool:
    """Whether the file can be written, and its log beside it."""
    real = path.resolve()
    return os.access(real.parent, os.W_OK) and (not real.exists() or os.access(real, os.W_OK))


def _open_to_read(path: Path, timeout_seconds: float) -> sqlite3.Connection:
    real = path.resolve()
    log = real.with_name(f"{real.name}-wal")
    # Without a log nobody is writing, and SQLite need not make the files by which it would see
    # others do so: it could not, here.
    is_written = log.exists() and log.stat().st_size > 0
    address = f"{real.as_uri()}?mode=ro{'' if is_written else '&immutable=1'}"
    connection = sqlite3.connect(address, uri=True, timeout=timeout_seconds, isolation_level=None)
    try:
        if _is_pending(connection, path):
            connection = _migrated_copy(connection)
        connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _migrated_copy(connection: sqlite3.Connection) -> sqlite3.Connection:
    """An older database in memory, brought up to date there; the one given is closed."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    connection.backup(copy)
    connection.close()
    with transaction(copy):
        apply_migrations(copy)
    return copy


def check_writable(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a database that was opened for reading only.

    Raises:
        StoreError: with what to do.
    """
    if _pragma(connection, "query_only"):
        raise _unwritable(path)


def _unwritable(path: Path) -> StoreError:
    return StoreError(f"{path}: {_ADVICE['SQLITE_READONLY']}")


def _foreign(path: Path) -> StoreError:
    msg = f"{path}: a SQLite database of another program; choose another file with --db"
    return StoreError(msg)


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _prepare(connection: sqlite3.Connection, path: Path, timeout_seconds: float) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    if _is_pending(connection, path):
        with transaction(connection):
            # Another process may have migrated while this one waited for the lock.
            if _is_pending(connection, path):
                apply_migrations(connection)
    _log_ahead(connection, timeout_seconds)


def _is_pending(connection: sqlite3.Connection, path: Path) -> bool:
    if _pragma(connection, "application_id") != APPLICATION_ID:
        if connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
            raise _foreign(path)
        return True
    version = _pragma(connection, "user_version")
    if version > SCHEMA_VERSION:
        msg = (
            f"{path}: written by a newer version of this program (schema {version}, known "
            f"{SCHEMA_VERSION}); upgrade it"
        )
        raise StoreError(msg)
    return version < SCHEMA_VERSION


def _log_ahead(connection: sqlite3.Connection, timeout_seconds: float) -> None:
    """Switch to write-ahead logging; SQLite does not always wait for other processes here."""
    give_up_at = time.monotonic() + timeout_seconds
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
        except sqlite3.OperationalError:
            if time.monotonic() >= give_up_at:
                raise
            time.sleep(0.01)
        else:
            return
