"""ONNX Runtime sessions for the packaged encoders."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from attribution.errors import ConfigError, ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = [
    "THREADS_VARIABLE",
    "OnnxSession",
    "boundary_ids",
    "default_threads",
    "in_groups",
    "load_tokenizer",
]

Inputs = Mapping[str, NDArray[np.int64]]
ItemT = TypeVar("ItemT")

N_AHEAD: Final = 16
"""Inputs in hand for each thread, so that none waits while the results of others are used."""
_SLOW_FUSIONS: Final = ["SkipLayerNormFusion"]
"""Adding and normalising in one step takes the runtime seven times as long as one after the other:
a tenth of a forward pass."""
THREADS_VARIABLE: Final = "ATTRIBUTION_THREADS"
"""Environment variable with the number of threads where none is given."""


def default_threads() -> int:
    """Threads where none are asked for: as the environment says, else one a processor.

    Raises:
        ConfigError: if the environment names no number from 1 on.
    """
    named = os.environ.get(THREADS_VARIABLE, "").strip()
    if named.isdecimal() and int(named) > 0:
        return int(named)
    if named:
        msg = f"{THREADS_VARIABLE} is {named!r}, expected a number from 1 on"
        raise ConfigError(msg)
    return os.cpu_count() or 1


CLASSIC_FRAME: Final = ("[CLS]", "[SEP]")
"""What frames a window of a BERT-like network."""


def load_tokenizer(path: Path) -> Tokenizer:
    """Read a `tokenizer.json`, without truncation or padding.

    Raises:
        ModelError: if the file is not a tokenizer.
    """
    from tokenizers import Tokenizer  # noqa: PLC0415 - costs a tenth of a second

    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # the library raises bare Exception
        msg = f"{path}: not a tokenizer ({error}); reinstall the package"
        raise ModelError(msg) from error
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def boundary_ids(
    tokenizer: Tokenizer, *, pieces: tuple[str, str] = CLASSIC_FRAME
) -> tuple[int, int]:
    """Vocabulary indices of the pieces that frame a window.

    Args:
        tokenizer: of the network.
        pieces: the first and the last piece of a window.

    Raises:
        ModelError: if the vocabulary has no such entries.
    """
    begin, end = (tokenizer.token_to_id(piece) for piece in pieces)
    if begin is None or end is None:
        msg = f"the tokenizer's vocabulary has no {' or '.join(pieces)}; reinstall the package"
        raise ModelError(msg)
    return begin, end


class OnnxSession:
    """Runs one ONNX model, one input at a time on each thread.

    Inputs are not batched together: dynamic quantisation scales activations over everything
    in a run, so a batch would make the result of one text depend on its neighbours.
    """

    def __init__(
        self,
        path: Path,
        *,
        n_threads: int | None = None,
        shared: Mapping[str, NDArray[np.uint8]] | None = None,
    ) -> None:
        """Load the model at `path`.

        Args:
            path: the ONNX file.
            n_threads: default: see `default_threads`.
            shared: initial values that stand elsewhere, by name (`Manifest.shared_arrays`).

        Raises:
            ModelError: if ONNX Runtime refuses the file.
        """
        import onnxruntime  # noqa: PLC0415 - costs a third of a second and 50 MB

        self._n_threads = n_threads or default_threads()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # The runtime reads shared tables where they are: they must live as long as the session.
        self._shared = {
            name: onnxruntime.OrtValue.ortvalue_from_numpy(array)
            for name, array in (shared or {}).items()
        }
        if self._shared:
            options.add_external_initializers(list(self._shared), list(self._shared.values()))
        try:
            self._session = onnxruntime.InferenceSession(
                str(path),
                options,
                providers=["CPUExecutionProvider"],
                disabled_optimizers=_SLOW_FUSIONS,
            )
        except Exception as error:  # the library's exceptions share no public base
            msg = f"{path}: ONNX Runtime cannot load it ({error}); reinstall the package"
            raise ModelError(msg) from error
        self._input_names = [node.name for node in self._session.get_inputs()]

    def run(self, inputs: Sequence[Inputs]) -> list[NDArray[np.float32]]:
        """The first output of every input, in order; see `EncoderSession`."""
        return list(self.run_lazily(inputs))

    def run_lazily(self, inputs: Iterable[Inputs]) -> Iterator[NDArray[np.float32]]:
        """Like `run`, one result after another; at most a few are held in memory."""
        if self._n_threads == 1:
            yield from map(self._run_one, inputs)
            return
        waiting: deque[Future[NDArray[np.float32]]] = deque()
        with ThreadPoolExecutor(self._n_threads) as pool:
            for item in inputs:
                waiting.append(pool.submit(self._run_one, item))
                if len(waiting) >= N_AHEAD * self._n_threads:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

    def _run_one(self, inputs: Inputs) -> NDArray[np.float32]:
        feed = {name: inputs[name] for name in self._input_names}
        return cast("NDArray[np.float32]", self._session.run(None, feed)[0])


def in_groups(items: Iterable[ItemT], size: int) -> Iterator[list[ItemT]]:
    """The items in order, `size` together; the last group may be smaller."""
    group: list[ItemT] = []
    for item in items:
        group.append(item)
        if len(group) == size:
            yield group
            group = []
    if group:
        yield group
