"""Exported files give back the modules that they were made from."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("transformers")
pytest.importorskip("onnx")

import torch
import transformers
from transformers import PreTrainedModel

from attribution.claimencoder.network import ClaimNetwork, restore_claims
from attribution.encoders.stored import StoredNetwork, read_network
from attribution.encoders.torch_runtime import TorchSession, restore_encoder
from attribution.errors import ModelError
from attribution.tagging import LABELS
from attribution.tagging.network import (
    TaggerNetwork,
    empty_encoder,
    load_encoder,
    restore_tagger,
)
from tests.training.conftest import make_tiny_bert, quiet_export
from training.export import ExportPlan, export_network

pytestmark = quiet_export
NetworkT = TypeVar("NetworkT", bound=torch.nn.Module)
INPUTS = ("input_ids", "attention_mask", "case_ids", "space_ids")
TAGGER = ExportPlan(INPUTS, "logits", {0: "batch", 1: "pieces"})
CLAIMS = ExportPlan(INPUTS[:2], "columns", {0: "batch"})


def make_tiny_mpnet() -> PreTrainedModel:
    """A random encoder of two layers with relative positions."""
    torch.manual_seed(11)
    config = transformers.MPNetConfig(
        vocab_size=90, hidden_size=24, num_hidden_layers=2, num_attention_heads=3,
        intermediate_size=40, max_position_embeddings=64, attn_implementation="eager",
    )  # fmt: skip
    return transformers.MPNetModel(config, add_pooling_layer=False)


def stirred(network: NetworkT) -> NetworkT:
    """The network as if trained: no two tables are the same."""
    for parameter in network.parameters():
        parameter.data += 0.2 * torch.randn_like(parameter)
    return network.eval()


def make_tagger(encoder: PreTrainedModel) -> TaggerNetwork:
    """A tagger with links."""
    return stirred(TaggerNetwork(encoder, n_labels=len(LABELS), link_size=4))


def make_claims() -> ClaimNetwork:
    """A claim encoder."""
    return stirred(ClaimNetwork(make_tiny_mpnet()))


def example(n_pieces: int) -> dict[str, np.ndarray]:
    """Inputs of one window of the tiny vocabulary."""
    rng = np.random.default_rng(n_pieces)
    inputs = {name: rng.integers(2, 4, (1, n_pieces)) for name in INPUTS}
    inputs["input_ids"] = rng.integers(4, 90, (1, n_pieces))
    return {**inputs, "attention_mask": np.ones((1, n_pieces), dtype=np.int64)}


def columns(network: torch.nn.Module, *names: str) -> np.ndarray:
    """What a network says of nine pieces."""
    inputs = example(9)
    with torch.inference_mode():
        found: np.ndarray = network.eval()(*(torch.from_numpy(inputs[n]) for n in names)).numpy()
    return found


@pytest.mark.parametrize("make", [make_tiny_bert, make_tiny_mpnet])
def test_unquantised_tagger_comes_back_whole(make: type[PreTrainedModel], tmp_path: Path) -> None:
    """Heads, layers, epsilon and every table: the numbers are the same."""
    network = make_tagger(make())
    path = export_network(network, TAGGER, tmp_path / "model.onnx", quantise=False)
    restored = restore_tagger(read_network(path))
    assert np.allclose(columns(restored, *INPUTS), columns(network, *INPUTS), atol=1e-5)


@pytest.mark.parametrize("unquantised", [(), ("layer.1/output/dense",)])
def test_quantised_weights_are_widened(tmp_path: Path, unquantised: tuple[str, ...]) -> None:
    """Every weight is within half a step of the original; those kept in 16 bits nearer."""
    network = make_tagger(make_tiny_mpnet())
    path = export_network(network, TAGGER, tmp_path / "model.onnx", unquantised=unquantised)
    restored = dict(restore_tagger(read_network(path)).named_parameters())
    for name, parameter in network.named_parameters():
        if name.startswith(("source_links", "cue_links")):
            continue
        apart = float((restored[name] - parameter).abs().max().detach())
        step = 2 * float(parameter.abs().max().detach()) / 127
        assert apart <= (0.001 if unquantised and "1.output.dense" in name else step)


@pytest.mark.parametrize("quantise", [False, True])
def test_claim_encoder_comes_back(tmp_path: Path, *, quantise: bool) -> None:
    """The head over the first piece and the mean too."""
    network = make_claims()
    path = export_network(network, CLAIMS, tmp_path / "model.onnx", quantise=quantise)
    restored = restore_claims(read_network(path))
    difference = columns(restored, *INPUTS[:2]) - columns(network, *INPUTS[:2])
    assert np.abs(difference).max() < (0.1 if quantise else 1e-5)


@pytest.mark.parametrize("make", [make_tiny_bert, make_tiny_mpnet])
def test_batches_change_nothing_but_rounding(make: type[PreTrainedModel]) -> None:
    """Inputs of any lengths, padded together, give what each gives alone, in order."""
    inputs = [example(n) for n in (3, 20, 7, 7, 1)]
    for network in (make_tagger(make()), ClaimNetwork(make())):
        wanted = INPUTS if isinstance(network, TaggerNetwork) else INPUTS[:2]
        items = [{name: item[name] for name in wanted} for item in inputs]
        alone = TorchSession(network, n_batch=1).run(items)
        together = TorchSession(network, n_batch=3).run(items)
        for a, b in zip(alone, together, strict=True):
            assert a.shape == b.shape
            assert np.allclose(a, b, atol=1e-5)
    assert TorchSession(network).run([]) == []


def test_files_of_other_kinds_are_model_errors(tmp_path: Path) -> None:
    """Other bytes, a graph that is no encoder, and an encoder without its heads."""
    path = tmp_path / "model.onnx"
    path.write_bytes(b"not a model")
    with pytest.raises(ModelError, match=r"model\.onnx: not an ONNX file"):
        read_network(path)
    export_network(torch.nn.Embedding(9, 4), ExportPlan(("ids",), "rows", {}), path,
                   quantise=False)  # fmt: skip
    with pytest.raises(ModelError, match="not an encoder that this release exports"):
        read_network(path)
    with pytest.raises(ModelError, match=r"no 'encoder\.embeddings\.word_embeddings\.weight'"):
        restore_encoder(StoredNetwork({}, head_size=8, epsilon=1e-5))
    export_network(make_claims(), CLAIMS, path, quantise=False)
    with pytest.raises(ModelError, match=r"case_embeddings\.weight: .* has no such values"):
        restore_tagger(read_network(path))


def test_weights_of_another_shape_are_a_model_error(tmp_path: Path) -> None:
    """A head with fewer columns than this release reads."""
    network = make_claims()
    network.head = torch.nn.Linear(48, 5)
    path = export_network(network, CLAIMS, tmp_path / "model.onnx", quantise=False)
    with pytest.raises(ModelError, match=r"head\.weight: .* has shape \(5, 48\)"):
        restore_claims(read_network(path))


def test_fused_attention_agrees_with_the_plain_one(tmp_path: Path) -> None:
    """MPNet through the fused kernel gives what MPNet gives, padding included."""
    torch.manual_seed(2)
    shape = transformers.MPNetConfig(
        vocab_size=50, hidden_size=16, num_hidden_layers=2, num_attention_heads=2,
        intermediate_size=32, max_position_embeddings=40,
    )  # fmt: skip
    transformers.MPNetModel(shape, add_pooling_layer=False).save_pretrained(tmp_path)
    plain, fused = empty_encoder(tmp_path), load_encoder(tmp_path)
    plain.load_state_dict(fused.state_dict())
    plain.eval()
    fused.eval()
    ids = torch.randint(4, 50, (2, 9))
    mask = torch.ones_like(ids)
    mask[1, 5:] = 0
    inputs = {"input_ids": ids, "attention_mask": mask}
    expected = plain(**inputs).last_hidden_state
    found = fused(**inputs).last_hidden_state
    assert torch.allclose(expected[0], found[0], atol=1e-5)
    assert torch.allclose(expected[1, :5], found[1, :5], atol=1e-5)
    assert load_encoder(tmp_path, n_layers=1).config.num_hidden_layers == 1
