"""Training of the scorer of antecedents."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("sklearn")

import training.antecedents
from attribution.actors import Register
from attribution.claimencoder import BlankModel
from attribution.pipeline import Analyser
from attribution.reading.dossiers import read_split
from attribution.speakers.candidates import FEATURES
from attribution.speakers.pointing import POINTER_INPUTS, Pointer, compared
from attribution.tagging import Tagger
from training.antecedents import (
    PointingExample,
    cross_validated,
    dossier_examples,
    is_called,
)

GOLD = Path(__file__).parents[2] / "training/gold_dossiers"


def examples(n: int) -> list[PointingExample]:
    """Pronouns with three candidates, that with the largest first number right; rules never are."""
    rng = np.random.default_rng(3)
    made = []
    for i in range(n):
        numbers = rng.random((3, len(FEATURES)))
        right = numbers[:, 0] == numbers[:, 0].max()
        rule = np.arange(3) == (int(right.argmax()) + 1) % 3
        made.append(PointingExample(f"d{i % 10}", compared(numbers), right, rule, False))
    return made


def test_what_decides_is_learnt() -> None:
    """Dossiers left out are answered far better than by chance."""
    figures = cross_validated(examples(200), POINTER_INPUTS)
    assert figures["right_by_rules"] == 0
    assert figures["right_among_candidates"] == 100
    assert figures["right_with_scorer"] > 60


@pytest.mark.parametrize(
    ("name", "gold", "is_same"),
    [
        ("Ada Lund", "ada LUND", True),
        ("Danish diplomat in Oslo", "a Danish diplomat in Oslo, who asked not to be named", True),
        ("Ada", "Ada Lund", False),
        ("Ada Lund", "Siv Lund", False),
    ],
)
def test_labelled_speakers_are_recognised(name: str, gold: str, is_same: bool) -> None:
    """Articles and what follows a mention aside; one word alone is not enough."""
    assert is_called(name, gold, Register.load()) is is_same


def test_a_dossier_becomes_examples_and_a_run_leaves_a_scorer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every pronoun that is the source of a labelled claim found, with its candidates."""
    names = sorted(path.name for path in GOLD.iterdir() if path.is_dir())[:2]
    for name in names:
        shutil.copytree(GOLD / name, tmp_path / "gold" / name)
    tagger = Tagger.load("fast")
    analyser = Analyser(tagger=tagger, claim_model=BlankModel(), register=Register.load())
    dossiers = read_split(tmp_path / "gold", None)
    made = [e for dossier in dossiers for e in dossier_examples(dossier, analyser)]
    assert {e.dossier for e in made} <= set(names)
    assert any(e.is_right.any() for e in made)
    assert all(len(e.numbers) == len(e.is_right) == len(e.by_rule) for e in made)
    monkeypatch.setattr(Tagger, "load", lambda: tagger)
    monkeypatch.setattr(training.antecedents, "cross_validated", lambda rows, _: {"n": len(rows)})
    monkeypatch.setattr("sys.argv", ["x", str(tmp_path / "gold"), "--output", str(tmp_path / "w")])
    training.antecedents.main()
    assert json.loads(capsys.readouterr().out)["dossiers"] == 2
    assert Pointer(tmp_path / "w").threshold == training.antecedents.THRESHOLD
