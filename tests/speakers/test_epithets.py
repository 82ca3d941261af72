"""People called by their nation, their trade or as somebody's counterpart; names cut and joined."""

from __future__ import annotations

import pytest

from attribution.actors import Register
from attribution.records import UNKNOWN, SpeakerKind
from attribution.speakers.genders import gender_told
from tests.speakers.conftest import Reader

REIS = "Portugal's envoy, <s>Ana Reis</s>, said <c>it rained</c>. "
HOLM = "Norway's envoy, <s>Kari Holm</s>, said <c>it snowed</c>. "


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (REIS + HOLM + "<s>The Norwegian</s> added <c>so</c>.", "Kari Holm"),
        (HOLM + REIS + "<s>The Norwegian lawyer</s> added <c>so</c>.", "Kari Holm"),
        (REIS + HOLM + "<s>Her counterpart</s> added <c>so</c>.", "Ana Reis"),
        (REIS + HOLM + "<s>The harbour boss</s> added <c>so</c>.", "Kari Holm"),
        (REIS + HOLM + "<s>The retired postman</s> added <c>so</c>.", "Kari Holm"),
        ("Jan Maes came late. <s>The retired postman</s> said <c>so</c>.", "Jan Maes"),
        (REIS + "<s>A Norwegian diplomat</s> said <c>so</c>. <s>The same diplomat</s> said "
         "<c>no</c>.", "Norwegian diplomat"),
        (HOLM + "Her deputy, Jan Maes, laughed. <s>He</s> said <c>no</c>.", "Jan Maes"),
        ("Norway's envoy, Kari Holm, said no. " + REIS + "On fees Kari Holm laughed. <s>She</s> "
         "said <c>no</c>.", "Kari Holm"),
    ],
)  # fmt: skip
def test_who_is_meant(read: Reader, text: str, name: str) -> None:
    """The person of that nation, the other side's person, whoever was named just before."""
    assert read(text)[-1].name == name


@pytest.mark.parametrize(
    ("text", "side"),
    [
        (REIS + "<s>The Norwegians</s> added <c>so</c>.", "NO"),
        (REIS + "<s>The British</s> added <c>so</c>.", "GB"),
        (REIS + "<s>The Dane</s> added <c>so</c>.", "DK"),
    ],
)
def test_all_of_a_nation_are_the_state(read: Reader, text: str, side: str) -> None:
    """Nobody of the text is meant by a plural, or by a nation that nobody is of."""
    speaker = read(text)[-1]
    assert (speaker.side, speaker.kind) == (side, SpeakerKind.ORGANISATION)


def test_counterparts_need_two_people(read: Reader) -> None:
    """Of one person there is no other side."""
    assert read(HOLM + "<s>Her counterpart</s> added <c>so</c>.")[-1].name != "Kari Holm"


def test_the_same_needs_somebody_unnamed(read: Reader) -> None:
    """Where nobody unnamed spoke, nobody is meant."""
    assert read("<s>The same diplomat</s> said <c>no</c>.")[-1].side == UNKNOWN


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Norway's envoy, Kari Berg Holm, came. <s>Berg Holm</s> said <c>so</c>.",
         "Kari Berg Holm"),
        ("<s>Colonel Jan Maes of the Harbour Staff</s> said <c>so</c>.", "Jan Maes"),
        ("Norway's envoy, Kari Holm, came. <s>HOLM</s>: <c>It rained.</c>", "Kari Holm"),
        ("Norway's envoy, Kari Holm\n\nGUEST left. <s>Holm</s> said <c>so</c>.", "Kari Holm"),
        ("<s>a spokesman for the prime minister, Jan Maes,</s> said <c>so</c>.", "Jan Maes"),
        ("<s>Deputy U.S. Trade Representative Cara Whitt</s> said <c>so</c>.", "Cara Whitt"),
        ("<s>Mawlawi Jan Maes</s> said <c>so</c>.", "Jan Maes"),
    ],
)  # fmt: skip
def test_names(read: Reader, text: str, name: str) -> None:
    """Family names of two words, ranks, capitals, bodies behind a name."""
    assert read(text)[-1].name == name


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("The chairman of the Harbour Haulers' Union, <s>Jan Maes</s>, said <c>so</c>.", "HHU"),
        ("<s>Jan Maes</s>, regional secretary of the Harbour Haulers' Union, said <c>so</c>.",
         "HHU"),
        ("<s>Jan Maes of the Harbour Haulers' Union</s> said <c>so</c>.", "HHU"),
        ("<s>Jan Maes of the Norwegian Harbour Union</s> said <c>so</c>.", "NHU"),
        ("Amber Haul, which runs ninety lorries, sees its end. Its president, <s>Jan Maes</s>, "
         "said <c>so</c>.", "AMBER"),
        ("Norway's own Haulers' Council met. <s>Jan Maes of the Haulers' Council</s> said "
         "<c>so</c>.", "HAULERS"),
        ("The desk was full. <s>Jan Maes</s>, who runs the Portugal desk at the Norwegian foreign "
         "ministry, said <c>so</c>.", "NO"),
    ],
)  # fmt: skip
def test_whom_somebody_stands_for(read: Reader, text: str, side: str) -> None:
    """Bodies beside roles, with a country in their name, and who owns `its president`."""
    assert read(text)[-1].side == side


