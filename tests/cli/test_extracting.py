"""`attribution extract`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import STATEMENT, Invoke
from tests.cli.test_viewing import CLAIM_KEYS

pytestmark = pytest.mark.usefixtures("loaded_models")


def test_order_and_fields(invoke: Invoke, tmp_path: Path) -> None:
    """One object a document in the order given, standard input and copies among them."""
    first, second = tmp_path / "b.txt", tmp_path / "a.txt"
    first.write_text(STATEMENT, encoding="utf-8")
    second.write_text(f"News: {STATEMENT}", encoding="utf-8")
    result = invoke("extract", first, "-", second, first, stdin=f"Again. {STATEMENT}")
    assert (result.exit_code, result.stderr) == (0, "")
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [record["doc"] for record in records] == [str(first), "-", str(second), str(first)]
    for record in records:
        assert list(record) == ["doc", "attributions"]
        (claim,) = record["attributions"]
        assert list(claim) == CLAIM_KEYS
        assert claim["cue_text"] == "said"
        assert claim["side"] == "SE"


def test_path_as_given(invoke: Invoke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document is called what the user called it."""
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(STATEMENT, encoding="utf-8")
    for given in ("a.txt", "./a.txt", f"../{tmp_path.name}/a.txt"):
        assert json.loads(invoke("extract", given).stdout)["doc"] == given


def test_one_bad_file(invoke: Invoke, tmp_path: Path) -> None:
    """A file that cannot be read is a line on stderr; the others are printed."""
    good, empty = tmp_path / "good.txt", tmp_path / "empty.txt"
    good.write_text(STATEMENT, encoding="utf-8")
    empty.touch()
    result = invoke("extract", empty, good, tmp_path / "none.txt")
    assert result.exit_code == 2
    assert [json.loads(line)["doc"] for line in result.stdout.splitlines()] == [str(good)]
    assert len(result.stderr.splitlines()) == 2


def test_no_statements(invoke: Invoke) -> None:
    """A text without statements gives an empty list, a line and exit code 1."""
    result = invoke("extract", "-", stdin="Rain fell on the empty quay.")
    assert (result.exit_code, result.stderr) == (1, "No statements found.\n")
    assert json.loads(result.stdout) == {"doc": "-", "attributions": []}


def test_nothing_readable(invoke: Invoke) -> None:
    """Empty standard input is unreadable."""
    result = invoke("extract", "-", stdin="")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "error: -: empty; nothing to read\n"
