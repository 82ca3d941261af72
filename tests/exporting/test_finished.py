"""Comparisons kept whole, and the key that tells whether one still holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from attribution.comparing import compare_claims
from attribution.exporting import comparison_bytes, comparison_from_bytes, comparison_key
from attribution.records import Claim, PositionChange, Stance
from tests.comparing.test_comparison import MEETING, TopicModel, claim
from tests.wires import COPIED

CLAIMS = [
    claim("the border will open", "AM"), claim("the border opens", "AZ"),
    claim("no trade deal was made", "AZ"), claim("a trade deal was made", "AM"),
]  # fmt: skip


def test_a_kept_comparison_comes_back_whole() -> None:
    """Points, verdicts, silence, relations with their signals, changes: nothing is lost."""
    meeting = replace(MEETING, sides=("AM", "AZ", "GE"))
    compared = compare_claims(CLAIMS, meeting=meeting, model=TopicModel())
    change = PositionChange(
        side="AM", point=compared.points[0].id, before=CLAIMS[0].id, after=CLAIMS[3].id, score=0.9
    )
    comparison = replace(compared, changes=(change,))
    assert any(relation.signals for point in comparison.points for relation in point.relations)
    kept = comparison_bytes(comparison)
    restored = comparison_from_bytes(kept, CLAIMS, meeting=meeting)
    assert restored == comparison
    assert restored is not None
    assert list(restored.claims) == list(comparison.claims)
    assert list(restored.documents) == list(comparison.documents)


def test_copies_come_back() -> None:
    """With the claim that stands for them; without one of them nothing is taken."""
    claims = [claim for claims in COPIED.values() for claim in claims]
    comparison = compare_claims(claims, meeting=MEETING, model=TopicModel())
    assert [len(others) for others in comparison.copies.values()] == [2, 2, 1]
    kept = comparison_bytes(comparison)
    assert comparison_from_bytes(kept, claims, meeting=MEETING) == comparison
    last = comparison.copies[claims[0].id][-1]
    rest = [claim for claim in claims if claim is not last]
    assert comparison_from_bytes(kept, rest, meeting=MEETING) is None


def test_bytes_of_other_claims_are_no_comparison() -> None:
    """A comparison that names a claim that is not there is not taken."""
    kept = comparison_bytes(compare_claims(CLAIMS, meeting=MEETING, model=TopicModel()))
    assert comparison_from_bytes(kept, CLAIMS[:2], meeting=MEETING) is None


@given(st.binary(max_size=60))
def test_any_other_bytes_are_no_comparison(kept: bytes) -> None:
    """Whatever stands there, nothing is raised."""
    assert comparison_from_bytes(kept, CLAIMS, meeting=MEETING) is None


def key(claims: Sequence[Claim], *, version: str = "1", sides: tuple[str, ...] = ()) -> bytes:
    """The key of a comparison of `claims`."""
    return comparison_key(claims, meeting=replace(MEETING, sides=sides), version=version)


def test_every_input_changes_the_key() -> None:
    """A field of a claim, its speaker, its document; the columns; the models."""
    first = CLAIMS[0]
    others = [
        replace(first, speaker=replace(first.speaker, side="GE")),
        replace(first, stance=Stance.CRITICAL),
        replace(first, said_on=date(2025, 5, 1)),
        replace(first, attribution=replace(first.attribution, confidence=0.5)),
        replace(first, document=replace(first.document, text=first.document.text + ".")),
        replace(first, document=replace(first.document, published=date(2025, 5, 1))),
    ]
    keys = [key([changed, *CLAIMS[1:]]) for changed in (first, *others)]
    keys += [key(CLAIMS[:3]), key(CLAIMS, version="2"), key(CLAIMS, sides=("AM", "AZ"))]
    assert len(set(keys)) == len(keys)
    assert key([replace(one) for one in CLAIMS]) == keys[0]
