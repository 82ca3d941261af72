"""Words that speak of a meeting."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attribution.actors import Register
from attribution.meetings import find_mentions, profile_document
from attribution.records import Document, MeetingKind, MeetingMention
from attribution.spans import Span
from tests.meetings.examples import document

FRIDAY = date(2025, 2, 28)
REGISTER = Register.load()


def only(text: str) -> MeetingMention:
    """The one mention of a text."""
    (mention,) = find_mentions(text, published=FRIDAY, register=REGISTER)
    return mention


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("The two held talks Thursday in Istanbul.", MeetingKind.TALKS, 27, 27),
        ("They held talks late Thursday.", MeetingKind.TALKS, 27, 27),
        ("The ministers met on Friday.", MeetingKind.MEETING, 28, 28),
        ("They met on the sidelines of the G20 on Wednesday.", MeetingKind.MEETING, 26, 26),
        ("The presidents spoke by phone on Feb. 24.", MeetingKind.CALL, 24, 24),
        ("The second round ended on Thursday.", MeetingKind.ROUND, 27, 27),
        ("A summit was held in Prague on 20-21 February.", MeetingKind.SUMMIT, 20, 21),
        ("On Friday, a day after the talks, he left.", MeetingKind.TALKS, 27, 27),
        ("Two days of talks ended in Oslo on Thursday.", MeetingKind.TALKS, 26, 27),
    ],
)
def test_kind_and_days(text: str, kind: MeetingKind, start: int, end: int) -> None:
    """Days are read against the publication date; the first mention is the main one."""
    mention = find_mentions(text, published=FRIDAY, register=REGISTER)[0]
    assert mention.kind is kind
    assert (mention.start, mention.end) == (date(2025, 2, start), date(2025, 2, end))
    assert mention.is_main
    assert not mention.is_coming


def test_the_day_of_speaking_is_not_the_day_of_the_meeting() -> None:
    """A date beside a verb of saying dates the statement."""
    assert only("She told reporters on Friday that the talks were useful.").start is None
    assert only("She said after the talks on Thursday that it rained.").start == date(2025, 2, 27)


def test_an_earlier_and_a_coming_meeting_are_background() -> None:
    """What was held long before, or is still to come, is not what the text reports."""
    text = (
        "They met in Doha last month. The sides held talks in Oslo on Thursday. "
        "They will meet again next Monday; the next round is in May."
    )
    mentions = find_mentions(text, published=FRIDAY, register=REGISTER)
    assert [mention.is_main for mention in mentions] == [False, True, False, False]
    assert (mentions[0].start, mentions[0].end) == (date(2025, 1, 1), date(2025, 1, 31))
    assert [mention.is_coming for mention in mentions] == [False, False, True, True]
    assert [mention.place for mention in mentions][:2] == ["Doha", "Oslo"]


def test_sides_people_and_number() -> None:
    """Countries give sides, the register people, an ordinal the round."""
    mention = only(
        "Russia's Sergey Lavrov and Turkey opened the third round of consultations in Antalya."
    )
    assert mention.sides == ("RU", "TR")
    assert mention.participants == ("Sergei Lavrov",)
    assert (mention.round, mention.place) == (3, "Antalya")


@pytest.mark.parametrize(
    "text",
    [
        "He told the Post by telephone that it rained.",
        "The demands were met by nobody.",
        "The cabinet meeting lasted an hour.",
    ],
)
def test_other_meetings_are_none(text: str) -> None:
    """An interview, a met demand and a cabinet meeting are no meetings of sides."""
    assert find_mentions(text, published=FRIDAY, register=REGISTER) == []


def test_without_publication_date_days_stay_unknown() -> None:
    """Unknown stays unknown, but the mention is there."""
    (mention,) = find_mentions("They held talks Thursday.", published=None, register=REGISTER)
    assert mention.start is None
    assert mention.is_main


def test_half_an_interval_is_refused() -> None:
    """A mention knows both days or none, in order."""
    with pytest.raises(ValueError, match="give both days or neither"):
        MeetingMention(span=Span(0, 1), kind=MeetingKind.CALL, start=FRIDAY)
    with pytest.raises(ValueError, match="precedes start"):
        MeetingMention(span=Span(0, 1), kind=MeetingKind.CALL, start=FRIDAY, end=date(2025, 2, 27))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["The sides met on Thursday", "held talks", ".", "\n\n", "said.The", "the round",
             "in Geneva", "spoke by phone", "31 February", "3-5 March", "“", "café", "talks"]
        ),
        max_size=12,
    )
)  # fmt: skip
def test_spans_stay_inside_and_apart(parts: list[str]) -> None:
    """Mentions lie in the raw text, in order, at most one being the main one."""
    text = " ".join(parts)
    mentions = profile_document(document(text, FRIDAY, "x"), register=REGISTER).mentions
    assert all(0 <= m.span.start < m.span.end <= len(text) for m in mentions)
    assert all(a.span.start <= b.span.start for a, b in pairwise(mentions))
    assert sum(m.is_main for m in mentions) <= 1


def test_furniture_holds_no_mention() -> None:
    """A teaser about other talks is not this document's meeting."""
    body = "The ministers met in Oslo on Thursday. It rained all day, the minister said.\n\n"
    text = body + "READ ALSO\nKerry holds talks in Cairo\nSubscribe to our newsletter\n"
    raw = Document.from_text(text)
    found = profile_document(raw, register=REGISTER).mentions
    assert all(m.span.end <= len(body) for m in found)
    assert found[0].span.slice(text).startswith("met")
