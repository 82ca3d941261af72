"""Boosted trees from JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from attribution.errors import ModelError
from attribution.trees import BoostedTrees

STUMP: dict[str, list[float]] = {
    "feature": [1, 0, 0], "threshold": [0.5, 0, 0], "left": [1, 1, 2], "right": [2, 1, 2],
    "value": [0, -1.0, 2.0],
}  # fmt: skip
LEAF: dict[str, list[float]] = {
    "feature": [0], "threshold": [0], "left": [0], "right": [0], "value": [0.25],
}  # fmt: skip
TABLE: dict[str, Any] = {
    "format_version": 1, "features": ["a", "b"], "start": 0.5, "trees": [STUMP, LEAF, STUMP],
}  # fmt: skip


def test_leaves_add_up() -> None:
    """Values at the threshold go left, as they did when the trees were fitted."""
    trees = BoostedTrees(TABLE, features=["a", "b"])
    rows = np.array([[9.0, 0.5], [9.0, 0.51], [0.0, -3.0]])
    assert trees.logits(rows).tolist() == [-1.25, 4.75, -1.25]
    assert trees.logits(rows[:0]).shape == (0,)


def test_a_line_is_added() -> None:
    """Each number counts with its slope, beside what the leaves say."""
    trees = BoostedTrees(TABLE | {"slopes": [0.5, -2.0]}, features=["a", "b"])
    rows = np.array([[9.0, 0.5], [0.0, -3.0]])
    assert trees.logits(rows).tolist() == [-1.25 + 4.5 - 1.0, -1.25 + 6.0]
    assert trees.logits(rows[:0]).shape == (0,)


def test_a_line_ends_where_it_was_fitted() -> None:
    """A meeting of thousands of claims counts as the largest that was seen."""
    table = TABLE | {"slopes": [0.5, -2.0], "low": [-1.0, 0.0], "high": [4.0, 1.0]}
    trees = BoostedTrees(table, features=["a", "b"])
    rows = np.array([[1e6, 0.5], [-1e6, -3.0]])
    assert trees.logits(rows).tolist() == [-1.25 + 2.0 - 1.0, -1.25 - 0.5]


@pytest.mark.parametrize(
    "changed",
    [
        {"format_version": 2},
        {"features": ["a"]},
        {"trees": [{**STUMP, "value": [0.0]}]},
        {"trees": [{"feature": [0]}]},
        {"start": None},
        {"slopes": [1.0]},
        {"low": [1.0]},
        {"high": [1.0, 2.0, 3.0]},
        {"slopes": "steep"},
    ],
)
def test_other_files_are_refused(tmp_path: Path, changed: dict[str, Any]) -> None:
    """The error names the file."""
    path = tmp_path / "trees.json"
    path.write_text(json.dumps(TABLE | changed), encoding="utf-8")
    with pytest.raises(ModelError, match=r"trees\.json: no usable trees"):
        BoostedTrees.read(path, features=["a", "b"])


def test_missing_file_is_named(tmp_path: Path) -> None:
    """Nothing there is said as such."""
    with pytest.raises(ModelError, match=r"gone\.json"):
        BoostedTrees.read(tmp_path / "gone.json", features=[])
