"""Profiles to groups: which documents report about one meeting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from attribution.clustering import group_similar
from attribution.meetings.profiles import Profile
from attribution.records import MeetingMention

__all__ = ["GroupingConfig", "group_profiles", "similarity_of"]

_CERTAIN: Final = 1.0
"""Similarity of two documents that an analyst filed together."""


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
        profiles: of different documents; time and memory grow with the square of their number.
        filed: hash of a document → the meeting that it is filed under already.
        config: limits.

    Returns:
        Groups of indices, ascending within and by first member.
    """
    config = config or GroupingConfig()
    pairs = _alike_pairs(profiles, filed or {}, config)
    groups: list[tuple[int, ...]] = []
    for members in _components(len(profiles), pairs, config.min_similarity):
        similarity: NDArray[np.float64] = np.zeros((len(members), len(members)))
        for i, first in enumerate(members):
            for j, second in enumerate(members[:i]):
                similarity[i, j] = similarity[j, i] = pairs.get((second, first), -np.inf)
        found = group_similar(similarity, min_similarity=config.min_similarity)
        groups += [tuple(members[row] for row in group) for group in found]
    return sorted(groups)


def _alike_pairs(
    profiles: Sequence[Profile], filed: Mapping[str, str], config: GroupingConfig
) -> dict[tuple[int, int], float]:
    """Pairs of indices, the lower first, that may be of one meeting, with their similarity."""
    found: dict[tuple[int, int], float] = {}
    for j, second in enumerate(profiles):
        for i in range(j):
            alike = _alike(profiles[i], second, filed, config)
            if alike is not None:
                found[i, j] = alike
    return found


def _components(
    n: int, pairs: Mapping[tuple[int, int], float], min_similarity: float
) -> list[list[int]]:
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

    for (i, j), alike in pairs.items():
        if alike >= min_similarity:
            root[find(i)] = find(j)
    members: dict[int, list[int]] = {}
    for index in range(n):
        members.setdefault(find(index), []).append(index)
    return list(members.values())


def _alike(
    a: Profile, b: Profile, filed: Mapping[str, str], config: GroupingConfig
) -> float | None:
    mine, theirs = filed.get(a.sha256), filed.get(b.sha256)
    if mine is not None and theirs is not None:
        return _CERTAIN if mine == theirs else None
    if _are_apart(a, b, config):
        return None
    return similarity_of(a, b, max_shared=config.max_shared)


def _are_apart(a: Profile, b: Profile, config: GroupingConfig) -> bool:
    if a.published and b.published:
        gap = abs(a.published - b.published)
        if gap > timedelta(days=config.max_days):
            return True
    return (
        a.main is not None
        and b.main is not None
        and _other_round(a.main, b.main, days_between=config.days_between_rounds)
    )


def _other_round(a: MeetingMention, b: MeetingMention, *, days_between: int) -> bool:
    if a.round is not None and b.round is not None and a.round != b.round:
        return True
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return False
    return max(a.start, b.start) - min(a.end, b.end) >= timedelta(days=days_between)


def similarity_of(a: Profile, b: Profile, *, max_shared: float) -> float:
    """Cosine of the words of two documents, each word's part limited to `max_shared`."""
    short, long = sorted((a.words, b.words), key=len)
    return sum(
        min(weight * long[word], max_shared) for word, weight in short.items() if word in long
    )
