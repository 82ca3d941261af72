"""The claims database as one object: open it, write with a writer, read with a reader."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from types import TracebackType

from attribution.store.caching import Cache, CacheKind
from attribution.store.database import check_writable, open_database, store_errors
from attribution.store.reading import Reader
from attribution.store.revisions import RevisionReader
from attribution.store.runs import Run
from attribution.store.writing import Writer

__all__ = ["Store"]


class Store:
    """An open claims database; a context manager that closes it.

    Several processes may have it open and write: each waits for the other's transaction.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        """Hold an open connection; use `Store.open`."""
        self._connection = connection
        self._path = path

    @classmethod
    def open(cls, path: Path, *, create: bool = True, timeout_seconds: float = 30.0) -> Store:
        """Open a database, migrating it to the current schema.

        One that may not be written is opened for reading, where it is not to be created; if it
        is of an older schema, what is read is a migrated copy in memory.

        Args:
            path: the file.
            create: make it if it is missing; it must be writable then.
            timeout_seconds: how long to wait for another process that writes.

        Raises:
            StoreError: if it is missing and not to be created, not a claims database, written
                by a newer version, or cannot be read and, with `create`, written. The file is
                not changed then.
        """
        connection = open_database(path, create=create, timeout_seconds=timeout_seconds)
        connection.row_factory = sqlite3.Row
        return cls(connection, path)

    def writer(self, run: Run | None = None) -> Writer:
        """Something to write with; claims need a run, judgements and meetings do not."""
        return Writer(self._connection, self._path, run=run)

    def check_writable(self) -> None:
        """Refuse a database that can only be read, before work is done for it.

        Raises:
            StoreError: if it is so.
        """
        with store_errors(self._path):
            check_writable(self._connection, self._path)

    def reader(self) -> Reader:
        """Something to read with."""
        return Reader(self._connection, self._path)

    def revisions(self) -> RevisionReader:
        """Something to read the revisions of pages with."""
        return RevisionReader(self._connection, self._path)

    def cache(self, kind: CacheKind) -> Cache:
        """Results of one kind, kept to save time."""
        return Cache(self._connection, self._path, kind)

    def close(self) -> None:
        """Close the file; safe to call twice."""
        self._connection.close()

    def __enter__(self) -> Store:
        """The store itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        self.close()
