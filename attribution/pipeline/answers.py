"""Answers of a transcript as claims: one a point, that is a sentence which says enough."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from attribution.linking import TextGrid
from attribution.records import Attribution, StatementKind
from attribution.spans import Span

__all__ = ["split_answers"]

N_POINT_WORDS: Final = 10
"""A shorter sentence belongs to the next one, the last of a turn to the one before."""


def split_answers(
    text: str, attributions: Sequence[Attribution], *, turns: Sequence[Attribution]
) -> list[Attribution]:
    """The attributions with the answers among them cut into points.

    Args:
        text: the working text.
        attributions: outer ones, then nested ones, whose `nested_in` counts in this list.
        turns: those of a transcript among them. Questions stay whole.

    Returns:
        In the same order; a nested one stands in the point in which its content begins.
    """
    answers = {turn for turn in turns if turn.kind is StatementKind.STATEMENT}
    if not answers:
        return list(attributions)
    starts = TextGrid.of(text).sentence_starts
    split: list[Attribution] = []
    places: list[range] = []
    for attribution in attributions:
        points = [attribution]
        if attribution in answers:
            points = [
                replace(attribution, contents=(point,))
                for point in _points(text, attribution.contents[0], starts)
            ]
        elif attribution.nested_in is not None:
            begin = attribution.contents[0].start
            holders = places[attribution.nested_in]
            holder = next(i for i in holders if split[i].contents[-1].end > begin)
            points = [replace(attribution, nested_in=holder)]
        places.append(range(len(split), len(split) + len(points)))
        split += points
    return split


def _points(text: str, answer: Span, sentence_starts: Sequence[int]) -> list[Span]:
    first = bisect_right(sentence_starts, answer.start)
    ends = [*sentence_starts[first : bisect_left(sentence_starts, answer.end)], answer.end]
    points: list[Span] = []
    start = answer.start
    for end in ends:
        said = text[start:end]
        if len(said.split()) >= N_POINT_WORDS:
            points.append(Span(start, start + len(said.rstrip())))
            start = end
    if start < answer.end:
        start = points.pop().start if points else start
        points.append(Span(start, answer.end))
    return points
