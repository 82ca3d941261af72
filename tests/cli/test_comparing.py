"""`attribution compare` and `attribution demo`."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import NoReturn

import pytest
from bs4 import BeautifulSoup

from attribution.records import Speaker, SpeakerKind
from attribution.store import Store
from tests.cli.conftest import Invoke
from tests.cli.test_viewing import CLAIM_KEYS, flat
from tests.reporting.examples import HOSTILE, HOSTILE_CLAIM, make_claim, make_document
from tests.store.examples import store_with

VERDICTS = ("disputed", "scope differs", "agreed", "only RU", "only US")


def compared(invoke: Invoke, *args: str | Path) -> dict[str, object]:
    """The comparison as JSON."""
    result = invoke("compare", *args, "--format", "json")
    assert result.exit_code == 0
    record = json.loads(result.stdout)
    assert isinstance(record, dict)
    return record


def test_only_meeting(invoke: Invoke, claims_db: Path) -> None:
    """Without a name the only meeting is compared, with the documented fields."""
    record = json.loads(invoke("compare", "--db", claims_db, "--format", "json").stdout)
    assert list(record) == ["meeting", "sides", "documents", "points", "claims",
                            "stance_over_time", "changed_positions"]  # fmt: skip
    assert record["meeting"] == "Harbour talks"
    assert set(record["sides"]) == {"SE", "NORDEN"} == set(record["documents"])
    for point in record["points"]:
        assert list(point) == ["id", "label", "verdict", "claims", "silent", "relations"]
        assert set(point["claims"]) | set(point["silent"]) == set(record["sides"])
        assert set(point["silent"].values()) <= {"silent", "no document"}
        assert all(key in record["claims"] for ids in point["claims"].values() for key in ids)
        for relation in point["relations"]:
            assert list(relation) == ["a", "b", "relation", "score"]
    assert all(list(claim) == CLAIM_KEYS for claim in record["claims"].values())


def test_named_meeting(invoke: Invoke, two_meetings: Path) -> None:
    """A whole name, one of another case and words that fit one meeting name it."""
    for name in ("Norden talks", "NORDEN TALKS", "norden"):
        assert compared(invoke, name, "--db", two_meetings)["meeting"] == "Norden talks"


def test_meeting_of_an_older_name(invoke: Invoke, two_meetings: Path) -> None:
    """A name from before a merge leads to the meeting it was merged into."""
    with Store.open(two_meetings) as store, store.writer() as writer:
        writer.merge_meetings("Norden talks", into="Harbour talks")
    assert compared(invoke, "Norden talks", "--db", two_meetings)["meeting"] == "Harbour talks"


@pytest.mark.parametrize(
    ("args", "problem"),
    [([], "several meetings here"), (["talks"], "fits several meetings"),
     (["Spring"], "is no meeting here")],
)  # fmt: skip
def test_unclear_meeting(invoke: Invoke, two_meetings: Path, args: list[str], problem: str) -> None:
    """An ambiguous or unknown meeting is a line that lists the known ones."""
    result = invoke("compare", *args, "--db", two_meetings)
    assert (result.exit_code, result.stdout) == (2, "")
    assert problem in result.stderr
    assert "Harbour talks; Norden talks" in result.stderr


def test_no_meeting_named(invoke: Invoke, tmp_path: Path) -> None:
    """Where no document was filed, all of them are compared; a name is then unknown."""
    document = make_document("Karin Lind said two berths open.", name="a.txt")
    path = tmp_path / "a.db"
    claim = make_claim(document, "two berths open", source="Karin Lind", cue="said")
    store_with(path, (document, [claim])).close()
    assert compared(invoke, "--db", path)["meeting"] == "All documents"
    result = invoke("compare", "Spring", "--db", path)
    assert result.exit_code == 2
    assert "known are: none (file documents with: add --meeting NAME)" in result.stderr


def test_chosen_sides(invoke: Invoke, claims_db: Path) -> None:
    """--sides gives the columns and their order; a side without claims is pointed out."""
    result = invoke("compare", "--db", claims_db, "--sides", "norden, dk,,NORDEN", "--format=json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["sides"] == ["NORDEN", "DK"]
    hint, left_out = result.stderr.splitlines()
    assert hint == "no claims of DK; sides here: NORDEN, SE"
    assert left_out == (
        "left out: 2 claims of sides that are not compared (2 of SE); list them with: "
        "attribution claims --side CODE"
    )
    none = invoke("compare", "--db", claims_db, "--sides", "DK")
    assert (none.exit_code, none.stdout) == (2, "")
    assert none.stderr == "error: no claims of DK; sides here: NORDEN, SE\n"


def test_claims_left_out_are_counted(invoke: Invoke, tmp_path: Path) -> None:
    """Those of an outlet always, those of unknown sides where the columns are chosen."""
    text = "Lind said two berths open. Fenn said it rains. The Quay says fog. A man saw ice."
    document = make_document(text, name="a.txt")
    said = {"two berths open": "SE", "it rains": "IE", "fog": "MEDIA", "ice": "UNKNOWN"}
    claims = [
        make_claim(document, words, speaker=Speaker(name=side, kind=SpeakerKind.PERSON, side=side,
                                                    resolved_by="hand", confidence=0.9))
        for words, side in said.items()
    ]  # fmt: skip
    path = tmp_path / "a.db"
    store_with(path, (document, claims)).close()
    by_default = invoke("compare", "--db", path, "--format", "json").stderr
    assert "left out: 1 claim of sides that are not compared (1 of MEDIA)" in by_default
    chosen = invoke("compare", "--db", path, "--format", "json", "--sides", "SE").stderr
    assert "left out: 3 claims of sides" in chosen
    assert "(1 of IE, 1 of MEDIA, 1 of UNKNOWN); list them with" in chosen


@pytest.mark.parametrize(("output_format", "printed"), [("table", ""), ("json", "[]\n")])
def test_empty_database(invoke: Invoke, tmp_path: Path, output_format: str, printed: str) -> None:
    """Nothing to compare is exit code 1 with a line that says what to do."""
    path = tmp_path / "empty.db"
    Store.open(path).close()
    result = invoke("compare", "--db", path, "--format", output_format)
    assert (result.exit_code, result.stdout) == (1, printed)
    assert result.stderr == "No claims to compare. Add documents with: attribution add FILE\n"


def test_text_is_never_markup(invoke: Invoke, claims_db: Path, tmp_path: Path) -> None:
    """Hostile text is shown as text in the table, in Markdown and in HTML."""
    table = invoke("compare", "--db", claims_db, environment={"COLUMNS": "300"}).stdout
    assert "[sic] is [/quote]" in " ".join(table.split())
    assert "\x1b" not in table
    markdown = invoke("compare", "--db", claims_db, "--format", "md").stdout
    assert "<script>" not in markdown
    page = tmp_path / "page.html"
    result = invoke("compare", "--db", claims_db, "--html", page)
    assert result.exit_code == 0
    assert result.stderr.endswith(f"wrote {page}\n")
    parsed = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    assert flat(HOSTILE) in flat(parsed.get_text())
    assert not any("alert(1)" in script.get_text() for script in parsed.find_all("script"))
    assert HOSTILE_CLAIM.id in str(parsed)
    assert [file.name for file in tmp_path.iterdir()] == ["page.html"]


@pytest.mark.parametrize("command", ["compare", "demo"])
@pytest.mark.parametrize("where", ["missing/page.html", ".", "", "-", "/dev/null", "x" * 300])
def test_page_that_cannot_be_written(
    invoke: Invoke,
    claims_db: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    where: str,
) -> None:
    """A page that can go nowhere is refused before any work, and nothing is left behind."""
    monkeypatch.chdir(tmp_path)
    options = ["--db", str(claims_db)] if command == "compare" else []
    result = invoke(command, *options, "--html", where)
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_page_behind_a_link(invoke: Invoke, claims_db: Path, tmp_path: Path) -> None:
    """A link stays one; the page is written where it leads, also where nothing was yet."""
    link, folder = tmp_path / "page.html", tmp_path / "deep"
    folder.mkdir()
    link.symlink_to(folder / "real.html")
    for _ in range(2):
        assert invoke("compare", "--db", claims_db, "--html", link).exit_code == 0
        assert link.is_symlink()
        assert [file.name for file in folder.iterdir()] == ["real.html"]
        assert (folder / "real.html").read_text(encoding="utf-8").startswith("<!")
    link.unlink()
    link.symlink_to(tmp_path / "none" / "real.html")
    refused = invoke("compare", "--db", claims_db, "--html", link)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert f"error: {link}: no such folder" in refused.stderr


def test_page_is_whole_or_not_there(
    invoke: Invoke, claims_db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where writing fails half-way, an older page stays and no part is left."""
    page = tmp_path / "page.html"
    page.write_text("older", encoding="utf-8")

    def fail(self: Path, target: Path) -> NoReturn:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    result = invoke("compare", "--db", claims_db, "--html", page)
    assert result.exit_code == 2
    assert f"error: {page}: cannot be written (No space left on device)" in result.stderr
    assert page.read_text(encoding="utf-8") == "older"
    assert [file.name for file in tmp_path.iterdir()] == ["page.html"]


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any connection fails the test."""

    def refuse(*args: object) -> NoReturn:
        pytest.fail(f"connects to {args[1:]}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.xdist_group("demo")
@pytest.mark.usefixtures("offline", "loaded_models", "shared_readings")
def test_demo(invoke: Invoke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The demonstration needs nothing, leaves nothing and shows both sides with verdicts."""
    monkeypatch.chdir(tmp_path)
    result = invoke("demo")
    assert result.exit_code == 0
    assert "Russia (RU)" in result.stdout
    assert "United States (US)" in result.stdout
    assert any(verdict in result.stdout for verdict in VERDICTS)
    assert result.stderr.startswith("5 documents with ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.xdist_group("demo")
@pytest.mark.usefixtures("offline", "loaded_models", "shared_readings")
def test_demo_is_kept(invoke: Invoke, tmp_path: Path) -> None:
    """With --db the claims are kept and can be shown; a second time gives the same."""
    db, page = tmp_path / "demo.db", tmp_path / "demo.html"
    first = invoke("demo", "--db", db, "--html", page, "--format", "json")
    assert first.exit_code == 0
    assert f"attribution show ID --db {db}" in first.stderr
    assert page.read_text(encoding="utf-8").startswith("<!")
    claim = next(iter(json.loads(first.stdout)["claims"]))
    assert invoke("show", claim, "--db", db).exit_code == 0
    assert invoke("demo", "--db", db, "--format", "json").stdout == first.stdout
