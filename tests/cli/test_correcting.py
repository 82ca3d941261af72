"""`attribution add` of documents that are there already: what is said of them now."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from attribution.cli import taking
from attribution.reading import ReadOptions
from attribution.records import DocumentKind
from tests.cli.conftest import STATEMENT, Invoke, stored

pytestmark = pytest.mark.usefixtures("loaded_models")


def test_known_document_is_filed(invoke: Invoke, db: Path, article: Path) -> None:
    """A known document can be filed under another meeting later."""
    invoke("add", article, "--db", db)
    result = invoke("add", article, "--db", db, "--meeting", "Harbour talks")
    assert result.exit_code == 0
    assert result.stderr == f"{db}: filed 1 known document under Harbour talks\n"
    assert stored(db)[0].meeting == "Harbour talks"


def test_fields_of_a_document_reach_the_options() -> None:
    """Every metadata option of the reader but its limits can be given to `add`."""
    fields = {f.name for f in dataclasses.fields(ReadOptions) if not f.name.startswith("max_")}
    assert fields == {p.name for p in taking.add.params} & fields


def test_what_is_said_later_is_stored(invoke: Invoke, db: Path, article: Path) -> None:
    """Options given now replace what is stored, the others stay; the document is read anew."""
    invoke("add", article, "--db", db, "--outlet", "The Quay", "--published", "2031-04-02")
    args = ("add", article, "--db", db, "--kind", "readout", "--issuer", "Sweden")
    result = invoke(*args)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == (
        f"{article}: kind article → readout, issuer unknown → Sweden\n"
        f"{db}: corrected 1 known document, read again\n"
    )
    (document,) = stored(db)
    assert (document.kind, document.issuer) == (DocumentKind.READOUT, "Sweden")
    assert (document.outlet, str(document.published)) == ("The Quay", "2031-04-02")
    again = invoke(*args)
    assert again.stderr == f"{db}: 1 document already there, nothing changed\n"
    result = invoke("add", article, "--db", db, "--published", "2031-04-03", "--outlet", "")
    assert f"{article}: outlet The Quay → unknown, published 2031-04-02 → 2031-04-03" in (
        result.stderr
    )
    records = json.loads(invoke("claims", "--db", db, "--all", "--format", "json").stdout)
    assert {record["published"] for record in records} == {"2031-04-03"}


def test_corrections_of_claims_outlive_those_of_documents(
    invoke: Invoke, db: Path, article: Path
) -> None:
    """A judgement stays with its claim, and what was said of the meeting as well."""
    invoke("add", article, "--db", db, "--meeting", "Harbour talks")
    (record,) = json.loads(invoke("claims", "--db", db, "--format", "json").stdout)
    invoke("label", record["id"], "--side", "NO", "--author", "ann", "--db", db)
    result = invoke("add", article, "--db", db, "--outlet", "The Quay", "--model", "accurate")
    assert "corrected 1 known document" in result.stderr
    (record,) = json.loads(invoke("claims", "--db", db, "--format", "json").stdout)
    assert (record["side"], record["meeting"]) == ("NO", "Harbour talks")


def test_list_of_a_folder_corrects(invoke: Invoke, db: Path, tmp_path: Path) -> None:
    """docs.json is heard as options are; copies of a text do not take turns."""
    folder = tmp_path / "press"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.txt").write_text(STATEMENT, encoding="utf-8")

    def add(*outlets: str) -> str:
        entries = [{"doc": d, "outlet": o} for d, o in zip(("a", "b"), outlets, strict=True)]
        (folder / "docs.json").write_text(json.dumps(entries), encoding="utf-8")
        return invoke("add", folder, "--db", db).stderr

    assert "added 1 document" in add("Quay", "Pier")
    assert add("Quay", "Pier") == f"{db}: 2 documents already there, nothing changed\n"
    assert "outlet Quay → Mole" in add("Mole", "Pier")
    assert [d.outlet for d in stored(db)] == ["Mole"]


def test_copy_leaves_what_is_stored(invoke: Invoke, db: Path, article: Path) -> None:
    """Another file of the same bytes may be another outlet's; a line says what stays."""
    invoke("add", article, "--db", db, "--outlet", "The Quay")
    copy = article.with_name("copy.txt")
    copy.write_bytes(article.read_bytes())
    result = invoke("add", copy, "--db", db, "--outlet", "The Pier")
    told = f"{copy}: a copy of {article}, which stays as it is (outlet given otherwise here);"
    assert told in result.stderr
    assert "already there, nothing changed" in result.stderr
    assert [d.outlet for d in stored(db)] == ["The Quay"]
