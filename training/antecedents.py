"""Train the scorers of whom `he`, `she` and `the minister` mean on labelled dossiers.

`python -m training.antecedents training/gold_dossiers --output attribution/weights/antecedents`
reads the dossiers with the packaged tagger, compares everybody near before a pronoun or a
description with the labelled speaker, prints how often rules and a scorer that never saw a dossier
are right about it, and writes trees fitted to all. Sides are trained after it.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, replace
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
from attribution.reading.dossiers import Dossier, match_claims, read_split
from attribution.records import Claim
from attribution.speakers import appearances_of
from attribution.speakers.candidates import Choice
from attribution.speakers.pointing import (
    DESCRIPTION_INPUTS,
    DESCRIPTION_TREES,
    POINTER_INPUTS,
    POINTER_TREES,
    compared,
)
from attribution.tagging import DEFAULT_TIER, Tagger
from attribution.trees import BoostedTrees
from training.boosting import boosted_table

SEED: Final = 20251129
SHAPE: Final = {
    "n_estimators": 60, "learning_rate": 0.12, "max_leaf_nodes": 12, "max_depth": 4,
    "min_samples_leaf": 10, "subsample": 0.7, "max_features": 0.4,
}  # fmt: skip
THRESHOLD: Final = 0.5
"""Least probability of somebody else than rules name."""
N_FOLDS: Final = 5
KINDS: Final = (
    ("pronouns", POINTER_TREES, POINTER_INPUTS),
    ("descriptions", DESCRIPTION_TREES, DESCRIPTION_INPUTS),
)
"""What is fitted: kind of mention, file of its trees, names of its numbers."""


@dataclass(frozen=True, slots=True, eq=False)
class PointingExample:
    """One pronoun or description that is the source of a labelled claim.

    Attributes:
        dossier: name.
        numbers: (n_candidates, n_inputs).
        is_right: (n_candidates,) whether each is the labelled speaker.
        by_rule: (n_candidates,) whether each is whom rules name.
        is_rule_right: whether whom rules name is the labelled speaker.
        is_description: whether it is `the minister` rather than `she`.
    """

    dossier: str
    numbers: NDArray[np.float64]
    is_right: NDArray[np.bool_]
    by_rule: NDArray[np.bool_]
    is_rule_right: bool
    is_description: bool = False


class _Recorder:
    """Keeps what is known at every mention that points back and leaves the choice to rules."""

    def __init__(self) -> None:
        self.choices: dict[tuple[str, int], Choice] = {}

    def choose(self, choice: Choice) -> None:
        self.choices[choice.text, choice.at] = replace(
            choice, candidates=[copy(one) for one in choice.candidates]
        )


def dossier_examples(dossier: Dossier, analyser: Analyser) -> Iterator[PointingExample]:
    """The pronouns and descriptions of a dossier whose claims the extraction finds."""
    documents = list(dossier.documents.values())
    workings, found = analyser.attributions(documents)
    items = [(d, w.text, a) for d, w, a in zip(documents, workings, found, strict=True)]
    recorder = _Recorder()
    appearances = appearances_of(items, register=analyser.register, pointer=recorder)
    gold = _labelled_speakers(dossier, analyser)
    for (document, text, attributions), working, one in zip(
        items, workings, appearances, strict=True
    ):
        for attribution, speaker in zip(attributions, one.speakers, strict=True):
            name = gold.get(Claim.make_id(document, to_raw(attribution, working.offset_map)))
            source = attribution.source
            choice = recorder.choices.get((text, source.start)) if source else None
            if name is None or choice is None or not choice.candidates:
                continue
            names = [candidate.speaker.name for candidate in choice.candidates]
            yield PointingExample(
                dossier.name, compared(choice.numbers),
                np.array([is_called(n, name, analyser.register) for n in names]),
                np.array([n == speaker.name for n in names]),
                is_called(speaker.name, name, analyser.register), choice.is_description,
            )  # fmt: skip


def _labelled_speakers(dossier: Dossier, analyser: Analyser) -> dict[str, str]:
    """Claim id → labelled speaker of the claims that the extraction finds."""
    speaker_of = {claim.id: claim.speaker for claim in dossier.claims}
    labelled: dict[str, str] = {}
    analysed = analyser.analyse(list(dossier.documents.values()))
    for name, claims in zip(dossier.documents, analysed, strict=True):
        shown = [claim for claim in claims if is_default_claim(claim)]
        matched = match_claims([g for g in dossier.claims if g.doc == name], shown)
        labelled |= {claim.id: speaker_of[gold_id] for gold_id, claim in matched.items()}
    return labelled


def is_called(name: str, gold: str, register: Register) -> bool:
    """Whether a labelled speaker is called `name`, with fewer words or by the register's name."""
    ours, theirs = (" ".join(_words(one)) for one in (name, gold))
    short, long = sorted((ours, theirs), key=len)
    if ours == theirs or (" " in short and f"{long} ".startswith(f"{short} ")):
        return True
    known = {actor.id for actor in register.people_named(gold)}
    return bool(known & {actor.id for actor in register.people_named(name)})


