"""How far two annotators agree: stance, act, target and quotation of claims, relations of pairs.

`python -m eval.agreement` compares the gold dossiers with the labels of a second annotator who
saw only the texts and the list of claims; `--second FILE` compares other second labels.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, Final

from attribution.errors import AttributionError
from attribution.reading.dossiers import find_dossiers
from attribution.reading.jsonl import read_jsonl
from attribution.records import JOINT, RelationKind
from eval.measures import Counts

ROOT: Final = Path(__file__).parent.parent
SECOND: Final = ROOT / "eval" / "gold" / "second_annotator.jsonl"
FOLDERS: Final = (
    ROOT / "eval" / "gold" / "dossiers", ROOT / "eval" / "gold" / "newsrooms",
    ROOT / "training" / "gold_dossiers",
)  # fmt: skip
FIELDS: Final = ("quote_type", "stance", "act", "target")
Pairs = list[tuple[str, str]]


def cohen_kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Agreement beyond chance of two labellings of the same items (Cohen, 1960)."""
    n = len(pairs)
    observed = sum(a == b for a, b in pairs) / n
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    expected = sum(first[label] * second[label] for label in first) / n**2
    return 1.0 if expected == 1 else (observed - expected) / (1 - expected)


def label_f1(pairs: Sequence[tuple[str, str]], label: str) -> float:
    """F1 of one label, the one annotator taken for the truth and the other for a prediction."""
    return Counts(
        sum(a == b == label for a, b in pairs),
        sum(a == label for a, _ in pairs),
        sum(b == label for _, b in pairs),
    ).f1


def compared(gold: Mapping[str, Any], second: Mapping[str, Any]) -> tuple[dict[str, Pairs], Pairs]:
    """Labels of both annotators by field, and the relation of every pair of claims either saw."""
    fields: dict[str, Pairs] = {field: [] for field in FIELDS}
    for claim in gold["claims"]:
        other = second["claims"].get(claim["id"])
        for field in FIELDS:
            if other is not None and claim.get(field) and field in other:
                fields[field].append((claim[field], other[field]))
    kinds = [
        {frozenset((r["a"], r["b"])): r["relation"] for r in rows}
        for rows in (gold["relations"], second["relations"])
    ]
    none = RelationKind.UNRELATED.value
    side = {claim["id"]: claim["side"] for claim in gold["claims"]}
    tells_joint = any(JOINT in (side[a], side[b]) for a, b in map(tuple, kinds[0]))
    relations = [
        tuple(kind.get(frozenset((a, b)), none) for kind in kinds)
        for a, b in combinations(side, 2)
        if side[a] != side[b] and (tells_joint or JOINT not in (side[a], side[b]))
    ]
    return fields, [(a, b) for a, b in relations]


def gathered(
    seconds: Mapping[str, Mapping[str, Any]], folders: Mapping[str, Path]
) -> tuple[dict[str, Pairs], Pairs]:
    """The labels of all dossiers, see `compared`."""
    fields: dict[str, Pairs] = {field: [] for field in FIELDS}
    relations: Pairs = []
    for name, second in seconds.items():
        gold = json.loads((folders[name] / "gold.json").read_text(encoding="utf-8"))
        found, pairs = compared(gold, second)
        for field in FIELDS:
            fields[field] += found[field]
        relations += pairs
    return fields, relations


def print_report(fields: Mapping[str, Pairs], relations: Pairs) -> dict[str, Any]:
    """Print and return agreement, kappa and F1."""
    table: dict[str, Any] = {}
    for field, pairs in fields.items():
        if not pairs:  # relations alone were labelled twice
            continue
        equal = sum(a == b for a, b in pairs) / len(pairs)
        labels = sorted({a for a, _ in pairs})
        macro = sum(label_f1(pairs, label) for label in labels) / len(labels)
        kappa = cohen_kappa(pairs)
        print(f"{field:<12}{len(pairs):>5} claims  equal {100 * equal:5.1f} %  kappa {kappa:.2f}"
              f"  macro-F1 {100 * macro:5.1f}")  # fmt: skip
        for label in labels:
            print(f"  {label:<14}F1 {100 * label_f1(pairs, label):5.1f}")
        table[field] = {"n": len(pairs), "equal": equal, "kappa": kappa, "macro_f1": macro}
    related = [pair for pair in relations if pair != (RelationKind.UNRELATED.value,) * 2]
    print(f"relations   {len(relations)} pairs, {len(related)} related by either;"
          f" kappa {cohen_kappa(relations):.2f}")  # fmt: skip
    for kind in (RelationKind.CONTRADICT, RelationKind.AGREE, RelationKind.PARTIAL):
        print(f"  {kind.value:<14}F1 {100 * label_f1(relations, kind.value):5.1f}")
        table[kind.value] = label_f1(relations, kind.value)
    table["relation_kappa"] = cohen_kappa(relations)
    return table


def main(argv: Sequence[str] | None = None) -> int:
    """Command line; exit code 2 on unusable input."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--second", type=Path, default=SECOND)
    parser.add_argument("--json", type=Path, help="write the figures there")
    arguments = parser.parse_args(argv)
    try:
        seconds = {row["dossier"]: row for row in read_jsonl(arguments.second)}
        folders = {p.name: p for folder in FOLDERS for p in find_dossiers(folder)}
    except AttributionError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    table = print_report(*gathered(seconds, folders))
    if arguments.json:
        arguments.json.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
