"""The encoder of matters as a PyTorch module, for training, export and the torch backend.

Importing this module needs the extra `[torch]` or `[train]`.
"""

from __future__ import annotations

from torch import Tensor, nn
from transformers import PreTrainedModel

from attribution.encoders.stored import StoredNetwork
from attribution.encoders.torch_runtime import fill_network, restore_encoder

__all__ = ["MatterNetwork", "restore_matters"]


class MatterNetwork(nn.Module):
    """An encoder, and the mean of its last layer over the pieces of a content."""

    def __init__(self, encoder: PreTrainedModel) -> None:
        """Wrap `encoder`; nothing is added to it."""
        super().__init__()
        self.encoder = encoder

    def forward(self, input_ids: Tensor, attention_mask: Tensor, content_mask: Tensor) -> Tensor:
        """One vector a claim, not normalised.

        Args:
            input_ids: (batch, n_pieces) from `encode_content`, padded.
            attention_mask: (batch, n_pieces), 1 for pieces, 0 for padding.
            content_mask: (batch, n_pieces), 1 for pieces of the content.

        Returns:
            (batch, hidden_size).
        """
        last = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        weights = content_mask.unsqueeze(-1).to(last.dtype)
        mean: Tensor = (last * weights).sum(1) / weights.sum(1)
        return mean


def restore_matters(stored: StoredNetwork) -> MatterNetwork:
    """The network whose weights an ONNX file holds.

    Raises:
        ModelError: if weights are missing or of other shapes than this code's.
    """
    network = MatterNetwork(restore_encoder(stored))
    fill_network(network, stored)
    return network
