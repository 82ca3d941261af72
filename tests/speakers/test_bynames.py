"""People called by what they are: by seats, offices of companies, letters, aliases and groups."""

from __future__ import annotations

from datetime import date

import pytest

from attribution.actors import Register
from attribution.records import UNKNOWN, Document, SpeakerKind
from attribution.speakers import resolve_speakers
from attribution.speakers.aliases import named_later
from attribution.speakers.scene import Scene
from attribution.speakers.titles import strip_titles
from tests.speakers.conftest import Reader, marked

REIS = "Portugal's envoy, <s>Ana Reis</s>, said <c>it rained</c>. "
UNION = "Olga Wik, president of the millers' union, waved. "


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("With Bae Eun-su (Reef Pilots Union).\n\n<s>BAE</s>: <c>No.</c>", "Bae Eun-su"),
        ("Cabinet Spokesman: Hon. Dr Jan Maes\n\n<s>SPOKESMAN</s>: <c>No.</c>", "Jan Maes"),
    ],
)
def test_labels_of_a_transcript(page: str, name: str) -> None:
    """A surname that is a company's too; a role that the head of the page explains."""
    plain, found = marked(page)
    document = Document.from_text(plain, published=date(2025, 5, 6))
    (speaker,) = resolve_speakers(document, plain, found, register=Register.load())
    assert speaker.name == name


@pytest.mark.parametrize(
    "run",
    ["Taoiseach Rui Pinto", "Tánaiste Rui Pinto", "Baroness Pinto", "Prefect Rui Pinto",
     "Bundeskanzler Rui Pinto", "Rui Pinto MP", "Landammann Rui Pinto", "Chairperson Pinto"],
)  # fmt: skip
def test_national_titles_are_no_names(run: str) -> None:
    """Titles of one state and letters behind a full name go."""
    assert strip_titles(run).split()[-1] == "Pinto"
    assert len(strip_titles(run).split()) <= 2


@pytest.mark.parametrize(
    ("who", "side"),
    [
        ("Taoiseach Odhran Keel", "IE"),
        ("Landammann Odhran Keel", "CH"),
        ("Odhran Keel, the Chancellor of the Exchequer", "GB"),
    ],
)  # fmt: skip
def test_titles_that_one_state_has(read: Reader, who: str, side: str) -> None:
    """Such a title tells the side of somebody whom nobody lists."""
    assert read(f"<s>{who}</s> said <c>no</c>.")[0].side == side


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<s>Jan Maes</s> said <c>so</c>.\n\n<s>Rui Pinto</s> was blunter. “No,” <s>the Lower "
         "Strand MP</s> said <c>again</c>.", "Rui Pinto"),
        ("Jan Maes, the MP for Lower Strand, sat down.\n\nOla Brandvik left. <s>The Lower Strand "
         "MP</s> said <c>no</c>.", "Jan Maes"),
        ("Jan Maes was blunter. <s>The MP for Lower Strand</s> said <c>no</c>.", "Jan Maes"),
        ("Olga Wik, chief executive of Nordwerk, left.\n\nJan Maes, chief executive of Sudwerk, "
         "stayed. <s>The CEO</s> said <c>no</c>.", "Jan Maes"),
        (UNION + "\n\nJan Maes, chairman of the Harbour Council, stayed. <s>The council chief</s> "
         "said <c>no</c>.", "Jan Maes"),
    ],
)  # fmt: skip
def test_the_person_of_the_paragraph(read: Reader, text: str, name: str) -> None:
    """Seats and offices that several people may have mean whom the paragraph names."""
    assert read(text)[-1].name == name


def test_seats_of_nobody_near(read: Reader) -> None:
    """Where the paragraph names several people, a seat that nothing tells is nobody's."""
    text = "Jan Maes met Ola Brandvik. <s>The MP for Lower Strand</s> said <c>no</c>."
    assert read(text)[-1].name not in {"Jan Maes", "Ola Brandvik"}


def test_letters_of_an_office(read: Reader) -> None:
    """`The DHB` is the director of the harbour bureau whom the text names."""
    text = (
        "The Director of the Harbour Bureau, Jan Maes, waved. Portugal's envoy, Ana Reis, left. "
        "<s>The DHB</s> said <c>no</c>."
    )
    assert read(text)[-1].name == "Jan Maes"


