"""Agreement of two annotators, by hand and on the shipped labels."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.agreement import ROOT, cohen_kappa, compared, label_f1, main


def test_kappa_by_hand() -> None:
    """Chance agreement counts nothing."""
    assert cohen_kappa([("a", "a"), ("b", "b")]) == 1.0
    assert cohen_kappa([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")]) == 0.0
    assert cohen_kappa([("a", "a")]) == 1.0
    assert label_f1([("a", "a"), ("a", "b"), ("b", "b")], "a") == pytest.approx(2 / 3)


def test_every_pair_of_different_sides_is_compared() -> None:
    """A pair that only one annotator relates counts as unrelated for the other."""
    label = {"quote_type": "direct", "stance": "neutral", "act": "assert"}
    gold = {
        "claims": [{"id": name, "side": side, **label} for name, side in
                   (("a", "X"), ("b", "Y"), ("c", "X"), ("d", "JOINT"))],
        "relations": [{"a": "a", "b": "b", "relation": "agree"}],
    }  # fmt: skip
    second = {
        "claims": {"a": {**label, "target": "none", "act": "deny"}},
        "relations": [{"a": "c", "b": "b", "relation": "partial"}],
    }
    fields, relations = compared(gold, second)
    assert fields["act"] == [("assert", "deny")]
    assert fields["target"] == []
    assert sorted(relations) == [("agree", "unrelated"), ("unrelated", "partial")]


def test_shipped_labels_were_given_twice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Six hundred claims and more, a third of the relations, in substantial agreement."""
    assert main(["--json", str(tmp_path / "out.json")]) == 0
    table = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert table["stance"]["n"] >= 600
    assert table["act"]["kappa"] > 0.8
    assert "relations" in capsys.readouterr().out


def test_relations_alone_can_be_compared(capsys: pytest.CaptureFixture[str]) -> None:
    """The training dossiers' second labels are of relations; no line stands for what they lack."""
    assert main(["--second", str(ROOT / "training/gold_dossiers/second_annotator.jsonl")]) == 0
    printed = capsys.readouterr().out
    assert "stance" not in printed
    assert "contradict" in printed


def test_missing_labels_are_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The message names the file."""
    assert main(["--second", str(tmp_path / "none.jsonl")]) == 2
    assert "none.jsonl" in capsys.readouterr().err
