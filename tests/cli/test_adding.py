"""`attribution add`."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any, NoReturn

import pytest

from attribution.actors import Register
from attribution.cli import rereading, taking, working
from attribution.errors import OffsetError, StoreError
from attribution.reading import ReadOptions
from attribution.records import Document, DocumentKind
from attribution.store import Added, Writer
from tests.cli.conftest import STATEMENT, Invoke, stored

pytestmark = pytest.mark.usefixtures("loaded_models")


def test_one_file_and_again(invoke: Invoke, db: Path, article: Path) -> None:
    """A file is added once; the second time nothing changes, and both are said."""
    first = invoke("add", article, "--db", db)
    assert (first.exit_code, first.stdout) == (0, "")
    assert first.stderr == (
        f"{db}: added 1 document with 1 claim\nnext: attribution claims --db {db}\n"
    )
    before = stored(db)
    again = invoke("add", article, "--db", db)
    assert again.exit_code == 0
    assert again.stderr == f"{db}: 1 document already there, nothing changed\n"
    assert stored(db) == before


def test_options_are_stored(invoke: Invoke, db: Path, article: Path) -> None:
    """What the analyst says of a document is stored with it."""
    result = invoke(
        "add", article, "--db", db, "--published", "2031-04-02", "--outlet", "The Quay",
        "--kind", "readout", "--issuer", "Sweden", "--url", "https://example.org/a",
        "--meeting", "Harbour talks",
    )  # fmt: skip
    assert result.exit_code == 0
    assert f"next: attribution compare 'Harbour talks' --db {db}" in result.stderr
    (document,) = stored(db)
    assert document.published is not None
    assert document.published.isoformat() == "2031-04-02"
    assert (document.outlet, document.issuer) == ("The Quay", "Sweden")
    assert (document.kind, document.url) == (DocumentKind.READOUT, "https://example.org/a")
    assert document.meeting == "Harbour talks"


def test_database_of_the_environment(
    invoke: Invoke, tmp_path: Path, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ATTRIBUTION_DB names the database; without it claims.db in the current folder is used."""
    monkeypatch.chdir(tmp_path)
    default = invoke("add", article)
    assert "next: attribution claims\n" in default.stderr
    assert (tmp_path / "claims.db").exists()
    result = invoke("add", article, environment={"ATTRIBUTION_DB": "other.db"})
    assert result.stderr.startswith("other.db: added 1 document")
    assert (tmp_path / "other.db").exists()


@pytest.mark.parametrize("is_known", [True, False])
def test_document_that_cannot_be_stored(
    invoke: Invoke, db: Path, tmp_path: Path, article: Path, monkeypatch: pytest.MonkeyPatch,
    is_known: bool,
) -> None:  # fmt: skip
    """It is one line; the documents around it are stored."""
    if is_known:
        invoke("add", "-", "--db", db, stdin="Rain fell.")
    last = tmp_path / "last.txt"
    last.write_text(f"Again: {STATEMENT}", encoding="utf-8")
    broken = tmp_path / "broken.txt"
    broken.write_text(f"Broken: {STATEMENT}", encoding="utf-8")
    add, outside = Writer.add, "end 9 reaches outside the text"

    def fail(self: Writer, document: Document, *args: Any, **options: Any) -> Added:  # noqa: ANN401 - passed on
        if document.name == str(broken):
            raise OffsetError(outside)
        return add(self, document, *args, **options)

    monkeypatch.setattr(Writer, "add", fail)
    result = invoke("add", article, broken, last, "--db", db)
    assert result.exit_code == 2
    assert f"error: {broken}: end 9 reaches outside the text\n" in result.stderr
    assert "added 2 documents with 2 claims; 1 could not be read" in result.stderr
    assert {d.name for d in stored(db)} >= {str(article), str(last)}


