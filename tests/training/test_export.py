"""Exported networks give the numbers that torch gives."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("transformers")
pytest.importorskip("onnx")

import torch

from attribution.claimencoder import ClaimEncoder, MarkedText
from attribution.claimencoder.heads import columns_of
from attribution.claimencoder.inputs import encode_marked
from attribution.claimencoder.network import ClaimNetwork
from attribution.encoders import OnnxSession, load_tokenizer
from attribution.errors import ModelError
from attribution.spans import Span
from attribution.tagging import LABELS
from attribution.tagging.network import TaggerNetwork
from tests.training.conftest import ONE_PASS, make_tiny_bert, quiet_export
from training.config import ClaimConfig, ClaimData
from training.export import ExportPlan, export_claims, export_network
from training.loop import save_network

pytestmark = quiet_export
INPUTS = ("input_ids", "attention_mask", "case_ids", "space_ids")
CLAIMS = ClaimConfig(
    seed=1, encoder="", output=Path(), data=ClaimData(), optimisation=ONE_PASS
)  # fmt: skip
PLAN = ExportPlan(INPUTS, "logits", {0: "batch", 1: "pieces"})


def make_network() -> TaggerNetwork:
    """A tiny tagger whose case and spacing embeddings matter."""
    network = TaggerNetwork(make_tiny_bert(), n_labels=len(LABELS))
    torch.nn.init.normal_(network.case_embeddings.weight)
    torch.nn.init.normal_(network.space_embeddings.weight)
    return network


def example(n_pieces: int) -> dict[str, np.ndarray]:
    """Inputs of one window."""
    rng = np.random.default_rng(n_pieces)
    high = {"input_ids": 30522, "attention_mask": 2, "case_ids": 4, "space_ids": 4}
    inputs = {name: rng.integers(0, high[name], (1, n_pieces)) for name in INPUTS}
    return {**inputs, "attention_mask": np.ones((1, n_pieces), dtype=np.int64)}


@pytest.mark.parametrize(("quantise", "tolerance"), [(False, 1e-4), (True, 0.15)])
def test_exported_network_agrees_with_torch(
    tmp_path: Path, *, quantise: bool, tolerance: float
) -> None:
    """At full precision to 1e-4; with 8-bit weights roughly; at any length."""
    network = make_network()
    path = export_network(network, PLAN, tmp_path / "new" / "model.onnx", quantise=quantise)
    session = OnnxSession(path, n_threads=1)
    for n_pieces in (3, 8, 150):
        inputs = example(n_pieces)
        with torch.inference_mode():
            expected = network(*(torch.from_numpy(inputs[name]) for name in INPUTS)).numpy()
        (found,) = session.run([inputs])
        assert found.shape == (1, n_pieces, len(LABELS))
        assert np.abs(found - expected).max() < tolerance


def test_exported_network_heeds_the_mask(tmp_path: Path) -> None:
    """Pieces that the mask hides change nothing for the others."""
    path = export_network(make_network(), PLAN, tmp_path / "model.onnx", quantise=False)
    session = OnnxSession(path, n_threads=1)
    inputs = example(9)
    cut = {name: values[:, :6] for name, values in inputs.items()}
    inputs["attention_mask"][:, 6:] = 0
    padded, short = session.run([inputs, cut])
    assert np.abs(padded[:, :6] - short).max() < 1e-4


def test_quantised_file_is_smaller(tmp_path: Path) -> None:
    """8 bits in place of 32."""
    network = make_network()
    full = export_network(network, PLAN, tmp_path / "full.onnx", quantise=False)
    small = export_network(network, PLAN, tmp_path / "small.onnx")
    assert small.stat().st_size < full.stat().st_size / 2


def make_claim_run(tiny_encoder: Path, folder: Path) -> ClaimNetwork:
    """A run of `training.claims` as it leaves it, with a tiny encoder."""
    network = ClaimNetwork(make_tiny_bert())
    save_network(network, load_tokenizer(tiny_encoder / "tokenizer.json"), folder)
    (folder / "settings.json").write_text('{"temperature_stance": 2.0}')
    return network


def test_claim_encoder_is_exported_and_read(tiny_encoder: Path, tmp_path: Path) -> None:
    """The exported folder loads and gives the columns of torch; temperatures calibrate."""
    network = make_claim_run(tiny_encoder, tmp_path / "run")
    export_claims(tmp_path / "run", tmp_path / "claims", CLAIMS, quantise=False)
    model = ClaimEncoder(tmp_path / "claims", n_threads=1)
    item = MarkedText("Oda said it rained.", {"source": Span(0, 3), "content": Span(9, 18)})
    scores = model.claims([item, MarkedText("No.")])
    ids = torch.from_numpy(encode_marked(item, load_tokenizer(tiny_encoder / "tokenizer.json")))
    network.train(mode=False)
    with torch.inference_mode():
        columns = network(ids[None], torch.ones_like(ids)[None])[0].numpy()
    assert np.abs(scores.columns[0] - columns).max() < 1e-3
    logits = columns[columns_of("stance")] / 2.0
    expected = np.exp(logits) / np.exp(logits).sum()
    assert np.abs(scores.probabilities("stance")[0] - expected).max() < 1e-3
    pairs = model.pairs([(item, MarkedText("No."))])
    assert pairs.columns.shape == scores.columns[:1].shape


def test_word_embeddings_stand_in_one_file(tiny_encoder: Path, tmp_path: Path) -> None:
    """A model that shares them is smaller, gives the same numbers and checks the other file."""
    make_claim_run(tiny_encoder, tmp_path / "run")
    for name in ("one", "two"):
        export_claims(tmp_path / "run", tmp_path / name, CLAIMS,
                      shared_with="one" if name == "two" else None)  # fmt: skip
    one, two = tmp_path / "one", tmp_path / "two"
    saved = (one / "model.onnx").stat().st_size - (two / "model.onnx").stat().st_size
    assert saved > 30_000 * 32 * 0.9
    item = [MarkedText("Oda said it rained.")]
    alone, sharing = (ClaimEncoder(folder, n_threads=1).claims(item) for folder in (one, two))
    assert np.array_equal(alone.columns, sharing.columns)
    manifest = json.loads((one / "manifest.json").read_text())
    manifest["files"]["model.onnx"] = "0" * 64
    (one / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(ModelError, match="not the weights that claims shares"):
        ClaimEncoder(two, n_threads=1)


def test_embeddings_of_another_model_are_not_shared(tiny_encoder: Path, tmp_path: Path) -> None:
    """Where the tables differ the export says so."""
    make_claim_run(tiny_encoder, tmp_path / "run")
    other = tmp_path / "other"
    other.mkdir()
    (other / "model.onnx").write_bytes(b"not the same")
    with pytest.raises(ModelError, match="other word embeddings"):
        export_claims(tmp_path / "run", tmp_path / "claims", CLAIMS, shared_with="other")
