"""Stance, target and act of claims, from the encoder's scores."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from attribution.claimencoder import BlankModel, ClaimEncoder, ClaimScores, MarkedText
from attribution.claimencoder.heads import HEADS, N_COLUMNS, StanceTarget, columns_of
from attribution.records import Act, Attribution, Stance
from attribution.spans import Span
from attribution.stance import read_claims

TEXT = "Lima said that it would gladly sign. Quito called the offer an insult."


def span_of(words: str) -> Span:
    """Where `words` stand in the text."""
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


ATTRIBUTIONS = [
    Attribution(source=span_of("Lima"), cue=span_of("said"),
                contents=(span_of("that it would gladly sign"),)),
    Attribution(source=span_of("Quito"), cue=span_of("called"),
                contents=(span_of("the offer an insult"),)),
]  # fmt: skip


class Told(BlankModel):
    """Sure of one label a head, another for each claim."""

    def claims(self, items: Sequence[MarkedText]) -> ClaimScores:
        """The first claim agrees and the second accuses."""
        columns = np.zeros((len(items), N_COLUMNS))
        for row, labels in zip(
            columns,
            (("agree", "supportive", "talks"), ("accuse", "critical", "proposal")),
            strict=True,
        ):
            for head, label in zip(("act", "stance", "target"), labels, strict=True):
                row[columns_of(head).start + list(HEADS[head]).index(label)] = 3.0
        return ClaimScores(columns, {"stance": 3.0})


def test_most_probable_labels_with_calibrated_scores() -> None:
    """Each head is read for itself; a temperature lowers the score, not the order."""
    ((first, second),) = read_claims([(TEXT, ATTRIBUTIONS)], Told())
    assert (first.act, first.stance, first.target) == (
        Act.AGREE, Stance.SUPPORTIVE, StanceTarget.TALKS,
    )  # fmt: skip
    assert (second.act, second.stance, second.target) == (
        Act.ACCUSE, Stance.CRITICAL, StanceTarget.PROPOSAL,
    )  # fmt: skip
    assert first.stance_score == pytest.approx(np.e / (np.e + 2))
    assert first.act_score == pytest.approx(np.e**3 / (np.e**3 + 10))


def test_no_attributions_give_no_readings() -> None:
    """A text without statements is not an error."""
    assert read_claims([("It rained.", [])], BlankModel()) == [[]]
    assert read_claims([], BlankModel()) == []


@pytest.mark.parametrize("tier", ["accurate", "fast"])
def test_packaged_encoders_read_plain_claims(tier: str) -> None:
    """An insult is an accusation and critical, gladness is not."""
    ((first, second),) = read_claims([(TEXT, ATTRIBUTIONS)], ClaimEncoder.load(tier, n_threads=1))
    assert (second.act, second.stance) == (Act.ACCUSE, Stance.CRITICAL)
    assert first.stance is not Stance.CRITICAL
    assert 0 < first.act_score <= 1
