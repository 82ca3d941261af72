"""What explains a relation on the surface."""

from __future__ import annotations

import pytest

from attribution.comparing.signals import negates, quantities, signals_of
from attribution.records import Act
from tests.comparing.test_comparison import claim


@pytest.mark.parametrize(
    ("a", "b", "signal"),
    [
        ("a border deal was made", "no border deal was made", "negation"),
        ("the round took place", "the round was called off", "called off"),
        ("six prisoners go home", "eight prisoners go", "different numbers"),
        ("all prisoners go home", "only ill prisoners go", "wider or narrower"),
    ],
)
def test_words_that_set_claims_apart(a: str, b: str, signal: str) -> None:
    """Either order; the same words give none."""
    first, second = claim(a, "AM"), claim(b, "AZ")
    assert signal in signals_of(first, second)
    assert signal in signals_of(second, first)
    assert signals_of(first, claim(a, "AZ")) == ()


def test_opposite_acts() -> None:
    """An accusation and its denial."""
    accused = claim("they crossed the border at night", "AM", act=Act.ACCUSE)
    denied = claim("crossed the border at night", "AZ", act=Act.DENY)
    assert signals_of(accused, denied) == ("accuse against deny",)


def test_negations_cancel_and_small_numbers_are_digits() -> None:
    """Two negations are none; "six" is 6."""
    assert negates("no deal")
    assert not negates("they did not refuse")
    assert quantities("six of 1,200 lorries") == {"6", "1200"}
