"""What the scripts that score public sets and labelled dossiers have in common."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from attribution.errors import AttributionError
from attribution.tagging import DEFAULT_TIER, TIERS

__all__ = ["run_scoring", "scoring_parser"]


def scoring_parser(description: str) -> argparse.ArgumentParser:
    """`--data`, `--dossiers`, `--split`, `--model`, `--samples` and `--json`."""
    parser = argparse.ArgumentParser(description=description.split("\n", maxsplit=1)[0])
    parser.add_argument("--data", type=Path, help="folder of the public sets")
    parser.add_argument("--dossiers", type=Path, help="folder of labelled dossiers")
    parser.add_argument("--split", help="only dossiers of this split")
    parser.add_argument("--model", default=DEFAULT_TIER, choices=TIERS)
    parser.add_argument("--samples", type=int, default=1000, help="bootstrap samples")
    parser.add_argument("--json", type=Path, help="write the figures there")
    return parser


def run_scoring(
    parser: argparse.ArgumentParser,
    argv: Sequence[str] | None,
    score: Callable[[argparse.Namespace], dict[str, Any]],
) -> int:
    """Parse, score, write the figures where asked; exit code 2 on unusable input."""
    arguments = parser.parse_args(argv)
    if arguments.data is None and arguments.dossiers is None:
        parser.error("give --data, --dossiers or both")
    try:
        table = score(arguments)
    except AttributionError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    if arguments.json:
        arguments.json.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    return 0
