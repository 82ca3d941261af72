"""The raw confidence of an attribution made a probability that it is right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["Calibration"]

_EDGE: Final = 1e-4
"""Raw confidences are kept this far from 0 and 1, where their log-odds would be infinite."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Platt scaling (Platt, 1999): the log-odds times `slope` plus `bias`."""

    slope: float = 1.0
    bias: float = 0.0

    @classmethod
    def of(cls, settings: Mapping[str, float]) -> Calibration:
        """The calibration among a manifest's settings; none of it changes nothing."""
        return cls(
            slope=float(settings.get("confidence_slope", 1.0)),
            bias=float(settings.get("confidence_bias", 0.0)),
        )

    @staticmethod
    def logit(raw: NDArray[np.float64] | float) -> NDArray[np.float64]:
        """Log-odds of raw confidences."""
        inside = np.clip(np.asarray(raw, dtype=np.float64), _EDGE, 1 - _EDGE)
        return np.asarray(np.log(inside / (1 - inside)))

    def apply(self, raw: NDArray[np.float64] | float) -> NDArray[np.float64]:
        """Probabilities, of the shape of `raw`, each between 0 and 1."""
        return np.asarray(1 / (1 + np.exp(-(self.slope * self.logit(raw) + self.bias))))
