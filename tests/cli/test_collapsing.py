"""What several documents copied, in `attribution claims` and `attribution compare`."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from attribution.cli import viewing
from tests.cli.conftest import Invoke
from tests.store.examples import store_with
from tests.wires import COPIED, CUT, EDITED, EDITED_BERTHS, WIRE, told


@pytest.fixture
def wires(tmp_path: Path) -> Path:
    """A database with one agency's text as three outlets print it."""
    path = tmp_path / "wires.db"
    store_with(path, *COPIED.items()).close()
    return path


@pytest.mark.parametrize("output_format", ["table", "md"])
def test_collapsed(
    invoke: Invoke, wires: Path, check_golden: Callable[[str, str], None], output_format: str
) -> None:
    """Each statement once, the others named."""
    result = invoke("claims", "--db", wires, "--collapse", "--format", output_format)
    assert result.exit_code == 0
    check_golden(f"claims-collapsed-{output_format}.txt", result.stdout)


def test_all_are_listed_unless_asked(invoke: Invoke, wires: Path) -> None:
    """No claim is lost; a hint says that some are copies."""
    result = invoke("claims", "--db", wires)
    assert "also in" not in result.stdout
    assert result.stderr == (
        "8 claims; open one with: attribution show ID\n"
        "3 statements told in several documents; list each once with: --collapse\n"
    )
    collapsed = invoke("claims", "--db", wires, "--collapse")
    assert collapsed.stderr == "3 claims; open one with: attribution show ID\n"


def test_json_names_copies(invoke: Invoke, wires: Path) -> None:
    """Every member of a group names the others, with --collapse the one that stands for all."""
    listed = json.loads(invoke("claims", "--db", wires, "--format", "json").stdout)
    named = {claim["id"]: [copy["id"] for copy in claim["also_in"]] for claim in listed}
    one, cut, edited = told(WIRE).id, told(CUT).id, told(EDITED, EDITED_BERTHS).id
    assert len(named) == 8
    assert (named[one], named[cut], named[edited]) == ([cut, edited], [one, edited], [one, cut])
    lines = invoke("claims", "--db", wires, "--format", "jsonl", "--collapse").stdout.splitlines()
    collapsed = [json.loads(line) for line in lines]
    assert collapsed == [claim for claim in listed if claim["document"] == WIRE.sha256]


def test_long_lists_do_not_wait_for_copies(
    invoke: Invoke, wires: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are named only where they are collapsed."""
    monkeypatch.setattr(viewing, "MAX_NAMED", 7)
    assert "also_in" not in invoke("claims", "--db", wires, "--format", "json").stdout
    collapsed = invoke("claims", "--db", wires, "--format", "json", "--collapse").stdout
    assert collapsed.count('"also_in"') == 3


def test_csv_names_copies_only_where_they_are_left_out(invoke: Invoke, wires: Path) -> None:
    """One column more, in words."""
    plain = invoke("claims", "--db", wires, "--format", "csv").stdout
    assert "also_in" not in plain
    table = invoke("claims", "--db", wires, "--format", "csv", "--collapse").stdout
    rows = [*csv.DictReader(io.StringIO(table, newline=""))]
    assert [*rows[0]][-1] == "also_in"
    edited = told(EDITED, EDITED_BERTHS).id
    assert rows[0]["also_in"] == f"The Quay ({told(CUT).id});Harwick Post, edited ({edited})"


def test_a_limit_is_of_statements(invoke: Invoke, wires: Path) -> None:
    """Copies behind the limit are named all the same."""
    result = invoke("claims", "--db", wires, "--collapse", "--limit", "1", "--format", "json")
    (claim,) = json.loads(result.stdout)
    assert len(claim["also_in"]) == 2


def test_filters_before_copies(invoke: Invoke, wires: Path) -> None:
    """Nothing found is nothing found."""
    result = invoke("claims", "--db", wires, "--collapse", "--side", "DK", "--format", "json")
    assert (result.exit_code, result.stdout) == (1, "[]\n")


def test_compare(invoke: Invoke, wires: Path, tmp_path: Path) -> None:
    """Once in every format, the second time from what was kept as well; nothing is left out."""
    page = tmp_path / "page.html"
    first = invoke("compare", "--db", wires, "--model", "fast", "--format", "json", "--html", page)
    record = json.loads(first.stdout)
    assert record["documents"] == {"SE": 3, "NORDEN": 2}
    assert [len(claim["also_in"]) for claim in record["claims"].values()] == [2, 2, 1]
    assert {*record["claims"]} == {claim.id for claim in COPIED[WIRE]}
    assert "left out" not in first.stderr
    again = invoke("compare", "--db", wires, "--model", "fast", "--format", "json")
    assert again.stdout == first.stdout
    for output_format in ("table", "md"):
        shown = invoke("compare", "--db", wires, "--model", "fast", "--format", output_format)
        assert shown.stdout.count("also in:") == 3
    assert page.read_text(encoding="utf-8").count('class="also-in"') == 3
