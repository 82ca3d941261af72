"""Officials without a name, several sides, relays and readouts."""

from __future__ import annotations

import re
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.actors import Organisation, Register
from attribution.records import (
    JOINT,
    MEDIA,
    UNKNOWN,
    Attribution,
    Document,
    DocumentKind,
    SpeakerKind,
)
from attribution.speakers import issuer_of, resolve_speakers, resolve_together
from tests.speakers.conftest import Reader, marked
from tests.strategies import spans_of, texts


@pytest.mark.parametrize(
    ("source", "side"),
    [
        ("a senior U.S. official", "US"), ("a Norwegian diplomat", "NO"),
        ("an official at the Kremlin", "RU"), ("Rui Pinto's spokesman", "PT"),
        ("Pinto’s spokesman", "PT"), ("an aide to Foreign Minister Rui Pinto", "PT"),
        ("a spokesman for the Kremlin", "RU"), ("a Hamas source", "HAMAS"),
        ("the Norwegian ambassador to Russia", "NO"), ("a spokesperson", UNKNOWN),
        ("an official briefed on the talks", UNKNOWN), ("a former Norwegian official", UNKNOWN),
        ("a Norwegian distiller", UNKNOWN), ("two Norwegian residents", UNKNOWN),
        ("a doctor in Norway", UNKNOWN),
    ],
)  # fmt: skip
def test_unnamed_people(read: Reader, source: str, side: str) -> None:
    """Officials stand for the side in their description; private and former people for none."""
    (speaker,) = read(f"<s>{source}</s> said <c>it rained</c>.")
    assert speaker.side == side
    assert speaker.kind in {SpeakerKind.UNNAMED, SpeakerKind.GROUP, SpeakerKind.PERSON}


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Hamas waited. <s>A spokesman for the movement</s> said <c>it rained</c>.", "HAMAS"),
        ("<s>Norway's foreign ministry</s> spoke of <c>rain</c>. <s>A ministry spokeswoman</s> "
         "said <c>it poured</c>.", "NO"),
        ("<s>Hamas</s> spoke of <c>rain</c>. <s>An adviser to its leader</s> said "
         "<c>it poured</c>.", "HAMAS"),
        ("The Norwegian version is dry. <s>The fisheries ministry</s> said <c>it rained</c>.",
         "NO"),
        ("In Oslo <s>an official of the presidency</s> said <c>it rained</c>.", "NO"),
        ("Norway and Denmark differ. <s>The fisheries ministry</s> said <c>it rained</c>.",
         UNKNOWN),
        ("Norway waited. <s>An official of the Guild</s> said <c>it rained</c>.", UNKNOWN),
    ],
)  # fmt: skip
def test_employers(read: Reader, text: str, side: str) -> None:
    """Earlier bodies and a paragraph about one state tell whom an official works for."""
    assert read(text)[-1].side == side


@pytest.mark.parametrize(
    ("source", "sides"),
    [
        ("Norway and Portugal", ("NO", "PT")), ("Lisbon and Oslo", ("PT", "NO")),
        ("the Norwegian and Portuguese ministers", ("NO", "PT")),
        ("both sides", ("DK", "PT")), ("The two delegations", ("DK", "PT")),
        ("a joint statement", ("DK", "PT")),
    ],
)  # fmt: skip
def test_several_sides_are_joint(read: Reader, source: str, sides: tuple[str, ...]) -> None:
    """Sides named together are the members, else the two that the document names most."""
    text = f"Denmark met Portugal. Danish and Portuguese boats. <s>{source}</s> said <c>so</c>."
    (speaker,) = read(text)
    assert (speaker.side, speaker.kind) == (JOINT, SpeakerKind.GROUP)
    assert speaker.sides == sides


@pytest.mark.parametrize("source", ["Both", "both of them", "The company and the union"])
def test_bodies_and_both_are_joint(read: Reader, source: str) -> None:
    """Two parties to a quarrel that the text names by what they are, or not at all."""
    text = f"The airline Corva met the Pilots' Union. <s>{source}</s> said <c>it rained</c>."
    assert read(text)[-1].side == JOINT


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("<s>Eva Lind of the growers' committee</s> said <c>so</c>.", "GROWERS"),
        ("<s>Eva Lind of the guards union</s> said <c>so</c>.", "UNION"),
        ("<s>Eva Lind</s>, the unions deputy leader, said <c>so</c>.", "UNION"),
        ("<s>Eva Lind</s>, who heads the players' committee, said <c>so</c>.", "PLAYERS"),
        ("<s>Senator Eva Lind, a Democrat of Ohio,</s> said <c>so</c>.", "DEM"),
        ("<s>Eva Lind, the top Republican on the committee,</s> said <c>so</c>.", "GOP"),
    ],
)
def test_bodies_without_a_name(read: Reader, text: str, side: str) -> None:
    """Called after their members, or a party by its members' name."""
    assert read(f"Fog came. {text}")[-1].side == side


def test_one_side_twice_is_not_joint(read: Reader) -> None:
    """A country and its capital are one side."""
    (speaker,) = read("<s>Norway and Oslo</s> said <c>it rained</c>.")
    assert speaker.side != JOINT


def test_relays_keep_the_first_speaker(read: Reader) -> None:
    """Whoever is quoted speaks; the outlet is noted."""
    (speaker,) = read("<s>Dmitry Peskov, quoted by TASS,</s> said <c>it rained</c>.")
    assert (speaker.name, speaker.side, speaker.via) == ("Dmitry Peskov", "RU", "TASS")
    text = "According to <s>TASS</s>, <c>Dmitry Peskov said it rained</c>."
    (speaker,) = read(text)
    assert (speaker.name, speaker.side, speaker.via) == ("Dmitry Peskov", "RU", "TASS")


