"""People and bodies that speak for no side, lawmakers of parties, offices that others run."""

from __future__ import annotations

from datetime import date

import pytest

from attribution.actors import Register
from attribution.records import MEDIA, UNKNOWN, Document
from attribution.speakers import resolve_speakers
from attribution.speakers.outsiders import (
    is_private,
    knows_only,
    private_context,
    stands_for_nobody,
)
from attribution.speakers.pointed import is_open
from tests.speakers.conftest import Reader, marked

NEWS = "Norway and Portugal held talks on cod. "


@pytest.mark.parametrize(
    "words",
    [
        "an analyst at the Kvist Institute", "political scientist",
        "a Portugal expert at Fjordwatch",
        "head of the research department at the Policy Institute of Tromsø University",
        "a former Norwegian ambassador to Lisbon", "Portugal's ex-fisheries minister",
        "a retired admiral", "of the Nordfold Research Institute",
        "a trader in dried fish", "the 71-year-old farmer", "a former prisoner",
        "who teaches rural law in Tromsø",
    ],
)  # fmt: skip
def test_outsiders(words: str) -> None:
    """Experts and former officials are recognised by what a text calls them."""
    assert is_private(words)


@pytest.mark.parametrize(
    "words",
    [
        "the union's economist", "its water expert", "an expert hired by the ministry",
        "the deputy director of the university library", "Professor",
        "a former judge who chairs the commission",
        "a former admiral who has shuttled between both",
        "a trolleybus driver and shop steward", "a farmer who represents the union",
        "a former party leader", "the foreign minister", "an adviser to the foreign minister",
    ],
)  # fmt: skip
def test_no_outsiders(words: str) -> None:
    """Whoever works for a side, or has a task at present, is no outsider."""
    assert not is_private(words)


def test_an_office_beside_a_past_one_counts() -> None:
    """A delegation's head stays one who is also called a former minister."""
    past = "former trade minister"
    text = "Norway's chief negotiator, former trade minister Ada Moe, said no."
    assert private_context([past], text, "Ada Moe") is None
    assert private_context([past, "the envoy"], f"{past} Ada Moe said no", "Ada Moe") is None
    assert private_context([past], f"Then {past} Ada Moe said no", "Ada Moe") == past


def test_a_past_between_an_office_and_the_name(read: Reader) -> None:
    """`Norway's delegation head, former judge X`: the office tells the side."""
    (speaker,) = read("<s>Norway's delegation head, former judge Ada Moe,</s> said <c>no</c>.")
    assert speaker.side == "NO"


def test_whoever_is_named_throughout_has_a_part() -> None:
    """A former officer whom a text keeps naming may speak for somebody after all."""
    text = "Ada Moe, a retired general, spoke. Moe left. Moe came back."
    assert private_context(["a retired general"], text, "Ada Moe") is None


@pytest.mark.parametrize(
    "text",
    [
        "<s>Ada Moe, an analyst at the Kvist Institute,</s> said <c>Norway would give in</c>.",
        "<s>Ada Moe, a former Norwegian ambassador to Lisbon,</s> said <c>it was late</c>.",
        "<s>Two people briefed on the Lisbon session</s> said <c>it had been short</c>.",
        "<s>A source familiar with the negotiations</s> said <c>the list was ready</c>.",
    ],
)
def test_nobody_places_them(read: Reader, text: str) -> None:
    """No state named near gives them a side, and no scorer is asked."""
    (speaker,) = read(NEWS + text)
    assert speaker.side == UNKNOWN
    assert not is_open(speaker)


def test_pronouns_of_an_expert(read: Reader) -> None:
    """`She` is of no side either where it means an expert."""
    (_, she) = read(
        NEWS + "<s>Ada Moe, an economist at Fjordwatch,</s> said <c>fish was dear</c>. "
        "<s>She</s> added <c>that Norway knew</c>."
    )
    assert she.name == "Ada Moe"
    assert not is_open(she)


