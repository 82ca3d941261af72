"""Unions, companies and parties that the register lists, as texts call them."""

from __future__ import annotations

import pytest

from attribution.actors import Register
from attribution.records import UNKNOWN, Speaker
from tests.speakers.conftest import Reader
from tests.speakers.test_siding import appearances


@pytest.fixture(scope="module")
def packaged() -> Register:
    """The register that ships, instead of the small one of the other tests."""
    return Register.load()


@pytest.fixture(scope="module")
def read(packaged: Register) -> Reader:
    """Resolve the speakers of a marked text by the packaged register."""

    def resolve(text: str) -> list[Speaker]:
        (found,) = appearances(packaged, text)
        return list(found.speakers)

    return resolve


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        ("<s>Boeing</s> said <c>pay would rise</c>.", "Boeing", "BOEING"),
        ("<s>McDonald's</s> said <c>pay would rise</c>.", "McDonald's", "MCDONALDS"),
        ("<s>The UAW</s> said <c>pay would rise</c>.", "United Auto Workers", "UAW"),
        ("<s>Janata Dal (Secular)</s> said <c>it would leave</c>.", "Janata Dal (Secular)", "JDS"),
        ("Boeing met the union. <s>The company</s> said <c>pay would rise</c>.", "Boeing",
         "BOEING"),
        ("<s>NOAA Fisheries</s> said <c>it rained</c>.", "NOAA Fisheries", "US"),
    ],
)  # fmt: skip
def test_bodies_of_the_register(read: Reader, text: str, name: str, side: str) -> None:
    """They are known without an introduction."""
    (speaker,) = read(text)
    assert (speaker.name, speaker.side) == (name, side)


def test_an_institute_is_no_party(read: Reader) -> None:
    """Experts have no side, as the annotation guide has it, but their institute is named."""
    told = read("<s>Ada Lund, a senior fellow at the Brookings Institution,</s> said <c>no</c>.")
    assert [(s.side, s.organisation) for s in told] == [(UNKNOWN, "Brookings Institution")]


def test_a_text_gives_a_listed_body_short_names(read: Reader) -> None:
    """The acronym in brackets is the party's, though the register has none for it."""
    text = (
        "The Democratic Alliance (DA) met. Later <s>a spokesman for the DA</s> said <c>no</c>."
        " <s>Ada Lund, who speaks on finance for the DA,</s> said <c>yes</c>."
    )
    assert {speaker.side for speaker in read(text)} == {"DASA"}


def test_a_state_is_no_short_name_of_a_listed_body(read: Reader) -> None:
    """`Syrian` alone is not the Syrian Democratic Forces."""
    text = (
        "The Syrian Democratic Forces met. <s>Ada Lund, the Syrian deputy energy minister,</s>"
        " said <c>no</c>."
    )
    assert [speaker.side for speaker in read(text)] == ["SY"]


def test_acronyms_of_the_text_come_before_those_of_the_register(read: Reader) -> None:
    """JEP is a Colombian court, unless the text says that it is a party."""
    alone = "<s>JEP</s> said <c>it would rule</c>."
    told = "The Janata Ekta Party (JEP) met. <s>JEP</s> said <c>it would leave</c>."
    assert [read(text)[0].side for text in (alone, told)] == ["CO", "JEP"]


def test_a_surname_alone_means_a_leader_whose_body_is_named(read: Reader) -> None:
    """Surnames of union leaders are also those of others."""
    said = "<s>Fain</s> said <c>pay would rise</c>."
    (alone,), (told,) = read(said), read(f"The United Auto Workers met. {said}")
    assert (alone.name, told.name, told.side) == ("Fain", "Shawn Fain", "UAW")


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("a member of parliament for the Economic Freedom Fighters", "EFF"),
        ("an MP for the Liberal Democrats", "LIBDEMS"),
        ("a lawmaker for Quchan", ""),
    ],
)
def test_who_sits_in_parliament_for_a_party(read: Reader, words: str, side: str) -> None:
    """A party's member speaks for it; a place is only where somebody was elected."""
    (speaker,) = read(f"<s>Ada Lund, {words},</s> said <c>it rained</c>.")
    assert speaker.side == side or (not side and speaker.side != "QUCHAN")


def test_a_menu_word_is_no_part_of_a_name(read: Reader) -> None:
    """A line of a sidebar before the sentence does not begin the union's name."""
    text = "Jobs\nThe Academic Staff Union of Universities met. <s>The union</s> said <c>no</c>."
    assert read(text)[0].name == "Academic Staff Union of Universities"
