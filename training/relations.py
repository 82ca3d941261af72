"""Train the trees that weigh the evidence on pairs of claims, on labelled dossiers.

`python -m training.relations training/gold_dossiers --names FILE --output FOLDER` reads dossiers
that no encoder was trained on, a name a line in FILE. First trees of the evidence that
costs nothing choose the pairs worth reading, fitted to the other half of the dossiers; then the
encoder reads those, and trees of all the evidence are fitted to them.

A run with the packaged models comes near to the packaged trees, not to the same numbers
(`docs/models/pairs.md`). The thresholds in `SETTINGS` were chosen by whole comparisons of the same
dossiers, each by trees of the other half
(`min_similarity` of `accurate` a little higher, for points of one matter), and are written as they
stand here.
Relations of another annotator (`--second`) count as much as the first ones'. `--limit N` reads the
first dossiers only, to see that everything runs: the trees are of no use.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.metrics import average_precision_score

from attribution.claimencoder import ClaimScores, matter_wording, pair_wording
from attribution.comparing import columns_of
from attribution.comparing.evidence import CHEAP_EVIDENCE, EVIDENCE, cheap_numbers, read_numbers
from attribution.comparing.relations import read_pairs
from attribution.comparing.scoring import (
    CHEAP,
    N_ALL_READ,
    RELATED,
    SCORER_TIERS,
    trees_file,
)
from attribution.comparing.voices import are_apart
from attribution.encoders import Manifest, write_manifest
from attribution.pipeline import Analyser, is_default_claim
from attribution.reading.dossiers import Dossier, match_claims, read_split
from attribution.reading.jsonl import read_jsonl
from attribution.records import JOINT, Claim, RelationKind
from attribution.tagging import DEFAULT_TIER
from attribution.trees import BoostedTrees
from training.boosting import boosted_table, line_of, mean_table

SEED: Final = 20251125
SHAPE: Final = {
    "n_estimators": 150, "learning_rate": 0.05, "max_leaf_nodes": 10, "max_depth": None,
    "min_samples_leaf": 20, "subsample": 0.6, "max_features": 0.2,
}  # fmt: skip
N_SEEDS: Final = 3
PENALTY: Final = 20.0
"""Of the line beside the trees."""
SETTINGS: Final = {
    "share_read": 0.4, "least": 0.22, "partial": 1.83, "min_similarity": 0.2, "not_compared": 0.6,
    "related_power": 0.6, "twice_from": 0.02,
}  # fmt: skip
"""Share of pairs that the encoder reads, and thresholds chosen by whole comparisons of the dossiers
that the trees are fitted to, by trees of the other half."""
OF_TIER: Final = {
    "accurate": {},
    "fast": {"least": 0.2, "min_similarity": 0.16, "twice_from": 0.0},
}
"""Tier → settings of its own."""
_UNRELATED: Final = RelationKind.UNRELATED
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class PairExamples:
    """The pairs of one dossier's claims that might be compared.

    Attributes:
        claims: that the extraction shows.
        scores: the encoder's of each.
        pairs: of indices into `claims`.
        kinds: the labelled relation of each pair.
        second: what another annotator labelled, or nothing.
        numbers: (n_pairs, len(CHEAP_EVIDENCE)).
    """

    claims: Sequence[Claim]
    scores: ClaimScores
    pairs: Sequence[tuple[int, int]]
    kinds: Sequence[RelationKind]
    second: Sequence[RelationKind]
    numbers: Numbers


def pair_examples(
    dossier: Dossier, analyser: Analyser, second: Sequence[Mapping[str, str]] | None = None
) -> PairExamples:
    """Pairs of claims whose sides differ, as read or as labelled.

    Args:
        dossier: with its labels.
        analyser: reads it.
        second: relations of another annotator, with `a`, `b` and `relation`, if any.
    """
    claims: list[Claim] = []
    found: dict[str, Claim] = {}
    analysed = analyser.analyse(list(dossier.documents.values()))
    for name, told in zip(dossier.documents, analysed, strict=True):
        shown = [claim for claim in told if is_default_claim(claim)]
        found |= match_claims([g for g in dossier.claims if g.doc == name], shown)
        claims += shown
    model = analyser.claim_model
    scores = model.claims([pair_wording(claim) for claim in claims])
    vectors = model.matters([matter_wording(claim) for claim in claims])
    name_of = {claim.id: name for name, claim in found.items()}
    names = [name_of.get(claim.id) for claim in claims]
    pairs = comparable_pairs(dossier, claims, names)
    first = {frozenset((r.a, r.b)): r.relation for r in dossier.relations}
    other = {frozenset((r["a"], r["b"])): r["relation"] for r in second or ()}

    def labelled(relations: Mapping[frozenset[str], str]) -> list[RelationKind]:
        ends = [frozenset((names[i] or "", names[j] or "")) for i, j in pairs]
        return [RelationKind(relations.get(pair, _UNRELATED)) for pair in ends]

    return PairExamples(
        claims, scores, pairs, labelled(first), [] if second is None else labelled(other),
        cheap_numbers(claims, scores, vectors, pairs),
    )  # fmt: skip


def comparable_pairs(
    dossier: Dossier, claims: Sequence[Claim], names: Sequence[str | None]
) -> list[tuple[int, int]]:
    """Pairs of indices whose sides differ, as read or as labelled.

    Args:
        dossier: with the labels.
        claims: found or spurious.
        names: of the gold claims that they are, if any.
    """
    labelled = {gold.id: gold.side for gold in dossier.claims}
    read = [frozenset(columns_of(claim)) for claim in claims]
    gold = [labelled.get(name or "", JOINT) for name in names]
    return [
        (i, j)
        for i, j in combinations(range(len(claims)), 2)
        if are_apart(read[i], read[j]) or (gold[i] != gold[j] and JOINT not in (gold[i], gold[j]))
    ]


def fit(
    numbers: Numbers, is_positive: NDArray[np.bool_], features: Sequence[str]
) -> dict[str, Any]:
    """A table for one question, as `BoostedTrees` reads it: a line, and trees of several seeds."""
    tables = []
    for seed in range(SEED, SEED + N_SEEDS):
        model = GradientBoostingClassifier(random_state=seed, **SHAPE)
        model.fit(numbers.astype(np.float32), is_positive)
        tables.append(boosted_table(model, features=features, share=float(is_positive.mean())))
    return mean_table(tables, line_of(numbers, is_positive, penalty=PENALTY))


def worth_reading(examples: Sequence[PairExamples]) -> list[NDArray[np.int64]]:
    """Of each dossier the pairs that trees fitted to the other half would have read."""
    chosen: list[NDArray[np.int64]] = [np.zeros(0, np.int64)] * len(examples)
    for half in (0, 1):
        trees = BoostedTrees(_fit_cheap(examples[1 - half :: 2]), features=CHEAP_EVIDENCE)
        for k in range(half, len(examples), 2):
            n = max(N_ALL_READ, math.ceil(SETTINGS["share_read"] * len(examples[k].pairs)))
            worth = trees.logits(examples[k].numbers)
            chosen[k] = np.sort(np.argsort(-worth, kind="stable")[:n])
    return chosen


def _fit_cheap(examples: Sequence[PairExamples]) -> dict[str, Any]:
    related = np.array([kind is not _UNRELATED for e in examples for kind in e.kinds])
    return fit(np.vstack([e.numbers for e in examples]), related, CHEAP_EVIDENCE)


def read_evidence(
    example: PairExamples, chosen: NDArray[np.int64], analyser: Analyser, *, twice_from: float
) -> Numbers:
    """(n_chosen, len(EVIDENCE)) of the pairs that the encoder reads; see `read_pairs`."""
    pairs = [example.pairs[k] for k in chosen]
    wordings = [pair_wording(claim) for claim in example.claims]
    reading = read_pairs(wordings, pairs, analyser.claim_model, twice_from=twice_from)
    told = read_numbers(reading, pairs, n_claims=len(example.claims))
    return np.hstack([example.numbers[chosen], told])


def kinds_of(
    examples: Sequence[PairExamples], chosen: Sequence[NDArray[np.int64]], *, second: bool = False
) -> list[NDArray[np.str_]]:
    """The labels of the pairs that were read, of one annotator, a dossier each."""
    return [
        np.array([(e.second if second else e.kinds)[k] for k in which])
        for e, which in zip(examples, chosen, strict=True)
        if e.second or not second
    ]


def _of_all_annotators(
    examples: Sequence[PairExamples],
    evidence: Sequence[Numbers],
    chosen: Sequence[NDArray[np.int64]],
) -> tuple[Numbers, NDArray[np.str_]]:
    """Evidence and labels of all read pairs, twice of those that two annotators labelled."""
    twice = [numbers for e, numbers in zip(examples, evidence, strict=True) if e.second]
    told = kinds_of(examples, chosen) + kinds_of(examples, chosen, second=True)
    return np.vstack([*evidence, *twice]), np.concatenate(told)


def fit_all(
    examples: Sequence[PairExamples],
    evidence: Sequence[Numbers],
    chosen: Sequence[NDArray[np.int64]],
) -> dict[str, Any]:
    """Tables of trees by name: `cheap`, `related` and the kinds of relation.

    A pair that two annotators labelled counts twice, so that what they differ on counts half.
    """
    numbers, told = _of_all_annotators(examples, evidence, chosen)
    tables = {CHEAP: _fit_cheap(examples), RELATED: fit(numbers, told != _UNRELATED, EVIDENCE)}
    for kind in RelationKind:
        if kind is not _UNRELATED:
            tables[kind.value] = fit(numbers, told == kind, EVIDENCE)
    return tables


def cross_validated(
    examples: Sequence[PairExamples],
    evidence: Sequence[Numbers],
    chosen: Sequence[NDArray[np.int64]],
) -> float:
    """Average precision, percent, of "related" among read pairs, by trees of the other half.

    The first annotator's labels are the truth.
    """
    chances, truth = [], []
    for half in (0, 1):
        other, this = slice(1 - half, None, 2), slice(half, None, 2)
        numbers, told = _of_all_annotators(examples[other], evidence[other], chosen[other])
        trees = BoostedTrees(fit(numbers, told != _UNRELATED, EVIDENCE), features=EVIDENCE)
        chances.append(trees.logits(np.vstack(evidence[this])))
        truth.append(np.concatenate(kinds_of(examples[this], chosen[this])) != _UNRELATED)
    score = average_precision_score(np.concatenate(truth), np.concatenate(chances))
    return round(100 * float(score), 1)


def write_scorer(
    folder: Path, tables: dict[str, Any], figures: dict[str, float], n_dossiers: int,
    *, tier: str = DEFAULT_TIER,
) -> None:  # fmt: skip
    """Write trees and manifest, with the thresholds of a tier."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        text = json.dumps(table, separators=(",", ":"))
        (folder / trees_file(name)).write_text(text + "\n", encoding="utf-8")
    write_manifest(folder, Manifest(
        name=folder.name, files={trees_file(name): "" for name in tables},
        settings={**SETTINGS, **OF_TIER[tier]}, figures=figures,
        training={**SHAPE, "seed": SEED, "n_seeds": N_SEEDS, "penalty": PENALTY},
        data=({"name": f"training/gold_dossiers, {n_dossiers} of them", "licence": "Apache-2.0"},),
    ))  # fmt: skip


