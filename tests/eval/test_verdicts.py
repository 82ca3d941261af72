"""Matters of gold relations, their verdicts, and the grouping measure."""

from __future__ import annotations

from dataclasses import replace

from attribution.reading.dossiers import Dossier, GoldClaim, GoldRelation
from attribution.records import (
    Comparison,
    Meeting,
    Point,
    Relation,
    RelationKind,
    Verdict,
    VerdictKind,
)
from attribution.spans import Span
from eval.verdicts import b_cubed, gold_matters, met_verdicts, with_copies
from tests.wires import CUT, FEES, WIRE, told


def dossier(*relations: tuple[str, str, str]) -> Dossier:
    """Six claims a to f and these relations."""
    claims = tuple(
        GoldClaim(id=name, doc="d", anchor=Span(0, 1), speaker=name, org="", side=name.upper() * 2,
                  quote_type="direct", stance="neutral", act="assert")
        for name in "abcdef"
    )  # fmt: skip
    found = tuple(GoldRelation(*relation) for relation in relations)
    return Dossier(name="x", meeting="m", split="", documents={}, claims=claims, relations=found)


def point(ids: dict[str, tuple[str, ...]], kind: VerdictKind) -> Point:
    """A point of predicted claims by side."""
    side = next(iter(ids)) if kind is VerdictKind.ONLY else None
    return Point(id="p", label="p", verdict=Verdict(kind, side), claims=ids)


def test_relations_join_claims_to_matters() -> None:
    """A chain is one matter; one contradiction disputes it; claims without relation are none."""
    matters = gold_matters(
        dossier(("a", "b", "agree"), ("b", "c", "contradict"), ("d", "e", "partial"))
    )
    assert {(matter.claims, matter.verdict) for matter in matters} == {
        (frozenset("abc"), VerdictKind.DISPUTED), (frozenset("de"), VerdictKind.SCOPE_DIFFERS),
    }  # fmt: skip


def test_verdict_is_that_of_the_point_with_most_claims() -> None:
    """A matter that no point holds is missed; one of which a claim was not found does not count."""
    gold = dossier(("a", "b", "agree"), ("c", "d", "contradict"), ("e", "f", "partial"))
    comparison = Comparison(
        meeting=Meeting(name="m"), sides=("A", "B"), documents={}, claims={},
        points=(
            point({"A": ("1",), "B": ("2",)}, VerdictKind.AGREED),
            point({"A": ("3",)}, VerdictKind.ONLY), point({"B": ("4",)}, VerdictKind.ONLY),
        ),
    )  # fmt: skip
    gold_of = {"1": "a", "2": "b", "3": "c", "4": "d", "5": "e"}
    assert met_verdicts(gold, comparison, gold_of) == [
        (VerdictKind.AGREED, VerdictKind.AGREED), (VerdictKind.DISPUTED, VerdictKind.ONLY),
    ]  # fmt: skip


def test_copies_share_what_is_told_of_a_claim() -> None:
    """Its place in a point and its relations, so that gold labels of any of them are met."""
    one, copy, other = told(WIRE), told(CUT), told(WIRE, FEES)
    relation = Relation(a=one.id, b=other.id, kind=RelationKind.AGREE, score=0.9)
    told_by = point({"SE": (one.id,), "NO": (other.id,)}, VerdictKind.AGREED)
    comparison = with_copies(Comparison(
        meeting=Meeting(name="m"), sides=("SE", "NO"), documents={},
        claims={one.id: one, other.id: other}, copies={one.id: (copy,)},
        points=(replace(told_by, relations=(relation,)),),
    ))  # fmt: skip
    (spread,) = comparison.points
    assert spread.claims == {"SE": (one.id, copy.id), "NO": (other.id,)}
    assert [(r.a, r.b) for r in spread.relations] == [(one.id, other.id), (copy.id, other.id)]
    assert comparison.claims == {one.id: one, copy.id: copy, other.id: other}


def test_b_cubed_by_hand() -> None:
    """Everything in one group has full recall and halved precision."""
    gold = [frozenset("ab"), frozenset("cd")]
    assert b_cubed(gold, gold) == 1.0
    assert b_cubed(gold, [frozenset("abcd")]) == 2 * 0.5 / 1.5
    assert b_cubed(gold, [frozenset(name) for name in "abcd"]) == 2 * 0.5 / 1.5
    assert b_cubed(gold, [frozenset("z")]) == 1.0
