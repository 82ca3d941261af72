"""Negated, future, possible and conditional claims."""

from __future__ import annotations

import pytest

from attribution.records.modality import Modality, Polarity, modality_of, polarity_of


@pytest.mark.parametrize(
    ("content", "polarity"),
    [
        ("the talks were useful", "affirmed"),
        ("no such meeting took place", "negated"),
        ("it did not receive an offer", "negated"),
        ("they didnt ask for the call", "negated"),
        ("Oslo isn’t leaving the table", "negated"),
        ("the minister has not ruled out a second round", "affirmed"),
        ("it was not only useful but frank", "affirmed"),
        ("the crossing opened because nobody objected", "affirmed"),
        ("“We never left.”", "negated"),
    ],
)
def test_polarity(content: str, polarity: str) -> None:
    """The first clause counts; double negations cancel."""
    assert polarity_of(content) is Polarity(polarity)


@pytest.mark.parametrize(
    ("content", "modality"),
    [
        ("the talks were useful", "actual"),
        ("the crossing will reopen on Monday", "future"),
        ("it would continue the dialogue", "future"),
        ("it plans to appeal", "future"),
        ("We’ll be back", "future"),
        ("a deal could come this week", "possible"),
        ("he has not ruled out a visit", "possible"),
        ("it would sign if the shelling stopped", "conditional"),
        ("there will be no talks unless troops leave", "conditional"),
    ],
)
def test_modality(content: str, modality: str) -> None:
    """Condition before possibility before future."""
    assert modality_of(content) is Modality(modality)
