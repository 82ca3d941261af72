"""What scrape damage costs: figures on damaged copies of annotated articles.

`python -m eval.robustness --clean FILE.jsonl.gz --damaged FOLDER [--json FILE]`
where `python -m training.noise` wrote the folder, one file a kind of damage.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from attribution.encoders import weights_folder
from attribution.errors import AttributionError
from attribution.linking import LinkScorer
from attribution.reading.jsonl import read_jsonl
from attribution.tagging import DEFAULT_TIER, TIERS, SpanTagger, Tagger
from eval.extraction import score_polnear
from eval.measures import Counts

FIGURES: Final = ("content found", "attribution correct")


def measure(path: Path, tagger: SpanTagger, scorer: LinkScorer | None) -> dict[str, float]:
    """F1 (%) of `FIGURES` on one file.

    Raises:
        ReadError: if it cannot be read.
    """
    scored = score_polnear(list(read_jsonl(path)), tagger, scorer)
    return {
        name: round(100 * sum((d.counts[name] for d in scored), Counts()).f1, 2) for name in FIGURES
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Command line; exit code 2 on unusable input."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--clean", type=Path, required=True)
    parser.add_argument("--damaged", type=Path, required=True)
    parser.add_argument("--model", default=DEFAULT_TIER, choices=TIERS)
    parser.add_argument("--weights", type=Path, help="a weights folder in place of a tier")
    parser.add_argument("--json", type=Path, help="write the figures there")
    arguments = parser.parse_args(argv)
    folder = arguments.weights or weights_folder(TIERS[arguments.model])
    damaged = sorted(arguments.damaged.glob("*.jsonl"))
    if not damaged:
        print(f"error: {arguments.damaged}: no .jsonl files; write them with "
              "python -m training.noise", file=sys.stderr)  # fmt: skip
        return 2
    try:
        tagger, scorer = Tagger(folder), LinkScorer.beside(folder)
        table = {"clean": measure(arguments.clean, tagger, scorer)}
        for path in damaged:
            table[path.stem] = measure(path, tagger, scorer)
    except AttributionError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    print(f"{'damage':<22}" + "".join(f"{name:>22}{'change':>8}" for name in FIGURES))
    for kind, row in table.items():
        cells = "".join(
            f"{row[name]:>22.1f}{row[name] - table['clean'][name]:>+8.1f}" for name in FIGURES
        )
        print(f"{kind:<22}{cells}")
    if arguments.json:
        arguments.json.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