@pytest.mark.parametrize(
    "text",
    [
        "The Norwegians had asked for it in spring, <s>Jan Maes</s> said <c>on Monday</c>.",
        "A ferry college in Oslo, <s>Jan Maes</s> said <c>on Monday</c>, stays shut.",
    ],
)
def test_sentences_are_no_introductions(read: Reader, text: str) -> None:
    """What stands before a name is no side of the person unless it tells a role."""
    assert read(text)[-1].side == UNKNOWN


def test_a_nation_alone_is_a_guess(read: Reader) -> None:
    """A Norwegian physicist may speak for anybody."""
    (speaker,) = read("<s>Kari Holm, a Norwegian physicist,</s> said <c>it rained</c>.")
    assert speaker.confidence < 0.5


@pytest.mark.parametrize("role", ["a deputy of Jan Maes", "an aide to Jan Maes"])
def test_people_are_no_bodies(read: Reader, role: str) -> None:
    """Whose deputy somebody is, is a person, where the text knows the surname alone."""
    text = f"Jan Maes left. Maes smiled. <s>Olga Rask, {role},</s> said <c>so</c>."
    assert read(text)[-1].side == UNKNOWN


def test_a_guess_that_a_pronoun_points_to_stays_one(read: Reader) -> None:
    """No pronoun makes a side surer."""
    text = (
        "Norway paid. Rain fell. Colonel <s>Jan Maes</s> said <c>so</c>. <s>He</s> said <c>no</c>."
    )
    colonel, he = read(text)
    assert colonel.side == he.side == "NO"
    assert he.confidence == colonel.confidence < 0.5


def test_a_readout_keeps_its_issuers_name(read: Reader) -> None:
    """Of which only a part tells the side; the other side's assurances are its account."""
    text = "<c>It rained.</c> <s>The Portuguese side</s> promised <c>to come</c>."
    speakers = read(text, issuer="Office of Harbours and Lights of Norway")
    assert {(s.name, s.side) for s in speakers} == {
        ("Office of Harbours and Lights of Norway", "NO")
    }


def test_genders() -> None:
    """Pronouns behind another surname, or quoted, are somebody else's."""
    text = "Maes spoke; Holm told him that she would. Maes said: “She left her house.”"
    assert gender_told("Jan Maes", (), text, others=frozenset({"Holm"})) == ""
    assert gender_told("Jan Maes", (), "Maes rose. He left his hat.") == "male"


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("The Quiet Collective met. The Haulers' Guild left. A guild spokesman, <s>Jan Maes</s>, "
         "said <c>so</c>.", "HAULERS"),
        ("Rask left. Rasks lawyer, <s>Jan Maes</s>, said <c>so</c>.", UNKNOWN),
        ("Boats sank.\n\nTransport minister <s>Jan Maes</s> said <c>so</c>.", UNKNOWN),
        ("The council met. The head of the electoral council, <s>Jan Maes</s>, said <c>so</c>.",
         UNKNOWN),
        ("Norway waits for July, its consul, <s>Jan Maes</s>, said <c>so</c>.", "NO"),
    ],
)  # fmt: skip
def test_which_words_mean_a_body(read: Reader, text: str, side: str) -> None:
    """The noun in a name, but no common word, no person and no council of a state."""
    assert read(text)[-1].side == side


def test_a_relative_clause_names_nobody_together(read: Reader) -> None:
    """Commas and `and` inside it do not list sides."""
    text = "<s>Kari Holm, who speaks for Norway, and for Portugal</s> said <c>so</c>."
    assert read(text)[-1].kind is SpeakerKind.PERSON


