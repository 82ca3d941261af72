"""How many operations of matrix products a model needs, and how fast this processor could do them.

The peak is what ONNX Runtime itself reaches on large products, one on each thread: unsigned 8-bit
inputs by signed 8-bit weights, as in the layers of the packaged encoders, and 32 bits, as in their
attention. A share of 100 % would mean that nothing takes time but products at that speed.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from attribution.claimencoder import ClaimModel, ClaimScores, MarkedText
from attribution.claimencoder.inputs import encode_marked, encode_pair
from attribution.claimencoder.model import CLAIM_TIERS, N_CLAIM_PIECES
from attribution.encoders import (
    OnnxSession,
    encode_text,
    load_tokenizer,
    plan_windows,
    read_manifest,
    weights_folder,
)
from attribution.tagging import TIERS, SpanTagger, TaggedSpan

__all__ = [
    "N_ROUNDS",
    "PEAK_SIZES",
    "CountedClaims",
    "CountedTagger",
    "Operations",
    "Peak",
    "ProductShape",
    "measure_peak",
]

PEAK_SIZES: Final = (512, 1024, 2048)
"""Rows and columns of the products; which is fastest depends on the processor's caches."""
N_ROUNDS: Final = 3


@dataclass(frozen=True, slots=True)
class Operations:
    """Operations of matrix products, two for each multiply and add, by number format."""

    integer: float = 0.0
    floating: float = 0.0

    def __add__(self, other: Operations) -> Operations:
        """Both together."""
        return Operations(self.integer + other.integer, self.floating + other.floating)

    def divided_by(self, n: float) -> Operations:
        """One of `n` equal parts."""
        return Operations(self.integer / n, self.floating / n)

    @property
    def total(self) -> float:
        """In either format."""
        return self.integer + self.floating


@dataclass(frozen=True, slots=True)
class Peak:
    """Operations a second of large matrix products in 8 and in 32 bits."""

    integer: float
    floating: float

    def seconds(self, operations: Operations) -> float:
        """The least time that the operations could take."""
        return operations.integer / self.integer + operations.floating / self.floating

    def share(self, operations: Operations, seconds: float) -> float:
        """That time in percent of the time taken."""
        return round(100 * self.seconds(operations) / seconds, 1)


@dataclass(frozen=True, slots=True)
class ProductShape:
    """The matrix products of an encoder's layers; its heads, under 1 %, are left out.

    Attributes:
        integer: 8-bit operations for each piece.
        floating: 32-bit operations for each piece.
        attention: 32-bit operations for each pair of pieces.
    """

    integer: int
    floating: int
    attention: int

    @classmethod
    def of_file(cls, path: Path) -> ProductShape:
        """Read the shape from an exported ONNX file."""
        graph = onnx.load(str(path), load_external_data=False).graph
        sizes = {table.name: tuple(table.dims) for table in graph.initializer}
        sizes |= {
            node.output[0]: sizes[node.input[0]]
            for node in graph.node
            if node.op_type == "Cast" and node.input[0] in sizes
        }
        layers = [node for node in graph.node if "/layer." in node.name]
        integer = [sizes[node.input[1]] for node in layers if node.op_type == "MatMulInteger"]
        products = [node.input[1] for node in layers if node.op_type == "MatMul"]
        floating = [sizes[name] for name in products if name in sizes]
        (width,) = {size[0] for name, size in sizes.items() if name.endswith("LayerNorm.bias")}
        return cls(
            integer=2 * sum(rows * columns for rows, columns in integer),
            floating=2 * sum(rows * columns for rows, columns in floating),
            attention=2 * width * (len(products) - len(floating)),
        )

    def operations(self, n_pieces: int) -> Operations:
        """Of one pass over `n_pieces`."""
        pairs = self.attention * n_pieces**2
        return Operations(self.integer * n_pieces, self.floating * n_pieces + pairs)


def measure_peak(n_threads: int, *, sizes: Sequence[int] = PEAK_SIZES) -> Peak:
    """Time products of two square matrices, one on each thread at a time; the best size counts.

    Args:
        n_threads: as the encoders use them.
        sizes: rows and columns.
    """
    peaks = [_peak_of_size(n_threads, size) for size in sizes]
    return Peak(max(peak.integer for peak in peaks), max(peak.floating for peak in peaks))


