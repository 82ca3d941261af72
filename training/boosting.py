"""Boosted trees of scikit-learn as the tables that `attribution.trees` reads: no pickle ships."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.tree import DecisionTreeRegressor

from attribution.trees import TREES_FORMAT

__all__ = ["boosted_table"]


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
