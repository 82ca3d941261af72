"""Stance from day to day and changed positions, in words that every report shares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from attribution.records import Claim, Comparison, PositionChange
from attribution.reporting.wording import one_line, side_title, speaker_side, when_words
from attribution.timelines import StanceDay, StanceLine, stance_lines

__all__ = ["ChangeView", "LineView", "OverTime", "over_time", "over_time_lines"]

STANCE_HEADING: Final = "Stance by day"
CHANGES_HEADING: Final = "Seem to have changed their position (read both)"
MAX_SPEAKERS: Final = 3
"""Speakers shown a side; JSON has all."""


@dataclass(frozen=True, slots=True)
class LineView:
    """One line of stance over time: who, and day by day."""

    who: str
    days: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A changed position: side and point in words, and both claims."""

    who: str
    before: Claim
    after: Claim
    score: float


@dataclass(frozen=True, slots=True)
class OverTime:
    """What a report says about the course of days; either part may be empty."""

    lines: tuple[LineView, ...]
    changes: tuple[ChangeView, ...]


def over_time(comparison: Comparison, names: Mapping[str, str]) -> OverTime:
    """The course of days in words.

    Args:
        comparison: with its changes.
        names: readable name by side code.
    """
    labels = {point.id: point.label for point in comparison.points}
    return OverTime(
        lines=tuple(_line(line, names) for line in _shown(stance_lines(comparison))),
        changes=tuple(_change(change, comparison, labels, names) for change in comparison.changes),
    )


def over_time_lines(comparison: Comparison, names: Mapping[str, str]) -> Iterator[list[str]]:
    """The same as plain lines: for each part that is not empty its heading and what follows."""
    told = over_time(comparison, names)
    if told.lines:
        lines = (
            f"{line.who}: " + "; ".join(f"{day} {stances}" for day, stances in line.days)
            for line in told.lines
        )
        yield [STANCE_HEADING, *lines]
    if told.changes:
        changes = (
            f"{change.who}: {said_words(change.before)}; {said_words(change.after)}; "
            f"score {change.score:.2f}"
            for change in told.changes
        )
        yield [CHANGES_HEADING, *changes]


def said_words(claim: Claim) -> str:
    """`2025-02-27 Karin Lind: the berths would open (0a1b2c3d4e5f)`."""
    day = " ".join(when_words(claim))
    speaker = one_line(claim.speaker.name)
    if claim.speaker.sides:
        speaker += f" ({speaker_side(claim.speaker)})"
    return f"{day} {speaker}: {one_line(claim.content_text)} ({claim.id})"


def _shown(lines: tuple[StanceLine, ...]) -> Iterator[StanceLine]:
    n_speakers: dict[str, int] = {}
    for line in lines:
        if line.speaker is not None:
            n_speakers[line.side] = n_speakers.get(line.side, 0) + 1
            if n_speakers[line.side] > MAX_SPEAKERS:
                continue
        yield line


def _line(line: StanceLine, names: Mapping[str, str]) -> LineView:
    side = side_title(line.side, names)
    who = side if line.speaker is None else f"{one_line(line.speaker)} ({line.side})"
    return LineView(who, tuple((one.day.isoformat(), _counts(one)) for one in line.days))


def _counts(one: StanceDay) -> str:
    return ", ".join(f"{number} {stance.value}" for stance, number in one.counts.items())


def _change(
    change: PositionChange,
    comparison: Comparison,
    labels: Mapping[str, str],
    names: Mapping[str, str],
) -> ChangeView:
    who = f"{side_title(change.side, names)} on “{one_line(labels[change.point])}”"
    return ChangeView(
        who, comparison.claims[change.before], comparison.claims[change.after], change.score
    )
