"""Offices named together or without their state, movements in power, parts of listed bodies."""

from __future__ import annotations

from datetime import date

import pytest

from attribution.actors import Register
from attribution.records import JOINT, UNKNOWN, Document
from attribution.speakers import resolve_speakers
from tests.speakers.conftest import ORGANISATIONS, PEOPLE, Reader, marked

RULERS = {
    "id": "reed", "name": "Reed Banner", "kind": "movement", "side": "REED",
    "governs": "MW", "governs_since": "2024-06-01",
}  # fmt: skip
UNION = {"id": "eu", "name": "European Union", "kind": "international", "side": "EU"}
LEADER = {
    "id": "phiri", "name": "Tawonga Phiri", "gender": "male", "roles": [
        {"office": "Chairman of Hamas", "organisation": "hamas", "side": "HAMAS",
         "start": "2019-01-01", "end": None},
        {"office": "Deputy Foreign Minister", "organisation": "no-mfa", "side": "NO",
         "start": "2023-01-01", "end": None},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def own() -> Register:
    """The usual register with a movement that came to power and somebody of two offices."""
    others = [body for body in ORGANISATIONS if body["id"] != UNION["id"]]
    organisations, people = [*others, RULERS, UNION], [*PEOPLE, LEADER]
    return Register.from_tables([{"organisations": organisations, "people": people}])


@pytest.mark.parametrize(
    ("issuer", "sides"),
    [
        ("President of the Republic of Malawi and Prime Minister of Norway", ("MW", "NO")),
        ("Prime Minister of Norway and President of the European Commission", ("NO", "EU")),
        ("Presidents of Malawi and Zambia", ("MW", "ZM")),
        ("Foreign Ministers of Norway, Portugal and Malawi", ("NO", "PT", "MW")),
        ("Heads of State of Malawi and Zambia", ("MW", "ZM")),
        ("Portugal's Foreign Minister and Norway's Prime Minister", ("PT", "NO")),
        ("National government, Reef Pilots Union and Northern Millers Federation", ("RPU", "NMF")),
        (
            "Minister of Foreign Affairs and Trade of Norway and Secretary of State of Portugal",
            ("NO", "PT"),
        ),
    ],
)
def test_offices_of_several_states_issue_together(
    read: Reader, issuer: str, sides: tuple[str, ...]
) -> None:
    """What the holders of two states' offices issue is an account of both."""
    (found,) = read("<c>We have agreed to open the bridge.</c>", issuer=issuer)
    assert (found.side, found.sides) == (JOINT, sides)


@pytest.mark.parametrize(
    "issuer",
    [
        "Prime Minister of Norway and Minister of Finance of Norway",
        "Ministry of Foreign Affairs and Trade of Norway",
        "President of Bosnia and Herzegovina",
    ],
)
def test_offices_of_one_state_are_its_own(read: Reader, issuer: str) -> None:
    """Two offices of one state, or one of a state with a long name, are one side."""
    (found,) = read("<c>We have agreed to open the bridge.</c>", issuer=issuer)
    assert found.side != JOINT


def test_offices_are_named_together_in_a_text(read: Reader) -> None:
    """The heads of two governments that say a thing together are both."""
    (found,) = read(
        "<s>The president of Malawi and the prime minister of Norway</s> said <c>they are late</c>."
    )
    assert (found.side, set(found.sides)) == (JOINT, {"MW", "NO"})


@pytest.mark.parametrize(
    ("before", "mention", "side"),
    [
        ("Oslo has not called Washington.", "A senior administration official", "US"),
        ("Oslo has not called the White House.", "Two administration officials", "US"),
        ("Oslo has not called Lisbon.", "A senior administration official", UNKNOWN),
    ],
)
def test_an_administration_is_washingtons(
    read: Reader, before: str, mention: str, side: str
) -> None:
    """Where a text names the United States, theirs is the administration without a name."""
    (found,) = read(f"{before}\n\n<s>{mention}</s> said <c>the ferry sails</c>.")
    assert found.side == side


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "President Mwai Banda of Malawi met Oslo's envoy.\n\nPresident Mwai Banda told Ada "
            "Lund that the lake rose, <s>the presidency's website</s> reported <c>it rose</c>.",
            "Malawian Presidency",
        ),
        (
            "<s>The presidential office</s> called it <c>sad that Norway and Portugal parted</c>. "
            "President Mwai Banda of Malawi stayed away.",
            "Malawian Presidential Office",
        ),
        (
            "Malawi waits for rain. Malawi is dry.\n\n<s>The Ombudsman's Office</s> counted "
            "<c>ten wells</c>.",
            "Malawian Ombudsman's Office",
        ),
    ],
)
def test_a_bare_office_is_of_the_passages_state(read: Reader, text: str, name: str) -> None:
    """The president told of, the only one of whom the sentence does not speak, the only state."""
    found = read(text)[0]
    assert (found.name, found.side) == (name, "MW")


def test_a_dateline_tells_whose_ministry_speaks(read: Reader) -> None:
    """Where several states are named alike, the one whose capital the text is dated in."""
    (found,) = read(
        "LILONGWE, May 5 (Lake Wire) - Norway and Portugal fell out over a ferry.\n\n"
        "<s>The Foreign Ministry</s> said <c>it was calm</c>."
    )
    assert found.side == "MW"


