"""`attribution add` of folders: lists of their documents, and files of other formats."""

from __future__ import annotations

import json
import re
from importlib import resources
from pathlib import Path

import pytest

from tests.cli.conftest import STATEMENT, Invoke, stored

pytestmark = pytest.mark.usefixtures("loaded_models")

PAGE = f"""<!doctype html><html lang="en"><head><title>Berths in Malmö</title>
<meta property="og:site_name" content="The Quay"></head><body><article><h1>Berths in Malmö</h1>
<p>{STATEMENT} The harbour had been closed for the winter, and no ship had called since.</p>
<p>Ms Lind told reporters that the delegations would meet again in May.</p></article></body></html>
"""


def test_demo_folder(invoke: Invoke, db: Path) -> None:
    """A folder's docs.json says which documents there are and what they are."""
    folder = Path(str(resources.files("attribution") / "data" / "demo" / "istanbul"))
    listed = json.loads((folder / "docs.json").read_text(encoding="utf-8"))
    result = invoke("add", folder, "--db", db)
    assert result.exit_code == 0
    assert f"added {len(listed)} documents" in result.stderr
    found = [(Path(d.name).stem, d.outlet, d.kind.value, d.issuer) for d in stored(db)]
    assert found == [(e["doc"], e["outlet"], e["kind"], e.get("issuer")) for e in listed]


def test_folder_without_list(invoke: Invoke, db: Path, tmp_path: Path) -> None:
    """Every text, Markdown and HTML file below a folder is read, anything else is not."""
    folder = tmp_path / "press"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text(STATEMENT, encoding="utf-8")
    (folder / "b.html").write_text(PAGE, encoding="utf-8")
    (folder / "deep" / "c.md").write_text(f"# Ports\n\n{STATEMENT}\n", encoding="utf-8")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    result = invoke("add", folder, "--db", db)
    assert result.exit_code == 0
    assert [Path(d.name).name for d in stored(db)] == ["a.txt", "b.html", "c.md"]
    page = stored(db)[1]
    assert page.title == "Berths in Malmö"
    assert "<p>" not in page.text


def test_folder_with_a_list_of_some(invoke: Invoke, db: Path, tmp_path: Path) -> None:
    """Listed texts come first, with what is said of them, then the others; notes are not read."""
    folder = tmp_path / "press"
    folder.mkdir()
    for name in ("a.txt", "b.txt", "README.md"):
        (folder / name).write_text(f"{STATEMENT} {name}", encoding="utf-8")
    (folder / "docs.json").write_text('[{"doc": "b", "outlet": "The Quay"}]', encoding="utf-8")
    result = invoke("add", folder, "--db", db, "--published", "2031-04-02")
    assert result.exit_code == 0
    assert len(result.stderr.splitlines()) == 2
    assert [(Path(d.name).name, d.outlet) for d in stored(db)] == [
        ("b.txt", "The Quay"), ("a.txt", None)
    ]  # fmt: skip
    assert {str(d.published) for d in stored(db)} == {"2031-04-02"}


def test_wrong_entries_of_a_list(invoke: Invoke, db: Path, tmp_path: Path) -> None:
    """Each wrong entry is a line and costs its document, no other."""
    folder = tmp_path / "press"
    folder.mkdir()
    for name in ("a", "b", "c"):
        (folder / f"{name}.txt").write_text(f"{STATEMENT} {name}", encoding="utf-8")
    listed = [
        {"doc": "a", "published": "May 4"}, {"doc": "none"}, {"doc": "b"},
        {"doc": "b", "kind": "readout"}, {"doc": "c", "outlet": "\ud83d"},
    ]  # fmt: skip
    (folder / "docs.json").write_text(json.dumps(listed), encoding="utf-8")
    result = invoke("add", folder, "--db", db)
    assert result.exit_code == 2
    errors = [line for line in result.stderr.splitlines() if line.startswith("error: ")]
    assert [re.search(r"docs\.json: entry (\d)", line)[1] for line in errors] == list("1245")  # type: ignore[index]
    assert "added 1 document with 1 claim; 4 could not be read" in result.stderr
    assert [Path(d.name).name for d in stored(db)] == ["b.txt"]


def test_formats_that_are_not_read(invoke: Invoke, db: Path, article: Path, tmp_path: Path) -> None:
    """Named they are a line each; in a folder one line tells how many were left out."""
    folder = tmp_path / "press"
    folder.mkdir()
    for name in ("a.txt", "b.docx", "c.warc", "d.warc"):
        (folder / name).write_text(f"More: {STATEMENT}", encoding="utf-8")
    result = invoke("add", folder, "--db", db)
    assert result.exit_code == 0
    assert result.stderr.startswith(
        f"{folder}: 3 files of formats that are not read left out (.docx, .warc); save"
    )
    assert len(stored(db)) == 1
    result = invoke("add", folder / "b.docx", folder / "c.warc", article, "--db", db)
    assert result.exit_code == 2
    assert f"error: {folder / 'b.docx'}: this is an office document" in result.stderr
    assert f"error: {folder / 'c.warc'}: this is an archive of web pages" in result.stderr
    assert len(stored(db)) == 2


def test_broken_list_of_a_folder(invoke: Invoke, db: Path, article: Path, tmp_path: Path) -> None:
    """A malformed docs.json costs its folder and nothing else."""
    folder = tmp_path / "press"
    folder.mkdir()
    (folder / "docs.json").write_text("{", encoding="utf-8")
    (folder / "a.txt").write_text(f"More: {STATEMENT}", encoding="utf-8")
    result = invoke("add", folder, article, "--db", db)
    assert result.exit_code == 2
    assert "docs.json: not JSON" in result.stderr
    assert [d.name for d in stored(db)] == [str(article)]
