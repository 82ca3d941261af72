"""Opening: what is created, what is refused and left as it was."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from attribution.errors import StoreError
from attribution.records import Speaker, SpeakerKind
from attribution.store import Store
from attribution.store.database import transaction
from attribution.store.schema import (
    APPLICATION_ID,
    SCHEMA_VERSION,
    apply_migrations,
    store_migrations,
)
from tests.store.examples import bytes_of, contents, make_claim, make_document, store_with


def refusal(path: Path, **options: bool) -> str:
    """The one line with which a path is refused."""
    with pytest.raises(StoreError) as caught:
        Store.open(path, timeout_seconds=0.1, **options)
    line = str(caught.value)
    assert "\n" not in line
    return line


def test_new_database_is_strict_and_logs_ahead(tmp_path: Path) -> None:
    """Every table is STRICT but the full-text index, and the file says whose it is."""
    path = tmp_path / "claims.db"
    Store.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        loose = connection.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
            " AND NOT strict AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
        ).fetchall()
        assert loose == []
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        names = connection.execute("SELECT name FROM _sqlite_migrations").fetchall()
        assert names == [
            ("0001_tables",), ("0002_meetings_in_text",), ("0003_kept_results",),
            ("0004_side_sets",), ("0005_sides_told",),
            ("0006_folded_letters",), ("0007_carried_judgements",), ("0008_revisions",),
        ]  # fmt: skip


def test_names_of_an_older_database_are_folded_again(tmp_path: Path) -> None:
    """Letters that Unicode does not take apart are found without their strokes."""
    document = make_document("Halina Orzeł said the port opens.")
    speaker = Speaker(name="Halina Orzeł", kind=SpeakerKind.PERSON, side="PL")
    path = tmp_path / "claims.db"
    store_with(path, (document, [make_claim(document, "the port opens", speaker=speaker)])).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE speakers SET folded = 'halina orzeł'")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name LIKE '%folded_letters'")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION - 1}")
        connection.commit()
    with Store.open(path) as store:
        for name in ("orzel", "Orzeł", "ORZEŁ"):
            assert contents(store.reader(), speaker=name) == ["the port opens"]


def test_foreign_keys_are_enforced(tmp_path: Path) -> None:
    """A row that points nowhere is refused."""
    with Store.open(tmp_path / "claims.db") as store, pytest.raises(sqlite3.IntegrityError):
        store._connection.execute("INSERT INTO document_meetings VALUES (7, 7, 'now', 'found')")


def test_reopening_changes_nothing(tmp_path: Path) -> None:
    """Opening and closing an up-to-date database leaves its bytes as they are."""
    path = tmp_path / "claims.db"
    store_with(path, (make_document("One."), [])).close()
    before = bytes_of(path)
    Store.open(path).close()
    assert bytes_of(path) == before


def test_missing_file(tmp_path: Path) -> None:
    """Without leave to create it, a missing file is an error and stays missing."""
    path = tmp_path / "claims.db"
    assert refusal(path, create=False).startswith(f"{path}: no such database")
    assert not path.exists()


def test_missing_folder(tmp_path: Path) -> None:
    """The folder is named where that is what is missing."""
    path = tmp_path / "none" / "claims.db"
    assert refusal(path) == f"{path.parent}: no such folder"


def test_folder_in_place_of_a_file(tmp_path: Path) -> None:
    """A folder is no database."""
    assert refusal(tmp_path).startswith(f"{tmp_path}: cannot be opened")


def test_empty_file(tmp_path: Path) -> None:
    """An empty file becomes a database only if creating is allowed."""
    path = tmp_path / "claims.db"
    path.touch()
    assert "empty file" in refusal(path, create=False)
    with Store.open(path) as store:
        assert store.reader().claims() == []


@pytest.mark.parametrize("content", [b"x", b"id,text\n1,two\n" * 50, bytes(4096)])
def test_file_of_another_kind(tmp_path: Path, content: bytes) -> None:
    """What is not SQLite is refused and not touched."""
    path = tmp_path / "claims.csv"
    path.write_bytes(content)
    assert "not a SQLite database" in refusal(path)
    assert bytes_of(path) == {"claims.csv": content}


@pytest.mark.parametrize("mode", ["delete", "wal"])
@pytest.mark.parametrize("application_id", [0, 77])
def test_database_of_another_program(tmp_path: Path, mode: str, application_id: int) -> None:
    """A foreign database is refused and not touched, in either journal mode."""
    path = tmp_path / "music.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA journal_mode = {mode}")
        connection.execute(f"PRAGMA application_id = {application_id}")
        connection.execute("CREATE TABLE songs (name TEXT)")
    before = bytes_of(path)
    assert "another program" in refusal(path)
    assert bytes_of(path) == before


def test_newer_database(tmp_path: Path) -> None:
    """A database of a newer version is refused with what to do."""
    path = tmp_path / "claims.db"
    Store.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    before = bytes_of(path)
    assert "newer version" in refusal(path)
    assert bytes_of(path) == before


def test_truncated_database(tmp_path: Path) -> None:
    """A damaged file gives one line, whether on opening or on reading."""
    path = tmp_path / "claims.db"
    store_with(path, (make_document("A sentence. " * 5000), [])).close()
    path.write_bytes(path.read_bytes()[:6000])
    with pytest.raises(StoreError, match="damaged"), Store.open(path) as store:
        store.reader().documents()


def test_locked_database(tmp_path: Path) -> None:
    """A database that another process keeps locked gives one line."""
    path = tmp_path / "claims.db"
    with (
        store_with(path) as store,
        closing(sqlite3.connect(path, isolation_level=None)) as other,
        Store.open(path, timeout_seconds=0.05) as waiting,
    ):
        other.execute("BEGIN IMMEDIATE")
        with (
            waiting.writer() as writer,
            pytest.raises(StoreError, match="another process is using the database"),
        ):
            writer.merge_meetings("a", into="b")
        assert store.reader().claims() == []
        other.execute("ROLLBACK")


def test_exclusively_locked_database(tmp_path: Path) -> None:
    """A database nobody else may even read gives one line on opening."""
    path = tmp_path / "claims.db"
    Store.open(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        assert "another process" in refusal(path)


def test_write_protected_database(tmp_path: Path) -> None:
    """Writing where only reading is possible gives one line."""
    with store_with(tmp_path / "claims.db") as store, store.writer() as writer:
        store._connection.execute("PRAGMA query_only = ON")
        with pytest.raises(StoreError, match="cannot be written"):
            writer.merge_meetings("a", into="b")


def test_closed_store(tmp_path: Path) -> None:
    """Closing twice is harmless and reading afterwards is an error of the store."""
    store = store_with(tmp_path / "claims.db")
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.reader().claims()


def test_migration_and_record_are_undone_together(tmp_path: Path) -> None:
    """A migration that fails half-way leaves neither tables nor a record of itself."""
    migrations = store_migrations()

    @migrations(name="9999_fails")
    def fail(db: Database) -> None:
        db.table("half").insert({"id": 1})
        msg = "half-way"
        raise RuntimeError(msg)

    with closing(sqlite3.connect(tmp_path / "claims.db", isolation_level=None)) as connection:
        with pytest.raises(RuntimeError, match="half-way"), transaction(connection):
            apply_migrations(connection, migrations=migrations)
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == []
        assert connection.execute("PRAGMA application_id").fetchone() == (0,)


def test_later_migration_is_applied_once(tmp_path: Path) -> None:
    """An older database gets only the migrations it lacks."""
    path = tmp_path / "claims.db"
    Store.open(path).close()
    migrations = store_migrations()
    applied: list[str] = []

    @migrations(name="9999_more")
    def more(db: Database) -> None:
        applied.append("more")

    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for _ in range(2):
            with transaction(connection):
                apply_migrations(connection, migrations=migrations)
        assert applied == ["more"]
        version = connection.execute("PRAGMA user_version").fetchone()
        assert version == (SCHEMA_VERSION + 1,)


def test_older_database_is_migrated_on_opening(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Opening a database with fewer migrations than the program knows applies the rest."""
    path = tmp_path / "claims.db"
    store_with(path, (make_document("Kept."), [])).close()

    def with_another() -> Migrations:
        migrations = store_migrations()

        @migrations(name="9999_notes")
        def notes(db: Database) -> None:
            db.execute("CREATE TABLE notes (text TEXT NOT NULL) STRICT")

        return migrations

    monkeypatch.setattr("attribution.store.schema.store_migrations", with_another)
    monkeypatch.setattr("attribution.store.database.SCHEMA_VERSION", SCHEMA_VERSION + 1)
    with Store.open(path) as store:
        assert store._connection.execute("SELECT count(*) FROM notes").fetchone()[0] == 0
        assert [document.text for document in store.reader().documents()] == ["Kept."]


def test_schema_version_counts_the_migrations(tmp_path: Path) -> None:
    """The constant that saves importing sqlite-utils is right."""
    assert len(store_migrations().pending(Database(memory=True))) == SCHEMA_VERSION
