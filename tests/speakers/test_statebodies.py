"""Bodies of states that a text names without their state."""

from __future__ import annotations

import pytest

from attribution.actors import Register
from attribution.records import UNKNOWN, Speaker, SpeakerKind
from attribution.speakers.bodies import DocumentRegister
from attribution.speakers.statebodies import completed, domain_in, ministry_of, state_body
from tests.speakers.conftest import Reader


@pytest.fixture(scope="module")
def document(register: Register) -> DocumentRegister:
    """The register of a document without bodies of its own."""
    return DocumentRegister(register, "")


@pytest.mark.parametrize(
    ("side", "words", "name"),
    [
        ("PT", "the Justice Ministry in Lisbon", "Portuguese Justice Ministry"),
        ("PT", "The Portuguese environment ministry", "Portuguese Environment Ministry"),
        ("NO", "the ministry of fisheries", "Norwegian Fisheries Ministry"),
        ("NO", "her army", "Norwegian Army"),
        ("NO", "the harbour office", None),
        ("HAMAS", "the health ministry", None),
        (UNKNOWN, "the health ministry", None),
    ],
)
def test_full_names(document: DocumentRegister, side: str, words: str, name: str | None) -> None:
    """State and sort of body make the name; other bodies and sides have none."""
    assert state_body(document, side, words) == name


def test_domains() -> None:
    """Of ministries and of ministers, before and behind."""
    assert domain_in("the deputy finance minister") == "finance"
    assert domain_in("Minister of Justice") == "Justice"
    assert domain_in("the minister") is None


def test_a_ministry_by_its_minister(document: DocumentRegister) -> None:
    """The role tells the ministry; without a domain there is none."""
    minister = Speaker(name="Ana Reis", kind=SpeakerKind.PERSON, side="PT", role="energy minister")
    assert ministry_of(document, minister) == "Portuguese Energy Ministry"
    premier = Speaker(name="Ana Reis", kind=SpeakerKind.PERSON, side="PT", role="premier")
    assert ministry_of(document, premier) is None


def test_only_bodies_are_completed(document: DocumentRegister) -> None:
    """A person keeps the name, a listed body too."""
    body = Speaker(name="Finance ministry", kind=SpeakerKind.ORGANISATION, side="PT")
    assert completed(document, body).name == "Portuguese Finance Ministry"
    listed = Speaker(
        name="Army", kind=SpeakerKind.ORGANISATION, side="PT", resolved_by="register: army"
    )
    person = Speaker(name="Army", kind=SpeakerKind.PERSON, side="PT")
    assert [completed(document, s).name for s in (listed, person)] == ["Army", "Army"]


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        ("<s>The Justice Ministry in Lisbon</s> said <c>no</c>.", "Portuguese Justice Ministry",
         "PT"),
        ("Portugal's energy minister, <s>Ana Reis</s>, said <c>yes</c>. <s>Her ministry</s> said "
         "<c>no</c>.", "Portuguese Energy Ministry", "PT"),
        ("Portugal's energy minister, <s>Ana Reis</s>, said <c>yes</c>. <s>The ministry</s> said "
         "<c>no</c>.", "Portuguese Energy Ministry", "PT"),
        ("Portugal's trade ministry met Norway's. <s>The health ministry in Oslo</s> said "
         "<c>no</c>.", "Norwegian Health Ministry", "NO"),
    ],
)  # fmt: skip
def test_ministries_in_texts(read: Reader, text: str, name: str, side: str) -> None:
    """By their seat, their minister and what they are for."""
    speaker = read(text)[-1]
    assert (speaker.name, speaker.side, speaker.kind) == (name, side, SpeakerKind.ORGANISATION)


def test_an_embassy_is_not_of_its_seat(read: Reader) -> None:
    """`The Norwegian embassy in Lisbon` is Norway's."""
    (speaker,) = read("<s>The Norwegian embassy in Lisbon</s> said <c>it rained</c>.")
    assert speaker.side == "NO"
