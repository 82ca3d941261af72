"""The claim encoder as a PyTorch module, for training, export and the torch backend.

Importing this module needs the extra `[torch]` or `[train]`.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import PreTrainedModel

from attribution.claimencoder.heads import N_COLUMNS
from attribution.encoders.stored import StoredNetwork
from attribution.encoders.torch_runtime import fill_network, restore_encoder

__all__ = ["ClaimNetwork", "restore_claims"]


class ClaimNetwork(nn.Module):
    """An encoder; its first piece and the mean over its pieces; one linear layer of all heads."""

    def __init__(self, encoder: PreTrainedModel, *, dropout: float = 0.1) -> None:
        """Put fresh heads on `encoder`."""
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(2 * encoder.config.hidden_size, N_COLUMNS)

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        """Scores of all heads.

        Args:
            input_ids: (batch, n_pieces) from `encode_marked` or `encode_pair`, padded.
            attention_mask: (batch, n_pieces), 1 for pieces, 0 for padding.

        Returns:
            (batch, N_COLUMNS): see `heads.HEADS`.
        """
        last = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        weights = attention_mask.unsqueeze(-1).to(last.dtype)
        mean = (last * weights).sum(1) / weights.sum(1)
        pooled = torch.cat([last[:, 0], mean], dim=-1)
        columns: Tensor = self.head(self.dropout(pooled))
        return columns


def restore_claims(stored: StoredNetwork) -> ClaimNetwork:
    """The claim encoder whose weights an ONNX file holds.

    Raises:
        ModelError: if weights are missing or of other shapes than this code's.
    """
    network = ClaimNetwork(restore_encoder(stored))
    fill_network(network, stored)
    return network
