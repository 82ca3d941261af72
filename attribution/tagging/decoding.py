"""Label scores to labelled spans: window merging and constrained Viterbi decoding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from attribution.encoders.encoding import Pieces, Window
from attribution.spans import LabelledSpan, Span, spans_from_labels

__all__ = ["PieceScores", "TaggedSpan", "best_labels", "merge_windows", "tagged_spans"]

FloatArray = NDArray[np.float32]


@dataclass(frozen=True, slots=True, order=True)
class TaggedSpan:
    """A span of text (code points) with its role and the mean probability of its labels.

    Attributes:
        link: (4, size) link vectors in the order of `LINK_PARTS`, where the weights give them.
        inner: spans of attributions nested in this content, in reading order.
    """

    span: Span
    role: str
    score: float
    link: FloatArray | None = field(default=None, compare=False, repr=False)
    inner: tuple[TaggedSpan, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class PieceScores:
    """What the network says of each piece of a text.

    Attributes:
        labels: (n_pieces, n_labels) log-probabilities.
        inner: the same for attributions nested in contents, if the weights have them.
        links: (n_pieces, 4, size) link vectors, if the weights have them.
    """

    labels: FloatArray
    inner: FloatArray | None = None
    links: FloatArray | None = None


def merge_windows(
    n_pieces: int, windows: Sequence[Window], scores: Iterable[FloatArray], n_columns: int
) -> FloatArray:
    """One row a piece, taken from the window that shows most around it.

    Args:
        n_pieces: pieces of the text.
        windows: in reading order, covering every piece.
        scores: for each window (its pieces, n_columns) numbers.
        n_columns: of the network's output.

    Returns:
        (n_pieces, n_columns).
    """
    merged = np.zeros((n_pieces, n_columns), dtype=np.float32)
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
    names = tuple(labels)
    allowed, is_inside = _following(names)
    best = scores.argmax(axis=1)
    path: list[int] = best.tolist()
    # Each piece's best label, where all may follow each other, is the best sequence. Elsewhere the
    # stretch between two labels that may follow any is put right by itself.
    wrong = (np.flatnonzero(~allowed[best[:-1], best[1:]]) + 1).tolist()
    if is_inside[path[0]]:
        wrong.insert(0, 0)
    done = 0
    for at in wrong:
        if at >= done:
            done = _put_right(path, scores, names, at)
    return path


def _put_right(path: list[int], scores: FloatArray, labels: tuple[str, ...], at: int) -> int:
    """Replace the stretch of `path` around a wrong label at `at`; returns its end."""
    _, is_inside = _following(labels)
    first, end = at, at + 1
    while end < len(path) and is_inside[path[end]]:
        end += 1
    while True:
        while first and is_inside[path[first]]:
            first -= 1
        mended = _viterbi(scores[first:end], labels, is_whole=not first)
        if not is_inside[mended[0]]:
            path[first:end] = mended
            return end
        first -= 1  # it joins the stretch before


@cache
def _following(labels: tuple[str, ...]) -> tuple[NDArray[np.bool_], tuple[bool, ...]]:
    """(n_labels, n_labels) whether a label may follow another, and which need one before them."""
    allowed = np.array(
        [[not b.startswith("I-") or a in {f"B-{b[2:]}", b} for b in labels] for a in labels]
    )
    return allowed, tuple(name.startswith("I-") for name in labels)


def _viterbi(scores: FloatArray, labels: tuple[str, ...], *, is_whole: bool) -> list[int]:
    """The best sequence; only one that is not the whole text's beginning may begin inside."""
    opener = [labels.index(f"B-{name[2:]}") if name.startswith("I-") else -1 for name in labels]
    inside = [i for i, b in enumerate(opener) if b >= 0]
    free = [i for i, b in enumerate(opener) if b < 0]
    rows = scores.tolist()
    best = [float("-inf") if is_whole and opener[i] >= 0 else row for i, row in enumerate(rows[0])]
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


def tagged_spans(
    pieces: Pieces, scores: PieceScores, labels: Sequence[str]
) -> list[TaggedSpan]:  # fmt: skip
    """Decode the scores of a text into disjoint code-point spans, in reading order."""
    return [
        replace(tagged, inner=tuple(_decode(pieces, _inner_of(scores), labels, first, end)))
        if tagged.role == "content" and scores.inner is not None
        else tagged
        for tagged, first, end in _with_pieces(pieces, scores, labels, 0, len(pieces))
    ]


def _inner_of(scores: PieceScores) -> PieceScores:
    assert scores.inner is not None  # noqa: S101 - for the type checker; the caller looked
    return PieceScores(scores.inner, links=scores.links)


def _decode(
    pieces: Pieces, scores: PieceScores, labels: Sequence[str], first: int, end: int
) -> Iterator[TaggedSpan]:
    for tagged, _, _ in _with_pieces(pieces, scores, labels, first, end):
        yield tagged


def _with_pieces(
    pieces: Pieces, scores: PieceScores, labels: Sequence[str], first: int, end: int
) -> Iterator[tuple[TaggedSpan, int, int]]:
    """The spans in pieces `first:end`, each with its own range of pieces."""
    within = scores.labels[first:end]
    path = best_labels(within, labels)
    chosen = np.exp(within[np.arange(len(path)), path]) if path else np.zeros(0)
    found: list[LabelledSpan] = spans_from_labels([labels[i] for i in path])
    taken_until = 0
    for start, stop, role in found:
        # Pieces of one character share its range: the first span keeps the character.
        left = max(int(pieces.starts[first + start]), taken_until)
        right = int(pieces.ends[first + stop - 1])
        if left < right:
            link = None
            if scores.links is not None:
                link = (scores.links[first + start] + scores.links[first + stop - 1]) / 2
            score = float(chosen[start:stop].mean())
            yield TaggedSpan(Span(left, right), role, score, link), first + start, first + stop
            taken_until = right
