"""Meetings in text: mentions of them, the documents of each, rounds in order."""

from attribution.meetings.finding import Findings, FoundMeeting, LinkedMention, find_meetings
from attribution.meetings.grouping import GroupingConfig, group_profiles
from attribution.meetings.mentions import find_mentions
from attribution.meetings.profiles import Profile, profile_document

__all__ = [
    "Findings",
    "FoundMeeting",
    "GroupingConfig",
    "LinkedMention",
    "Profile",
    "find_meetings",
    "find_mentions",
    "group_profiles",
    "profile_document",
]
