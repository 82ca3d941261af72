"""Short codes of bodies that only texts know."""

from __future__ import annotations

import pytest

from attribution.actors import Register
from attribution.speakers.codes import is_called, is_own_code, side_code
from tests.speakers.test_siding import appearances


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("Harbour Haulers' Union", "", "HHU"),
        ("Union of Eastern Millers", "The UEM met; so did the EUM.", "UEM"),
        ("Union of Eastern Millers", "The EUM met.", "EUM"),
        ("Alliance of Old Towns", "The AOOT met.", "AOOT"),
        ("Amber Brewing", "", "AMBER"),
        ("Amber Brewing Plc", "", "AMBER"),
        ("Amber Drinks Trading Ltd", "", "ADT"),
        ("Granite Shield", "Men of the Shield fired.", "SHIELD"),
        ("Granite Shield", "", "GRANITESHIELD"),
        ("Granite Forum", "", "GRANITE"),
        ("Quiet Streets", "Quiet is a movement. Quiet Streets marched.", "QUIET"),
        ("Coral Link", "Coral Link closed.", "CORALLINK"),
        ("Éclair", "", "ECLAIR"),
        ("Nord-Haul", "", "NORDHAUL"),
        ("the millers", "", "THE MILLERS"),
    ],
)
def test_codes(name: str, text: str, code: str) -> None:
    """The text's acronym wins, then initials of long names, then the word that tells."""
    assert side_code(name, text) == code


def test_two_words_never_look_like_a_state() -> None:
    """No code of two letters is made of two words."""
    assert len(side_code("Coral League", "CL and more.")) > 2


def test_a_word_before_the_other_is_not_alone() -> None:
    """Neither with a possessive between them."""
    assert not is_called("Amber", "Amber's Brewing", without="Brewing")
    assert is_called("Amber", "Amber Brewing bought Amber.", without="Brewing")


def test_a_body_has_one_code_in_a_meeting(register: Register) -> None:
    """The acronym that one document tells, and for the short name of another as well."""
    first, second = appearances(
        register,
        "The Union of Eastern Millers (EUM) met. <s>The Union of Eastern Millers</s> said "
        "<c>it rained</c>.",
        "The chairman of the Union of Eastern Millers, Jan Maes, left. <s>The Union of Eastern "
        "Millers</s> said <c>it snowed</c>.",
    )
    assert [a.speakers[0].side for a in (first, second)] == ["EUM", "EUM"]


def test_a_short_name_is_the_long_one_of_another_document(register: Register) -> None:
    """`Amber`, a brewer here, is the `Amber Brewing` of the other document."""
    long, short = appearances(
        register,
        "The brewer Amber Brewing closed. <s>Amber Brewing</s> said <c>it rained</c>.",
        "The brewer Amber, which makes beer, closed. <s>Amber</s> said <c>it snowed</c>.",
    )
    assert [a.speakers[0].name for a in (long, short)] == ["Amber Brewing"] * 2
    assert long.speakers[0].side == short.speakers[0].side == "AMBER"


@pytest.mark.parametrize(
    ("side", "is_own"),
    [
        ("CORVA", True), ("HAMAS", True), ("NO", False), ("EU", False), ("UNKNOWN", False),
        ("JOINT", False), ("MEDIA", False),
    ],
)  # fmt: skip
def test_codes_that_are_free(register: Register, side: str, *, is_own: bool) -> None:
    """Those of movements, parties and companies, listed or not."""
    assert is_own_code(side, register) is is_own
