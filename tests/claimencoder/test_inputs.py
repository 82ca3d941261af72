"""Claims and pairs as word pieces with marks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import WordLevel

from attribution.claimencoder.heads import HEADS, N_COLUMNS, columns_of
from attribution.claimencoder.inputs import (
    MARKERS,
    MAX_PIECES,
    MarkedText,
    encode_marked,
    encode_pair,
)
from attribution.encoders import load_tokenizer, weights_folder
from attribution.errors import ModelError
from attribution.spans import Span

TOKENIZER = load_tokenizer(weights_folder("tagger-accurate") / "tokenizer.json")
BEGIN, END = TOKENIZER.token_to_id("<s>"), TOKENIZER.token_to_id("</s>")
MARKS = {TOKENIZER.token_to_id(token) for pair in MARKERS.values() for token in pair}


def words_of(ids: np.ndarray) -> str:
    """The pieces as text, marks as their names."""
    return " ".join(TOKENIZER.id_to_token(int(i)) for i in ids)


def test_marks_stand_around_their_spans() -> None:
    """Source and content are each between an opening and a closing mark."""
    text = "Lima said it rained."
    ids = encode_marked(
        MarkedText(text, {"source": Span(0, 4), "content": Span(10, 19)}), TOKENIZER
    )
    assert words_of(ids) == (
        "<s> [unused1] lima [unused2] said [unused5] it rained [unused6] . </s>"
    )


def test_long_text_is_cut_around_its_marks() -> None:
    """The marked span is kept, whatever stands far before it."""
    text = "rain " * 400 + "Lima rejected it." + " sun" * 400
    start = text.index("Lima")
    ids = encode_marked(MarkedText(text, {"content": Span(start, start + 16)}), TOKENIZER)
    assert len(ids) == MAX_PIECES
    assert "[unused5] lima rejected it [unused6]" in words_of(ids)


@given(first=st.integers(0, 300), second=st.integers(0, 300), max_pieces=st.integers(8, 300))
def test_pair_never_exceeds_its_room(first: int, second: int, max_pieces: int) -> None:
    """A short half leaves its room to the long one; both ends are framed."""
    a, b = MarkedText("rain " * first), MarkedText("sun " * second)
    ids = encode_pair(a, b, TOKENIZER, max_pieces=max_pieces).tolist()
    assert len(ids) <= max_pieces
    assert ids[0] == BEGIN
    assert ids.count(END) == 3
    n_rain, n_sun = ids.index(END) - 1, len(ids) - ids.index(END) - 3
    room = max_pieces - 4
    assert n_rain == min(first, max(room // 2, room - second))
    assert n_sun == min(second, max(room // 2, room - first))


def test_vocabulary_without_marks_is_refused() -> None:
    """A tokenizer of another kind of model is no silent failure."""
    other = Tokenizer(WordLevel({"[CLS]": 0, "[SEP]": 1, "a": 2}))
    with pytest.raises(ModelError, match=r"no \[unused5\]"):
        encode_marked(MarkedText("a", {"content": Span(0, 1)}), other)


def test_heads_share_the_columns_without_gap() -> None:
    """Every column belongs to one head."""
    covered = [i for head in HEADS for i in range(N_COLUMNS)[columns_of(head)]]
    assert covered == list(range(N_COLUMNS))
    with pytest.raises(KeyError):
        columns_of("none")
