"""A trained scorer tells which of the people near before a pronoun it means."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from attribution.encoders import read_manifest, weights_folder
from attribution.speakers.candidates import FEATURES, Choice
from attribution.trees import BoostedTrees

__all__ = ["POINTER_INPUTS", "POINTER_TREES", "Chooser", "Pointer", "compared"]

POINTER_TREES: Final = "trees.json"
POINTER_INPUTS: Final = (
    *FEATURES, *(f"{n}_below_best" for n in FEATURES), *(f"{n}_above_least" for n in FEATURES),
)  # fmt: skip
"""Names of the numbers that the trees see of each candidate."""


def compared(numbers: NDArray[np.float64]) -> NDArray[np.float64]:
    """(n_rows, n_inputs) from (n_rows, n_features) of one pronoun: also against the others."""
    most, least = numbers.max(axis=0, keepdims=True), numbers.min(axis=0, keepdims=True)
    return np.hstack([numbers, numbers - most, numbers - least])


class Chooser(Protocol):
    """Chooses whom a pronoun means."""

    def choose(self, choice: Choice) -> tuple[int, float] | None:
        """(position, probability) among the candidates; None leaves it to rules."""


class Pointer:
    """How probable each candidate is to be whom a pronoun means."""

    def __init__(self, folder: Path) -> None:
        """Read trees and manifest in `folder`.

        Raises:
            ModelError: if a file is missing or damaged.
        """
        self.manifest = read_manifest(folder)
        self.threshold = float(self.manifest.settings.get("threshold", 1.0))
        self._trees = BoostedTrees.read(folder / POINTER_TREES, features=POINTER_INPUTS)

    @classmethod
    def load(cls) -> Pointer:
        """The scorer that ships with the package."""
        return cls(weights_folder("antecedents"))

    def choose(self, choice: Choice) -> tuple[int, float] | None:
        """(position, probability) of whom the pronoun means; None if nobody is likely enough."""
        if not len(choice.candidates):
            return None
        chances = self.probabilities(choice)
        best = int(chances.argmax())
        return (best, float(chances[best])) if chances[best] >= self.threshold else None

    def probabilities(self, choice: Choice) -> NDArray[np.float64]:
        """(n_candidates,), summing to 1."""
        scores = 1 / (1 + np.exp(-self._trees.logits(compared(choice.numbers))))
        return np.asarray(scores / scores.sum(), dtype=np.float64)
