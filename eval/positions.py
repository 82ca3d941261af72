"""How well the claim encoder tells changed positions, on pairs written for this project.

`python -m eval.positions [--model accurate] [--sweep] [--errors N]`
Each pair is two statements of one side, the second some days later. Half of them are reversals;
in the others matters went on, the same was said in other words, or another matter was spoken of
in like words. Thresholds are chosen on the development part.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from attribution.claimencoder import ClaimEncoder, ClaimModel, MarkedText
from attribution.claimencoder.model import CLAIM_TIERS
from attribution.comparing import PositionConfig
from attribution.comparing.positions import contradiction
from attribution.errors import AttributionError, ReadError
from attribution.reading.jsonl import read_jsonl
from attribution.spans import Span
from eval.measures import Counts, bootstrap

GOLD: Final = Path(__file__).parent / "gold" / "positions.jsonl"
REVERSAL: Final = "reversal"
SWEEP: Final = (0.5, 0.6, 0.7, 0.8, 0.85, 0.88, 0.9, 0.93, 0.95)
Row = Mapping[str, Any]


def marked(row: Row, which: str) -> MarkedText:
    """One statement of a pair as the comparison words it; square brackets hold the content.

    Raises:
        ReadError: if there are no brackets.
    """
    text = str(row[which])
    start, end = text.find("["), text.find("]")
    if not 0 <= start < end:
        msg = f"{text!r}: no [content] in brackets; mark what was said"
        raise ReadError(msg)
    name = f"{row['speaker']}, {row['side']}: "
    bare = text[:start] + text[start + 1 : end] + text[end + 1 :]
    return MarkedText(name + bare, {"content": Span(start, end - 1).shift(len(name))})


def scores_of(rows: Sequence[Row], model: ClaimModel) -> NDArray[np.float64]:
    """(n,) contradiction of each pair, both orders alike."""
    pairs = [(marked(row, "first"), marked(row, "second")) for row in rows]
    back = [(b, a) for a, b in pairs]
    mean: NDArray[np.float64] = (contradiction(pairs, model) + contradiction(back, model)) / 2
    return mean


def counts_at(rows: Sequence[Row], scores: NDArray[np.float64], threshold: float) -> list[Counts]:
    """Hits of each pair where everything from `threshold` on is called a reversal."""
    return [
        Counts(is_gold and is_found, is_gold, is_found)
        for is_gold, is_found in (
            (row["label"] == REVERSAL, bool(score >= threshold))
            for row, score in zip(rows, scores, strict=True)
        )
    ]


def figures(counts: Sequence[Counts]) -> dict[str, float]:
    """Precision and recall in percent."""
    total = sum(counts, Counts())
    return {
        "precision": round(100 * total.precision, 1), "recall": round(100 * total.recall, 1),
    }  # fmt: skip


def main(argv: Sequence[str] | None = None) -> int:
    """Command line; exit code 2 on unusable input."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--data", type=Path, default=GOLD)
    parser.add_argument("--model", default="accurate", choices=sorted(CLAIM_TIERS))
    parser.add_argument("--sweep", action="store_true", help="print other thresholds as well")
    parser.add_argument("--errors", type=int, default=0, help="print so many errors")
    parser.add_argument("--json", type=Path, help="write the figures there")
    arguments = parser.parse_args(argv)
    try:
        rows = list(read_jsonl(arguments.data))
        scores = scores_of(rows, ClaimEncoder.load(arguments.model))
    except AttributionError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    table = _print_splits(rows, scores, sweep=arguments.sweep)
    _print_errors(rows, scores, arguments.errors)
    if arguments.json:
        arguments.json.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    return 0


def _print_splits(
    rows: Sequence[Row], scores: NDArray[np.float64], *, sweep: bool
) -> dict[str, dict[str, float]]:
    chosen = PositionConfig().least_score
    table: dict[str, dict[str, float]] = {}
    for split in sorted({row["split"] for row in rows}):
        own = [i for i, row in enumerate(rows) if row["split"] == split]
        part = [rows[i] for i in own]
        for threshold in SWEEP if sweep else (chosen,):
            counts = counts_at(part, scores[own], threshold)
            found = figures(counts)
            interval = bootstrap(counts, lambda sample: sum(sample, Counts()).precision)
            if threshold == chosen:
                table[split] = found
            print(
                f"{split}, {len(part)} pairs, from {threshold:.2f}: precision {interval!s}, "
                f"recall {found['recall']:.1f}"
            )
    return table


def _print_errors(rows: Sequence[Row], scores: NDArray[np.float64], n_errors: int) -> None:
    least = PositionConfig().least_score
    wrong = [
        (row, score) for row, score in zip(rows, scores, strict=True)
        if (row["label"] == REVERSAL) != (score >= least)
    ]  # fmt: skip
    for row, score in wrong[:n_errors]:
        print(f"{row['label']} {score:.2f}: {row['first']} | {row['second']}")


if __name__ == "__main__":
    sys.exit(main())