@pytest.mark.parametrize(
    ("mention", "told"),
    [
        ("three people close to the talks", True), ("a person with knowledge of the offer", True),
        ("a Norwegian source familiar with the talks", False),
        ("a source close to the company", False),
        ("a senior official briefed on the talks", False),
    ],
)  # fmt: skip
def test_people_who_only_know(mention: str, told: bool) -> None:
    """Of people who know of the talks no party is told, unless a word tells it."""
    assert knows_only(mention) is told


def test_charities() -> None:
    """A body called a charity or a rights group stands for no side."""
    assert stands_for_nobody("Open Wells", "said the aid group Open Wells on Monday")
    assert stands_for_nobody("Open Wells", "Open Wells, a small rights group, said so")
    assert stands_for_nobody("Open Wells", "of the conservation group Open Wells")
    assert stands_for_nobody("Open Wells", "Open Wells, an independent watchdog, said so")
    assert stands_for_nobody("Forum for Reef Studies", "the Forum for Reef Studies said so")
    assert not stands_for_nobody("Open Wells", "said the militia Open Wells on Monday")


def test_people_of_charities(read: Reader) -> None:
    """Whoever speaks for a charity speaks for no side."""
    (speaker,) = read(NEWS + "<s>Ada Moe of the charity Open Wells</s> said <c>no</c>.")
    assert (speaker.side, is_open(speaker)) == (UNKNOWN, False)


def test_state_media_and_run_offices(read: Reader) -> None:
    """A country's outlets together are MEDIA; an office is of those who run it."""
    (media, office, editor) = read(
        "<s>Norwegian media</s> reported <c>a storm</c>. "
        "<s>The Hamas-run water authority</s> said <c>the wells were dry</c>. "
        "<s>Ada Moe, editor-in-chief of this newspaper,</s> wrote <c>that it was late</c>."
    )
    assert media.side == MEDIA
    assert (office.name, office.side) == ("Water authority", "HAMAS")
    assert (editor.name, editor.side) == ("Ada Moe", MEDIA)


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("<s>The deputy Ada Moe, of the opposition Mesa Clara,</s> said <c>no</c>.", "Mesa Clara"),
        ("<s>Senator Ada Moe of the opposition Frente del Norte</s> said <c>no</c>.",
         "Frente del Norte"),
        ("<s>Ada Moe, a lawmaker of the opposition Reef Democrats,</s> said <c>no</c>.",
         "Reef Democrats"),
    ],
)  # fmt: skip
def test_members_of_the_opposition(read: Reader, text: str, party: str) -> None:
    """They speak for the party that the text names."""
    (speaker,) = read(NEWS + text)
    assert speaker.organisation == party


def _real(text: str, day: date) -> tuple[str, str]:
    words, attributions = marked(text)
    document = Document.from_text(words, published=day)
    (speaker,) = resolve_speakers(document, words, attributions, register=Register.load())
    return speaker.name, speaker.side


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("<s>Democratic senator Chris Murphy</s> said <c>no</c>.", "DEM"),
        ("<s>Ann Kettle, the Republican congresswoman,</s> said <c>no</c>.", "GOP"),
        ("<s>Jan Wells, President Emmanuel Macron's special envoy,</s> said <c>no</c>.", "FR"),
        ("<s>Jan Wells of the European Council on Foreign Relations</s> said <c>no</c>.", UNKNOWN),
        ("<s>A spokesperson for the World Food Programme in Nairobi</s> said <c>no</c>.", "UN"),
        ("<s>The rights group Foro Penal</s> said <c>no</c>.", UNKNOWN),
        ("<s>Jakaya Kikwete, who hosted it for the African Union,</s> said <c>no</c>.", "AU"),
    ],
)  # fmt: skip
def test_listed_people_and_bodies(text: str, side: str) -> None:
    """Parties of Congress, envoys of presidents, institutes and agencies that the register has."""
    assert _real(text, date(2023, 5, 2))[1] == side