def _peak_of_size(n_threads: int, size: int) -> Peak:
    rng = np.random.default_rng(0)
    left = rng.integers(0, 256, (size, size), dtype=np.uint8)
    right = rng.integers(-64, 64, (size, size), dtype=np.int8)  # the range of the weights
    points = [np.array(128, np.uint8), np.array(0, np.int8)]
    return Peak(
        integer=_rate("MatMulInteger", left, [right, *points], n_threads),
        floating=_rate("MatMul", left.astype(np.float32), [right.astype(np.float32)], n_threads),
    )


def _rate(
    product: str, left: np.ndarray, constants: Sequence[np.ndarray], n_threads: int
) -> float:  # fmt: skip
    """Operations a second of the best of `N_ROUNDS`."""
    names = [f"constant{i}" for i in range(len(constants))]
    kind = helper.np_dtype_to_tensor_dtype(left.dtype)
    result = TensorProto.INT32 if product == "MatMulInteger" else kind
    graph = helper.make_graph(
        [helper.make_node(product, ["left", *names], ["result"])], "peak",
        [helper.make_tensor_value_info("left", kind, left.shape)],
        [helper.make_tensor_value_info("result", result, left.shape)],
        [numpy_helper.from_array(*pair) for pair in zip(constants, names, strict=True)],
    )  # fmt: skip
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "peak.onnx"
        onnx.save(model, str(path))
        session = OnnxSession(path, n_threads=n_threads)
    n_each = max(1, PEAK_SIZES[-1] // len(left)) ** 2  # short products would time the threads
    inputs = [{"left": left}] * (n_each * n_threads)
    seconds = []
    for _ in range(N_ROUNDS + 1):  # the first one warms up
        started = time.perf_counter()
        session.run(inputs)
        seconds.append(time.perf_counter() - started)
    return float(len(inputs) * 2 * left.shape[0] ** 3 / min(seconds[1:]))


class CountedTagger:
    """A tagger that counts the operations of what it reads."""

    def __init__(self, tagger: SpanTagger, tier: str) -> None:
        """Count for `tagger`, whose weights are those of the tier."""
        folder = weights_folder(TIERS[tier])
        settings = read_manifest(folder, verify=False).settings
        self._window, self._stride = int(settings["window_pieces"]), int(settings["stride_pieces"])
        self._shape = ProductShape.of_file(folder / "model.onnx")
        self._tokenizer = load_tokenizer(folder / "tokenizer.json")
        self._tagger = tagger
        self.operations = Operations()

    def tag(self, texts: Sequence[str]) -> list[list[TaggedSpan]]:
        """What the tagger says; windows have two boundary pieces each."""
        for text in texts:
            n_pieces = len(encode_text(text, self._tokenizer))
            for window in plan_windows(n_pieces, window=self._window, stride=self._stride):
                self.operations += self._shape.operations(window.end - window.start + 2)
        return self._tagger.tag(texts)


class CountedClaims:
    """A claim encoder that counts the operations of what it reads."""

    def __init__(self, model: ClaimModel, tier: str) -> None:
        """Count for `model`, whose weights are those of the tier."""
        folder = weights_folder(CLAIM_TIERS[tier])
        self._shape = ProductShape.of_file(folder / "model.onnx")
        self._tokenizer = load_tokenizer(folder / "tokenizer.json")
        self._model = model
        self.operations = Operations()

    def claims(self, items: Sequence[MarkedText]) -> ClaimScores:
        """What the model says of single claims."""
        for item in items:
            ids = encode_marked(item, self._tokenizer, max_pieces=N_CLAIM_PIECES)
            self.operations += self._shape.operations(len(ids))
        return self._model.claims(items)

    def pairs(self, items: Sequence[tuple[MarkedText, MarkedText]]) -> ClaimScores:
        """What the model says of pairs."""
        for a, b in items:
            self.operations += self._shape.operations(len(encode_pair(a, b, self._tokenizer)))
        return self._model.pairs(items)

    def matters(self, items: Sequence[MarkedText]) -> NDArray[np.float64]:
        """What the model says of single claims; its products are not counted."""
        return self._model.matters(items)
