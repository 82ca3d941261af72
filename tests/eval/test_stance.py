"""The script that scores stance and act."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from attribution.claimencoder import BlankModel
from attribution.reading.dossiers import GoldClaim
from attribution.spans import Span
from eval.stance import calibration_error, lexicon, macro_f1, main, swapped_labels
from tests.comparing.test_comparison import claim

DEMO = Path(__file__).parents[2] / "attribution" / "data" / "demo" / "istanbul"


def test_measures_by_hand() -> None:
    """Only labels that occur count; sure and right is calibrated, sure and wrong is not."""
    assert macro_f1([("neutral", "neutral"), ("critical", "neutral")]) == pytest.approx(1 / 3)
    assert calibration_error([1.0, 1.0], [True, True]) == 0
    assert calibration_error([1.0, 1.0], [True, False]) == 0.5
    assert calibration_error([0.5, 0.5], [True, False]) == 0


def test_lexicon_reads_cues_only_unless_told_otherwise() -> None:
    """Without a cue there is nothing to read."""
    praised = claim("the talks were constructive", "AM")
    assert lexicon(praised) == ("neutral", "assert")
    assert lexicon(praised, cue_only=False) == ("supportive", "praise")


def test_only_claims_with_country_names_are_swapped() -> None:
    """A model that says the same of everything changes no label."""
    gold = GoldClaim(id="c", doc="d", anchor=Span(0, 1), speaker="", org="", side="RU",
                     quote_type="direct", stance="neutral", act="assert")  # fmt: skip
    found = [(gold, claim("Russia will sign", "RU")), (gold, claim("we will sign", "RU"))]
    assert swapped_labels(found, BlankModel()) == (0, 1)
    assert swapped_labels(found[1:], BlankModel()) == (0, 0)


def test_dossiers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Both heads with calibration and abstention."""
    out = tmp_path / "out.json"
    arguments = ["--dossiers", str(DEMO), "--model", "fast", "--samples", "5", "--json", str(out)]
    assert main(arguments) == 0
    table = json.loads(out.read_text(encoding="utf-8"))["dossiers"]
    assert table["stance"]["low"] <= table["stance"]["macro_f1"] <= table["stance"]["high"]
    assert table["n"] > 10
    assert "expected calibration error" in capsys.readouterr().out


def test_missing_sets_are_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The message names the file."""
    assert main(["--data", str(tmp_path)]) == 2
    assert "dse_train" in capsys.readouterr().err
