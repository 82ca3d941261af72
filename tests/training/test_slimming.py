"""Exported networks made faster give the numbers that they gave before."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("transformers")
pytest.importorskip("onnx")

import onnx
import torch

from attribution.claimencoder import ClaimEncoder, MarkedText
from attribution.encoders import OnnxSession, read_manifest
from attribution.encoders.stored import read_network
from attribution.spans import Span
from attribution.tagging import Tagger
from attribution.tagging.network import TaggerNetwork, restore_tagger
from tests.training.conftest import quiet_export
from tests.training.test_restoring import INPUTS, TAGGER, example, make_tagger, make_tiny_mpnet
from training.export import export_network
from training.slimming import main, remove_mask, split_outliers

pytestmark = quiet_export
SPOILT = "layer.1/output/dense"
WEIGHTS = Path(__file__).parents[2] / "attribution" / "weights"
N_OUTLIERS = 2


@pytest.fixture
def network() -> TaggerNetwork:
    """A tagger of which two channels behind an activation function are far larger than others."""
    made = make_tagger(make_tiny_mpnet())
    with torch.no_grad():
        layers: Any = made.encoder.encoder
        layer = layers.layer[1]
        layer.intermediate.dense.bias[:N_OUTLIERS] += 500.0
        layer.output.dense.weight[:, :N_OUTLIERS] *= 0.01
    return made.eval()


def expected(network: TaggerNetwork, n_pieces: int) -> np.ndarray:
    """What torch says of a window."""
    inputs = example(n_pieces)
    with torch.inference_mode():
        found: np.ndarray = network(*(torch.from_numpy(inputs[name]) for name in INPUTS)).numpy()
    return found


def test_mask_is_not_needed_where_nothing_is_padded(tmp_path: Path) -> None:
    """The numbers are the same to the bit, at any length; the input is gone with its nodes."""
    path = export_network(make_tagger(make_tiny_mpnet()), TAGGER, tmp_path / "model.onnx")
    model = onnx.load(path)
    n_nodes = len(model.graph.node)
    assert remove_mask(model) == 2
    assert remove_mask(model) == 0
    assert [given.name for given in model.graph.input] == ["input_ids", "case_ids", "space_ids"]
    assert len(model.graph.node) < n_nodes - 10
    onnx.save(model, tmp_path / "slim.onnx")
    before, after = OnnxSession(path, n_threads=1), OnnxSession(tmp_path / "slim.onnx", n_threads=1)
    for n_pieces in (3, 8, 50):
        inputs = example(n_pieces)
        assert np.array_equal(before.run([inputs])[0], after.run([inputs])[0])


def test_outliers_are_computed_apart(network: TaggerNetwork, tmp_path: Path) -> None:
    """8 bits are as good as 32 once a few channels are; without that they are far worse."""
    path = export_network(network, TAGGER, tmp_path / "kept.onnx", unquantised=(SPOILT,))
    spoilt = export_network(network, TAGGER, tmp_path / "spoilt.onnx")
    model = onnx.load(path)
    told = split_outliers(model, [example(9), example(20)])
    assert list(told.values()) == [N_OUTLIERS]
    assert not [t for t in model.graph.initializer if t.data_type == onnx.TensorProto.FLOAT16]
    onnx.checker.check_model(model)
    onnx.save(model, tmp_path / "split.onnx")
    right = expected(network, 12)
    errors = {
        name: np.abs(OnnxSession(file, n_threads=1).run([example(12)])[0] - right).mean()
        for name, file in (("kept", path), ("split", tmp_path / "split.onnx"), ("spoilt", spoilt))
    }
    assert errors["split"] < 1.5 * errors["kept"]
    assert errors["spoilt"] > 3 * errors["split"]


def test_weights_come_back_from_both_parts(network: TaggerNetwork, tmp_path: Path) -> None:
    """The torch backend finds the outliers' columns in their places, in full."""
    path = export_network(network, TAGGER, tmp_path / "model.onnx", unquantised=(SPOILT,))
    model = onnx.load(path)
    split_outliers(model, [example(9)])
    onnx.save(model, path)
    restored = dict(restore_tagger(read_network(path)).named_parameters())
    (name,) = (n for n in restored if n.endswith("layer.1.output.dense.weight"))
    original = dict(network.named_parameters())[name].detach()
    apart = (restored[name].detach() - original).abs()
    assert apart[:, :N_OUTLIERS].max() < 1e-4
    assert apart.max() < 2 * original.abs().max() / 127


def test_nothing_to_split_and_nothing_to_look_at(network: TaggerNetwork, tmp_path: Path) -> None:
    """A network of 8 bits stays as it is; one with matrices to split needs text."""
    path = export_network(network, TAGGER, tmp_path / "model.onnx")
    assert split_outliers(onnx.load(path), []) == {}
    path = export_network(network, TAGGER, tmp_path / "model.onnx", unquantised=(SPOILT,))
    with pytest.raises(ValueError, match="give some windows"):
        split_outliers(onnx.load(path), [])


def test_folders_that_share_a_table_still_find_it(tmp_path: Path) -> None:
    """A tagger's file becomes shorter: whose word embeddings stand in it is told where."""
    for name in ("tagger", "claims"):
        shutil.copytree(WEIGHTS / name, tmp_path / name)
    text = "Lima said that it would gladly sign."
    items = [MarkedText(text, {"content": Span(10, 36)})]
    before = ClaimEncoder(tmp_path / "claims", n_threads=1).claims(items).columns
    spans = Tagger(tmp_path / "tagger", n_threads=1).tag([text])
    for name in ("tagger", "claims", "tagger"):
        assert main([str(tmp_path / name)]) == 0
    (place,) = read_manifest(tmp_path / "claims").shared.values()
    assert place["sha256"] == read_manifest(tmp_path / "tagger").files["model.onnx"]
    after = ClaimEncoder(tmp_path / "claims", n_threads=1).claims(items).columns
    assert np.array_equal(before, after)
    assert Tagger(tmp_path / "tagger", n_threads=1).tag([text]) == spans


def test_no_model_in_the_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line and exit code 2."""
    assert main([str(tmp_path)]) == 2
    assert "no model here" in capsys.readouterr().err
