"""Sides of speakers whom the rules leave open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from attribution.actors import Register
from attribution.encoders import Manifest, write_manifest
from attribution.records import JOINT, UNKNOWN, Document, DocumentKind, Speaker
from attribution.speakers import SideScorer, appearances_of, resolve_together
from attribution.speakers.evidence import (
    FEATURES,
    N_OF_SIDE,
    Appearance,
    MeetingEvidence,
    subjects_of,
)
from attribution.speakers.pointed import is_open
from attribution.speakers.siding import INPUTS, TREES_FILE, relative_numbers, tell_sides
from tests.speakers.conftest import marked, write_stump

OPEN = (
    "Norway sent four people. <s>Kari Holm</s> said <c>the room was cold</c>.\n\n"
    "<s>Rui Pinto</s> said <c>it rained</c>."
)
"""Nothing is told of Kari Holm; Norway opens the sentence before."""


def appearances(register: Register, *texts: str, meeting: str | None = "m") -> list[Appearance]:
    """Documents of one meeting with marked sources and contents."""
    items = []
    for text in texts:
        plain, found = marked(text)
        document = replace(Document.from_text(plain, published=date(2025, 5, 6)), meeting=meeting)
        items.append((document, plain, found))
    return appearances_of(items, register=register)


def scorer(folder: Path, feature: str, *, threshold: float = 0.6) -> SideScorer:
    """One that likes the rows whose `feature` is over 0.4."""
    folder.mkdir(exist_ok=True)
    write_stump(folder / TREES_FILE, INPUTS, feature, over=0.4)
    manifest = Manifest(
        name="sides",
        files={TREES_FILE: ""},
        settings={
            "threshold": threshold,
            "threshold_alone": threshold,
        },
    )
    write_manifest(folder, manifest)
    return SideScorer(folder)


def numbers_of(found: Sequence[Appearance], name: str) -> dict[str, dict[str, float]]:
    """Side → feature → number of the subject with this name; UNKNOWN is the row of none."""
    evidence = MeetingEvidence(found)
    (subject,) = (s for s in subjects_of(found) if s.speaker.name == name)
    rows = evidence.numbers(subject)
    assert rows.shape == (len(evidence.sides) + 1, len(FEATURES))
    return {
        side: dict(zip(FEATURES, row, strict=True))
        for side, row in zip([*evidence.sides, UNKNOWN], rows.tolist(), strict=True)
    }


def test_open_speaker_takes_the_likely_side(register: Register, tmp_path: Path) -> None:
    """The answer carries its probability and how it was found; sure speakers stay."""
    found = appearances(register, OPEN)
    ((holm, pinto),) = tell_sides(found, scorer(tmp_path, "subject_before"))
    assert (holm.name, holm.side) == ("Kari Holm", "NO")
    assert holm.confidence == pytest.approx(0.99, abs=0.02)
    assert holm.resolved_by.endswith("side scored by what stands near")
    assert pinto == found[0].speakers[1]


def test_answers_below_the_threshold_are_not_given(register: Register, tmp_path: Path) -> None:
    """Nobody stands out: the rules' answer stays."""
    found = appearances(register, OPEN)
    unsure = scorer(tmp_path, "in_dateline", threshold=0.5)
    assert tell_sides(found, unsure) == [list(found[0].speakers)]


def test_a_document_alone_needs_more(register: Register, tmp_path: Path) -> None:
    """Its own threshold holds."""
    one = scorer(tmp_path, "subject_before")
    settings = {"threshold": 0.5, "threshold_alone": 1.0}
    write_manifest(tmp_path, replace(one.manifest, settings=settings))
    strict = SideScorer(tmp_path)
    ((alone, _),) = tell_sides(appearances(register, OPEN), strict)
    assert alone.side == UNKNOWN
    with_other = appearances(register, OPEN, "<s>Rui Pinto</s> said <c>it rained</c>.")
    assert tell_sides(with_other, strict)[0][0].side == "NO"


def test_all_statements_of_a_speaker_follow(register: Register, tmp_path: Path) -> None:
    """Those in another document of the meeting too; another meeting is not touched."""
    later = "Much was said. <s>Holm</s> added that <c>tea helped</c>."
    found = appearances(register, OPEN, later)
    told = tell_sides(found, scorer(tmp_path, "subject_before"))
    assert [told[0][0].side, told[1][0].side] == ["NO", "NO"]
    items = [(a.document, a.scene.text, a.attributions) for a in found]
    apart = [(replace(d, meeting=f"m{i}"), t, a) for i, (d, t, a) in enumerate(items)]
    side_scorer = scorer(tmp_path, "subject_before")
    speakers = resolve_together(apart, register=register, side_scorer=side_scorer)
    assert [speakers[0][0].side, speakers[1][0].side] == ["NO", UNKNOWN]
    assert resolve_together(items, register=register, side_scorer=side_scorer) == told
    plain = resolve_together(items, register=register)
    assert [s.side for s in plain[0]] == [UNKNOWN, "PT"]


