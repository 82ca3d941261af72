"""Names behind honours and offices in capitals, by initials, and in other languages' forms."""

from __future__ import annotations

import pytest

from attribution.speakers.titles import strip_titles
from tests.speakers.conftest import Reader


@pytest.mark.parametrize(
    ("run", "name"),
    [
        ("Presidential Aide Rui Pinto", "Rui Pinto"),
        ("Army Chief Gen. Rui Pinto", "Rui Pinto"),
        ("Tan Sri Rui Pinto", "Rui Pinto"),
        ("Samdech Akka Moha Sena Rui Pinto", "Rui Pinto"),
        ("Dato' Seri Rui Pinto", "Rui Pinto"),
        ("Neak Oknha Rui Pinto", "Rui Pinto"),
        ("Monsignor Rui Pinto", "Rui Pinto"),
        ("Tan Siew Lee", "Tan Siew Lee"),
        ("Sri Mulyani", "Sri Mulyani"),
    ],
)
def test_honours_are_no_names(run: str, name: str) -> None:
    """Titles go, also those of several words; a name that one of them begins with stays."""
    assert strip_titles(run) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<s>Director of the Office for Harbours and Roads Rui Pinto</s> said <c>no</c>.",
         "Rui Pinto"),
        ("<s>Undersecretary of State and Spokesperson of the Ministry of Works Lieutenant General "
         "Ada Berg Holm</s> said <c>no</c>.", "Ada Berg Holm"),
        ("<s>Seyyed Rui Pinto</s> said <c>no</c>.", "Rui Pinto"),
        ("<s>Seyyed Ola Brandvik</s> said <c>no</c>.", "Seyyed Ola Brandvik"),
        ("<s>Lt Gen K R Brandvik, a former commander,</s> said <c>no</c>.", "K R Brandvik"),
    ],
)  # fmt: skip
def test_the_whole_name_is_found(read: Reader, text: str, name: str) -> None:
    """Neither the office before a name nor a title that may be a name belongs to it."""
    assert read(text)[0].name == name


def test_a_headline_is_nobody_of_that_surname(read: Reader) -> None:
    """A surname alone is its bearer's, not the first word of a line in capitals."""
    text = "Pinto Warns\n\nForeign Minister Rui Pinto sat down. <s>Pinto</s> said <c>no</c>."
    assert read(text)[0].name == "Rui Pinto"