def test_a_host_is_not_the_nearest_state(read: Reader) -> None:
    """A country in which a paper was signed is no officer's own."""
    (found,) = read(
        "Portugal sent the rifles. It read what was signed in Norway. "
        "<s>General Abel Moniz</s> said <c>nothing had moved</c>."
    )
    assert found.side != "NO"


@pytest.mark.parametrize(("day", "side"), [(date(2024, 5, 31), "REED"), (date(2024, 6, 1), "MW")])
def test_a_movement_in_power_is_its_states(own: Register, day: date, side: str) -> None:
    """From the day on which it governs, it and whoever speaks for it stand for the state."""
    text, attributions = marked(
        "<s>The Reed Banner</s> said <c>no</c>. <s>Chikondi Zulu, a spokesman for the Reed "
        "Banner,</s> said <c>never</c>."
    )
    document = Document.from_text(text, published=day)
    found = resolve_speakers(document, text, attributions, register=own)
    assert [speaker.side for speaker in found] == [side, side]


@pytest.mark.parametrize(
    ("words", "side"),
    [("the chairman of Hamas", "HAMAS"), ("a father of three", "NO")],
)
def test_the_text_picks_one_of_several_offices(own: Register, words: str, side: str) -> None:
    """Somebody of two bodies speaks for the one that the text names, else as last appointed."""
    text, attributions = marked(f"<s>Tawonga Phiri, {words},</s> said <c>so</c>.")
    document = Document.from_text(text, published=date(2025, 5, 6))
    (found,) = resolve_speakers(document, text, attributions, register=own)
    assert found.side == side


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        ("<s>The Northern Front of the Hamas</s> said <c>so</c>.", "Northern Front of the Hamas",
         "HAMAS"),
        ("<s>The General Command of the Portuguese Armed Forces</s> said <c>so</c>.",
         "Portuguese Armed Forces", "PT"),
        ("<s>The Embassy of Norway in Lisbon</s> said <c>so</c>.", "Norwegian Embassy", "NO"),
        ("Hamas lost a seat. <s>Its old rival Hamas</s> said <c>so</c>.", "Hamas", "HAMAS"),
    ],
)  # fmt: skip
def test_a_part_or_post_speaks_for_the_whole(read: Reader, text: str, name: str, side: str) -> None:
    """Fronts of a movement, commands of forces, embassies at their posts."""
    (found,) = read(text)
    assert (found.name, found.side) == (name, side)


def test_the_commission_is_the_unions(own: Register) -> None:
    """Where the text names only the Union, its Commission speaks and not all of it."""
    text, attributions = marked("The European Union waits. <s>The Commission</s> said <c>so</c>.")
    (found,) = resolve_speakers(Document.from_text(text), text, attributions, register=own)
    assert (found.name, found.side) == ("European Commission", "EU")


@pytest.mark.parametrize("gap", [" ", "\n\n"])
def test_it_is_the_body_of_the_sentence_before(read: Reader, gap: str) -> None:
    """A body that has not spoken yet, in the same paragraph only."""
    (found,) = read(
        f"Norway waited.\n\nThe Norwegian Foreign Ministry took another line.{gap}In a note, "
        "<s>it</s> hailed <c>the ferry</c>."
    )
    assert (found.side == "NO") is (gap == " ")


def test_a_paper_in_an_outlet_is_the_last_bodys(read: Reader) -> None:
    """A statement that only its carrier is told of is of the body that spoke just before."""
    found = read(
        "<s>The Norwegian Foreign Ministry</s> backed <c>the talks</c>. It wants <c>more</c>, "
        "according to <s>a statement carried by the state news agency</s> <c>soon</c>."
    )
    assert found[-1].name == "Norwegian Foreign Ministry"


def test_a_consultancy_stands_for_nobody(read: Reader) -> None:
    """What a firm of advisers reckons is no party's statement."""
    (found,) = read("<s>Grey Quay Group, a consultancy in Lisbon,</s> put it at <c>ten</c>.")
    assert found.side == UNKNOWN


def test_an_acronym_that_speaks_for_members_is_a_side(read: Reader) -> None:
    """A lobby of which only the letters are told stands for itself."""
    (found,) = read("<s>SBQR, which speaks for shipbreakers,</s> said <c>the yards are full</c>.")
    assert (found.name, found.side) == ("SBQR", "SBQR")


@pytest.mark.parametrize(
    "mention",
    [
        "A joint statement by Norway and Hamas on the ferries",
        "The joint communiqué issued by Norway and Hamas",
    ],
)
def test_a_joint_statement_is_its_issuers(read: Reader, mention: str) -> None:
    """The sides that it is by, whatever sides the text names most."""
    (found,) = read(f"Portugal and China are away. China waits. <s>{mention}</s> said <c>so</c>.")
    assert (found.name, found.sides) == ("Norway and Hamas", ("NO", "HAMAS"))


def test_people_who_only_know_need_no_article(read: Reader) -> None:
    """Several who are told of by what they know of alone are of no side."""
    (found,) = read("Norway waits. <s>People familiar with the Norwegian plan</s> said <c>so</c>.")
    assert found.side == UNKNOWN
