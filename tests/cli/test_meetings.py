"""`attribution meetings`: list, show, find, rename, merge, split, assign, describe."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from attribution.store import Run, Store
from tests.cli.conftest import Invoke
from tests.meetings.examples import HARVEST, RIYADH, STATE, WIRE
from tests.store.examples import make_claim, make_document


def names(invoke: Invoke, db: Path) -> dict[str, int]:
    """Meeting → number of documents."""
    rows = json.loads(invoke("meetings", "list", "--db", db, "--format", "json").stdout)
    return {row["name"]: row["documents"] for row in rows}


def test_list_and_show(two_meetings: Path, invoke: Invoke) -> None:
    """Without a command the meetings are listed; one shows its documents."""
    assert set(names(invoke, two_meetings)) == {"Harbour talks", "Norden talks"}
    listed = invoke("meetings", "list", "--db", two_meetings)
    assert "Harbour talks" in listed.stdout
    assert invoke("meetings", "--db", two_meetings).stdout == listed.stdout
    by_environment = invoke("meetings", environment={"ATTRIBUTION_DB": str(two_meetings)})
    assert by_environment.stdout == listed.stdout
    shown = invoke("meetings", "show", "Harbour", "--db", two_meetings, "--format", "json")
    assert len(json.loads(shown.stdout)) == 1


def test_rename_and_merge(two_meetings: Path, invoke: Invoke) -> None:
    """An old name still finds the meeting; merged ones count together."""
    assert (
        invoke("meetings", "rename", "Norden talks", "North", "--db", two_meetings).exit_code == 0
    )
    assert set(names(invoke, two_meetings)) == {"Harbour talks", "North"}
    assert invoke("claims", "--meeting", "Norden talks", "--db", two_meetings).exit_code == 0
    merged = invoke("meetings", "merge", "North", "Harbour", "--db", two_meetings)
    assert "North is part of Harbour talks" in merged.stderr
    assert names(invoke, two_meetings) == {"Harbour talks": 2}
    again = invoke("meetings", "merge", "North", "Harbour talks", "--db", two_meetings)
    assert again.exit_code == 2


def test_names_that_others_have(two_meetings: Path, invoke: Invoke) -> None:
    """Renaming merges nothing, and messages name the meeting that was meant."""
    refused = invoke("meetings", "rename", "Norden", "harbour TALKS", "--db", two_meetings)
    assert refused.exit_code == 2
    assert refused.stderr == (
        "error: 'harbour TALKS' is a meeting here already; to make both one: "
        "attribution meetings merge 'Norden talks' 'Harbour talks'\n"
    )
    assert set(names(invoke, two_meetings)) == {"Harbour talks", "Norden talks"}
    cased = invoke("meetings", "rename", "norden", "NORDEN talks", "--db", two_meetings)
    assert cased.stderr == "Norden talks is now NORDEN talks\n"
    merged = invoke("meetings", "merge", "norden", "harbour", "--db", two_meetings)
    assert "NORDEN talks is part of Harbour talks" in merged.stderr


@pytest.mark.parametrize("args", [["rename", "Norden"], ["split", "Norden", "", "rival"],
                                  ["assign", "", "rival"], ["rename", "", "X"],
                                  ["assign", " ", "rival"], ["merge", "", "Norden"],
                                  ["describe", "", "--place", "Oslo"]])  # fmt: skip
def test_blank_names(two_meetings: Path, invoke: Invoke, args: list[str]) -> None:
    """No meeting gets one, and none is meant by one."""
    given = [*args, ""] if args == ["rename", "Norden"] else args
    result = invoke("meetings", *given, "--db", two_meetings)
    assert result.exit_code == 2
    assert re.match("error: the name of (a|the) meeting is empty; ", result.stderr)
    assert len(result.stderr.splitlines()) == 1
    assert set(names(invoke, two_meetings)) == {"Harbour talks", "Norden talks"}


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (["--start", "2025-05-02", "--end", "2025-05-01"],
         "the last day 2025-05-01 is before the first, 2025-05-02"),
        (["--end", "2025-03-31"], "the last day 2025-03-31 is before the first, 2025-04-01"),
        (["--sides", "Poland and Norway,SE"], "'POLAND AND NORWAY' is no code of a side"),
        (["--sides", "SE,UNKNOWN"], "'UNKNOWN' is no code of a side"),
        ([], "nothing to say of the meeting; give --start, --end, --place or --sides"),
    ],
)  # fmt: skip
def test_wrong_descriptions(
    two_meetings: Path, invoke: Invoke, options: list[str], problem: str
) -> None:
    """They are refused and change nothing."""
    describe = ("meetings", "describe", "Norden", "--db", two_meetings)
    assert invoke(*describe, "--start", "2025-04-01").stderr == "Norden talks: described\n"
    before = invoke("meetings", "--db", two_meetings, "--format", "json").stdout
    result = invoke(*describe, *options)
    assert result.exit_code == 2
    assert problem in result.stderr
    assert invoke("meetings", "--db", two_meetings, "--format", "json").stdout == before


def test_documents_by_name(tmp_path: Path, invoke: Invoke) -> None:
    """A whole name goes before ends of others, which count from a separator on."""
    path = tmp_path / "names.db"
    stored = ("a.txt", "data.txt", "press/b.txt", "wire/b.txt")
    with Store.open(path) as store, store.writer(Run(models={"tagger": "hand"})) as writer:
        for name in stored:
            writer.add(make_document(f"Karin Lind spoke of {name}.", name=name), [])
    for wanted in ("a.txt", "press/b.txt", "/wire/b.txt"):
        filed = invoke("meetings", "assign", wanted, wanted, "--db", path)
        assert f"{wanted}: 1 document filed" in filed.stderr
    missing = invoke("meetings", "assign", "M", "ta.txt", "--db", path)
    assert "error: 'ta.txt' is no document here" in missing.stderr
    several = invoke("meetings", "assign", "M", "b.txt", "--db", path)
    assert several.exit_code == 2
    found = re.findall(r"([0-9a-f]{8}) \((\w+/b.txt)\)", several.stderr)
    assert [name for _, name in found] == ["press/b.txt", "wire/b.txt"]
    filed = invoke("meetings", "assign", "M", found[0][0], "--db", path)
    assert "M: 1 document filed" in filed.stderr
    table = invoke("meetings", "--db", path).stdout
    assert re.search(r"^ M .* 1 +0 *$", table, re.MULTILINE)


def test_assigning_names_the_meeting_meant(two_meetings: Path, invoke: Invoke) -> None:
    """A name of another case is no new meeting, and the message says so."""
    rows = json.loads(
        invoke("meetings", "show", "Harbour", "--db", two_meetings, "--format", "json").stdout
    )
    filed = invoke("meetings", "assign", "norden TALKS", rows[0]["sha256"], "--db", two_meetings)
    assert filed.stderr.startswith("Norden talks: 1 document filed")


def test_assign_and_describe(two_meetings: Path, invoke: Invoke) -> None:
    """A document may be filed twice; one that is not there is one line."""
    rows = json.loads(
        invoke("meetings", "show", "Harbour", "--db", two_meetings, "--format", "json").stdout
    )
    filed = invoke("meetings", "assign", "May round", rows[0]["sha256"][:10], "--db", two_meetings)
    assert "May round: 1 document filed, 0 already there" in filed.stderr
    again = invoke("meetings", "assign", "May round", rows[0]["document"], "--db", two_meetings)
    assert "0 documents filed, 1 already there" in again.stderr
    missing = invoke("meetings", "assign", "May round", "nowhere.txt", "--db", two_meetings)
    assert missing.exit_code == 2
    assert "'nowhere.txt' is no document here" in missing.stderr
    described = invoke("meetings", "describe", "May round", "--start", "2025-05-02", "--place",
                       "Malmö", "--sides", "se, dk", "--db", two_meetings)  # fmt: skip
    assert described.exit_code == 0
    rows = json.loads(invoke("meetings", "list", "--db", two_meetings, "--format", "json").stdout)
    (row,) = [row for row in rows if row["name"] == "May round"]
    assert (row["start"], row["place"], row["sides"]) == ("2025-05-02", "Malmö", "SE; DK")


@pytest.fixture
def rounds_db(tmp_path: Path) -> Path:
    """Two rounds of one negotiation in three documents and a story, none of them filed."""
    path = tmp_path / "rounds.db"
    said = "The first round in Riyadh had been useful"
    claims = {WIRE.sha256: [make_claim(WIRE, said)]}
    with Store.open(path) as store, store.writer(Run(models={"tagger": "hand"})) as writer:
        for document in (WIRE, STATE, RIYADH, HARVEST):
            writer.add(document, claims.get(document.sha256, []))
    return path


def test_find_proposes_and_changes_nothing(
    rounds_db: Path, invoke: Invoke, check_golden: Callable[[str, str], None]
) -> None:
    """Without --apply the meetings are only shown."""
    found = invoke("meetings", "find", "--db", rounds_db)
    assert found.exit_code == 0
    check_golden("meetings-find.txt", found.stdout)
    assert "3 documents of 2 meetings; to file them so: attribution meetings" in found.stderr
    assert invoke("meetings", "list", "--db", rounds_db).exit_code == 1
    as_json = invoke("meetings", "find", "--db", rounds_db, "--format", "json")
    check_golden("meetings-find.json", as_json.stdout)
    as_csv = invoke("meetings", "find", "--db", rounds_db, "--format", "csv").stdout
    assert as_csv.splitlines()[0].replace('"', "").startswith("name,start,end,place")


def test_find_files_and_links(
    rounds_db: Path, invoke: Invoke, check_golden: Callable[[str, str], None]
) -> None:
    """With --apply the documents are filed, rounds ordered, and a claim about the first is its."""
    applied = invoke("meetings", "find", "--apply", "--db", rounds_db)
    assert "filed 3 documents of 2 meetings" in applied.stderr
    listed = invoke("meetings", "list", "--db", rounds_db, "--format", "md")
    check_golden("meetings-list.md", listed.stdout)
    shown = invoke("meetings", "show", "Riyadh", "--db", rounds_db, "--format", "json")
    roles = {row["document"]: (row["role"], row["filed_by"]) for row in json.loads(shown.stdout)}
    assert roles == {"riyadh.txt": ("main", "found"), "wire.txt": ("background", "")}
    claims = json.loads(invoke("claims", "--db", rounds_db, "--format", "json").stdout)
    assert [claim["meeting"] for claim in claims] == ["RU–United States round, Riyadh, 2025-01-16"]
    again = invoke("meetings", "find", "--db", rounds_db)
    assert again.exit_code == 1 or "0 documents" in again.stderr


def test_what_the_analyst_files_wins(rounds_db: Path, invoke: Invoke) -> None:
    """Assigning takes a document out of what was found, and finding never takes it back."""
    invoke("meetings", "find", "--apply", "--db", rounds_db)
    invoke("meetings", "assign", "Embassies", "wire.txt", "--db", rounds_db)
    invoke("meetings", "find", "--apply", "--db", rounds_db)
    shown = invoke("meetings", "show", "Embassies", "--db", rounds_db, "--format", "json")
    (row,) = json.loads(shown.stdout)
    assert (row["document"], row["filed_by"]) == ("wire.txt", "analyst")
    istanbul = invoke("meetings", "show", "Istanbul", "--db", rounds_db, "--format", "json")
    assert [row["document"] for row in json.loads(istanbul.stdout)] == ["state.txt"]


def test_split(rounds_db: Path, invoke: Invoke) -> None:
    """A document is taken out into a new meeting; what is not there is one line."""
    invoke("meetings", "find", "--apply", "--db", rounds_db)
    split = invoke("meetings", "split", "Istanbul", "Side talks", "state.txt", "--db", rounds_db)
    assert split.exit_code == 0
    assert "Side talks: 1 document taken out of RU–United States talks" in split.stderr
    assert names(invoke, rounds_db)["Side talks"] == 1
    again = invoke("meetings", "split", "Istanbul", "Side talks", "state.txt", "--db", rounds_db)
    assert again.exit_code == 2
    assert "none of these documents is filed under" in again.stderr
    same = invoke("meetings", "split", "Side talks", "Side talks", "state.txt", "--db", rounds_db)
    assert same.exit_code == 2
    assert "give the part another name" in same.stderr


def test_find_without_meetings(claims_db: Path, invoke: Invoke) -> None:
    """Where every document is filed nothing is proposed."""
    found = invoke("meetings", "find", "--db", claims_db, "--format", "json")
    assert found.exit_code == 1
    assert json.loads(found.stdout) == []
    assert "No meeting found" in found.stderr
