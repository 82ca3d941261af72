"""Matters and verdicts of a labelled dossier, and how well a comparison's points meet them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from attribution.reading.dossiers import Dossier
from attribution.records import Comparison, RelationKind, VerdictKind

__all__ = ["Matter", "b_cubed", "gold_matters", "met_verdicts", "with_copies"]


@dataclass(frozen=True, slots=True)
class Matter:
    """Gold claims that relations join, directly or by way of others, and their verdict."""

    claims: frozenset[str]
    verdict: VerdictKind


def gold_matters(dossier: Dossier) -> list[Matter]:
    """The matters of a dossier that two or more sides speak of.

    The verdict follows the product's rule: disputed with any contradiction; agreed where
    agreements are at least as many as differences of scope; else scope differs.
    """
    group = {claim.id: claim.id for claim in dossier.claims}

    def root(name: str) -> str:
        while group[name] != name:
            name = group[name]
        return name

    for relation in dossier.relations:
        group[root(relation.a)] = root(relation.b)
    members: dict[str, set[str]] = {}
    kinds: dict[str, Counter[str]] = {}
    for name in group:
        members.setdefault(root(name), set()).add(name)
    for relation in dossier.relations:
        kinds.setdefault(root(relation.a), Counter())[relation.relation] += 1
    return [Matter(frozenset(members[name]), _verdict(count)) for name, count in kinds.items()]


def _verdict(kinds: Mapping[str, int]) -> VerdictKind:
    if kinds.get(RelationKind.CONTRADICT):
        return VerdictKind.DISPUTED
    agreed, partial = kinds.get(RelationKind.AGREE, 0), kinds.get(RelationKind.PARTIAL, 0)
    return VerdictKind.AGREED if agreed >= partial else VerdictKind.SCOPE_DIFFERS


def met_verdicts(
    dossier: Dossier, comparison: Comparison, gold_of: Mapping[str, str]
) -> list[tuple[VerdictKind, VerdictKind | None]]:
    """(gold, predicted) verdict of each matter with two or more claims that were found.

    A matter is met by the point that holds most of its claims; of points that hold equally
    many, by the one whose verdict is told by more sides.

    Args:
        dossier: gold.
        comparison: predicted.
        gold_of: predicted claim id → gold id, of found claims.
    """
    points = []
    for point in comparison.points:
        ids = {gold_of[i] for ids in point.claims.values() for i in ids if i in gold_of}
        points.append((ids, len(point.claims), point.verdict.kind))
    found = set(gold_of.values())
    pairs: list[tuple[VerdictKind, VerdictKind | None]] = []
    for matter in gold_matters(dossier):
        if len(matter.claims & found) < 2:
            continue
        best = max(points, key=lambda p: (len(p[0] & matter.claims), p[1]), default=None)
        met = best is not None and best[0] & matter.claims
        pairs.append((matter.verdict, best[2] if best is not None and met else None))
    return pairs


def with_copies(comparison: Comparison) -> Comparison:
    """The comparison with the copies of each claim beside it, in points and relations alike."""

    def all_of(name: str) -> list[str]:
        return [name, *(copy.id for copy in comparison.copies.get(name, ()))]

    points = tuple(
        replace(
            point,
            claims={
                side: tuple(one for name in names for one in all_of(name))
                for side, names in point.claims.items()
            },
            relations=tuple(
                replace(relation, a=a, b=b)
                for relation in point.relations
                for a in all_of(relation.a)
                for b in all_of(relation.b)
            ),
        )
        for point in comparison.points
    )
    copies = {copy.id: copy for others in comparison.copies.values() for copy in others}
    return replace(comparison, points=points, claims={**comparison.claims, **copies}, copies={})


def b_cubed(gold: Sequence[frozenset[str]], predicted: Sequence[frozenset[str]]) -> float:
    """F1 of groupings by B-cubed (Bagga and Baldwin, 1998), over items that both hold."""
    of_gold = {name: group for group in gold for name in group}
    of_predicted = {name: group for group in predicted for name in group}
    shared = set(of_gold) & set(of_predicted)
    if not shared:
        return 1.0
    precision = recall = 0.0
    for name in shared:
        mine, theirs = of_predicted[name] & shared, of_gold[name] & shared
        precision += len(mine & theirs) / len(mine)
        recall += len(mine & theirs) / len(theirs)
    precision, recall = precision / len(shared), recall / len(shared)
    return 2 * precision * recall / (precision + recall)
