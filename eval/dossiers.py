"""Score whole dossiers: claims, speakers, sides, stance, act, quotation, relations.

`python -m eval.dossiers --data DIR [--split dev] [--errors 50] [--json FILE]`
scores every dossier below DIR with the packaged models.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from attribution.actors import Register
from attribution.comparing import RelationScorer, compare_claims
from attribution.errors import AttributionError
from attribution.pipeline import Analyser, is_default_claim
from attribution.reading.dossiers import Dossier, GoldClaim, match_claims, read_split
from attribution.records import (
    Act,
    Claim,
    Comparison,
    Meeting,
    RelationKind,
    Stance,
    VerdictKind,
)
from attribution.tagging import DEFAULT_TIER, TIERS
from eval.measures import Counts, Interval, bootstrap
from eval.names import sides_right, speaker_is_right
from eval.verdicts import b_cubed, gold_matters, met_verdicts, with_copies

RELATIONS: Final = (RelationKind.CONTRADICT, RelationKind.AGREE, RelationKind.PARTIAL)


@dataclass(frozen=True, slots=True)
class Pairing:
    """A gold claim and the predicted claim that found it."""

    gold: GoldClaim
    claim: Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One dossier with what was predicted for it.

    Attributes:
        pairings: found gold claims.
        missed: gold claims nothing covers.
        spurious: predicted claims that cover no gold anchor of their own.
        relations: (kind, gold pair or None) of every predicted relation.
        verdicts: (gold, predicted) of every matter of two or more sides.
        grouping: B-cubed F1 of the points, 0 to 1.
    """

    dossier: Dossier
    pairings: tuple[Pairing, ...]
    missed: tuple[GoldClaim, ...]
    spurious: tuple[Claim, ...]
    relations: tuple[tuple[RelationKind, frozenset[str] | None], ...]
    verdicts: tuple[tuple[VerdictKind, VerdictKind | None], ...] = ()
    grouping: float = 1.0


def score_dossier(
    dossier: Dossier, analyser: Analyser, *, scorer: RelationScorer | None = None
) -> Scored:
    """Analyse and compare a dossier's documents and match them with its gold labels."""
    names = list(dossier.documents)
    analysed = analyser.analyse(list(dossier.documents.values()))
    matched: dict[str, Claim] = {}
    everything: list[Claim] = []
    for name, claims in zip(names, analysed, strict=True):
        shown = [claim for claim in claims if is_default_claim(claim)]
        everything += shown
        matched |= match_claims([g for g in dossier.claims if g.doc == name], shown)
    gold_of = {claim.id: gold_id for gold_id, claim in matched.items()}
    # Gold labels each document by itself: what is told of a claim is told of its copies.
    comparison = with_copies(compare_claims(
        everything, meeting=Meeting(name=dossier.meeting), model=analyser.claim_model,
        scorer=scorer,
    ))  # fmt: skip
    predicted = {
        (relation.kind, frozenset((relation.a, relation.b)))
        for point in comparison.points
        for relation in point.relations
    }
    relations = tuple(
        (kind, frozenset(gold_of[i] for i in pair) if all(i in gold_of for i in pair) else None)
        for kind, pair in sorted(predicted, key=lambda r: (r[0], sorted(r[1])))
    )
    return Scored(
        dossier=dossier,
        pairings=tuple(Pairing(g, matched[g.id]) for g in dossier.claims if g.id in matched),
        missed=tuple(g for g in dossier.claims if g.id not in matched),
        spurious=tuple(claim for claim in everything if claim.id not in gold_of),
        relations=relations,
        verdicts=tuple(met_verdicts(dossier, comparison, gold_of)),
        grouping=_grouping(dossier, comparison, gold_of),
    )


def _grouping(dossier: Dossier, comparison: Comparison, gold_of: Mapping[str, str]) -> float:
    """B-cubed of points, over claims that some relation joins to another."""
    points = [
        frozenset(gold_of[i] for ids in point.claims.values() for i in ids if i in gold_of)
        for point in comparison.points
    ]
    return b_cubed([matter.claims for matter in gold_matters(dossier)], points)


def claim_counts(scored: Scored) -> Counts:
    """Claims found among gold and predicted ones."""
    n_found = len(scored.pairings)
    return Counts(n_found, n_found + len(scored.missed), n_found + len(scored.spurious))


