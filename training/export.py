"""Networks to compressed ONNX with a manifest.

`python -m training.export tagger runs/tagger --weights attribution/weights/tagger`
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from safetensors.torch import load_file
from torch import nn

from attribution.claimencoder.model import LABELS as CLAIM_LABELS
from attribution.claimencoder.network import ClaimNetwork, MatterNetwork
from attribution.config import load_config
from attribution.encoders import Manifest, load_tokenizer, read_manifest, write_manifest
from attribution.errors import ModelError
from attribution.linking.features import FEATURE_SIZES
from attribution.linking.scoring import LINKS_FILE
from attribution.tagging.labels import LABELS
from attribution.tagging.network import TaggerNetwork, empty_encoder
from training.config import ClaimConfig, MatterConfig, TaggerConfig
from training.examples import frame_ids
from training.slimming import renew_sharing, slim_folder

__all__ = ["export_claims", "export_matters", "export_network", "export_tagger"]

OPSET = 17
WORDS = "encoder.embeddings.word_embeddings.weight_quantized"
TAGGER_DATA = ({"name": "PolNeAR 1.0, train part", "licence": "none stated at its source"},)
UNLABELLED = (
    {"name": "news on Syria of the Guardian, labelled by the accurate tagger",
     "licence": "none stated at its source"},
    {"name": "texts of the labelled dossiers of this project, labelled by the accurate tagger",
     "licence": "Apache-2.0"},
)  # fmt: skip
CLAIM_DATA = (
    {"name": "labelled dossiers of this project", "licence": "Apache-2.0"},
    {"name": "DSE, train part", "licence": "free to use, citing the paper"},
    {"name": "NewsMTSC, train part", "licence": "MIT-style"},
    {"name": "PLOVER training sentences", "licence": "none stated"},
    {"name": "LingNLI, train part", "licence": "none stated; premises from MultiNLI"},
    {"name": "CAD-NLI, train part", "licence": "Apache-2.0"},
    {"name": "ConjNLI, train part", "licence": "MIT"},
    {"name": "SNLI, development part", "licence": "CC BY-SA 4.0 upstream"},
    {"name": "CANNOT negations", "licence": "CC BY-SA 4.0"},
    {"name": "CommitmentBank", "licence": "none stated"},
    {"name": "STS news sentences", "licence": "mixed, includes MSR paraphrase terms"},
)
"""What the manifest says the claim encoder learnt from."""
BASE_ENCODERS = {
    "bert": {"name": "all-MiniLM-L6-v2 (base encoder)", "licence": "Apache-2.0; package MIT"},
    "mpnet": {"name": "all-mpnet-base-v2 (base encoder)", "licence": "Apache-2.0"},
}
"""Model type → what the manifest says of the base."""


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """Names of a network's inputs and of its output, and the output's dynamic axes."""

    inputs: tuple[str, ...]
    output: str
    output_axes: Mapping[int, str]


def export_network(
    network: nn.Module,
    plan: ExportPlan,
    path: Path,
    *,
    quantise: bool = True,
    unquantised: Sequence[str] = (),
) -> Path:
    """Trace `network` to ONNX at `path`, with 8-bit weights unless `quantise` is off.

    Weights of matrix products are quantised per output channel, activations at run time. The
    range is reduced to 7 bits: it cannot overflow on processors without VNNI instructions,
    and on those with them it measured best (docs/experiments.md). Matrices whose names hold one
    of `unquantised` are computed in 32 bits and stored in 16.
    """
    network.eval()  # the exporter would otherwise keep dropout
    example = tuple(torch.ones((1, 8), dtype=torch.int64) for _ in plan.inputs)
    with tempfile.TemporaryDirectory() as folder:
        traced, prepared = Path(folder) / "traced.onnx", Path(folder) / "prepared.onnx"
        torch.onnx.export(
            network, example, str(traced), input_names=list(plan.inputs),
            output_names=[plan.output], opset_version=OPSET, dynamo=False,
            dynamic_axes={**{name: {0: "batch", 1: "pieces"} for name in plan.inputs},
                          plan.output: dict(plan.output_axes)},
        )  # fmt: skip
        path.parent.mkdir(parents=True, exist_ok=True)
        if not quantise:
            shutil.copy(traced, path)
            return path
        quant_pre_process(str(traced), str(prepared), skip_symbolic_shape=True)
        kept = [
            node.name
            for node in onnx.load(prepared).graph.node
            if node.op_type == "MatMul" and any(part in node.name for part in unquantised)
        ]
        quantize_dynamic(
            str(prepared), str(path), weight_type=QuantType.QInt8, per_channel=True,
            reduce_range=True, nodes_to_exclude=kept,
        )  # fmt: skip
    if kept:
        onnx.save(_halved(onnx.load(path), kept), path)
    onnx.checker.check_model(str(path))
    return path


def _halved(model: onnx.ModelProto, names: Sequence[str]) -> onnx.ModelProto:
    """Store the matrices of the nodes `names` in 16 bits; the runtime widens them on loading."""
    stored = {tensor.name: tensor for tensor in model.graph.initializer}
    for node in [node for node in model.graph.node if node.name in names]:
        tensor = stored[node.input[1]]
        half = onnx.numpy_helper.to_array(tensor).astype(np.float16)
        narrow = onnx.numpy_helper.from_array(half, f"{tensor.name}_half")
        model.graph.initializer.remove(tensor)
        model.graph.initializer.append(narrow)
        cast_node = onnx.helper.make_node(
            "Cast", [narrow.name], [tensor.name], to=onnx.TensorProto.FLOAT
        )
        model.graph.node.insert(0, cast_node)
    return model


def load_tagger_network(run: Path, config: TaggerConfig) -> TaggerNetwork:
    """The network that `training.tagger` left in `run`."""
    network = TaggerNetwork(
        empty_encoder(run), n_labels=len(LABELS), link_size=config.model.link_size,
        feature_sizes=FEATURE_SIZES,
    )  # fmt: skip
    network.load_state_dict(load_file(run / "network.safetensors"))
    return network


def export_tagger(
    run: Path, weights: Path, config: TaggerConfig, *, quantise: bool = True
) -> Manifest:
    """Export the tagger in `run` into the folder `weights`; figures are added by `eval`.

    Models beside it that share its word embeddings are told where these stand now.
    """
    path = weights / "model.onnx"
    before, words = (_hash_of(weights), _words_in(path)) if path.is_file() else (None, None)
    plan = ExportPlan(
        ("input_ids", "attention_mask", "case_ids", "space_ids"), "logits",
        {0: "batch", 1: "pieces"},
    )  # fmt: skip
    network = load_tagger_network(run, config)
    export_network(network, plan, path, quantise=quantise, unquantised=config.model.unquantised)
    shutil.copy(run / "tokenizer.json", weights / "tokenizer.json")
    files = ["model.onnx", "tokenizer.json"]
    settings: dict[str, float] = {"window_pieces": config.windows.window_pieces,
                                  "stride_pieces": config.windows.stride_pieces}  # fmt: skip
    shape = network.encoder.config
    settings |= {"hidden_size": shape.hidden_size, "n_layers": shape.num_hidden_layers}
    begin, end = frame_ids(load_tokenizer(run / "tokenizer.json"))
    settings |= {"begin_piece": begin, "end_piece": end}
    settings |= {f"{role}_bias": bias for role, bias in config.model.label_bias.items()}
    if config.model.link_size:
        text = json.dumps(link_tables(network))
        (weights / LINKS_FILE).write_text(text + "\n", encoding="utf-8")
        files.append(LINKS_FILE)
        settings["link_size"] = config.model.link_size
    base = BASE_ENCODERS[network.encoder.config.model_type]
    manifest = Manifest(
        name=f"tagger-{config.model.tier}",
        files=dict.fromkeys(files, ""),
        labels=LABELS,
        settings=settings,
        training=_described(config),
        data=(*TAGGER_DATA, *(UNLABELLED if config.data.unlabelled else ()), base),
    )
    written = _written(weights, manifest, slim=quantise)
    if before and words and words == _words_in(path):
        for other in sorted(weights.parent.glob("*/manifest.json")):
            renew_sharing(other.parent, weights, before)
    return written


def _hash_of(weights: Path) -> str | None:
    """Of the model file that the manifest in `weights` names, if there is one."""
    try:
        return read_manifest(weights, verify=False).files.get("model.onnx")
    except ModelError:
        return None


def _words_in(path: Path) -> bytes | None:
    """The word embeddings in 8 bits that a network's file holds, if it does."""
    tables = onnx.load(str(path), load_external_data=False).graph.initializer
    return next((bytes(t.raw_data) for t in tables if t.name == WORDS), None)


