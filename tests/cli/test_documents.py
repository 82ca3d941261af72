"""`attribution documents`."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
from pathlib import Path

import click
import pytest

from attribution.cli import documents as module
from attribution.errors import StoreError
from attribution.store import Run, Store
from tests.cli.conftest import Invoke
from tests.reporting.examples import CLAIMS, HARBOUR, HOSTILE_CLAIM, RIVAL
from tests.store.examples import make_document

COLUMNS = [
    "document", "outlet", "published", "kind", "issuer", "meeting", "claims", "unknown", "sha256",
]  # fmt: skip


@pytest.fixture
def db(claims_db: Path, tmp_path: Path) -> Path:
    """A copy of the database of examples, to be changed."""
    return Path(shutil.copy(claims_db, tmp_path / "own.db"))


def names(path: Path) -> list[str]:
    """The documents of a database."""
    with Store.open(path, create=False) as store:
        return [document.name for document in store.reader().documents()]


def test_list(invoke: Invoke, db: Path) -> None:
    """Each document with what is known of it and its numbers of claims, in every format."""
    invoke("label", HOSTILE_CLAIM.id, "--side", "UNKNOWN", "--db", db)
    records = json.loads(invoke("documents", "--db", db, "--format", "json").stdout)
    assert [list(record) for record in records] == [COLUMNS, COLUMNS]
    assert [record["document"] for record in records] == [HARBOUR.name, RIVAL.name]
    first = records[0]
    assert (first["outlet"], first["kind"]) == (HARBOUR.outlet, HARBOUR.kind.value)
    assert (first["meeting"], first["unknown"]) == ("Harbour talks", 1)
    assert sum(record["claims"] for record in records) == len(CLAIMS)
    lines = invoke("documents", "list", "--db", db, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == records
    table = invoke("documents", "--db", db, "--format", "csv").stdout
    assert next(csv.reader(io.StringIO(table, newline=""))) == COLUMNS
    assert "Harbour talks" in invoke("documents", "--db", db, "--format", "md").stdout
    shown = invoke("documents", "--db", db, environment={"COLUMNS": "200"})
    assert HARBOUR.name in shown.stdout
    assert f"{HARBOUR.sha256[:8]}…" in shown.stdout
    assert f"2 documents with {len(CLAIMS)} claims, 1 of unknown side\n" in shown.stderr


def test_list_of_a_meeting(invoke: Invoke, two_meetings: Path, tmp_path: Path) -> None:
    """Only its documents; an unknown meeting is an error, an empty database a line."""
    found = invoke("documents", "--meeting", "norden", "--db", two_meetings, "--format", "json")
    assert [record["document"] for record in json.loads(found.stdout)] == [RIVAL.name]
    unknown = invoke("documents", "--meeting", "Spring", "--db", two_meetings)
    assert (unknown.exit_code, unknown.stdout) == (2, "")
    assert "'Spring' is no meeting here" in unknown.stderr
    empty = tmp_path / "empty.db"
    Store.open(empty).close()
    result = invoke("documents", "--db", empty, "--format", "json")
    assert (result.exit_code, result.stdout) == (1, "[]\n")
    assert result.stderr.startswith("No documents here.")


def test_remove(invoke: Invoke, db: Path) -> None:
    """What goes is said before; document, claims, words to search and judgements are gone."""
    invoke("label", HOSTILE_CLAIM.id, "--side", "NO", "--db", db)
    result = invoke("documents", "remove", HARBOUR.sha256[:8], "--yes", "--db", db)
    assert (result.exit_code, result.stdout) == (0, "")
    own = [claim for claim in CLAIMS if claim.document is HARBOUR]
    first, second, *_ = result.stderr.splitlines()
    assert first.startswith(f"{HARBOUR.name} ({HARBOUR.sha256[:8]}…): {len(own)} claims, ")
    assert first.endswith("and 1 judgement; filed under Harbour talks")
    assert second == f"{db}: removed {HARBOUR.name}"
    assert names(db) == [RIVAL.name]
    with Store.open(db) as store:
        reader = store.reader()
        assert {claim.document.name for claim in reader.claims()} == {RIVAL.name}
        assert reader.judgements() == []
        store._connection.execute("INSERT INTO content_fts(content_fts) VALUES ('integrity-check')")
        for claim in own:
            with pytest.raises(StoreError, match="no such claim"):
                reader.claim(claim.id)


def test_nothing_is_removed_unasked(
    invoke: Invoke, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a terminal --yes is needed; at one the answer counts."""
    result = invoke("documents", "remove", HARBOUR.name, "--db", db)
    assert result.exit_code == 2
    assert "give --yes" in result.stderr
    asked: list[str] = []

    def ask(name: str) -> None:
        asked.append(name)

    with monkeypatch.context() as patched:
        patched.setattr(click, "confirm", lambda *_, **__: False)
        patched.setattr(sys, "stdin", _Terminal())
        with pytest.raises(click.exceptions.Exit):
            module._ask(HARBOUR.name)
    assert names(db) == [HARBOUR.name, RIVAL.name]
    monkeypatch.setattr(module, "_ask", ask)
    assert invoke("documents", "remove", HARBOUR.name, "--db", db).exit_code == 0
    assert asked == [HARBOUR.name]
    assert names(db) == [RIVAL.name]


class _Terminal:
    """Standard input of a person."""

    def isatty(self) -> bool:
        """It is one."""
        return True


def test_names_of_documents(invoke: Invoke, tmp_path: Path) -> None:
    """The exact name goes before an ending at a separator, and that before a hash."""
    db = tmp_path / "names.db"
    paths = ("a.txt", "press/a.txt", "press/extra.txt", "more/extra.txt")
    documents = [make_document(f"Text {i}.", name=name) for i, name in enumerate(paths)]
    with Store.open(db) as store, store.writer(Run()) as writer:
        for document in documents:
            writer.add(document, [])

    def remove(wanted: str) -> str:
        return invoke("documents", "remove", wanted, "--yes", "--db", db).stderr

    assert "'extra.txt' fits several documents; give the hash of one: " in remove("extra.txt")
    for wanted in ("xtra.txt", "", documents[0].sha256[:3], "none.txt"):
        assert f"{wanted!r} is no document here; see them with: attribution documents" in (
            remove(wanted)
        )
    assert names(db) == list(paths)
    assert "removed a.txt" in remove("a.txt")
    assert "removed press/a.txt" in remove("a.txt")
    assert "removed press/extra.txt" in remove("press/extra.txt")
    assert "removed more/extra.txt" in remove(documents[3].sha256[:6].upper())
    assert names(db) == []
