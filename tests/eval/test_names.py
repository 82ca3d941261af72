"""Names, speakers and sides that agree however they are spelt."""

from __future__ import annotations

import pytest

from attribution.actors import Register
from attribution.records import Claim, Speaker, SpeakerKind
from attribution.spans import Span
from eval.names import fold, same_name, speaker_is_right
from tests.eval.test_dossiers import claim, gold


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("The U.S. Embassy", "us embassy"),
        ("U.N. Security Council", "un security council"),
        ("José  Müller-Sørli", "jose muller sorli"),
        ("Ministry of the Interior", "ministry of interior"),
        ("Conor O’Brien", "conor obrien"),
        ("Norway's envoy", "norway envoy"),
        ("A. Roy", "a roy"),
        ("a spokesman for an agency", "spokesman for agency"),
        ("", ""),
    ],
)
def test_names_are_folded(name: str, folded: str) -> None:
    """Accents, case, articles, possessives and points in abbreviations do not count."""
    assert fold(name) == folded


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("the Foreign Ministry", "Foreign Ministry", True),
        ("J. Müller", "Jana Muller", True),
        ("Jana Muller", "J Müller", True),
        ("Maria Orlova", "Marina Orlova", False),
        ("K. Müller", "Jana Müller", False),
        ("Müller", "Jana Müller", False),
        ("Jana Müller", "Jana Moll", False),
        ("U.S. State Department", "US State Department", True),
        ("", "", False),
    ],
)
def test_names_agree_when_given_names_do(a: str, b: str, *, same: bool) -> None:
    """An initial stands for its name; a bare surname and another given name do not."""
    assert same_name(a, b) is same
    assert same_name(b, a) is same


def test_speaker_is_right_by_name_or_organisation() -> None:
    """A person by name; a body by its organisation, which a named person does not stand in for."""
    register = Register.load()
    person = claim(Span(13, 31))
    assert speaker_is_right(gold("g", Span(13, 31), speaker="A. Roy"), person, register)
    other = gold("g", Span(13, 31), speaker="Harbour Board", org="Ada Roy")
    assert not speaker_is_right(other, person, register)
    board = Speaker(name="the board", kind=SpeakerKind.ORGANISATION, organisation="Harbour Board")
    by_body = claim(Span(13, 31))
    by_body = Claim(**{
        **{name: getattr(by_body, name) for name in Claim.__slots__}, "speaker": board
    })  # fmt: skip
    named = gold("g", Span(13, 31), speaker="spokeswoman of the board", org="the Harbour Board")
    assert speaker_is_right(named, by_body, register)