def link_tables(network: TaggerNetwork) -> dict[str, Any]:
    """The numbers of the link heads as `attribution.linking.LinkScorer` reads them."""
    tables: dict[str, Any] = {"format_version": 1}
    for name, head in (("source", network.source_links), ("cue", network.cue_links)):
        none = head.none.tolist()
        tables[name] = {
            "tables": {feature: head.tables[feature].tolist() for feature in head.features},
            "none": [number * head.scale for number in none[:-1]],
            "none_bias": none[-1],
        }
    return tables


def load_claim_network(run: Path) -> ClaimNetwork:
    """The network that `training.claims` left in `run`."""
    network = ClaimNetwork(empty_encoder(run))
    network.load_state_dict(load_file(run / "network.safetensors"))
    return network


def export_claims(
    run: Path, weights: Path, config: ClaimConfig, *, quantise: bool = True,
    shared_with: str | None = None,
) -> Manifest:  # fmt: skip
    """Export the claim encoder in `run` into the folder `weights`.

    Args:
        run: of `training.claims`; its `settings.json`, where there is one, holds temperatures.
        weights: folder to write.
        config: of the run.
        quantise: 8-bit weights.
        shared_with: model beside `weights` whose file holds the same word embeddings; they are
            left out here and read from there.

    Raises:
        ModelError: if the embeddings are not in the other model's file.
    """
    plan = ExportPlan(("input_ids", "attention_mask"), "columns", {0: "batch"})
    network = load_claim_network(run)
    export_network(
        network, plan, weights / "model.onnx", quantise=quantise,
        unquantised=config.unquantised,
    )  # fmt: skip
    shutil.copy(run / "tokenizer.json", weights / "tokenizer.json")
    settings = run / "settings.json"
    manifest = Manifest(
        name="claims",
        files={"model.onnx": "", "tokenizer.json": ""},
        labels=CLAIM_LABELS,
        settings=json.loads(settings.read_text(encoding="utf-8")) if settings.is_file() else {},
        training=_described(config),
        data=(*CLAIM_DATA, BASE_ENCODERS[network.encoder.config.model_type]),
        shared=_leave_out_words(weights, shared_with) if shared_with and quantise else {},
    )
    return _written(weights, manifest, slim=quantise)