def read_second(path: Path) -> dict[str, Sequence[Mapping[str, str]]]:
    """Relations of another annotator by dossier, in the format of `eval.agreement`.

    Raises:
        ReadError: if the file is missing or malformed.
    """
    return {row["dossier"]: row["relations"] for row in read_jsonl(path)}


def main(argv: Sequence[str] | None = None) -> None:
    """Command line of the training."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--names", type=Path, help="file of the dossiers to use, a name a line")
    parser.add_argument("--second", type=Path, nargs="+", default=[],
                        help="files of another annotator's relations")  # fmt: skip
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--limit", type=int, help="only the first dossiers")
    parser.add_argument("--model", choices=tuple(SCORER_TIERS), default=DEFAULT_TIER)
    arguments = parser.parse_args(argv)
    analyser = Analyser.load(tier=arguments.model)
    names = arguments.names.read_text(encoding="utf-8").split() if arguments.names else None
    dossiers = [d for d in read_split(arguments.folder, None) if not names or d.name in names]
    dossiers = dossiers[: arguments.limit]
    second = {name: of for path in arguments.second for name, of in read_second(path).items()}
    examples = [pair_examples(dossier, analyser, second.get(dossier.name)) for dossier in dossiers]
    chosen = worth_reading(examples)
    twice_from = {**SETTINGS, **OF_TIER[arguments.model]}["twice_from"]
    evidence = [
        read_evidence(e, which, analyser, twice_from=twice_from)
        for e, which in zip(examples, chosen, strict=True)
    ]
    figures = {"related_average_precision": cross_validated(examples, evidence, chosen)}
    print(json.dumps({"dossiers": len(dossiers), **figures}))
    tables = fit_all(examples, evidence, chosen)
    write_scorer(arguments.output, tables, figures, len(dossiers), tier=arguments.model)


if __name__ == "__main__":
    main()
