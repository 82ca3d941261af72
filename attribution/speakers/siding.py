"""A trained scorer names the side of speakers whom no rule could place, or says that none is told.

Its answers are guesses from everything that a meeting's documents say (`evidence`); they carry
its probability and say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from attribution.encoders import read_manifest, weights_folder
from attribution.records import UNKNOWN, Speaker
from attribution.speakers.evidence import (
    FEATURES,
    N_OF_SIDE,
    Appearance,
    MeetingEvidence,
    Subject,
    subjects_of,
)
from attribution.speakers.pointed import is_open
from attribution.speakers.pointing import Chooser, Pointer
from attribution.speakers.scene import by_meeting
from attribution.speakers.staff import owners_of
from attribution.speakers.statebodies import completed
from attribution.trees import BoostedTrees

__all__ = ["INPUTS", "TREES_FILE", "SideScorer", "relative_numbers", "tell_all_sides", "tell_sides"]

TREES_FILE: Final = "trees.json"
INPUTS: Final = (*FEATURES, *(f"{name}_below_best" for name in FEATURES[:N_OF_SIDE]), "n_rows")
"""Names of the numbers that the trees see of each side."""


def relative_numbers(numbers: NDArray[np.float64]) -> NDArray[np.float64]:
    """(n_rows, n_inputs) from one subject's (n_rows, n_features): also against the best row."""
    of_side = numbers[:, :N_OF_SIDE]
    below = of_side - of_side.max(axis=0, keepdims=True)
    return np.hstack([numbers, below, np.full((len(numbers), 1), float(len(numbers)))])


class SideScorer:
    """How probable each side of a meeting is for a speaker.

    Attributes:
        pointer: weighs whom pronouns mean, since a side is told of who that is.
    """

    def __init__(self, folder: Path, *, pointer: Chooser | None = None) -> None:
        """Read trees and manifest in `folder`.

        Args:
            folder: of the trees.
            pointer: that speakers are resolved with; rules alone point without.

        Raises:
            ModelError: if a file is missing or damaged.
        """
        self.manifest = read_manifest(folder)
        self.pointer = pointer
        self._thresholds = self.manifest.settings
        self._trees = BoostedTrees.read(folder / TREES_FILE, features=INPUTS)

    @classmethod
    def load(cls) -> SideScorer:
        """The scorer that ships with the package."""
        return cls(weights_folder("sides"), pointer=Pointer.load())

    def threshold(self, n_documents: int) -> float:
        """Least probability of an answer that is given; a document alone says less of a side."""
        name = "threshold" if n_documents > 1 else "threshold_alone"
        return float(self._thresholds.get(name, 1.0))

    def probabilities(self, numbers: NDArray[np.float64]) -> NDArray[np.float64]:
        """(n_sides + 1,), summing to 1, from `MeetingEvidence.numbers`; the last is none."""
        scores = 1 / (1 + np.exp(-self._trees.logits(relative_numbers(numbers))))
        return np.asarray(scores / scores.sum(), dtype=np.float64)


def tell_all_sides(appearances: Sequence[Appearance], scorer: SideScorer) -> list[list[Speaker]]:
    """The speakers of each document, with sides where the rules left them open."""
    speakers: dict[int, list[Speaker]] = {}
    for together in by_meeting([appearance.document for appearance in appearances]):
        told = tell_sides([appearances[i] for i in together], scorer)
        for i, of_one in zip(together, told, strict=True):
            register = appearances[i].scene.register
            speakers[i] = [completed(register, speaker) for speaker in of_one]
    return [speakers[i] for i in range(len(appearances))]


def tell_sides(appearances: Sequence[Appearance], scorer: SideScorer) -> list[list[Speaker]]:
    """The speakers of a meeting's documents, those that the rules left open with likely sides.

    Args:
        appearances: the documents of one meeting.
        scorer: tells how probable each side is, and from where on to say so.

    Returns:
        For each document a speaker an attribution, in order.
    """
    speakers = [list(appearance.speakers) for appearance in appearances]
    subjects = subjects_of(appearances)
    if not any(is_open(subject.speaker) for subject in subjects):
        return speakers
    evidence = MeetingEvidence(appearances)
    answers = [*evidence.sides, UNKNOWN]
    threshold = scorer.threshold(len(appearances))
    told = {i: (s.speaker.side, s.speaker.confidence) for i, s in enumerate(subjects)}
    for i, subject in enumerate(subjects):
        if is_open(subject.speaker):
            probabilities = scorer.probabilities(evidence.numbers(subject))
            best = int(probabilities.argmax())
            chance = float(probabilities[best])
            told[i] = (answers[best] if chance >= threshold else subject.speaker.side, chance)
    for i, owner in owners_of(subjects, evidence).items():
        if is_open(subjects[i].speaker) and told[owner][0] != UNKNOWN:
            told[i] = told[owner]
    for i, subject in enumerate(subjects):
        if is_open(subject.speaker):
            _place(speakers, subject, *told[i])
    return speakers


def _place(
    speakers: Sequence[list[Speaker]], subject: Subject, side: str, probability: float
) -> None:
    """Give `side` to the statements of the subject that share its open or guessed side."""
    for i, j in subject.statements:
        known = speakers[i][j]
        if known.side != side and (is_open(known) or known.side == subject.speaker.side):
            # The body of a guess that is overruled is no longer whom somebody speaks for.
            organisation = known.organisation if known.side == UNKNOWN else None
            speakers[i][j] = replace(
                known, side=side, organisation=organisation, confidence=round(probability, 2),
                resolved_by=f"{known.resolved_by}; side scored by what stands near",
            )  # fmt: skip
