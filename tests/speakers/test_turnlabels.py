"""Labels of turns: surnames in capitals and offices."""

from __future__ import annotations

import pytest

from tests.speakers.conftest import Reader


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("With Tass Emil-Olav (Harbour Union) in attendance.\n\n<s>TASS</s>: <c>No.</c>\n",
         "Tass Emil-Olav"),
        ("Harbour Spokesman: Hon. Emil Brandvik\n\n<s>SPOKESMAN</s>: <c>No.</c>\n",
         "Emil Brandvik"),
        ("With Emil Brandvik, the port director, and Ada Holm.\n\n<s>DIRECTOR</s>: <c>No.</c>\n",
         "Emil Brandvik"),
        ("With the deputy director Emil Brandvik.\n\n<s>DIRECTOR</s>: <c>No.</c>\n", "DIRECTOR"),
    ],
)  # fmt: skip
def test_a_label_is_somebody_of_the_transcript(read: Reader, text: str, name: str) -> None:
    """A surname is no body of that name, an office its holder's whom the head names."""
    assert read(text)[0].name == name


def test_capitals_within_a_sentence_are_no_label(read: Reader) -> None:
    """A body named in a sentence stays the body, whoever bears its name."""
    text = "Tass Emil-Olav sat down.\n\nAs <s>TASS</s> said: <c>no</c>."
    assert read(text)[0].name == "TASS"
