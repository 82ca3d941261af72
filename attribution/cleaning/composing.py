"""Edits of an edited text, expressed as edits of the original."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from attribution.spans import Edit

__all__ = ["compose_edits", "merge_edits"]


def merge_edits(edits: Iterable[Edit]) -> list[Edit]:
    """`edits` in order, without those that overlap an earlier one or insert at its place."""
    merged: list[Edit] = []
    for edit in sorted(edits):
        if merged and (edit.start < merged[-1].end or edit.start == merged[-1].start):
            continue
        merged.append(edit)
    return merged


class _Change(NamedTuple):
    """One edit placed in the middle text, where both rounds of edits meet."""

    start: int
    end: int
    delta: int
    """What to add to a middle offset at `end` to get the original one, so far."""
    edit: Edit | None
    """The second-round edit, or none for what the first round left there."""


def compose_edits(first: Sequence[Edit], second: Sequence[Edit], middle: str) -> list[Edit]:
    """The edits of the original text that do what `first` and then `second` do.

    Args:
        first: sorted, disjoint edits of the original text.
        second: sorted, disjoint edits of the text that `first` makes.
        middle: the text that `first` makes.

    Returns:
        Sorted, disjoint edits of the original text. Edits of both rounds that touch become one.
    """
    if not first or not second:
        return list(first or second)
    changes = sorted(
        [*_placed(first), *(_Change(e.start, e.end, 0, e) for e in second)],
        key=lambda change: (change.start, change.end),
    )
    composed: list[Edit] = []
    delta = position = 0
    while position < len(changes):
        start, end = changes[position].start, changes[position].end
        original_start, copied_to = start + delta, start
        parts: list[str] = []
        while position < len(changes) and changes[position].start <= end:
            change = changes[position]
            end = max(end, change.end)
            if change.edit is None:
                delta = change.delta
            else:
                parts += (middle[copied_to : change.start], change.edit.replacement)
                copied_to = change.end
            position += 1
        parts.append(middle[copied_to:end])
        composed.append(Edit(original_start, end + delta, "".join(parts)))
    return composed


def _placed(edits: Sequence[Edit]) -> list[_Change]:
    placed, delta = [], 0
    for start, end, replacement in edits:
        middle_start = start - delta
        middle_end = middle_start + len(replacement)
        delta = end - middle_end
        placed.append(_Change(middle_start, middle_end, delta, None))
    return placed
