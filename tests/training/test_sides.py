"""Training of the scorer of sides."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("sklearn")

from sklearn.ensemble import GradientBoostingClassifier

import training.sides
from attribution.actors import Register
from attribution.claimencoder import BlankModel
from attribution.pipeline import Analyser
from attribution.reading.dossiers import read_split
from attribution.records import UNKNOWN, Speaker, SpeakerKind
from attribution.speakers import SideScorer
from attribution.speakers.evidence import FEATURES, Subject
from attribution.speakers.siding import INPUTS, relative_numbers
from attribution.tagging import Tagger
from attribution.trees import BoostedTrees
from training.sides import (
    N_SEEDS,
    SHAPE,
    SideExample,
    codes_of_names,
    cross_validated,
    dossier_examples,
    fit,
    probabilities,
    same_codes,
)

GOLD = Path(__file__).parents[2] / "training/gold_dossiers"
SPEAKER = Speaker(name="Ada Lund", kind=SpeakerKind.PERSON, side=UNKNOWN, confidence=0.4)


def examples(n: int) -> list[SideExample]:
    """Subjects with four answers; the one whose first number is largest is right."""
    rng = np.random.default_rng(3)
    made = []
    for i in range(n):
        numbers = rng.random((4, len(FEATURES)))
        right = np.zeros(4, dtype=np.int64)
        right[numbers[:, 0].argmax()] = 2
        made.append(SideExample(
            f"d{i % 10}", Subject(SPEAKER, ((0, 0),)), relative_numbers(numbers), right, 0, 2,
        ))  # fmt: skip
    return made


def test_exported_trees_give_what_was_fitted() -> None:
    """The mean of what the library's models of several seeds say."""
    made = examples(60)
    table = fit(made, seed=5)
    numbers = np.vstack([e.numbers for e in made])
    right = np.concatenate([e.n_right > 0 for e in made])
    said = []
    for seed in range(5, 5 + N_SEEDS):
        model = GradientBoostingClassifier(random_state=seed, **SHAPE)
        model.fit(numbers.astype(np.float32), right, sample_weight=np.full(len(right), 2**0.5))
        said.append(model.decision_function(numbers.astype(np.float32)))
    found = BoostedTrees(json.loads(json.dumps(table)), features=INPUTS).logits(numbers)
    assert found == pytest.approx(np.mean(said, axis=0), abs=1e-3)


def test_what_decides_is_learnt() -> None:
    """Dossiers left out are answered far better than by chance."""
    made = examples(200)
    figures = cross_validated(made)
    assert figures["side_by_rules"] == 0
    assert figures["side_with_scorer"] > 60
    chances = probabilities(BoostedTrees(fit(made), features=INPUTS), made[0])
    assert chances.sum() == pytest.approx(1.0)


def test_codes_of_unlisted_bodies_are_matched_one_to_one() -> None:
    """Those that meet most often; states are not renamed."""
    pairs = [("DWU", "DOCKERS")] * 3 + [("HARBOUR", "DOCKERS")] + [("NO", "DOCKERS")] * 9
    assert same_codes(pairs, Register.load()) == {"DOCKERS": "DWU"}


def test_a_code_that_both_use_is_no_other_body() -> None:
    """A speaker taken for another of the same meeting renames neither body."""
    pairs = [("DWU", "DWU")] * 3 + [("HAUL", "DWU"), ("DWU", "HARBOUR")]
    assert same_codes(pairs, Register.load()) == {}


def test_a_dossier_becomes_examples_and_a_run_leaves_a_scorer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every labelled claim found of an open or placed speaker is counted once."""
    name = random.Random(1).choice(sorted(p.name for p in GOLD.iterdir() if p.is_dir()))
    shutil.copytree(GOLD / name, tmp_path / "gold" / name)
    (dossier,) = read_split(tmp_path / "gold", None)
    tagger = Tagger.load("fast")
    analyser = Analyser(tagger=tagger, claim_model=BlankModel(), register=Register.load())
    made = list(dossier_examples(dossier, analyser))
    assert 0 < sum(e.n_claims for e in made) <= len(dossier.claims)
    assert all(e.n_right.max() <= e.n_claims for e in made)
    monkeypatch.setattr(Tagger, "load", lambda: tagger)
    monkeypatch.setattr(training.sides, "N_FOLDS", 1)
    monkeypatch.setattr(training.sides, "cross_validated", lambda rows: {"claims": len(rows)})
    monkeypatch.setattr("sys.argv", ["x", str(tmp_path / "gold"), "--output", str(tmp_path / "w")])
    training.sides.main()
    assert json.loads(capsys.readouterr().out)["subjects"] > 0
    scorer = SideScorer(tmp_path / "w")
    assert 0 < scorer.threshold(2) < scorer.threshold(1) < 1


def test_codes_of_bodies_named_alike_are_one() -> None:
    """A code that no rule has met yet; states and what is told already stay out."""
    dossier = read_split(GOLD / "montevideo-pro-tempore-seat")[0]
    names = {"MESAUNIDA": "Mesa Unida", "PY": "Paraguay"}
    register = Register.load()
    assert codes_of_names(names, dossier.claims, {}, register) == {"MESAUNIDA": "MESA"}
    assert codes_of_names(names, dossier.claims, {"X": "MESA"}, register) == {}
