"""Score the shipped stance head on the public stance sets.

`python -m eval.stance --data ../shared/data/stance [--json FILE]`
DSE's validation part is scored without the texts that its training part holds too.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from attribution.errors import AttributionError
from attribution.reading.jsonl import read_jsonl
from attribution.records import Stance
from attribution.stance import StanceClassifier, StanceInput, StanceModel
from attribution.stance.corpora import StanceExample, read_dse, read_newsmtsc
from eval.measures import Counts, Interval, bootstrap

Pair = tuple[Stance, Stance]
LABELS = tuple(Stance)


def predict(examples: Sequence[StanceExample], model: StanceModel) -> list[Pair]:
    """(gold, predicted) stance of each example."""
    inputs = [StanceInput(e.text, e.source, e.target) for e in examples]
    best = model.probabilities(inputs).argmax(axis=1)
    return [(e.stance, LABELS[int(i)]) for e, i in zip(examples, best, strict=True)]


def label_counts(pairs: Sequence[Pair], label: Stance) -> Counts:
    """Hits, gold and predicted numbers of one label."""
    return Counts(
        sum(gold == predicted == label for gold, predicted in pairs),
        sum(gold == label for gold, _ in pairs),
        sum(predicted == label for _, predicted in pairs),
    )


def macro_f1(pairs: Sequence[Pair]) -> float:
    """Unweighted mean F1 of the three stances."""
    return sum(label_counts(pairs, label).f1 for label in LABELS) / len(LABELS)


def print_set(name: str, pairs: Sequence[Pair], *, n_samples: int) -> Interval:
    """Print and return the macro-F1 of one set, with F1 of each label below it."""
    interval = bootstrap(list(pairs), macro_f1, n_samples=n_samples)
    print(f"{name}: {len(pairs)} texts, macro-F1 {interval}")
    for label in LABELS:
        counts = label_counts(pairs, label)
        print(f"  {label.value:<12} F1 {100 * counts.f1:.1f} of {counts.n_gold}")
    most = max(LABELS, key=lambda label: label_counts(pairs, label).n_gold)
    majority = macro_f1([(gold, most) for gold, _ in pairs])
    print(f"  always {most.value}: macro-F1 {100 * majority:.1f}")
    return interval


def main(argv: Sequence[str] | None = None) -> int:
    """Command line; exit code 2 on unusable input."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--samples", type=int, default=1000, help="bootstrap samples")
    parser.add_argument("--json", type=Path, help="write the figures there")
    arguments = parser.parse_args(argv)
    try:
        seen = {e.text for e in read_dse(read_jsonl(arguments.data / "dse_train.jsonl.gz"))}
        dse = read_dse(read_jsonl(arguments.data / "dse_valid.jsonl.gz"))
        sets = {
            "dse_valid, unseen texts": [e for e in dse if e.text not in seen],
            "newsmtsc_devtest_mt": read_newsmtsc(
                read_jsonl(arguments.data / "newsmtsc_devtest_mt.jsonl.gz")
            ),
        }
        model = StanceClassifier.load()
    except AttributionError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    table = {}
    for name, examples in sets.items():
        interval = print_set(name, predict(examples, model), n_samples=arguments.samples)
        table[name] = {"macro_f1": round(interval.value, 2), "low": round(interval.low, 2),
                       "high": round(interval.high, 2), "n": len(examples)}  # fmt: skip
    if arguments.json:
        arguments.json.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
