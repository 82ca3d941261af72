"""How the claim encoder's reading of pairs is taken together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from attribution.claimencoder import ClaimScores, MarkedText
from attribution.claimencoder.heads import N_COLUMNS, columns_of
from attribution.comparing.relations import read_pairs
from attribution.records import RelationKind
from tests.comparing.test_comparison import TopicModel

KINDS = list(RelationKind)
WORDINGS = [MarkedText(text) for text in ("rain and sun", "rain", "sun", "snow")]


class OneWayModel(TopicModel):
    """The first text of a pair decides: related by half where it holds a topic of the second."""

    def __init__(self) -> None:
        """Nothing read so far."""
        self.read: list[tuple[str, str]] = []

    def pairs(self, items: Sequence[tuple[MarkedText, MarkedText]]) -> ClaimScores:
        """A pair looks unrelated the other way round."""
        self.read += [(a.text, b.text) for a, b in items]
        columns = np.zeros((len(items), N_COLUMNS))
        for row, (a, b) in zip(columns, items, strict=True):
            kind = RelationKind.AGREE if b.text in a.text else RelationKind.UNRELATED
            row[columns_of("relation").start + KINDS.index(kind)] = 8.0
        return ClaimScores(columns, {})


def test_both_orders_count_alike() -> None:
    """Whichever order a pair comes in, its reading is the same."""
    model = OneWayModel()
    there = read_pairs(WORDINGS, [(0, 1), (1, 3)], model)
    back = read_pairs(WORDINGS, [(1, 0), (3, 1)], model)
    assert np.array_equal(there.relations, back.relations)
    assert there.relations[0, KINDS.index(RelationKind.AGREE)] == pytest.approx(0.5, abs=0.01)
    assert there.inference.shape == (2, 3)


def test_unlikely_pairs_are_read_once() -> None:
    """They keep the reading of their first order; the others are read in both."""
    model = OneWayModel()
    reading = read_pairs(WORDINGS, [(0, 1), (1, 3), (0, 2)], model, twice_from=0.5)
    assert model.read == [
        ("rain and sun", "rain"), ("rain", "snow"), ("rain and sun", "sun"),
        ("rain", "rain and sun"), ("sun", "rain and sun"),
    ]  # fmt: skip
    assert reading.relations[1, KINDS.index(RelationKind.UNRELATED)] > 0.99
    assert reading.relations[[0, 2], KINDS.index(RelationKind.AGREE)] == pytest.approx(
        0.5, abs=0.01
    )


def test_no_pair_is_no_reading() -> None:
    """A meeting of one side has none."""
    reading = read_pairs(WORDINGS, [], OneWayModel())
    assert reading.relations.shape == (0, 4)
    assert reading.inference.shape == (0, 3)
