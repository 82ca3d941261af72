"""Exported networks made faster for the way the product runs them: one text a pass, 8 bits.

`python -m training.slimming attribution/weights/tagger-accurate` changes an exported folder in
place, and the manifests of those that share its word embeddings. Export does it by itself.

Two things are taken away. Nothing is padded, so the attention needs no mask: results stay the
same to the bit. And of a matrix that 8 bits would spoil, only the few rows that meet outliers are
computed in 32 bits (after Dettmers et al., "LLM.int8()", 2022): without those channels its input is
as even as any other.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import helper, numpy_helper

from attribution.encoders import read_manifest, write_manifest
from attribution.errors import ModelError
from attribution.tagging import Tagger

__all__ = ["remove_mask", "renew_sharing", "slim_folder", "split_outliers"]

N_TIMES_MEDIAN: Final = 4.0
"""A channel whose largest value is so many times that of the middle one is an outlier."""
LARGEST_WEIGHT: Final = 63
"""Of the 7 bits that `export` gives a weight."""
N_WINDOWS: Final = 24
"""Windows of text that show where outliers are; the same few channels have them everywhere."""
N_STEP: Final = 24
DOSSIERS: Final = Path(__file__).parent / "gold_dossiers"
Inputs = Mapping[str, NDArray[np.int64]]


def remove_mask(model: onnx.ModelProto) -> int:
    """Take the mask out of every attention of `model`; returns of how many.

    The result reads inputs without padding only. What the mask was made of is removed with it.
    """
    graph = model.graph
    maker = {name: node for node in graph.node for name in node.output}
    n_removed = 0
    for softmax in [node for node in graph.node if node.op_type == "Softmax"]:
        added = maker.get(softmax.input[0])
        if added is None or added.op_type != "Add":
            continue
        scores = [n for n in added.input if n not in maker or maker[n].op_type != "Where"]
        if len(scores) == 1:
            softmax.input[0] = scores[0]
            n_removed += 1
    _remove_unused(graph)
    return n_removed


def _remove_unused(graph: onnx.GraphProto) -> None:
    needed = {output.name for output in graph.output}
    for node in reversed(list(graph.node)):  # a graph's nodes stand in order of use
        if needed.isdisjoint(node.output):
            graph.node.remove(node)
        else:
            needed.update(node.input)
    for held in (graph.input, graph.initializer):
        for unused in [item for item in held if item.name not in needed]:
            held.remove(unused)


def split_outliers(model: onnx.ModelProto, samples: Iterable[Inputs]) -> dict[str, int]:
    """Compute the matrices that `export` left in 32 bits in 8, but for their outliers.

    Args:
        model: as exported; changed in place.
        samples: inputs of the network that show where outliers are.

    Returns:
        Name of the product → number of channels that stay in 32 bits.
    """
    graph = model.graph
    halves = {t.name: t for t in graph.initializer if t.data_type == onnx.TensorProto.FLOAT16}
    casts = {node.output[0]: node for node in graph.node if node.input[0] in halves}
    products = [n for n in graph.node if n.op_type == "MatMul" and n.input[1] in casts]
    if not products:
        return {}
    largest = _largest_values(model, [node.input[0] for node in products], samples)
    n_channels: dict[str, int] = {}
    for node, values in zip(products, largest, strict=True):
        cast = casts[node.input[1]]
        weights = numpy_helper.to_array(halves[cast.input[0]]).astype(np.float32)
        channels = np.flatnonzero(values > N_TIMES_MEDIAN * np.median(values))
        at = list(graph.node).index(node)
        nodes, tables = _split_product(node, weights, channels)
        for i, new in enumerate(nodes):
            graph.node.insert(at + i, new)
        graph.node.remove(node)
        graph.initializer.extend(tables)
        n_channels[node.name] = len(channels)
    _remove_unused(graph)
    return n_channels


def _largest_values(
    model: onnx.ModelProto, names: Sequence[str], samples: Iterable[Inputs]
) -> list[NDArray[np.float32]]:
    """For each inner value (1, n_pieces, n_channels) the largest size of every channel."""
    watched = onnx.ModelProto()
    watched.CopyFrom(model)
    kind = onnx.TensorProto.FLOAT
    watched.graph.output.extend(helper.make_tensor_value_info(name, kind, None) for name in names)
    session = onnxruntime.InferenceSession(
        watched.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    inputs = [node.name for node in session.get_inputs()]
    found = [
        [np.abs(values[0]).max(axis=0) for values in
         session.run(list(names), {name: sample[name] for name in inputs})]
        for sample in samples
    ]  # fmt: skip
    if not found:
        msg = "no text shows where outliers are; give some windows"
        raise ValueError(msg)
    return [np.max(values, axis=0) for values in zip(*found, strict=True)]


def _split_product(
    node: onnx.NodeProto, weights: NDArray[np.float32], channels: NDArray[np.int64]
) -> tuple[list[onnx.NodeProto], list[onnx.TensorProto]]:
    """Nodes and tables that give what `node`, a product with `weights`, gives.

    They are named as quantised ones are, so that `encoders.stored` finds the weights.
    """
    layer, name = node.name.rsplit("/", 1)
    even = weights.copy()
    even[channels] = 0
    scale = np.maximum(np.abs(even).max(axis=0), np.finfo(np.float32).tiny) / LARGEST_WEIGHT
    part = f"{layer}/{name}"
    outliers = f"{layer}/outliers"
    mask = np.ones(len(weights), np.float32)
    mask[channels] = 0
    tables = {
        f"{part}_mask": mask,
        f"{part}_quantized": np.round(even / scale).astype(np.int8),
        f"{part}_scale": scale.astype(np.float32),
        f"{part}_zero_point": np.zeros(weights.shape[1], np.int8),
        f"{outliers}/channels": channels.astype(np.int64),
        f"{outliers}/weights": weights[channels],
    }
    steps: tuple[tuple[str, list[str], list[str], dict[str, Any]], ...] = (
        ("Mul", [node.input[0], f"{part}_mask"], ["even"], {}),
        ("DynamicQuantizeLinear", ["even"], ["input", "input_scale", "input_zero"], {}),
        ("MatMulInteger",
         ["input", f"{part}_quantized", "input_zero", f"{part}_zero_point"], ["product"], {}),
        ("Cast", ["product"], ["cast"], {"to": onnx.TensorProto.FLOAT}),
        ("Mul", ["input_scale", f"{part}_scale"], ["scales"], {}),
        ("Mul", ["cast", "scales"], ["scaled"], {}),
        ("Gather", [node.input[0], f"{outliers}/channels"], ["few"], {"axis": -1}),
        ("MatMul", ["few", f"{outliers}/weights"], ["apart"], {}),
        ("Add", ["scaled", "apart"], [node.output[0]], {}),
    )  # fmt: skip
    known = {*tables, node.input[0], node.output[0]}

    def inner(names: Sequence[str]) -> list[str]:
        return [name if name in known else f"{part}_{name}" for name in names]

    nodes = [
        helper.make_node(
            kind, inner(given), inner(made),
            f"{outliers}/{kind}" if made[0] in {"few", "apart"} else f"{part}_{made[0]}",
            **more,
        )
        for kind, given, made, more in steps
    ]  # fmt: skip
    return nodes, [numpy_helper.from_array(table, name) for name, table in tables.items()]


def slim_folder(folder: Path, texts: Sequence[str] | None = None) -> dict[str, int]:
    """Make the model of an exported folder faster, and renew the manifests that name its file.

    Args:
        folder: of a model; those that share its word embeddings stand beside it.
        texts: that show a tagger's outliers; by default some of the training dossiers.

    Returns:
        As `split_outliers`.

    Raises:
        ModelError: if a manifest is missing or damaged.
    """
    manifest = read_manifest(folder)
    path = folder / "model.onnx"
    model = onnx.load(str(path), load_external_data=False)
    n_channels = {}
    if manifest.settings.get("window_pieces"):
        tagger = Tagger(folder, n_threads=1)
        n_channels = split_outliers(model, islice(tagger.windows(texts or _own_texts()), N_WINDOWS))
    remove_mask(model)
    if not manifest.shared:  # its checker wants every table in the file
        onnx.checker.check_model(model)
    before = manifest.files[path.name]
    onnx.save(model, str(path))
    write_manifest(folder, manifest)
    for other in sorted(folder.parent.glob("*/manifest.json")):
        renew_sharing(other.parent, folder, before)
    return n_channels


def _own_texts() -> list[str]:
    paths = sorted(DOSSIERS.glob("*/*.txt"))[::N_STEP]
    return [path.read_text(encoding="utf-8") for path in paths]


def renew_sharing(folder: Path, changed: Path, before: str) -> None:
    """Say where the tables that `folder` shares stand now in the file of `changed`.

    Args:
        folder: of a model whose manifest is rewritten.
        changed: folder of the model that holds the tables.
        before: hash of its file when it was last looked at; other manifests are left alone.
    """
    manifest = read_manifest(folder, verify=False)
    path = changed / "model.onnx"
    shared = dict(manifest.shared)
    for name, place in manifest.shared.items():
        if place["model"] != changed.name or place["sha256"] != before:
            continue
        tables = onnx.load(str(path), load_external_data=False).graph.initializer
        (table,) = (t for t in tables if t.name == name)
        offset = path.read_bytes().find(table.raw_data)
        sha256 = read_manifest(changed, verify=False).files[path.name]
        shared[name] = {**place, "offset": offset, "sha256": sha256}
    if shared != manifest.shared:
        write_manifest(folder, replace(manifest, shared=shared))


def main(argv: Sequence[str] | None = None) -> int:
    """Command line; exit code 2 where there is no such model."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folders", type=Path, nargs="+", help="exported models")
    for folder in parser.parse_args(argv).folders:
        try:
            n_channels = slim_folder(folder)
        except ModelError as error:
            print(f"error: {error}", file=sys.stderr)
            return 2
        print(f"{folder}: {(folder / 'model.onnx').stat().st_size / 1e6:.1f} MB")
        for name, n in n_channels.items():
            print(f"  {name}: {n} channels in 32 bits")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