def export_matters(
    run: Path, weights: Path, config: MatterConfig, *, quantise: bool = True,
    shared_with: str | None = None,
) -> Manifest:  # fmt: skip
    """Export the encoder of matters in `run` into the folder `weights`.

    Args:
        run: of `training.matters`.
        weights: folder to write.
        config: of the run.
        quantise: 8-bit weights.
        shared_with: as for `export_claims`.

    Raises:
        ModelError: if the embeddings are not in the other model's file.
    """
    plan = ExportPlan(
        ("input_ids", "attention_mask", "content_mask"), "vector", {0: "batch"}
    )  # fmt: skip
    network = MatterNetwork(empty_encoder(run))
    network.load_state_dict(load_file(run / "network.safetensors"))
    export_network(network, plan, weights / "model.onnx", quantise=quantise)
    shutil.copy(run / "tokenizer.json", weights / "tokenizer.json")
    manifest = Manifest(
        name="matters",
        files={"model.onnx": "", "tokenizer.json": ""},
        training=_described(config),
        figures=json.loads((run / "figures.json").read_text(encoding="utf-8")),
        data=(CLAIM_DATA[0], BASE_ENCODERS[network.encoder.config.model_type]),
        shared=_leave_out_words(weights, shared_with) if shared_with and quantise else {},
    )
    return _written(weights, manifest, slim=quantise)


def _written(weights: Path, manifest: Manifest, *, slim: bool) -> Manifest:
    write_manifest(weights, manifest)
    if slim:
        slim_folder(weights)
    return read_manifest(weights)


def _leave_out_words(weights: Path, model: str) -> dict[str, dict[str, Any]]:
    """Cut the word embeddings out of `weights`; say where in the other model's file they are."""
    path, other = weights / "model.onnx", weights.parent / model / "model.onnx"
    network = onnx.load(path)
    (words,) = (t for t in network.graph.initializer if t.name == WORDS)
    at = other.read_bytes().find(words.raw_data)
    if at < 0:
        msg = f"{other}: holds other word embeddings; export without sharing"
        raise ModelError(msg)
    place = {
        "model": model, "file": other.name, "offset": at, "shape": list(words.dims),
        "sha256": read_manifest(other.parent).files[other.name],
    }  # fmt: skip
    words.ClearField("raw_data")
    words.data_location = onnx.TensorProto.EXTERNAL
    words.external_data.add(key="location", value="shared")
    onnx.save(network, path)
    return {WORDS: place}


def _described(config: ClaimConfig | MatterConfig | TaggerConfig) -> dict[str, Any]:
    return cast("dict[str, Any]", json.loads(json.dumps(asdict(config), default=str)))


def main() -> None:
    """Command line of the export."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("model", choices=("tagger", "claims", "matters"))
    parser.add_argument("run", type=Path, help="the training run")
    parser.add_argument("--config", type=Path, help="of that run; by default matters.toml")
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--full-precision", action="store_true", help="32-bit weights")
    parser.add_argument("--shared-with", help="model beside it that holds the word embeddings")
    arguments = parser.parse_args()
    if arguments.config is None and arguments.model != "matters":
        parser.error("say with --config which configuration the run had")
    config = arguments.config or Path("configs/training/matters.toml")
    quantise = not arguments.full_precision
    if arguments.model == "tagger":
        export_tagger(arguments.run, arguments.weights, load_config(config, TaggerConfig),
                      quantise=quantise)  # fmt: skip
    elif arguments.model == "matters":
        export_matters(arguments.run, arguments.weights, load_config(config, MatterConfig),
                       quantise=quantise, shared_with=arguments.shared_with)  # fmt: skip
    else:
        export_claims(arguments.run, arguments.weights, load_config(config, ClaimConfig),
                      quantise=quantise, shared_with=arguments.shared_with)  # fmt: skip


if __name__ == "__main__":
    main()
