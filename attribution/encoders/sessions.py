"""The backends that run an encoder: ONNX Runtime, or PyTorch on the same weights."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from attribution.encoders.manifest import Manifest
from attribution.encoders.runtime import OnnxSession
from attribution.errors import ModelError

if TYPE_CHECKING:
    from torch import nn

    from attribution.encoders.stored import StoredNetwork

__all__ = ["BACKENDS", "DEFAULT_BACKEND", "EncoderSession", "open_session"]

BACKENDS: Final = ("onnx", "torch")
"""`onnx` needs nothing beyond the package; `torch` needs the extra `[torch]` and uses a GPU."""
DEFAULT_BACKEND: Final = "onnx"


class EncoderSession(Protocol):
    """Runs one model on the inputs of texts."""

    def run(self, inputs: Sequence[Mapping[str, NDArray[np.int64]]]) -> list[NDArray[np.float32]]:
        """The output of every input, in order.

        Args:
            inputs: for each item the model's inputs, arrays of shape (1, n_pieces).

        Returns:
            For each item an array of shape (1, …).
        """
        ...

    def run_lazily(
        self, inputs: Iterable[Mapping[str, NDArray[np.int64]]]
    ) -> Iterator[NDArray[np.float32]]:
        """Like `run`, one result after another; at most a few are held in memory."""
        ...


def open_session(
    folder: Path,
    manifest: Manifest,
    *,
    backend: str = DEFAULT_BACKEND,
    n_threads: int | None = None,
    restore: Callable[[StoredNetwork], nn.Module],
) -> EncoderSession:
    """The model in `folder`, ready to run.

    Args:
        folder: holds `model.onnx`.
        manifest: of the folder.
        backend: one of `BACKENDS`.
        n_threads: default: the number of processors.
        restore: builds the PyTorch module of the model from its stored weights; only the torch
            backend calls it.

    Raises:
        ModelError: if the backend is unknown or not installed, or the file is damaged.
    """
    path, shared = folder / "model.onnx", manifest.shared_arrays(folder)
    if backend == "onnx":
        return OnnxSession(path, n_threads=n_threads, shared=shared)
    if backend != "torch":
        msg = f"backend {backend!r} is unknown; choose from {', '.join(BACKENDS)}"
        raise ModelError(msg)
    try:
        from attribution.encoders.stored import read_network  # noqa: PLC0415 - of the extra [torch]
        from attribution.encoders.torch_runtime import TorchSession  # noqa: PLC0415
    except ModuleNotFoundError as error:
        msg = f"the torch backend needs {error.name}: pip install 'attribution[torch]'"
        raise ModelError(msg) from error
    return TorchSession(restore(read_network(path, shared=shared)), n_threads=n_threads)
