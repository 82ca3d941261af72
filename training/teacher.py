"""A trained tagger as the teacher of another one (distillation, Hinton et al., 2015).

A smaller student learns what its teacher knows; one of the same size, from a fresh start, learns
labels without the slips of single annotators ("Born Again Neural Networks", Furlanello et al.,
2018).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import kl_div, log_softmax, softmax

from attribution.encoders import load_tokenizer
from attribution.encoders.manifest import FILE_NAME
from attribution.errors import ModelError
from attribution.linking.features import FEATURE_SIZES
from attribution.tagging.labels import LABELS
from attribution.tagging.network import TaggerNetwork, empty_encoder, fuse_attention
from attribution.tagging.tagger import Tagger
from training.examples import frame_ids
from training.precision import reduced_precision

__all__ = ["PackagedTeacher", "Teacher", "TrainedTeacher", "load_teacher", "soft_loss"]

_TWINS = {"[PAD]": "<pad>"}
"""Pieces that the two vocabularies name differently, but for those that frame a window."""


class Teacher(Protocol):
    """Gives the label logits that a student should come near to."""

    def label_logits(self, inputs: Mapping[str, Tensor]) -> Tensor:
        """Logits of labels and inner labels, (batch, n_pieces, 2 * n_labels)."""
        ...


def load_teacher(folder: Path, student_tokenizer: Tokenizer) -> Teacher:
    """The tagger in `folder`: packaged weights where a manifest lies there, else a run's.

    Raises:
        ModelError: if the weights are damaged, or the teacher's vocabulary lacks pieces of the
            student's, so that the same text would not give the same pieces.
    """
    if (folder / FILE_NAME).exists():
        return PackagedTeacher(folder, student_tokenizer)
    return TrainedTeacher(folder, student_tokenizer)


class PackagedTeacher:
    """Weights that `training.export` wrote, read in ONNX Runtime and 8 bits."""

    def __init__(self, folder: Path, student_tokenizer: Tokenizer) -> None:
        """Load the packaged tagger; see `load_teacher`."""
        self._tagger = Tagger(folder)
        own = load_tokenizer(folder / "tokenizer.json")
        self._ids = np.array(_twin_ids(student_tokenizer, own, self._tagger.frame))

    def label_logits(self, inputs: Mapping[str, Tensor]) -> Tensor:
        """See `Teacher`; zeros where a window is padded."""
        arrays = {name: tensor.numpy() for name, tensor in inputs.items()}
        arrays["input_ids"] = self._ids[arrays["input_ids"]]
        lengths = arrays["attention_mask"].sum(-1)
        windows = [
            {name: array[i : i + 1, :n] for name, array in arrays.items()}
            for i, n in enumerate(lengths)
        ]
        logits = torch.zeros(*inputs["input_ids"].shape, 2 * len(LABELS))
        for i, (n, scored) in enumerate(zip(lengths, self._tagger.run(windows), strict=True)):
            logits[i, :n] = torch.from_numpy(scored[0, :, : 2 * len(LABELS)])
        return logits


class TrainedTeacher:
    """The network of a run of `training.tagger`, as it was trained."""

    def __init__(self, run: Path, student_tokenizer: Tokenizer) -> None:
        """Load the network that `training.tagger` left in `run`; see `load_teacher`."""
        weights = load_file(run / "network.safetensors")
        link_size = weights["source_links.none"].shape[0] - 1
        self._network = TaggerNetwork(
            fuse_attention(empty_encoder(run)), n_labels=len(LABELS), link_size=link_size,
            feature_sizes=FEATURE_SIZES,
        )  # fmt: skip
        self._network.load_state_dict(weights)
        self._network.eval()
        own = load_tokenizer(run / "tokenizer.json")
        self._ids = torch.tensor(_twin_ids(student_tokenizer, own, frame_ids(own)))

    def label_logits(self, inputs: Mapping[str, Tensor]) -> Tensor:
        """See `Teacher`."""
        translated = {**inputs, "input_ids": self._ids[inputs["input_ids"]]}
        with torch.inference_mode(), reduced_precision():
            outputs = self._network(**translated)
        logits: Tensor = outputs[..., : 2 * len(LABELS)].float().clone()
        return logits


def _twin_ids(student: Tokenizer, teacher: Tokenizer, frame: tuple[int, int]) -> list[int]:
    """For each vocabulary index of the student the teacher's index of the same piece.

    Args:
        student: tokenizer of the network that learns.
        teacher: that of the one that teaches.
        frame: indices of what the teacher's windows begin and end with.
    """
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
    for own, its in zip(frame_ids(student), frame, strict=True):
        twins[own] = its
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
