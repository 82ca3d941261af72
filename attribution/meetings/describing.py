"""What the documents of one meeting together say about it: days, place, sides, name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from attribution.actors import Register
from attribution.actors.folding import fold
from attribution.meetings.profiles import Profile
from attribution.records import Meeting, MeetingKind, MeetingMention

__all__ = ["describe_meeting"]

MIN_VOTES: Final = 2
"""A place needs so many: one dateline can be the reporter's desk."""
MIN_TIMES: Final = 3
"""A side must be named so often in all documents together; in a single one, once less."""
N_NAMED: Final = 3
"""Sides of a found meeting are at most so many."""
MAX_SIDE_CHARS: Final = 16
"""Longer names of sides are given as their codes."""


def describe_meeting(
    profiles: Sequence[Profile], *, register: Register, taken: Iterable[str] = ()
) -> Meeting:
    """The meeting that these documents report about, as far as they agree.

    Args:
        profiles: of its documents.
        register: for the names of sides.
        taken: names of other meetings; a number is added where one is taken.
    """
    days = _days(profiles)
    place = _place(profiles)
    sides = _sides(profiles)
    name = _name(_kind(profiles), days, place, [_short_name(s, register) for s in sides])
    known = set(taken)
    numbered = name
    number = 2
    while numbered in known:
        numbered = f"{name} ({number})"
        number += 1
    start, end = days or (None, None)
    return Meeting(name=numbered, start=start, end=end, place=place, sides=sides)


def _days(profiles: Sequence[Profile]) -> tuple[date, date] | None:
    """The days that most documents give; of equals, those of the document published first."""
    votes: Counter[tuple[date, date]] = Counter()
    order = sorted(profiles, key=lambda p: p.published or date.max)
    mains = [m for p in order if (m := p.main) is not None]
    for mention in mains:
        if mention.start is not None and mention.end is not None:
            votes[mention.start, mention.end] += 1
    return max(votes, key=lambda days: votes[days]) if votes else None


def _place(profiles: Sequence[Profile]) -> str | None:
    votes: Counter[str] = Counter()
    written: dict[str, str] = {}
    for profile in profiles:
        for place, weight in _places(profile):
            written.setdefault(fold(place), place)
            votes[fold(place)] += weight
    ranked = votes.most_common(2)
    if not ranked or ranked[0][1] < MIN_VOTES:
        return None
    if len(ranked) > 1 and ranked[0][1] == ranked[1][1]:
        return None
    return written[ranked[0][0]]


def _places(profile: Profile) -> Iterable[tuple[str, int]]:
    """Places that a document gives, each kind of evidence once."""
    told: Mapping[str, int] = {
        mention.place: 2 if mention.is_main else 1
        for mention in sorted(profile.mentions, key=lambda m: m.is_main)
        if mention.place is not None and not mention.is_coming
    }
    yield from told.items()
    if profile.dateline is not None:
        yield profile.dateline, 1


def _sides(profiles: Sequence[Profile]) -> tuple[str, ...]:
    """The sides that at least half of the documents name, several times, in order of code."""
    at_least = MIN_TIMES - (len(profiles) == 1)
    documents: Counter[str] = Counter()
    times: Counter[str] = Counter()
    for profile in profiles:
        documents.update(profile.sides.keys())
        times.update(profile.sides)
    told = [
        side for side, n in documents.items()
        if n * 2 >= len(profiles) and times[side] >= at_least
    ]  # fmt: skip
    ranked = sorted(told, key=lambda s: (-documents[s], -times[s], s))
    return tuple(sorted(ranked[:N_NAMED]))


def _kind(profiles: Sequence[Profile]) -> MeetingKind:
    mains: list[MeetingMention] = [p.main for p in profiles if p.main is not None]
    kinds = Counter(mention.kind for mention in mains)
    return kinds.most_common(1)[0][0] if kinds else MeetingKind.MEETING


def _short_name(side: str, register: Register) -> str:
    name = register.side_name(side)
    return name if len(name) <= MAX_SIDE_CHARS else side


def _name(
    kind: MeetingKind,
    days: tuple[date, date] | None,
    place: str | None,
    sides: Sequence[str],
) -> str:
    between = "–".join(sides)
    title = f"{between} {kind.value}" if between else kind.value.capitalize()
    day = days[0].isoformat() if days else None
    return ", ".join(part for part in (title, place, day) if part)
