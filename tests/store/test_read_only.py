"""Databases that may be read and not written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from attribution.errors import StoreError
from attribution.store import Store
from attribution.store.schema import SCHEMA_VERSION
from tests.store.examples import bytes_of, contents, make_claim, make_document, store_with

DOCUMENT = make_document("Karin Lind said the berths stay open.", name="harbour.txt")
CLAIM = make_claim(DOCUMENT, "the berths stay open")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with a claim, closed; a name that an address must escape."""
    folder = tmp_path / "100% Häfen?"
    folder.mkdir()
    path = folder / "claims #1.db"
    store_with(path, (DOCUMENT, [CLAIM])).close()
    return path


@pytest.fixture
def protected(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The same, not to be written; the administrator, who may write all, is told so as well."""
    path.chmod(0o444)
    path.parent.chmod(0o555)
    monkeypatch.setattr("attribution.store.database.os.access", lambda *_: False)
    yield path
    path.parent.chmod(0o755)
    path.chmod(0o644)


def test_reading_leaves_no_trace(protected: Path) -> None:
    """Everything can be read; neither the file changes nor does another one appear."""
    before = bytes_of(protected)
    with Store.open(protected, create=False) as store:
        assert contents(store.reader()) == ["the berths stay open"]
        assert contents(store.reader(), text="berths") == ["the berths stay open"]
        assert bytes_of(protected) == before
    assert bytes_of(protected) == before


def test_writing_is_one_line(protected: Path) -> None:
    """To write, to add to it and to ask first are refused alike."""
    before = bytes_of(protected)
    told = f"{protected}: the database cannot be written; check the permissions of file and folder"
    with Store.open(protected, create=False) as store:
        with store.writer() as writer, pytest.raises(StoreError) as caught:
            writer.merge_meetings("a", into="b")
        assert str(caught.value) == told
        with pytest.raises(StoreError) as caught:
            store.check_writable()
        assert str(caught.value) == told
    with pytest.raises(StoreError) as caught:
        Store.open(protected)
    assert str(caught.value) == told
    assert bytes_of(protected) == before


def test_what_may_be_written_is_not_refused(path: Path) -> None:
    """Asking first changes nothing."""
    with Store.open(path, create=False) as store:
        store.check_writable()


def test_older_schema_is_read_from_a_copy(path: Path, request: pytest.FixtureRequest) -> None:
    """What an earlier version wrote can be read, though it cannot be brought up to date."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP INDEX judgements_carried")
        connection.execute("ALTER TABLE judgements DROP COLUMN carried_from")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name LIKE '%carried_judgements'")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION - 1}")
        connection.commit()
    protected = request.getfixturevalue("protected")
    before = bytes_of(protected)
    with Store.open(protected, create=False) as store:
        reader = store.reader()
        assert contents(reader) == ["the berths stay open"]
        assert reader.standing(reader.claim(CLAIM.id)).is_current
        with store.writer() as writer, pytest.raises(StoreError, match="cannot be written"):
            writer.merge_meetings("a", into="b")
    assert bytes_of(protected) == before


def test_others_may_be_writing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another process has committed and not yet moved from its log is seen."""
    with Store.open(path) as writing, writing.writer() as writer:
        writer.file_document(DOCUMENT.sha256, "Harbour talks")
        monkeypatch.setattr("attribution.store.database._may_write", lambda _: False)
        with Store.open(path, create=False) as store:
            assert contents(store.reader(), meeting="Harbour talks") == ["the berths stay open"]
            with store.writer() as refused, pytest.raises(StoreError, match="cannot be written"):
                refused.merge_meetings("Harbour talks", into="b")


def test_newer_schema_is_refused(path: Path, request: pytest.FixtureRequest) -> None:
    """As when it could be written."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    protected = request.getfixturevalue("protected")
    with pytest.raises(StoreError, match="newer version"):
        Store.open(protected, create=False)
