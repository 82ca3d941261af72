"""`attribution claims` and `attribution show`."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from attribution.records import Claim
from attribution.store import Store
from tests.cli.conftest import Invoke
from tests.reporting.examples import (
    ARABIC_CLAIM,
    CLAIMS,
    HARBOUR,
    HOSTILE,
    HOSTILE_CLAIM,
    JOINT_CLAIM,
    LONG_CLAIM,
    NO_CUE_CLAIM,
    RELAYED_CLAIM,
    SPLIT_CLAIM,
    make_claim,
    make_document,
)
from tests.store.examples import store_with

CLAIM_KEYS = [
    "id", "document", "document_name", "published", "meeting", "speaker", "speaker_kind", "role",
    "organisation", "side", "sides", "source_text", "cue_text", "content_text", "spans",
    "quote_type", "kind", "nested_in", "stance", "stance_score", "stance_target", "act",
    "act_score", "said_on", "confidence", "section", "via", "resolved_by", "polarity", "modality",
    "judged",
]  # fmt: skip


def flat(text: str) -> str:
    """`text` without the line breaks and rules of a table."""
    return "".join(c for c in text if not c.isspace() and c not in "│─")


@pytest.mark.parametrize("output_format", ["table", "json", "jsonl", "csv", "md"])
def test_formats(
    invoke: Invoke,
    claims_db: Path,
    check_golden: Callable[[str, str], None],
    output_format: str,
) -> None:
    """Every format prints all claims, hostile text included, as data on stdout."""
    result = invoke("claims", "--db", claims_db, "--format", output_format)
    assert result.exit_code == 0
    assert "\x1b" not in result.stdout
    check_golden(f"claims-{output_format}.txt", result.stdout)


def test_hints_are_no_data(invoke: Invoke, claims_db: Path) -> None:
    """Under a table stderr says how to go on; beside data it says nothing."""
    table = invoke("claims", "--db", claims_db)
    assert table.stderr == f"{len(CLAIMS)} claims; open one with: attribution show ID\n"
    for output_format in ("json", "jsonl", "csv", "md"):
        assert invoke("claims", "--db", claims_db, "--format", output_format).stderr == ""


def test_keys_of_a_claim(invoke: Invoke, claims_db: Path) -> None:
    """JSON, JSON Lines and CSV have the documented fields in their order."""
    lists = json.loads(invoke("claims", "--db", claims_db, "--format", "json").stdout)
    lines = invoke("claims", "--db", claims_db, "--format", "jsonl").stdout.splitlines()
    table = invoke("claims", "--db", claims_db, "--format", "csv").stdout
    assert all(list(record) == CLAIM_KEYS for record in lists)
    assert [json.loads(line) for line in lines] == lists
    rows = list(csv.reader(io.StringIO(table, newline="")))
    assert rows[0] == CLAIM_KEYS
    assert [row[0] for row in rows[1:]] == [record["id"] for record in lists]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--side", "se"], [HOSTILE_CLAIM, SPLIT_CLAIM]),
        (["--side", "JOINT"], [JOINT_CLAIM]),
        (["--speaker", "karin"], [HOSTILE_CLAIM, SPLIT_CLAIM]),
        (["--stance", "supportive"], [ARABIC_CLAIM, JOINT_CLAIM]),
        (["--act", "warn"], [LONG_CLAIM]),
        (["--until", "2031-04-01"], [HOSTILE_CLAIM]),
        (["--since", "2031-04-02", "--side", "SE"], [SPLIT_CLAIM]),
        (["--query", "berths"], [SPLIT_CLAIM, NO_CUE_CLAIM]),
        (["--query", '"three berths"'], [NO_CUE_CLAIM]),
        (["--query", "possib*"], [RELAYED_CLAIM]),
        (["--limit", "1"], [HOSTILE_CLAIM]),
        (["--meeting", "harbour TALKS", "--side", "SE"], [HOSTILE_CLAIM, SPLIT_CLAIM]),
        (["--all", "--act", "praise"], [ARABIC_CLAIM]),
    ],
)  # fmt: skip
def test_filters(
    invoke: Invoke, claims_db: Path, options: list[str], expected: list[Claim]
) -> None:
    """Each filter keeps the claims that fit and no others."""
    result = invoke("claims", "--db", claims_db, "--format", "json", *options)
    assert result.exit_code == 0
    found = {record["id"] for record in json.loads(result.stdout)}
    assert found == {claim.id for claim in CLAIMS if claim in expected}


@pytest.mark.parametrize(
    ("output_format", "printed"), [("table", ""), ("json", "[]\n"), ("jsonl", "")]
)
def test_nothing_found(invoke: Invoke, claims_db: Path, output_format: str, printed: str) -> None:
    """Nothing found is exit code 1, an empty list in JSON and a line on stderr."""
    result = invoke("claims", "--db", claims_db, "--side", "BR", "--format", output_format)
    assert (result.exit_code, result.stdout) == (1, printed)
    hint, told = result.stderr.splitlines()
    assert hint.startswith("'BR' is no side here; sides here: ")
    assert told.startswith("No claims found.")


@pytest.mark.parametrize("side", ["UNKNOWN", "media"])
def test_nobody_of_a_reserved_side(invoke: Invoke, claims_db: Path, side: str) -> None:
    """A database where every side is known knows the word for one that is not."""
    result = invoke("claims", "--db", claims_db, "--side", side)
    assert result.exit_code == 1
    assert "is no side here" not in result.stderr


def test_unknown_meeting(invoke: Invoke, claims_db: Path) -> None:
    """A meeting that is not there is named beside those that are."""
    result = invoke("claims", "--db", claims_db, "--meeting", "Spring talks")
    assert result.exit_code == 1
    assert "'Spring talks' is no meeting here; known are: Harbour talks" in result.stderr


@pytest.mark.parametrize("command", ["claims", "speakers"])
def test_part_of_a_meeting(invoke: Invoke, two_meetings: Path, command: str) -> None:
    """Words of one meeting's name are enough; of several they are refused as compare does."""
    args: list[str | Path] = [command, "--db", two_meetings, "--format", "json"]
    whole = invoke(*args, "--meeting", "Norden talks")
    assert whole.exit_code == 0
    assert invoke(*args, "--meeting", "nord").stdout == whole.stdout
    several = invoke(*args, "--meeting", "talks")
    assert (several.exit_code, several.stdout) == (2, "")
    assert "fits several meetings" in several.stderr
    blank = invoke(*args, "--meeting", " ")
    assert "the name of the meeting is empty; known are: Harbour talks; Nord" in blank.stderr
    unknown = invoke(*args, "--meeting", "Spring")
    assert unknown.exit_code == 1
    assert "'Spring' is no meeting here; known are: Harbour talks; Norden" in unknown.stderr


