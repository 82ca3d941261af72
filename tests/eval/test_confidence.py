"""Calibration figures on made-up confidences whose answers are known."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from attribution.tagging import TaggedSpan
from eval.confidence import (
    Sample,
    collect,
    cross_fitted,
    curve,
    expected_calibration_error,
    fit,
    main,
)
from tests.eval.test_extraction import StubTagger, polnear_row


def made_up(n: int = 4000) -> Sample:
    """Confidences that are far too sure: right as often as their square."""
    rng = np.random.default_rng(3)
    raw = rng.uniform(0.05, 0.99, n)
    return Sample(raw, rng.uniform(size=n) < raw**2, rng.integers(0, 40, n), n_gold=n)


def test_error_is_the_gap_between_confidence_and_accuracy() -> None:
    """By hand: one bin 0.9 sure and half right, one 0.1 sure and never right."""
    confidence = np.array([0.9, 0.9, 0.1, 0.1])
    correct = np.array([True, False, False, False])
    assert expected_calibration_error(confidence, correct) == pytest.approx(0.25)
    assert expected_calibration_error(np.array([1.0, 1.0]), np.array([True, True])) == 0


def test_fit_lowers_the_error_on_other_articles() -> None:
    """Platt scaling repairs confidences that are too sure."""
    sample = made_up()
    before = expected_calibration_error(sample.raw, sample.correct)
    after = expected_calibration_error(cross_fitted(sample), sample.correct)
    assert before > 0.1
    assert after < 0.05
    calibration = fit(sample.raw, sample.correct)
    assert calibration.slope > 0
    assert calibration.bias < 0


def test_curve_trades_recall_for_precision() -> None:
    """Everything is kept at 0; at higher thresholds precision rises and recall falls."""
    sample = made_up()
    rows = curve(sample, sample.raw)
    assert rows[0]["threshold"] == 0
    assert rows[0]["precision"] == rows[0]["recall"]
    assert rows[-1]["precision"] > rows[0]["precision"]
    assert rows[-1]["recall"] < rows[0]["recall"]


def test_collected_samples_know_what_was_right() -> None:
    """One of two attributions is found, and it is right."""
    tagger = StubTagger({"Oda Lien": "source", "said": "cue", "the ferry sails": "content"})
    sample = collect([polnear_row()], tagger, None)
    assert sample.correct.tolist() == [True]
    assert sample.n_gold == 2
    assert sample.raw.tolist() == [1.0]


class Loaded(StubTagger):
    """The stub in place of packaged weights."""

    def __init__(self, _: Path) -> None:
        """Know one attribution of the sample text."""
        super().__init__({"Oda Lien": "source", "said": "cue", "the ferry sails": "content"})

    def tag(self, texts: Sequence[str]) -> list[list[TaggedSpan]]:
        """Half sure of everything."""
        return [
            [TaggedSpan(t.span, t.role, 0.5) for t in tagged] for tagged in super().tag(texts)
        ]  # fmt: skip


def test_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Prints error, scaling and curve; a missing file is one line and exit code 2."""
    data, result = tmp_path / "dev.jsonl", tmp_path / "out.json"
    rows = [{**polnear_row(), "doc": f"d{i}"} for i in range(10)]
    data.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    monkeypatch.setattr("eval.confidence.Tagger", Loaded)
    weights = str(tmp_path)
    plot = tmp_path / "curve.svg"
    arguments = ["--data", str(data), "--weights", weights, "--json", str(result)]
    assert main([*arguments, "--plot", str(plot)]) == 0
    assert f"{tmp_path.name} on dev: attributions at or above a confidence<" in plot.read_text()
    printed = capsys.readouterr().out
    assert "expected calibration error (%): raw 50.0" in printed
    assert set(json.loads(result.read_text())) == {"error_raw", "error", "slope", "bias", "curve"}
    assert main(["--data", str(tmp_path / "no.jsonl"), "--weights", weights]) == 2
    assert "no.jsonl" in capsys.readouterr().err
