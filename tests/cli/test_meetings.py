"""`attribution meetings`: list, show, rename, merge, assign, describe."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Invoke


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
