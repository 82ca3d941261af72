"""`attribution add` and `extract` of files that hold many articles, of mail, feeds and PDF."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from attribution.cli import inputs
from tests.cli.conftest import STATEMENT, Invoke, stored
from tests.reading.examples import FEED, json_lines, pdf_bytes

pytestmark = pytest.mark.usefixtures("loaded_models")


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """JSON Lines of two articles and, between them, one that failed."""
    path = tmp_path / "articles.jsonl"
    path.write_text(
        json_lines(
            {"text": STATEMENT, "url": "https://quay.example/1", "source": "The Quay"},
            {"url": "https://quay.example/2", "error": "timeout"},
            {"text": f"Again: {STATEMENT}", "date": "2031-05-02"},
        ),
        encoding="utf-8",
    )
    return path


def test_records_are_added_once(invoke: Invoke, db: Path, articles: Path) -> None:
    """Each record is a document, a bad one a line; added again nothing changes."""
    first = invoke("add", articles, "--db", db)
    assert (first.exit_code, first.stdout) == (2, "")
    problem = (
        f"error: {articles}#2: no field is known to hold a text (it has: url, error);"
        " call that one text\n"
    )
    assert first.stderr == (
        f"{problem}{db}: added 2 documents with 2 claims; 1 could not be read\n"
        f"next: attribution claims --db {db}\n"
    )
    before = stored(db)
    assert [d.name for d in before] == [f"{articles}#1", f"{articles}#3"]
    assert (before[0].url, before[0].outlet) == ("https://quay.example/1", "The Quay")
    again = invoke("add", articles, "--db", db)
    assert again.stderr == (
        f"{problem}{db}: 2 documents already there, nothing changed; 1 could not be read\n"
    )
    assert stored(db) == before


def test_records_that_moved_are_corrected(invoke: Invoke, db: Path, articles: Path) -> None:
    """A record that stands elsewhere in its file is the same one, and options reach it."""
    invoke("add", articles, "--db", db)
    lines = articles.read_text(encoding="utf-8").splitlines(keepends=True)
    articles.write_text(f"\n{lines[0]}", encoding="utf-8")
    result = invoke("add", articles, "--db", db, "--outlet", "Mole")
    assert f"{articles}#1: outlet The Quay → Mole\n" in result.stderr
    assert [d.outlet for d in stored(db)] == ["Mole", None]


def test_records_are_extracted_in_order(invoke: Invoke, articles: Path) -> None:
    """One object a record, named by file and number."""
    result = invoke("extract", articles)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [record["doc"] for record in records] == [f"{articles}#1", f"{articles}#3"]
    assert all(len(record["attributions"]) == 1 for record in records)


def test_removing_records(invoke: Invoke, db: Path, articles: Path) -> None:
    """One record is removed by its number, all of a file by the file's name."""
    invoke("add", articles, "--db", db, "--meeting", "Harbour talks")
    result = invoke("documents", "remove", "articles.jsonl#3", "--yes", "--db", db)
    assert f"{db}: removed {articles}#3\n" in result.stderr
    invoke("add", articles, "--db", db, "--meeting", "Harbour talks")
    sha256 = [d.sha256[:8] for d in stored(db)]
    result = invoke("documents", "remove", "articles.jsonl", "--yes", "--db", db, "--keep-speakers")
    told = "1 claim, 1 of them listed, and 0 judgements; filed under Harbour talks"
    assert result.stderr == (
        f"{articles}#1 ({sha256[0]}…): {told}\n{articles}#3 ({sha256[1]}…): {told}\n"
        f"{db}: removed 2 documents\n"
    )
    assert stored(db) == []


def test_filing_records(invoke: Invoke, db: Path, articles: Path) -> None:
    """A file's name files all its records under a meeting, and takes them out again."""
    invoke("add", articles, "--db", db)
    result = invoke("meetings", "assign", "Harbour talks", "articles.jsonl", "--db", db)
    assert "Harbour talks: 2 documents filed, 0 already there" in result.stderr
    result = invoke("meetings", "split", "Harbour talks", "Others", "articles.jsonl", "--db", db)
    assert "Others: 2 documents taken out of Harbour talks" in result.stderr