def test_joint_speakers_and_issuers_are_not_asked_about(register: Register) -> None:
    """They are no subjects."""
    (article,) = appearances(register, "<s>Both sides</s> said <c>it rained</c>.")
    assert [s.side for s in article.speakers] == [JOINT]
    plain, attributions = marked("<c>The minister met colleagues.</c>")
    document = replace(
        Document.from_text(plain), kind=DocumentKind.READOUT, issuer="Norwegian Foreign Ministry"
    )
    (readout,) = appearances_of([(document, plain, attributions)], register=register)
    assert subjects_of([article, readout]) == []


def test_numbers_say_where_sides_stand(register: Register) -> None:
    """In the mention, before it, as owner, asked of another, in reply."""
    found = appearances(
        register,
        "Storm over Lisbon\n\nNorway waited for Portugal's <s>Kari Holm</s>, who denied that "
        "<c>Norway must pay</c>. <s>Rui Pinto</s> said <c>it rained</c>.",
    )
    rows = numbers_of(found, "Kari Holm")
    assert rows["PT"]["owner_before"] == 1
    assert rows["NO"]["owner_before"] == 0
    assert rows["NO"]["before_in_sentence"] == rows["PT"]["before_in_sentence"] == 1
    assert rows["PT"]["nearest_state_before"] == 1
    assert rows["NO"]["nearest_state_before"] == 0
    assert rows["NO"]["asked_in_content"] == 1
    assert rows["PT"]["asked_in_content"] == 0
    assert rows["PT"]["in_title"] == 1
    assert rows[UNKNOWN]["none"] == 1
    assert rows["NO"]["none"] == 0
    assert rows["PT"]["is_person"] == rows[UNKNOWN]["is_person"] == 1


def test_towns_say_where_a_story_is_set(register: Register) -> None:
    """Behind a preposition or in the dateline; a person's name is no town."""
    text = (
        "Quarrel over a bridge\n\nGAZIANTEP - Norway and Portugal met. <s>Kari Kuching</s> said "
        "<c>nobody in Bergen knew</c>."
    )
    found = appearances(register, text + " Turkey and Malaysia waited.")
    numbers = numbers_of(found, "Kari Kuching")
    assert numbers["TR"]["town_first"] == 1
    assert numbers["NO"]["town_near"] == numbers["NO"]["town_spoken_of"] == 1
    assert numbers["NO"]["town_of_page"] == numbers["TR"]["town_of_page"] == 0.5
    assert numbers["MY"]["town_of_meeting"] == 0


def test_who_is_named_in_another_document_is_looked_at_there(register: Register) -> None:
    """Somebody quoted in one document and only met in another."""
    first = "<s>Kari Holm</s> said <c>it rained</c>."
    second = "Portugal came. Kari Holm of Norway waited. <s>Rui Pinto</s> said <c>so</c>."
    evidence = MeetingEvidence(found := appearances(register, first, second))
    (subject,) = (s for s in subjects_of(found) if s.speaker.name == "Kari Holm")
    assert [i for i, _, _ in evidence.places(subject)] == [0, 1]


def test_relative_numbers_are_against_the_best_row() -> None:
    """The best of a column has 0 there; speaker's numbers have no such column."""
    numbers = np.arange(2 * len(FEATURES), dtype=float).reshape(2, -1)
    inputs = relative_numbers(numbers)
    assert inputs.shape == (2, len(INPUTS))
    below = inputs[:, len(FEATURES) : len(FEATURES) + N_OF_SIDE]
    assert below[1].tolist() == [0] * N_OF_SIDE
    assert below[0].tolist() == [-len(FEATURES)] * N_OF_SIDE
    assert inputs[:, -1].tolist() == [2, 2]


def test_guesses_count_as_open() -> None:
    """A side told by the text does not."""
    told = Speaker(name="A", kind="person", side="NO", confidence=0.8)  # type: ignore[arg-type]
    assert not is_open(told)
    assert is_open(replace(told, confidence=0.45))
    assert is_open(replace(told, side=UNKNOWN))


def test_packaged_scorer_is_sound(register: Register) -> None:
    """Probabilities of all answers sum to one; its figures stand in the manifest."""
    packaged = SideScorer.load()
    found = appearances(register, OPEN)
    evidence = MeetingEvidence(found)
    for subject in subjects_of(found):
        chances = packaged.probabilities(evidence.numbers(subject))
        assert chances.shape == (len(evidence.sides) + 1,)
        assert chances.sum() == pytest.approx(1.0)
    figures = packaged.manifest.figures
    assert figures["side_with_scorer"] > figures["side_by_rules"]
