"""Pairs worth comparing, without a matrix of all of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from attribution.comparing import neighbours as module
from attribution.comparing.neighbours import (
    likelier,
    near_pairs,
    nearest_of_all,
    nearest_of_others,
)
from attribution.comparing.relations import RelationConfig, candidate_pairs
from attribution.records import Act, Attribution, Document
from attribution.spans import Span
from tests.comparing.test_comparison import claim

SIDES = (frozenset({"AM"}), frozenset({"AZ"}), frozenset({"GE"}), frozenset({"AM", "AZ"}))


def drawn(n: int, seed: int) -> NDArray[np.float64]:
    """Vectors of length 1, exact in 32 bits, some of them equal."""
    generator = np.random.default_rng(seed)
    vectors = np.zeros((n, 8))
    vectors[np.arange(n), generator.integers(0, 8, n)] = generator.choice([1.0, -1.0], n)
    return vectors


@given(st.integers(0, 30), st.integers(0, 1_000), st.integers(1, 5), st.integers(1, 7))
def test_blocks_find_what_a_matrix_finds(n: int, seed: int, k: int, n_block: int) -> None:
    """Whatever the size of blocks, the pairs are those of the dense choice, ties included."""
    sides = [SIDES[i] for i in np.random.default_rng(seed).integers(0, len(SIDES), n)]
    vectors = drawn(n, seed)
    claims = [claim(f"word {i}", "AM", doc=str(i)) for i in range(n)]
    dense = candidate_pairs(
        claims, sides, vectors @ vectors.T, RelationConfig(n_whole=0, n_neighbours=k)
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "N_BLOCK", n_block)
        assert nearest_of_others(vectors, sides, n_neighbours=k) == dense
        assert near_pairs(claims, sides, vectors, n_neighbours=k) == dense


def test_nearest_of_all_leaves_out_the_claim_itself() -> None:
    """Each has the one nearest to it, of any side."""
    vectors = np.array([[1.0, 0.0], [0.96, 0.28], [0.0, 1.0]])
    assert nearest_of_all(vectors, n_neighbours=1) == [(0, 1), (1, 2)]
    assert nearest_of_all(vectors[:1], n_neighbours=3) == []
    assert nearest_of_all(vectors[:0], n_neighbours=3) == []


def test_pairs_are_bounded_and_replies_come_first() -> None:
    """What is read at most is what stands nearest, after the answers to what was just said."""
    text = "Yerevan accused Baku of theft. Baku called this a lie."
    document = Document.from_text(text)
    spans = (Span(24, 29), Span(43, 53))
    assert [span.slice(text) for span in spans] == ["theft", "this a lie"]
    charge, answer = (
        replace(
            claim("x", side, act=act), document=document,
            attribution=Attribution(source=None, cue=None, contents=(span,)),
        )
        for span, side, act in zip(spans, ("AM", "AZ"), (Act.ACCUSE, Act.DENY), strict=True)
    )  # fmt: skip
    claims = [charge, answer, claim("border one", "AM"), claim("border two", "AZ")]
    sides = [frozenset({c.speaker.side}) for c in claims]
    vectors = np.array([[1.0, 0.0], [0.0, 1.0], [0.8, 0.6], [0.6, 0.8]])
    pairs = [(0, 1), (0, 3), (1, 2), (2, 3)]
    assert likelier(claims, sides, vectors, pairs, n_pairs=4) == pairs
    assert likelier(claims, sides, vectors, pairs, n_pairs=3) == [(0, 1), (0, 3), (2, 3)]
    assert likelier(claims, sides, vectors, pairs, n_pairs=2) == [(0, 1), (2, 3)]
    assert likelier(claims, sides, vectors, pairs, n_pairs=1) == [(0, 1)]
