"""Changed positions, with an encoder that finds "not" contradictory."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pytest
from numpy.typing import NDArray

from attribution.claimencoder import ClaimScores, MarkedText
from attribution.claimencoder.heads import N_COLUMNS, Inference, columns_of
from attribution.comparing import PositionConfig, with_changes
from attribution.comparing.positions import N_LATER, contradiction, find_changes
from attribution.records import (
    UNKNOWN,
    Claim,
    Comparison,
    Meeting,
    Point,
    RelationKind,
    Speaker,
    SpeakerKind,
    Verdict,
    VerdictKind,
)
from tests.store.examples import make_claim, make_document

MONDAY = date(2025, 6, 2)
FRIDAY = MONDAY + timedelta(days=4)


class NotModel:
    """A pair contradicts where one of the two says "not"; it counts what it is asked."""

    n_read = 0

    def claims(self, items: Sequence[MarkedText]) -> ClaimScores:
        """Only pairs may be read."""
        pytest.fail("a single claim was read")

    def matters(self, items: Sequence[MarkedText]) -> NDArray[np.float64]:
        """Only pairs may be read."""
        pytest.fail("a single claim was read")

    def pairs(self, items: Sequence[tuple[MarkedText, MarkedText]]) -> ClaimScores:
        """Sure in both heads; a text with "perhaps" first is read as half a contradiction."""
        self.n_read += len(items)
        columns = np.zeros((len(items), N_COLUMNS))
        kinds, inferences = list(RelationKind), list(Inference)
        for row, (a, b) in zip(columns, items, strict=True):
            differs = (" not " in a.text) != (" not " in b.text)
            sure = 0.0 if "perhaps" in a.text else 9.0
            kind = RelationKind.CONTRADICT if differs else RelationKind.AGREE
            row[columns_of("relation").start + kinds.index(kind)] = sure
            inference = Inference.CONTRADICT if differs else Inference.ENTAIL
            row[columns_of("inference").start + inferences.index(inference)] = sure
        return ClaimScores(columns, {})


def said(content: str, day: date | None, *, name: str = "Karin Lind", side: str = "SE") -> Claim:
    """A claim on a day."""
    document = make_document(f"{name} of {side} said on {day} that {content}.", name=name)
    speaker = Speaker(name=name, kind=SpeakerKind.PERSON, side=side)
    return make_claim(document, content, speaker=speaker, said_on=day)


def compared(*points: Sequence[Claim]) -> Comparison:
    """A comparison of SE and DK with these points."""
    made = []
    for number, members in enumerate(points):
        by_side: dict[str, tuple[str, ...]] = {}
        for claim in members:
            side = claim.speaker.side
            by_side[side] = (*by_side.get(side, ()), claim.id)
        made.append(Point(id=f"p{number}", label="Talks", claims=by_side,
                          verdict=Verdict(VerdictKind.DISPUTED)))  # fmt: skip
    return Comparison(
        meeting=Meeting(name="Talks"), sides=("DK", "SE"), documents={}, points=tuple(made),
        claims={claim.id: claim for members in points for claim in members},
    )  # fmt: skip


def test_a_reversal_is_found_with_both_days() -> None:
    """Denied on Monday and confirmed on Friday, whatever the order in the point."""
    denied = said("the berth would not open", MONDAY)
    confirmed = said("the berth would open", FRIDAY)
    comparison = with_changes(compared([confirmed, denied]), NotModel())
    (change,) = comparison.changes
    assert (change.side, change.point) == ("SE", "p0")
    assert (change.before, change.after) == (denied.id, confirmed.id)
    assert change.score > 0.9


@pytest.mark.parametrize(
    "claims",
    [
        [said("the berth would not open", MONDAY), said("the berth would open", MONDAY)],
        [said("the berth would not open", None), said("the berth would open", FRIDAY)],
        [said("the berth would not open", MONDAY),
         said("the berth would open", FRIDAY, side="DK")],
        [said("the berth would open", MONDAY), said("the berth opens", FRIDAY)],
        [said("perhaps the berth would not open", MONDAY), said("the berth would open", FRIDAY)],
        [said("the berth would not open", MONDAY, name="A resident", side=UNKNOWN),
         said("the berth would open", FRIDAY, name="A trader", side=UNKNOWN)],
    ],
    ids=["same day", "no day", "other side", "no contradiction", "unsure in one order", "no side"],
)  # fmt: skip
def test_what_is_no_change(claims: list[Claim]) -> None:
    """Both days must be known and differ, the side be known and the same, both orders agree."""
    assert find_changes(compared(claims), NotModel()) == ()


def test_claims_of_different_points_are_not_held_together() -> None:
    """What is about another matter cannot be a change."""
    first, second = said("the berth would not open", MONDAY), said("the berth opens", FRIDAY)
    assert find_changes(compared([first], [second]), NotModel()) == ()


def test_speakers_of_one_side_count_together() -> None:
    """It is the side whose position changed."""
    claims = [said("the berth would not open", MONDAY, name="Ole Berg"),
              said("the berth would open", FRIDAY)]  # fmt: skip
    assert len(find_changes(compared(claims), NotModel())) == 1


def test_the_same_days_are_told_once() -> None:
    """Of several pairs between two days about one point the surest stands for all."""
    claims = [
        said(f"the {place} berth would {word}open", day)
        for place in ("outer", "inner")
        for word, day in (("not ", MONDAY), ("", FRIDAY))
    ]
    assert len(find_changes(compared(claims), NotModel())) == 1


def test_changes_stand_in_order() -> None:
    """By side as in the columns, then point, then day."""
    points = [
        [said(f"the {place} berth would {word}open", day, side=side)
         for side in ("SE", "DK") for word, day in (("not ", MONDAY), ("", FRIDAY))]
        for place in ("outer", "inner")
    ]  # fmt: skip
    found = find_changes(compared(*points), NotModel())
    assert [(c.side, c.point) for c in found] == [
        ("DK", "p0"), ("DK", "p1"), ("SE", "p0"), ("SE", "p1"),
    ]  # fmt: skip


def test_reading_is_bounded_and_takes_the_likeliest() -> None:
    """At most so many pairs are read, those that differ on the surface first."""
    claims = [said(f"matter {i} is open", MONDAY + timedelta(days=i)) for i in range(N_LATER + 9)]
    claims.append(said("the quay would not stay open", MONDAY))
    claims.append(said("the quay would stay open", FRIDAY))
    model = NotModel()
    found = find_changes(compared(claims), model, config=PositionConfig(n_pairs=1))
    assert model.n_read == 2
    assert [(c.before, c.after) for c in found] == [(claims[-2].id, claims[-1].id)]
    find_changes(compared(claims), model, config=PositionConfig(n_pairs=5))
    assert model.n_read <= 2 + 10
    assert find_changes(compared(), NotModel()) == ()


def test_the_order_of_claims_does_not_matter() -> None:
    """The same pairs are read and shown."""
    claims = [
        said(f"the {place} berth would {word}open", day)
        for place in ("outer", "inner", "old")
        for word, day in (("not ", MONDAY), ("", FRIDAY))
    ]
    there = find_changes(compared(claims), NotModel(), config=PositionConfig(n_pairs=3))
    back = find_changes(compared(claims[::-1]), NotModel(), config=PositionConfig(n_pairs=3))
    assert there == back


def test_wrong_settings() -> None:
    """Values that read nothing or show everything are refused."""
    with pytest.raises(ValueError, match="n_pairs is 0"):
        PositionConfig(n_pairs=0)
    with pytest.raises(ValueError, match=r"least_score is 0\.5"):
        PositionConfig(least_score=0.5)


def test_no_pairs_need_no_model() -> None:
    """An empty list is an empty array."""
    assert contradiction([], NotModel()).shape == (0,)
