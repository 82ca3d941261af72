"""The claim encoder and that of matters as PyTorch modules: training, export, torch backend.

Importing this module needs the extra `[torch]` or `[train]`.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import PreTrainedModel

from attribution.claimencoder.heads import N_COLUMNS
from attribution.encoders.stored import StoredNetwork
from attribution.encoders.torch_runtime import fill_network, restore_encoder

__all__ = ["ClaimNetwork", "MatterNetwork", "restore_claims", "restore_matters"]


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
        pooled = torch.cat([last[:, 0], _mean_over(last, attention_mask)], dim=-1)
        columns: Tensor = self.head(self.dropout(pooled))
        return columns


class MatterNetwork(nn.Module):
    """An encoder, and the mean of its last layer over the pieces of a content."""

    def __init__(self, encoder: PreTrainedModel) -> None:
        """Wrap `encoder`; nothing is added to it."""
        super().__init__()
        self.encoder = encoder

    def forward(self, input_ids: Tensor, attention_mask: Tensor, content_mask: Tensor) -> Tensor:
        """One vector a claim, not normalised.

        Args:
            input_ids: (batch, n_pieces) from `matters.encode_content`, padded.
            attention_mask: (batch, n_pieces), 1 for pieces, 0 for padding.
            content_mask: (batch, n_pieces), 1 for pieces of the content.

        Returns:
            (batch, hidden_size).
        """
        last = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        return _mean_over(last, content_mask)


def _mean_over(states: Tensor, mask: Tensor) -> Tensor:
    """(batch, hidden_size) from (batch, n_pieces, hidden_size): the mean where `mask` is 1."""
    weights = mask.unsqueeze(-1).to(states.dtype)
    mean: Tensor = (states * weights).sum(1) / weights.sum(1)
    return mean


def restore_claims(stored: StoredNetwork) -> ClaimNetwork:
    """The claim encoder whose weights an ONNX file holds.

    Raises:
        ModelError: if weights are missing or of other shapes than this code's.
    """
    network = ClaimNetwork(restore_encoder(stored))
    fill_network(network, stored)
    return network


def restore_matters(stored: StoredNetwork) -> MatterNetwork:
    """The encoder of matters whose weights an ONNX file holds.

    Raises:
        ModelError: if weights are missing or of other shapes than this code's.
    """
    network = MatterNetwork(restore_encoder(stored))
    fill_network(network, stored)
    return network