@pytest.mark.parametrize(
    ("text", "side"),
    [
        # A thing, a sentence, another body before a title.
        ("Norway gave money for a police college in Moscow, Prime Minister <s>Eva Lind</s> told "
         "us, <c>at last</c>.", "NO"),
        ("The Interior Ministry accepts Norwegian monitors, Brigadier <s>Jan Maes</s> said "
         "<c>so</c>.", "UNKNOWN"),
        # Who speaks for a body is its, whatever the passport.
        ("<s>Jan Maes, a Norwegian who watched the talks for Hamas</s>, said <c>no</c>.", "HAMAS"),
        ("<s>Jan Maes, a spokesman for the office in Lisbon that counts birds</s>, said <c>no</c>.",
         "PT"),
        ("<s>A European diplomat in Moscow</s> said <c>no</c>.", "UNKNOWN"),
        ("Jan Maes, the EU's adviser, came. <s>Jan Maes</s> said <c>no</c>. <s>The Norwegian</s> "
         "said <c>he was tired</c>.", "EU"),
    ],
)  # fmt: skip
def test_whose_words_they_are(read: Reader, text: str, side: str) -> None:
    """Appositions are read to their head, nations come after whom somebody speaks for."""
    speaker = read(text)[-1]
    assert side == speaker.side or (side in {"NO", "UNKNOWN"} and speaker.confidence < 0.5)


def test_a_given_name_is_no_country() -> None:
    """Germán has an accent."""
    assert Register.load().country_side("Germán") is None
    assert Register.load().country_side("German") == "DE"


ROBLES = "Luis Robles, the speaker of parliament, nodded. "
PINTO = "<s>Foreign Minister Rui Pinto</s> said <c>it rained</c>. "


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (PINTO + "Kari Holm, Norway's fisheries minister, sat. <s>The top diplomat</s> said "
         "<c>so</c>.", "Rui Pinto"),
        (PINTO + "<s>The head of Portuguese diplomacy</s> said <c>so</c>.", "Rui Pinto"),
        ("Kari Holm, Norway's fisheries minister, sat. " + PINTO + "<s>The fisheries minister</s> "
         "said <c>so</c>.", "Kari Holm"),
        (ROBLES + PINTO + "<s>The lawmaker</s> said <c>so</c>.", "Luis Robles"),
        (ROBLES + PINTO + "<s>The deputy</s> said <c>so</c>.", "Luis Robles"),
        ("Norway's minister, Kari Holm, sat. Its deputy minister, Jan Maes, too. "
         "<s>The minister</s> said <c>so</c>.", "Kari Holm"),
        ("Jan Maes came late. <s>The front-runner</s> said <c>so</c>.", "Jan Maes"),
        ('Jan Maes came late. "I rang Rui Pinto. It rained," <s>he</s> said of <c>it</c>.',
         "Jan Maes"),
    ],
)  # fmt: skip
def test_who_alone_fits(read: Reader, text: str, name: str) -> None:
    """The office, the parliament or the words tell which of those named before is meant."""
    assert read(text)[-1].name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Works Minister Ada Holm sat down. The minister's media secretary Emil Brandvik left. "
         "<s>The minister</s> said <c>no</c>.", "Ada Holm"),
        ("Works Minister Ada Holm sat down. The Minister's Media Secretary Emil Brandvik left. "
         "Ada Holm left, according to <s>the Media Secretary</s>, <c>at noon</c>.",
         "Emil Brandvik"),
        ("Monsignor Emil Brandvik thanked her. He left. <s>The prelate</s> said <c>no</c>.",
         "Emil Brandvik"),
    ],
)  # fmt: skip
def test_whose_somebody_is_describes_another(read: Reader, text: str, name: str) -> None:
    """A minister's secretary is no minister, a description in capitals is one as well."""
    assert read(text)[0].name == name


def test_a_title_tells_a_gender(read: Reader) -> None:
    """`She` is nobody whose title only men bear."""
    text = (
        "Works Minister Ada Holm thanked the hosts. She sat down. The minister thanked Monsignor "
        "Emil Brandvik. <s>She</s> said <c>no</c>."
    )
    assert read(text)[0].name == "Ada Holm"


def test_a_subject_named_behind_its_office_is_who_he_is(read: Reader) -> None:
    """An office whose holder stands behind it is no other general's."""
    text = (
        "General Rui Pinto sat down.\n\nThe director general of the force, the Norwegian Emil "
        "Brandvik, would not be drawn. “I heard them,” <s>he</s> <c>said it was over</c>."
    )
    assert read(text)[0].name == "Emil Brandvik"
