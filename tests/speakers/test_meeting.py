"""Documents of one meeting tell each other who is who."""

from __future__ import annotations

from dataclasses import replace

import pytest

from attribution.actors import Register
from attribution.records import UNKNOWN, Document, DocumentKind
from attribution.speakers import appearances_of
from tests.speakers.conftest import marked
from tests.speakers.test_siding import appearances

INTRODUCED = (
    "Norway's envoy, Kari Berg Holm, came first. <s>Kari Berg Holm</s> said <c>it rained</c>."
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<s>Holm</s> said <c>it snowed</c>.", "Kari Berg Holm"),
        ("<s>Ms Berg</s> said <c>it snowed</c>.", "Kari Berg Holm"),
        ("<s>Kari Holm</s> said <c>it snowed</c>.", "Kari Berg Holm"),
        ("Kari Holm waved. <s>Holm</s> said <c>it snowed</c>.", "Kari Berg Holm"),
        ("Kari Berg Holm waved. <s>The envoy</s> said <c>it snowed</c>.", "Kari Berg Holm"),
        ("Rain.\n\nBERG HOLM, envoy: Hello.\n\n<s>BERG HOLM</s>: <c>No.</c>", "Kari Berg Holm"),
        ("Olga Holm waved. <s>Olga Holm</s> said <c>it snowed</c>.", "Olga Holm"),
    ],
)
def test_names_and_offices_of_other_documents(register: Register, text: str, name: str) -> None:
    """Surnames, middle names left out, offices that only the other text tells."""
    _, found = appearances(register, INTRODUCED, text)
    (speaker,) = found.speakers
    assert speaker.name == name
    assert speaker.side == ("NO" if name == "Kari Berg Holm" else UNKNOWN)


def test_other_languages_name_nobody(register: Register) -> None:
    """A title that no rule reads does not become part of a name in the English documents."""
    german = (
        "Die norwegische Gesandte Kari Berg Holm kam am Mittwoch nach Malmö. Hafenministerin Kari "
        "Berg Holm sagte dort, zwei Plätze würden im Mai geöffnet, der dritte noch nicht."
    )
    *_, found = appearances(register, german, INTRODUCED)
    assert found.speakers[0].name == "Kari Berg Holm"
    *_, alone = appearances(register, german, "<s>Holm</s> said <c>it snowed</c>.")
    assert alone.speakers[0].name == "Holm"


def test_an_issuer_that_the_texts_call_a_party(register: Register) -> None:
    """`Labour and Reef` is no ministry of labour's where a text speaks of that party."""
    article = "<s>Jan Maes, head of the left-leaning Labour and Reef party,</s> said <c>no</c>."
    plain, attributions = marked(article)
    news = replace(Document.from_text(plain), meeting="m")
    readout = replace(
        Document.from_text("We said no."), meeting="m", issuer="Labour and Reef",
        kind=DocumentKind.READOUT,
    )  # fmt: skip
    items = [(news, plain, attributions), (readout, readout.text, [])]
    found, _ = appearances_of(items, register=register)
    assert found.speakers[0].organisation == "Labour and Reef"


def test_two_who_could_be_meant_are_neither(register: Register) -> None:
    """One middle name of two people decides nothing."""
    other = "Portugal's envoy, Ana Berg Reis, came last."
    *_, found = appearances(register, INTRODUCED, other, "<s>Ms Berg</s> said <c>it snowed</c>.")
    assert found.speakers[0].name not in {"Kari Berg Holm", "Ana Berg Reis"}
