"""A trained scorer tells which of the people before `she` or `the minister` it means."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from attribution.encoders import read_manifest, weights_folder
from attribution.speakers.candidates import FEATURES, Choice
from attribution.speakers.descriptions import DESCRIPTION_FEATURES
from attribution.trees import BoostedTrees

__all__ = [
    "DESCRIPTION_INPUTS", "DESCRIPTION_TREES", "POINTER_INPUTS", "POINTER_TREES", "Chooser",
    "Pointer", "compared",
]  # fmt: skip

POINTER_TREES: Final = "trees.json"
DESCRIPTION_TREES: Final = "descriptions.json"


def _inputs(features: Sequence[str]) -> tuple[str, ...]:
    below, above = (tuple(f"{n}_{how}" for n in features) for how in ("below_best", "above_least"))
    return (*features, *below, *above)


POINTER_INPUTS: Final = _inputs(FEATURES)
"""Names of the numbers that the trees see of each whom a pronoun may mean."""
DESCRIPTION_INPUTS: Final = _inputs((*FEATURES, *DESCRIPTION_FEATURES))
"""The same for descriptions."""


def compared(numbers: NDArray[np.float64]) -> NDArray[np.float64]:
    """(n_rows, n_inputs) from (n_rows, n_features) of one mention: also against the others."""
    most, least = numbers.max(axis=0, keepdims=True), numbers.min(axis=0, keepdims=True)
    return np.hstack([numbers, numbers - most, numbers - least])


class Chooser(Protocol):
    """Chooses whom a pronoun or a description means."""

    def choose(self, choice: Choice) -> tuple[int, float] | None:
        """(position, probability) among the candidates; None leaves it to rules."""


class Pointer:
    """How probable each candidate is to be whom a pronoun or a description means."""

    def __init__(self, folder: Path) -> None:
        """Read trees and manifest in `folder`.

        Raises:
            ModelError: if a file is missing or damaged.
        """
        self.manifest = read_manifest(folder)
        self.threshold = float(self.manifest.settings.get("threshold", 1.0))
        self._of_pronouns = BoostedTrees.read(folder / POINTER_TREES, features=POINTER_INPUTS)
        self._of_descriptions = BoostedTrees.read(
            folder / DESCRIPTION_TREES, features=DESCRIPTION_INPUTS
        )

    @classmethod
    def load(cls) -> Pointer:
        """The scorer that ships with the package."""
        return cls(weights_folder("antecedents"))

    def choose(self, choice: Choice) -> tuple[int, float] | None:
        """(position, probability) of whom the mention means; None if nobody is likely enough."""
        if not len(choice.candidates):
            return None
        chances = self.probabilities(choice)
        best = int(chances.argmax())
        return (best, float(chances[best])) if chances[best] >= self.threshold else None

    def probabilities(self, choice: Choice) -> NDArray[np.float64]:
        """(n_candidates,), summing to 1."""
        trees = self._of_descriptions if choice.is_description else self._of_pronouns
        scores = 1 / (1 + np.exp(-trees.logits(compared(choice.numbers))))
        return np.asarray(scores / scores.sum(), dtype=np.float64)
