"""How much of what one backend reads another reads differently.

`python -m eval.backends --data FILE.jsonl.gz [--model TIER] [--limit N] [--json FILE]` reads the
`text` of each row with ONNX Runtime and with PyTorch (extra `[torch]`). Both compute with the
same weights; ONNX Runtime also rounds what goes into each matrix product to 8 bits.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any, Final

from attribution.encoders import BACKENDS
from attribution.errors import AttributionError
from attribution.pipeline import Analyser
from attribution.reading.jsonl import read_jsonl
from attribution.records import Claim, Document
from attribution.tagging import DEFAULT_TIER, TIERS, Tagger

FIELDS: Final = ("quote_type", "stance", "act", "target", "side")


def label_differences(texts: Sequence[str], one: Tagger, other: Tagger) -> dict[str, int]:
    """Word pieces whose most likely label differs, and spans that only one of two taggers has."""
    counts = {"pieces": 0, "pieces_different": 0, "spans": 0, "spans_different": 0}
    for (pieces, a), (_, b) in zip(one.score(texts), other.score(texts), strict=True):
        counts["pieces"] += len(pieces)
        counts["pieces_different"] += int((a.labels.argmax(1) != b.labels.argmax(1)).sum())
    for first, second in zip(one.tag(texts), other.tag(texts), strict=True):
        spans = {(t.span, t.role) for t in first}
        counts["spans"] += len(spans)
        counts["spans_different"] += len(spans ^ {(t.span, t.role) for t in second})
    return counts


def claim_differences(one: Sequence[Claim], other: Sequence[Claim]) -> dict[str, int]:
    """Claims that only one of two readings has, and fields that differ in those of both."""
    first, second = ({claim.id: claim for claim in claims} for claims in (one, other))
    both = first.keys() & second.keys()
    counts = {"claims": len(first), "claims_different": len(first.keys() ^ second.keys())}
    for name in FIELDS:
        pairs = ((_field(first[i], name), _field(second[i], name)) for i in both)
        counts[f"{name}_different"] = sum(a != b for a, b in pairs)
    return counts


def _field(claim: Claim, name: str) -> object:
    if name == "quote_type":
        return claim.attribution.quote_type
    if name == "side":
        return claim.speaker.side
    return getattr(claim, "stance_target" if name == "target" else name)


def measure(texts: Sequence[str], tier: str) -> dict[str, int]:
    """All differences on `texts`."""
    taggers = [Tagger.load(tier, backend=backend) for backend in BACKENDS]
    counts = label_differences(texts, *taggers)
    documents = [Document.from_text(text) for text in texts]
    claims = [
        list(chain.from_iterable(Analyser.load(tier=tier, backend=backend).analyse(documents)))
        for backend in BACKENDS
    ]
    return counts | claim_differences(*claims)


def main(argv: Sequence[str] | None = None) -> int:
    """Command line; exit code 2 on unusable input."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", default=DEFAULT_TIER, choices=TIERS)
    parser.add_argument("--limit", type=int, help="only the first documents")
    parser.add_argument("--json", type=Path, help="write the figures there")
    arguments = parser.parse_args(argv)
    try:
        rows: list[dict[str, Any]] = list(read_jsonl(arguments.data))[: arguments.limit]
        result = measure([row["text"] for row in rows], arguments.model)
    except AttributionError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    for name, value in result.items():
        print(f"{name:<24}{value:>8}")
    if arguments.json:
        arguments.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
