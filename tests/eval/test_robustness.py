"""Figures on damaged copies, and labels of statement and attitude."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval import kinds, robustness
from tests.eval.test_confidence import Loaded
from tests.eval.test_extraction import polnear_row


def write_rows(path: Path, *rows: dict[str, Any]) -> Path:
    """JSON Lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_damage_is_compared_with_the_clean_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A copy whose words are lost loses what was found in the clean one."""
    clean = write_rows(tmp_path / "clean.jsonl", polnear_row())
    lost = polnear_row()
    lost["text"] = lost["text"].replace("ferry sails", "FERRY SAILS")
    write_rows(tmp_path / "damaged" / "capitals.jsonl", lost)
    monkeypatch.setattr("eval.robustness.Tagger", Loaded)
    result = tmp_path / "out.json"
    arguments = ["--clean", str(clean), "--weights", str(tmp_path), "--json", str(result)]
    assert robustness.main([*arguments, "--damaged", str(tmp_path / "damaged")]) == 0
    table = json.loads(result.read_text(encoding="utf-8"))
    assert table["clean"]["attribution correct"] == 66.67
    assert table["capitals"]["attribution correct"] == 0
    assert "-66.7" in capsys.readouterr().out
    assert robustness.main([*arguments, "--damaged", str(tmp_path / "none")]) == 2
    assert "no .jsonl files" in capsys.readouterr().err


def test_kinds_are_scored_on_labels_by_offset(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two of three right: F1 by kind, agreement of the annotators, the error."""
    text = "Oda said so. Bo hoped so. Ute liked it."
    data = write_rows(tmp_path / "dev.jsonl", {"doc": "d", "text": text})
    label = {"doc": "d", "first": "statement", "second": "statement"}
    attitude = {**label, "first": "attitude", "second": "attitude"}
    gold = write_rows(
        tmp_path / "gold.jsonl",
        {**label, "cue": [[4, 8]], "kind": "statement"},
        {**attitude, "cue": [[16, 21]], "kind": "attitude"},
        {**label, "cue": [[30, 35]], "kind": "statement"},
    )
    result = tmp_path / "out.json"
    arguments = ["--data", str(data), "--gold", str(gold), "--errors", "3"]
    assert kinds.main([*arguments, "--json", str(result)]) == 0
    assert json.loads(result.read_text()) == {
        "kappa": 1.0, "statement F1": 66.7, "attitude F1": 66.7,
    }  # fmt: skip
    assert "statement, got attitude: 'liked'" in capsys.readouterr().out
    assert kinds.main(["--data", str(tmp_path / "no.jsonl")]) == 2
