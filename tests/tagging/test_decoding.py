"""Scores to spans: only legal label sequences, and the best one of them."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from attribution.encoders import Pieces, Window
from attribution.spans import Span
from attribution.tagging import LABELS
from attribution.tagging.decoding import (
    PieceScores,
    _viterbi,
    best_labels,
    merge_windows,
    tagged_spans,
)

SMALL = ("O", "B-x", "I-x", "I-y", "B-y")
"""Two roles in an order of columns that the code must not rely on."""


def is_legal(path: list[int], labels: tuple[str, ...]) -> bool:
    """Whether every I-x follows B-x or I-x."""
    names = ["O", *(labels[i] for i in path)]
    return all(
        not after.startswith("I-") or before in {f"B-{after[2:]}", after}
        for before, after in pairwise(names)
    )  # fmt: skip


def random_scores(
    seed: int, n_pieces: int, n_labels: int, *, scale: float = 3.0
) -> NDArray[np.float32]:
    """Log-probabilities (n_pieces, n_labels)."""
    logits = np.random.default_rng(seed).normal(scale=scale, size=(n_pieces, n_labels))
    shifted = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
    return np.asarray(shifted, dtype=np.float32)


@given(seed=st.integers(0, 2**32 - 1), n_pieces=st.integers(0, 40), scale=st.floats(0, 30))
def test_only_legal_sequences_come_out(seed: int, n_pieces: int, scale: float) -> None:
    """Whatever the scores say, no span begins with an I label."""
    path = best_labels(random_scores(seed, n_pieces, len(LABELS), scale=scale), LABELS)
    assert len(path) == n_pieces
    assert is_legal(path, LABELS)


@given(seed=st.integers(0, 2**32 - 1), n_pieces=st.integers(1, 5))
def test_best_of_all_legal_sequences(seed: int, n_pieces: int) -> None:
    """Equals trying every legal sequence."""
    scores = random_scores(seed, n_pieces, len(SMALL)).astype(np.float64)
    legal = [
        list(path)
        for path in product(range(len(SMALL)), repeat=n_pieces)
        if is_legal(list(path), SMALL)
    ]
    rows = np.arange(n_pieces)
    best = max(legal, key=lambda path: float(scores[rows, path].sum()))
    assert best_labels(scores.astype(np.float32), SMALL) == best


def test_greedy_choice_is_overruled() -> None:
    """I-content scores best on both pieces, but only after its B."""
    scores = np.full((2, len(LABELS)), -9.0, dtype=np.float32)
    scores[:, LABELS.index("I-content")] = -0.1
    scores[0, LABELS.index("B-content")] = -2.0
    scores[0, LABELS.index("O")] = -1.0
    path = best_labels(scores, LABELS)
    assert [LABELS[i] for i in path] == ["B-content", "I-content"]


def test_each_piece_comes_from_the_window_that_shows_more_around_it() -> None:
    """In an overlap of four, two pieces come from the left and two from the right."""
    windows = [Window(0, 10), Window(6, 16), Window(12, 18)]
    scores = [
        np.full((w.end - w.start, 1), float(i), dtype=np.float32) for i, w in enumerate(windows)
    ]
    merged = merge_windows(18, windows, scores, 1)
    assert merged[:, 0].tolist() == [0.0] * 8 + [1.0] * 6 + [2.0] * 4


def test_merged_rows_are_rows_of_their_piece() -> None:
    """Each row stands where its piece stands, from whichever window it came."""
    windows = [Window(0, 7), Window(4, 11), Window(8, 12)]
    truth = random_scores(3, 12, 2)
    merged = merge_windows(12, windows, [truth[w.start : w.end] for w in windows], 2)
    assert np.array_equal(merged, truth)


def test_no_windows_give_no_rows() -> None:
    """A text without pieces has no scores."""
    assert merge_windows(0, [], [], 7).shape == (0, 7)


def test_a_window_without_scores_is_an_error() -> None:
    """Scores must come for every window."""
    with pytest.raises(ValueError, match="shorter"):
        merge_windows(4, [Window(0, 4)], [], 7)


def pieces_at(*places: tuple[int, int]) -> Pieces:
    """Pieces at given places."""
    starts, ends = (np.array(column, dtype=np.int64) for column in zip(*places, strict=True))
    zeros = np.zeros(len(places), dtype=np.int64)
    return Pieces(zeros, starts, ends, zeros, zeros)


def scores_of(names: list[str], probability: float = 0.9) -> NDArray[np.float32]:
    """Scores that make `names` the clear best."""
    scores = np.full((len(names), len(LABELS)), (1 - probability) / (len(LABELS) - 1))
    for i, name in enumerate(names):
        scores[i, LABELS.index(name)] = probability
    return np.asarray(np.log(scores), dtype=np.float32)


def test_spans_cover_their_pieces_and_carry_the_mean_probability() -> None:
    """A span runs from its first piece's start to its last one's end, gaps included."""
    pieces = pieces_at((0, 2), (3, 5), (6, 9), (9, 10), (11, 15))
    scores = scores_of(["B-source", "I-source", "B-cue", "O", "B-content"])
    scores[1] = scores_of(["I-source"], probability=0.7)
    tagged = tagged_spans(pieces, PieceScores(scores), LABELS)
    assert [(t.span, t.role) for t in tagged] == [
        (Span(0, 5), "source"), (Span(6, 9), "cue"), (Span(11, 15), "content"),
    ]  # fmt: skip
    assert [round(t.score, 4) for t in tagged] == [0.8, 0.9, 0.9]


def test_adjacent_spans_of_one_role_stay_two() -> None:
    """A second B opens a second span."""
    tagged = tagged_spans(
        pieces_at((0, 2), (2, 4)), PieceScores(scores_of(["B-cue", "B-cue"])), LABELS
    )
    assert [t.span for t in tagged] == [Span(0, 2), Span(2, 4)]


def test_spans_stay_disjoint_where_pieces_share_a_character() -> None:
    """The first span keeps the character; one that has nothing else is dropped."""
    pieces = pieces_at((0, 1), (0, 1), (0, 1), (1, 2))
    names = ["B-source", "B-cue", "B-content", "I-content"]
    tagged = tagged_spans(pieces, PieceScores(scores_of(names)), LABELS)
    assert [(t.span, t.role) for t in tagged] == [
        (Span(0, 1), "source"), (Span(1, 2), "content"),
    ]  # fmt: skip


def test_no_pieces_give_no_spans() -> None:
    """Empty in, empty out."""
    empty = np.zeros(0, dtype=np.int64)
    scores = np.zeros((0, len(LABELS)), dtype=np.float32)
    assert (
        tagged_spans(Pieces(empty, empty, empty, empty, empty), PieceScores(scores), LABELS) == []
    )


def test_a_text_of_many_stretches_is_decoded_as_a_whole() -> None:
    """Putting wrong stretches right one by one gives what one search over the whole text gives."""
    for seed in range(300):
        scores = random_scores(seed, 60, len(LABELS), scale=0.5 + seed % 5)
        path = best_labels(scores, LABELS)
        whole = _viterbi(scores, LABELS, is_whole=True)
        rows = np.arange(len(path))
        told, best = (float(scores[rows, p].astype(np.float64).sum()) for p in (path, whole))
        assert is_legal(path, LABELS)
        assert told == pytest.approx(best, abs=1e-9)
