"""The encoder of matters: what it reads of a claim, and what its vectors are like."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.claimencoder import MarkedText
from attribution.claimencoder.matters import MATTER_WEIGHTS, MatterEncoder, encode_content
from attribution.encoders import load_tokenizer, weights_folder
from attribution.spans import Span

TOKENIZER = load_tokenizer(weights_folder(MATTER_WEIGHTS) / "tokenizer.json")


@pytest.fixture(scope="module")
def encoder() -> MatterEncoder:
    """The packaged one."""
    return MatterEncoder.load(n_threads=1)


def marked(text: str, content: str) -> MarkedText:
    """A text with its content."""
    start = text.index(content)
    return MarkedText(text, {"content": Span(start, start + len(content))})


def inside(item: MarkedText, *, max_pieces: int = 160) -> str:
    """The words under the content mask."""
    ids, mask = encode_content(item, TOKENIZER, max_pieces=max_pieces)
    return TOKENIZER.decode(ids[mask == 1].tolist())


def test_the_mask_covers_the_content() -> None:
    """Not the speaker, the cue or the boundaries."""
    assert inside(marked("Vega said the ford was closed, she told us.", "the ford was closed")) == (
        "the ford was closed"
    )


def test_a_text_without_a_mark_is_all_content() -> None:
    """So is one whose mark covers no word."""
    for item in (MarkedText("The ford."), MarkedText("The ford.", {"content": Span(3, 3)})):
        assert "the ford" in inside(item)


def test_long_texts_are_cut_around_the_content() -> None:
    """A content in the middle, at either end, and one that is too long itself."""
    before, after = "word " * 300, " and more" * 300
    for text in (before + "the ford closed" + after, "the ford closed" + after,
                 before + "the ford closed"):  # fmt: skip
        assert inside(marked(text, "the ford closed"), max_pieces=40) == "the ford closed"
    assert inside(marked(before, before.strip()), max_pieces=12) == " ".join(["word"] * 10)


@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 300), st.integers(8, 60))
def test_any_text_has_some_content(text: str, start: int, size: int, limit: int) -> None:
    """Never longer than asked for, and never without a content, whatever is marked."""
    start = min(start, len(text))
    item = MarkedText(text, {"content": Span(start, min(len(text), start + size))})
    ids, mask = encode_content(item, TOKENIZER, max_pieces=limit)
    assert len(ids) == len(mask) <= limit
    assert mask.any()


def test_vectors_have_length_one_and_stand_in_order(encoder: MatterEncoder) -> None:
    """The same alone and in company; empty, endless and broken texts too; none is no error."""
    items = [MarkedText(text) for text in ("Talks ended.", "", "word " * 1000, "🤝 \ud800")]
    together = encoder.vectors(items)
    assert np.allclose(np.linalg.norm(together, axis=1), 1)
    for item, vector in zip(items, together, strict=True):
        assert np.array_equal(encoder.vectors([item])[0], vector)
    assert len(encoder.vectors([])) == 0


def test_what_stands_around_a_content_counts(encoder: MatterEncoder) -> None:
    """What a pronoun stands for is in the sentence before."""
    bridge, ferry, open_bridge = encoder.vectors([
        marked("The bridge at Orla has been shut since May. Vega said it would not open again.",
               "it would not open again"),
        marked("The ferry to Lund has been full since May. Vega said it would not open again.",
               "it would not open again"),
        marked("Paz said the Orla bridge would be open by June.",
               "the Orla bridge would be open by June"),
    ])  # fmt: skip
    assert bridge @ open_bridge > ferry @ open_bridge + 0.1
