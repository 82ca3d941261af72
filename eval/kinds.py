"""Statement against attitude, on labelled attributions of PolNeAR's development part.

`python -m eval.kinds --data polnear_dev.jsonl.gz [--gold eval/gold/kinds.jsonl] [--errors N]`
The gold file holds labels by document and offsets; the sentences stay in the corpus.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from attribution.errors import AttributionError
from attribution.linking import kind_of_cue
from attribution.reading.jsonl import read_jsonl
from attribution.records import StatementKind
from eval.measures import Counts, bootstrap

GOLD: Final = Path(__file__).parent / "gold" / "kinds.jsonl"


def agreement(gold: Sequence[dict[str, Any]]) -> float:
    """Cohen's kappa (1960) of the two annotators behind the labels."""
    pairs = [(row["first"], row["second"]) for row in gold]
    n = len(pairs)
    observed: float = sum(a == b for a, b in pairs) / n
    expected: float = sum(
        (sum(a == kind for a, _ in pairs) / n) * (sum(b == kind for _, b in pairs) / n)
        for kind in StatementKind
    )
    return (observed - expected) / (1 - expected)


def main(argv: Sequence[str] | None = None) -> int:
    """Command line; exit code 2 on unusable input."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--errors", type=int, default=0, help="print so many errors")
    parser.add_argument("--json", type=Path, help="write the figures there")
    arguments = parser.parse_args(argv)
    try:
        texts = {row["doc"]: row["text"] for row in read_jsonl(arguments.data)}
        gold = list(read_jsonl(arguments.gold))
    except AttributionError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    cues = [" ".join(texts[row["doc"]][s:e] for s, e in row["cue"]) for row in gold]
    predicted = [kind_of_cue(cue) for cue in cues]
    table: dict[str, float] = {"kappa": round(agreement(gold), 3)}
    for kind in StatementKind:
        counts = [
            Counts(row["kind"] == kind == found, row["kind"] == kind, found == kind)
            for row, found in zip(gold, predicted, strict=True)
        ]
        interval = bootstrap(counts, lambda sample: sum(sample, Counts()).f1)
        table[f"{kind} F1"] = round(interval.value, 1)
        n_gold = sum(count.n_gold for count in counts)
        print(f"{kind.value:<12} F1 {interval!s:<22}{n_gold:>5} labelled")
    print(f"kappa of the two annotators {table['kappa']}")
    wrong = [(r, c, p) for r, c, p in zip(gold, cues, predicted, strict=True) if r["kind"] != p]
    for row, cue, found in wrong[: arguments.errors]:
        print(f"{row['doc']} {row['cue']}: {row['kind']}, got {found.value}: {cue!r}")
    if arguments.json:
        arguments.json.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
