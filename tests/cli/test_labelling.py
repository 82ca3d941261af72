"""`attribution label`."""

from __future__ import annotations

import getpass
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

import pytest

from attribution.store import Run, Store
from tests.cli.conftest import Invoke
from tests.reporting.examples import CLAIMS, HOSTILE_CLAIM, JOINT_CLAIM, SPLIT_CLAIM
from tests.store.examples import make_claim as store_claim


@pytest.fixture
def db(claims_db: Path, tmp_path: Path) -> Path:
    """A copy of the database of examples, to be changed."""
    return Path(shutil.copy(claims_db, tmp_path / "own.db"))


def shown(invoke: Invoke, db: Path, claim: str) -> dict[str, Any]:
    """The claim as JSON."""
    record = json.loads(invoke("show", claim, "--db", db, "--format", "json").stdout)
    assert isinstance(record, dict)
    return record


@pytest.mark.parametrize(
    ("option", "value", "field", "expected"),
    [("--side", "dk", "side", "DK"), ("--side", "UNKNOWN", "side", "UNKNOWN"),
     ("--speaker", "Ola Dal", "speaker", "Ola Dal"),
     ("--stance", "supportive", "stance", "supportive"),
     ("--act", "warn", "act", "warn")],
)  # fmt: skip
def test_correction_wins(
    invoke: Invoke, db: Path, option: str, value: str, field: str, expected: str
) -> None:
    """What the analyst says shows in every view, and nothing else of the claim changes."""
    before = shown(invoke, db, HOSTILE_CLAIM.id)
    result = invoke("label", HOSTILE_CLAIM.id[:8], option, value, "--author", "ann", "--db", db)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"{HOSTILE_CLAIM.id}: {option[2:]} {expected}, says ann\n"
    after = shown(invoke, db, HOSTILE_CLAIM.id)
    assert after[field] == expected
    changed = {name for name in after if after[name] != before[name]}
    allowed = {field, f"{field}_score", "resolved_by", "sides", "judged"}
    assert field in changed <= allowed


def test_several_claims_and_fields(invoke: Invoke, db: Path) -> None:
    """One command may correct several fields of several claims; each is a row with its author."""
    wanted = (HOSTILE_CLAIM.id, SPLIT_CLAIM.id)
    args = ("--side", "DK", "--act", "deny", "--author", "ann")
    assert invoke("label", *wanted, *args, "--db", db).exit_code == 0
    for claim in wanted:
        assert (shown(invoke, db, claim)["side"], shown(invoke, db, claim)["act"]) == ("DK", "deny")
    with Store.open(db, create=False) as store:
        rows = [(j.claim, j.field, j.value, j.author) for j in store.reader().judgements()]
    assert sorted(rows) == sorted(
        (claim, *row, "ann") for claim in wanted for row in (("side", "DK"), ("act", "deny"))
    )


def test_rejected_claim_is_left_out_and_comes_back(invoke: Invoke, db: Path) -> None:
    """A rejected claim is in no list; by its whole id it is accepted again."""

    def listed() -> set[str]:
        result = invoke("claims", "--db", db, "--format", "json")
        return {record["id"] for record in json.loads(result.stdout)}

    assert invoke("label", HOSTILE_CLAIM.id, "--reject", "--db", db).exit_code == 0
    assert listed() == {claim.id for claim in CLAIMS} - {HOSTILE_CLAIM.id}
    assert invoke("label", HOSTILE_CLAIM.id, "--accept", "--db", db).exit_code == 0
    assert listed() == {claim.id for claim in CLAIMS}


