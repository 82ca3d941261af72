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
        ("Lt-Gen Rui Pinto", "Rui Pinto"),
        ("Port Maj-Gen Rui Pinto", "Rui Pinto"),
        ("Nazir Rui Berg Pinto", "Rui Berg Pinto"),
        ("Nazir Rui Pinto", "Nazir Rui Pinto"),
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


@pytest.mark.parametrize(
    ("run", "name"),
    [
        ("Elder Rui Pinto", "Rui Pinto"),
        ("Honourable Rui Pinto", "Rui Pinto"),
        ("Skipper Rui Pinto", "Rui Pinto"),
        ("Norvik Datuk Sri Rui Pinto", "Rui Pinto"),
        ("Harbour MP Rui Pinto", "Rui Pinto"),
        ("Parliament Rui Pinto", "Rui Pinto"),
        ("A. Pinto", "A. Pinto"),
        ("U.", ""),
        ("Skipper Pinto", "Skipper Pinto"),
    ],
)
def test_callings_and_honours_go(run: str, name: str) -> None:
    """Callings go before a full name, honours wherever they stand; an initial is no article."""
    assert strip_titles(run) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("General Emil el-Holm sat down. <s>El-Holm</s> said <c>no</c>.", "Emil el-Holm"),
        ("General Emil el-Holm sat down, and <s>el-Holm</s> said <c>no</c>.", "Emil el-Holm"),
        ("<s>Ada Nelly Ul</s> said <c>no</c>.", "Ada Nelly Ul"),
        ("<s>The Harbour bloc MP Rui Pinto</s> said <c>no</c>.", "Rui Pinto"),
        ("<s>The Harbour MP Rui Pinto</s> said <c>no</c>.", "Rui Pinto"),
        ("<s>The 71-year-old farmer of Kadesh Norvik</s> said <c>no</c>.",
         "71-year-old farmer of Kadesh Norvik"),
    ],
)  # fmt: skip
def test_names_are_neither_cut_nor_made_of_places(read: Reader, text: str, name: str) -> None:
    """An article within a name and a short last word stay; a place behind a noun is nobody."""
    assert read(text)[0].name == name


def test_a_style_is_a_pronoun(read: Reader) -> None:
    """`Her Excellency` means whom `she` would mean."""
    text = "<s>Foreign Minister Ada Holm</s> said <c>no</c>. <s>Her Excellency</s> added <c>so</c>."
    assert read(text)[1].name == "Ada Holm"
