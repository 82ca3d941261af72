"""The tagger as a PyTorch module, for training, export and the torch backend.

Importing this module needs the extra `[torch]` or `[train]`.
"""

from __future__ import annotations

from typing import cast

from torch import Tensor, nn
from transformers import BertModel

from attribution.encoders.encoding import N_CASE_CLASSES, N_SPACE_CLASSES

__all__ = ["TaggerNetwork"]


class TaggerNetwork(nn.Module):
    """A BERT encoder with case and spacing embeddings and one linear label head."""

    def __init__(self, encoder: BertModel, *, n_labels: int, dropout: float = 0.1) -> None:
        """Put a fresh label head on `encoder`; case and spacing embeddings start at zero."""
        super().__init__()
        config = encoder.config
        self.encoder = encoder
        self.case_embeddings = nn.Embedding(N_CASE_CLASSES, config.hidden_size)
        self.space_embeddings = nn.Embedding(N_SPACE_CLASSES, config.hidden_size)
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(config.hidden_size, n_labels)
        nn.init.zeros_(self.case_embeddings.weight)
        nn.init.zeros_(self.space_embeddings.weight)

    def forward(
        self, input_ids: Tensor, attention_mask: Tensor, case_ids: Tensor, space_ids: Tensor
    ) -> Tensor:
        """Label scores.

        Args:
            input_ids: (batch, n_pieces) vocabulary indices with [CLS] and [SEP].
            attention_mask: (batch, n_pieces), 1 for pieces, 0 for padding.
            case_ids: (batch, n_pieces) case classes.
            space_ids: (batch, n_pieces) spacing classes.

        Returns:
            logits: (batch, n_pieces, n_labels).
        """
        embedded = (
            self.encoder.embeddings.word_embeddings(input_ids)
            + self.case_embeddings(case_ids)
            + self.space_embeddings(space_ids)
        )
        hidden = self.encoder(inputs_embeds=embedded, attention_mask=attention_mask)
        return cast("Tensor", self.head(self.dropout(hidden.last_hidden_state)))