@pytest.mark.parametrize("command", ["claims", "speakers"])
def test_unknown_side(invoke: Invoke, claims_db: Path, command: str) -> None:
    """Where nobody speaks for a side, those for which somebody does are named."""
    result = invoke(command, "--db", claims_db, "--side", "Poland")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("'Poland' is no side here; sides here: JOINT, NORDEN, SE\n")
    filtered = invoke("claims", "--db", claims_db, "--side", "se", "--speaker", "nobody")
    assert "no side here" not in filtered.stderr


def test_missing_database(invoke: Invoke, tmp_path: Path) -> None:
    """Without a database the line says what to do, and none is made."""
    path = tmp_path / "none.db"
    for args in (["claims"], ["show", "abc"], ["compare"]):
        result = invoke(*args, "--db", path)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr == f"error: {path}: no such database; add documents first\n"
    assert not path.exists()


@pytest.mark.parametrize(
    "query",
    ['"', "AND", "*", "a OR", "(", ")", "NEAR(", "content:", "^", "-x", "'; DROP TABLE claims", "",
     "\ud800", "x" * 10_000, '""""', "{a b}: c", "\x00"],
)  # fmt: skip
def test_hostile_queries(invoke: Invoke, claims_db: Path, query: str) -> None:
    """Whatever is asked for is found or not found, never an error."""
    result = invoke("claims", "--db", claims_db, f"--query={query}")
    assert result.exit_code in {0, 1}
    assert "error" not in result.stderr


def test_show_is_whole(
    invoke: Invoke, claims_db: Path, check_golden: Callable[[str, str], None]
) -> None:
    """A claim stands in its paragraph with spans, speaker, reading and document."""
    result = invoke("show", HOSTILE_CLAIM.id, "--db", claims_db)
    assert (result.exit_code, result.stderr) == (0, "")
    check_golden("show.txt", result.stdout)


def test_show_by_prefix(invoke: Invoke, claims_db: Path) -> None:
    """The first digits of an id are enough, in any case."""
    whole = invoke("show", HOSTILE_CLAIM.id, "--db", claims_db)
    assert invoke("show", HOSTILE_CLAIM.id[:8].upper(), "--db", claims_db).stdout == whole.stdout


