"""`attribution export`."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from attribution.store import Store
from tests.cli.conftest import Invoke
from tests.reporting.examples import CLAIMS, HARBOUR, HOSTILE_CLAIM

TEXT_FORMATS = ("jsonl", "csv", "annotations")


def test_files_by_name(invoke: Invoke, claims_db: Path, tmp_path: Path) -> None:
    """The name tells the format; JSON Lines and CSV are what `claims` prints."""
    for suffix, output_format in (("jsonl", "jsonl"), ("csv", "csv")):
        path = tmp_path / f"c.{suffix}"
        result = invoke("export", path, "--db", claims_db)
        assert (result.exit_code, result.stdout) == (0, "")
        assert result.stderr == f"wrote {path}: {len(CLAIMS)} claims\n"
        printed = invoke("claims", "--db", claims_db, "--format", output_format).stdout
        assert path.read_bytes() == printed.encode()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["c.csv", "c.jsonl"]


@pytest.mark.parametrize("file_format", TEXT_FORMATS)
def test_standard_output(
    invoke: Invoke, claims_db: Path, tmp_path: Path, file_format: str
) -> None:  # fmt: skip
    """`-` prints what the file would hold, and nothing else."""
    path = tmp_path / "any.name"
    assert invoke("export", path, "--format", file_format, "--db", claims_db).exit_code == 0
    result = invoke("export", "-", "--format", file_format, "--db", claims_db)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.encode() == path.read_bytes()
    assert "المحادثات كانت مفيدة" in result.stdout


def test_annotations(
    invoke: Invoke, claims_db: Path, check_golden: Callable[[str, str], None]
) -> None:
    """A whole collection as it is written."""
    result = invoke("export", "-", "--format", "annotations", "--side", "se", "--db", claims_db)
    check_golden("export-annotations.jsonld", result.stdout)
    assert json.loads(result.stdout)["total"] == 2


def test_brat(
    invoke: Invoke, claims_db: Path, tmp_path: Path, check_golden: Callable[[str, str], None]
) -> None:
    """A folder with a text and annotations for each document, and the configuration."""
    folder = tmp_path / "new"
    result = invoke("export", folder, "--format", "brat", "--db", claims_db)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"wrote {folder}: {len(CLAIMS)} claims\n"
    names = sorted(path.name for path in folder.iterdir())
    texts = {name: (folder / name).read_bytes().decode() for name in names}
    check_golden("export-brat.txt", "".join(
        f"== {name}\n{texts[name]}" for name in names if not name.endswith(".txt")
    ))  # fmt: skip
    assert HARBOUR.text in texts.values()
    with Store.open(claims_db, create=False) as store:
        assert len(names) == 1 + 2 * len(store.reader().documents())


def test_parquet(invoke: Invoke, claims_db: Path, tmp_path: Path) -> None:
    """A file that other tools read."""
    pq = pytest.importorskip("pyarrow.parquet", reason="needs the extra [parquet]")
    path = tmp_path / "c.parquet"
    result = invoke("export", path, "--speaker", "lind", "--db", claims_db)
    assert result.stderr == f"wrote {path}: 2 claims\n"
    assert set(pq.read_table(path).column("speaker").to_pylist()) == {"Karin Lind"}


def test_parquet_without_the_library(
    invoke: Invoke, claims_db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line says what to install."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    result = invoke("export", tmp_path / "c.parquet", "--db", claims_db)
    assert (result.exit_code, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith("error: Parquet needs pyarrow")
    assert line.endswith('pip install "attribution[parquet]"')


def test_filters(invoke: Invoke, claims_db: Path) -> None:
    """Those of `claims` choose what is exported."""
    args = (
        "--meeting", "harbour", "--stance", "critical", "--act", "accuse", "--since", "2031-04-01",
        "--until", "2031-04-01", "--query", "draft", "--all", "--limit", "5",
    )  # fmt: skip
    result = invoke("export", "-", "--format", "jsonl", *args, "--db", claims_db)
    (record,) = map(json.loads, result.stdout.splitlines())
    assert record["id"] == HOSTILE_CLAIM.id


def test_nothing_found(invoke: Invoke, claims_db: Path, tmp_path: Path) -> None:
    """No file is made, what is printed is empty in its format, and the exit code is 1."""
    told = (
        "'XX' is no side here; sides here: JOINT, NORDEN, SE\n"
        "No claims found. Widen the filters, or add documents with: attribution add FILE\n"
    )
    result = invoke("export", tmp_path / "c.csv", "--side", "XX", "--db", claims_db)
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", told)
    assert [*tmp_path.iterdir()] == []
    printed = {
        name: invoke("export", "-", "--format", name, "--side", "XX", "--db", claims_db)
        for name in TEXT_FORMATS
    }
    assert {result.exit_code for result in printed.values()} == {1}
    assert printed["jsonl"].stdout == ""
    assert printed["csv"].stdout.startswith('"id","document",')
    assert json.loads(printed["annotations"].stdout)["first"]["items"] == []


def test_files_are_not_overwritten_unasked(
    invoke: Invoke, claims_db: Path, tmp_path: Path
) -> None:  # fmt: skip
    """They may hold corrections; with --overwrite they are replaced."""
    path = tmp_path / "c.csv"
    path.write_text("mine", encoding="utf-8")
    result = invoke("export", path, "--db", claims_db)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f"error: {path}: is there already, perhaps with corrections; import it, or give "
        "--overwrite\n"
    )
    assert path.read_text(encoding="utf-8") == "mine"
    assert invoke("export", path, "--overwrite", "--db", claims_db).exit_code == 0
    assert path.read_text(encoding="utf-8").startswith('"id"')


@pytest.mark.parametrize(
    ("path", "file_format", "problem"),
    [
        ("c.txt", None, "the name does not tell the format; give --format jsonl|csv|parquet|"),
        ("-", None, "the name does not tell the format"),
        ("-", "brat", "brat is no text to print; name a place for it"),
        ("gone/c.csv", None, "no such folder; make it or choose another place"),
        ("gone/brat", "brat", "no such folder; make it or choose another place"),
        ("full", "csv", "is a folder; give the name of a file"),
        ("full", "brat", "is there already; a new folder is made for brat, so name another"),
        ("full/x", "brat", "is there already; a new folder is made for brat"),
        ("x" * 300, "csv", "is no name that a file can have; choose a shorter one"),
        ("x" * 300, "brat", "cannot be made (File name too long); choose another place"),
    ],
)
def test_wrong_places(
    invoke: Invoke, claims_db: Path, tmp_path: Path, path: str, file_format: str | None,
    problem: str,
) -> None:  # fmt: skip
    """Where no export can go is said in one line, and nothing is written."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").touch()
    place = path if path == "-" else tmp_path / path
    chosen = () if file_format is None else ("--format", file_format)
    result = invoke("export", place, *chosen, "--overwrite", "--db", claims_db)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"error: {place}: {problem}")
    assert len(result.stderr.splitlines()) == 1
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["full", "x"]


