"""The stance classifier as a PyTorch module, for training and export.

Importing this module needs the extra `[torch]` or `[train]`.
"""

from __future__ import annotations

from typing import cast

from torch import Tensor, nn
from transformers import BertModel

__all__ = ["StanceNetwork"]


class StanceNetwork(nn.Module):
    """A BERT encoder, mean over pieces, one linear head."""

    def __init__(self, encoder: BertModel, *, n_labels: int, dropout: float = 0.1) -> None:
        """Put a fresh head on `encoder`."""
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(encoder.config.hidden_size, n_labels)

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        """Label scores.

        Args:
            input_ids: (batch, n_pieces) from `encode_marked`, padded.
            attention_mask: (batch, n_pieces), 1 for pieces, 0 for padding.

        Returns:
            logits: (batch, n_labels).
        """
        hidden = self.encoder(input_ids=input_ids, attention_mask=attention_mask)
        weights = attention_mask.unsqueeze(-1).to(hidden.last_hidden_state.dtype)
        mean = (hidden.last_hidden_state * weights).sum(1) / weights.sum(1)
        return cast("Tensor", self.head(self.dropout(mean)))
