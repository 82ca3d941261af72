"""How far people agree on PolNeAR's articles, with the measures that score the tagger.

`python -m eval.annotators --data FILE.jsonl.gz [FILE …] [--model TIER] [--json FILE]`

Scores every annotator of an article against every other one, each in turn taken for the truth;
articles with one annotator are left out. With `--model` the tagger is also scored against each of
the same people on the same articles: give it only files that it was not trained on.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from itertools import chain, permutations
from pathlib import Path
from typing import Any

from attribution.encoders import weights_folder
from attribution.errors import AttributionError, ReadError
from attribution.linking import LinkScorer
from attribution.pipeline import extract_attributions
from attribution.reading.jsonl import read_jsonl
from attribution.records import Attribution
from attribution.tagging import TIERS, SpanTagger, Tagger
from eval.extraction import (
    DocumentCounts,
    figures,
    gold_attributions,
    print_figures,
    score_document,
)
from eval.measures import Counts

__all__ = ["annotations_of", "score_model", "score_people"]


def annotations_of(row: dict[str, Any]) -> list[list[Attribution]]:
    """What each annotator of an article marked, the first one first."""
    others = row.get("other_annotations", [])
    return [gold_attributions(row | {"attributions": marked}) for marked in
            (row["attributions"], *(other["attributions"] for other in others))]  # fmt: skip


def score_people(row: dict[str, Any]) -> DocumentCounts:
    """Counts of all ordered pairs of two annotators of an article together."""
    pairs = permutations(annotations_of(row), 2)
    scored = [score_document(row["doc"], row["text"], one, other) for one, other in pairs]
    return _together(row["doc"], scored)


def score_model(
    row: dict[str, Any], tagger: SpanTagger, scorer: LinkScorer | None = None
) -> DocumentCounts:
    """Counts of the tagger against each annotator of an article together.

    Args:
        row: of a PolNeAR file.
        tagger: to measure.
        scorer: its links.
    """
    (predicted,) = extract_attributions([row["text"]], tagger=tagger, scorer=scorer)
    scored = [
        score_document(row["doc"], row["text"], marked, predicted)
        for marked in annotations_of(row)
    ]  # fmt: skip
    return _together(row["doc"], scored)


def _together(name: str, scored: Sequence[DocumentCounts]) -> DocumentCounts:
    names = dict.fromkeys(chain.from_iterable(one.counts for one in scored))
    return DocumentCounts(
        name, {figure: sum((one.counts[figure] for one in scored), Counts()) for figure in names}
    )


def _read(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """The articles that several people annotated.

    Raises:
        ReadError: if there are none.
    """
    rows = [row for path in paths for row in read_jsonl(path) if row.get("other_annotations")]
    if not rows:
        names = ", ".join(map(str, paths))
        msg = f"{names}: no article has other_annotations; give files with several annotators"
        raise ReadError(msg)
    return rows


def measure(
    rows: Sequence[dict[str, Any]], *, tier: str | None, n_samples: int
) -> dict[str, dict[str, Any]]:
    """Figures by who is compared: `people`, and with a tier also `model`."""
    tables = {"people": figures([score_people(row) for row in rows], n_samples=n_samples)}
    if tier is not None:
        folder = weights_folder(TIERS[tier])
        tagger, scorer = Tagger(folder), LinkScorer.beside(folder)
        scored = [score_model(row, tagger, scorer) for row in rows]
        tables["model"] = figures(scored, n_samples=n_samples)
    return tables


def main(argv: Sequence[str] | None = None) -> int:
    """Command line; exit code 2 on unusable input."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--data", type=Path, required=True, nargs="+")
    parser.add_argument("--model", choices=TIERS, help="also score this tier against each person")
    parser.add_argument("--samples", type=int, default=1000, help="bootstrap samples")
    parser.add_argument("--json", type=Path, help="write the figures there")
    arguments = parser.parse_args(argv)
    try:
        rows = _read(arguments.data)
        tables = measure(rows, tier=arguments.model, n_samples=arguments.samples)
    except AttributionError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    n_annotations = sum(1 + len(row["other_annotations"]) for row in rows)
    print(f"{len(rows)} articles, {n_annotations} annotations")
    for who, table in tables.items():
        print("people against each other" if who == "people" else f"\n{arguments.model} tier")
        print_figures(table)
    if arguments.json:
        arguments.json.write_text(json.dumps(tables, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
