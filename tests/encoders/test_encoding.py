"""Text to word pieces with case and spacing, and the windows over them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from attribution.encoders import Pieces, Window, encode_plainly, encode_text, plan_windows
from attribution.encoders.encoding import N_CASE_CLASSES, N_SPACE_CLASSES
from attribution.errors import OffsetError
from tests.strategies import texts

# Surrogates too: broken JSON leaves half pairs in texts.
any_texts = st.one_of(
    texts, st.text(alphabet=st.characters(exclude_categories=()), max_size=60)
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=any_texts)
def test_pieces_lie_in_order_inside_the_text(tokenizer: Tokenizer, text: str) -> None:
    """For any string: in bounds, ascending, disjoint unless they share one character."""
    pieces = encode_text(text, tokenizer)
    places = list(zip(pieces.starts.tolist(), pieces.ends.tolist(), strict=True))
    assert all(0 <= start < end <= len(text) for start, end in places)
    for before, after in pairwise(places):
        assert before[1] <= after[0] or (before == after and before[1] - before[0] == 1)
    assert set(pieces.cases.tolist()) <= set(range(N_CASE_CLASSES))
    assert set(pieces.spaces.tolist()) <= set(range(N_SPACE_CLASSES))
    assert len(pieces.ids) == len(pieces.cases) == len(pieces.spaces) == len(pieces)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=any_texts)
def test_pieces_without_features_are_the_same(tokenizer: Tokenizer, text: str) -> None:
    """Indices and places, for any string."""
    pieces, plain = encode_text(text, tokenizer), encode_plainly(text, tokenizer)
    assert len(plain) == len(pieces)
    assert plain.ids == pieces.ids.tolist()
    assert plain.starts == pieces.starts.tolist()
    assert plain.ends == pieces.ends.tolist()


def test_no_text_has_no_pieces(tokenizer: Tokenizer) -> None:
    """Nothing, white space and characters without a piece give empty arrays."""
    assert [len(encode_text(text, tokenizer)) for text in ("", " \n\n ", "\u200b")] == [0, 0, 0]


def test_spacing_says_what_stands_before_a_piece(tokenizer: Tokenizer) -> None:
    """Start of text 3, space 1, glued 0, line break 2, paragraph break 3."""
    text = "one two. three\nfour\n\nfive  six"
    pieces = encode_text(text, tokenizer)
    words = [text[s:e] for s, e in zip(pieces.starts, pieces.ends, strict=True)]
    assert list(zip(words, pieces.spaces.tolist(), strict=True)) == [
        ("one", 3), ("two", 1), (".", 0), ("three", 1), ("four", 2), ("five", 3), ("six", 1),
    ]  # fmt: skip


def test_spacing_inside_a_glued_word(tokenizer: Tokenizer) -> None:
    """The pieces of `saidthat` are glued, and so is a quotation mark."""
    pieces = encode_text('he saidthat "it', tokenizer)
    assert pieces.spaces[0] == 3
    assert pieces.spaces[1] == 1
    assert pieces.spaces[-2:].tolist() == [1, 0]
    assert (pieces.spaces[2:-2] == 0).all()
    assert len(pieces) > 4


@pytest.mark.parametrize(
    ("word", "case"),
    [("paris", 0), ("Paris", 1), ("NATO", 2), ("A", 1), ("McCain", 3), ("UKraine", 3),
     ("42", 0), (".", 0), ("É", 1), ("ÉTAT", 2)],
)  # fmt: skip
def test_case_of_a_whole_word(tokenizer: Tokenizer, word: str, case: int) -> None:
    """No capital 0, only the first letter 1, two or more letters all capital 2, otherwise 3."""
    assert encode_text(word, tokenizer).cases.tolist() == [case]


def test_pieces_of_one_word_have_their_own_case(tokenizer: Tokenizer) -> None:
    """In `saidThe` the capital belongs to the piece it starts."""
    text = "reportedThursday"
    pieces = encode_text(text, tokenizer)
    capital = [text[s:e] for s, e, c in zip(pieces.starts, pieces.ends, pieces.cases, strict=True)
               if c]  # fmt: skip
    assert len(pieces) > 1
    assert len(capital) == 1
    assert "T" in capital[0]


def test_lone_surrogates_are_unknown_pieces(tokenizer: Tokenizer) -> None:
    """Half a surrogate pair does not stop a document from being read."""
    text = "Oslo said \ud83d yes."
    pieces = encode_text(text, tokenizer)
    words = [text[s:e] for s, e in zip(pieces.starts, pieces.ends, strict=True)]
    assert words[:2] == ["Oslo", "said"]
    assert words[-2:] == ["yes", "."]


def test_emoji_are_one_code_point_each(tokenizer: Tokenizer) -> None:
    """Offsets count code points, so words after an emoji keep their place."""
    text = "🤝🤝 Riga agreed"
    pieces = encode_text(text, tokenizer)
    assert text[pieces.starts[-1] : pieces.ends[-1]] == "agreed"


def test_arrays_of_different_lengths_are_refused() -> None:
    """A `Pieces` is a table: all columns have its length."""
    two, three = np.zeros(2, dtype=np.int64), np.zeros(3, dtype=np.int64)
    with pytest.raises(OffsetError, match=r"different lengths: \[2, 3\]"):
        Pieces(two, two, three, two, two)


window_plans = st.integers(1, 40).flatmap(
    lambda window: st.integers(1, window).flatmap(
        lambda stride: st.tuples(st.just(window), st.just(stride), st.integers(0, stride - 1))
    )
)


@given(n_pieces=st.integers(0, 300), plan=window_plans)
def test_windows_cover_every_piece(n_pieces: int, plan: tuple[int, int, int]) -> None:
    """In order, none longer than allowed, consecutive ones overlapping by window - stride."""
    window, stride, phase = plan
    windows = list(plan_windows(n_pieces, window=window, stride=stride, phase=phase))
    assert bool(windows) == bool(n_pieces)
    assert {i for w in windows for i in range(w.start, w.end)} == set(range(n_pieces))
    assert all(0 < w.end - w.start <= window for w in windows)
    for before, after in pairwise(windows):
        assert before.end - after.start == window - stride
        assert before.end < after.end


def test_phase_shortens_the_first_window() -> None:
    """The later windows keep their full length."""
    windows = list(plan_windows(20, window=8, stride=6, phase=3))
    assert windows == [Window(0, 5), Window(3, 11), Window(9, 17), Window(15, 20)]
    assert list(plan_windows(8, window=8, stride=6)) == [Window(0, 8)]


@pytest.mark.parametrize(
    ("stride", "phase"), [(0, 0), (-1, 0), (9, 0), (6, 7), (6, -1)]
)  # fmt: skip
def test_plans_that_skip_text_or_never_end_are_refused(stride: int, phase: int) -> None:
    """The stride is inside 1 to the window, the phase inside 0 to the stride."""
    with pytest.raises(ValueError, match=f"stride {stride} and phase {phase} do not fit"):
        list(plan_windows(20, window=8, stride=stride, phase=phase))
