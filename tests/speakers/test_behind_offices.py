"""Names behind long offices, heads of delegations, and offices called after their holders."""

from __future__ import annotations

import pytest

from tests.speakers.conftest import Reader


@pytest.mark.parametrize(
    "text",
    [
        "<s>The Minister for Inland Waters, Dykes and Locks, Dr. Emil Brandvik,</s> said <c>a</c>.",
        "<s>the Commissioner of Inland Waters, Emil Brandvik,</s> said <c>no</c>.",
        "<s>Deputy Head of the Second Bureau for Inland Waters of the Ministry of Defence Major "
        "General Emil Brandvik</s> said <c>no</c>.",
        "Brandvik sat down. <s>Deputy Chairman of the Management Board of Nordhaul Emil "
        "Brandvik</s> said <c>no</c>.",
        "Nordhaul has two ships. <s>Director of Nordhaul Emil Brandvik</s> said <c>no</c>.",
        "Aide to the President of the Russian Federation Emil Brandvik sat down. <s>Brandvik</s> "
        "said <c>no</c>.",
        "Emil Brandvik sat down. The hour was described by <s>Brandvik as</s> <c>late</c>.",
        "Undersecretary for Inland Waters Emil Brandvik left. <s>Brandvik</s> said <c>no</c>.",
        "Emil Brandvik sat down. <s>Brandvik of Local 9</s> said <c>no</c>.",
    ],
)
def test_the_person_behind_an_office_speaks(read: Reader, text: str) -> None:
    """What somebody heads is nobody's name, with a comma before the person or without."""
    assert read(text)[-1].name.endswith("Brandvik")
    assert read(text)[-1].name in {"Emil Brandvik", "Brandvik"}


def test_a_surname_finds_who_stood_behind_an_office(read: Reader) -> None:
    """A bare surname and a pronoun mean the person named behind the office, woman or man."""
    text = (
        "<s>Deputy Chairman of the Board of Nordhaul Ada Brandvik</s> said <c>no</c>. According "
        "to <s>her</s> <c>all is well</c>. It was late, <s>Brandvik</s> said, <c>and dark</c>."
    )
    assert [speaker.name for speaker in read(text)] == ["Ada Brandvik"] * 3


def test_a_clause_is_no_name(read: Reader) -> None:
    """Of a clause before `who`, only the person through whom somebody spoke is left."""
    text = "The mayor, Emil Brandvik, denied that through a spokesman, <s>who</s> said <c>no</c>."
    assert read(text)[0].name == "Spokesman"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Emil Brandvik, who headed the Norwegian delegation, left. <s>The head of the "
         "delegation</s> said <c>no</c>.", "Emil Brandvik"),
        ("Emil Brandvik, who led the Norwegian delegation, and Inês Sousa, who led the Portuguese "
         "delegation, met. <s>The head of the Portuguese delegation</s> said <c>no</c>.",
         "Inês Sousa"),
        ("Emil Brandvik, who led the Norwegian delegation, met Inês Sousa, who led the Portuguese "
         "delegation. <s>The leader of the Spanish team</s> said <c>no</c>.",
         "Leader of the Spanish team"),
    ],
)  # fmt: skip
def test_heads_of_delegations(read: Reader, text: str, name: str) -> None:
    """The head of a delegation is whoever the text says heads it; of its side where told."""
    assert read(text)[0].name == name


def test_the_general_is_whose_rank_is_cut_short(read: Reader) -> None:
    """A rank in short form points to its bearer."""
    text = "Lt-Gen Emil Brandvik sat down. It was late, <s>the Lt-Gen</s> said, <c>and dark</c>."
    assert read(text)[0].name == "Emil Brandvik"


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        ("Ada Holm, Norway's commissioner for whales, sat down. <s>Ada Holm's office</s> said "
         "<c>no</c>.", "Office of the commissioner for whales of Norway", "NO"),
        ("Ada Holm, a Norwegian negotiator, sat down. <s>Ada Holm's office</s> said <c>no</c>.",
         "Ada Holm's office", "NO"),
    ],
)  # fmt: skip
def test_offices_are_called_after_what_their_holders_are(
    read: Reader, text: str, name: str, side: str
) -> None:
    """Somebody's office is no state; it has the office's name, or the one the text gives it."""
    (speaker,) = read(text)
    assert (speaker.name, speaker.side) == (name, side)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A member of the harbour committee, who was not named, admitted it. According to <s>this "
         "official</s>, <c>it was late</c>.", "Member of the harbour committee"),
        ("Two diplomats from small states were less polite. <s>They</s> said <c>it was late</c>.",
         "Two diplomats from small states"),
    ],
)  # fmt: skip
def test_who_was_brought_in_goes_on(read: Reader, text: str, name: str) -> None:
    """`This official` and `they` mean those whom the paragraph has just brought in."""
    assert read(text)[0].name == name


def test_a_ministry_is_of_the_state_the_text_is_dated_in(read: Reader) -> None:
    """An agency's dateline tells whose the Ministry of Defence is."""
    text = "MOSCOW, 3 May. /Harbour Wire/. <s>The Ministry of Defence</s> said <c>no</c>."
    assert read(text)[0].side == "RU"
    assert read(text.replace("MOSCOW", "NORVIK"))[0].side == "UNKNOWN"


def test_where_a_press_office_sits_is_no_part_of_its_name(read: Reader) -> None:
    """The place behind a press office goes, its state stays."""
    (speaker,) = read("<s>Norway's press office in Oslo</s> said <c>no</c>.")
    assert (speaker.name, speaker.side) == ("Norway's press office", "NO")
