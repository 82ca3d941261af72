"""Training of the encoder of matters."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("transformers")
pytest.importorskip("onnx")
pytest.importorskip("sklearn")

import torch
from safetensors.torch import load_file

from attribution.claimencoder import MarkedText
from attribution.claimencoder.matters import MatterEncoder, encode_content
from attribution.claimencoder.network import MatterNetwork
from attribution.encoders import load_tokenizer
from attribution.reading.dossiers import read_dossier
from attribution.records import JOINT
from attribution.spans import Span
from tests.training.conftest import ONE_PASS, make_tiny_bert, quiet_export
from training import matters
from training.config import MatterConfig
from training.export import export_matters
from training.loop import save_network

pytestmark = quiet_export
GOLD = Path(__file__).parents[2] / "training/gold_dossiers"
TEXTS = (
    "The bridge is shut.",
    "Nobody shut the bridge.",
    "Wages rise.",
    "Wages fell, he said.",
)


def config(tmp_path: Path, encoder: Path) -> MatterConfig:
    """A run of two passes."""
    return MatterConfig(
        seed=3, encoder=str(encoder), output=tmp_path / "run", dossiers=tmp_path,
        dev_dossiers=tmp_path, optimisation=replace(ONE_PASS, epochs=2, dropout=0.0),
    )  # fmt: skip


def example(encoder: Path) -> matters.MatterExample:
    """Two matters of two claims each; pairs within a side are not labelled."""
    tokenizer = load_tokenizer(encoder / "tokenizer.json")
    related = np.full((4, 4), matters.UNKNOWN, dtype=np.float32)
    for i, j, value in ((0, 1, 1), (2, 3, 1), (0, 3, 0), (1, 2, 0)):
        related[i, j] = related[j, i] = value
    return matters.MatterExample(
        [encode_content(MarkedText(text), tokenizer) for text in TEXTS], related
    )


def test_labels_tell_related_others_and_unknown() -> None:
    """Claims of one side are unknown; every labelled relation is there."""
    dossier = read_dossier(GOLD / "arica-sea-access")
    names = [claim.id for claim in dossier.claims]
    related = matters.related_claims(dossier, names)
    side = {claim.id: claim.side for claim in dossier.claims}
    assert (related == related.T).all()
    assert (related == 1).sum() == 2 * len({frozenset((r.a, r.b)) for r in dossier.relations})
    for i, a in enumerate(names):
        for j, b in enumerate(names):
            if side[a] == side[b]:
                assert related[i, j] == matters.UNKNOWN


def test_joint_statements_count_where_some_are_related() -> None:
    """Their pairs without a relation are then unrelated; in other dossiers nobody labelled them."""
    told, untold = (
        read_dossier(GOLD / name) for name in ("antwerp-diamond-tracing", "addis-vaccine-plant")
    )
    for dossier, others in ((told, {0.0, 1.0}), (untold, {matters.UNKNOWN})):
        names = [claim.id for claim in dossier.claims]
        related = matters.related_claims(dossier, names)
        is_joint = np.array([claim.side == JOINT for claim in dossier.claims])
        assert set(np.unique(related[is_joint][:, ~is_joint])) == others


def test_vectors_keep_their_order(tiny_encoder: Path) -> None:
    """Texts are sorted by length inside and put back."""
    network = MatterNetwork(make_tiny_bert()).eval()
    inputs = example(tiny_encoder).inputs
    with torch.inference_mode():
        together = matters.vectors_of(network, inputs)
        for row, one in zip(together, inputs, strict=True):
            assert torch.allclose(matters.vectors_of(network, [one])[0], row, atol=1e-5)


def test_the_loss_falls_as_related_claims_come_near(tiny_encoder: Path) -> None:
    """Steps down its gradient part the two matters of the example."""
    torch.manual_seed(0)
    learner = matters.MatterLearner(make_tiny_bert())
    made = example(tiny_encoder)
    optimiser = torch.optim.Adam(learner.parameters(), lr=5e-3)
    losses = []
    for _ in range(30):
        loss = matters.matter_loss(learner, made, temperature=0.07)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        losses.append(loss.item())
    assert losses[-1] < losses[0] / 3
    assert matters.average_precision(learner, [made]) == 100.0


def test_a_run_is_trained_resumed_and_exported(
    tiny_encoder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The exported vectors are torch's; a finished run that starts again takes no step more."""
    made = example(tiny_encoder)
    monkeypatch.setattr(matters, "read_examples", lambda *_, **__: [made])
    run = config(tmp_path, tiny_encoder)
    matters.train(run)
    first = (run.output / "network.safetensors").read_bytes()
    matters.train(run)
    assert (run.output / "network.safetensors").read_bytes() == first
    manifest = export_matters(run.output, tmp_path / "weights", run, quantise=False)
    assert set(manifest.figures) == {"related_average_precision_dev"}
    network = MatterNetwork(make_tiny_bert())
    network.load_state_dict(load_file(run.output / "network.safetensors"))
    network.eval()
    item = MarkedText(TEXTS[1], {"content": Span(0, 6)})
    with torch.inference_mode():
        tokenizer = load_tokenizer(tiny_encoder / "tokenizer.json")
        expected = matters.vectors_of(network, [encode_content(item, tokenizer)]).numpy()
    found = MatterEncoder(tmp_path / "weights", n_threads=1).vectors([item])
    assert np.abs(found - expected).max() < 1e-4


def test_a_run_shares_word_embeddings(tiny_encoder: Path, tmp_path: Path) -> None:
    """Exported beside a model with the same, it is smaller and gives the same vectors."""
    run = config(tmp_path, tiny_encoder)
    tokenizer = load_tokenizer(tiny_encoder / "tokenizer.json")
    save_network(MatterNetwork(make_tiny_bert()), tokenizer, run.output)
    (run.output / "figures.json").write_text("{}")
    for name in ("one", "two"):
        export_matters(
            run.output, tmp_path / name, run, shared_with="one" if name == "two" else None
        )
    one, two = tmp_path / "one", tmp_path / "two"
    assert (two / "model.onnx").stat().st_size < (one / "model.onnx").stat().st_size
    items = [MarkedText(text) for text in TEXTS]
    alone, sharing = (MatterEncoder(folder, n_threads=1).vectors(items) for folder in (one, two))
    assert np.array_equal(alone, sharing)


def test_a_temperature_of_nothing_is_refused(tmp_path: Path) -> None:
    """The message names the value."""
    with pytest.raises(ValueError, match="temperature is 0, expected more than 0"):
        replace(config(tmp_path, tmp_path), temperature=0)
