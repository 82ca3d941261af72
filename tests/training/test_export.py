"""Exported networks give the numbers that torch gives."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("transformers")
pytest.importorskip("onnx")

import torch

from attribution.encoders import (
    EncoderSession,
    SentenceEmbedder,
)
from attribution.tagging import LABELS
from attribution.tagging.network import TaggerNetwork
from tests.training.conftest import make_tiny_bert, quiet_export
from training.export import ExportPlan, export_embedder, export_network, main

pytestmark = quiet_export
INPUTS = ("input_ids", "attention_mask", "case_ids", "space_ids")
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
    session = EncoderSession(path, n_threads=1)
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
    session = EncoderSession(path, n_threads=1)
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


def test_embedder_is_exported_from_the_command_line(
    tiny_encoder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The exported folder loads as a sentence embedder and gives the mean of torch."""
    weights = tmp_path / "embedder"
    arguments = ["export", "embedder", str(tiny_encoder), "--weights", str(weights)]
    monkeypatch.setattr(sys, "argv", [*arguments, "--full-precision"])
    main()
    embedder = SentenceEmbedder(weights, n_threads=1)
    vectors = embedder.embed(["Oda said it rained.", "No."])
    assert vectors.shape == (2, 32)
    ids = torch.tensor([[101, 2053, 1012, 102]])
    with torch.inference_mode():
        bert = make_tiny_bert()
        bert.train(mode=False)
        mean = bert(input_ids=ids).last_hidden_state.mean(1)[0].numpy()
    assert np.abs(vectors[1] - mean / np.linalg.norm(mean)).max() < 1e-4


def test_embedder_needs_its_tokenizer(tiny_encoder: Path, tmp_path: Path) -> None:
    """A base encoder without tokenizer.json cannot be exported, and no manifest is left."""
    base = tmp_path / "base"
    shutil.copytree(tiny_encoder, base)
    (base / "tokenizer.json").unlink()
    with pytest.raises(FileNotFoundError):
        export_embedder(base, tmp_path / "weights")
    assert not (tmp_path / "weights" / "manifest.json").exists()
