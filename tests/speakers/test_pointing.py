"""Pronouns, definite descriptions and quotations that go on."""

from __future__ import annotations

import pytest

from attribution.records import UNKNOWN
from tests.speakers.conftest import Reader

PINTO = "<s>Rui Pinto</s> said <c>it rained</c>. "
ZAKHAROVA = "<s>Maria Zakharova</s> said <c>it snowed</c>. "
KREMLIN = "<s>The Kremlin</s> said <c>it hailed</c>. "
OFFICIALS = "<s>Norwegian officials</s> said <c>it froze</c>. "


@pytest.mark.parametrize(
    ("text", "side"),
    [
        (PINTO + "<s>He</s> added <c>it poured</c>.", "PT"),
        (ZAKHAROVA + PINTO + "<s>She</s> added <c>it poured</c>.", "RU"),
        (PINTO + ZAKHAROVA + "<s>he</s> added <c>it poured</c>.", "PT"),
        (KREMLIN + PINTO + "<s>It</s> added <c>it poured</c>.", "RU"),
        (OFFICIALS + PINTO + "<s>They</s> added <c>it poured</c>.", "NO"),
        ("Rui Pinto came late. <s>He</s> said <c>it poured</c>.", "PT"),
        (PINTO + "A Danish official close to the talks frowned. <s>He</s> said <c>it was dry</c>.",
         "DK"),
        ("<s>A Danish spokeswoman</s> said <c>it rained</c>. <s>She</s> added <c>it poured</c>.",
         "DK"),
        (PINTO + "<s>Lisbon's reading</s> says <c>it is dry</c>. <s>He</s> added <c>it poured</c>.",
         "PT"),
    ],
)  # fmt: skip
def test_pronouns(read: Reader, text: str, side: str) -> None:
    """Gender and number pick the last speaker who agrees, or the subject just before."""
    assert read(text)[-1].side == side


@pytest.mark.parametrize(
    "text",
    [
        "<s>He</s> said <c>it poured</c>.",
        KREMLIN + "<s>She</s> said <c>it poured</c>.",
        PINTO + "<s>It</s> said <c>it poured</c>.",
        PINTO + "<s>They</s> said <c>it poured</c>.",
        KREMLIN + "Rain fell. " * 80 + "<s>It</s> said <c>it poured</c>.",
    ],
)
def test_pronouns_without_antecedent_abstain(read: Reader, text: str) -> None:
    """Nobody who agrees, or nobody near, leaves the pronoun unresolved."""
    speaker = read(text)[-1]
    assert (speaker.side, speaker.confidence) == (UNKNOWN, 0.0)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Norway's foreign ministry waited. <s>The ministry</s> said <c>it rained</c>.",
         "Norwegian Foreign Ministry"),
        ("<s>Norway's foreign ministry</s> said <c>it rained</c>. <s>The statement</s> added "
         "<c>it poured</c>.", "Norwegian Foreign Ministry"),
        (ZAKHAROVA + PINTO + "<s>The spokeswoman</s> said <c>it poured</c>.", "Maria Zakharova"),
        (PINTO + "<s>The minister</s> said <c>it poured</c>.", "Rui Pinto"),
        ("Hamas waited. <s>The group</s> said <c>it rained</c>.", "Hamas"),
        ("Hamas waited. <s>The movement</s> said <c>it rained</c>.", "Hamas"),
        ("Azerbaijan's defence ministry spoke. <s>The ministry in Yerevan</s> said <c>no</c>.",
         "Armenian Defence Ministry"),
    ],
)  # fmt: skip
def test_definite_descriptions(read: Reader, text: str, name: str) -> None:
    """A description points to the last body or person that is so called."""
    assert read(text)[-1].name == name


@pytest.mark.parametrize("source", ["The spokeswoman", "The group", "The ministry"])
def test_descriptions_of_nobody_abstain(read: Reader, source: str) -> None:
    """A male minister is no spokeswoman, group or ministry."""
    speaker = read(f"Rui Pinto waited. <s>{source}</s> said <c>it rained</c>.")[-1]
    assert speaker.side == UNKNOWN


def test_a_quotation_without_source_goes_on(read: Reader) -> None:
    """It belongs to the speaker before, if there is one near, with less confidence."""
    first, second = read(PINTO + "<c>“And then it poured.”</c>")
    assert (second.name, second.confidence) == (first.name, 0.5)
    assert read("<c>“It poured.”</c>")[0].side == UNKNOWN
    assert read(PINTO + "Rain fell. " * 60 + "<c>“It poured.”</c>")[-1].side == UNKNOWN


def test_a_relative_clause_is_read_with_its_noun(read: Reader) -> None:
    """`who took part` is the Danish official before it, in either order of the sentence."""
    before = "A Danish official <s>who took part</s> said <c>it rained</c>."
    after = "Less pleased was a Danish official, <s>who</s> said <c>it rained</c>."
    assert [read(text)[0].side for text in (before, after)] == ["DK", "DK"]
    assert read("<s>who</s> said <c>it rained</c>.")[0].side == UNKNOWN


def test_a_company_that_is_never_named_stands_under_its_noun(read: Reader) -> None:
    """It is a party of its own, with low confidence, and the same one at every mention."""
    text = "<s>The company</s> said <c>it rained</c>. <s>The company</s> said <c>it snowed</c>."
    first, second = read(text)
    assert (first.side, first.name) == (second.side, second.name) == ("COMPANY", "The company")
    assert first.confidence <= 0.75


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (PINTO + "<s>The officer</s> added <c>it poured</c>.", "Rui Pinto"),
        (PINTO + "<s>The spokeswoman</s> added <c>it poured</c>.", "Spokeswoman"),
        (PINTO + "<s>The officers</s> added <c>it poured</c>.", "Officers"),
        (PINTO + "<s>The officer at the gate</s> added <c>it poured</c>.", "Officer at the gate"),
        (PINTO + "Rain fell. " * 60 + "<s>The officer</s> added <c>it poured</c>.", "Officer"),
        (KREMLIN + "<s>The officer</s> added <c>it poured</c>.", "Officer"),
    ],
)
def test_bare_office_of_nobody_means_who_spoke_just_before(
    read: Reader, text: str, name: str
) -> None:
    """One person, near, of no other gender; it stays a guess."""
    speaker = read(text)[-1]
    assert speaker.name == name
    assert speaker.confidence < 0.5
