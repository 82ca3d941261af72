"""Training of the trees that weigh evidence on pairs of claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("sklearn")

from sklearn.ensemble import GradientBoostingClassifier

from attribution.claimencoder import ClaimScores
from attribution.comparing import RelationScorer
from attribution.comparing.evidence import CHEAP_EVIDENCE, EVIDENCE
from attribution.comparing.scoring import RELATED
from attribution.reading.dossiers import Dossier, read_split
from attribution.records import RelationKind
from attribution.trees import BoostedTrees
from training.boosting import boosted_table, line_of, mean_table
from training.relations import (
    PairExamples,
    cross_validated,
    fit,
    fit_all,
    kinds_of,
    read_second,
    worth_reading,
    write_scorer,
)

GOLD = Path(__file__).parents[2] / "training/gold_dossiers"
KINDS = tuple(RelationKind)


def examples(n: int) -> list[PairExamples]:
    """Dossiers of fifty pairs; the first number tells which are related, the second how."""
    rng = np.random.default_rng(7)
    made = []
    for _ in range(n):
        numbers = rng.random((50, len(CHEAP_EVIDENCE)))
        kinds = [
            KINDS[int(row[1] * 2.99)] if row[0] > 0.8 else RelationKind.UNRELATED for row in numbers
        ]
        made.append(PairExamples(
            [], ClaimScores(np.zeros((0, 1)), {}), [(0, k + 1) for k in range(50)], kinds, [],
            numbers,
        ))  # fmt: skip
    return made


def evidence_of(made: Sequence[PairExamples]) -> list[np.ndarray]:
    """The cheap numbers, with nothing read."""
    n_read = len(EVIDENCE) - len(CHEAP_EVIDENCE)
    return [np.hstack([e.numbers, np.zeros((50, n_read))]) for e in made]


def test_pairs_worth_reading_are_the_related_ones() -> None:
    """Trees of one half choose well in the other, as many as the share says."""
    made = examples(12)
    chosen = worth_reading(made)
    assert {len(which) for which in chosen} == {20}
    n_kept = sum(made[d].kinds[k] != "unrelated" for d, which in enumerate(chosen) for k in which)
    assert n_kept > 0.9 * sum(kind != "unrelated" for e in made for kind in e.kinds)


def test_what_decides_is_learnt() -> None:
    """Dossiers of the other half are ranked far better than by chance."""
    made = examples(12)
    assert cross_validated(made, evidence_of(made), [np.arange(50)] * 12) > 90


def test_written_trees_are_read_back(tmp_path: Path) -> None:
    """The folder holds everything that the scorer needs."""
    made = examples(8)
    everything = [np.arange(50)] * 8
    tables = fit_all(made, evidence_of(made), everything)
    write_scorer(tmp_path / "made", tables, {"figure": 1.0}, 8)
    scorer = RelationScorer(tmp_path / "made")
    assert scorer.manifest.figures == {"figure": 1.0}
    assert 0 < scorer.setting("least") < 1


def test_table_gives_log_odds() -> None:
    """Rows with the sign have positive logits, others negative ones."""
    rng = np.random.default_rng(1)
    numbers = rng.random((200, 2))
    table = fit(numbers, numbers[:, 1] > 0.7, ["a", "b"])
    logits = BoostedTrees(table, features=["a", "b"]).logits(np.array([[0.5, 0.9], [0.5, 0.1]]))
    assert logits[0] > 0 > logits[1]


def test_a_mean_of_models_is_one_table() -> None:
    """Half of the logit is the line's, half the mean of the trees'."""
    rng = np.random.default_rng(2)
    numbers = rng.random((300, 3)) * [1, 10, 100]
    positive = numbers[:, 2] + rng.normal(0, 20, 300) > 60
    models = [
        GradientBoostingClassifier(n_estimators=5, random_state=k).fit(
            numbers.astype(np.float32), positive
        )
        for k in (1, 2)
    ]
    tables = [
        boosted_table(model, features=["a", "b", "c"], share=float(positive.mean()))
        for model in models
    ]
    line = line_of(numbers, positive, penalty=1.0)
    assert line.slopes[2] > 0
    table = mean_table(tables, line)
    trees = np.mean([model.decision_function(numbers) for model in models], axis=0)
    found = BoostedTrees(table, features=["a", "b", "c"]).logits(numbers)
    assert np.allclose(found, (numbers @ line.slopes + line.start + trees) / 2, atol=1e-4)
    far = numbers.max(axis=0, keepdims=True) + 1e6
    nearest = numbers.max(axis=0, keepdims=True)
    assert BoostedTrees(table, features=["a", "b", "c"]).logits(far) == pytest.approx(
        BoostedTrees(table, features=["a", "b", "c"]).logits(nearest)
    )


def test_second_labels_count_as_much_as_the_first() -> None:
    """Where a second annotator finds nothing related, every related pair is half of one."""
    made = examples(4)
    chosen = [np.arange(50)] * 4
    evidence = evidence_of(made)
    none = [replace(e, second=[RelationKind.UNRELATED] * 50) for e in made]
    alone, both = (fit_all(of, evidence, chosen)[RELATED] for of in (made, none))
    assert [len(k) for k in kinds_of(none, chosen, second=True)] == [50] * 4
    assert kinds_of(made, chosen, second=True) == []
    numbers = np.vstack(evidence)
    surest = [BoostedTrees(t, features=EVIDENCE).logits(numbers).max() for t in (alone, both)]
    assert surest[1] < 1 < surest[0]


@pytest.mark.parametrize(("part", "n"), [("", 57), ("_newsrooms", 32)])
def test_second_labels_are_read_by_dossier(part: str, n: int) -> None:
    """Every one is of a dossier that is there, and of its claims."""
    second = read_second(GOLD / f"second_annotator{part}.jsonl")
    claims = {d.name: {claim.id for claim in d.claims} for d in read_split(GOLD, None)}
    assert len(second) == n
    for name, relations in second.items():
        assert {end for r in relations for end in (r["a"], r["b"])} <= claims[name]


@pytest.mark.parametrize("name", ["relations-dossiers.txt", "relations-accurate-dossiers.txt"])
def test_listed_dossiers_exist(name: str) -> None:
    """The list of dossiers to train on names dossiers that are there, each once."""
    listed = Path(__file__).parents[2] / "configs/training" / name
    names = listed.read_text(encoding="utf-8").split()
    found: list[Dossier] = read_split(GOLD, None)
    assert len(set(names)) == len(names)
    assert set(names) <= {dossier.name for dossier in found}
