"""People and bodies by name: register, text, and both."""

from __future__ import annotations

from datetime import date

import pytest

from attribution.actors import Register
from attribution.records import MEDIA, UNKNOWN, SpeakerKind
from attribution.speakers.namewords import as_written
from attribution.speakers.scene import Scene
from tests.speakers.conftest import Reader


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        ("<s>Rui Pinto</s> said <c>it rained</c>.", "Rui Pinto", "PT"),
        ("Rui Pinto arrived. <s>Pinto</s> said <c>it rained</c>.", "Rui Pinto", "PT"),
        ("<s>Pinto</s> said <c>it rained</c>.", "Rui Pinto", "PT"),
        ("<s>Foreign Minister Rui Pinto</s> said <c>it rained</c>.", "Rui Pinto", "PT"),
        ("<s>Rui Pinto, Portugal's foreign minister,</s> said <c>it rained</c>.",
         "Rui Pinto", "PT"),
        ("<s>Mr Pinto</s> said <c>it rained</c>.", "Rui Pinto", "PT"),
        ("<s>Maroš Šefčovič</s> said <c>it rained</c>.", "Maroš Šefčovič", "EU"),
        ("<s>Šefčovič</s> said <c>it rained</c>.", "Maroš Šefčovič", "EU"),
        ("<s>Sefcovic</s> said <c>it rained</c>.", "Maroš Šefčovič", "EU"),
        ("<s>Wang Yi</s> said <c>it rained</c>.", "Wang Yi", "CN"),
        ("Wang Yi arrived. <s>Wang</s> said <c>it rained</c>.", "Wang Yi", "CN"),
        ("<s>Maria Zakharova</s> said <c>it rained</c>.", "Maria Zakharova", "RU"),
    ],
)  # fmt: skip
def test_people_of_the_register(read: Reader, text: str, name: str, side: str) -> None:
    """Full names, surnames, titles, accents and name order lead to the person."""
    (speaker,) = read(text)
    assert (speaker.name, speaker.side, speaker.kind) == (name, side, SpeakerKind.PERSON)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hatun Sarıkaya came. <s>SARIKAYA</s> said <c>so</c>.", "Hatun Sarıkaya"),
        ("Noel Kirk came. By <s>Kirks</s> reckoning <c>it rained</c>.", "Noel Kirk"),
        ("<s>Chad Holm</s> said <c>it rained</c>.", "Chad Holm"),
        ("<s>Joel ole Sankale</s> said <c>it rained</c>.", "Joel ole Sankale"),
        ("<s>Datuk Rosa Empati</s> said <c>it rained</c>.", "Rosa Empati"),
        ("Mr. HOLMEN Nils came. <s>Mr. HOLMEN</s> said <c>it rained</c>.", "Nils Holmen"),
        ("KARI HOLM, host: Hello.\n\n<s>HOLM</s>: <c>It rained.</c>", "Kari Holm"),
        ("Rosa Empati came. <s>Empati herself</s> said <c>it rained</c>.", "Rosa Empati"),
    ],
)
def test_people_of_the_text(read: Reader, text: str, name: str) -> None:
    """In capitals, without an apostrophe, called like a state, with particles and titles."""
    assert read(text)[-1].name == name


@pytest.mark.parametrize(
    ("name", "day", "told"),
    [
        ("Rui Pinto", date(2026, 1, 31), "register: pinto"),
        ("Rui Pinto", date(2026, 2, 1), "register: pinto, in office on 2026-01-31 at least"),
        ("Ada Lund", date(2026, 2, 1), "register: lund"),
        ("Ada Lund", date(2025, 2, 1), "register: lund"),
    ],
)
def test_offices_that_may_have_ended_since(read: Reader, name: str, day: date, told: str) -> None:
    """On a day after the one to which an open office was checked, that is said."""
    (speaker,) = read(f"<s>{name}</s> said <c>it rained</c>.", day=day)
    assert speaker.resolved_by == told


def test_a_state_before_a_name_is_no_part_of_it(read: Reader) -> None:
    """Chad is a state where the text names it alone as well."""
    (speaker,) = read("Chad sent four. <s>Chad Holm</s> said <c>it rained</c>.")
    assert speaker.name == "Holm"


@pytest.mark.parametrize(
    "text",
    [
        "<s>Marina Zakharova</s> said <c>it rained</c>.",
        "<s>Anton Pinto</s> said <c>it rained</c>.",
        "<s>Yi</s> said <c>it rained</c>.",
        "<s>Tilda Moe</s> said <c>it rained</c>.",
        "<s>Berg</s> said <c>it rained</c>.",
        "Olav Berg met Inês Berg. <s>Berg</s> said <c>it rained</c>.",
    ],
)
def test_namesakes_and_strangers_have_no_side(read: Reader, text: str) -> None:
    """Another given name, a bare given name and a surname of two people decide nothing."""
    (speaker,) = read(text)
    assert speaker.side == UNKNOWN
    assert speaker.confidence <= 0.5


