"""Bodies that only the text tells of: by trade, role, apposition, acronym; and what is none."""

from __future__ import annotations

import pytest

from attribution.actors import Register
from attribution.records import JOINT
from attribution.speakers.introductions import introduced_bodies
from attribution.speakers.nobodies import is_surname
from tests.speakers.conftest import Reader
from tests.speakers.test_siding import appearances


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Fog came. Amber Nickel would file in May.", "Amber Nickel"),
        ("Oslo-based Amber Nickel owes nothing.", "Amber Nickel"),
        ("Had Amber Nickel paid for the flights?", "Amber Nickel"),
        ("The ministry met Fjord Copper Mines.", "Fjord Copper Mines"),
        ("Corva Services won the contract. Corva undercut all.", "Corva Services"),
        ("Corva, one of the firms on the list, kept quiet.", "Corva"),
        ("Granite Route, the builder, paused.", "Granite Route"),
        ("Corva is the largest of the four platforms that bring food.", "Corva"),
        ("They met. Corva's security manager had found a hammer.", "Corva"),
        ("The shipbuilder Corva denied it.", "Corva"),
        ("Jan Maes, the commander of the Quiet Herons, nodded.", "Quiet Herons"),
        ("Jan Maes of the Rassemblement objected.", "Rassemblement"),
        ("Eva Lind of Renters' Voice asked for a chair.", "Renters' Voice"),
        ("They spoke for the Amber Falcons.", "Amber Falcons"),
        ("A priest of the Eparchy of the Lower Valley left.", "Eparchy of the Lower Valley"),
        ("The secretary of the union of fog watchers, the UFW, spoke.", "UFW"),
        ("Statement of the Norland Bondholder Committee", "Norland Bondholder Committee"),
        ("Lind of Corva Lines waited.", "Corva Lines"),
        ("The head of Corva's South Asian business, Jan Maes, spoke.", "Corva"),
        ("Eva Lind, who sits in parliament for Common Accord, sighed.", "Common Accord"),
        ("Eva Lind, alias Wren, who speaks for Los Remos, sighed.", "Los Remos"),
        ("Eva Lind of the opposition Common Pact sighed.", "Common Pact"),
        ("Eva Lind of Amber Dawn, in opposition, sighed.", "Amber Dawn"),
        ("Eva Lind of Common Dawn sighed.", "Common Dawn"),
        ("Eva Lind of AmberSA sighed.", "AmberSA"),
        ("Eva Lind of the Green Borvik Team sighed.", "Green Borvik Team"),
        ("The president of the Borvik Valley Metalworkers, the plant said, left.",
         "Borvik Valley Metalworkers"),
        ("The head of Western Salt Millers left.", "Western Salt Millers"),
        ("Dock Unity, an alliance of eleven crews, struck.", "Dock Unity"),
        ("At the Northern Producers Council they see a strike.", "Northern Producers Council"),
        ("Amber Ocean Ranching has run the farm since May. “We keep trout,” says its general "
         "manager, Jan Maes.", "Amber Ocean Ranching"),
        ("The chamber of urban transport, FECU, spoke.", "FECU"),
        ("Eva Lind, MP for the Common Accord Party, spoke.", "Common Accord Party"),
        ("Eva Lind of the Harbour Pilots Society (HPS) spoke.", "Harbour Pilots Society"),
        ("Eva Lind, who negotiates in Oslo for Voice of the Fog, sighed.", "Voice of the Fog"),
        ("Eva Lind, whip of the opposition Congress for Justice, sighed.", "Congress for Justice"),
        ("Eva Lind, who led the Amber Rally’s delegation, sighed.", "Amber Rally"),
        ("They met the liberal Roads and Bridges party.", "Roads and Bridges"),
        ("The Pilots and Stewards Union struck.", "Pilots and Stewards Union"),
    ],
)  # fmt: skip
def test_what_tells_a_body(register: Register, text: str, name: str) -> None:
    """Trades, roles, appositions and acronyms, whatever stands before the name."""
    assert name in {body.name for body in introduced_bodies(text, register)}


