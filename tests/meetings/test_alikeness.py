"""Similarity of one document with all others, as of two."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from attribution.meetings.alikeness import Alikeness
from attribution.meetings.grouping import similarity_of
from attribution.meetings.profiles import Profile
from attribution.records import MeetingKind, MeetingMention
from attribution.spans import Span

MAX_SHARED = 0.04
DAY = date(2031, 4, 1)


def profile(number: int, **fields: object) -> Profile:
    """A document of some words."""
    chosen = random.Random(number).sample(range(40), 12)
    words = {f"word-{word}": 0.05 * (1 + word % 7) for word in chosen}
    bare = Profile(sha256=str(number), published=None, words=words, sides={}, mentions=())
    return replace(bare, **fields)


def main(**fields: object) -> tuple[MeetingMention, ...]:
    """The main mention of a document."""
    mention = MeetingMention(span=Span(0, 1), kind=MeetingKind.TALKS, is_main=True)
    return (replace(mention, **fields),)


def rows(profiles: list[Profile], filed: dict[str, str] | None = None) -> list[list[float]]:
    """All similarities."""
    alikeness = Alikeness(
        profiles, filed or {}, max_shared=MAX_SHARED, max_days=21, days_between_rounds=3
    )
    return [alikeness.row(i).tolist() for i in range(len(profiles))]


def test_as_of_two() -> None:
    """A row holds what two documents have, where nothing keeps them apart."""
    profiles = [*(profile(number) for number in range(12)), profile(12, words={}),
                profile(13, words={"alone": 1.0})]  # fmt: skip
    for first, row in zip(profiles, rows(profiles), strict=True):
        expected = [similarity_of(first, second, max_shared=MAX_SHARED) for second in profiles]
        own = profiles.index(first)
        expected[own] = row[own]
        assert row == pytest.approx(expected)


@pytest.mark.parametrize(
    ("first", "second", "is_apart"),
    [
        ({"published": DAY}, {"published": DAY + timedelta(days=21)}, False),
        ({"published": DAY}, {"published": DAY + timedelta(days=22)}, True),
        ({"published": DAY}, {}, False),
        ({"mentions": main(round=1)}, {"mentions": main(round=2)}, True),
        ({"mentions": main(round=1)}, {"mentions": main(round=1)}, False),
        ({"mentions": main(round=1)}, {"mentions": main()}, False),
        ({"mentions": main(start=DAY, end=DAY)},
         {"mentions": main(start=DAY + timedelta(days=3), end=DAY + timedelta(days=4))}, True),
        ({"mentions": main(start=DAY, end=DAY + timedelta(days=1))},
         {"mentions": main(start=DAY + timedelta(days=3), end=DAY + timedelta(days=3))}, False),
        ({"mentions": main(start=DAY, end=DAY)}, {"mentions": main()}, False),
    ],
)  # fmt: skip
def test_what_keeps_apart(
    first: dict[str, object], second: dict[str, object], *, is_apart: bool
) -> None:
    """Days of publication, rounds and days of the meeting, where both are known."""
    found = rows([profile(1, **first), profile(2, **second)])
    assert (found[0][1] == -np.inf) is is_apart
    assert found[0][1] == found[1][0]


def test_what_an_analyst_filed() -> None:
    """Documents filed together are alike whatever their days; apart, they are not."""
    far = {"published": DAY + timedelta(days=99)}
    profiles = [profile(1, published=DAY), profile(2, **far), profile(3, **far), profile(4)]
    filed = {"1": "Harbour", "2": "Harbour", "3": "Other"}
    found = rows(profiles, filed)
    assert found[0][1] == 1.0
    assert found[1][2] == -np.inf
    assert found[0][3] == pytest.approx(similarity_of(*profiles[::3], max_shared=MAX_SHARED))
