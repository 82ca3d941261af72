"""Score the claim encoder on pairs: public inference sets, and relations of labelled dossiers.

`python -m eval.pairs --data ../shared/data/pairs [--dossiers eval/gold/dossiers --split dev]`
On the dossiers every pair of found claims of different sides is scored, with the figures of two
baselines beside it: cosine similarity alone, and similarity with a rule for negations.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from attribution.claimencoder import ClaimEncoder, MarkedText, matter_wording
from attribution.claimencoder.heads import Inference
from attribution.comparing import ComparisonConfig, RelationScorer
from attribution.comparing.relations import RelationConfig, decide, relate_claims
from attribution.comparing.signals import negates
from attribution.pipeline import Analyser, is_default_claim
from attribution.reading.dossiers import Dossier, match_claims, read_split
from attribution.reading.jsonl import read_jsonl
from attribution.records import JOINT, Claim, RelationKind
from eval.command_line import run_scoring, scoring_parser
from eval.measures import Counts, bootstrap

INFERENCE_SETS = ("lingnli_val", "conjnli_dev", "cad_nli_dev")
KINDS = (RelationKind.CONTRADICT, RelationKind.AGREE, RelationKind.PARTIAL)
Labels = list[tuple[RelationKind, RelationKind]]


@dataclass(frozen=True, slots=True, eq=False)
class GoldPairs:
    """Pairs of found claims of one dossier.

    Attributes:
        claims: pairs.
        gold: the relation of each.
        probabilities: (n, 4) by the claim encoder.
        cosine: (n,) of the claims' vectors.
    """

    claims: Sequence[tuple[Claim, Claim]]
    gold: Sequence[RelationKind]
    probabilities: NDArray[np.float64]
    cosine: NDArray[np.float64]


def inference_accuracy(path: Path, model: ClaimEncoder) -> tuple[float, int]:
    """Share of premise and hypothesis pairs labelled right, and their number."""
    rows = list(read_jsonl(path))
    labels = tuple(label.value for label in Inference)
    pairs = [(MarkedText(r["premise"]), MarkedText(r["hypothesis"])) for r in rows]
    best = model.pairs(pairs).probabilities("inference").argmax(1)
    hits = [labels[int(i)] == row["label"] for i, row in zip(best, rows, strict=True)]
    return sum(hits) / len(hits), len(hits)


def claimdiff_area(path: Path, model: ClaimEncoder) -> tuple[float, int]:
    """Area under the curve: does `contradict` rank pairs that weaken above the others?"""
    rows = list(read_jsonl(path))
    pairs = [(MarkedText(r["claim_a"]), MarkedText(r["claim_b"])) for r in rows]
    scores = model.pairs(pairs).probabilities("relation")
    contradict = scores[:, list(RelationKind).index(RelationKind.CONTRADICT)]
    weak = np.array([row["label"] == "weaken" for row in rows])
    above = (contradict[weak][:, None] > contradict[~weak][None, :]).mean()
    ties = (contradict[weak][:, None] == contradict[~weak][None, :]).mean()
    return float(above + ties / 2), len(rows)


def gold_pairs(
    dossier: Dossier, analyser: Analyser, *, scorer: RelationScorer | None = None
) -> GoldPairs:
    """Every pair of found claims whose gold sides differ."""
    found: dict[str, Claim] = {}
    analysed = analyser.analyse(list(dossier.documents.values()))
    for name, claims in zip(dossier.documents, analysed, strict=True):
        shown = [claim for claim in claims if is_default_claim(claim)]
        found |= match_claims([g for g in dossier.claims if g.doc == name], shown)
    side = {gold.id: gold.side for gold in dossier.claims}
    kinds = {frozenset((r.a, r.b)): RelationKind(r.relation) for r in dossier.relations}
    names = [n for n in found if side[n] != JOINT]
    pairs = [(a, b) for a, b in combinations(names, 2) if side[a] != side[b]]
    claims = [found[name] for name in names]
    at = {name: i for i, name in enumerate(names)}
    indices = [(at[a], at[b]) for a, b in pairs]
    model = analyser.claim_model
    vectors = model.matters([matter_wording(claim) for claim in claims])
    return GoldPairs(
        claims=[(found[a], found[b]) for a, b in pairs],
        gold=[kinds.get(frozenset(pair), RelationKind.UNRELATED) for pair in pairs],
        probabilities=relate_claims(claims, vectors, indices, model, scorer=scorer),
        cosine=np.array([vectors[i] @ vectors[j] for i, j in indices]),
    )


def predicted(pairs: GoldPairs, config: RelationConfig) -> Labels:
    """(gold, predicted) by the claim encoder."""
    return [
        (gold, decide(a, b, row, config).kind)
        for gold, (a, b), row in zip(pairs.gold, pairs.claims, pairs.probabilities, strict=True)
    ]


def by_cosine(pairs: GoldPairs, *, threshold: float, sees_negation: bool) -> Labels:
    """Baselines: near claims agree; with negation, they contradict where one side negates."""
    labels: Labels = []
    for gold, (a, b), cosine in zip(pairs.gold, pairs.claims, pairs.cosine, strict=True):
        kind = RelationKind.AGREE if cosine >= threshold else RelationKind.UNRELATED
        opposed = negates(a.content_text) != negates(b.content_text)
        if sees_negation and kind is RelationKind.AGREE and opposed:
            kind = RelationKind.CONTRADICT
        labels.append((gold, kind))
    return labels


def relation_f1(labels: Sequence[Labels], kind: RelationKind) -> float:
    """F1 of one kind over several dossiers."""
    pairs = [pair for dossier in labels for pair in dossier]
    return Counts(
        sum(g == p == kind for g, p in pairs),
        sum(g == kind for g, _ in pairs),
        sum(p == kind for _, p in pairs),
    ).f1


def report_dossiers(dossiers: Sequence[Dossier], *, n_samples: int, tier: str) -> dict[str, Any]:
    """Print and return F1 of each kind, of the claim encoder and of the baselines."""
    analyser = Analyser.load(tier=tier)
    scorer = RelationScorer.load(tier)
    scored = [gold_pairs(dossier, analyser, scorer=scorer) for dossier in dossiers]
    config = ComparisonConfig.of(scorer).relations if scorer else RelationConfig()
    n_pairs = sum(len(s.gold) for s in scored)
    n_related = sum(g is not RelationKind.UNRELATED for s in scored for g in s.gold)
    print(f"{len(dossiers)} dossiers, {n_pairs} pairs of found claims, {n_related} related")
    systems: Mapping[str, list[Labels]] = {
        "claim encoder": [predicted(s, config) for s in scored],
        "cosine only": [by_cosine(s, threshold=0.5, sees_negation=False) for s in scored],
        "negation rule": [by_cosine(s, threshold=0.5, sees_negation=True) for s in scored],
    }
    table: dict[str, Any] = {}
    for name, labels in systems.items():
        for kind in KINDS:
            interval = bootstrap(labels, partial(relation_f1, kind=kind), n_samples=n_samples)
            print(f"{name:<16}{kind.value:<12}{interval!s:>22}")
            table[f"{name}, {kind.value}"] = round(interval.value, 1)
    return table


def report_public(data: Path, model: ClaimEncoder) -> dict[str, Any]:
    """Print and return accuracy on the public sets that are there."""
    table: dict[str, Any] = {}
    for name in INFERENCE_SETS:
        path = data / f"{name}.jsonl.gz"
        if path.is_file():
            accuracy, n = inference_accuracy(path, model)
            print(f"{name}: {n} pairs, accuracy {100 * accuracy:.1f}")
            table[name] = round(100 * accuracy, 1)
    path = data / "claimdiff_train.jsonl.gz"
    if path.is_file():
        area, n = claimdiff_area(path, model)
        print(f"claimdiff_train, zero-shot: {n} pairs, area under the curve {100 * area:.1f}")
        table["claimdiff_train"] = round(100 * area, 1)
    return table


def main(argv: Sequence[str] | None = None) -> int:
    """Command line; exit code 2 on unusable input."""
    return run_scoring(scoring_parser(__doc__), argv, _score)


def _score(arguments: argparse.Namespace) -> dict[str, Any]:
    table: dict[str, Any] = {}
    if arguments.data is not None:
        table |= report_public(arguments.data, ClaimEncoder.load(arguments.model))
    if arguments.dossiers is not None:
        dossiers = read_split(arguments.dossiers, arguments.split)
        table |= report_dossiers(dossiers, n_samples=arguments.samples, tier=arguments.model)
    return table


if __name__ == "__main__":
    sys.exit(main())