def relation_counts(scored: Scored, kind: RelationKind, *, found_only: bool) -> Counts:
    """Relations of one kind; with `found_only` only between claims that were found."""
    found = {pairing.gold.id for pairing in scored.pairings}
    gold = {frozenset((r.a, r.b)) for r in scored.dossier.relations if r.relation == kind}
    predicted = [pair for k, pair in scored.relations if k is kind]
    if found_only:
        gold = {pair for pair in gold if pair <= found}
        predicted = [pair for pair in predicted if pair is not None]
    return Counts(sum(pair in gold for pair in predicted), len(gold), len(predicted))


def relation_f1(scored: Sequence[Scored], kind: RelationKind, *, found_only: bool) -> float:
    """F1 of relations of one kind over several dossiers."""
    return sum((relation_counts(s, kind, found_only=found_only) for s in scored), Counts()).f1


def relations_told(scored: Sequence[Scored]) -> Counts:
    """Relations of every kind between found claims, right where kind and claims are."""
    return sum(
        (relation_counts(s, kind, found_only=True) for s in scored for kind in RELATIONS), Counts()
    )


def macro_f1(scored: Sequence[Scored], labels: Sequence[str], gold: Callable[[GoldClaim], str],
             predicted: Callable[[Claim], str]) -> float:  # fmt: skip
    """Unweighted mean F1 of the labels that gold or prediction use, over found claims."""
    pairs = [(gold(p.gold), predicted(p.claim)) for s in scored for p in s.pairings]
    used = [label for label in labels if any(label in pair for pair in pairs)]
    if not used:
        return 1.0
    counts = [
        Counts(
            sum(g == p == label for g, p in pairs),
            sum(g == label for g, _ in pairs),
            sum(p == label for _, p in pairs),
        )
        for label in used
    ]
    return sum(c.f1 for c in counts) / len(used)


def share_right(scored: Sequence[Scored], is_right: Callable[[Pairing], bool]) -> float:
    """Share of found claims for which `is_right`; 1 when none was found."""
    pairings = [pairing for s in scored for pairing in s.pairings]
    return sum(map(is_right, pairings)) / len(pairings) if pairings else 1.0


def verdict_accuracy(scored: Sequence[Scored]) -> float:
    """Share of the matters of two or more sides whose verdict is right."""
    pairs = [pair for s in scored for pair in s.verdicts]
    return sum(gold == predicted for gold, predicted in pairs) / len(pairs) if pairs else 1.0


def figures(scored: Sequence[Scored], register: Register, *, n_samples: int) -> dict[str, Interval]:
    """All figures with bootstrap intervals over dossiers, in percent."""
    right_speaker = {
        id(p): speaker_is_right(p.gold, p.claim, register) for s in scored for p in s.pairings
    }

    right_side = {
        id(p): right
        for s in scored
        for p, right in zip(
            s.pairings,
            sides_right([(p.gold.side, p.claim.speaker.side) for p in s.pairings], register),
            strict=True,
        )
    }

    def claims(sample: Sequence[Scored]) -> Counts:
        return sum(map(claim_counts, sample), Counts())

    measures: dict[str, Callable[[Sequence[Scored]], float]] = {
        "claims found, recall": lambda s: claims(s).recall,
        "claims found, precision": lambda s: claims(s).precision,
        "speaker right": lambda s: share_right(s, lambda p: right_speaker[id(p)]),
        "side right": lambda s: share_right(s, lambda p: right_side[id(p)]),
        "quote type right": lambda s: share_right(
            s, lambda p: p.gold.quote_type == p.claim.attribution.quote_type
        ),
        "stance macro-F1": lambda s: macro_f1(
            s, list(Stance), lambda g: g.stance, lambda c: c.stance
        ),
        "act macro-F1": lambda s: macro_f1(s, list(Act), lambda g: g.act, lambda c: c.act),
    }
    for kind in RELATIONS:
        for found_only, words in ((True, "of found claims"), (False, "of all claims")):
            measures[f"{kind.value} F1 {words}"] = partial(
                relation_f1, kind=kind, found_only=found_only
            )
    measures["relations of found claims, recall"] = lambda s: relations_told(s).recall
    measures["relations of found claims, precision"] = lambda s: relations_told(s).precision
    measures["verdict right"] = verdict_accuracy
    measures["points, B-cubed F1"] = lambda s: sum(d.grouping for d in s) / max(1, len(s))
    return {
        name: bootstrap(scored, measure, n_samples=n_samples) for name, measure in measures.items()
    }


