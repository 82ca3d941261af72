"""Lines broken inside a sentence, and lines that are lines."""

from __future__ import annotations

import pytest

from attribution.cleaning.lines import find_broken_lines
from attribution.spans import apply_edits


def repaired(text: str) -> str:
    """The text with its broken lines joined."""
    return apply_edits(text, find_broken_lines(text))[0]


@pytest.mark.parametrize(
    ("broken", "expected"),
    [
        ("the U.S.\ndiplomats met", "the U.S. diplomats met"),
        ("the U.S.\nSecretary of State", "the U.S. Secretary of State"),
        ("the U.S.\n\nEmbassy in Lima", "the U.S. Embassy in Lima"),
        ("the U.N.\n\nmission left", "the U.N. mission left"),
        ("as Mr.\n\nOkonjo said", "as Mr. Okonjo said"),
        ("as Gen.\nBrekke said", "as Gen. Brekke said"),
        ("George W.\nBush spoke", "George W. Bush spoke"),
        (
            "The ministers of both countries\nmet on Friday.",
            "The ministers of both countries met on Friday.",
        ),
        (
            "The envoy spoke at length of the\nNile and of grain.",
            "The envoy spoke at length of the Nile and of grain.",
        ),
        ("It was an agree-\nment of sorts.", "It was an agreement of sorts."),
        ("It was a long-\nterm deal.", "It was a long-term deal."),
    ],
)
def test_joined(broken: str, expected: str) -> None:
    """A break after an abbreviation, before a small letter or inside a word is mended."""
    assert repaired(broken) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He went to the U.S.\n\nThe talks went on.",
        "The talks ended in the evening of the second day.\nNobody spoke to the press.",
        "First paragraph without an end\n\nSecond paragraph here",
        "Miners End Strike After Eleven Days Underground\nSenate Delays Vote on Water\nRain",
        "The parties agreed on the following points, in this order:\n- a truce\n- an exchange",
        "food\nfuel\nwater",
        "Thank you all for coming to the ministry today\nQ: Will you sign?\nA: We will see.",
        "\n\nA line.\n\n",
    ],
)
def test_left_alone(text: str) -> None:
    """Paragraphs, headlines, lists and turns of a transcript keep their lines."""
    assert repaired(text) == text


def test_hard_wrapped_paragraph() -> None:
    """In a wrapped paragraph lines that begin with a capital are joined as well."""
    broken = (
        "The fishing ministers of both states met on the island of Brava on\n"
        "Sunday and spoke for six hours about the quota for tuna and the\n"
        "inspection of boats that fly neither of the two flags, the state\n"
        "Fisheries Board said.\n\nNothing was signed."
    )
    expected = broken.replace("\n\n", "|").replace("\n", " ").replace("|", "\n\n")
    assert repaired(broken) == expected