@pytest.mark.parametrize(
    "text",
    [
        "The Coast Guard came. Commander Eva Lind of the Coast Guard spoke.",
        "Colonel Jan Maes of the Air Force spoke.",
        "He liked the Green Line and its stations.",
        "They would ring-fence the fund, Sayer promised.",
        "Jan Maes of the State Revenue Committee spoke.",
        "A round of talks led by the president ended. Its president of Tuesday spoke.",
        "The chief of Monday left.",
        "A spokeswoman for the Ministry of Mines and Energy spoke.",
        "The special representative for Asian affairs spoke.",
        "Nuclear Power was the matter; nuclear waste too. Nuclear it was.",
        "An opposition spokesman for border affairs Ada Brandt spoke.",
        "The leaders of Six spoke. A spokesman for the Treasury came.",
        "The president for South America spoke.",
        "DEPARTMENT PRESS BRIEFING (EXCERPT)",
        "Eva Lind of Upper Borvik sighed.",
        "Eva Lind of Green Borvik sighed. It rained in Green Borvik.",
        "Everybody was tired. Its president left.",
        "The delegation led by Eva Brandt left.",
        "A member of the Norlandic delegation left.",
        "A lawyer at the barrier\n\nBy Eva Brandt",
        "The minister of Social Action left.",
        "The head of the Borvik district left.",
        "The envoy led New Delhi's delegation.",
        "The Chairwoman of the movement, Eva Lind, left.",
        "Fog came to Borvik\n\nMinister of Public Works Eva Lind left.",
        "The commander of the Third Division left.",
        "The president of the Republic left.",
        "The head of Haifa left. It rained in Haifa.",
        "The member of parliament Eva Lind left.",
    ],
)
def test_what_is_no_body(register: Register, text: str) -> None:
    """Bodies of states, lines, and somebody behind a comma."""
    assert list(introduced_bodies(text, register)) == []


def test_the_end_of_a_joined_name_is_no_body(register: Register) -> None:
    """Unless the text names it apart."""
    text = "The Pilots and Stewards Union struck."
    assert [b.name for b in introduced_bodies(text, register)] == ["Pilots and Stewards Union"]
    apart = f"{text} So did the Stewards Union."
    assert "Stewards Union" in {b.name for b in introduced_bodies(apart, register)}


def test_a_joined_name_is_one_speaker(read: Reader) -> None:
    """No two sides that speak together."""
    (speaker,) = read("<s>The Pilots and Stewards Union</s> said <c>no</c>.")
    assert speaker.side != JOINT


def test_a_body_behind_the_first_word_of_a_sentence(read: Reader) -> None:
    """`At Common Dawn` names the party that is meant next."""
    speaker = read(
        "They met the party Common Dawn. The party Amber Rally left. At Common Dawn nobody "
        "knew. <s>Ana Reis, who negotiates for the party,</s> said <c>no</c>."
    )[-1]
    assert speaker.organisation == "Common Dawn"


def test_an_alliance_of_another_document(register: Register) -> None:
    """`the alliance's economist` where only the other text has its name."""
    found, _ = appearances(
        register,
        "Fog came. <s>Ana Reis, who led the alliance's team,</s> said <c>no</c>.",
        "Eva Lind of the Northern Reef Alliance left. <s>Eva Lind</s> said <c>no</c>.",
    )
    assert found.speakers[0].organisation == "Northern Reef Alliance"


def test_names_end_at_an_empty_line(register: Register) -> None:
    """A heading is no part of the name below it."""
    text = "Jan Maes of the Amber Millers Union\n\nHOST: You said no."
    assert [b.name for b in introduced_bodies(text, register)] == ["Amber Millers Union"]


def test_names_end_at_a_line(register: Register) -> None:
    """Whoever signs on the next line is no part of the name."""
    text = "For the Front for the Renewal of the East\nWitnessed by Eva Lind"
    assert [b.name for b in introduced_bodies(text, register)] == [
        "Front for the Renewal of the East"
    ]


