"""People without a name: whom a text brings in before they speak, and who only heard somebody."""

from __future__ import annotations

import pytest

from tests.speakers.conftest import Reader


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A Norwegian diplomat who took part disagreed. No deal was near, <s>the diplomat</s> said "
         "<c>at noon</c>.", "Norwegian diplomat"),
        ("That is not the word that a harbour officer used. Boats had come, <s>he</s> said, "
         "<c>and gone</c>.", "Harbour officer"),
        ("He spoke as a diplomat. No deal was near, <s>the diplomat</s> said <c>at noon</c>.",
         "Diplomat"),
    ],
)  # fmt: skip
def test_who_was_brought_in_keeps_those_words(read: Reader, text: str, name: str) -> None:
    """A description or a pronoun means somebody unnamed whom the text brought in just before."""
    assert read(text)[0].name == name


def test_he_is_no_stranger_where_the_paragraph_names_somebody(read: Reader) -> None:
    """A person named in the paragraph comes before somebody unnamed in it."""
    text = "Emil Brandvik met a harbour officer. Boats had come, <s>he</s> said, <c>and gone</c>."
    assert read(text)[0].name == "Emil Brandvik"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Emil Brandvik told a few bankers, according to <s>two who ate there</s>, <c>that it was "
         "over</c>.", "Emil Brandvik"),
        ("It was late, according to <s>two officials</s>: <c>all was over</c>.", "Two officials"),
    ],
)  # fmt: skip
def test_witnesses_pass_on_what_somebody_told(read: Reader, text: str, name: str) -> None:
    """Whoever told others something is the speaker, rather than those who heard it."""
    assert read(text)[0].name == name


def test_a_thing_like_person_is_no_speaker(read: Reader) -> None:
    """Somebody without a role in a list of others is not who she is; nor is a number a name."""
    text = (
        "Works Minister Ada Holm sat down. She had met Forty-three Norwegian.\n\n"
        "The list held, by her account, a goalkeeper. It was long, <s>she</s> said, <c>and old</c>."
    )
    assert read(text)[0].name == "Ada Holm"
