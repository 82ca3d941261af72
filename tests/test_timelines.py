"""Stance of sides and speakers from day to day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from attribution.records import (
    Claim,
    Comparison,
    Meeting,
    Point,
    Speaker,
    SpeakerKind,
    Stance,
    Verdict,
    VerdictKind,
)
from attribution.timelines import StanceDay, StanceLine, stance_lines
from tests.store.examples import make_claim, make_document

MONDAY, FRIDAY = date(2025, 6, 2), date(2025, 6, 6)


def said(
    speaker: str,
    day: date | None,
    stance: Stance,
    *,
    kind: SpeakerKind = SpeakerKind.PERSON,
    published: date | None = None,
) -> Claim:
    """A claim of side SE; every call with other arguments has another id."""
    document = make_document(f"{speaker} {day} {stance} {published} talks", published=published)
    return make_claim(document, "talks", speaker=Speaker(name=speaker, kind=kind, side="SE"),
                      said_on=day, stance=stance)  # fmt: skip


def compared(claims: Sequence[Claim], *, sides: tuple[str, ...] = ("SE",)) -> Comparison:
    """A comparison with one point, which SE alone tells; all claims stand there twice."""
    ids = tuple(claim.id for claim in claims)
    point = Point(id="p", label="Talks", verdict=Verdict(VerdictKind.ONLY, "SE"),
                  claims={"SE": ids})  # fmt: skip
    return Comparison(
        meeting=Meeting(name="Talks"), sides=sides, documents={"SE": 1},
        points=(point, replace(point, id="q")), claims={claim.id: claim for claim in claims},
    )  # fmt: skip


def test_days_are_counted_by_side_and_speaker() -> None:
    """The side first, then who spoke on two days; each claim counts once."""
    comparison = compared([
        said("Karin Lind", FRIDAY, Stance.CRITICAL), said("Karin Lind", MONDAY, Stance.SUPPORTIVE),
        said("Ole Berg", MONDAY, Stance.CRITICAL), said("Ole Berg", MONDAY, Stance.NEUTRAL),
    ])  # fmt: skip
    monday = {Stance.SUPPORTIVE: 1, Stance.NEUTRAL: 1, Stance.CRITICAL: 1}
    assert stance_lines(comparison) == (
        StanceLine("SE", None, (
            StanceDay(MONDAY, monday), StanceDay(FRIDAY, {Stance.CRITICAL: 1}),
        )),
        StanceLine("SE", "Karin Lind", (
            StanceDay(MONDAY, {Stance.SUPPORTIVE: 1}), StanceDay(FRIDAY, {Stance.CRITICAL: 1}),
        )),
    )  # fmt: skip


def test_one_day_is_no_course() -> None:
    """Nor are claims without any day; a claim is dated by its document if by nothing else."""
    assert stance_lines(compared([said("A B", MONDAY, Stance.NEUTRAL)])) == ()
    assert stance_lines(compared([said("A B", None, Stance.NEUTRAL)])) == ()
    comparison = compared([
        said("A B", MONDAY, Stance.NEUTRAL),
        said("A B", None, Stance.CRITICAL, published=FRIDAY),
    ])  # fmt: skip
    side, speaker = stance_lines(comparison)
    assert [one.day for one in side.days] == [MONDAY, FRIDAY]
    assert speaker.days == side.days


def test_unnamed_speakers_are_followed_with_their_side_only() -> None:
    """Two officials may be two people."""
    comparison = compared([
        said("an official", MONDAY, Stance.NEUTRAL, kind=SpeakerKind.UNNAMED),
        said("an official", FRIDAY, Stance.CRITICAL, kind=SpeakerKind.UNNAMED),
    ])  # fmt: skip
    assert [line.speaker for line in stance_lines(comparison)] == [None]


def test_busy_speakers_come_first_and_sides_in_column_order() -> None:
    """Ties go by name."""
    claims = [
        said(name, day, stance)
        for name, stances in (("B", [Stance.NEUTRAL]), ("A", [Stance.NEUTRAL]),
                              ("C", [Stance.NEUTRAL, Stance.CRITICAL]))
        for day in (MONDAY, FRIDAY)
        for stance in stances
    ]  # fmt: skip
    assert [line.speaker for line in stance_lines(compared(claims))] == [None, "C", "A", "B"]


def test_sides_without_a_column_follow() -> None:
    """They speak about the meeting as well."""
    claims = [said("A", day, Stance.NEUTRAL) for day in (MONDAY, FRIDAY)]
    (point, _) = compared(claims).points
    both = replace(point, claims={"SE": point.claims["SE"], "FI": point.claims["SE"]})
    for sides in (("FI",), ("FI", "SE")):
        comparison = replace(compared(claims, sides=sides), points=(both,))
        assert [line.side for line in stance_lines(comparison)] == ["FI", "FI", "SE", "SE"]