def test_a_namesake_is_told_apart_by_the_mention(read: Reader) -> None:
    """The country in the mention picks one of two people with a surname."""
    (speaker,) = read("<s>Portuguese ambassador Berg</s> said <c>it rained</c>.")
    assert speaker.name == "Inês Berg"


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        ("<s>Tilda Moe, Denmark's fisheries envoy,</s> said <c>it rained</c>.", "Tilda Moe", "DK"),
        ("<s>Danish envoy Tilda Moe</s> said <c>it rained</c>.", "Tilda Moe", "DK"),
        ("Tilda Moe, head of fisheries at Denmark's foreign ministry, came. <s>Moe</s> said "
         "<c>it rained</c>.", "Tilda Moe", "DK"),
        ("<s>Tilda Moe, ambassador of Denmark to Norway,</s> said <c>it rained</c>.",
         "Tilda Moe", "DK"),
        ("<s>Commerce Minister Tilda Moe of Denmark</s> said <c>it rained</c>.",
         "Tilda Moe", "DK"),
        ("<s>Tilda Moe, the European fisheries commissioner,</s> said <c>it rained</c>.",
         "Tilda Moe", "EU"),
        ("Denmark kept quiet. The speaker of parliament, <s>Tilda Moe</s>, said "
         "<c>it rained</c>.", "Tilda Moe", "DK"),
        ("Denmark and Norway kept quiet. The speaker of parliament, <s>Tilda Moe</s>, said "
         "<c>it rained</c>.", "Tilda Moe", UNKNOWN),
        ("<s>Tilda Moe, a former Danish minister,</s> said <c>it rained</c>.",
         "Tilda Moe", UNKNOWN),
        ("<s>Under Secretary of Commerce Tilda Moe</s> said <c>it rained</c>.", "Tilda Moe", "US"),
        ("Talks of Norway\n\nThe shepherd, Tilda Moe, came. <s>Moe</s> said <c>it rained</c>.",
         "Tilda Moe", UNKNOWN),
        ("<s>Tilda Moe, who runs a kiosk,</s> said <c>it rained</c>.", "Tilda Moe", UNKNOWN),
    ],
)  # fmt: skip
def test_strangers_get_their_side_from_the_text(
    read: Reader, text: str, name: str, side: str
) -> None:
    """Appositions and pre-modifiers name sides; prepositions, past offices and kiosks do not."""
    (speaker,) = read(text)
    assert (speaker.name, speaker.side) == (name, side)


def test_an_office_is_held_between_its_dates(read: Reader) -> None:
    """Before and after a reshuffle the same text means different roles and sides."""
    text = "<s>Ada Lund</s> said <c>it rained</c>. <s>Nils Voss</s> said <c>it snowed</c>."
    before = read(text, day=date(2025, 2, 28))
    after = read(text, day=date(2025, 3, 1))
    assert [s.side for s in before] == ["NO", UNKNOWN]
    assert [s.side for s in after] == [UNKNOWN, "NO"]
    assert before[0].role == "Foreign Minister"
    assert after[0].role is None


def test_a_former_official_has_no_side(read: Reader) -> None:
    """The text may call past what the register still lists."""
    for source in ("Former foreign minister Rui Pinto", "Rui Pinto, the former foreign minister,"):
        (speaker,) = read(f"<s>{source}</s> said <c>it rained</c>.")
        assert (speaker.name, speaker.side) == ("Rui Pinto", UNKNOWN)
    text = "Former minister Tilda Moe met Rui Pinto. <s>Pinto</s> said <c>it rained</c>."
    assert read(text)[0].side == "PT"


@pytest.mark.parametrize(
    ("source", "name", "side"),
    [
        ("The Kremlin", "Kremlin", "RU"), ("Lisbon", "Portugal", "PT"),
        ("Norway's foreign ministry", "Norwegian Foreign Ministry", "NO"),
        ("Norways Foreign Ministry", "Norwegian Foreign Ministry", "NO"),
        ("Hamas", "Hamas", "HAMAS"), ("TASS", "TASS", MEDIA),
        ("the state news agency TASS", "TASS", MEDIA),
        ("the Danish daily Nordposten", "Nordposten", MEDIA),
        ("Foreign Minister Rui Pinto's office", "Portuguese Foreign Ministry", "PT"),
        ("Foreign Minister Rui Pintos office", "Portuguese Foreign Ministry", "PT"),
        ("the office of Foreign Minister Rui Pinto", "Portuguese Foreign Ministry", "PT"),
        ("Pinto’s ministry", "Portuguese Foreign Ministry", "PT"),
    ],
)  # fmt: skip
def test_bodies(read: Reader, source: str, name: str, side: str) -> None:
    """Bodies, capitals, outlets and offices stand for a side as organisations."""
    (speaker,) = read(f"<s>{source}</s> said <c>it rained</c>.")
    assert (speaker.name, speaker.side) == (name, side)
    assert speaker.kind is SpeakerKind.ORGANISATION


