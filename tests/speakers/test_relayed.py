"""Statements that an outlet passes on, officials of no side, and descriptions of somebody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from unicodedata import normalize

import pytest

from attribution.actors import Register
from attribution.records import (
    JOINT,
    MEDIA,
    UNKNOWN,
    Attribution,
    Document,
    Speaker,
    SpeakerKind,
)
from attribution.spans import Span
from attribution.speakers import resolve_speakers
from attribution.speakers.codes import side_code
from attribution.speakers.introductions import without_role
from attribution.speakers.mentions import name_runs, parse_mention
from attribution.speakers.relays import sources_within
from attribution.speakers.titles import strip_titles
from tests.speakers.conftest import Reader


@pytest.mark.parametrize(
    "text",
    [
        "<s>TASS</s> quoted Rui Pinto as saying: <c>it rained</c>.",
        "<s>TASS</s> quoted Foreign Minister Rui Pinto as saying <c>that it rained</c>.",
        "<s>TASS</s> said, quoting Rui Pinto, <c>that it rained</c>.",
        "The agency <s>TASS</s> reported on Wednesday, citing Rui Pinto: <c>it rained</c>.",
        "<s>TASS</s> reported <c>that it rained in Porto</c>, referring to Rui Pinto.",
        "Rui Pinto was quoted by <s>TASS</s> as saying <c>that it rained</c>.",
        "Rui Pinto said in Porto, according to <s>TASS</s>, <c>that it rained</c>.",
    ],
)
def test_an_outlet_passes_on_what_somebody_said(read: Reader, text: str) -> None:
    """The speaker is who is quoted or cited, wherever the sentence tells it; the outlet relays."""
    (speaker,) = read(text)
    assert (speaker.name, speaker.side, speaker.via) == ("Rui Pinto", "PT", "TASS")


def _told(text: str, register: Register, *, inner_source: str, outlet: str = "TASS") -> Speaker:
    """Who makes the statement of a text that the outlet reports, another one within it."""

    def at(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    content = text[text.index("that ") : text.rindex(".")]
    inner = text[text.index(inner_source) + len(inner_source) + 1 : text.rindex(".")]
    cue, _, told = inner.partition(" ")
    attributions = [
        Attribution(source=at(outlet), cue=at("reported"), contents=(at(content),)),
        Attribution(source=at(inner_source), cue=at(cue), contents=(at(told),), nested_in=0),
    ]
    document = Document.from_text(text, published=date(2025, 5, 6))
    return resolve_speakers(document, text, attributions, register=register)[0]


@pytest.mark.parametrize(
    ("text", "inner_source", "speaker"),
    [
        ("TASS reported that Rui Pinto replied that it rained.", "Rui Pinto", "Rui Pinto"),
        ("TASS reported that in Porto the Portuguese Foreign Minister Rui Pinto reaffirmed it "
         "all, rain or not.", "the Portuguese Foreign Minister Rui Pinto", "Rui Pinto"),
        ("TASS reported that the talks went on for hours in Porto, in the rain, in a hall that "
         "Rui Pinto described as damp.", "Rui Pinto", "TASS"),
    ],
)  # fmt: skip
def test_a_report_that_is_all_somebodys_statement_is_theirs(
    register: Register, text: str, inner_source: str, speaker: str
) -> None:
    """Where the statement within fills the report, the outlet only relays it."""
    told = _told(text, register, inner_source=inner_source)
    assert told.name == speaker
    assert told.via == ("TASS" if speaker != "TASS" else None)


def test_an_unnamed_source_of_an_outlet_speaks(read: Reader) -> None:
    """Whoever is cited is the source, be nothing known of them; alone, an outlet is its own."""
    (cited,) = read("<s>TASS</s> reported, citing three diplomats, <c>that it rained</c>.")
    assert (cited.side, cited.via) == (UNKNOWN, "TASS")
    assert cited.kind is SpeakerKind.GROUP
    (own,) = read("<s>TASS</s> reported <c>that it rained</c>. Later it cited the weather.")
    assert (own.side, own.via) == (MEDIA, None)


@pytest.mark.parametrize(
    ("source", "side"),
    [
        ("a diplomat in Oslo", UNKNOWN), ("an ambassador based in Oslo", UNKNOWN),
        ("a Norwegian diplomat in Lisbon", "NO"),
        ("a diplomat at the Norwegian embassy in Lisbon", "NO"),
        ("a diplomat briefed on the Norwegian plan", UNKNOWN),
        ("a Norwegian official briefed on the plan", "NO"),
        ("an official familiar with the Norwegian position", UNKNOWN),
        ("a Western official in Oslo", UNKNOWN), ("European officials", UNKNOWN),
        ("an official in Oslo", "NO"),
    ],
)  # fmt: skip
def test_posts_and_subjects_are_no_side(read: Reader, source: str, side: str) -> None:
    """Where a diplomat is posted and what an official knows of is not whom they speak for."""
    (speaker,) = read(f"<s>{source}</s> said <c>it rained</c>.")
    assert speaker.side == side


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # The spokesman of a minister is no minister.
        ("<s>Dmitry Peskov, spokesman for Foreign Minister Rui Pinto</s>, said <c>it rained</c>. "
         "<s>The minister</s> said <c>it poured</c>.", "Rui Pinto"),
        # Somebody of somebody else is not who spoke last.
        ("<s>Rui Pinto</s> said <c>it rained</c>. <s>The hotel's manager</s> said "
         "<c>it poured</c>.", "Hotel's manager"),
    ],
)  # fmt: skip
def test_descriptions_of_somebody_else(read: Reader, text: str, name: str) -> None:
    """A description means whom it describes."""
    assert read(text)[-1].name == name


def test_an_owner_is_no_body(read: Reader) -> None:
    """`The hotel's owner` is not the owner that a text is about, and no side of its own."""
    (speaker,) = read("<s>The hotel's owner</s> said <c>it rained</c>.")
    assert speaker.side == UNKNOWN


def test_a_clause_names_others(read: Reader) -> None:
    """Whom somebody served is not who speaks."""
    (speaker,) = read("<s>Voss, who served Rui Pinto as an aide</s>, said <c>it rained</c>.")
    assert speaker.name == "Nils Voss"
    (named,) = read("<s>a refugee, who gave her name as Ada Lund</s>, said <c>it rained</c>.")
    assert named.name == "Ada Lund"


@pytest.mark.parametrize(
    ("words", "office", "side"),
    [("former Norwegian trade minister", "Foreign Minister", "PT"),
     ("former Portuguese foreign minister", "former Foreign Minister", UNKNOWN),
     ("former Norwegian trade minister who is now foreign minister", "Foreign Minister", "PT")],
)  # fmt: skip
def test_a_past_office_leaves_the_present_one(
    read: Reader, words: str, office: str, side: str
) -> None:  # fmt: skip
    """The register's office of the day stands unless it is the one that the text calls past."""
    (speaker,) = read(f"<s>Rui Pinto, the {words}</s>, said <c>it rained</c>.")
    assert (speaker.role, speaker.side) == (office, side)


