"""A trained tagger as the teacher of a smaller one (distillation, Hinton et al., 2015)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import kl_div, log_softmax, softmax

from attribution.encoders import load_tokenizer
from attribution.errors import ModelError
from attribution.linking.features import FEATURE_SIZES
from attribution.tagging.labels import LABELS
from attribution.tagging.network import TaggerNetwork, empty_encoder, fuse_attention
from training.precision import reduced_precision

__all__ = ["Teacher", "soft_loss"]

_TWINS = {"[PAD]": "<pad>", "[CLS]": "<s>", "[SEP]": "</s>"}
"""Pieces that the two vocabularies name differently."""


class Teacher:
    """Gives the label logits that a student should come near to."""

    def __init__(self, run: Path, student_tokenizer: Tokenizer) -> None:
        """Load the network that `training.tagger` left in `run`.

        Raises:
            ModelError: if its vocabulary lacks pieces of the student's, so that the same text
                would not give the same pieces.
        """
        weights = load_file(run / "network.safetensors")
        link_size = weights["source_links.none"].shape[0] - 1
        self._network = TaggerNetwork(
            fuse_attention(empty_encoder(run)), n_labels=len(LABELS), link_size=link_size,
            feature_sizes=FEATURE_SIZES,
        )  # fmt: skip
        self._network.load_state_dict(weights)
        self._network.eval()
        own = load_tokenizer(run / "tokenizer.json")
        self._ids = torch.tensor(_twin_ids(student_tokenizer, own))

    def label_logits(self, inputs: Mapping[str, Tensor]) -> Tensor:
        """Logits of labels and inner labels, (batch, n_pieces, 2 * n_labels)."""
        translated = {**inputs, "input_ids": self._ids[inputs["input_ids"]]}
        with torch.inference_mode(), reduced_precision():
            outputs = self._network(**translated)
        logits: Tensor = outputs[..., : 2 * len(LABELS)].float().clone()
        return logits


def _twin_ids(student: Tokenizer, teacher: Tokenizer) -> list[int]:
    """For each vocabulary index of the student the teacher's index of the same piece."""
    unknown = teacher.token_to_id("[UNK]") or 0
    twins: list[int] = []
    missing: list[str] = []
    for index in range(student.get_vocab_size()):
        piece = student.id_to_token(index) or ""
        twin = teacher.token_to_id(_TWINS.get(piece, piece))
        if twin is None and not piece.startswith("["):
            missing.append(piece)
        twins.append(unknown if twin is None else twin)
    if missing:
        msg = f"the teacher's vocabulary lacks {len(missing)} pieces: {json.dumps(missing[:5])}"
        raise ModelError(msg)
    return twins


def soft_loss(logits: Tensor, teacher_logits: Tensor, counted: Tensor) -> Tensor:
    """Mean divergence of the student's labels from the teacher's.

    Args:
        logits: (batch, n_pieces, n_labels) of the student.
        teacher_logits: the same shape.
        counted: (batch, n_pieces) True where a piece counts.
    """
    divergence = kl_div(
        log_softmax(logits.float(), -1), softmax(teacher_logits, -1), reduction="none"
    ).sum(-1)
    return (divergence * counted).sum() / counted.sum().clamp(min=1)
