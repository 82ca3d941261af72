"""How two spans lie to each other in a text, as small numbers a link scorer looks up.

The same features serve training and use, so both import them from here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from attribution.linking.sentences import TextGrid
from attribution.spans import Span

__all__ = ["FEATURE_SIZES", "pair_features"]

N_RANKS: Final = 8
N_CROSSINGS: Final = 18
N_GAPS: Final = 20
FEATURE_SIZES: Final = {"rank": N_RANKS, "crossing": N_CROSSINGS, "gap": N_GAPS}
"""Feature → number of its values, in the order of `pair_features`' last axis."""


@dataclass(frozen=True, slots=True, eq=False)
class _Places:
    """Where spans lie; arrays of shape (n_spans,)."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    sentences: NDArray[np.int64]
    end_sentences: NDArray[np.int64]
    paragraphs: NDArray[np.int64]
    end_paragraphs: NDArray[np.int64]


def _places(grid: TextGrid, spans: Sequence[Span]) -> _Places:
    rows = [
        (
            span.start,
            span.end,
            grid.sentence_at(span.start),
            grid.sentence_at(max(span.start, span.end - 1)),
            grid.paragraph_at(span.start),
            grid.paragraph_at(max(span.start, span.end - 1)),
        )
        for span in spans
    ]
    table = np.array(rows, dtype=np.int64).reshape(len(spans), 6)
    return _Places(*table.T)


def pair_features(
    grid: TextGrid, dependents: Sequence[Span], heads: Sequence[Span]
) -> NDArray[np.int64]:
    """Features of every pair of a dependent and a possible head.

    Args:
        grid: of the text that both lists point into.
        dependents: spans that look for a head.
        heads: in reading order.

    Returns:
        (n_dependents, n_heads, 3): which neighbour the head is (0 to 7; 3 the nearest that
        starts before, 4 the nearest that starts after), sentence and paragraph ends between
        the two with the direction (0 to 17), and the logarithm of the characters between them
        with the direction (0 to 19).
    """
    a, b = _places(grid, dependents), _places(grid, heads)
    starts = b.starts.tolist()
    at = np.array([bisect_right(starts, s) for s in a.starts.tolist()], dtype=np.int64)
    rank = np.clip(np.arange(len(starts))[None, :] - at[:, None], -4, 3) + 4
    after = (b.starts[None, :] > a.starts[:, None]).astype(np.int64)

    def between(
        first: NDArray[np.int64], last: NDArray[np.int64],
        other_first: NDArray[np.int64], other_last: NDArray[np.int64],
    ) -> NDArray[np.int64]:  # fmt: skip
        gap = np.where(
            after > 0,
            other_first[None, :] - last[:, None],
            first[:, None] - other_last[None, :],
        )
        return np.clip(gap, 0, None)

    n_sentences = np.minimum(
        between(a.sentences, a.end_sentences, b.sentences, b.end_sentences), 2
    )  # fmt: skip
    n_paragraphs = np.minimum(
        between(a.paragraphs, a.end_paragraphs, b.paragraphs, b.end_paragraphs), 2
    )
    n_chars = between(a.starts, a.ends, b.starts, b.ends)
    log_chars = np.minimum(np.log2(n_chars + 1).astype(np.int64), 9)
    return np.stack(
        [rank, 9 * after + 3 * n_paragraphs + n_sentences, 10 * after + log_chars], axis=-1
    )