def test_retired_people_are_not_placed_by_the_nearest_state(read: Reader) -> None:
    """A retired general speaks for no state, whichever was named before."""
    (speaker,) = read("Norway waits. <s>Retired general Bo Ek</s> said <c>it rained</c>.")
    assert speaker.side == UNKNOWN
    assert speaker.organisation is None


def test_both_sides_may_be_bodies(read: Reader) -> None:
    """Talks of a company and a union are theirs, not those of the country they are held in."""
    text = (
        "The Dockers' Union of Norvik (DUN) and Bluefjord Shipping, a company, talked in Oslo. "
        "The Dockers' Union waited. Bluefjord Shipping left. "
        "<s>Both sides</s> said <c>talks would go on</c>."
    )
    (speaker,) = read(text)
    assert speaker.side == JOINT
    assert len(speaker.sides) == 2
    assert "NO" not in speaker.sides


def test_the_network_x_is_no_initial() -> None:
    """A sentence may end with X; elsewhere it is an initial like any other."""
    assert name_runs("He posted on X. Corin Nanga left")[1:] == [(16, "Corin Nanga")]
    assert name_runs("X. Nanga left") == [(0, "X. Nanga")]


@pytest.mark.parametrize(
    ("name", "bare"),
    [("House Speaker Ada Lund", "Ada Lund"), ("Senate Majority Leader Ada Lund", "Ada Lund"),
     ("Ex-president Ada Lund", "Ada Lund")],
)  # fmt: skip
def test_offices_of_parliaments_are_titles(name: str, bare: str) -> None:
    """Whatever stands before an office is no part of a name."""
    assert strip_titles(name) == bare


def test_places_near_which_somebody_stands_are_no_names() -> None:
    """`A commander near Tyre` is nobody called Tyre."""
    mention = parse_mention("A Hamas commander near Tyre", is_place_or_body=lambda _: False)
    assert mention.name == ""


def test_accents_apart_are_part_of_a_name(read: Reader) -> None:
    """A text may write each accent behind its letter."""
    (speaker,) = read(normalize("NFD", "<s>José Núñez</s> said <c>it rained</c>."))
    assert speaker.name == "José Núñez"


def test_names_of_unions_keep_their_first_word() -> None:
    """A union is no role in what follows; an article is no word of a code."""
    assert without_role("Union of Forest Wardens") == "Union of Forest Wardens"
    assert without_role("Negotiators for the Guild") == "Guild"
    assert side_code("The Progressives", "The Progressives left.") == "PROGRESSIVES"


def test_a_source_outside_the_report_does_not_fill_it() -> None:
    """How far away it stands says nothing about how much of the report is its statement."""
    outer = Attribution(source=Span(50, 54), cue=None, contents=(Span(60, 160),))
    inner = Attribution(source=Span(0, 9), cue=None, contents=(Span(140, 160),), nested_in=0)
    assert sources_within([outer, inner]) == {}
    whole = replace(inner, contents=(Span(60, 160),))
    assert sources_within([outer, whole]) == {0: Span(0, 9)}