def test_an_empty_folder_is_filled(invoke: Invoke, claims_db: Path, tmp_path: Path) -> None:
    """One that was made for it is taken."""
    result = invoke("export", tmp_path, "--format", "brat", "--db", claims_db)
    assert result.exit_code == 0
    assert (tmp_path / "annotation.conf").is_file()


@pytest.mark.parametrize("file_format", ["csv", "brat"])
def test_full_disk(
    invoke: Invoke, claims_db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    file_format: str,
) -> None:  # fmt: skip
    """An error while writing is one line, and no half file stays."""

    def fail(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Path, "replace", fail)
    path = tmp_path / "c"
    result = invoke("export", path, "--format", file_format, "--db", claims_db)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f"error: {path}: cannot be written (No space left on device); choose another place\n"
    )
    assert [*tmp_path.iterdir()] == []


def test_sides_are_those_of_the_database(
    invoke: Invoke, two_meetings: Path, tmp_path: Path
) -> None:
    """A side set that a meeting has is a view; what is exported can be read back."""
    side_set = tmp_path / "own.toml"
    side_set.write_text(
        'name = "Coast"\n[[side]]\ncode = "COAST"\nname = "Coast"\nmembers = ["NORDEN"]\n',
        encoding="utf-8",
    )
    attached = invoke("meetings", "sides", "Norden", "--set", side_set, "--db", two_meetings)
    assert attached.exit_code == 0, attached.output
    result = invoke("export", "-", "--format", "jsonl", "--meeting", "Norden", "--db", two_meetings)
    assert {json.loads(line)["side"] for line in result.stdout.splitlines()} == {"NORDEN"}
