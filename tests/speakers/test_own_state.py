"""Offices that a text leaves without their state: the outlet's own, a central bank's, another's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from attribution.actors import Register
from attribution.records import Document, Speaker
from attribution.speakers import resolve_speakers
from attribution.speakers.bodies import DocumentRegister
from attribution.speakers.outlets import state_of_outlet, without_dateline
from tests.speakers.conftest import Reader, marked

TALKS = "Norway and Portugal met over cod. Norway spoke first, Portugal last.\n\n"


def printed_by(outlet: str, register: Register, text: str) -> Speaker:
    """The last speaker of a text that an outlet printed."""
    plain, found = marked(text)
    document = replace(Document.from_text(plain, published=date(2025, 5, 6)), outlet=outlet)
    return resolve_speakers(document, plain, found, register=register)[-1]


@pytest.mark.parametrize(
    ("outlet", "text", "side"),
    [
        ("Norway Wire Service", "", "NO"),
        ("The Haifa Ledger", "", "IL"),
        ("Fog Ledger", "A title\n\nPORTO - It rained.", "PT"),
        ("Fog Ledger", "A title\n\nLISBON, May 6. /FL/. It rained.", "PT"),
        ("Fog Ledger", "A title\n\nIt rained.", None),
        ("Chile Ledger", "", None),
    ],
)
def test_states_of_outlets(register: Register, outlet: str, text: str, side: str | None) -> None:
    """By a country or town in the name, else by where the report is dated."""
    local = DocumentRegister(register, text)
    assert state_of_outlet(outlet, text, ("NO", "PT", "IL"), local) == side


def test_datelines_are_left_out() -> None:
    """Where a report was written is nobody's state."""
    assert without_dateline("Rome, Nov. 21 (FL) – The minister spoke.") == "The minister spoke."


def test_the_ministry_is_the_outlets_states(register: Register) -> None:
    """Not the state's that was named last."""
    text = TALKS + "<s>The representative of the ministry, Kari Holm,</s> said <c>it rained</c>."
    speaker = printed_by("Norway Wire Service", register, text)
    assert (speaker.side, speaker.confidence) == ("NO", 0.8)


def test_a_title_alone_is_a_guess(register: Register) -> None:
    """A minister without a ministry may be another state's after all."""
    text = TALKS + "<s>Minister Kari Holm</s> said <c>it rained</c>."
    speaker = printed_by("Norway Wire Service", register, text)
    assert speaker.side == "NO"
    assert speaker.confidence < 0.5


@pytest.mark.parametrize(
    "text",
    [
        "Portugal waited. <s>The representative of the ministry, Ana Reis,</s> said <c>no</c>.",
        "<s>A vice minister of transport, Ana Reis,</s> said <c>no</c>.",
    ],
)
def test_others_are_not_the_outlets(register: Register, text: str) -> None:
    """Where the paragraph names another state, or the outlet itself must introduce them."""
    assert printed_by("Norway Wire Service", register, TALKS + text).side == "PT"


@pytest.mark.parametrize("office", ["Central bank governor", "The state mediator, former judge"])
def test_offices_of_the_one_state_of_a_text(read: Reader, office: str) -> None:
    """A central bank is its state's and no company; nor is a state mediator a party's."""
    text = "Corva Mining met its union in Norway. It snowed.\n\n"
    (speaker,) = read(f"{text}<s>{office} Kari Holm</s> said <c>no</c>.")
    assert speaker.side == "NO"


@pytest.mark.parametrize(("news", "is_british"), [("Britain met Norway. ", True), ("", False)])
def test_whose_foreign_office(news: str, is_british: bool) -> None:
    """London's where the text names Britain, else nobody's by that name alone."""
    local = DocumentRegister(Register.load(), f"{news}The Foreign Office waited.")
    assert (local.organisation("Foreign Office") is not None) is is_british
