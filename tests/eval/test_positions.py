"""The script that scores changed positions."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from attribution.errors import ReadError
from attribution.reading.jsonl import read_jsonl
from eval.positions import GOLD, REVERSAL, counts_at, figures, main, marked


def test_the_examples_are_balanced_and_distinct() -> None:
    """At least twenty pairs a part, half of them reversals, none twice."""
    rows = list(read_jsonl(GOLD))
    for split in ("dev", "test"):
        labels = Counter(row["label"] for row in rows if row["split"] == split)
        assert labels[REVERSAL] >= 10
        assert labels[REVERSAL] * 2 == labels.total() >= 20
        assert set(labels) == {REVERSAL, "update", "same", "other"}
    assert len({(row["first"], row["second"]) for row in rows}) == len(rows)


def test_content_is_marked() -> None:
    """Brackets become a span behind the speaker's name and side."""
    row = {"speaker": "A B", "side": "SE", "first": "A B said [it rained].", "second": "no mark"}
    text = marked(row, "first")
    assert text.text == "A B, SE: A B said it rained."
    assert text.spans["content"].slice(text.text) == "it rained"
    with pytest.raises(ReadError, match="no \\[content\\] in brackets"):
        marked(row, "second")


def test_figures() -> None:
    """Two of three found are right, two of four reversals are found."""
    rows = [{"label": label} for label in (REVERSAL, REVERSAL, REVERSAL, REVERSAL, "same")]
    counts = counts_at(rows, np.array([0.9, 0.95, 0.1, 0.2, 0.99]), 0.9)
    assert figures(counts) == {"precision": 66.7, "recall": 50.0}


def test_the_script_prints_both_parts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Precision and recall of each part, other thresholds and errors when asked for."""
    data, out = tmp_path / "pairs.jsonl", tmp_path / "out.json"
    rows = list(read_jsonl(GOLD))
    few = [row for split in ("dev", "test") for row in rows if row["split"] == split][::12]
    data.write_text("".join(json.dumps(row) + "\n" for row in few), encoding="utf-8")
    arguments = ["--data", str(data), "--model", "fast", "--sweep", "--errors", "2"]
    assert main([*arguments, "--json", str(out)]) == 0
    printed = capsys.readouterr().out
    assert "from 0.50: precision" in printed
    assert set(json.loads(out.read_text(encoding="utf-8"))) == {"dev", "test"}


def test_unusable_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A missing file is one line."""
    assert main(["--data", str(tmp_path / "no.jsonl")]) == 2
    assert capsys.readouterr().err.startswith("error: ")
