"""Stance of a claim: the trained head and what its act says, together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from attribution.encoders import EncoderSession, load_tokenizer, read_manifest, weights_folder
from attribution.errors import ModelError
from attribution.records import Act, Attribution, Stance
from attribution.spans import Span
from attribution.stance.encoding import encode_marked

__all__ = [
    "StanceClassifier",
    "StanceInput",
    "StanceModel",
    "find_target",
    "stance_input",
    "stance_of",
]

LABELS: Final = tuple(Stance)
_TALKS: Final = re.compile(
    r"\b(?:talks|negotiations?|discussions?|dialogue|meetings?|consultations?|contacts|round|"
    r"ceasefire|truce|agreement|deal|accord|proposals?|plan|offer|initiative|summit|relations|"
    r"conversation|call)\b",
    re.IGNORECASE,
)
N_CONTEXT_CHARS: Final = 700
"""Longest context around a claim that the classifier reads."""
MODEL_WEIGHT: Final = 0.4
"""Share of the trained head against the act in the log-linear mixture (docs/experiments.md)."""
NEUTRAL_SHIFT: Final = 2.0
"""Log-odds taken from neutral: far fewer statements in talks are neutral than sentences in the
head's corpora (label shift; size chosen on the development dossiers)."""

_BY_ACT: Final[Mapping[Act, tuple[float, float, float]]] = {
    # supportive, neutral, critical: how the label conventions tie stance to act
    Act.ASSERT: (0.15, 0.65, 0.20),
    Act.DENY: (0.04, 0.48, 0.48),
    Act.ACCUSE: (0.02, 0.08, 0.90),
    Act.DEMAND: (0.10, 0.35, 0.55),
    Act.PROPOSE: (0.80, 0.15, 0.05),
    Act.COMMIT: (0.45, 0.45, 0.10),
    Act.WARN: (0.03, 0.17, 0.80),
    Act.PRAISE: (0.93, 0.05, 0.02),
    Act.CONCERN: (0.03, 0.27, 0.70),
    Act.DECLINE: (0.02, 0.18, 0.80),
    Act.AGREE: (0.85, 0.13, 0.02),
}


@dataclass(frozen=True, slots=True)
class StanceInput:
    """A claim in its context; spans are code points of `text`."""

    text: str
    source: Span | None
    target: Span | None


class StanceModel(Protocol):
    """What the pipeline needs of a stance classifier."""

    def probabilities(self, inputs: Sequence[StanceInput]) -> NDArray[np.float64]:
        """(n_inputs, 3) probabilities of supportive, neutral, critical."""
        ...


class StanceClassifier:
    """The packaged stance head."""

    def __init__(self, folder: Path, *, n_threads: int | None = None) -> None:
        """Load weights, tokenizer and manifest from `folder`.

        Raises:
            ModelError: if anything is missing, damaged or has other labels than this code.
        """
        self.manifest = read_manifest(folder)
        if self.manifest.labels != tuple(LABELS):
            msg = f"{folder}: labels {self.manifest.labels} are not the stances {tuple(LABELS)}"
            raise ModelError(msg)
        self._temperature = float(self.manifest.settings["temperature"])
        self._tokenizer = load_tokenizer(folder / "tokenizer.json")
        self._session = EncoderSession(folder / "model.onnx", n_threads=n_threads)

    @classmethod
    def load(cls, *, n_threads: int | None = None) -> StanceClassifier:
        """The classifier that ships with the package."""
        return cls(weights_folder("stance"), n_threads=n_threads)

    def probabilities(self, inputs: Sequence[StanceInput]) -> NDArray[np.float64]:
        """Calibrated probabilities (n_inputs, 3) of supportive, neutral, critical."""
        encoded = []
        for item in inputs:
            ids = encode_marked(item.text, self._tokenizer, source=item.source, target=item.target)
            encoded.append({"input_ids": ids[None], "attention_mask": np.ones_like(ids)[None]})
        if not encoded:
            return np.zeros((0, len(LABELS)))
        logits = np.concatenate(self._session.run(encoded)).astype(np.float64) / self._temperature
        exponentials = np.exp(logits - logits.max(axis=1, keepdims=True))
        normalised: NDArray[np.float64] = exponentials / exponentials.sum(axis=1, keepdims=True)
        return normalised


def find_target(text: str, contents: Sequence[Span]) -> Span | None:
    """The first mention of talks, an agreement or a proposal inside `contents`, if any."""
    for content in contents:
        match = _TALKS.search(text, content.start, content.end)
        if match:
            return Span(*match.span())
    return None


def stance_input(text: str, attribution: Attribution) -> StanceInput:
    """The claim in the stretch of `text` that its spans cover, cut where that is long."""
    spans = attribution.spans()
    start = min(span.start for span in spans)
    end = min(max(span.end for span in spans), start + N_CONTEXT_CHARS)

    def inside(span: Span | None) -> Span | None:
        return span.shift(-start) if span is not None and span.end <= end else None

    return StanceInput(
        text[start:end],
        inside(attribution.source),
        inside(find_target(text, attribution.contents)),
    )


def stance_of(
    probabilities: NDArray[np.float64], act: Act, *, model_weight: float = MODEL_WEIGHT
) -> tuple[Stance, float]:
    """The stance and its probability, from the head's probabilities (3,) and the act.

    The two are mixed log-linearly: the head was trained on attitudes to persons and bodies,
    the act knows what the label conventions make of an offer or a refusal.
    """
    prior = np.asarray(_BY_ACT[act])
    shifted = probabilities * np.exp([0.0, -NEUTRAL_SHIFT, 0.0])
    shifted /= shifted.sum()
    mixed = shifted**model_weight * prior ** (1 - model_weight)
    mixed /= mixed.sum()
    best = int(mixed.argmax())
    return LABELS[best], float(mixed[best])
