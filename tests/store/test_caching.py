"""Results kept in the database: found, replaced, dropped, never trusted blindly."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from attribution.errors import StoreError
from attribution.store import CacheKind, Store
from attribution.store import caching as module
from attribution.store.schema import SCHEMA_VERSION, store_migrations
from tests.store.examples import make_claim, make_document, store_with

KIND = CacheKind(name="pairs", maker="small", version="1", limit=100)
WRITE_MANY = """
import sys
from pathlib import Path
from attribution.store import CacheKind, Store

kind = CacheKind(name="pairs", maker="small", version="1", limit=1000)
with Store.open(Path(sys.argv[1])) as store:
    for number in range(100):
        key = f"{sys.argv[2]} {number}".encode()
        store.cache(kind).put_many({key: key, b"shared": sys.argv[2].encode()})
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty database."""
    with Store.open(tmp_path / "claims.db") as opened:
        yield opened


def count(store: Store) -> int:
    """Rows of all kinds."""
    return int(store._connection.execute("SELECT count(*) FROM kept_results").fetchone()[0])


def test_what_is_kept_is_found(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its key and nothing else; however many are asked for together."""
    monkeypatch.setattr(module, "N_LOOKED_UP", 3)
    values = {bytes([i]): bytes([i]) * i for i in range(10)}
    store.cache(KIND).put_many(values)
    assert store.cache(KIND).get_many([*values, b"unknown"]) == values
    assert store.cache(KIND).get_many([]) == {}


def test_a_key_is_kept_once(store: Store) -> None:
    """A later value takes the place of the earlier one."""
    cache = store.cache(KIND)
    cache.put_many({b"key": b"first"})
    cache.put_many({b"key": b"second"})
    assert cache.get_many([b"key"]) == {b"key": b"second"}
    assert count(store) == 1


def test_makers_and_kinds_keep_apart_what_has_the_same_key(store: Store) -> None:
    """Two models may read one text: neither takes the other's row, nor its place."""
    kinds = [
        KIND, CacheKind(name="pairs", maker="large", version="1", limit=100),
        CacheKind(name="claims", maker="small", version="1", limit=100),
    ]  # fmt: skip
    for number, kind in enumerate(kinds):
        store.cache(kind).put_many({b"key": bytes([number])})
    for number, kind in enumerate(kinds):
        assert store.cache(kind).get_many([b"key"]) == {b"key": bytes([number])}


def test_another_version_finds_nothing_and_drops_the_older(store: Store) -> None:
    """New weights of one model leave the rows of other models and kinds alone."""
    newer = CacheKind(name="pairs", maker="small", version="2", limit=100)
    other = CacheKind(name="pairs", maker="large", version="1", limit=100)
    claims = CacheKind(name="claims", maker="small", version="1", limit=100)
    for number, kind in enumerate((KIND, other, claims)):
        store.cache(kind).put_many({bytes([number]): b"kept"})
    assert store.cache(newer).get_many([b"\0", b"\1", b"\2"]) == {}
    assert count(store) == 3
    store.cache(newer).put_many({b"new": b"kept"})
    assert store.cache(KIND).get_many([b"\0"]) == {}
    assert store.cache(other).get_many([b"\1"]) == {b"\1": b"kept"}
    assert store.cache(claims).get_many([b"\2"]) == {b"\2": b"kept"}


def test_only_the_newest_rows_stay(store: Store) -> None:
    """The number of rows is bounded, for each kind by itself."""
    small = CacheKind(name="pairs", maker="small", version="1", limit=3)
    store.cache(CacheKind(name="claims", maker="small", version="1", limit=9)).put_many({b"": b""})
    for i in range(5):
        store.cache(small).put_many({bytes([i]): b"kept"})
    assert sorted(store.cache(small).get_many([bytes([i]) for i in range(5)])) == [
        b"\2", b"\3", b"\4",
    ]  # fmt: skip
    assert count(store) == 4
    with pytest.raises(ValueError, match="limit is 0, expected 1 or more"):
        CacheKind(name="pairs", maker="small", version="1", limit=0)


@pytest.mark.parametrize("change", [
    "value = x'00'", "digest = x''", "digest = x'00112233445566778899aabbccddeeff'",
    "value = (SELECT value FROM kept_results WHERE key = x'02'),"
    " digest = (SELECT digest FROM kept_results WHERE key = x'02')",
])  # fmt: skip
def test_a_damaged_row_counts_as_missing(store: Store, change: str) -> None:
    """Another value, another digest, or both of another row: it is not found, and is replaced."""
    cache = store.cache(KIND)
    cache.put_many({b"\1": b"one", b"\2": b"two"})
    store._connection.execute(f"UPDATE kept_results SET {change} WHERE key = x'01'")  # noqa: S608 - cases above
    assert cache.get_many([b"\1", b"\2"]) == {b"\2": b"two"}
    cache.put_many({b"\1": b"one"})
    assert cache.get_many([b"\1"]) == {b"\1": b"one"}


def test_a_row_of_another_maker_is_not_taken(store: Store) -> None:
    """Whoever renames the maker of a row does not make it a result of that maker."""
    store.cache(KIND).put_many({b"key": b"value"})
    store._connection.execute("UPDATE kept_results SET maker = 'large'")
    other = CacheKind(name="pairs", maker="large", version="1", limit=100)
    assert store.cache(other).get_many([b"key"]) == {}


def test_a_missing_table_is_one_line(store: Store) -> None:
    """Somebody dropped it: an error of the store, for the caller to go on without."""
    store._connection.execute("DROP TABLE kept_results")
    with pytest.raises(StoreError, match="no such table"):
        store.cache(KIND).get_many([b"key"])
    with pytest.raises(StoreError, match="no such table"):
        store.cache(KIND).put_many({b"key": b"value"})


def test_two_processes_keep_results_at_once(tmp_path: Path) -> None:
    """Neither loses anything, and the key of both has the value of one of them."""
    path = tmp_path / "claims.db"
    Store.open(path).close()
    processes = [
        subprocess.Popen([sys.executable, "-c", WRITE_MANY, str(path), name])  # noqa: S603 - the script above
        for name in ("first", "second")
    ]
    assert [process.wait(timeout=120) for process in processes] == [0, 0]
    keys = [f"{name} {i}".encode() for name in ("first", "second") for i in range(100)]
    with Store.open(path) as store:
        assert store.cache(KIND).get_many(keys) == {key: key for key in keys}
        assert store.cache(KIND).get_many([b"shared"])[b"shared"] in (b"first", b"second")


def test_a_database_from_before_gets_the_table_and_keeps_its_claims(tmp_path: Path) -> None:
    """Opening applies the migration; nothing else changes."""
    path = tmp_path / "claims.db"
    document = make_document("Lind said that the berth opens.")
    store_with(path, (document, [make_claim(document, "the berth opens")])).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE kept_results")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name = '0003_kept_results'")
        connection.execute("PRAGMA user_version = 2")
        connection.commit()
    with Store.open(path) as store:
        store.cache(KIND).put_many({b"key": b"value"})
        assert store.cache(KIND).get_many([b"key"]) == {b"key": b"value"}
        assert [claim.content_text for claim in store.reader().claims()] == ["the berth opens"]
        version = store._connection.execute("PRAGMA user_version").fetchone()[0]
    assert version == SCHEMA_VERSION
    names = [migration.name for migration in store_migrations()._migrations]
    assert "0003_kept_results" in names
