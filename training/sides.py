"""Train the scorer of speakers' sides on labelled dossiers.

`python -m training.sides training/gold_dossiers --output attribution/weights/sides` reads the
dossiers with the packaged tagger, compares what the rules leave open with the labels, prints
how often a scorer that never saw a dossier is right about it, and writes trees fitted to all.
The same tagger, register and rules give the same trees; a change of any of them calls for a new
fit (`docs/models/sides.md`). `--limit N` reads the first
dossiers only, to see that everything runs: a minute for ten, but no trees of use.
Pronouns are read with the packaged scorer of `training.antecedents`, which is trained before.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import GradientBoostingClassifier

from attribution.actors import Register
from attribution.claimencoder import BlankModel
from attribution.encoders import Manifest, write_manifest
from attribution.letters import bare_letters
from attribution.linking import LinkScorer
from attribution.pipeline import Analyser, is_default_claim
from attribution.pipeline.extraction import to_raw
from attribution.reading.dossiers import Dossier, GoldClaim, match_claims, read_split
from attribution.records import UNKNOWN, Claim
from attribution.speakers import appearances_of
from attribution.speakers.codes import is_own_code
from attribution.speakers.evidence import MeetingEvidence, Subject, subjects_of
from attribution.speakers.pointed import is_open
from attribution.speakers.pointing import Pointer
from attribution.speakers.siding import INPUTS, TREES_FILE, relative_numbers
from attribution.tagging import DEFAULT_TIER, Tagger
from attribution.trees import BoostedTrees
from training.boosting import boosted_table, mean_table

SEED: Final = 20251125
SHAPE: Final = {
    "n_estimators": 200, "learning_rate": 0.06, "max_leaf_nodes": 24, "max_depth": None,
    "min_samples_leaf": 20, "subsample": 0.7, "max_features": 0.3,
}  # fmt: skip
THRESHOLD: Final = 0.4
"""Least probability of an answer that is given; below, fewer than one in three are right."""
THRESHOLD_ALONE: Final = 0.55
"""The same for a document without others about its meeting, chosen on labelled mentions
(`python -m eval.speakers --split dev`)."""
N_FOLDS: Final = 5
N_SEEDS: Final = 8


@dataclass(frozen=True, slots=True, eq=False)
class SideExample:
    """One subject of a dossier.

    Attributes:
        dossier: name.
        subject: with the rules' answer.
        numbers: (n_answers, n_inputs), an answer a row.
        n_right: (n_answers,) for how many of the subject's labelled claims each is right.
        n_rule_right: for how many the rules' answer is right.
        n_claims: labelled claims of the subject.
    """

    dossier: str
    subject: Subject
    numbers: NDArray[np.float64]
    n_right: NDArray[np.int64]
    n_rule_right: int
    n_claims: int


def dossier_examples(dossier: Dossier, analyser: Analyser) -> Iterator[SideExample]:
    """The subjects of a dossier whose claims the extraction finds."""
    documents = list(dossier.documents.values())
    workings, found = analyser.attributions(documents)
    items = [(d, w.text, a) for d, w, a in zip(documents, workings, found, strict=True)]
    appearances = appearances_of(items, register=analyser.register, pointer=Pointer.load())
    places = {
        Claim.make_id(document, to_raw(attribution, working.offset_map)): (i, j)
        for i, (document, working) in enumerate(zip(documents, workings, strict=True))
        for j, attribution in enumerate(found[i])
    }
    matched = _matched(dossier, analyser)
    gold = {places[claim.id]: side for side, claim in matched if claim.id in places}
    pairs = [(side, claim.speaker.side) for side, claim in matched]
    evidence = MeetingEvidence(appearances)
    same = same_codes(pairs, analyser.register)
    names = {side: appearances[0].scene.register.side_name(side) for side in evidence.sides}
    same |= codes_of_names(names, dossier.claims, same, analyser.register)
    answers = [*evidence.sides, UNKNOWN]
    for subject in subjects_of(appearances):
        told = [gold[place] for place in subject.statements if place in gold]
        if told:
            right = [sum(same.get(a, a) == side for side in told) for a in answers]
            rule = same.get(subject.speaker.side, subject.speaker.side)
            yield SideExample(
                dossier.name, subject, relative_numbers(evidence.numbers(subject)),
                np.array(right), sum(rule == side for side in told), len(told),
            )  # fmt: skip


def _matched(dossier: Dossier, analyser: Analyser) -> list[tuple[str, Claim]]:
    """(gold side, claim) of the gold claims that the extraction finds."""
    side_of = {claim.id: claim.side for claim in dossier.claims}
    pairs: list[tuple[str, Claim]] = []
    analysed = analyser.analyse(list(dossier.documents.values()))
    for name, claims in zip(dossier.documents, analysed, strict=True):
        shown = [claim for claim in claims if is_default_claim(claim)]
        matched = match_claims([g for g in dossier.claims if g.doc == name], shown)
        pairs += [(side_of[gold_id], claim) for gold_id, claim in matched.items()]
    return pairs


def same_codes(pairs: Sequence[tuple[str, str]], register: Register) -> dict[str, str]:
    """Our code of a party, union or company → the annotator's, one to one.

    Args:
        pairs: (gold side, side that the rules give) of claims.
        register: of known actors.
    """
    exact = {g for g, p in pairs if g == p}
    met = Counter(
        (g, p) for g, p in pairs
        if is_own_code(g, register) and is_own_code(p, register) and not {g, p} & exact
    )  # fmt: skip
    same: dict[str, str] = {}
    for (gold, ours), _ in sorted(met.items(), key=lambda item: (-item[1], item[0])):
        if gold not in same.values() and ours not in same:
            same[ours] = gold
    return same


def codes_of_names(
    names: Mapping[str, str],
    claims: Sequence[GoldClaim],
    same: Mapping[str, str],
    register: Register,
) -> dict[str, str]:
    """Our code of a body → the annotator's, where both name the body by the same words.

    Args:
        names: our code → name of the body.
        claims: with the annotator's codes and names.
        same: codes that are told already.
        register: of known actors.
    """
    left = {claim.side: claim.org for claim in claims if claim.org}
    left = {
        side: org for side, org in left.items()
        if is_own_code(side, register) and side not in {*same.values(), *names}
    }  # fmt: skip
    found: dict[str, str] = {}
    for code, name in names.items():
        words = _words(name)
        fitting = [side for side, org in left.items() if words and words == _words(org)]
        fitting = fitting or [side for side, org in left.items() if words and words < _words(org)]
        if code not in same and is_own_code(code, register) and len(fitting) == 1:
            found[code] = fitting[0]
            del left[fitting[0]]
    return found


def _words(name: str) -> set[str]:
    """The words of a name that tell, without accents and endings."""
    plain = re.sub(r"['’]s?\b", "", bare_letters(name)).casefold()
    return set(re.findall(r"\w+", plain)) - {"the", "of", "and", "for", "a"}


def fit(examples: Sequence[SideExample], *, seed: int = SEED) -> dict[str, Any]:
    """Boosted trees that tell right answers from wrong ones, as `BoostedTrees` reads them.

    Args:
        examples: those without a right answer among theirs are left out.
        seed: the first of those of the samples that each tree sees; trees of several are averaged,
            for one alone moves the answers of a few dossiers by three points.
    """
    used = [example for example in examples if example.n_right.any()]
    numbers = np.vstack([example.numbers for example in used]).astype(np.float32)
    right = np.concatenate([example.n_right > 0 for example in used])
    weights = np.concatenate([np.full(len(e.n_right), e.n_claims**0.5) for e in used])
    share = float((right * weights).sum() / weights.sum())
    tables = []
    for one in range(seed, seed + N_SEEDS):
        model = GradientBoostingClassifier(random_state=one, **SHAPE)
        model.fit(numbers, right, sample_weight=weights)
        tables.append(boosted_table(model, features=INPUTS, share=share))
    return mean_table(tables)


def probabilities(trees: BoostedTrees, example: SideExample) -> NDArray[np.float64]:
    """(n_answers,) of one example."""
    scores = 1 / (1 + np.exp(-trees.logits(example.numbers)))
    return np.asarray(scores / scores.sum(), dtype=np.float64)


def cross_validated(examples: Sequence[SideExample]) -> dict[str, float]:
    """Figures, percent of claims, of scorers that never saw the dossier they are asked about."""
    names = sorted({example.dossier for example in examples})
    random.Random(SEED).shuffle(names)
    n_rule = n_after = n_told = n_told_right = 0
    for k in range(N_FOLDS):
        left_out = set(names[k::N_FOLDS])
        table = fit([e for e in examples if e.dossier not in left_out])
        trees = BoostedTrees(table, features=INPUTS)
        for example in (e for e in examples if e.dossier in left_out):
            chances = probabilities(trees, example)
            best, rule = int(chances.argmax()), example.n_rule_right
            given = is_open(example.subject.speaker) and chances[best] >= THRESHOLD
            n_rule += rule
            n_after += int(example.n_right[best]) if given else rule
            if given and best < len(chances) - 1:
                n_told += example.n_claims
                n_told_right += int(example.n_right[best])
    n = sum(example.n_claims for example in examples)
    return {
        "claims": n, "side_by_rules": round(100 * n_rule / n, 1),
        "side_with_scorer": round(100 * n_after / n, 1),
        "claims_with_scored_side": n_told,
        "scored_side_right": round(100 * n_told_right / max(1, n_told), 1),
    }  # fmt: skip


def main(argv: Sequence[str] | None = None) -> None:
    """Command line of the training."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--limit", type=int, help="only the first dossiers")
    arguments = parser.parse_args(argv)
    analyser = Analyser(
        tagger=Tagger.load(), claim_model=BlankModel(), register=Register.load(),
        scorer=LinkScorer.load(DEFAULT_TIER),
    )  # fmt: skip
    dossiers = [d for folder in arguments.folders for d in read_split(folder, None)]
    dossiers = dossiers[: arguments.limit]
    examples = [e for dossier in dossiers for e in dossier_examples(dossier, analyser)]
    figures = cross_validated(examples)
    print(json.dumps({"dossiers": len(dossiers), "subjects": len(examples), **figures}))
    arguments.output.mkdir(parents=True, exist_ok=True)
    table = json.dumps(fit(examples), separators=(",", ":"))
    (arguments.output / TREES_FILE).write_text(table + "\n", encoding="utf-8")
    write_manifest(arguments.output, Manifest(
        name="sides", files={TREES_FILE: ""},
        settings={"threshold": THRESHOLD, "threshold_alone": THRESHOLD_ALONE},
        training={**SHAPE, "seed": SEED, "n_seeds": N_SEEDS}, figures=figures,
        data=({"name": "training/gold_dossiers", "licence": "Apache-2.0"},),
    ))  # fmt: skip


if __name__ == "__main__":
    main()
