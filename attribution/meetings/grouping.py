"""Profiles to groups: which documents report about one meeting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from attribution.clustering import group_similar
from attribution.meetings.alikeness import Alikeness
from attribution.meetings.profiles import Profile

__all__ = ["GroupingConfig", "group_profiles", "similarity_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupingConfig:
    """How alike documents of one meeting are.

    Attributes:
        min_similarity: average similarity at which groups merge.
        max_shared: what one shared word can add at most: a city or a surname alone never makes
            two documents alike.
        max_days: documents published further apart are of different meetings.
        days_between_rounds: days that lie so far apart are those of different meetings.
    """

    min_similarity: float = 0.06
    max_shared: float = 0.04
    max_days: int = 21
    days_between_rounds: int = 3

    def __post_init__(self) -> None:
        """Reject limits that no two documents can meet."""
        if not 0 < self.min_similarity <= 1 or not 0 < self.max_shared <= 1:
            msg = (
                f"min_similarity is {self.min_similarity} and max_shared {self.max_shared}, "
                "expected more than 0 and at most 1"
            )
            raise ValueError(msg)


def group_profiles(
    profiles: Sequence[Profile],
    *,
    filed: Mapping[str, str] | None = None,
    config: GroupingConfig | None = None,
) -> list[tuple[int, ...]]:
    """Group the documents of each meeting by average linkage.

    Documents filed under one meeting stay together and those filed under different ones stay
    apart; so do different rounds: other numbers, or days that lie apart. A document that nothing
    joins to others is a group of its own.

    Args:
        profiles: of different documents; time grows with the square of their number, memory with
            that of the largest component.
        filed: hash of a document → the meeting that it is filed under already.
        config: limits.

    Returns:
        Groups of indices, ascending within and by first member.
    """
    config = config or GroupingConfig()
    alikeness = Alikeness(
        profiles, filed or {}, max_shared=config.max_shared, max_days=config.max_days,
        days_between_rounds=config.days_between_rounds,
    )  # fmt: skip
    groups: list[tuple[int, ...]] = []
    for members in _components(len(profiles), alikeness, config.min_similarity):
        similarity: NDArray[np.float64] = np.zeros((len(members), len(members)))
        for i, member in enumerate(members[1:], start=1):
            similarity[i, :i] = similarity[:i, i] = alikeness.row(member)[members[:i]]
        found = group_similar(similarity, min_similarity=config.min_similarity)
        groups += [tuple(members[row] for row in group) for group in found]
    return sorted(groups)


def _components(n: int, alikeness: Alikeness, min_similarity: float) -> list[list[int]]:
    """Documents that alike pairs join, directly or by way of others.

    Groups of different components share no pair that is alike enough, so no average of theirs
    is: each component can be grouped by itself, which is quick.
    """
    root = list(range(n))

    def find(index: int) -> int:
        while root[index] != index:
            root[index] = root[root[index]]
            index = root[index]
        return index

    for j in range(1, n):
        for i in np.flatnonzero(alikeness.row(j)[:j] >= min_similarity).tolist():
            root[find(i)] = find(j)
    members: dict[int, list[int]] = {}
    for index in range(n):
        members.setdefault(find(index), []).append(index)
    return list(members.values())


def similarity_of(a: Profile, b: Profile, *, max_shared: float) -> float:
    """Cosine of the words of two documents, each word's part limited to `max_shared`."""
    short, long = sorted((a.words, b.words), key=len)
    return sum(
        min(weight * long[word], max_shared) for word, weight in short.items() if word in long
    )
