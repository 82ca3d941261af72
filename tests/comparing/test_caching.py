"""A claim encoder with a memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from attribution.claimencoder import ClaimScores, MarkedText
from attribution.claimencoder.heads import N_COLUMNS
from attribution.comparing import CachedModel, compare_claims
from attribution.comparing import caching as module
from attribution.spans import Span
from tests.comparing.test_comparison import MEETING, TopicModel, claim


class Memory(dict[bytes, bytes]):
    """A cache in a dictionary."""

    def get_many(self, keys: Sequence[bytes]) -> Mapping[bytes, bytes]:
        """What is there."""
        return {key: self[key] for key in keys if key in self}

    def put_many(self, values: Mapping[bytes, bytes]) -> None:
        """Keep all."""
        self.update(values)


class Counting(TopicModel):
    """The topic model, with the texts it was asked to read."""

    def __init__(self) -> None:
        """Nothing read yet."""
        self.read: list[str] = []

    def claims(self, items: Sequence[MarkedText]) -> ClaimScores:
        """Single claims."""
        self.read += [item.text for item in items]
        return replace(super().claims(items), temperatures={"act": 2.0})

    def matters(self, items: Sequence[MarkedText]) -> NDArray[np.float64]:
        """Vectors."""
        self.read += [f"{item.text} as a vector" for item in items]
        return super().matters(items)

    def pairs(self, items: Sequence[tuple[MarkedText, MarkedText]]) -> ClaimScores:
        """Pairs."""
        self.read += [f"{a.text} / {b.text}" for a, b in items]
        return super().pairs(items)


CLAIMS = [
    claim("the border will open", "AM"), claim("the border opens", "AZ"),
    claim("no trade deal was made", "AZ"), claim("a trade deal was made", "AM"),
]  # fmt: skip
ITEMS = [MarkedText(f"text {k} border") for k in range(5)]


def test_what_was_read_is_not_read_again() -> None:
    """A second comparison reads nothing and finds the same, and one without memory as well."""
    claims, pairs = Memory(), Memory()
    first = Counting()
    found = compare_claims(
        CLAIMS, meeting=MEETING, model=CachedModel(first, claims=claims, pairs=pairs)
    )
    assert len(first.read) == 4 + 2 * 4
    again = Counting()
    assert found == compare_claims(
        CLAIMS, meeting=MEETING, model=CachedModel(again, claims=claims, pairs=pairs)
    )
    assert again.read == []
    assert found == compare_claims(CLAIMS, meeting=MEETING, model=TopicModel())


def test_a_claim_given_to_another_side_is_read_anew() -> None:
    """The wording of a pair names the sides: its pairs are read, all else is remembered."""
    claims, pairs = Memory(), Memory()
    compare_claims(
        CLAIMS, meeting=MEETING, model=CachedModel(TopicModel(), claims=claims, pairs=pairs)
    )
    moved = replace(CLAIMS[1], speaker=replace(CLAIMS[1].speaker, side="GE"))
    changed = [CLAIMS[0], moved, *CLAIMS[2:]]
    model = Counting()
    result = compare_claims(
        changed, meeting=MEETING, model=CachedModel(model, claims=claims, pairs=pairs)
    )
    assert len(model.read) == 2 * 3
    assert all("GE: " in text for text in model.read)
    assert result == compare_claims(changed, meeting=MEETING, model=TopicModel())


def test_vectors_of_another_size_are_read_again() -> None:
    """Whoever left them: a comparison never mixes vectors of two models."""
    memory = Memory()
    CachedModel(TopicModel(), claims=memory).matters(ITEMS[:2])
    for key, value in memory.items():
        memory[key] = value[:8]
    expected = TopicModel().matters(ITEMS)
    assert np.allclose(CachedModel(TopicModel(), claims=memory).matters(ITEMS), expected, atol=1e-6)
    assert CachedModel(TopicModel(), claims=memory).matters([]).shape == (0, 32)


def test_alike_texts_are_read_once_and_marks_make_a_difference() -> None:
    """The key is the whole of what is read: text, marks, and which claim comes first."""
    model = Counting()
    cached = CachedModel(model, claims=Memory(), pairs=Memory())
    marked = MarkedText("a border", {"content": Span(2, 8)})
    plain = MarkedText("a border")
    scores = cached.claims([plain, marked, plain])
    assert model.read == ["a border", "a border"]
    assert np.array_equal(scores.columns[0], scores.columns[2])
    assert len(cached.pairs([(plain, marked), (marked, plain), (plain, marked)])) == 3
    assert len(model.read) == 4


def test_scores_come_in_the_order_asked_for_with_their_temperatures() -> None:
    """Whether read or remembered; nothing asked for is nothing."""
    memory = Memory()
    cached = CachedModel(Counting(), claims=memory)
    cached.claims(ITEMS[1:3])
    mixed = cached.claims(ITEMS)
    assert mixed.columns == pytest.approx(TopicModel().claims(ITEMS).columns)
    assert mixed.temperatures == {"act": 2.0}
    assert cached.claims([]).columns.shape == (0, N_COLUMNS)


@pytest.mark.parametrize("damaged", [b"", b"\xff" * 4 * N_COLUMNS, b"\0" * (4 * N_COLUMNS - 1)])
def test_a_row_that_cannot_be_right_is_read_anew(damaged: bytes) -> None:
    """A value of another length, or one that holds no numbers, counts as missing."""
    memory = Memory()
    whole = CachedModel(Counting(), claims=memory).claims(ITEMS).columns
    memory |= dict.fromkeys(memory, damaged)
    model = Counting()
    assert np.array_equal(CachedModel(model, claims=memory).claims(ITEMS).columns, whole)
    assert len(model.read) == len(ITEMS)
    assert all(len(value) == 4 * N_COLUMNS for value in memory.values())


def test_progress_is_told_of_what_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """From nothing to all, batch by batch; of what is remembered there is nothing to tell."""
    monkeypatch.setattr(module, "N_BATCH", 2)
    told: list[tuple[str, int, int]] = []
    cached = CachedModel(TopicModel(), claims=Memory(), watch=lambda *news: told.append(news))
    cached.claims(ITEMS)
    assert told == [("claims", 0, 5), ("claims", 2, 5), ("claims", 4, 5), ("claims", 5, 5)]
    told.clear()
    cached.claims(ITEMS)
    assert told == []
    cached.pairs([(ITEMS[0], ITEMS[1])])
    assert told == [("pairs", 0, 1), ("pairs", 1, 1)]


def test_batches_read_before_an_end_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is stopped half-way begins there the next time."""
    monkeypatch.setattr(module, "N_BATCH", 2)
    memory = Memory()

    def stop(kind: str, n_done: int, n_total: int) -> None:
        if n_done >= 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        CachedModel(TopicModel(), claims=memory, watch=stop).claims(ITEMS)
    model = Counting()
    CachedModel(model, claims=memory).claims(ITEMS)
    assert model.read == [ITEMS[4].text]