def test_a_short_form_needs_its_owner_in_the_text(read: Reader) -> None:
    """`The Commission` is the European one only where the text is about Europe."""
    says = "<s>The Commission</s> said <c>it rained</c>."
    assert read(f"European fishers waited. {says}")[0].name == "European Commission"
    assert read(f"Norwegian fishers waited. {says}")[0].side == UNKNOWN
    lower = "European fishers waited. <s>A member of the commission</s> said <c>it rained</c>."
    assert read(lower)[0].side == UNKNOWN


@pytest.mark.parametrize(
    ("introduction", "source", "name", "side"),
    [
        ("The carmaker Brixa cut jobs.", "Brixa", "Brixa", "BRIXA"),
        ("Nordic Dock Workers Union met.", "the union", "Nordic Dock Workers Union", "NDWU"),
        ("The carmaker Brixa cut jobs.", "the company", "Brixa", "BRIXA"),
        ("The carmaker Brixa cut jobs.", "a spokesman for the company", "Spokesman for the company",
         "BRIXA"),
        ("The Front of Free Fishers met.", "the Front of Free Fishers", "Front of Free Fishers",
         "FFF"),
    ],
)  # fmt: skip
def test_bodies_that_only_the_text_knows(
    read: Reader, introduction: str, source: str, name: str, side: str
) -> None:
    """Companies, unions and movements unknown to the register are sides of their own."""
    (speaker,) = read(f"{introduction} <s>{source}</s> said <c>it rained</c>.")
    assert (speaker.name, speaker.side) == (name, side)


@pytest.mark.parametrize(
    "mention",
    [
        "Deputy Information Officer Kari Holm",
        "Commerce Undersecretary Kari Holm",
        "Secretary-General Kari Holm",
        "Vicar Kari Holm",
        "Minister of Shipping Kari Holm",
        "Minister of Labour and Employment Kari Holm",
        "Alhaja Kari Holm",
        "Vice-Minister Kari Holm",
        "Trader Kari Holm",
        "Senior Captain Kari Holm",
        "Attorney-General Kari Holm",
        "Ambassador-at-Large Kari Holm",
    ],
)
def test_offices_are_no_part_of_a_name(read: Reader, mention: str) -> None:
    """Whatever stands before an office, or what the office is for, is not either."""
    assert read(f"<s>{mention}</s> said <c>it rained</c>.")[0].name == "Kari Holm"


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("a Norwegian officer in Oslo, who may not give her name,", ""),
        ("a Danish diplomat posted in Europe", ""),
        ("a delegate who was in Oslo", ""),
        ("a Fog Council strategist", ""),
        ("a Danish admiral, Kari Holm,", "Kari Holm"),
        ("a resident who gave her name as Kari", "Kari"),
        ("Zia ul-Haq Omari", "Zia ul-Haq Omari"),
        ("the Department of Budget and Management", ""),
    ],
)
def test_whose_name_a_mention_holds(register: Register, mention: str, name: str) -> None:
    """Where somebody is posted, and what somebody works for, is nobody's name."""
    assert Scene("", register, day=None).parse(mention).name == name


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("HOLM Kari", "Kari Holm"),
        ("Kari HOLM", "Kari Holm"),
        ("KARI BERG-HOLM", "Kari Berg-Holm"),
        ("JD Holm", "JD Holm"),
        ("Kari Holm N.S.", "Kari Holm N.S."),
    ],
)
def test_capitals_for_emphasis_are_dropped(name: str, written: str) -> None:
    """A family name in capitals comes last; initials stay."""
    assert as_written(name) == written


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("<s>Kari Holm, who facilitated the talks for Portugal,</s> said <c>no</c>.", "PT"),
        ("<s>Kari Holm, the director-general of fisheries in Lisbon,</s> said <c>no</c>.", "PT"),
        ("The Amber Rally Party met. <s>Kari Holm</s>, 46, whose liberal Amber Rally Party won "
         "the vote, said <c>no</c>.", "ARP"),
    ],
)  # fmt: skip
def test_what_follows_a_name_tells_the_side(read: Reader, text: str, side: str) -> None:
    """For whom somebody acts, where an office sits, whose party it is."""
    assert read(text)[-1].side == side


def test_a_customs_office_is_its_towns_and_no_bodys(read: Reader) -> None:
    """`Halden` is short for its pilots' union elsewhere in the text: no more than a guess."""
    text = "The Halden Pilots Union met; Halden would strike. <s>{}</s> said <c>no</c>."
    office, union = (
        read(text.format(f"Kari Holm, the head of the Halden {of},"))[-1]
        for of in ("customs office", "Pilots Union")
    )
    assert office.confidence < 0.5 < union.confidence


def test_a_dateline_on_its_own_line_is_no_surname(read: Reader) -> None:
    """A teaser above an article does not run into it."""
    (speaker,) = read("Cricket\nRAWALPINDI, Monday. <s>Cricket</s> said <c>it rained</c>.")
    assert "RAWALPINDI" not in speaker.name
