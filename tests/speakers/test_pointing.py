"""Whom pronouns mean, chosen by a scorer over everybody near."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from attribution.actors import Register
from attribution.encoders import Manifest, write_manifest
from attribution.errors import ModelError
from attribution.records import Document, Speaker
from attribution.speakers import SideScorer, appearances_of
from attribution.speakers.candidates import FEATURES, Choice
from attribution.speakers.descriptions import DESCRIPTION_FEATURES, describes_person
from attribution.speakers.pointing import (
    DESCRIPTION_INPUTS,
    DESCRIPTION_TREES,
    POINTER_INPUTS,
    POINTER_TREES,
    Pointer,
)
from tests.speakers.conftest import marked, write_stump

TWO_MEN = (
    "<s>Minister Max Krog</s> said <c>the road was closed</c>. Mr Krog left at noon. "
    "For Mr Tor Berg it was too late, as <s>he</s> told us: <c>nobody had asked</c>."
)


class Stub:
    """Chooses by name and keeps what it was asked."""

    def __init__(self, name: str | None) -> None:
        """Choose the candidate called `name`, nobody for None."""
        self.name = name
        self.asked: list[Choice] = []

    def choose(self, choice: Choice) -> tuple[int, float] | None:
        """The position of `name` with a probability of 0.7."""
        self.asked.append(choice)
        names = [one.speaker.name for one in choice.candidates]
        return (names.index(self.name), 0.7) if self.name in names else None


def speakers(register: Register, text: str, pointer: Stub | None) -> list[Speaker]:
    """Of one document with marked sources and contents."""
    plain, found = marked(text)
    document = Document.from_text(plain, published=date(2025, 5, 6))
    (one,) = appearances_of([(document, plain, found)], register=register, pointer=pointer)
    return list(one.speakers)


def numbers(choice: Choice, name: str) -> dict[str, float]:
    """Feature → number of the candidate with this name."""
    (i,) = (i for i, one in enumerate(choice.candidates) if one.speaker.name == name)
    features = (*FEATURES, *(DESCRIPTION_FEATURES if choice.is_description else ()))
    return dict(zip(features, choice.numbers[i].tolist(), strict=True))


def weights(
    folder: Path, feature: str, *, threshold: float = 0.5, described: str = "has_head"
) -> Path:
    """Trees that like candidates whose `feature`, or `described` of descriptions, is over 0.5."""
    folder.mkdir(exist_ok=True)
    files = {
        POINTER_TREES: (feature, POINTER_INPUTS),
        DESCRIPTION_TREES: (described, DESCRIPTION_INPUTS),
    }
    for name, (decides, inputs) in files.items():
        write_stump(folder / name, inputs, decides, over=0.5)
    manifest = Manifest(
        name="antecedents", files=dict.fromkeys(files, ""), settings={"threshold": threshold}
    )
    write_manifest(folder, manifest)
    return folder


def test_everybody_near_is_a_candidate(register: Register) -> None:
    """Who spoke and who was only named, with where that was."""
    stub = Stub(None)
    rules = speakers(register, TWO_MEN, stub)
    assert rules == speakers(register, TWO_MEN, None)
    (choice,) = stub.asked
    assert choice.text[choice.at :].startswith("he told")
    spoke, named = numbers(choice, "Max Krog"), numbers(choice, "Tor Berg")
    assert (spoke["spoke"], named["spoke"]) == (1, 0)
    assert (spoke["n_said"], named["n_said"]) == (1, 0)
    assert (spoke["opens_sentence_before"], named["named_in_sentence"]) == (1, 1)
    assert named["opens_sentence"] == 1
    assert {spoke["gender"], named["gender"]} == {1.0}
    assert spoke["by_rule"] == (rules[1].name == "Max Krog")


def test_descriptions_point_to_candidates(register: Register) -> None:
    """The minister is whoever is called so; the minister of another state is not."""
    text = (
        "<s>Minister Max Krog</s> said <c>it rained</c>. <s>Tor Berg</s> said <c>it snowed</c>. "
        "The minister was less stern. Tomorrow, <s>he</s> said, <c>it would clear up</c>."
    )
    for behind, sentences in (("", 1.0), (" of Spain", 20.0)):
        stub = Stub(None)
        speakers(register, text.replace("minister was", f"minister{behind} was"), stub)
        (choice,) = (choice for choice in stub.asked if not choice.is_description)
        assert numbers(choice, "Max Krog")["sentences_since_called"] == sentences
        assert numbers(choice, "Tor Berg")["sentences_since_called"] == 20.0


def test_the_choice_replaces_what_rules_say(register: Register) -> None:
    """With its probability as confidence; a choice that rules share changes nothing."""
    by_rule = speakers(register, TWO_MEN, None)[1]
    other = "Tor Berg" if by_rule.name == "Max Krog" else "Max Krog"
    found = speakers(register, TWO_MEN, Stub(other))[1]
    assert found.name == other
    assert found.resolved_by == f"he → {other}"
    assert found.confidence <= 0.7
    assert speakers(register, TWO_MEN, Stub(by_rule.name))[1] == by_rule


def test_other_pronouns_are_left_to_rules(register: Register) -> None:
    """`They` and `it` mean bodies and groups."""
    stub = Stub(None)
    speakers(register, "<s>The miners</s> said <c>no</c>. <s>They</s> said <c>never</c>.", stub)
    assert stub.asked == []


def test_a_description_of_the_same_person_tells_the_side(register: Register) -> None:
    """`The Norwegian envoy`, then `he`: whoever he is speaks for Norway."""
    text = (
        "Tor Berg came late. <s>The deputy head, who led the Norwegian team</s>, said <c>it was "
        "over</c>. <s>He</s> said <c>nobody had asked</c>."
    )
    described, plain = speakers(register, text, None)
    assert (described.side, plain.name) == ("NO", described.name)
    found = speakers(register, text, Stub("Tor Berg"))[1]
    assert (found.name, found.side) == ("Tor Berg", "NO")


def test_trees_choose_and_abstain(register: Register, tmp_path: Path) -> None:
    """The likeliest candidate from the threshold on, nobody below it."""
    stub = Stub(None)
    speakers(register, TWO_MEN, stub)
    (choice,) = stub.asked
    pointer = Pointer(weights(tmp_path / "a", "named_in_sentence"))
    chosen = pointer.choose(choice)
    assert chosen is not None
    assert choice.candidates[chosen[0]].speaker.name == "Tor Berg"
    assert chosen[1] > 0.9
    assert pointer.probabilities(choice).sum() == pytest.approx(1.0)
    strict = Pointer(weights(tmp_path / "b", "person", threshold=0.9))
    assert strict.choose(choice) is None
    nobody = replace(choice, candidates=[], numbers=choice.numbers[:0])
    assert pointer.choose(nobody) is None


def test_damaged_weights_are_refused(tmp_path: Path) -> None:
    """A file that is not the one of the manifest is a model error."""
    folder = weights(tmp_path, "person")
    (folder / POINTER_TREES).write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError):
        Pointer(folder)


def test_the_packaged_scorers_come_together() -> None:
    """Sides are scored of the speakers whom the packaged pointer names."""
    packaged = SideScorer.load().pointer
    assert isinstance(packaged, Pointer)
    assert 0 < packaged.threshold < 1
    figures = packaged.manifest.figures
    for kind in ("pronouns", "descriptions"):
        assert figures[f"{kind} right_with_scorer"] > figures[f"{kind} right_by_rules"]


def test_names_hold_a_turned_comma(register: Register) -> None:
    """An okina stands inside a name and ends none."""
    (found,) = speakers(register, "<s>Sione Fa‘asavalu</s> said <c>the fee was high</c>.", None)
    assert found.name == "Sione Fa‘asavalu"


DEPUTY = (
    "<s>Minister Max Krog</s> said <c>it rained</c>. Tor Berg, the deputy trade minister, nodded. "
    "<s>A Norwegian diplomat</s> said <c>it snowed</c>. <s>The deputy minister</s> said "
    "<c>it would clear up</c>."
)


def test_everybody_before_may_be_described(register: Register) -> None:
    """Whose words fit a description, and whose do not."""
    stub = Stub(None)
    assert speakers(register, DEPUTY, stub) == speakers(register, DEPUTY, None)
    (choice,) = stub.asked
    assert choice.is_description
    deputy, minister = numbers(choice, "Tor Berg"), numbers(choice, "Max Krog")
    diplomat = numbers(choice, "Norwegian diplomat")
    assert (deputy["has_head"], minister["has_head"], diplomat["has_head"]) == (1, 1, 0)
    assert (deputy["has_modifiers"], minister["lacks_modifiers"]) == (1, 1)
    assert (deputy["n_with_head"], deputy["only_with_head"]) == (2, 0)
    assert (diplomat["has_other_role"], minister["has_other_role"]) == (0, 0)
    assert {deputy["tells_side"], deputy["is_owned"], deputy["is_vague"]} == {0}


def test_a_description_is_whom_the_scorer_names(register: Register, tmp_path: Path) -> None:
    """Its probability is the confidence; the trees of descriptions decide, not those of `he`."""
    found = speakers(register, DEPUTY, Stub("Tor Berg"))[2]
    assert (found.name, found.resolved_by) == ("Tor Berg", "The deputy minister → Tor Berg")
    assert found.confidence <= 0.7
    stub = Stub(None)
    speakers(register, DEPUTY, stub)
    pointer = Pointer(weights(tmp_path, "oblique", described="has_modifiers"))
    chosen = pointer.choose(stub.asked[0])
    assert chosen is not None
    assert stub.asked[0].candidates[chosen[0]].speaker.name == "Tor Berg"


@pytest.mark.parametrize(
    ("text", "is_person"),
    [
        ("the deputy minister", True),
        ("the chairwoman of the board", True),
        ("the retired postman", True),
        ("the ministry", False),
        ("the Korean side", False),
        ("the statement", False),
    ],
)
def test_what_describes_a_person(text: str, is_person: bool) -> None:
    """Bodies, papers and sides are left to rules."""
    assert describes_person(text) is is_person


@pytest.mark.parametrize(
    "source", ["the two ministers", "the same diplomat", "his counterpart", "a minister"]
)
def test_other_descriptions_are_left_to_rules(register: Register, source: str) -> None:
    """Several people, and words that say themselves whom they mean."""
    stub = Stub(None)
    text = f"<s>Minister Max Krog</s> said <c>no</c>. <s>{source}</s> said <c>never</c>."
    speakers(register, text, stub)
    assert stub.asked == []