@pytest.mark.parametrize("short", ["Vietnam", "Thai", "Halden"])
def test_places_are_no_short_names(register: Register, short: str) -> None:
    """A state, its people or a place that the text is about, though a body's name begins so."""
    text = f"The {short} Kiln Association complained. It rained in Halden. {short} sold more."
    (body,) = introduced_bodies(text, register)
    assert short not in body.aliases


@pytest.mark.parametrize(
    ("text", "is_name"),
    [
        ("Jan Maes left.", True),
        ("Ms Maes left.", True),
        ("The Maes left.", False),
        ("Amber Maes left on an amber bus.", False),
    ],
)
def test_surnames(text: str, is_name: bool) -> None:
    """Behind a given name or a title, not behind a common word."""
    assert is_surname("Maes", text) is is_name


def test_somebody_of_another_document_is_no_body(register: Register) -> None:
    """A spokeswoman for somebody whom this document calls by surname only."""
    first, _ = appearances(
        register,
        "Fog came. <s>A spokeswoman for Holmberg</s> said <c>it rained</c>.",
        "Jan Holmberg met them. <s>Holmberg</s> said <c>it snowed</c>.",
    )
    assert first.speakers[0].side != "HOLMBERG"


def test_a_short_form_is_explained_by_another_document() -> None:
    """`the Fund` here is the International Monetary Fund there."""
    first, _ = appearances(
        Register.load(),
        "In Oslo the Fund kept quiet. <s>The Fund</s> said <c>it would wait</c>.",
        "The International Monetary Fund met. <s>Eva Lind</s> said <c>it was late</c>.",
    )
    assert first.speakers[0].side == "IMF"


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("<s>A spokesman for the U.N. nuclear watchdog</s> said <c>it would wait</c>.", "IAEA"),
        ("<s>Eva Lind of the U.N. nuclear watchdog</s> said <c>it would wait</c>.", "IAEA"),
        ("<s>The U.N. nuclear watchdog</s> said <c>it would wait</c>.", "IAEA"),
        ("<s>The Faroese fisheries minister</s> said <c>no</c>.", "FO"),
        ("<s>The International Seabed Authority</s> said <c>no</c>.", "ISA"),
    ],
)
def test_whole_names_of_listed_bodies(text: str, side: str) -> None:
    """Small words belong to the name; bodies and territories that negotiate are known."""
    (speaker,) = appearances(Register.load(), text)[0].speakers
    assert speaker.side == side


@pytest.mark.parametrize(
    "text",
    [
        # Whose council rules a state is its state's.
        "The generals seized power. The council's spokesman, <s>Jan Maes</s>, said <c>no</c>.",
        "The Central Election Commission met the European Commission. It rained. "
        "The election commission's deputy chairman, <s>Jan Maes</s>, said <c>no</c>.",
        "Fog came. <s>Jan Maes</s>, spokesman for the National Heron Council, said <c>no</c>.",
        "They crossed. What the left bank calls its envoy, <s>Jan Maes</s>, said <c>no</c>.",
    ],
)
def test_councils_of_states_are_no_body_of_the_story(read: Reader, text: str) -> None:
    """No side is made of a noun that a state's body explains."""
    speaker = read(text)[-1]
    assert speaker.side not in {"COUNCIL", "COMMISSION", "EU", "BANK"} or speaker.confidence < 0.5


def test_the_holder_of_a_partys_office_is_no_party(read: Reader) -> None:
    """A name behind an office of the party is its holder's, also where a sentence begins so."""
    text = (
        "The Chairwoman of the Common Choice movement, Ada Holm, wrote to her partners. "
        "<s>Holm</s> said <c>no</c>."
    )
    assert read(text)[0].name == "Ada Holm"


def test_a_title_cut_short_ends_no_name(read: Reader) -> None:
    """What stands before "Hon." is no person."""
    text = (
        "Minister of Home Affairs and Provincial Councils Hon. Ada Holm left. "
        "<s>She</s> said <c>no</c>."
    )
    assert read(text)[0].name == "Ada Holm"