def test_withdrawn_field(invoke: Invoke, db: Path) -> None:
    """What was found of a field counts again, whoever judged it; the rest stays judged."""
    before = shown(invoke, db, HOSTILE_CLAIM.id)
    correction = ("--side", "DK", "--act", "warn", "--author", "ann")
    assert invoke("label", HOSTILE_CLAIM.id, *correction, "--db", db).exit_code == 0
    result = invoke(
        "label", HOSTILE_CLAIM.id[:8], "--withdraw", "side", "--author", "bo", "--db", db
    )
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"{HOSTILE_CLAIM.id}: side withdrawn, says bo\n"
    after = shown(invoke, db, HOSTILE_CLAIM.id)
    assert (after["side"], after["resolved_by"]) == (before["side"], before["resolved_by"])
    assert (after["act"], after["judged"]) == ("warn", ["act"])
    told = invoke("show", HOSTILE_CLAIM.id, "--db", db).stdout
    assert "withdrawn, says bo" in told
    assert "warn, says ann" in told
    with Store.open(db, create=False) as store:
        rows = {(j.field, j.value, j.author) for j in store.reader().judgements()}
    assert rows == {("side", "DK", "ann"), ("act", "warn", "ann"), ("side", None, "bo")}
    again = invoke("label", HOSTILE_CLAIM.id, "--withdraw", "side", "--db", db)
    assert (again.exit_code, "nobody judged its side" in again.stderr) == (2, True)
    assert invoke("label", HOSTILE_CLAIM.id, "--side", "SE", "--db", db).exit_code == 0
    assert shown(invoke, db, HOSTILE_CLAIM.id)["side"] == "SE"


def test_withdrawn_altogether(invoke: Invoke, db: Path) -> None:
    """`all` is what each claim was judged by; a rejected one is listed, unjudged as before."""
    before = {claim.id: shown(invoke, db, claim.id) for claim in (HOSTILE_CLAIM, SPLIT_CLAIM)}
    assert invoke("label", HOSTILE_CLAIM.id, "--reject", "--act", "warn", "--db", db).exit_code == 0
    assert invoke("label", SPLIT_CLAIM.id, "--stance", "critical", "--db", db).exit_code == 0
    result = invoke("label", *before, "--withdraw", "all", "--author", "ann", "--db", db)
    assert result.stderr.splitlines() == [
        f"{HOSTILE_CLAIM.id}: act withdrawn, verdict withdrawn, says ann",
        f"{SPLIT_CLAIM.id}: stance withdrawn, says ann",
    ]
    assert {claim: shown(invoke, db, claim) for claim in before} == before
    assert "rejected" not in invoke("show", HOSTILE_CLAIM.id, "--db", db).stdout
    listed = json.loads(invoke("claims", "--db", db, "--format", "json").stdout)
    assert {record["id"] for record in listed} == {claim.id for claim in CLAIMS}


@pytest.mark.parametrize(
    ("args", "problem"),
    [
        ([HOSTILE_CLAIM.id], "say what is right: --side,"),
        ([HOSTILE_CLAIM.id, "--withdraw", "side"], "nobody judged its side; there is nothing to"),
        ([HOSTILE_CLAIM.id, "--withdraw", "all"], "nobody judged it; there is nothing to withdraw"),
        ([HOSTILE_CLAIM.id, "--withdraw", "name"], "Invalid value for '--withdraw'"),
        ([HOSTILE_CLAIM.id, "--withdraw", "all", "--accept"], "--withdraw stands alone"),
        ([HOSTILE_CLAIM.id, "--act", "sing"], "Invalid value for '--act'"),
        ([HOSTILE_CLAIM.id, "--side", " "], "--side '' is no code of a side"),
        ([HOSTILE_CLAIM.id, "--side", "the Danes"], "--side 'THE DANES' is no code of a side"),
        ([HOSTILE_CLAIM.id, "--side", "D"], "2 to 16 capitals or digits"),
        ([HOSTILE_CLAIM.id, "--side", "X" * 17], "2 to 16 capitals or digits"),
        ([HOSTILE_CLAIM.id, "--side", "JOINT"], "several sides that speak together, and none"),
        ([JOINT_CLAIM.id, HOSTILE_CLAIM.id, "--side", "JOINT"], "speak together, and none"),
        ([HOSTILE_CLAIM.id, "--side", "US", "--speaker", " "], "--speaker ' ' is no name"),
        ([HOSTILE_CLAIM.id, "--speaker", "\u200b…"], "is no name"),
        ([HOSTILE_CLAIM.id, "--side", "US", "--author", ""], "--author '' is no name"),
        ([HOSTILE_CLAIM.id, "--accept", "--reject"], "say the opposite"),
        (["zzz", "--side", "DK"], "error: 'zzz': no such claim"),
        (["000000000000", "--side", "DK"], "error: '000000000000': no such claim"),
        (["", "--side", "DK"], "more than one claim"),
        ([HOSTILE_CLAIM.id, "zzz", "--side", "DK"], "error: 'zzz': no such claim"),
        ([HOSTILE_CLAIM.id, "000000000000", "--side", "DK"], "error: '000000000000': no such"),
    ],
)
def test_wrong_use_changes_nothing(
    invoke: Invoke, db: Path, args: list[str], problem: str
) -> None:  # fmt: skip
    """What is missing or unknown is said with exit code 2, and no claim is changed."""
    result = invoke("label", *args, "--db", db)
    assert (result.exit_code, result.stdout) == (2, "")
    assert problem in result.stderr
    with Store.open(db, create=False) as store:
        assert store.reader().judgements() == []


