"""Mojibake, odd spaces and line ends, and lost apostrophes."""

from __future__ import annotations

import pytest

from attribution.cleaning.apostrophes import find_lost_apostrophes
from attribution.cleaning.characters import find_mojibake, find_odd_spaces
from attribution.spans import apply_edits


@pytest.mark.parametrize(
    ("damaged", "expected"),
    [
        ("the ministryâ€™s view", "the ministry’s view"),
        ("â€œNo,â€\x9d he said", "“No,” he said"),
        ("a cafÃ© in SÃ£o Paulo", "a café in São Paulo"),
        ("10Â°", "10°"),
    ],
)
def test_mojibake(damaged: str, expected: str) -> None:
    """UTF-8 that was read in another encoding is read again."""
    assert apply_edits(damaged, find_mojibake(damaged))[0] == expected


@pytest.mark.parametrize(
    "text", ["Âncora São João Ñandú Ângela", "“Good” — naïve café", "Привет, Ñ"]
)
def test_accents_are_no_mojibake(text: str) -> None:
    """Letters with accents are left alone."""
    assert find_mojibake(text) == []


@pytest.mark.parametrize(
    ("odd", "expected"),
    [
        ("a\xa0b\u2009c\u202fd", "a b c d"),
        ("a  b \t c", "a b c"),
        ("a \r\n b\rc\u2028d", "a\nb\nc\nd"),
        ("a\n \n b", "a\n\nb"),
        ("co\xadoperate ze\u200bro\ufeff", "cooperate zero"),
        ("👩\u200d🚒 می\u200cخواهم", "👩\u200d🚒 می\u200cخواهم"),
    ],
)
def test_spaces(odd: str, expected: str) -> None:
    """Spaces and line ends become plain; joiners that carry meaning stay."""
    assert apply_edits(odd, find_odd_spaces(odd))[0] == expected


@pytest.mark.parametrize(
    ("lost", "expected"),
    [
        ("Perus Foreign Ministry", "Peru's Foreign Ministry"),
        ("Norways full-scale review", "Norway's full-scale review"),
        ("Turkeys foreign minister", "Turkey's foreign minister"),
        ("they didnt and Hasnt", "they didn't and Hasn't"),
        ("we dont know", "we don't know"),
        ("it?s what they didn?t say", "it's what they didn't say"),
    ],
)
def test_apostrophes(lost: str, expected: str) -> None:
    """Unambiguous contractions and possessives of states get their apostrophe."""
    assert apply_edits(lost, find_lost_apostrophes(lost))[0] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Russians and Americans met the Philippines delegation",
        "the two Koreas and both Perus of the poem",
        "wild Turkeys roam",
        "hes cant wont its were well ill",
        "the Zakharovas left; Norways and Swedens of old",
        "Is it?So they say. What?s",
        "ask @didnt or isnt.example or #hasnt",
        "Netherlands Foreign Ministry, Maldives government, United States officials",
    ],
)
def test_no_apostrophe(text: str) -> None:
    """Plurals, names of states in -s and words with another reading stay as they are."""
    assert find_lost_apostrophes(text) == []
