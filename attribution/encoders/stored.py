"""The weights in an exported ONNX file, by the names that they have in the PyTorch module.

Importing this module needs the extra `[torch]` or `[train]`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import onnx
from numpy.typing import NDArray

from attribution.errors import ModelError

__all__ = ["StoredNetwork", "read_network"]

FloatArray = NDArray[np.float32]
_QUANTISED: Final = "_quantized"
_OUTLIERS: Final = "/outliers/Gather"
_PRODUCTS: Final = {"MatMul", "MatMulInteger"}


@dataclass(frozen=True, slots=True, eq=False)
class StoredNetwork:
    """What an ONNX file says of a network.

    Attributes:
        weights: parameter name, such as `encoder.embeddings.LayerNorm.bias`, → its values.
        head_size: columns of one attention head.
        epsilon: of the layer normalisations.
    """

    weights: Mapping[str, FloatArray]
    head_size: int
    epsilon: float


def read_network(
    path: Path, *, shared: Mapping[str, NDArray[np.uint8]] | None = None
) -> StoredNetwork:
    """Read a file that `training.export` made, with 8-bit weights or without.

    Args:
        path: the ONNX file.
        shared: values that stand elsewhere, by name (`Manifest.shared_arrays`).

    Raises:
        ModelError: if the file is damaged or not an encoder of this project.
    """
    try:
        graph = onnx.load(str(path), load_external_data=False).graph
    except Exception as error:  # protobuf's exceptions share no public base
        msg = f"{path}: not an ONNX file ({error}); reinstall the package"
        raise ModelError(msg) from error
    tables = _tables(graph, shared or {})
    weights: dict[str, FloatArray] = {
        name: np.asarray(table, dtype=np.float32)
        for name, table in tables.items()
        if table.dtype == np.float32
    }
    try:
        # The exporter renames and transposes the matrices of linear layers; the node that
        # multiplies by one is still called after its layer: /encoder/…/key/MatMul_quant.
        for node in graph.node:
            if node.op_type in _PRODUCTS and (table := weights.get(node.input[1])) is not None:
                layer = ".".join(node.name.strip("/").split("/")[:-1])
                weights[f"{layer}.weight"] = table.T
        _put_back_outliers(graph, tables, weights)
        return StoredNetwork(weights, _head_size(graph, tables), _epsilon(graph))
    except (StopIteration, IndexError) as error:
        msg = f"{path}: not an encoder that this release exports; reinstall the package"
        raise ModelError(msg) from error


def _put_back_outliers(
    graph: onnx.GraphProto,
    tables: Mapping[str, NDArray[np.generic]],
    weights: dict[str, FloatArray],
) -> None:
    """Columns of a matrix that are multiplied apart; see `training.slimming`."""
    for node in graph.node:
        if node.op_type == "Gather" and node.name.endswith(_OUTLIERS):
            layer = node.name.removesuffix(_OUTLIERS).strip("/").replace("/", ".")
            whole = weights[f"{layer}.weight"].copy()
            whole[:, tables[node.input[1]].astype(np.int64)] = weights.pop(
                f"{layer}.outliers.weight"
            )
            weights[f"{layer}.weight"] = whole


def _tables(
    graph: onnx.GraphProto, shared: Mapping[str, NDArray[np.uint8]]
) -> dict[str, NDArray[np.generic]]:
    """Every constant of the graph, 8- and 16-bit weights widened to 32 bits."""
    constants = {t.name: t for t in graph.initializer}
    constants |= {
        node.output[0]: node.attribute[0].t for node in graph.node if node.op_type == "Constant"
    }
    tables: dict[str, NDArray[np.generic]] = {
        name: shared[name] if name in shared else onnx.numpy_helper.to_array(tensor)
        for name, tensor in constants.items()
    }
    for name in [name for name in tables if name.endswith(_QUANTISED)]:
        weight = name.removesuffix(_QUANTISED)
        widened = _widened(tables[name], tables[f"{weight}_scale"], tables[f"{weight}_zero_point"])
        tables[name] = tables[weight] = widened
    for node in graph.node:
        if node.op_type == "Cast" and node.input[0] in tables:
            tables[node.output[0]] = tables[node.input[0]].astype(np.float32)
    return tables


def _widened(
    values: NDArray[np.generic], scale: NDArray[np.generic], zero: NDArray[np.generic]
) -> FloatArray:
    """(rows, columns) in 32 bits; scale and zero are of each column or of all."""
    centred = np.subtract(values, zero, dtype=np.float32, casting="unsafe")
    return np.asarray(centred * scale, dtype=np.float32)


def _head_size(graph: onnx.GraphProto, tables: Mapping[str, NDArray[np.generic]]) -> int:
    """Queries are reshaped to (batch, pieces, heads, head size)."""
    shape = next(
        node for node in graph.node
        if node.op_type == "Concat" and "/layer.0/attention/" in node.name and len(node.input) == 4
    )  # fmt: skip
    return int(tables[shape.input[3]].item())


def _epsilon(graph: onnx.GraphProto) -> float:
    node = next(node for node in graph.node if node.op_type == "LayerNormalization")
    return float(next(a.f for a in node.attribute if a.name == "epsilon"))
