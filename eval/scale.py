"""Seconds and memory that comparing takes as a meeting grows.

`python -m eval.scale [--documents N] [--claims N] [--model TIER] [--threads N] [--json FILE]` makes
a meeting of the claims of labelled dossiers with their words varied, stores it, and runs
`attribution compare` on it as a user does, each time in a process of its own: with nothing cached,
again with nothing changed, and after a person corrected one claim. Then the same for a typical
meeting of ten documents.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from attribution.claimencoder.model import CLAIM_TIERS
from attribution.errors import AttributionError
from attribution.reading.dossiers import Dossier, read_split
from attribution.records import Judgement
from attribution.store import Run, Store
from eval.made_meeting import MADE_SIDES, make_meeting

MEETING: Final = "Made meeting"
TYPICAL: Final = (10, 100)
"""Documents and claims of a typical meeting."""


def store_meeting(path: Path, dossiers: Sequence[Dossier], n_documents: int, n_claims: int) -> str:
    """Make a meeting and store it in a new database; the id of its last claim."""
    made = make_meeting(dossiers, n_documents=n_documents, n_claims=n_claims, meeting=MEETING)
    with Store.open(path) as store, store.writer(Run(models={"labels": "made"})) as writer:
        for document, claims in made:
            writer.add(document, claims, meeting=MEETING)
    return made[-1][1][-1].id


def correct_side(path: Path, claim_id: str) -> None:
    """Give one claim another side, as a person would."""
    with Store.open(path, create=False) as store, store.writer() as writer:
        side = store.reader().claim(claim_id).speaker.side
        other = next(code for code in MADE_SIDES if code != side)
        writer.judge(Judgement(claim=claim_id, field="side", value=other, author="eval.scale",
                               at=datetime.now(UTC)))  # fmt: skip


def timed_comparison(path: Path, tier: str, threads: int) -> dict[str, Any]:
    """One run of `attribution compare`: seconds, largest resident memory, what came out.

    Seconds of processors, all together, tell of a machine that does other work as well.

    Raises:
        AttributionError: if it fails.
    """
    words = [sys.executable, "-m", "attribution", "compare", MEETING, "--db", str(path),
             "--model", tier, "--threads", str(threads), "--format", "json"]  # fmt: skip
    printed = path.with_suffix(".json")
    with printed.open("wb") as output:
        started = time.perf_counter()
        process = subprocess.Popen(words, stdout=output)  # noqa: S603 - our own interpreter
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        msg = f"attribution compare ended with exit code {process.returncode}"
        raise AttributionError(msg)
    record = json.loads(printed.read_bytes())
    return {
        "seconds": round(seconds, 2),
        "processor_seconds": round(usage.ru_utime + usage.ru_stime, 2),
        "peak_memory_mb": round(usage.ru_maxrss / 1024),
        "claims": len(record["claims"]),
        "points": len(record["points"]),
        "relations": sum(len(point["relations"]) for point in record["points"]),
        "points_of_several_sides": sum(len(point["claims"]) > 1 for point in record["points"]),
    }


def measure_meeting(
    dossiers: Sequence[Dossier], size: tuple[int, int], tier: str, threads: int
) -> dict[str, Any]:
    """Figures of a meeting of `size` documents and claims."""
    n_documents, n_claims = size
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scale.db"
        last = store_meeting(path, dossiers, n_documents, n_claims)
        figures: dict[str, Any] = {"documents": n_documents}
        figures["cold"] = timed_comparison(path, tier, threads)
        figures["again"] = timed_comparison(path, tier, threads)
        correct_side(path, last)
        figures["one claim corrected"] = timed_comparison(path, tier, threads)
        figures["database_mb"] = round(path.stat().st_size / 1e6, 1)
    return figures


def print_figures(name: str, figures: dict[str, Any]) -> None:
    """One line a run."""
    print(f"{name}: {figures['documents']} documents, database {figures['database_mb']} MB")
    for run, row in figures.items():
        if isinstance(row, dict):
            print(
                f"  {run:<20}{row['seconds']:>8.2f} s of {row['processor_seconds']:>8.2f} s"
                f" {row['peak_memory_mb']:>6} MB"
                f" {row['claims']:>7} claims {row['points']:>6} points"
                f" ({row['points_of_several_sides']} of several sides)"
                f" {row['relations']:>6} relations"
            )


def main(argv: Sequence[str] | None = None) -> int:
    """Command line; exit code 2 on unusable input."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--data", type=Path, default=Path("training/gold_dossiers"),
                        help="folder of labelled dossiers to make the meetings of")  # fmt: skip
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument("--model", default="accurate", choices=CLAIM_TIERS)
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--json", type=Path, help="write the figures there")
    arguments = parser.parse_args(argv)
    sizes = {"typical": TYPICAL, "large": (arguments.documents, arguments.claims)}
    result: dict[str, Any] = {"model": arguments.model, "threads": arguments.threads}
    try:
        dossiers = read_split(arguments.data)
        for name, size in sizes.items():
            result[name] = measure_meeting(dossiers, size, arguments.model, arguments.threads)
            print_figures(name, result[name])
    except (AttributionError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    if arguments.json:
        arguments.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
