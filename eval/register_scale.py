"""Seconds and memory that a large register of one's own takes.

`python -m eval.register_scale [--actors N] [--data DIR] [--json FILE]` invents N people and bodies,
imports them from CSV as `attribution actors import` does, and measures, each in a process of its
own and with the packaged register alone beside it: loading the register, the memory that takes,
and resolving the speakers of documents.
"""

from __future__ import annotations

import argparse
import csv
import gc
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from attribution.actors import Register
from attribution.actors.own import CSV_COLUMNS, add_entries, entries_of_file
from attribution.errors import AttributionError
from attribution.pipeline import Analyser
from attribution.reading.dossiers import read_dossier
from attribution.speakers import resolve_together

DEMO: Final = Path(__file__).parents[1] / "attribution" / "data" / "demo" / "istanbul"
_BEGINNINGS: Final = "Ab Bel Cor Dan El Fal Gor Hal Isk Jor Kel Lan Mur Nev Or Pel Quin Ros Sel Tor"
_MIDDLES: Final = "a e i o u ara ela ino ora una ama eri ilo onu uva"
_ENDINGS: Final = (
    "dan fer gast holm kar lin mond nik rov sen tala vic wer zan berg chuk ström łak ñez"
)
_KINDS: Final = ("union", "company", "party", "ministry")
_HEADS: Final = {
    "union": "Workers' Union", "company": "Shipping", "party": "Party", "ministry": "Ministry"
}  # fmt: skip
_SIDES: Final = ("SE", "NO", "DK", "FI", "EE", "LV", "LT", "PL")
_OFFICES: Final = ("Port Minister", "Deputy Mayor", "Chief Executive", "Spokesperson", "Delegate")
N_ROUNDS: Final = 3
"""Documents are resolved so often: the first time fills the memory of lookups, the best counts."""


def invented_rows(n_actors: int, seed: int = 0) -> Iterator[dict[str, str]]:
    """Rows of an import file: nine people, then a body, and so on; all names differ.

    Args:
        n_actors: how many.
        seed: of the names.
    """
    chance = random.Random(seed)

    def word(*parts: str) -> str:
        return "".join(chance.choice(part.split()) for part in parts).capitalize()

    def pair() -> str:
        given = word(_BEGINNINGS, _MIDDLES, _ENDINGS)
        return f"{given} {word(_BEGINNINGS, _MIDDLES, _BEGINNINGS, _MIDDLES, _ENDINGS)}"

    seen: set[str] = set()
    while len(seen) < n_actors:
        is_body = len(seen) % 10 == 9
        kind = chance.choice(_KINDS) if is_body else "person"
        name = f"{pair()} {_HEADS[kind]}" if is_body else pair()
        if name in seen:
            continue
        seen.add(name)
        yield {
            "id": f"own-{len(seen)}", "name": name, "kind": kind, "side": chance.choice(_SIDES),
            "office": "" if is_body else chance.choice(_OFFICES), "organisation": "",
            "start": "" if is_body else f"{chance.randrange(2000, 2026)}-01-01", "end": "",
            "gender": "", "aliases": name.rsplit(" ", 1)[0] if is_body else "",
        }  # fmt: skip


def write_rows(path: Path, n_actors: int) -> None:
    """A CSV file of invented people and bodies."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, CSV_COLUMNS)
        writer.writeheader()
        writer.writerows(invented_rows(n_actors))


def measure_here(own: Sequence[Path], data: Path) -> dict[str, float]:
    """Figures of this process: call it in a new one."""
    before = _memory_mb()
    load, register = _timed_load(own)
    loaded = _memory_mb()
    analyser = Analyser.load(tier="fast", n_threads=1)
    documents = list(read_dossier(data).documents.values())
    workings, nested = analyser.attributions(documents)
    appearances = list(zip(documents, [w.text for w in workings], nested, strict=True))
    spent = []
    for _ in range(N_ROUNDS):
        started = time.process_time()
        resolve_together(appearances, register=register, side_scorer=analyser.side_scorer)
        spent.append((time.process_time() - started) / len(documents))
    return {
        "load_seconds": round(load, 2),
        "memory_mb": round(loaded - before),
        "first_ms_a_document": round(1000 * spent[0], 1),
        "ms_a_document": round(1000 * min(spent), 1),
    }


def _timed_load(own: Sequence[Path]) -> tuple[float, Register]:
    started = time.process_time()
    register = Register.load(extra=own)
    return time.process_time() - started, register


def _memory_mb() -> float:
    """What this process has in memory now; Linux tells."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def measure(own: Sequence[Path], data: Path) -> dict[str, float]:
    """Figures of a process that loads the packaged register and these files.

    Raises:
        AttributionError: if it fails.
    """
    words = [sys.executable, "-m", "eval.register_scale", "--here", *map(str, own)]
    words += ["--data", str(data)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603 - our own interpreter
    if done.returncode:
        msg = f"a measured process ended with exit code {done.returncode}: {done.stderr.strip()}"
        raise AttributionError(msg)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def run(n_actors: int, data: Path) -> dict[str, Any]:
    """Import `n_actors` invented ones and measure without and with them."""
    with tempfile.TemporaryDirectory() as folder:
        table, own = Path(folder) / "actors.csv", Path(folder) / "actors.yaml"
        write_rows(table, n_actors)
        started = time.process_time()
        add_entries(own, entries_of_file(table))
        imported = time.process_time() - started
        return {
            "actors": n_actors,
            "import_seconds": round(imported, 2),
            "file_mb": round(own.stat().st_size / 1e6, 1),
            "packaged": measure([], data),
            "with own": measure([own], data),
        }


def main(argv: Sequence[str] | None = None) -> int:
    """Command line; exit code 2 on unusable input."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--actors", type=int, default=100_000)
    parser.add_argument("--data", type=Path, default=DEMO, help="a labelled dossier to resolve")
    parser.add_argument("--json", type=Path, help="write the figures there")
    parser.add_argument("--here", nargs="*", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args(argv)
    try:
        if arguments.here is not None:
            print(json.dumps(measure_here(arguments.here, arguments.data)))
            return 0
        figures = run(arguments.actors, arguments.data)
    except AttributionError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    print(f"{figures['actors']} actors: {figures['import_seconds']} s to import, "
          f"{figures['file_mb']} MB")  # fmt: skip
    for name in ("packaged", "with own"):
        row = figures[name]
        print(f"  {name:<10}{row['load_seconds']:>7} s to load{row['memory_mb']:>7} MB"
              f"{row['ms_a_document']:>8} ms a document"
              f" ({row['first_ms_a_document']} at first)")  # fmt: skip
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
