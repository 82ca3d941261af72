"""Words of a text that speak of a meeting: kind, days, place, sides, people, round."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from attribution.actors import Register
from attribution.dates import DatedSpan, find_intervals
from attribution.linking import TextGrid
from attribution.meetings.places import place_of
from attribution.meetings.sides import find_people, find_sides
from attribution.records import MeetingKind, MeetingMention
from attribution.spans import Span

__all__ = ["find_mentions"]

N_DAYS_AFTER: Final = 14
"""A document whose main meeting was longer ago than this is about something else."""

_ORDINALS: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
).split()
_ORDINAL: Final = rf"(?:{'|'.join(_ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))"
_FIRST_ORDINAL: Final = re.compile(rf"\b{_ORDINAL}\b", re.IGNORECASE)
_WORDS: Final = r"(?:[\w’'\-]+\s+){0,2}?"
_SITTING: Final = r"(?:talks|negotiations|consultations)"
_PATTERNS: Final = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            MeetingKind.CALL,
            r"\b(?:spoke|spoken|talked|conferred)\s+(?:\w+\s+)?(?:by|on|over)\s+(?:the\s+)?"
            r"(?:tele)?phone|"
            r"\b(?:tele)?phone\s+(?:call|conversation)\b|\bvideo\s?(?:call|conference)\b|"
            r"\bheld\s+a\s+(?:tele)?phone\s+conversation|"
            r"\b(?:received|took|made)\s+a\s+call\b|\bspoke\s+to\s+each\s+other\b",
        ),
        (
            MeetingKind.ROUND,
            rf"\b(?:{_ORDINAL}\s+|latest\s+|last\s+|next\s+|previous\s+|new\s+|another\s+)?"
            rf"{_WORDS}(?:round|session)s?\s+of\s+(?:\w+\s+){{0,2}}?(?:talks|negotiations|"
            r"consultations|meetings)\b|"
            rf"\b{_ORDINAL}\s+(?:\w+\s+)?(?:round|session|meeting)\b|"
            r"\b(?:the|this|last|next|previous|latest|new|negotiating|\w+day[’']s)\s+"
            r"(?:round|session)\b",
        ),
        (MeetingKind.SUMMIT, r"\bsummit(?:s)?\b(?!\s+(?:of\s+Mount|ridge))"),
        (MeetingKind.TALKS, rf"\b{_SITTING}\b"),
        (
            MeetingKind.MEETING,
            r"\bmet\s+(?:for|with|in|on|at|again|his|her|their|its|officials|yesterday|today|"
            r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?-i:[A-Z]\w+))\b|"
            r"\bmeets?\s+(?:again|with|next|on|in)\b|"
            r"\b(?<!be )(?<!were )met\b(?=[.,])|\b(?:sat|sitting)\s+down\s+(?:with|together)\b|"
            r"(?<!cabinet )(?<!board )(?<!staff )(?<!party )(?<!council )\bmeetings?\b"
            r"(?!\s+(?:of\s+(?:residents|members|minds)|room|hall|place|point|of\s+minds))|"
            r"\bon\s+the\s+(?:sidelines|margins)\s+of\b",
        ),
    )
)
_COMING: Final = re.compile(
    r"\b(?:will|would|shall|to\s+be|next|plans?\s+to|planned|scheduled|expected|hopes?|hoped|"
    r"agreed\s+to|ready\s+to|proposed|invit\w+|another|could|may|should|upcoming|due\s+to|"
    r"resume[sd]?|set\s+for|future)\b",
    re.IGNORECASE,
)
_EARLIER: Final = re.compile(
    r"\b(?:previous|earlier|past|last\s+(?:month|year|round|session)|"
    r"in\s+\d{4}|years?\s+ago|months?\s+ago|since|broke\s+down\s+in|before\s+that)\b",
    re.IGNORECASE,
)
N_CHARS_BEFORE: Final = 60
_SAYING: Final = re.compile(
    r"(?:said|told|announced|promised|wrote|added|confirmed|stated|declared|called|insisted|"
    r"argued|returned|reported)\b|\bsaid",
    re.IGNORECASE,
)
_NUMBERS: Final = "zero a two three four five six seven eight nine ten".split()
_NUMBER: Final = rf"(?P<n>{'|'.join(_NUMBERS[1:])}|one)"
_DAYS_AFTER: Final = re.compile(rf"\b{_NUMBER}\s+days?\s+after\b", re.IGNORECASE)
_DAYS_OF: Final = re.compile(
    rf"\b{_NUMBER}\s+days?\s+of\s+(?:[\w’'\-]+\s+){{0,3}}\w+$", re.IGNORECASE
)
_DATED: Final = re.compile(r"\d|month|year", re.IGNORECASE)


def find_mentions(text: str, *, published: date | None, register: Register) -> list[MeetingMention]:
    """The meetings that a text speaks of, in reading order, one of them marked as the main one.

    Days, place and sides are those of the sentence. The main meeting is the one that the
    document reports about: held, and not long before publication. A meeting named as an earlier
    one, dated long before or still to come is background.

    Args:
        text: any text; spans point into it.
        published: without it relative dates stay unknown.
        register: for sides and people.
    """
    grid = TextGrid.of(text)
    dated = [] if published is None else [*find_intervals(text, published=published)]
    found = [
        _mention(text, grid, kind, match, dated, published=published, register=register)
        for kind, match in _matches(text)
    ]
    main = _main(found, text, published)
    return [
        replace(mention, is_main=True) if index == main else mention
        for index, mention in enumerate(found)
    ]


def _matches(text: str) -> Iterator[tuple[MeetingKind, re.Match[str]]]:
    """Non-overlapping matches in reading order; a kind listed earlier wins."""
    taken: list[tuple[int, int, MeetingKind, re.Match[str]]] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if all(end <= s or start >= e for s, e, *_ in taken):
                taken.append((start, end, kind, match))
    for *_, kind, match in sorted(taken, key=lambda item: item[:2]):
        yield kind, match


def _mention(  # noqa: PLR0913 - what a sentence is read with
    text: str,
    grid: TextGrid,
    kind: MeetingKind,
    match: re.Match[str],
    dated: Sequence[DatedSpan],
    *,
    published: date | None,
    register: Register,
) -> MeetingMention:
    span = Span(*match.span())
    sentence = sentence_of(text, grid, span)
    words = text[sentence.start : sentence.end]
    when = when_held(text, sentence, span, dated)
    about = Span(
        max(sentence.start, span.start - N_CHARS_BEFORE),
        span.end if when is None else max(span.end, when.span.end),
    )
    is_coming = bool(_COMING.search(text[about.start : about.end]))
    if when is not None and published is not None:
        # "will meet on Thursday" in a text of a Friday means the Thursday to come.
        is_coming = when.start > published or (
            is_coming and not _DATED.search(when.span.slice(text))
        )
        when = None if is_coming and when.end < published else when
    return MeetingMention(
        span=span, kind=kind,
        start=when.start if when else None, end=when.end if when else None,
        place=place_of(words, register=register, near=span.start - sentence.start),
        sides=tuple(dict.fromkeys(find_sides(words, register=register))),
        participants=find_people(words, register=register),
        round=_round_number(match), is_coming=is_coming,
    )  # fmt: skip


def sentence_of(text: str, grid: TextGrid, span: Span) -> Span:
    """The sentence in which `span` starts, to the end of the one in which it ends."""
    starts = grid.sentence_starts
    first, last = grid.sentence_at(span.start), grid.sentence_at(max(span.start, span.end - 1))
    end = starts[last + 1] if last + 1 < len(starts) else len(text)
    return Span(starts[first], end)


def when_held(
    text: str, sentence: Span, span: Span, dated: Sequence[DatedSpan]
) -> DatedSpan | None:
    """The days of the meeting named by `span`: the nearest date of its sentence.

    A date that says when somebody spoke does not count, "a day after the talks" means the day
    before, and "three days of talks" reach back from their end.
    """
    own = [d for d in dated if sentence.contains(d.span) and not _is_of_speech(text, d.span, span)]
    found = min(
        own, key=lambda d: max(d.span.start - span.end, span.start - d.span.end, 0), default=None
    )
    if found is None or found.end != found.start:
        return found
    between = text[max(sentence.start, min(found.span.start, span.start - 40)) : span.start]
    after = _DAYS_AFTER.search(between)
    if after is not None and found.span.end <= span.start:
        day = found.start - timedelta(days=_number(after["n"]))
        return DatedSpan(found.span, day, day)
    long = _DAYS_OF.search(text[max(sentence.start, span.start - 40) : span.end])
    if long is not None:
        return DatedSpan(found.span, found.end - timedelta(days=_number(long["n"]) - 1), found.end)
    return found


def _is_of_speech(text: str, day: Span, meeting: Span) -> bool:
    """Whether a verb of saying stands closely before a date, with no meeting between them."""
    before = text[max(0, day.start - N_CHARS_BEFORE) : day.start]
    verbs = [*_SAYING.finditer(before)]
    if not verbs:
        return False
    verb = day.start - len(before) + verbs[-1].start()
    return not verb < meeting.start < day.start


def _number(word: str) -> int:
    word = word.lower()
    return _NUMBERS.index(word) if word in _NUMBERS else 1


def _round_number(match: re.Match[str]) -> int | None:
    ordinal = _FIRST_ORDINAL.search(match.group())
    if ordinal is None:
        return None
    word = ordinal.group().lower()
    return _ORDINALS.index(word) + 1 if word in _ORDINALS else int(re.sub(r"\D", "", word))


def _main(found: Sequence[MeetingMention], text: str, published: date | None) -> int | None:
    """Index of the main meeting's best mention: dated and recent first, then the earliest."""
    ranked = [
        (_rank(mention, text, published), index)
        for index, mention in enumerate(found) if not mention.is_coming
    ]  # fmt: skip
    fitting = [(rank, index) for rank, index in ranked if rank is not None]
    return min(fitting)[1] if fitting else None


def _rank(mention: MeetingMention, text: str, published: date | None) -> int | None:
    """0 with a recent day, 1 without any; None for a meeting of long ago."""
    span = mention.span
    if mention.start is None or mention.end is None or published is None:
        before = text[max(0, span.start - 30) : span.end + 15]
        return None if _EARLIER.search(before) else 1
    is_recent = timedelta(0) <= published - mention.start <= timedelta(days=N_DAYS_AFTER)
    is_short = mention.end - mention.start <= timedelta(days=N_DAYS_AFTER)
    return 0 if is_recent and is_short else None