def error_lines(scored: Sequence[Scored], register: Register) -> list[str]:
    """One line an error: what was expected, what was found, and the words."""
    lines: list[str] = []
    for s in scored:
        where = s.dossier.name
        for g in s.missed:
            text = s.dossier.documents[g.doc].text
            lines.append(f"{where} {g.doc} missed {g.id}: {g.speaker}: {g.anchor.slice(text)!r}")
        lines += [
            f"{where} {Path(c.document.name).stem} spurious: {c.speaker.name} [{c.cue_text}] "
            f"{_short(c.content_text)}"
            for c in s.spurious
        ]
        for p in s.pairings:
            lines += [f"{where} {p.gold.doc} {p.gold.id} {e}" for e in _label_errors(p, register)]
        found = {(k, pair) for k, pair in s.relations}
        lines += [
            f"{where} relation {r.a}–{r.b}: {r.relation} not found"
            for r in s.dossier.relations
            if (RelationKind(r.relation), frozenset((r.a, r.b))) not in found
        ]
        labelled = {frozenset((r.a, r.b)): r.relation for r in s.dossier.relations}
        lines += [
            f"{where} relation {'–'.join(sorted(pair))}: {kind.value} shown, labelled "
            f"{labelled.get(pair, 'nothing')}"
            for kind, pair in s.relations
            if pair is not None and labelled.get(pair) != kind.value
        ]
    return lines


def _label_errors(pairing: Pairing, register: Register) -> list[str]:
    gold, claim = pairing.gold, pairing.claim
    errors: list[str] = []
    if not speaker_is_right(gold, claim, register):
        errors.append(f"speaker: {gold.speaker!r} / {gold.org!r}, got {claim.speaker.name!r} "
                      f"/ {claim.speaker.organisation!r} from {claim.source_text!r}")  # fmt: skip
    for name, expected, got in (
        ("side", gold.side, claim.speaker.side),
        ("quote type", gold.quote_type, claim.attribution.quote_type),
        ("stance", gold.stance, claim.stance),
        ("act", gold.act, claim.act),
    ):
        if expected != got:
            errors.append(f"{name}: {expected}, got {got}: {claim.source_text!r} "
                          f"[{claim.cue_text}] {_short(claim.content_text)}")  # fmt: skip
    return errors


def _short(text: str) -> str:
    return " ".join(text.split())[:110]


def as_table(scored: Sequence[Scored], table: dict[str, Interval]) -> dict[str, Any]:
    """The figures as JSON."""
    return {
        "dossiers": [s.dossier.name for s in scored],
        "n_gold_claims": sum(len(s.dossier.claims) for s in scored),
        "figures": {
            name: {"value": round(i.value, 2), "low": round(i.low, 2), "high": round(i.high, 2)}
            for name, i in table.items()
        },
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Command line; exit code 2 on unusable input."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", help="only dossiers of this split")
    parser.add_argument("--model", default=DEFAULT_TIER, choices=TIERS)
    parser.add_argument("--errors", type=int, default=0, help="print so many errors")
    parser.add_argument("--samples", type=int, default=1000, help="bootstrap samples")
    parser.add_argument("--json", type=Path, help="write the figures there")
    arguments = parser.parse_args(argv)
    try:
        dossiers = read_split(arguments.data, arguments.split)
        analyser = Analyser.load(tier=arguments.model)
        scorer = RelationScorer.load(arguments.model)
    except AttributionError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    scored = [score_dossier(dossier, analyser, scorer=scorer) for dossier in dossiers]
    table = figures(scored, analyser.register, n_samples=arguments.samples)
    for s in scored:
        n = claim_counts(s)
        print(f"{s.dossier.name}: {n.n_hits} of {n.n_gold} claims found, "
              f"{len(s.spurious)} spurious")  # fmt: skip
    for name, interval in table.items():
        print(f"{name:<36}{interval!s:>22}")
    for line in error_lines(scored, analyser.register)[: arguments.errors]:
        print(line)
    if arguments.json:
        text = json.dumps(as_table(scored, table), indent=1, ensure_ascii=False)
        arguments.json.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
