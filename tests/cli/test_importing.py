"""`attribution import`: corrections come back as judgements."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from attribution.store import Store
from tests.cli.conftest import Invoke
from tests.reporting.examples import (
    ARABIC_CLAIM,
    CLAIMS,
    HOSTILE_CLAIM,
    JOINT_CLAIM,
    LONG_CLAIM,
    RELAYED_CLAIM,
    SPLIT_CLAIM,
)

FORMATS = ("jsonl", "csv", "parquet", "annotations", "brat")
NAMES = {"annotations": "jsonld", "brat": "folder"}


@pytest.fixture
def db(claims_db: Path, tmp_path: Path) -> Path:
    """A copy of the database of examples, to be changed."""
    return Path(shutil.copy(claims_db, tmp_path / "own.db"))


def judgements(db: Path) -> list[tuple[str, str, str, str]]:
    """Claim, field, value and author of every judgement."""
    with Store.open(db, create=False) as store:
        found = store.reader().judgements()
    return sorted((one.claim, one.field, one.value, one.author) for one in found)


def exported(invoke: Invoke, db: Path, file_format: str) -> Path:
    """Where all claims were exported to."""
    if file_format == "parquet":
        pytest.importorskip("pyarrow", reason="needs the extra [parquet]")
    path = db.parent / f"c.{NAMES.get(file_format, file_format)}"
    assert invoke("export", path, "--format", file_format, "--db", db).exit_code == 0
    return path


def change(path: Path, claim: str, field: str, value: str) -> None:
    """Edit a value as a colleague would, with an editor or another tool."""
    EDITORS[path.suffix](path, claim, field, value)


def _change_csv(path: Path, claim: str, field: str, value: str) -> None:
    text = path.read_text(encoding="utf-8-sig")
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    rows = [*csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)]
    for row in rows:
        row.setdefault(field, "")
        if row["id"] == claim:
            row[field] = value
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, [*rows[0]], delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(stream.getvalue(), encoding="utf-8-sig", newline="")


def _change_jsonl(path: Path, claim: str, field: str, value: str) -> None:
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    changed = [{**one, field: value} if one["id"] == claim else one for one in records]
    path.write_text("".join(f"{json.dumps(one)}\n" for one in changed), encoding="utf-8")


def _change_parquet(path: Path, claim: str, field: str, value: str) -> None:
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    rows = [{**row, field: value if row["id"] == claim else row.get(field)}
            for row in pq.read_table(path).to_pylist()]  # fmt: skip
    pq.write_table(pa.Table.from_pylist(rows), path)


def _change_annotations(path: Path, claim: str, field: str, value: str) -> None:
    collection = json.loads(path.read_text(encoding="utf-8"))
    for item in collection["first"]["items"]:
        if item["id"].endswith(claim):
            bodies = [one for one in item["body"] if not one["value"].startswith(f"{field}:")]
            item["body"] = [*bodies, {"type": "TextualBody", "value": f"{field}: {value}"}]
    path.write_text(json.dumps(collection), encoding="utf-8")


def _change_brat(folder: Path, claim: str, field: str, value: str) -> None:
    for path in folder.glob("*.ann"):
        lines = path.read_text(encoding="utf-8").splitlines()
        spans = [line.split()[2] for line in lines if line.endswith(f"\t{claim}")]
        for span in spans:
            if field == "speaker":
                lines = [line for line in lines if f"AnnotatorNotes {span}\t" not in line]
                lines.append(f"#99\tAnnotatorNotes {span}\tspeaker: {value}")
            else:
                name = f"{field.capitalize()} {span}"
                lines = [line for line in lines if f"\t{name} " not in line]
                lines.append(f"A99{field}\t{name} {value}")
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


EDITORS: dict[str, Callable[[Path, str, str, str], None]] = {
    ".csv": _change_csv, ".jsonl": _change_jsonl, ".parquet": _change_parquet,
    ".jsonld": _change_annotations, ".folder": _change_brat,
}  # fmt: skip


@pytest.mark.parametrize("file_format", FORMATS)
def test_unchanged_files_change_nothing(invoke: Invoke, db: Path, file_format: str) -> None:
    """Export and import are a round trip: hostile names and texts, any script."""
    path = exported(invoke, db, file_format)
    result = invoke("import", path, "--db", db)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"{path}: 0 claims corrected, {len(CLAIMS)} as they were\n"
    assert judgements(db) == []


@pytest.mark.parametrize("file_format", FORMATS)
def test_corrections_become_judgements(invoke: Invoke, db: Path, file_format: str) -> None:
    """What differs is stored with its author and wins in every view; read again it is no news."""
    path = exported(invoke, db, file_format)
    edits = {
        (HOSTILE_CLAIM.id, "stance"): "neutral", (HOSTILE_CLAIM.id, "side"): "dk",
        (ARABIC_CLAIM.id, "speaker"): "ليلى حداد", (SPLIT_CLAIM.id, "act"): "propose",
        (RELAYED_CLAIM.id, "judgement"): "reject", (LONG_CLAIM.id, "judgement"): "accept",
    }  # fmt: skip
    for (claim, field), value in edits.items():
        change(path, claim, field, value)
    result = invoke("import", path, "--author", "Ann", "--db", db)
    assert (result.exit_code, result.stdout) == (0, "")
    *lines, summary = result.stderr.splitlines()
    assert sorted(lines) == sorted([
        f"{HOSTILE_CLAIM.id}: {_listed(file_format)}, says Ann",
        f"{ARABIC_CLAIM.id}: speaker ليلى حداد, says Ann",
        f"{SPLIT_CLAIM.id}: act propose, says Ann",
        f"{RELAYED_CLAIM.id}: verdict reject, says Ann",
        f"{LONG_CLAIM.id}: verdict accept, says Ann",
    ])  # fmt: skip
    assert summary == f"{path}: 5 claims corrected, 2 as they were"
    stored = judgements(db)
    assert stored == sorted(
        (claim, "verdict" if field == "judgement" else field,
         value.upper() if field == "side" else value, "Ann")
        for (claim, field), value in edits.items()
    )  # fmt: skip
    again = invoke("import", path, "--db", db)
    assert again.stderr == f"{path}: 0 claims corrected, {len(CLAIMS)} as they were\n"
    assert judgements(db) == stored
    records = json.loads(invoke("claims", "--db", db, "--format", "json").stdout)
    by_id: dict[str, dict[str, Any]] = {record["id"]: record for record in records}
    assert RELAYED_CLAIM.id not in by_id
    assert by_id[HOSTILE_CLAIM.id]["side"] == "DK"
    assert by_id[LONG_CLAIM.id]["judged"] == ["verdict"]


def _listed(file_format: str) -> str:
    # In brat the lines that were edited last stand last.
    return "stance neutral, side DK" if file_format == "brat" else "side DK, stance neutral"


def test_exports_after_corrections(invoke: Invoke, db: Path) -> None:
    """What was corrected is exported as corrected, and that again changes nothing."""
    for args in (("--side", "DK"), ("--accept",)):
        assert invoke("label", HOSTILE_CLAIM.id, *args, "--db", db).exit_code == 0
    before = judgements(db)
    for file_format in ("csv", "annotations", "brat"):
        path = exported(invoke, db, file_format)
        assert invoke("import", path, "--db", db).exit_code == 0
    assert judgements(db) == before


def test_all_or_nothing(invoke: Invoke, db: Path, tmp_path: Path) -> None:
    """Each wrong row is named with its line, and nothing is stored."""
    path = tmp_path / "c.csv"
    path.write_text(
        f"id,side,stance\n{HOSTILE_CLAIM.id},DK,\nzzz,US,\n{SPLIT_CLAIM.id},the ports,angry\n,,x\n",
        encoding="utf-8",
    )
    result = invoke("import", path, "--db", db)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines() == [
        f"error: {path}: line 3: 'zzz': no such claim in {db}; `claims` lists them",
        f"error: {path}: line 4: side 'THE PORTS' is no code of a side: those have 2 to 16 "
        "capitals or digits, such as US or HAMAS; UNKNOWN where nobody knows",
        f"error: {path}: line 4: stance 'angry' is unknown; give critical, neutral, supportive",
        f"error: {path}: line 5: the id is empty; every row needs the id of its claim",
        f"{path}: nothing was stored; put right or take out what is wrong",
    ]
    assert judgements(db) == []


def test_many_wrong_rows(invoke: Invoke, db: Path, tmp_path: Path) -> None:
    """Of a file for another database the first twenty rows are named."""
    path = tmp_path / "c.jsonl"
    path.write_text('{"id": "zzz"}\n' * 23, encoding="utf-8")
    result = invoke("import", path, "--db", db)
    *errors, last = result.stderr.splitlines()
    assert (result.exit_code, len(errors)) == (2, 20)
    assert last == (
        f"{path}: 3 more are wrong; nothing was stored; put right or take out what is wrong"
    )


def test_joint_side_of_a_judged_claim(invoke: Invoke, db: Path, tmp_path: Path) -> None:
    """Whether several sides were found counts, not which side people gave; trials say so too."""
    path = tmp_path / "c.csv"
    for claim in (JOINT_CLAIM.id, HOSTILE_CLAIM.id):
        assert invoke("label", claim, "--side", "SE", "--db", db).exit_code == 0
    assert invoke("label", HOSTILE_CLAIM.id, "--side", "DK", "--db", db).exit_code == 0
    before = judgements(db)
    rows = f"id,side\n{JOINT_CLAIM.id},JOINT\n{HOSTILE_CLAIM.id},JOINT\n"
    path.write_text(rows, encoding="utf-8")
    for trial in (("--dry-run",), ()):
        result = invoke("import", path, *trial, "--db", db)
        assert result.exit_code == 2
        assert result.stderr.startswith(f"error: {path}: line 3: side JOINT is of several sides")
        assert judgements(db) == before
    path.write_text(rows.rsplit("\n", 2)[0], encoding="utf-8")
    trial = invoke("import", path, "--dry-run", "--db", db)
    assert (trial.exit_code, trial.stderr.splitlines()[0]) == (0, f"{JOINT_CLAIM.id}: side JOINT")
    assert invoke("import", path, "--db", db).exit_code == 0


def test_dry_run(invoke: Invoke, db: Path, tmp_path: Path) -> None:
    """What would be stored is said, and not stored."""
    path = tmp_path / "c.csv"
    path.write_text(f"id;speaker\n{HOSTILE_CLAIM.id};Ola Dal\n", encoding="utf-8")
    result = invoke("import", path, "--dry-run", "--db", db)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == (
        f"{HOSTILE_CLAIM.id}: speaker Ola Dal\n{path}: 1 claim would be corrected, 0 as they were\n"
    )
    assert judgements(db) == []


def test_standard_input(invoke: Invoke, db: Path) -> None:
    """`-` reads what is piped in, in the format that is named."""
    line = json.dumps({"id": HOSTILE_CLAIM.id, "act": "warn"})
    args = ("import", "-", "--format", "jsonl", "--author", "ann", "--db", db)
    result = invoke(*args, stdin=line)
    assert result.stderr == (
        f"{HOSTILE_CLAIM.id}: act warn, says ann\n-: 1 claim corrected, 0 as they were\n"
    )
    wrong = invoke(*args, stdin="{")
    assert wrong.stderr.startswith("error: -: line 1: no JSON (")


def test_new_annotations_are_told(invoke: Invoke, db: Path) -> None:
    """A span that a colleague added in brat is left out, with a line; one file may be given."""
    folder = exported(invoke, db, "brat")
    path = min(folder.glob("harbour*.ann"))
    lines = path.read_text(encoding="utf-8")
    path.write_text(f"{lines}T99\tContent 0 2\tBy\n", encoding="utf-8")
    result = invoke("import", path, "--db", db)
    assert result.exit_code == 0
    number = len(lines.splitlines()) + 1
    assert result.stderr.splitlines() == [
        f"{path}: line {number}: left out: T99 is no claim that was exported; new claims are not "
        "read",
        f"{path}: 0 claims corrected, 3 as they were",
    ]


@pytest.mark.parametrize(
    ("name", "args", "problem"),
    [
        ("c.txt", (), "the name does not tell the format; give --format jsonl|csv|"),
        ("-", (), "say what is read with --format: jsonl, csv, parquet, annotations"),
        ("-", ("--format", "brat"), "say what is read with --format: jsonl, csv"),
        ("gone.csv", (), "no such file; check the path"),
        ("x" * 300, ("--format", "csv"), "cannot be read (File name too long); check its name"),
        ("empty", (), "no annotation files (.ann) in this folder; give the one that brat wrote"),
        ("empty", ("--format", "csv"), "is a folder; give a file, or --format brat"),
        ("binary.csv", (), "not UTF-16 at byte 2; save the file as UTF-8"),
        ("text.csv", (), "lacks the column id; the first line names the columns, as `export`"),
    ],
)
def test_wrong_files(
    invoke: Invoke, db: Path, tmp_path: Path, name: str, args: tuple[str, ...], problem: str
) -> None:
    """What cannot be read is one line with exit code 2."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "binary.csv").write_bytes(b"\xff\xfe\0")
    (tmp_path / "text.csv").write_text("who,what\n", encoding="utf-8")
    path = name if name == "-" else tmp_path / name
    result = invoke("import", path, *args, "--db", db)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"error: {path}: {problem}")
    assert len(result.stderr.splitlines()) == 1


def test_no_claims_in_the_file(invoke: Invoke, db: Path, tmp_path: Path) -> None:
    """A file without rows is told, with exit code 1."""
    path = tmp_path / "c.csv"
    path.write_text("id,side\n", encoding="utf-8")
    result = invoke("import", path, "--db", db)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"{path}: no claims in it, so nothing to read back\n"


def test_no_name_and_no_database(invoke: Invoke, db: Path, tmp_path: Path) -> None:
    """An author without letters and a missing database are refused as everywhere."""
    path = exported(invoke, db, "csv")
    assert "--author '' is no name" in invoke("import", path, "--author", "", "--db", db).stderr
    missing = invoke("import", path, "--db", tmp_path / "gone.db")
    assert missing.exit_code == 2
    assert missing.stderr.startswith(f"error: {tmp_path / 'gone.db'}: ")