def _words(name: str) -> list[str]:
    words = re.findall(r"\w+", bare_letters(name).casefold())
    return [word for word in words if word not in {"the", "a", "an"}]


def fit(examples: Sequence[PointingExample], inputs: Sequence[str]) -> dict[str, Any]:
    """Boosted trees that tell right candidates from wrong ones, as `BoostedTrees` reads them.

    Args:
        examples: of one kind, pronouns or descriptions.
        inputs: names of their numbers.
    """
    used = [e for e in examples if e.is_right.any() and len(e.is_right) > 1]
    numbers = np.vstack([example.numbers for example in used]).astype(np.float32)
    right = np.concatenate([example.is_right for example in used])
    model = GradientBoostingClassifier(random_state=SEED, **SHAPE)
    model.fit(numbers, right)
    return boosted_table(model, features=inputs, share=float(right.mean()))


def cross_validated(examples: Sequence[PointingExample], inputs: Sequence[str]) -> dict[str, float]:
    """Figures, percent of mentions, of scorers that never saw the dossier they are asked about."""
    names = sorted({example.dossier for example in examples})
    random.Random(SEED).shuffle(names)
    n_right = 0
    for k in range(N_FOLDS):
        left_out = set(names[k::N_FOLDS])
        table = fit([e for e in examples if e.dossier not in left_out], inputs)
        trees = BoostedTrees(table, features=inputs)
        for example in (e for e in examples if e.dossier in left_out):
            scores = 1 / (1 + np.exp(-trees.logits(example.numbers)))
            best = int(scores.argmax())
            is_given = scores[best] / scores.sum() >= THRESHOLD and not example.by_rule[best]
            n_right += bool(example.is_right[best]) if is_given else example.is_rule_right
    n = len(examples)
    return {
        "mentions": n,
        "right_by_rules": round(100 * sum(e.is_rule_right for e in examples) / n, 1),
        "right_among_candidates": round(100 * sum(bool(e.is_right.any()) for e in examples) / n, 1),
        "right_with_scorer": round(100 * n_right / n, 1),
    }


def save(folder: Path, examples: Sequence[PointingExample]) -> dict[str, float]:
    """Fit to all examples, write trees and manifest into `folder`; the cross-validated figures."""
    folder.mkdir(parents=True, exist_ok=True)
    figures: dict[str, float] = {}
    for kind, name, inputs in KINDS:
        chosen = [e for e in examples if e.is_description is (kind == "descriptions")]
        figures |= {f"{kind} {k}": v for k, v in cross_validated(chosen, inputs).items()}
        table = json.dumps(fit(chosen, inputs), separators=(",", ":"))
        (folder / name).write_text(table + "\n", encoding="utf-8")
    write_manifest(folder, Manifest(
        name="antecedents", files={name: "" for _, name, _ in KINDS},
        settings={"threshold": THRESHOLD},
        training={**SHAPE, "seed": SEED}, figures=figures,
        data=({"name": "training/gold_dossiers", "licence": "Apache-2.0"},),
    ))  # fmt: skip
    return figures


def main() -> None:
    """Command line of the training."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--output", type=Path, required=True)
    arguments = parser.parse_args()
    analyser = Analyser(
        tagger=Tagger.load(), claim_model=BlankModel(), register=Register.load(),
        scorer=LinkScorer.load(DEFAULT_TIER),
    )  # fmt: skip
    dossiers = [d for folder in arguments.folders for d in read_split(folder, None)]
    examples = [e for dossier in dossiers for e in dossier_examples(dossier, analyser)]
    print(json.dumps({"dossiers": len(dossiers), **save(arguments.output, examples)}))


if __name__ == "__main__":
    main()
