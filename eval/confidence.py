"""How far an attribution's confidence can be believed, and what a threshold on it does.

`python -m eval.confidence --data FILE.jsonl.gz [--model TIER | --weights FOLDER] [--json FILE]
[--plot FILE.svg]`

Prints the expected calibration error (Guo et al., 2017), precision and recall of correct
attributions at thresholds, and the two numbers of Platt scaling (Platt, 1999) that make the
raw confidence a probability. They are fitted on the same articles; the error is measured on
articles that the fit did not see (five folds by article). `training.figures --calibrate`
puts them into a manifest.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from attribution.encoders import weights_folder
from attribution.errors import AttributionError
from attribution.linking import LinkScorer
from attribution.linking.confidence import Calibration
from attribution.pipeline import extract_attributions
from attribution.reading.jsonl import read_jsonl
from attribution.tagging import DEFAULT_TIER, TIERS, SpanTagger, Tagger
from eval.extraction import are_correct, gold_attributions
from eval.plots import threshold_plot

N_FOLDS: Final = 5
N_BINS: Final = 10
THRESHOLDS: Final = tuple(i / 20 for i in range(20))

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """Predicted attributions of a data set; arrays of shape (n_predicted,)."""

    raw: FloatArray
    correct: NDArray[np.bool_]
    articles: NDArray[np.int64]
    n_gold: int


def collect(
    rows: Sequence[dict[str, Any]], tagger: SpanTagger, scorer: LinkScorer | None
) -> Sample:
    """Raw confidence and correctness of everything predicted on `rows`.

    Args:
        rows: of a PolNeAR file.
        tagger: to measure.
        scorer: its links, without calibration.
    """
    raw, correct, articles, n_gold = [], [], [], 0
    for at, row in enumerate(rows):
        gold = gold_attributions(row)
        (predicted,) = extract_attributions([row["text"]], tagger=tagger, scorer=scorer)
        raw += [attribution.confidence for attribution in predicted]
        correct += are_correct(row["text"], gold, predicted)
        articles += [at] * len(predicted)
        n_gold += len(gold)
    return Sample(np.array(raw), np.array(correct, dtype=bool), np.array(articles), n_gold)


def fit(raw: FloatArray, correct: NDArray[np.bool_]) -> Calibration:
    """Platt scaling of raw confidences, by Newton's method on the log-loss.

    Args:
        raw: (n,) confidences.
        correct: (n,) whether each was right.
    """
    features = np.stack([Calibration.logit(raw), np.ones_like(raw)], axis=1)
    weights = np.array([1.0, 0.0])
    for _ in range(50):
        p = 1 / (1 + np.exp(-features @ weights))
        gradient = features.T @ (p - correct)
        curvature = (features * (p * (1 - p))[:, None]).T @ features + 1e-6 * np.eye(2)
        weights = weights - np.linalg.solve(curvature, gradient)
    return Calibration(slope=float(weights[0]), bias=float(weights[1]))


def expected_calibration_error(confidence: FloatArray, correct: NDArray[np.bool_]) -> float:
    """Mean gap between confidence and accuracy over ten bins of equal width, 0 to 1."""
    bins = np.minimum((confidence * N_BINS).astype(int), N_BINS - 1)
    error = 0.0
    for i in range(N_BINS):
        inside = bins == i
        if inside.any():
            error += inside.mean() * abs(confidence[inside].mean() - correct[inside].mean())
    return float(error)


def cross_fitted(sample: Sample) -> FloatArray:
    """Confidences (n_predicted,) by calibrations fitted on the other articles."""
    confidence = np.zeros_like(sample.raw)
    for fold in range(N_FOLDS):
        held = sample.articles % N_FOLDS == fold
        calibration = fit(sample.raw[~held], sample.correct[~held])
        confidence[held] = calibration.apply(sample.raw[held])
    return confidence


def curve(sample: Sample, confidence: FloatArray) -> list[dict[str, float]]:
    """Precision and recall (%) of correct attributions at and above each threshold."""
    rows: list[dict[str, float]] = []
    for threshold in THRESHOLDS:
        kept = confidence >= threshold
        n_right = int((kept & sample.correct).sum())
        precision = n_right / max(1, int(kept.sum()))
        recall = n_right / max(1, sample.n_gold)
        f1 = 2 * precision * recall / max(precision + recall, math.ulp(1.0))
        rows.append({"threshold": threshold, "precision": round(100 * precision, 1),
                     "recall": round(100 * recall, 1), "f1": round(100 * f1, 1)})  # fmt: skip
    return rows


def main(argv: Sequence[str] | None = None) -> int:
    """Command line; exit code 2 on unusable input."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", default=DEFAULT_TIER, choices=TIERS)
    parser.add_argument("--weights", type=Path, help="a weights folder in place of a tier")
    parser.add_argument("--json", type=Path, help="write the figures there")
    parser.add_argument("--plot", type=Path, help="draw the curve there, as SVG")
    arguments = parser.parse_args(argv)
    folder = arguments.weights or weights_folder(TIERS[arguments.model])
    try:
        rows = list(read_jsonl(arguments.data))
        tagger, scorer = Tagger(folder), LinkScorer.beside(folder, calibrated=False)
    except AttributionError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    sample = collect(rows, tagger, scorer)
    confidence = cross_fitted(sample)
    calibration = fit(sample.raw, sample.correct)
    rows_of_curve = curve(sample, confidence)
    result = {
        "error_raw": round(100 * expected_calibration_error(sample.raw, sample.correct), 2),
        "error": round(100 * expected_calibration_error(confidence, sample.correct), 2),
        "slope": round(calibration.slope, 4),
        "bias": round(calibration.bias, 4),
        "curve": rows_of_curve,
    }
    print(f"expected calibration error (%): raw {result['error_raw']}, "
          f"calibrated on other articles {result['error']}")  # fmt: skip
    print(f"slope {result['slope']}, bias {result['bias']}")
    print(f"{'threshold':>9}{'precision':>11}{'recall':>9}{'F1':>7}")
    for row in rows_of_curve:
        print(f"{row['threshold']:>9.2f}{row['precision']:>11}{row['recall']:>9}{row['f1']:>7}")
    if arguments.json:
        arguments.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    if arguments.plot:
        data = arguments.data.name.split(".")[0]
        title = f"{folder.name} on {data}: attributions at or above a confidence"
        arguments.plot.write_text(threshold_plot(rows_of_curve, title=title), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