def test_database_that_fails_ends_the_run(
    invoke: Invoke, db: Path, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no document can be stored the first one says so, and no other is tried."""
    other = tmp_path / "other.txt"
    other.write_text(f"Again: {STATEMENT}", encoding="utf-8")

    told = f"{db}: the disk is full"

    def fail(*_: object, **__: object) -> NoReturn:
        raise StoreError(told) from sqlite3.OperationalError()

    monkeypatch.setattr(Writer, "add", fail)
    result = invoke("add", article, other, "--db", db)
    assert result.exit_code == 2
    assert result.stderr == f"error: {told}\n"


@pytest.mark.parametrize("wrong", [["gone.txt"], ["article.txt", "--register", "wrong.yaml"]])
def test_failing_makes_no_database(
    invoke: Invoke, tmp_path: Path, article: Path, monkeypatch: pytest.MonkeyPatch, wrong: list[str]
) -> None:
    """Where nothing can be added there is no empty database afterwards."""
    del article
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(working, "load_analyser", lambda *_: Register.load(extra=[Path(wrong[-1])]))
    Path("wrong.yaml").write_text("people: 7", encoding="utf-8")
    assert invoke("add", *wrong).exit_code == 2
    assert not Path("claims.db").exists()


@pytest.mark.parametrize("name", ["", "  ", "Mal\udce9"])
def test_meeting_without_a_name(invoke: Invoke, db: Path, article: Path, name: str) -> None:
    """A blank name, or one of half characters, is no meeting."""
    result = invoke("add", article, "--db", db, "--meeting", name)
    assert result.exit_code == 2
    assert "error: " in result.stderr.casefold()
    assert not db.exists()


def test_stdin(invoke: Invoke, db: Path) -> None:
    """A dash reads standard input."""
    args = ["--published", "2031-04-02", "--kind", "transcript", "--outlet", "The Quay"]
    result = invoke("add", "-", "--db", db, *args, stdin=STATEMENT)
    assert result.exit_code == 0
    (document,) = stored(db)
    assert (document.name, document.text, document.outlet) == ("-", STATEMENT, "The Quay")
    assert document.kind is DocumentKind.TRANSCRIPT


def test_bad_inputs_among_good_ones(
    invoke: Invoke, db: Path, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each unreadable input is one line naming it and the problem; the good ones are stored."""
    bad = {
        "empty.txt": (b" \n", "empty"),
        "photo.txt": (b"\x89PNG\r\n\x1a\n\x00", "PNG"),
        "bytes.txt": (b"ab\x00\x01cd", "binary"),
        "half.txt": (b"\xff\xfe\x00\xd8a", "encoding"),
        "big.txt": (b"word " * 2_000, "larger than"),
        "page.html": (b"<html><body><nav>Menu</nav></body></html>", "no article text"),
    }
    monkeypatch.setattr(
        taking, "ReadOptions", lambda **given: ReadOptions(max_bytes=5_000, **given)
    )
    for name, (data, _) in bad.items():
        (tmp_path / name).write_bytes(data)
    last = tmp_path / "last.md"
    last.write_text(f"Again: {STATEMENT}", encoding="utf-8")
    missing = tmp_path / "missing.txt"
    result = invoke(
        "add", article, *(tmp_path / n for n in bad), missing, "https://example.org/a", last,
        "--db", db,
    )  # fmt: skip
    assert (result.exit_code, result.stdout) == (2, "")
    errors = [line for line in result.stderr.splitlines() if line.startswith("error: ")]
    assert len(errors) == len(bad) + 2
    for name, (_, problem) in bad.items():
        assert any(name in line and problem in line for line in errors)
    assert any("missing.txt: no such file" in line for line in errors)
    assert any("https://example.org/a: pages are not fetched" in line for line in errors)
    assert f"added 2 documents with 2 claims; {len(errors)} could not be read" in result.stderr
    assert [Path(d.name).name for d in stored(db)] == ["article.txt", "last.md"]


def test_nothing_readable(invoke: Invoke, db: Path, tmp_path: Path) -> None:
    """Without any input no database is made; a folder without documents is an error."""
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    result = invoke("add", folder, "https://example.org/a", "--db", db)
    assert result.exit_code == 2
    assert f"error: {folder}: no files in this folder that can be read" in result.stderr
    assert len(result.stderr.splitlines()) == 2
    assert not db.exists()


def test_names_that_are_no_text(invoke: Invoke, db: Path, tmp_path: Path) -> None:
    """A name of broken UTF-8, of line breaks or of 5,000 letters is data like any other."""
    odd = tmp_path / "quay\n\x1b[31m\udcff.txt"
    odd.write_text(STATEMENT, encoding="utf-8")
    result = invoke("add", odd, f"{tmp_path}/{'x' * 5_000}", f"{tmp_path}/no\nfile", "--db", db)
    assert result.exit_code == 2
    assert "\x1b" not in result.stderr
    assert len(result.stderr.splitlines()) == 4
    assert "added 1 document with 1 claim; 2 could not be read" in result.stderr
    assert stored(db)[0].name == f"{tmp_path}/quay\n\x1b[31m?.txt"


def test_copies_in_one_call(invoke: Invoke, db: Path, article: Path, tmp_path: Path) -> None:
    """A copy within the same batch is known as well, also when it is filed under a meeting."""
    copy = tmp_path / "copy.txt"
    copy.write_bytes(article.read_bytes())
    result = invoke("add", article, copy, "--db", db, "--meeting", "Harbour talks")
    assert result.exit_code == 0
    assert "added 1 document with 1 claim; 1 document already there" in result.stderr
    assert [d.name for d in stored(db)] == [str(article)]


def test_readout_without_issuer(invoke: Invoke, db: Path, article: Path) -> None:
    """A readout that nobody issued is read, with a warning that says what is missing."""
    result = invoke("add", article, "--db", db, "--kind", "readout")
    assert result.exit_code == 0
    assert result.stderr.startswith(f"warning: {article}: a readout without issuer")
    assert "--issuer" in result.stderr


def test_text_of_another_language(invoke: Invoke, db: Path) -> None:
    """It is stored, with a warning that nothing is found in it."""
    german = "Der Minister sagte am Mittwoch, zwei Plätze würden geöffnet. " * 3
    result = invoke("add", "-", "--db", db, stdin=german)
    assert result.exit_code == 0
    assert result.stderr.startswith("warning: -: does not seem to be English, and statements")
    assert len(stored(db)) == 1


def test_text_without_statements(invoke: Invoke, db: Path) -> None:
    """A text in which nobody speaks is stored without claims."""
    result = invoke("add", "-", "--db", db, stdin="Rain fell on the empty quay.")
    assert result.exit_code == 0
    assert result.stderr == f"{db}: added 1 document with 0 claims\n"


@pytest.mark.parametrize("command", ["add", "claims", "compare", "show"])
@pytest.mark.parametrize("where", ["folder", "text", "foreign", "below a file", "no folder"])
def test_unusable_database(
    invoke: Invoke, tmp_path: Path, article: Path, command: str, where: str
) -> None:
    """A database that cannot be one is a line naming it, and is left as it is."""
    foreign = tmp_path / "foreign.db"
    connection = sqlite3.connect(foreign)
    connection.execute("CREATE TABLE t(x)")
    connection.close()
    path = {
        "folder": tmp_path, "text": article, "foreign": foreign,
        "below a file": article / "x.db", "no folder": tmp_path / "none" / "x.db",
    }[where]  # fmt: skip
    given = {"add": [str(article)], "show": ["abc"]}.get(command, [])
    before = article.read_bytes(), foreign.read_bytes()
    result = invoke(command, *given, "--db", path)
    assert (result.exit_code, result.stdout) == (2, "")
    named = path.parent if (command, where) == ("add", "no folder") else path
    assert result.stderr.startswith(f"error: {named}: ")
    assert len(result.stderr.splitlines()) == 1
    assert (article.read_bytes(), foreign.read_bytes()) == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_pipe_as_a_file(invoke: Invoke, db: Path) -> None:
    """What a shell puts in place of <(command) is read like a file."""
    read_end, write_end = os.pipe()
    os.write(write_end, STATEMENT.encode())
    os.close(write_end)
    try:
        result = invoke("add", f"/dev/fd/{read_end}", "--db", db)
    finally:
        os.close(read_end)
    assert result.exit_code == 0
    assert stored(db)[0].text == STATEMENT


def test_more_documents_than_a_batch(invoke: Invoke, db: Path, tmp_path: Path) -> None:
    """More documents than are analysed together all arrive, in order, without a bar in a file."""
    n_documents = 2 * rereading.N_BATCH + 1
    folder = tmp_path / "press"
    folder.mkdir()
    for number in range(n_documents):
        text = f"{STATEMENT} Number {number}."
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    result = invoke("add", folder, "--db", db)
    assert (result.exit_code, result.stdout) == (0, "")
    assert len(result.stderr.splitlines()) == 2
    assert [Path(d.name).stem for d in stored(db)] == [f"{n:02}" for n in range(n_documents)]
