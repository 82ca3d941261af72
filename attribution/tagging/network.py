"""The tagger as a PyTorch module, for training, export and the torch backend.

Importing this module needs the extra `[torch]` or `[train]`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import torch
from torch import Tensor, nn
from torch.nn.functional import scaled_dot_product_attention
from transformers import AutoConfig, AutoModel, PreTrainedModel
from transformers.models.mpnet.modeling_mpnet import MPNetSelfAttention

from attribution.encoders.encoding import N_CASE_CLASSES, N_SPACE_CLASSES
from attribution.encoders.stored import StoredNetwork
from attribution.encoders.torch_runtime import fill_network, restore_encoder
from attribution.tagging.labels import LABELS, LINK_PARTS

__all__ = [
    "LinkHead",
    "TaggerNetwork",
    "empty_encoder",
    "fuse_attention",
    "load_encoder",
    "restore_tagger",
]


class FusedMPNetAttention(MPNetSelfAttention):
    """MPNet's attention with its position bias passed as the mask of PyTorch's fused kernel.

    The sums are the same up to rounding; the bias must be frozen, since the fused kernel on
    processors gives no gradient of a mask.
    """

    def forward(
        self,
        hidden_states: Tensor,
        attention_mask: Tensor | None = None,
        position_bias: Tensor | None = None,
        output_attentions: bool = False,
        **_: Any,  # noqa: ANN401 - the base class's signature
    ) -> tuple[Tensor]:
        """Attend; shapes as in the base class, no attention weights are given out."""
        if output_attentions or position_bias is None:
            msg = "the fused attention needs a position bias and keeps no attention weights"
            raise ValueError(msg)
        shape = (*hidden_states.shape[:-1], -1, self.attention_head_size)
        query, key, value = (
            part(hidden_states).view(shape).transpose(1, 2) for part in (self.q, self.k, self.v)
        )
        mask = position_bias.detach()
        if attention_mask is not None:
            mask = mask + attention_mask
        context = scaled_dot_product_attention(query, key, value, attn_mask=mask.to(query.dtype))
        merged = context.transpose(1, 2).reshape(hidden_states.shape)
        return (cast("Tensor", self.o(merged)),)


def fuse_attention(encoder: PreTrainedModel) -> PreTrainedModel:
    """Give an MPNet encoder the fused attention; leave other encoders as they are."""
    config = encoder.config
    if config.model_type == "mpnet":
        stack = cast("Any", encoder).encoder
        stack.relative_attention_bias.weight.requires_grad = False
        for layer in stack.layer:
            fused = FusedMPNetAttention(config)  # type: ignore[no-untyped-call] # transformers
            fused.load_state_dict(layer.attention.attn.state_dict())
            layer.attention.attn = fused
    return encoder


def load_encoder(folder: Path, *, n_layers: int | None = None) -> PreTrainedModel:
    """The base encoder in `folder`, ready to train, with its first `n_layers` layers.

    Word embeddings are frozen. Attention dropout above 0 would keep PyTorch from its fused
    attention on processors, so it is off.
    """
    changes: dict[str, Any] = {} if n_layers is None else {"num_hidden_layers": n_layers}
    config = AutoConfig.from_pretrained(folder, attention_probs_dropout_prob=0.0, **changes)
    encoder = AutoModel.from_pretrained(
        folder, config=config, add_pooling_layer=False,
        attn_implementation="eager" if config.model_type == "mpnet" else "sdpa",
    )  # fmt: skip
    encoder.embeddings.word_embeddings.weight.requires_grad = False
    return fuse_attention(encoder)


def empty_encoder(folder: Path) -> PreTrainedModel:
    """An encoder of the shape saved in `folder`, without its weights, in plain operations."""
    config = AutoConfig.from_pretrained(folder)
    config._attn_implementation = "eager"  # noqa: SLF001 - traces to plain matrix products
    encoder = AutoModel.from_config(config, add_pooling_layer=False)  # type: ignore[no-untyped-call] # transformers
    return cast("PreTrainedModel", encoder)


class LinkHead(nn.Module):
    """Scores which head span a dependent span hangs on, with an answer for none.

    The score is a scaled dot product of the two spans' vectors (query of the dependent, key
    of the head) plus one learned number for each feature of the pair.
    """

    def __init__(self, size: int, feature_sizes: Mapping[str, int]) -> None:
        """Start with all feature tables at zero."""
        super().__init__()
        self.scale = 1 / math.sqrt(size)
        # A ParameterDict sorts its names; features come in the given order.
        self.features = tuple(feature_sizes)
        self.tables = nn.ParameterDict(
            {name: nn.Parameter(torch.zeros(n)) for name, n in feature_sizes.items()}
        )
        self.none = nn.Parameter(torch.zeros(size + 1))

    def forward(self, queries: Tensor, keys: Tensor, features: Tensor) -> Tensor:
        """Scores of every head, then of none.

        Args:
            queries: (n_dependents, size).
            keys: (n_heads, size).
            features: (n_dependents, n_heads, n_features) table indices.

        Returns:
            (n_dependents, n_heads + 1).
        """
        scores = self.scale * queries @ keys.T
        for i, name in enumerate(self.features):
            scores = scores + self.tables[name][features[..., i]]
        none = self.scale * queries @ self.none[:-1] + self.none[-1]
        return torch.cat([scores, none[:, None]], dim=-1)


class TaggerNetwork(nn.Module):
    """An encoder with case and spacing embeddings, label heads and link projections.

    Without `link_size` there is only the one label head.
    """

    def __init__(
        self,
        encoder: PreTrainedModel,
        *,
        n_labels: int,
        dropout: float = 0.1,
        link_size: int = 0,
        feature_sizes: Mapping[str, int] | None = None,
    ) -> None:
        """Put fresh heads on `encoder`; case and spacing embeddings start at zero."""
        super().__init__()
        size = encoder.config.hidden_size
        self.encoder = encoder
        self.case_embeddings = nn.Embedding(N_CASE_CLASSES, size)
        self.space_embeddings = nn.Embedding(N_SPACE_CLASSES, size)
        self.dropout = nn.Dropout(dropout)
        self.n_labels = n_labels
        self.link_size = link_size
        self.head = nn.Linear(size, n_labels)
        if link_size:
            self.inner_head = nn.Linear(size, n_labels)
            self.link_projection = nn.Linear(size, len(LINK_PARTS) * link_size)
            self.source_links = LinkHead(link_size, feature_sizes or {})
            self.cue_links = LinkHead(link_size, feature_sizes or {})
        nn.init.zeros_(self.case_embeddings.weight)
        nn.init.zeros_(self.space_embeddings.weight)

    def forward(
        self, input_ids: Tensor, attention_mask: Tensor, case_ids: Tensor, space_ids: Tensor
    ) -> Tensor:
        """Label scores and link vectors.

        Args:
            input_ids: (batch, n_pieces) vocabulary indices with the boundary pieces.
            attention_mask: (batch, n_pieces), 1 for pieces, 0 for padding.
            case_ids: (batch, n_pieces) case classes.
            space_ids: (batch, n_pieces) spacing classes.

        Returns:
            (batch, n_pieces, n_columns): the logits of the labels, then, with links, the
            logits of the labels inside a content and the link vectors of `LINK_PARTS`.
        """
        embeddings = cast("Any", self.encoder).embeddings
        embedded = (
            embeddings.word_embeddings(input_ids)
            + self.case_embeddings(case_ids)
            + self.space_embeddings(space_ids)
        )
        hidden = self.encoder(inputs_embeds=embedded, attention_mask=attention_mask)
        last = self.dropout(hidden.last_hidden_state)
        if not self.link_size:
            return cast("Tensor", self.head(last))
        return torch.cat([self.head(last), self.inner_head(last), self.link_projection(last)], -1)


def restore_tagger(stored: StoredNetwork) -> TaggerNetwork:
    """The tagger whose weights an ONNX file holds, its link tables aside.

    Raises:
        ModelError: if weights are missing or of other shapes than this code's.
    """
    link_columns = len(stored.weights.get("link_projection.bias", ()))
    network = TaggerNetwork(
        restore_encoder(stored), n_labels=len(LABELS), link_size=link_columns // len(LINK_PARTS)
    )
    # The link tables stand in a file of their own: `linking.LinkScorer` reads them.
    fill_network(network, stored, not_stored=("source_links", "cue_links"))
    return network