@pytest.mark.parametrize(
    "clause",
    ["who calls himself Abu Brandvik", "known as Abu Brandvik",
     "whose nom de guerre is Abu Brandvik", "who gave his name as Abu Brandvik",
     "identified only as Abu Brandvik"],
)  # fmt: skip
def test_aliases_are_names(read: Reader, clause: str) -> None:
    """Somebody who goes by a name has it, and speaks for whom the words before tell."""
    text = f"<s>A spokesman for Hamas, {clause},</s> said <c>no</c>. <s>He</s> said <c>so</c>."
    speakers = read(text)
    assert [one.name for one in speakers] == ["Abu Brandvik"] * 2
    assert {one.side for one in speakers} == {"HAMAS"}


def test_groups_have_no_aliases(read: Reader) -> None:
    """A movement "known as" something is nobody."""
    text = "<s>A spokesman for the rebel group known as Abu Brandvik</s> said <c>no</c>."
    assert read(text)[0].name != "Abu Brandvik"


def test_one_of_them_is_of_the_group(read: Reader) -> None:
    """Somebody of a group is called so; ambassadors of a union stand for an untold state."""
    envoys = read("EU ambassadors met. <s>One of them</s> said <c>no</c>.")[0]
    aides = read("Portuguese officials left early. <s>One of them</s> said <c>no</c>.")[0]
    assert (envoys.name, envoys.side) == ("One of the EU ambassadors", UNKNOWN)
    assert (aides.side, aides.kind) == ("PT", SpeakerKind.UNNAMED)


@pytest.mark.parametrize("who", ["A top adviser to the mayor", "One of the top advisers"])
def test_somebody_whom_a_report_names_next(register: Register, who: str) -> None:
    """The adviser of the lead is the one named below with words of his own."""
    text = f"{who} said it rained.\n\n“Much,” Jan Maes, an adviser to the mayor, said."
    scene = Scene(text, register, day=date(2024, 1, 1))
    person = named_later(scene, scene.parse(who), 0)
    assert (person is not None and person.name == "Jan Maes") is who.startswith("A ")


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Portugal's envoy, Rui Pinto, waved. His colleague <s>Jan Maes</s> said <c>no</c>.", "PT"),
        ("The carmaker Nordwerk opened a works. Its chief financial officer <s>Jan Maes</s> said "
         "<c>no</c>.", "NORDWERK"),
        ("The carmaker Nordwerk opened a works. Chief financial officer <s>Jan Maes</s> said "
         "<c>no</c>.", "NORDWERK"),
        ("The carmaker Nordwerk opened a works, <s>a top executive</s> said <c>so</c>.",
         "NORDWERK"),
        ("<s>People familiar with the Norlandic talks</s> said <c>no</c>.", UNKNOWN),
        ("In Oslo, anger grew. Trade minister <s>Jan Maes</s> said <c>no</c>.", "NO"),
        ("Mario Conti, who heads the delegation of Hamas, left. <s>A source in the delegation</s> "
         "said <c>no</c>.", "HAMAS"),
        ("<s>Hamas</s> said <c>no</c>. It was late, <s>a spokesman</s> said <c>so</c>.", "HAMAS"),
        ("<s>Jan Maes, the Liberal who chairs the European Commission’s board,</s> said <c>no</c>.",
         "EU"),
    ],
)  # fmt: skip
def test_sides_by_the_passage(read: Reader, text: str, side: str) -> None:
    """Whoever has no side of their own is of the person, company or state of the passage."""
    assert read(text)[-1].side == side


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (REIS + "Rui Pinto repeated his offer: “Come,” <s>he</s> said <c>again</c>.", "Rui Pinto"),
        (REIS + "\n\nHamas took a milder line. In a note, <s>it</s> said <c>no</c>.", "Hamas"),
        (REIS + "<s>Its German rival Hamas</s> said <c>no</c>.", "Hamas"),
    ],
)
def test_subjects_of_sentences(read: Reader, text: str, name: str) -> None:
    """`He` and `it` are the subject of the sentence; behind a rival stands its name."""
    assert read(text)[-1].name == name
