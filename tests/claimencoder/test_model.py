"""The packaged claim encoder."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from attribution.claimencoder import ClaimEncoder, MarkedText
from attribution.claimencoder.heads import HEADS, VECTOR
from attribution.encoders import weights_folder
from attribution.errors import ModelError
from attribution.records import RelationKind
from attribution.spans import Span


@pytest.fixture(scope="module")
def model() -> ClaimEncoder:
    """The default tier."""
    return ClaimEncoder.load(n_threads=1)


def said(name: str, content: str) -> MarkedText:
    """One half of a pair as `pair_wording` gives it."""
    return MarkedText(
        f"{name}: {content}", {"content": Span(len(name) + 2, len(name) + 2 + len(content))}
    )


def test_probabilities_sum_to_one_and_vectors_have_length_one(model: ClaimEncoder) -> None:
    """Empty, endless and broken texts too; no text is not an error."""
    items = [MarkedText(text) for text in ("Talks ended.", "", "word " * 1000, "🤝 \ud800")]
    scores = model.claims(items)
    for head in HEADS:
        if head != VECTOR:
            assert np.allclose(scores.probabilities(head).sum(axis=1), 1)
    assert np.allclose(np.linalg.norm(model.matters(items), axis=1), 1, atol=1e-5)
    assert len(model.claims([])) == len(model.pairs([])) == len(model.matters([])) == 0


def test_result_does_not_depend_on_neighbours(model: ClaimEncoder) -> None:
    """One claim gives the same numbers alone and in company, and in its place."""
    one, other = MarkedText("Lima rejected the plan."), MarkedText("Shouting filled the hall. " * 5)
    together = model.claims([other, one, other]).columns
    assert np.array_equal(together[1], model.claims([one]).columns[0])


def test_plain_relations_are_told_apart(model: ClaimEncoder) -> None:
    """The same matter alike, denied, and another matter."""
    call = said("Ana Vega, EC", "the two ministers spoke by telephone on Monday")
    pairs = [
        (call, said("Raul Paz, PE", "the ministers talked by telephone on Monday evening")),
        (call, said("Raul Paz, PE", "no telephone call of the ministers took place on Monday")),
        (call, said("Raul Paz, PE", "exports of copper fell by a tenth last year")),
    ]
    best = model.pairs(pairs).probabilities("relation").argmax(axis=1)
    assert [list(RelationKind)[int(i)] for i in best] == [
        RelationKind.AGREE, RelationKind.CONTRADICT, RelationKind.UNRELATED,
    ]  # fmt: skip


def test_similar_claims_are_closer(model: ClaimEncoder) -> None:
    """A paraphrase is nearer than a sentence about something else."""
    sentence, paraphrase, other = model.matters(
        [
            said("A, EC", "The two ministers agreed to reopen the border crossing."),
            said("B, PE", "Both ministers decided that the frontier post will open again."),
            said("C, PE", "Rainfall in the valley was the highest for a decade."),
        ]
    )
    assert sentence @ paraphrase > sentence @ other + 0.2


def test_other_labels_are_a_model_error(tmp_path: Path) -> None:
    """Weights of another task do not load."""
    folder = tmp_path / "claims"
    shutil.copytree(weights_folder("claims"), folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["labels"] = ["yes", "no"]
    (folder / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(ModelError, match="labels are not those of this release"):
        ClaimEncoder(folder)


def test_missing_shared_weights_are_a_model_error(tmp_path: Path) -> None:
    """The word embeddings stand in the tagger's file: without it nothing loads."""
    shutil.copytree(weights_folder("claims-accurate"), tmp_path / "claims-accurate")
    with pytest.raises(ModelError, match="tagger-accurate"):
        ClaimEncoder(tmp_path / "claims-accurate")
