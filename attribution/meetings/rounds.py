"""Rounds of one negotiation in their order, and mentions of meetings that other documents tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from attribution.actors.folding import fold
from attribution.meetings.grouping import GroupingConfig, similarity_of
from attribution.meetings.profiles import Profile
from attribution.records import Meeting, MeetingMention

__all__ = ["Reported", "link_mention", "order_rounds"]

MAX_DAYS_BETWEEN: Final = 400
"""A round later than this is a negotiation begun anew."""
MAX_MENTION_DAYS: Final = 31
"""A mention that may mean more days than a month points to no meeting."""
MIN_SHARED_SIDES: Final = 2
_PREVIOUS: Final = re.compile(r"\b(?:previous|last|earlier|first)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A meeting and the documents that report about it."""

    meeting: Meeting
    profiles: tuple[Profile, ...]

    @property
    def day(self) -> date | None:
        """Its first day, or where no document tells it the day of the first report."""
        told = [profile.published for profile in self.profiles if profile.published]
        return self.meeting.start or min(told, default=None)

    @property
    def round(self) -> int | None:
        """Its number, where the documents that give one agree."""
        numbers = {m.round for p in self.profiles if (m := p.main) is not None and m.round}
        return numbers.pop() if len(numbers) == 1 else None


def order_rounds(
    reported: Sequence[Reported], *, config: GroupingConfig | None = None
) -> dict[str, str]:
    """Name of a meeting → name of the round before it, the latest one that is alike.

    Rounds of one negotiation share two sides and much of their words, as the documents of one
    meeting do, but are on other days.
    """
    config = config or GroupingConfig()
    dated = [(day, r) for r in reported if (day := r.day) is not None]
    dated.sort(key=lambda item: (item[0], item[1].meeting.name))
    before: dict[str, str] = {}
    for index, (day, later) in enumerate(dated):
        for earlier_day, earlier in reversed(dated[:index]):
            gap = day - earlier_day
            if gap > timedelta(days=MAX_DAYS_BETWEEN):
                break
            if gap and _are_of_one_negotiation(earlier, later, config):
                before[later.meeting.name] = earlier.meeting.name
                break
    return before


def _are_of_one_negotiation(a: Reported, b: Reported, config: GroupingConfig) -> bool:
    if a.round is not None and b.round is not None and a.round >= b.round:
        return False
    if len(set(a.meeting.sides) & set(b.meeting.sides)) < MIN_SHARED_SIDES:
        return False
    alike = [
        similarity_of(first, second, max_shared=config.max_shared)
        for first in a.profiles for second in b.profiles
    ]  # fmt: skip
    return bool(alike) and sum(alike) / len(alike) >= config.min_similarity


def link_mention(
    mention: MeetingMention,
    *,
    text: str,
    own: Reported | None,
    others: Iterable[Reported],
    follows: Mapping[str, str],
) -> str | None:
    """The meeting that a background mention means, if exactly one fits.

    Args:
        mention: of a meeting that is not the document's main one.
        text: of the document.
        own: the meeting that its document reports about.
        others: meetings that it may mean.
        follows: from `order_rounds`.

    Returns:
        The name; None for a meeting to come and where none or several fit.
    """
    if mention.is_coming or own is None:
        return None
    before = follows.get(own.meeting.name)
    if mention.start is None:
        means_previous = mention.round is None and _PREVIOUS.search(mention.span.slice(text))
        if means_previous:
            return before
    fitting = [r.meeting.name for r in others if _fits(mention, own, r)]
    return fitting[0] if len(fitting) == 1 else None


def _fits(mention: MeetingMention, own: Reported, other: Reported) -> bool:
    if other.meeting.name == own.meeting.name:
        return False
    if len(set(own.meeting.sides) & set(other.meeting.sides)) < MIN_SHARED_SIDES:
        return False
    if mention.round is not None and other.round is not None and mention.round != other.round:
        return False
    if mention.start is None or mention.end is None:
        is_numbered = mention.round is not None and mention.round == other.round
        return is_numbered or _is_there_before(mention, own, other)
    first, last = other.meeting.start, other.meeting.end
    if first is None or last is None:
        return False
    is_short = mention.end - mention.start <= timedelta(days=MAX_MENTION_DAYS)
    return is_short and mention.start <= last and first <= mention.end


def _is_there_before(mention: MeetingMention, own: Reported, other: Reported) -> bool:
    """Whether the other meeting was earlier, elsewhere, and where the mention says."""
    if mention.place is None or other.meeting.place is None or mention.place == own.meeting.place:
        return False
    is_earlier = own.day is not None and other.day is not None and other.day < own.day
    return is_earlier and fold(mention.place) == fold(other.meeting.place)
