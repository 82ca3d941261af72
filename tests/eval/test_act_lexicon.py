"""Acts from the words of cue and content."""

from __future__ import annotations

import pytest

from attribution.records import Act
from eval.act_lexicon import classify_act


@pytest.mark.parametrize(
    ("cue", "content", "act"),
    [
        ("denied", "that shots were fired", Act.DENY),
        ("rejected", "the allegation that its army had fired first", Act.DENY),
        ("rejected", "the offer of a ten-day truce", Act.DECLINE),
        ("ruled out", "a return to the table", Act.DECLINE),
        ("accused", "Khartoum of breaking the truce", Act.ACCUSE),
        ("condemned", "the strike on the port", Act.ACCUSE),
        ("warned", "that patience had limits", Act.WARN),
        ("called on", "both armies to withdraw", Act.DEMAND),
        ("demanded", "the release of two pilots", Act.DEMAND),
        ("proposed", "a joint commission", Act.PROPOSE),
        ("pledged", "to reopen the crossing", Act.COMMIT),
        ("welcomed", "the return of the envoys", Act.PRAISE),
        ("expressed concern", "over access for inspectors", Act.CONCERN),
        ("agreed", "to exchange lists", Act.AGREE),
        ("said", "both sides had agreed to meet again", Act.AGREE),
        ("said", "the talks were constructive and useful", Act.PRAISE),
        ("said", "the ministry would hold another round in May", Act.COMMIT),
        ("said", "the other side must return the ships", Act.DEMAND),
        ("said", "the report was false", Act.DENY),
        ("said", "they will not sign under pressure", Act.DECLINE),
        ("said", "the army had violated the truce again", Act.ACCUSE),
        ("said", "they stood ready to host the next round", Act.PROPOSE),
        ("described", "the meeting as businesslike", Act.PRAISE),
        ("said", "the delegation arrived on Tuesday", Act.ASSERT),
        (None, "The ministers met for two hours.", Act.ASSERT),
    ],
)
def test_act_of_cue_and_content(cue: str | None, content: str, act: Act) -> None:
    """The cue decides first, then the first telling words of the content."""
    assert classify_act(cue, content).act is act


def test_score_tells_cue_from_content_from_nothing() -> None:
    """A cue verb is surer than a word of the content; a default is least sure."""
    by_cue = classify_act("denied", "it")
    by_content = classify_act("said", "it was false")
    by_default = classify_act("said", "they met")
    assert by_cue.score > by_content.score > by_default.score