@pytest.mark.parametrize(("wanted", "problem"), [("zzz", "no such claim"), ("", "more than one")])
def test_show_unknown(invoke: Invoke, claims_db: Path, wanted: str, problem: str) -> None:
    """An id that fits no claim or several is a line with exit code 2."""
    result = invoke("show", wanted, "--db", claims_db)
    assert (result.exit_code, result.stdout) == (2, "")
    assert problem in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_spans_are_slices(invoke: Invoke, claims_db: Path) -> None:
    """Every span of the JSON is the text that stands beside it, cut from the document."""
    with Store.open(claims_db, create=False) as store:
        texts = {d.sha256: d.text for d in store.reader().documents()}
    for claim in CLAIMS:
        record = json.loads(invoke("show", claim.id, "--db", claims_db, "--format", "json").stdout)
        assert list(record) == CLAIM_KEYS
        text = texts[record["document"]]
        for field in ("source", "cue", "content"):
            parts = [text[start:end] for start, end in record["spans"][field]]
            assert " … ".join(parts) == (record[f"{field}_text"] or "")


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.act.value)
def test_text_is_never_markup(invoke: Invoke, claims_db: Path, claim: Claim) -> None:
    """Brackets, tags, emoji and Arabic appear as they are, in the table and in `show`."""
    table = flat(invoke("claims", "--db", claims_db, environment={"COLUMNS": "200"}).stdout)
    shown = flat(invoke("show", claim.id, "--db", claims_db).stdout)
    for span in claim.attribution.contents:
        content = flat(span.slice(claim.document.text))
        assert content[:20] in table
        assert content in shown
    assert "[/quote]<script>alert(1)</script>" in flat(HOSTILE)
    assert flat(HARBOUR.outlet or "") in shown or claim.document is not HARBOUR


def test_escape_sequences(invoke: Invoke, tmp_path: Path) -> None:
    """Escape sequences of a document reach no terminal as such."""
    document = make_document("Karin Lind said \x1b[31mred \x9b2J alert\x07 things.", name="e.txt")
    words = "\x1b[31mred \x9b2J alert\x07 things"
    claim = make_claim(document, words, source="Karin Lind", cue="said")
    path = tmp_path / "e.db"
    store_with(path, (document, [claim])).close()
    for args in (["claims"], ["claims", "--format", "md"], ["claims", "--format", "json"],
                 ["show", claim.id], ["show", claim.id, "--format", "json"]):  # fmt: skip
        result = invoke(*args, "--db", path)
        assert result.exit_code == 0
        assert "red" in result.stdout
        assert not set("\x1b\x07") & set(result.stdout)


def test_database_that_cannot_be_written(
    invoke: Invoke, claims_db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It can be viewed as any other; what would write is one line before any work is done."""
    path = Path(shutil.copy(claims_db, tmp_path / "kept.db"))
    path.chmod(0o444)
    monkeypatch.setattr("attribution.store.database._may_write", lambda _: False)
    text = tmp_path / "text.txt"
    text.write_text("Karin Lind said so.", encoding="utf-8")
    for args in (["claims"], ["show", HOSTILE_CLAIM.id], ["speakers"], ["meetings"],
                 ["meetings", "show"], ["documents"],
                 ["export", "-", "--format", "csv"]):  # fmt: skip
        result = invoke(*args, "--db", path)
        assert (result.exit_code, "error" in result.stderr) == (0, False)
        assert result.stdout
    for args in (["add", str(text)], ["label", HOSTILE_CLAIM.id, "--accept"], ["review"],
                 ["actors", "apply"],
                 ["documents", "remove", HARBOUR.name, "--yes"],
                 ["meetings", "rename", "Harbour talks", "Talks"]):  # fmt: skip
        result = invoke(*args, "--db", path)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr == (
            f"error: {path}: the database cannot be written; check the permissions of file and "
            "folder\n"
        )
    assert sorted(file.name for file in tmp_path.iterdir()) == ["kept.db", "text.txt"]


@pytest.mark.parametrize("output_format", ["csv", "md"])
@pytest.mark.parametrize(
    ("command", "columns"),
    [(("actors", "list", "--query", "Lavrov"), ("id", "name", "office")),
     (("speakers",), ("speaker", "mentions", "resolved_by"))],
)  # fmt: skip
def test_lists_have_their_own_columns(
    invoke: Invoke, claims_db: Path, command: Sequence[str], columns: Sequence[str],
    output_format: str,
) -> None:  # fmt: skip
    """What a list prints as CSV or Markdown are its own columns, not those of claims."""
    extra = ("--db", claims_db) if command[0] == "speakers" else ()
    result = invoke(*command, *extra, "--format", output_format)
    assert result.exit_code == 0
    head = result.stdout.splitlines()[0]
    assert all(column in head for column in columns)
    assert "cue_text" not in head
