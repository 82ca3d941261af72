"""Documents as vectors of words."""

from __future__ import annotations

import pytest

from attribution.actors import Register
from attribution.meetings.grouping import similarity_of
from attribution.meetings.profiles import profile_document, weigh_words
from tests.meetings.examples import HARVEST, STATE, WIRE, document


def test_vectors_have_length_one(register: Register) -> None:
    """Any text but an empty one has words of some weight."""
    words = weigh_words("Envoys discussed the Korrim dam.", register=register)
    assert sum(weight**2 for weight in words.values()) == pytest.approx(1)
    assert weigh_words("", register=register) == {}


def test_capitals_and_countries_weigh_less_than_names(register: Register) -> None:
    """A capital in two words is one word, and says less than a surname."""
    words = weigh_words("Envoy Tessvol saw Ethiopian officials in Addis Ababa.", register=register)
    assert words["capital:addis ababa"] == pytest.approx(words["side:ET"])
    assert 0 < words["capital:addis ababa"] < words["tessvol"]
    assert not {"addis", "ababa", "ethiopian"} & set(words)


def test_one_shared_word_adds_little(register: Register) -> None:
    """A rare name alone makes no two stories alike, while reports of one meeting are alike."""
    assert HARVEST.published is not None
    a = document("Korrim flooded again.", HARVEST.published, "a.txt")
    b = document("Korrim elected a mayor.", HARVEST.published, "b.txt")
    first, second = (profile_document(d, register=register) for d in (a, b))
    assert similarity_of(first, second, max_shared=1.0) > 0.04
    assert similarity_of(first, second, max_shared=0.04) == pytest.approx(0.04)
    wire, state = (profile_document(d, register=register) for d in (WIRE, STATE))
    assert similarity_of(wire, state, max_shared=0.04) > 0.06


def test_furniture_does_not_count(register: Register) -> None:
    """Teasers of other stories add no words."""
    text = f"{WIRE.text}\nRead also: Korrim dam floods farms\n"
    assert WIRE.published is not None
    found = profile_document(document(text, WIRE.published, "c.txt"), register=register)
    assert "korrim" not in found.words
