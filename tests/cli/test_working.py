"""Documents through one process or several."""

from __future__ import annotations

from pathlib import Path

import pytest

from attribution.cli import working
from attribution.cli.working import Workers
from attribution.errors import AttributionError
from attribution.pipeline import Analyser
from attribution.records import Document
from tests.cli.conftest import STATEMENT, Invoke


def test_groups_come_back_in_order(analyser: Analyser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Models are loaded once, and not at all without documents."""
    loaded: list[object] = []

    def load(*arguments: object) -> Analyser:
        loaded.append(arguments)
        return analyser

    monkeypatch.setattr(working, "load_analyser", load)
    assert list(Workers(tier="fast", threads=1).run([("none", [])])) == [("none", [])]
    assert loaded == []
    one = Document.from_text(STATEMENT)
    results = list(Workers(tier="fast", threads=1).run([("a", [one]), ("b", []), ("c", [one])]))
    assert [name for name, _ in results] == ["a", "b", "c"]
    assert [len(found) for _, found in results] == [1, 0, 1]
    assert len(loaded) == 1


def test_two_processes_find_the_same(tmp_path: Path, invoke: Invoke) -> None:
    """`--jobs 2` prints what one process prints."""
    for i in range(10):
        (tmp_path / f"{i}.txt").write_text(f"{STATEMENT} Number {i}.", encoding="utf-8")
    arguments = ("extract", *sorted(tmp_path.glob("*.txt")), "--model", "fast")
    alone, together = invoke(*arguments), invoke(*arguments, "--jobs", "2")
    assert alone.exit_code == together.exit_code == 0
    assert together.stdout == alone.stdout


def test_a_process_that_cannot_start_is_one_line(tmp_path: Path) -> None:
    """A wrong register stops the workers; the message says how to see why."""
    wrong = tmp_path / "actors.yaml"
    wrong.write_text("people: 7", encoding="utf-8")
    workers = Workers(tier="fast", threads=1, jobs=2, registers=(wrong,))
    with pytest.raises(AttributionError, match="--jobs 1"):
        list(workers.run([("a", [Document.from_text(STATEMENT)])]))
