"""Documents through one process or several."""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import cast

import pytest

from attribution.cli import working
from attribution.cli.working import Workers
from attribution.errors import AttributionError, ModelError, OffsetError
from attribution.pipeline import Analyser
from attribution.records import Claim, Document
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


def test_a_file_that_cannot_be_read_does_not_stop_the_others(
    tmp_path: Path, invoke: Invoke
) -> None:
    """Its line is the same in one process and in two, and so is what the others give."""
    files = [tmp_path / f"{i}.txt" for i in range(12)]
    for i, file in enumerate(files):
        file.write_text(
            f"{STATEMENT} {'It was late by the quay. ' * (200 * (i == 0))}{i}.", encoding="utf-8"
        )
    files[3].write_bytes(b"\x00\x01" * 400)
    files.insert(5, tmp_path / "none.txt")
    arguments = ("extract", *files, "--model", "fast")
    alone, together = invoke(*arguments), invoke(*arguments, "--jobs", "2")
    assert alone.exit_code == together.exit_code == 2
    assert together.stderr == alone.stderr
    assert len(alone.stderr.splitlines()) == 2
    assert together.stdout == alone.stdout
    read = [Path(json.loads(line)["doc"]).name for line in alone.stdout.splitlines()]
    assert read == [f"{i}.txt" for i in range(12) if i != 3]


def test_nobody_waits_for_processes_that_are_not_needed(tmp_path: Path) -> None:
    """Where the reader of the results stops, the processes end, whatever they have in hand."""
    long = Document.from_text(f"{STATEMENT} " * 3000)
    workers = Workers(tier="fast", threads=1, jobs=2)
    short = Document.from_text(STATEMENT)
    groups = [("a", [short]), *((str(i), [long]) for i in range(20))]
    with closing(workers.run(groups)) as found:
        assert next(found)[0] == "a"
    assert multiprocessing.active_children() == []


def test_a_process_that_cannot_start_is_one_line(tmp_path: Path) -> None:
    """A wrong register stops the workers; the message says how to see why."""
    wrong = tmp_path / "actors.yaml"
    wrong.write_text("people: 7", encoding="utf-8")
    workers = Workers(tier="fast", threads=1, jobs=2, registers=(wrong,))
    with pytest.raises(AttributionError, match="--jobs 1"):
        list(workers.run([("a", [Document.from_text(STATEMENT)])]))


def test_a_document_that_fails_costs_no_other() -> None:
    """The others are read together again; what is wrong with the models is not theirs."""
    calls: list[list[str]] = []
    missing, outside = "weights are missing", "end 9 reaches outside"

    class Fake:
        def analyse(self, documents: Sequence[Document]) -> list[list[Claim]]:
            calls.append([document.text for document in documents])
            if any(document.text == "models" for document in documents):
                raise ModelError(missing)
            if any(document.text == "bad" for document in documents):
                raise OffsetError(outside)
            return [[] for _ in documents]

    def run(*texts: str) -> working.Found:
        documents = [Document.from_text(text) for text in texts]
        return working.analyse_each(cast("Analyser", Fake()), documents)

    first, second, third = run("a", "bad", "c")
    assert (first, third) == ([], [])
    assert str(second) == outside
    assert calls[-1] == ["a", "c"]
    assert isinstance(run("bad")[0], OffsetError)
    with pytest.raises(ModelError):
        run("a", "models")
