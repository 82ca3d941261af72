"""Whom pronouns mean, chosen by a scorer over everybody near."""

from __future__ import annotations

import json
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
from attribution.speakers.pointing import POINTER_INPUTS, POINTER_TREES, Pointer
from tests.speakers.conftest import marked

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
    return dict(zip(FEATURES, choice.numbers[i].tolist(), strict=True))


def weights(folder: Path, feature: str, *, threshold: float = 0.5) -> Path:
    """Trees that like candidates whose `feature` is over 0.5."""
    folder.mkdir(exist_ok=True)
    stump = {
        "feature": [POINTER_INPUTS.index(feature), 0, 0], "threshold": [0.5, 0, 0],
        "left": [1, 1, 2], "right": [2, 1, 2], "value": [0, -6.0, 6.0],
    }  # fmt: skip
    table = {"format_version": 1, "features": POINTER_INPUTS, "start": 0.0, "trees": [stump]}
    (folder / POINTER_TREES).write_text(json.dumps(table), encoding="utf-8")
    manifest = Manifest(
        name="antecedents", files={POINTER_TREES: ""}, settings={"threshold": threshold}
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
        assert numbers(stub.asked[0], "Max Krog")["sentences_since_called"] == sentences
        assert numbers(stub.asked[0], "Tor Berg")["sentences_since_called"] == 20.0


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
    assert packaged.manifest.figures["right_with_scorer"] > packaged.manifest.figures[
        "right_by_rules"
    ]  # fmt: skip


def test_names_hold_a_turned_comma(register: Register) -> None:
    """An okina stands inside a name and ends none."""
    (found,) = speakers(register, "<s>Sione Fa‘asavalu</s> said <c>the fee was high</c>.", None)
    assert found.name == "Sione Fa‘asavalu"