def test_many_problems_are_counted(
    invoke: Invoke, db: Path, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After some lines about one file the others are counted, and all of them count as failures."""
    monkeypatch.setattr(inputs, "N_TOLD", 2)
    with articles.open("a", encoding="utf-8") as lines:
        lines.write('{"text": ""}\n' * 3)
    result = invoke("add", articles, "--db", db)
    assert [line.partition(":")[0] for line in result.stderr.splitlines()[:2]] == ["error"] * 2
    assert f"{articles}: 2 more lines like these left out\n" in result.stderr
    assert "added 2 documents with 2 claims; 4 could not be read" in result.stderr


def test_doubts_are_no_failures(invoke: Invoke, db: Path, tmp_path: Path) -> None:
    """A date that cannot be read is a warning, and the document is stored without it."""
    path = tmp_path / "a.csv"
    path.write_text(f'text,date\n"{STATEMENT}",03/04/2031\n', encoding="utf-8")
    result = invoke("add", path, "--db", db)
    assert result.exit_code == 0
    assert result.stderr.startswith(f"warning: {path}#1: published is '03/04/2031', which is no")
    assert [d.published for d in stored(db)] == [None]


def test_folder_of_all_kinds(invoke: Invoke, db: Path, tmp_path: Path) -> None:
    """Every format in a folder is read; tables and JSON of something else are left out."""
    folder = tmp_path / "press"
    folder.mkdir()
    (folder / "a.json").write_text(json.dumps({"text": STATEMENT}), encoding="utf-8")
    (folder / "b.csv").write_text("year,tons\n2001,3\n", encoding="utf-8")
    (folder / "c.eml").write_text(f"From: a@b.example\n\nC: {STATEMENT}\n", encoding="utf-8")
    (folder / "d.pdf").write_bytes(pdf_bytes(f"D: {STATEMENT}"))
    (folder / "e.xml").write_text(FEED, encoding="utf-8")
    (folder / "f.txt").write_text(f"F: {STATEMENT}", encoding="utf-8")
    result = invoke("add", folder, "--db", db)
    assert result.exit_code == 0
    assert result.stderr.startswith(
        f"{folder / 'b.csv'}: its first line names no column that is known to hold a text "
        "(it has: year, tons); call that one text; left out\n"
    )
    names = ["a.json", "c.eml", "d.pdf", "e.xml#1", "e.xml#2", "f.txt"]
    assert [Path(d.name).name for d in stored(db)] == names
    named = invoke("add", folder / "b.csv", "--db", db)
    assert named.exit_code == 2
    assert named.stderr.startswith(f"error: {folder / 'b.csv'}: its first line names no column")


def test_list_of_a_folder_names_a_file_of_many(invoke: Invoke, db: Path, articles: Path) -> None:
    """What docs.json says of a file of many is true of all its records."""
    listed = [{"doc": "articles", "outlet": "Mole", "published": "2031-05-01"}]
    articles.with_name("docs.json").write_text(json.dumps(listed), encoding="utf-8")
    invoke("add", articles.parent, "--db", db)
    assert [(d.outlet, str(d.published)) for d in stored(db)] == [("Mole", "2031-05-01")] * 2


@pytest.mark.parametrize("kind", ["lines", "feed", "pdf"])
def test_standard_input(invoke: Invoke, db: Path, articles: Path, kind: str) -> None:
    """What comes through a pipe is told by how it begins."""
    data, names = {
        "lines": (articles.read_bytes(), ["-#1", "-#3"]),
        "feed": (FEED.encode(), ["-#1", "-#2"]), "pdf": (pdf_bytes(STATEMENT), ["-"]),
    }[kind]  # fmt: skip
    invoke("add", "-", "--db", db, stdin=data)
    assert [d.name for d in stored(db)] == names


@pytest.mark.parametrize(("name", "data"), [("a.json", "[]"), ("a.csv", "url,text\n")])
def test_answers_without_articles(
    invoke: Invoke, db: Path, tmp_path: Path, name: str, data: str
) -> None:
    """In a folder they are left out with a line; who names one is told that nothing came of it."""
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / name).write_text(data, encoding="utf-8")
    (folder / "b.txt").write_text(STATEMENT, encoding="utf-8")
    told = f"{folder / name}: holds no articles; nothing to read"
    result = invoke("add", folder, "--db", db)
    assert result.exit_code == 0
    assert f"{told}; left out\n" in result.stderr
    named = invoke("add", folder / name, "--db", db)
    assert named.exit_code == 2
    assert f"error: {told}\n" in named.stderr
