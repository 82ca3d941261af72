"""How the stance of each side and speaker of a comparison goes on from day to day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from attribution.records import Claim, Comparison, SpeakerKind, Stance

__all__ = ["StanceDay", "StanceLine", "stance_lines"]

N_LEAST_DAYS: Final = 2
"""Days with dated claims from which on there is something to follow."""
_ONE_AND_THE_SAME: Final = frozenset({SpeakerKind.PERSON, SpeakerKind.ORGANISATION})
"""Kinds of speakers whose name means one of them; two unnamed officials may be different ones."""


@dataclass(frozen=True, slots=True)
class StanceDay:
    """The stances of one day: how many claims of each that occurs, in the order of `Stance`."""

    day: date
    counts: Mapping[Stance, int]


@dataclass(frozen=True, slots=True)
class StanceLine:
    """Stance over time.

    Attributes:
        side: code of the side.
        speaker: of it; None for all that speak for the side.
        days: at least two, in order.
    """

    side: str
    speaker: str | None
    days: tuple[StanceDay, ...]


def stance_lines(comparison: Comparison) -> tuple[StanceLine, ...]:
    """A line a side, then one a speaker of it, for all who have claims on two days or more.

    A claim counts on the day it was said, or on which its document was published. Sides are in
    column order, those without a column after them, speakers with most claims first.
    """
    sides = (*comparison.sides, *comparison.other_sides)
    return tuple(line for side in sides for line in _lines_of(comparison, side))


def _lines_of(comparison: Comparison, side: str) -> Iterator[StanceLine]:
    ids = dict.fromkeys(i for point in comparison.points for i in point.claims.get(side, ()))
    claims = [comparison.claims[i] for i in ids]
    by_speaker: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.speaker.kind in _ONE_AND_THE_SAME:
            by_speaker.setdefault(claim.speaker.name, []).append(claim)
    ranked = sorted(by_speaker, key=lambda name: (-len(by_speaker[name]), name))
    named: list[tuple[str | None, list[Claim]]] = [(name, by_speaker[name]) for name in ranked]
    for speaker, own in [(None, claims), *named]:
        days = _days_of(own)
        if len(days) >= N_LEAST_DAYS:
            yield StanceLine(side, speaker, days)


def _days_of(claims: Sequence[Claim]) -> tuple[StanceDay, ...]:
    counts: dict[date, Counter[Stance]] = {}
    for claim in claims:
        if claim.day is not None:
            counts.setdefault(claim.day, Counter())[claim.stance] += 1
    return tuple(
        StanceDay(day, {stance: counts[day][stance] for stance in Stance if counts[day][stance]})
        for day in sorted(counts)
    )
