"""The claim encoder as a PyTorch module, for training and export.

Importing this module needs the extra `[torch]` or `[train]`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import Tensor, nn
from transformers import PreTrainedModel

from attribution.claimencoder.heads import N_COLUMNS

__all__ = ["ClaimNetwork", "LowerPart", "UpperPart"]


class ClaimNetwork(nn.Module):
    """An encoder; its first piece and the mean over its pieces; one linear layer of all heads.

    Attributes:
        claim_layers: layers that a single claim goes through; pairs go through all of them
            (an early exit: Schwartz et al., 2020).
    """

    def __init__(
        self, encoder: PreTrainedModel, *, dropout: float = 0.1, claim_layers: int | None = None
    ) -> None:
        """Put fresh heads on `encoder`; without `claim_layers`, claims go through all layers."""
        super().__init__()
        self.encoder = encoder
        self.claim_layers = claim_layers or encoder.config.num_hidden_layers
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(2 * encoder.config.hidden_size, N_COLUMNS)

    @contextmanager
    def layers(self, chosen: slice) -> Iterator[None]:
        """Run only these layers of the encoder."""
        stack = self.encoder.encoder
        whole = stack.layer
        stack.layer = whole[chosen]
        try:
            yield
        finally:
            stack.layer = whole

    def read(self, states: Tensor, attention_mask: Tensor) -> Tensor:
        """Scores of all heads from a layer's states (batch, n_pieces, hidden_size)."""
        weights = attention_mask.unsqueeze(-1).to(states.dtype)
        mean = (states * weights).sum(1) / weights.sum(1)
        columns: Tensor = self.head(self.dropout(torch.cat([states[:, 0], mean], dim=-1)))
        return columns

    def forward(
        self, input_ids: Tensor, attention_mask: Tensor, *, is_claim: bool = False
    ) -> Tensor:
        """Scores of all heads.

        Args:
            input_ids: (batch, n_pieces) from `encode_marked` or `encode_pair`, padded.
            attention_mask: (batch, n_pieces), 1 for pieces, 0 for padding.
            is_claim: whether these are single claims, for the heads in `CLAIM_HEADS`.

        Returns:
            (batch, N_COLUMNS): see `heads.HEADS`.
        """
        with self.layers(slice(self.claim_layers if is_claim else None)):
            output = self.encoder(input_ids=input_ids, attention_mask=attention_mask)
        return self.read(output.last_hidden_state, attention_mask)


class LowerPart(nn.Module):
    """What a single claim goes through, for export."""

    def __init__(self, network: ClaimNetwork) -> None:
        """Take the lower layers of `network`."""
        super().__init__()
        self.network = network

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> tuple[Tensor, Tensor]:
        """(batch, N_COLUMNS) of a claim, and the states (batch, n_pieces, hidden_size)."""
        network = self.network
        with network.layers(slice(network.claim_layers)):
            output = network.encoder(input_ids=input_ids, attention_mask=attention_mask)
        states = output.last_hidden_state
        return network.read(states, attention_mask), states


class UpperPart(nn.Module):
    """What a pair goes through after `LowerPart`, for export."""

    def __init__(self, network: ClaimNetwork) -> None:
        """Take the upper layers of `network`."""
        super().__init__()
        self.network = network

    def forward(self, states: Tensor) -> Tensor:
        """(batch, N_COLUMNS) of inputs without padding, from states of the lower part."""
        network = self.network
        with network.layers(slice(network.claim_layers, None)):
            output = network.encoder.encoder(states, return_dict=True)
        last = output.last_hidden_state
        return network.read(last, torch.ones(last.shape[:2]))
