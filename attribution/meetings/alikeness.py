"""How alike documents are, of one with all others at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from attribution.meetings.profiles import Profile

__all__ = ["Alikeness"]

_CERTAIN: Final = 1.0
"""Similarity of two documents that an analyst filed together."""
_NOT_FILED: Final = -1


class Alikeness:
    """Similarities of documents; those that cannot be of one meeting have minus infinity.

    A list of documents for each word, so that one row costs what its document shares with others.
    """

    def __init__(
        self,
        profiles: Sequence[Profile],
        filed: Mapping[str, str],
        *,
        max_shared: float,
        max_days: int,
        days_between_rounds: int,
    ) -> None:
        """Index the documents; see `GroupingConfig` and `group_profiles`."""
        self._words = [profile.words for profile in profiles]
        self._max_shared = max_shared
        self._max_days, self._days_between = max_days, days_between_rounds
        holders: dict[str, list[int]] = {}
        for index, words in enumerate(self._words):
            for word in words:
                holders.setdefault(word, []).append(index)
        self._holders = {
            word: (np.array(found), np.array([self._words[index][word] for index in found]))
            for word, found in holders.items() if len(found) > 1
        }  # fmt: skip
        self._published = _days([profile.published for profile in profiles])
        mains = [profile.main for profile in profiles]
        self._rounds = np.array([
            np.nan if main is None or main.round is None else main.round for main in mains
        ], dtype=np.float64)  # fmt: skip
        self._first = _days([None if main is None else main.start for main in mains])
        self._last = _days([None if main is None else main.end for main in mains])
        codes = {name: code for code, name in enumerate(dict.fromkeys(filed.values()))}
        self._filed = np.array([
            codes[filed[p.sha256]] if p.sha256 in filed else _NOT_FILED for p in profiles
        ], dtype=np.int64)  # fmt: skip

    def row(self, index: int) -> NDArray[np.float64]:
        """Similarity of one document with each."""
        shared = [(w, *self._holders[word]) for word, w in self._words[index].items()
                  if word in self._holders]  # fmt: skip
        found: NDArray[np.float64] = np.zeros(len(self._words), dtype=np.float64)
        if shared:
            parts = np.concatenate([weight * weights for weight, _, weights in shared])
            others = np.concatenate([others for _, others, _ in shared])
            np.minimum(parts, self._max_shared, out=parts)
            found += np.bincount(others, weights=parts, minlength=len(found))
        found[self._are_apart(index)] = -np.inf
        own = self._filed[index]
        if own != _NOT_FILED:
            found[(self._filed != _NOT_FILED) & (self._filed != own)] = -np.inf
            found[self._filed == own] = _CERTAIN
        return found

    def _are_apart(self, index: int) -> NDArray[np.bool_]:
        # What is unknown is no number, and no comparison with that holds.
        gaps = np.abs(self._published - self._published[index])
        between = np.maximum(self._first, self._first[index]) - np.minimum(
            self._last, self._last[index]
        )
        other_round = np.abs(self._rounds - self._rounds[index]) > 0
        apart: NDArray[np.bool_] = (
            (gaps > self._max_days) | (between >= self._days_between) | other_round
        )
        return apart


def _days(days: Sequence[date | None]) -> NDArray[np.float64]:
    return np.array([np.nan if day is None else day.toordinal() for day in days], dtype=np.float64)
