"""Speakers who work for other speakers."""

from __future__ import annotations

from pathlib import Path

import pytest

from attribution.actors import Register
from attribution.speakers.evidence import MeetingEvidence, subjects_of
from attribution.speakers.sentences import sentence_starts
from attribution.speakers.siding import tell_sides
from attribution.speakers.staff import owners_of
from tests.speakers.test_siding import appearances, scorer

LUND = "Norway sent four people. <s>Ada Lund</s> said <c>the room was cold</c>. "


def owners(register: Register, *texts: str) -> dict[str, str]:
    """Name → name of whom that speaker works for."""
    found = appearances(register, *texts)
    subjects = subjects_of(found)
    owned = owners_of(subjects, MeetingEvidence(found))
    return {subjects[i].speaker.name: subjects[k].speaker.name for i, k in owned.items()}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It rained, according to Lund's lawyer, <s>Odd Vik</s>: <c>it did</c>.", "Odd Vik"),
        ("<s>An aide to Lund</s> said <c>it rained</c>.", "Aide to Lund"),
        ("<s>One of Lund's aides</s> said <c>it rained</c>.", "One of Lund's aides"),
    ],
)
def test_staff_of_a_named_speaker(register: Register, text: str, name: str) -> None:
    """Behind the owner's possessive and before the owner's name."""
    assert owners(register, LUND + text) == {name: "Ada Lund"}


@pytest.mark.parametrize(
    "text",
    [
        "Lund's visit surprised <s>Odd Vik</s>, who said <c>it rained</c>.",
        "Lund's lawyer left. <s>Odd Vik</s> said <c>it rained</c>.",
        "<s>An answer to Lund</s> said <c>it rained</c>.",
    ],
)
def test_other_words_make_no_staff(register: Register, text: str) -> None:
    """What is no person of the owner's, or ended with the sentence."""
    assert owners(register, LUND + text) == {}


def test_two_of_one_surname_own_nobody(register: Register) -> None:
    """Nobody can tell which of them is meant."""
    text = LUND + "<s>Siv Lund</s> said <c>no</c>. <s>An aide to Lund</s> said <c>it rained</c>."
    assert owners(register, text) == {}


def test_staff_take_the_side_of_their_owner(register: Register, tmp_path: Path) -> None:
    """Also where only the scorer tells that side."""
    text = (
        LUND
        + "Sweden heard it.\n\nYesterday, however, Lund's lawyer, <s>Odd Vik</s>, said <c>no</c>."
    )
    found = appearances(register, text)
    ((first, second),) = tell_sides(found, scorer(tmp_path, "subject_before"))
    assert (first.name, first.side) == ("Ada Lund", "NO")
    assert (second.name, second.side) == ("Odd Vik", "NO")


def test_sentences_do_not_end_behind_titles() -> None:
    """Nor behind initials; they do where scraping lost the space."""
    text = "The U.S. Treasury and Col. Ada Lund met.He left. She stayed."
    assert [text[start:][:9] for start in sentence_starts(text)] == [
        "The U.S. ", "He left. ", "She staye",
    ]  # fmt: skip
