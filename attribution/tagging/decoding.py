"""Label scores to labelled spans: window merging and constrained Viterbi decoding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from attribution.encoders.encoding import Pieces, Window
from attribution.spans import LabelledSpan, Span, spans_from_labels

__all__ = ["TaggedSpan", "best_labels", "merge_windows", "tagged_spans"]

FloatArray = NDArray[np.float32]


@dataclass(frozen=True, slots=True, order=True)
class TaggedSpan:
    """A span of text (code points) with its role and the mean probability of its labels."""

    span: Span
    role: str
    score: float


def merge_windows(
    n_pieces: int, windows: Sequence[Window], scores: Iterable[FloatArray], n_labels: int
) -> FloatArray:
    """One row of log-probabilities a piece, taken from the window that shows most around it.

    Args:
        n_pieces: pieces of the text.
        windows: in reading order, covering every piece.
        scores: for each window (its pieces, n_labels) log-probabilities.
        n_labels: number of labels.

    Returns:
        (n_pieces, n_labels) log-probabilities.
    """
    merged = np.zeros((n_pieces, n_labels), dtype=np.float32)
    cut = 0
    for i, (window, window_scores) in enumerate(zip(windows, scores, strict=True)):
        end = window.end
        if i + 1 < len(windows):
            overlap = window.end - windows[i + 1].start
            end = window.end - overlap // 2
        merged[cut:end] = window_scores[cut - window.start : end - window.start]
        cut = end
    return merged


def best_labels(scores: FloatArray, labels: Sequence[str]) -> list[int]:
    """The most probable legal label sequence (Viterbi, 1967): I-x follows only B-x or I-x.

    Args:
        scores: (n_pieces, n_labels) log-probabilities.
        labels: names in BIO form, in the order of the columns.

    Returns:
        One label index a piece.
    """
    if not len(scores):
        return []
    opener = [labels.index(f"B-{name[2:]}") if name.startswith("I-") else -1 for name in labels]
    inside = [i for i, b in enumerate(opener) if b >= 0]
    free = [i for i, b in enumerate(opener) if b < 0]
    rows = scores.tolist()
    best = [row if opener[i] < 0 else float("-inf") for i, row in enumerate(rows[0])]
    back: list[list[int]] = []
    for row in rows[1:]:
        leader = max(range(len(best)), key=best.__getitem__)
        pointers, after = [leader] * len(row), [0.0] * len(row)
        for i in free:
            after[i] = best[leader] + row[i]
        for i in inside:
            previous = i if best[i] >= best[opener[i]] else opener[i]
            pointers[i] = previous
            after[i] = best[previous] + row[i]
        back.append(pointers)
        best = after
    state = max(range(len(best)), key=best.__getitem__)
    path = [state]
    for pointers in reversed(back):
        state = pointers[state]
        path.append(state)
    return path[::-1]


def tagged_spans(pieces: Pieces, scores: FloatArray, labels: Sequence[str]) -> list[TaggedSpan]:
    """Decode `scores` (n_pieces, n_labels) into disjoint code-point spans, in reading order."""
    path = best_labels(scores, labels)
    chosen = np.exp(scores[np.arange(len(path)), path]) if path else np.zeros(0)
    found: list[LabelledSpan] = spans_from_labels([labels[i] for i in path])
    tagged: list[TaggedSpan] = []
    taken_until = 0
    for start, end, role in found:
        # Pieces of one character share its range: the first span keeps the character.
        first = max(int(pieces.starts[start]), taken_until)
        last = int(pieces.ends[end - 1])
        if first < last:
            tagged.append(TaggedSpan(Span(first, last), role, float(chosen[start:end].mean())))
            taken_until = last
    return tagged
