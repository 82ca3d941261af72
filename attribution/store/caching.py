"""Results kept by their content, so that nothing is computed twice.

A row is found by a key that its maker takes from everything the result follows from. Nothing else
in the database depends on these rows: any of them may be missing, and one that is damaged counts
as missing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Final

from attribution.store.database import store_errors, transaction

__all__ = ["Cache", "CacheKind"]

N_LOOKED_UP: Final = 500
"""Keys in one statement."""
_DIGEST_BYTES: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class CacheKind:
    """What sort of result a cache holds and who made it.

    Attributes:
        name: of the sort, such as `pairs`.
        maker: name of the model or program.
        version: of the maker; rows of its other versions are dropped when one is written.
        limit: so many rows of this sort at most, the newest.

    Raises:
        ValueError: if no row may be kept.
    """

    name: str
    maker: str
    version: str
    limit: int

    def __post_init__(self) -> None:
        """Reject a cache that holds nothing."""
        if self.limit < 1:
            msg = f"limit is {self.limit}, expected 1 or more"
            raise ValueError(msg)


class Cache:
    """Values of one kind by key; several processes may write."""

    def __init__(self, connection: sqlite3.Connection, path: Path, kind: CacheKind) -> None:
        """Use an open database."""
        self._connection = connection
        self._path = path
        self._kind = kind

    def get_many(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The values of those keys that are kept and whole.

        Raises:
            StoreError: if the database cannot be read.
        """
        kind = self._kind
        found: dict[bytes, bytes] = {}
        with store_errors(self._path), transaction(self._connection, write=False):
            for at in range(0, len(keys), N_LOOKED_UP):
                chunk = keys[at : at + N_LOOKED_UP]
                rows = self._connection.execute(
                    "SELECT key, value, digest FROM kept_results"  # noqa: S608 - marks only
                    " WHERE kind = ? AND maker = ? AND version = ?"
                    f" AND key IN ({', '.join('?' * len(chunk))})",
                    (kind.name, kind.maker, kind.version, *chunk),
                )
                found |= {
                    key: value for key, value, digest in rows if digest == self._digest(key, value)
                }
        return found

    def put_many(self, values: Mapping[bytes, bytes]) -> None:
        """Keep values, in one transaction; a row with the same key is replaced.

        Raises:
            StoreError: if the database cannot be written.
        """
        kind = self._kind
        rows = [
            (kind.name, kind.maker, kind.version, key, value, self._digest(key, value))
            for key, value in values.items()
        ]
        with store_errors(self._path), transaction(self._connection):
            self._connection.execute(
                "DELETE FROM kept_results WHERE kind = ? AND maker = ? AND version <> ?",
                (kind.name, kind.maker, kind.version),
            )
            self._connection.executemany(
                "INSERT OR REPLACE INTO kept_results(kind, maker, version, key, value, digest)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                rows,
            )
            self._connection.execute(
                "DELETE FROM kept_results WHERE kind = ?1 AND id <= (SELECT id FROM kept_results"
                " WHERE kind = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)",
                (kind.name, kind.limit),
            )

    def _digest(self, key: bytes, value: bytes) -> bytes:
        made = f"{self._kind.name}\0{self._kind.maker}\0{self._kind.version}".encode()
        return blake2b(key + value, digest_size=_DIGEST_BYTES, key=blake2b(made).digest()).digest()