def test_an_outlet_alone_is_media(read: Reader) -> None:
    """A report in the outlet's own voice has no other speaker."""
    (speaker,) = read("According to <s>TASS</s>, <c>it rained in the capital</c>.")
    assert (speaker.side, speaker.via) == (MEDIA, None)


@pytest.mark.parametrize(
    ("issuer", "side"),
    [
        ("Hanbit Motors Kenya", "HANBIT"),
        ("Ostrava Steel UK", "OSTRAVA"),
        ("Global Affairs Canada", "CA"),
        ("Transport Canada", "CA"),
        ("Embassy of Kenya", "KE"),
        ("Ministry of Social Action of Chad", "TD"),
        ("Secretariat of State for the Sea of the French Republic", "FR"),
        ("Norwegian Red Cross", "NO"),
        ("Red Crescent Society of the Islamic Republic of Iran", "IR"),
    ],
)
def test_issuers_by_the_words_of_their_names(read: Reader, issuer: str, side: str) -> None:
    """A company stands for itself in whatever country it works, a department for its state."""
    (speaker,) = read("<c>It rained.</c>", issuer=issuer)
    assert (speaker.side, speaker.name) == (side, issuer)


def test_a_ministry_is_its_states_whatever_the_text_calls_like_it(register: Register) -> None:
    """A body of a part of its name, which the meeting tells of, is not the ministry."""
    name = "Ministry of Social Action of Chad"
    body = Organisation(id="text:sa", name="Social Action", kind="other", side="SA", source="text")
    document = Document(sha256="0" * 64, text="It rained.", kind=DocumentKind.READOUT, issuer=name)
    speaker = issuer_of(document, register, bodies={"social action": body})
    assert (speaker.side, speaker.name) == ("TD", name)


def test_an_office_stands_for_who_sent_it() -> None:
    """The United Nations' envoy for Yemen is not Yemen's."""
    name = "Office of the Special Envoy of the Secretary-General for Yemen"
    document = Document(sha256="0" * 64, text="It rained.", kind=DocumentKind.READOUT, issuer=name)
    speaker = issuer_of(document, Register.load())
    assert (speaker.side, speaker.name) == ("UN", name)


def test_a_readout_speaks_for_its_issuer(read: Reader) -> None:
    """Sentences without source and `we` are the issuer's, and so is its account of others."""
    text = "<c>It rained.</c> <s>We</s> said <c>it snowed</c>. <s>Rui Pinto</s> said <c>no</c>."
    speakers = read(text, issuer="Norwegian Foreign Ministry")
    assert [s.side for s in speakers] == ["NO", "NO", "NO"]
    assert "Rui Pinto" in speakers[2].resolved_by
    assert speakers[0].resolved_by.startswith("issuer of the readout")


def test_a_readout_without_issuer_is_unknown(register: Register) -> None:
    """The reason is told."""
    speaker = issuer_of(Document.from_text("It rained."), register)
    assert (speaker.side, speaker.resolved_by) == (UNKNOWN, "readout without issuer")


@st.composite
def attributed_texts(draw: st.DrawFn) -> tuple[str, list[Attribution]]:
    """Any text with spans anywhere in it, sources absent, empty or overlapping contents."""
    text = draw(texts)
    spans = spans_of(text)
    pairs = draw(st.lists(st.tuples(st.none() | spans, spans), max_size=6))
    return text, [Attribution(source=s, cue=None, contents=(c,)) for s, c in pairs]


@given(attributed_texts())
def test_any_text_gets_one_speaker_an_attribution(
    register: Register, case: tuple[str, list[Attribution]]
) -> None:
    """Nothing raises, confidences are shares, and a joint side lists its members."""
    text, attributions = case
    document = Document.from_text(text)
    speakers = resolve_speakers(document, text, attributions, register=register)
    assert len(speakers) == len(attributions)
    for speaker in speakers:
        assert 0 <= speaker.confidence <= 1
        assert re.search(r"\S", speaker.side)
        assert not speaker.sides or speaker.side == JOINT


def test_a_long_headline_as_source_takes_no_time(read: Reader) -> None:
    """Capitals without end must not make the search for an outlet's name explode."""
    source = "NORWAYFISHERSWAIT" * 12 + " AND " + "PORTUGALSAYSNO" * 12 + " today"
    start = time.process_time()
    read(f"<s>{source}</s> said <c>it rained</c>.")
    assert time.process_time() - start < 1


def test_whoever_issues_a_readout_is_known_to_the_other_documents(register: Register) -> None:
    """The readout gives a company's name in full, the article its first word and a manager."""
    article = "The head of Hanbit, <s>Jan Maes</s>, said <c>it rained</c>. Hanbit Motors waited."
    texts = {"Hanbit Motors Kenya": "<c>It snowed.</c>", None: article}
    items = []
    for issuer, text in texts.items():
        plain, found = marked(text)
        kind = DocumentKind.READOUT if issuer else DocumentKind.ARTICLE
        document = Document.from_text(plain)
        items.append((replace(document, issuer=issuer, kind=kind, meeting="m"), plain, found))
    (readout,), (article_speaker,) = resolve_together(items, register=register)
    assert readout.name == "Hanbit Motors Kenya"
    assert readout.side == article_speaker.side == "HANBIT"


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("Norway's electricity ministry", "Norway's electricity ministry"),
        ("Norway's ministry", "Norwegian Foreign Ministry"),
    ],
)
def test_a_ministry_for_something_else_is_another(read: Reader, mention: str, name: str) -> None:
    """What a ministry is for tells it from the one named before."""
    text = f"The Norwegian Foreign Ministry waited. <s>{mention}</s> said <c>it rained</c>."
    assert read(text)[0].name == name
