"""Boosted trees of scikit-learn as the tables that `attribution.trees` reads: no pickle ships."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeRegressor

from attribution.trees import TREES_FORMAT

__all__ = ["Line", "boosted_table", "line_of", "mean_table"]


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A weighted sum of numbers, and where it was fitted.

    Attributes:
        slopes: (n_features,).
        start: its value where all numbers are 0.
        low, high: (n_features,), range of each number.
    """

    slopes: NDArray[np.float64]
    start: float
    low: NDArray[np.float64]
    high: NDArray[np.float64]


def boosted_table(
    model: GradientBoostingClassifier, *, features: Sequence[str], share: float
) -> dict[str, Any]:
    """A fitted model of two classes as `BoostedTrees` takes it.

    Args:
        model: fitted.
        features: names of its columns.
        share: of the weight of the training rows that was positive, between 0 and 1.
    """
    return {
        "format_version": TREES_FORMAT, "features": list(features),
        "start": round(float(np.log(share / (1 - share))), 6),
        "trees": [_tree_table(tree, model.learning_rate) for tree in model.estimators_[:, 0]],
    }  # fmt: skip


def line_of(
    numbers: NDArray[np.float64], is_positive: NDArray[np.bool_], *, penalty: float
) -> Line:
    """A logistic regression over standardised numbers.

    Args:
        numbers: (n_rows, n_features).
        is_positive: (n_rows,).
        penalty: of the squared slopes; 1 over scikit-learn's `C`.
    """
    scaler = StandardScaler().fit(numbers)
    model = LogisticRegression(C=1 / penalty, max_iter=1_000)
    model.fit(scaler.transform(numbers), is_positive)
    slopes = model.coef_[0] / scaler.scale_
    start = float(model.intercept_[0] - slopes @ scaler.mean_)
    return Line(slopes, start, numbers.min(axis=0), numbers.max(axis=0))


def mean_table(tables: Sequence[dict[str, Any]], line: Line | None = None) -> dict[str, Any]:
    """One table whose logit is the mean of those of trees, or of a line's and of that mean.

    Args:
        tables: of `boosted_table`, with the same features.
        line: of `line_of`; it counts half.
    """
    part = (1.0 if line is None else 0.5) / len(tables)
    start = part * sum(table["start"] for table in tables)
    table = {
        **tables[0],
        "start": round(start + (line.start / 2 if line else 0.0), 6),
        "trees": [
            {**tree, "value": [float(f"{part * v:.6g}") for v in tree["value"]]}
            for table in tables
            for tree in table["trees"]
        ],
    }
    if line is None:
        return table
    return table | {
        "slopes": [float(f"{v / 2:.9g}") for v in line.slopes],
        "low": [float(f"{v:.6g}") for v in line.low],
        "high": [float(f"{v:.6g}") for v in line.high],
    }


def _tree_table(fitted: DecisionTreeRegressor, rate: float) -> dict[str, list[float]]:
    """A fitted tree as lists; a leaf is its own child, its value times the learning rate."""
    tree = fitted.tree_
    own = np.arange(tree.node_count)
    is_leaf = tree.children_left < 0
    values = np.where(is_leaf, tree.value[:, 0, 0] * rate, 0.0)
    return {
        "feature": np.where(is_leaf, 0, tree.feature).tolist(),
        "threshold": [float(f"{v:.9g}") for v in np.where(is_leaf, 0.0, tree.threshold)],
        "left": np.where(is_leaf, own, tree.children_left).tolist(),
        "right": np.where(is_leaf, own, tree.children_right).tolist(),
        "value": [float(f"{v:.6g}") for v in values],
    }
