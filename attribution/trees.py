"""Boosted regression trees, and a line beside them, fitted elsewhere, read from JSON and summed.

After J. H. Friedman, "Greedy function approximation: a gradient boosting machine", 2001.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from attribution.errors import ModelError

__all__ = ["TREES_FORMAT", "BoostedTrees"]

TREES_FORMAT: Final = 1
N_ROWS: Final = 2_048
"""Rows taken at one time: memory for each holds a number a tree."""
_PARTS: Final = ("feature", "threshold", "left", "right", "value")


class BoostedTrees:
    """Trees whose leaves add up to a logit, with a weighted sum of the numbers if there is one."""

    def __init__(self, table: Mapping[str, Any], *, features: Sequence[str]) -> None:
        """Take the trees of `table`.

        Args:
            table: `format_version`, `features`, `start` (logit before any tree) and `trees`: of
                each the lists `feature`, `threshold`, `left`, `right`, `value`, one entry a
                node; the root is the first, a leaf is its own child. `slopes`, if there, holds one
                weight a feature, `low` and `high` the range that it was fitted in: beyond, a
                line says nothing, so that numbers count as the nearest end.
            features: names of the columns that `logits` will be given.

        Raises:
            ValueError: if the format or the features are others, or lists do not fit together.
            KeyError: if a part is missing.
        """
        if table["format_version"] != TREES_FORMAT:
            msg = f"format {table['format_version']!r} is not {TREES_FORMAT}"
            raise ValueError(msg)
        if list(table["features"]) != list(features):
            msg = "trees of other features"
            raise ValueError(msg)
        self._slopes = np.array(table.get("slopes", [0.0] * len(features)), dtype=np.float64)
        self._low = np.array(table.get("low", [-np.inf] * len(features)), dtype=np.float64)
        self._high = np.array(table.get("high", [np.inf] * len(features)), dtype=np.float64)
        for values, name in ((self._slopes, "slopes"), (self._low, "low"), (self._high, "high")):
            if values.shape != (len(features),):
                msg = f"{len(values)} {name} for {len(features)} features"
                raise ValueError(msg)
        trees = table["trees"]
        sizes = np.array([len(tree["value"]) for tree in trees], dtype=np.int64)
        self._start = float(table["start"])
        self._roots = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)
        offsets = np.repeat(self._roots, sizes)
        joined = {part: np.concatenate([np.asarray(t[part]) for t in trees]) for part in _PARTS}
        if len({len(values) for values in joined.values()}) != 1:
            msg = "lists of different lengths"
            raise ValueError(msg)
        self._feature = joined["feature"].astype(np.int64)
        self._threshold = joined["threshold"].astype(np.float64)
        self._left = joined["left"].astype(np.int64) + offsets
        self._right = joined["right"].astype(np.int64) + offsets
        self._value = joined["value"].astype(np.float64)

    @classmethod
    def read(cls, path: Path, *, features: Sequence[str]) -> BoostedTrees:
        """The trees in the file at `path`.

        Raises:
            ModelError: if it is missing, malformed or of another version.
        """
        try:
            return cls(json.loads(path.read_text(encoding="utf-8")), features=features)
        except (OSError, ValueError, KeyError, TypeError) as error:
            msg = f"{path}: no usable trees ({error}); reinstall the package"
            raise ModelError(msg) from error

    def logits(self, numbers: NDArray[np.float64]) -> NDArray[np.float64]:
        """(n_rows,) from (n_rows, n_features).

        Numbers are compared in 32 bits, as they were when the trees were fitted.
        """
        logits = np.empty(len(numbers), dtype=np.float64)
        for at in range(0, len(numbers), N_ROWS):
            logits[at : at + N_ROWS] = self._sums(numbers[at : at + N_ROWS].astype(np.float32))
        return logits + np.clip(numbers, self._low, self._high) @ self._slopes

    def _sums(self, narrow: NDArray[np.float32]) -> NDArray[np.float64]:
        at = np.broadcast_to(self._roots, (len(narrow), len(self._roots)))
        rows = np.arange(len(narrow))[:, None]
        while True:
            goes_left = narrow[rows, self._feature[at]] <= self._threshold[at]
            following = np.where(goes_left, self._left[at], self._right[at])
            if np.array_equal(following, at):
                return np.asarray(self._start + self._value[at].sum(axis=1), dtype=np.float64)
            at = following
