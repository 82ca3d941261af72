"""Documents to meetings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from attribution.actors import Register
from attribution.meetings import GroupingConfig, find_meetings, group_profiles, profile_document
from attribution.records import Meeting
from tests.meetings.examples import HARVEST, RIYADH, STATE, WIRE, document

ALL = [WIRE, HARVEST, RIYADH, STATE]
ISTANBUL = "RU–United States talks, Istanbul, 2025-02-27"
FIRST = "RU–United States round, Riyadh, 2025-01-16"


def test_documents_of_one_meeting_and_the_round_before(register: Register) -> None:
    """Two reports make one meeting, which follows the round told by a third; a story is none."""
    findings = find_meetings(ALL, register=register)
    first, second = findings.meetings
    assert second.documents == (WIRE.sha256, STATE.sha256)
    assert second.meeting == Meeting(
        name=ISTANBUL, start=date(2025, 2, 27), end=date(2025, 2, 27), place="Istanbul",
        sides=("RU", "US"), follows=FIRST,
    )  # fmt: skip
    assert (first.meeting.name, first.meeting.follows) == (FIRST, None)
    assert first.documents == (RIYADH.sha256,)


def test_a_background_mention_points_to_its_meeting(register: Register) -> None:
    """The words "first round in Riyadh" in the report of the second is the other meeting."""
    linked = [m for m in find_meetings(ALL, register=register).mentions if m.meeting]
    assert [(m.document, m.mention.span.slice(WIRE.text), m.meeting) for m in linked] == [
        (WIRE.sha256, "first round", FIRST)
    ]
    assert not linked[0].mention.is_main


def test_what_is_filed_stays_and_draws_others(register: Register) -> None:
    """A known meeting keeps its name and what is known of it; only gaps are filled."""
    filed = replace(WIRE, meeting="Embassies II")
    known = [Meeting(name="Embassies II", place="Ankara")]
    (found,) = find_meetings([filed, STATE], register=register, known=known).meetings
    assert found.is_known
    assert found.documents == (STATE.sha256,)
    assert (found.meeting.name, found.meeting.place) == ("Embassies II", "Ankara")
    assert found.meeting.start == date(2025, 2, 27)


def test_documents_filed_apart_stay_apart(register: Register) -> None:
    """Two documents that an analyst filed under different meetings never join."""
    profiles = [profile_document(d, register=register) for d in (WIRE, STATE)]
    assert group_profiles(profiles) == [(0, 1)]
    apart = {WIRE.sha256: "One", STATE.sha256: "Other"}
    assert group_profiles(profiles, filed=apart) == [(0,), (1,)]
    together = dict.fromkeys(apart, "One")
    strict = GroupingConfig(min_similarity=0.9)
    assert group_profiles(profiles, filed=together, config=strict) == [(0, 1)]


def test_rounds_in_one_fortnight_stay_apart(register: Register) -> None:
    """The same people a week later, on another day and with another number, are another round."""
    earlier = document(STATE.text.replace("Feb. 27", "Feb. 20"), date(2025, 2, 21), "earlier.txt")
    first, second = find_meetings([earlier, STATE], register=register).meetings
    assert first.meeting.start == date(2025, 2, 20)
    assert second.meeting.follows == first.meeting.name


def test_names_are_unique(register: Register) -> None:
    """A name that another meeting has gets a number."""
    known = [Meeting(name=ISTANBUL)]
    (found,) = find_meetings([WIRE, STATE], register=register, known=known).meetings
    assert found.meeting.name == f"{ISTANBUL} (2)"


def test_no_documents_no_meetings(register: Register) -> None:
    """Nothing in, nothing out."""
    findings = find_meetings([], register=register)
    assert findings.meetings == findings.mentions == ()


def test_limits_that_nothing_meets_are_refused() -> None:
    """A similarity of 0 would join everything."""
    with pytest.raises(ValueError, match="min_similarity is 0"):
        GroupingConfig(min_similarity=0)
