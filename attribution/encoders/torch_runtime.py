"""PyTorch sessions of the packaged encoders, on a GPU where there is one.

Importing this module needs the extra `[torch]` or `[train]`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from transformers import BertConfig, BertModel, MPNetConfig, MPNetModel, PreTrainedModel

from attribution.encoders.runtime import in_groups
from attribution.encoders.stored import StoredNetwork
from attribution.errors import ModelError

__all__ = ["TorchSession", "fill_network", "restore_encoder"]

Inputs = Mapping[str, NDArray[np.int64]]
N_BATCH_GPU: Final = 32
_EMBEDDINGS: Final = "encoder.embeddings.{}_embeddings.weight"
_RELATIVE: Final = "encoder.encoder.relative_attention_bias.weight"
_WIDENING: Final = "encoder.encoder.layer.{}.intermediate.dense.weight"


class TorchSession:
    """Runs one module in 32 bits.

    Several inputs go through a GPU together, padded to the longest: nothing is quantised at
    run time here, so neighbours change a result by rounding only.
    """

    def __init__(
        self, network: nn.Module, *, n_threads: int | None = None, n_batch: int | None = None
    ) -> None:
        """Move `network` to the GPU, if there is one.

        Args:
            network: takes the model's inputs by name and gives one tensor (batch, …).
            n_threads: of the whole process on processors; default: PyTorch's.
            n_batch: inputs that run together; default: 32 on a GPU, else 1, since processors
                gain nothing from padding.
        """
        self._device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        if n_threads is not None:
            torch.set_num_threads(n_threads)
        self._network = network.to(self._device).eval()
        self._n_batch = n_batch or (N_BATCH_GPU if self._device.type == "cuda" else 1)

    def run(self, inputs: Sequence[Inputs]) -> list[NDArray[np.float32]]:
        """The output of every input, in order; see `EncoderSession`."""
        return list(self.run_lazily(inputs))

    def run_lazily(self, inputs: Iterable[Inputs]) -> Iterator[NDArray[np.float32]]:
        """Like `run`, one batch after another."""
        for group in in_groups(inputs, self._n_batch):
            yield from self._run_together(group)

    def _run_together(self, group: Sequence[Inputs]) -> Iterator[NDArray[np.float32]]:
        lengths = [inputs["input_ids"].shape[1] for inputs in group]
        padded = {
            name: self._padded([i[name][0] for i in group], max(lengths)) for name in group[0]
        }
        with torch.inference_mode():
            outputs = cast("Tensor", self._network(**padded)).cpu().numpy()
        for row, length in zip(outputs, lengths, strict=True):
            # Of each piece (n_pieces, n_columns), or of the whole text (n_columns,).
            yield row[None, :length] if row.ndim == 2 else row[None]

    def _padded(self, rows: Sequence[NDArray[np.int64]], width: int) -> Tensor:
        """(n_rows, width); the attention mask is an input too, so padding is hidden."""
        table = np.zeros((len(rows), width), dtype=np.int64)
        for i, row in enumerate(rows):
            table[i, : len(row)] = row
        return torch.from_numpy(table).to(self._device)


def restore_encoder(stored: StoredNetwork) -> PreTrainedModel:
    """An encoder of the shape of the stored one; `fill_network` gives it its weights.

    Raises:
        ModelError: if the weights are of no encoder known here.
    """
    weights = stored.weights
    n_layers = sum(_WIDENING.format(n) in weights for n in range(len(weights)))
    try:
        vocabulary, size = weights[_EMBEDDINGS.format("word")].shape
        shape = {
            "vocab_size": vocabulary,
            "hidden_size": size,
            "num_hidden_layers": n_layers,
            "num_attention_heads": size // stored.head_size,
            "intermediate_size": len(weights[_WIDENING.format(0)]),
            "max_position_embeddings": len(weights[_EMBEDDINGS.format("position")]),
            "layer_norm_eps": stored.epsilon,
        }
        if _RELATIVE in weights:
            n_buckets = len(weights[_RELATIVE])
            return MPNetModel(
                MPNetConfig(**shape, relative_attention_num_buckets=n_buckets),
                add_pooling_layer=False,
            )
        n_types = len(weights[_EMBEDDINGS.format("token_type")])
        return BertModel(BertConfig(**shape, type_vocab_size=n_types), add_pooling_layer=False)
    except KeyError as error:
        msg = f"the model's file has no {error}; reinstall the package"
        raise ModelError(msg) from error


def fill_network(
    network: nn.Module, stored: StoredNetwork, *, not_stored: Collection[str] = ()
) -> None:
    """Give every parameter of `network` its stored values.

    Args:
        network: to fill.
        stored: values by parameter name; others are left aside.
        not_stored: first parts of the names of parameters that the file never has.

    Raises:
        ModelError: if a parameter is missing or has another shape.
    """
    for name, parameter in network.named_parameters():
        if name.split(".", maxsplit=1)[0] in not_stored:
            continue
        values = stored.weights.get(name)
        if values is None or values.shape != parameter.shape:
            found = "no such values" if values is None else f"shape {values.shape}"
            msg = f"{name}: {tuple(parameter.shape)} expected, the model's file has {found}"
            raise ModelError(msg)
        parameter.data = torch.tensor(np.ascontiguousarray(values))
