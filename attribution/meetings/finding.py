"""Documents to meetings: which there are, who reports about them, who only mentions them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from attribution.actors import Register
from attribution.meetings.describing import describe_meeting
from attribution.meetings.grouping import GroupingConfig, group_profiles
from attribution.meetings.profiles import Profile, profile_document
from attribution.meetings.rounds import Reported, link_mention, order_rounds
from attribution.records import Document, Meeting, MeetingMention

__all__ = ["Findings", "FoundMeeting", "LinkedMention", "find_meetings"]

MIN_SIDES: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundMeeting:
    """A meeting and the documents proposed for it.

    Attributes:
        meeting: as its documents tell it; of a known one only gaps are filled.
        documents: hashes of those that are filed nowhere yet, in the given order.
        is_known: other documents are filed under it already.
    """

    meeting: Meeting
    documents: tuple[str, ...]
    is_known: bool


@dataclass(frozen=True, slots=True)
class LinkedMention:
    """A mention in a document, and the name of the background meeting it means, if known."""

    document: str
    mention: MeetingMention
    meeting: str | None


@dataclass(frozen=True, slots=True)
class Findings:
    """What `find_meetings` found.

    Attributes:
        meetings: with at least one document to file, or with a round before them, known ones
            first, then in order of date.
        mentions: of all documents, in their order.
    """

    meetings: tuple[FoundMeeting, ...]
    mentions: tuple[LinkedMention, ...]


def find_meetings(
    documents: Sequence[Document],
    *,
    register: Register,
    known: Sequence[Meeting] = (),
    config: GroupingConfig | None = None,
) -> Findings:
    """Propose a meeting for each document that is filed under none.

    A filed document (`Document.meeting`) stays where it is and draws others there. Several
    documents without any mention of a meeting are a story, not a meeting; a single document is
    one only if it says when its meeting was, and where or between whom.

    Args:
        documents: all that are known, in any order.
        register: for sides and people.
        known: meetings that exist already.
        config: limits of grouping.
    """
    config = config or GroupingConfig()
    profiles = [profile_document(document, register=register) for document in documents]
    filed = {d.sha256: d.meeting for d in documents if d.meeting is not None}
    groups = group_profiles(profiles, filed=filed, config=config)
    reported = _reported(groups, profiles, filed, known, register)
    follows = order_rounds(reported, config=config)
    found = [
        FoundMeeting(
            meeting=replace(r.meeting, follows=follows.get(r.meeting.name)),
            documents=tuple(p.sha256 for p in r.profiles if p.sha256 not in filed),
            is_known=any(p.sha256 in filed for p in r.profiles),
        )
        for r in reported
    ]
    wanted = [f for f in found if f.documents or f.meeting.follows is not None]
    return Findings(
        meetings=tuple(sorted(wanted, key=_order)),
        mentions=tuple(_linked(documents, profiles, reported, follows)),
    )


def _order(found: FoundMeeting) -> tuple[bool, str, str]:
    start = found.meeting.start
    return not found.is_known, start.isoformat() if start else "9999", found.meeting.name


def _reported(
    groups: Sequence[tuple[int, ...]],
    profiles: Sequence[Profile],
    filed: Mapping[str, str],
    known: Sequence[Meeting],
    register: Register,
) -> list[Reported]:
    by_name = {meeting.name: meeting for meeting in known}
    taken = set(by_name) | set(filed.values())
    reported: list[Reported] = []
    for group in groups:
        members = tuple(profiles[index] for index in group)
        names = [filed[p.sha256] for p in members if p.sha256 in filed]
        told = describe_meeting(members, register=register, taken=taken)
        if names:
            stored = by_name.get(names[0], Meeting(name=names[0]))
            reported.append(Reported(meeting=_filled(stored, told), profiles=members))
        elif _is_meeting(members, told):
            taken.add(told.name)
            reported.append(Reported(meeting=told, profiles=members))
    return reported


def _filled(known: Meeting, told: Meeting) -> Meeting:
    has_days = known.start is not None or known.end is not None
    return replace(
        known,
        start=known.start if has_days else told.start,
        end=known.end if has_days else told.end,
        place=known.place or told.place,
        sides=known.sides or told.sides,
    )


def _is_meeting(members: Sequence[Profile], told: Meeting) -> bool:
    if not any(profile.main is not None for profile in members):
        return False
    if len(members) > 1:
        return True
    return told.start is not None and (told.place is not None or len(told.sides) >= MIN_SIDES)


def _linked(
    documents: Sequence[Document],
    profiles: Sequence[Profile],
    reported: Sequence[Reported],
    follows: Mapping[str, str],
) -> list[LinkedMention]:
    own_of = {profile.sha256: r for r in reported for profile in r.profiles}
    links: list[LinkedMention] = []
    for document, profile in zip(documents, profiles, strict=True):
        own = own_of.get(document.sha256)
        for mention in profile.mentions:
            meant = None
            if not mention.is_main:
                meant = link_mention(
                    mention, text=document.text, own=own, others=reported, follows=follows
                )
            links.append(LinkedMention(document.sha256, mention, meant))
    return links