def test_name_stands_on_one_line(invoke: Invoke, db: Path) -> None:
    """A name pasted with breaks and blanks is one line."""
    name = " Ola\n  Dal\t"
    result = invoke("label", HOSTILE_CLAIM.id, "--speaker", name, "--author", "a\nb", "--db", db)
    assert result.stderr == f"{HOSTILE_CLAIM.id}: speaker Ola Dal, says a b\n"
    assert shown(invoke, db, HOSTILE_CLAIM.id)["speaker"] == "Ola Dal"


def test_members_of_a_joint_side_are_kept(invoke: Invoke, db: Path) -> None:
    """Several sides that were found speak together again; twice named is once judged."""
    for side in ("SE", "JOINT"):
        result = invoke("label", JOINT_CLAIM.id, JOINT_CLAIM.id, "--side", side, "--db", db)
        assert (result.exit_code, len(result.stderr.splitlines())) == (0, 1)
    record = shown(invoke, db, JOINT_CLAIM.id)
    assert (record["side"], record["sides"]) == ("JOINT", list(JOINT_CLAIM.speaker.sides))


def test_show_says_what_was_judged(invoke: Invoke, db: Path) -> None:
    """Who corrected or rejected a claim, and when, stands with it; JSON names the fields."""
    assert shown(invoke, db, HOSTILE_CLAIM.id)["judged"] == []
    args = ("label", HOSTILE_CLAIM.id, "--db", db, "--author", "ann")
    invoke(*args, "--side", "DK", "--act", "deny")
    panel = " ".join(invoke("show", HOSTILE_CLAIM.id, "--db", db).stdout.split())
    day = datetime.now(tz=UTC).strftime("%Y-%m-%d")
    assert f"Judged side DK, says ann, {day}" in panel
    assert f"act deny, says ann, {day}" in panel
    assert "rejected" not in panel
    invoke(*args, "--reject")
    panel = " ".join(invoke("show", HOSTILE_CLAIM.id, "--db", db).stdout.split())
    assert f"rejected by ann, {day}" in panel
    result = invoke("show", HOSTILE_CLAIM.id, "--db", db, "--format", "json")
    assert json.loads(result.stdout)["judged"] == ["side", "act"]
    assert f"{HOSTILE_CLAIM.id}: rejected by ann, {day}" in result.stderr


def test_claims_of_an_earlier_reading(invoke: Invoke, db: Path) -> None:
    """One that is replaced cannot be labelled, its successor can; one that is gone can."""
    document = SPLIT_CLAIM.document
    start = SPLIT_CLAIM.attribution.contents[0].start
    content = document.text[start : SPLIT_CLAIM.attribution.contents[-1].end]
    successor = store_claim(document, content)
    assert invoke("label", SPLIT_CLAIM.id, "--act", "warn", "--db", db).exit_code == 0
    with Store.open(db) as store, store.writer(Run()) as writer:
        writer.rerun(document, [successor])
    refused = invoke("label", SPLIT_CLAIM.id, "--act", "deny", "--db", db)
    assert refused.exit_code == 2
    assert f"its judgements are with {successor.id}: label that" in refused.stderr
    gone = invoke("label", HOSTILE_CLAIM.id, "--act", "deny", "--db", db)
    assert gone.exit_code == 0
    assert "of an earlier reading; what you say counts when it is found again" in gone.stderr


def test_author(invoke: Invoke, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The author is the one given, else of the environment, else the user, whoever that is."""
    args = ("label", HOSTILE_CLAIM.id, "--accept", "--db", db)
    said = invoke(*args, environment={"ATTRIBUTION_AUTHOR": "bo"})
    assert said.stderr.endswith("says bo\n")
    monkeypatch.setattr(getpass, "getuser", lambda: "cy")
    assert invoke(*args).stderr.endswith("says cy\n")

    def nobody() -> NoReturn:
        raise OSError

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert invoke(*args).stderr.endswith("says analyst\n")
