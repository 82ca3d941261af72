"""Claims as a side set sees them."""

from __future__ import annotations

import tomllib

import pytest

from attribution.actors import Register
from attribution.claimencoder import pair_wording
from attribution.config import config_from_table
from attribution.records import JOINT, UNKNOWN, Meeting, SideSet, SpeakerKind
from attribution.sidesets import (
    SideSetConfig,
    check_side_set,
    view_claims,
    view_meeting,
)
from tests.sidesets.examples import FERRIES, WEST, said_by

BODY = SpeakerKind.ORGANISATION
GROUP = SpeakerKind.GROUP


def loaded(text: str) -> SideSet:
    """A set of a file's text."""
    config = config_from_table(tomllib.loads(text), SideSetConfig, origin="set.toml")
    return check_side_set(config, Register.load(), origin="set.toml").side_set


@pytest.fixture(scope="module")
def ferries() -> SideSet:
    """A union and a company."""
    return loaded(FERRIES)


@pytest.fixture(scope="module")
def west() -> SideSet:
    """Three states and a person as a bloc, against Russia."""
    return loaded(WEST)


@pytest.mark.parametrize(
    ("name", "side", "fields", "seen"),
    [
        # Full names, accents and initials.
        ("Marta Oyelaran", UNKNOWN, {}, "FCU"),
        ("Jonas K. Feldbusch", "DE", {}, "FCU"),
        ("Iris Vandeputte", UNKNOWN, {}, "NORDLINE"),
        ("M. Oyelaran", UNKNOWN, {}, "FCU"),
        # A surname alone counts only where nothing else is known.
        ("Oyelaran", UNKNOWN, {}, "FCU"),
        ("Oyelaran", "NG", {}, "NG"),
        ("Marina Oyelaran", UNKNOWN, {}, UNKNOWN),
        ("Xqi Sample", UNKNOWN, {}, "NORDLINE"),
        ("Xqi Sample", "XQISAMPLE", {"kind": BODY}, "NORDLINE"),
        # Bodies by name, alias, article, acronym, and through their people.
        ("Ferry Crews’ Union", "FERRY", {"kind": BODY}, "FCU"),
        ("the Crews' Union", UNKNOWN, {"kind": BODY}, "FCU"),
        ("Federation of Harbour Pilots", "FHP", {"kind": BODY}, "FCU"),
        ("F.C.U.", UNKNOWN, {"kind": BODY}, "FCU"),
        ("Anna Lund", UNKNOWN, {"organisation": "Nordline Ferries"}, "NORDLINE"),
        ("a union negotiator", "FCU", {"kind": SpeakerKind.UNNAMED}, "FCU"),
        ("Nordline Holding", "NORD", {"kind": BODY}, "NORDLINE"),
        # Codes that texts make of the names of bodies.
        ("Anna Lund", "NORDLINE", {}, "NORDLINE"),
        ("Anna Lund", "FHP", {}, "FCU"),
        # Nobody's.
        ("Anna Lund", "SE", {}, "SE"),
        ("Russian Foreign Ministry", "RU", {"kind": BODY}, "RU"),
        ("Anna Lund", "MEDIA", {}, "MEDIA"),
    ],
)  # fmt: skip
def test_who_belongs(
    ferries: SideSet, name: str, side: str, fields: dict[str, object], seen: str
) -> None:
    """By name with the register's spelling rules, by body, by code; others stay."""
    claim = said_by(name, side, **fields)  # type: ignore[arg-type] - fields of a speaker
    (viewed,) = view_claims([claim], ferries)
    assert viewed.speaker.side == seen
    if seen == side:
        assert viewed is claim
    else:
        assert viewed.speaker.resolved_by.startswith("text; side set Ferry dispute: ")
        assert viewed.speaker.name == name
        assert viewed.id == claim.id


def test_a_side_given_by_name_is_no_guess(ferries: SideSet) -> None:
    """Reports would show a doubtful side with a question mark."""
    (viewed,) = view_claims([said_by("Marta Oyelaran", UNKNOWN)], ferries)
    assert viewed.speaker.confidence >= 0.9


def test_blocs_show_the_member(west: SideSet) -> None:
    """The column is the bloc's, the member stands with the claim, and surely as before."""
    (viewed,) = view_claims([said_by("Ann Tate", "GB", confidence=0.5)], west)
    assert (viewed.speaker.side, viewed.speaker.sides) == ("WEST", ("GB",))
    assert viewed.speaker.confidence == 0.5
    assert viewed.speaker.resolved_by == "text; side set West and Russia: GB is a member"
    (named,) = view_claims([said_by("Viktor Sample", "HU")], west)
    assert (named.speaker.side, named.speaker.sides) == ("WEST", ())


def test_the_encoder_reads_the_member(west: SideSet) -> None:
    """A bloc is a way to show claims: pairs are worded as they were without it."""
    claim = said_by("Ann Tate", "GB")
    (viewed,) = view_claims([claim], west)
    assert pair_wording(viewed) == pair_wording(claim)


def test_joint_statements(west: SideSet) -> None:
    """Members of one bloc speak as the bloc; with somebody else they stay joint."""
    together = said_by("Ministers", JOINT, kind=GROUP, sides=("US", "FR"))
    mixed = said_by("Ministers", JOINT, kind=GROUP, sides=("RU", "US", "FR"))
    alone = said_by("Ministers", JOINT, kind=GROUP, sides=("RU", "CN"))
    viewed = view_claims([together, mixed, alone], west)
    assert (viewed[0].speaker.side, viewed[0].speaker.sides) == ("WEST", ("US", "FR"))
    assert (viewed[1].speaker.side, viewed[1].speaker.sides) == (JOINT, ("RU", "WEST"))
    assert viewed[2] is alone


def test_a_judged_side_wins(west: SideSet, ferries: SideSet) -> None:
    """The set's names do not overrule a person; a bloc still holds the judged member."""
    judged = said_by("Viktor Sample", "HU", judged=("side",))
    assert view_claims([judged], west) == [judged]
    named = said_by("Viktor Sample", "HU", judged=("speaker",))
    assert view_claims([named], west)[0].speaker.side == "WEST"
    member = said_by("Viktor Sample", "FR", judged=("side",))
    assert view_claims([member], west)[0].speaker.side == "WEST"
    unknown = said_by("Marta Oyelaran", UNKNOWN, judged=("side",))
    assert view_claims([unknown], ferries) == [unknown]


def test_of_a_meeting(west: SideSet) -> None:
    """Its side set counts; without one nothing changes."""
    claims = [said_by("Ann Tate", "GB"), said_by("Ivan Sample", "RU")]
    viewed = view_meeting(claims, Meeting(name="Talks", side_set=west))
    assert viewed == view_claims(claims, west) != claims
    assert view_meeting(claims, Meeting(name="Talks")) == claims


def test_ambiguous_codes_of_texts_belong_to_nobody() -> None:
    """Two bodies whose initials agree: the code alone does not say which is meant."""
    side_set = loaded(
        'name = "A"\n[[side]]\ncode = "ONE"\nmembers = ["Port Workers League"]\n'
        '[[side]]\ncode = "TWO"\nmembers = ["Postal Workers League"]\n'
    )
    claim = said_by("Anna Lund", "PWL")
    assert view_claims([claim], side_set) == [claim]
