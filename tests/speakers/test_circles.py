"""States that go by one name, and accounts of governments that nothing lists."""

from __future__ import annotations

import pytest

from attribution.records import JOINT, UNKNOWN
from attribution.speakers.circles import circle_named, is_unnamed_circle
from tests.speakers.conftest import Reader


@pytest.mark.parametrize(
    ("words", "sides"),
    [
        ("E3", ("FR", "DE", "GB")), ("the E3", ("FR", "DE", "GB")),
        ("E3 foreign ministers", ("FR", "DE", "GB")), ("leaders of the E3", ("FR", "DE", "GB")),
        ("the three European powers", ("FR", "DE", "GB")), ("Baltic states", ("EE", "LV", "LT")),
        ("the Weimar Triangle", ("FR", "DE", "PL")), ("an E3 diplomat", None), ("E30", None),
        ("Norway", None),
    ],
)  # fmt: skip
def test_circles_go_by_their_names(words: str, sides: tuple[str, ...] | None) -> None:
    """Also as their ministers or leaders; one of their diplomats is not all of them."""
    assert circle_named(words) == sides


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("European leaders", True), ("Arab foreign ministers", True), ("Gulf governments", True),
        ("European officials", False), ("European Commission", False), ("leaders", False),
        ("Western diplomats", False),
    ],
)  # fmt: skip
def test_governments_that_nothing_lists(words: str, *, is_one: bool) -> None:
    """Leaders and ministers speak for states together, officials and diplomats need not."""
    assert is_unnamed_circle(words) is is_one


def test_a_circle_speaks_jointly(read: Reader) -> None:
    """As a source, and as the issuer of a readout with its members."""
    (speaker,) = read("<s>The E3</s> said <c>it rained</c>.")
    assert (speaker.side, speaker.sides) == (JOINT, ("FR", "DE", "GB"))
    (account,) = read("<c>It rained.</c>", issuer="E3")
    assert (account.side, account.sides) == (JOINT, ("FR", "DE", "GB"))
    (leaders,) = read("<c>It rained.</c>", issuer="European leaders")
    assert (leaders.name, leaders.side, leaders.sides) == ("European leaders", JOINT, ())


def test_who_was_quoted_as_saying_by_an_outlet_speaks(read: Reader) -> None:
    """The outlet behind "as saying by" only passes it on."""
    text = "Rui Pinto was quoted as saying by <s>TASS</s> on Friday <c>that it rained</c>."
    (speaker,) = read(text)
    assert (speaker.name, speaker.via) == ("Rui Pinto", "TASS")


def test_specialists_speak_for_nobody(read: Reader) -> None:
    """A specialist in a state is not of it."""
    (speaker,) = read(
        "<s>Ada Moe, a Norway specialist at the Harbour Forum,</s> said <c>it rained</c>."
    )
    assert speaker.side == UNKNOWN


def test_the_top_diplomat_is_who_spoke(read: Reader) -> None:
    """Not the counterpart with whom the minister had talks."""
    text = (
        "<s>Portuguese Foreign Minister Rui Pinto</s> said <c>it rained</c> after talks with his "
        "Chinese counterpart Wang Yi. <s>The top diplomat</s> added <c>that it would stop</c>."
    )
    _, speaker = read(text)
    assert speaker.name == "Rui Pinto"
