"""Score the finding of meetings: documents of many dossiers mixed, each dossier one meeting.

`python -m eval.meetings --data training/gold_dossiers [--data eval/gold/dossiers] [--split dev]
[--blind] [--json FILE]` groups all documents at once. Dossiers without a split are taken with
any. With --blind the publication dates play no part in grouping, as if all were of one week:
harder than any real collection. The baseline puts documents together that were published within
three days of each other and share the two sides that they name most.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final
from zlib import crc32

import numpy as np

from attribution.actors import Register
from attribution.clustering import group_similar
from attribution.errors import AttributionError
from attribution.meetings import GroupingConfig, Profile, group_profiles, profile_document
from attribution.meetings.describing import describe_meeting
from attribution.reading.dossiers import Dossier, find_dossiers, read_dossier
from attribution.records import Meeting
from eval.measures import Counts
from eval.names import fold
from eval.verdicts import b_cubed

__all__ = ["GoldMeeting", "Sample", "baseline_groups", "pairwise", "score", "told_counts"]

BASELINE_DAYS: Final = 3
EVER: Final = 1_000_000
"""Days that lie further apart than any two documents."""


@dataclass(frozen=True, slots=True)
class GoldMeeting:
    """What gold.json says of a meeting."""

    day: date | None
    place: str | None
    sides: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sample:
    """A document of a dossier."""

    dossier: str
    profile: Profile


def read_samples(
    folders: Sequence[Path], *, split: str | None, half: str | None, register: Register
) -> tuple[list[Sample], dict[str, GoldMeeting]]:
    """All documents, and the gold meeting of each dossier.

    Args:
        folders: of dossiers.
        split: skip dossiers of another split.
        half: `tune` or `check`: of the dossiers without a split only one half, by their names.
        register: for sides and people.
    """
    samples: list[Sample] = []
    gold: dict[str, GoldMeeting] = {}
    for path in (path for folder in folders for path in find_dossiers(folder)):
        told = json.loads((path / "gold.json").read_text(encoding="utf-8"))
        own_split = told.get("split")
        if own_split not in {None, split or own_split}:
            continue
        if own_split is None and half is not None and half != _half_of(path.name):
            continue
        dossier: Dossier = read_dossier(path)
        gold[dossier.name] = _gold_meeting(told["meeting"])
        samples += [
            Sample(dossier.name, profile_document(document, register=register))
            for document in dossier.documents.values()
        ]
    return samples, gold


def _half_of(name: str) -> str:
    return "tune" if crc32(name.encode()) % 2 else "check"


def _gold_meeting(told: dict[str, Any]) -> GoldMeeting:
    day = told.get("date")
    return GoldMeeting(
        date.fromisoformat(day) if day else None, told.get("place"),
        frozenset(told.get("sides") or ()),
    )  # fmt: skip


def baseline_groups(profiles: Sequence[Profile]) -> list[tuple[int, ...]]:
    """Documents published within a few days of each other that share the sides they name most."""
    similarity = np.zeros((len(profiles), len(profiles)))
    for i, a in enumerate(profiles):
        for j, b in enumerate(profiles[:i]):
            mine, theirs = ({*list(p.sides)[:2]} for p in (a, b))
            is_shared = len(mine & theirs) >= max(1, min(len(mine), len(theirs)))
            is_near = (
                a.published is not None
                and b.published is not None
                and abs(a.published - b.published) <= timedelta(days=BASELINE_DAYS)
            )
            similarity[i, j] = similarity[j, i] = float(is_near and is_shared)
    return group_similar(similarity, min_similarity=0.5)


def pairwise(gold: Sequence[str], groups: Sequence[tuple[int, ...]]) -> Counts:
    """Pairs of documents that are together in both, in gold and in the groups."""
    n_hits = n_predicted = 0
    for group in groups:
        n_predicted += len(group) * (len(group) - 1) // 2
        for size in Counter(gold[i] for i in group).values():
            n_hits += size * (size - 1) // 2
    n_gold = sum(size * (size - 1) // 2 for size in Counter(gold).values())
    return Counts(n_hits, n_gold, n_predicted)


def told_counts(gold: GoldMeeting, found: Meeting) -> dict[str, Counts]:
    """Days, place and sides of a found meeting against the gold one, where gold has them.

    A day is right inside the found interval; a place if one name holds the other.
    """
    counts: dict[str, Counts] = {}
    if gold.day is not None:
        is_told = found.start is not None and found.end is not None
        is_right = (
            found.start is not None
            and found.end is not None
            and found.start <= gold.day <= found.end
        )
        counts["day"] = Counts(int(is_right), 1, int(is_told))
    if gold.place:
        mine, theirs = fold(found.place or ""), fold(gold.place)
        is_right = bool(mine) and (mine in theirs or theirs in mine)
        counts["place"] = Counts(int(is_right), 1, int(bool(mine)))
    shared = len(gold.sides & set(found.sides))
    counts["sides"] = Counts(shared, len(gold.sides), len(found.sides))
    return counts


def score(
    samples: Sequence[Sample],
    gold: dict[str, GoldMeeting],
    *,
    register: Register,
    is_blind: bool = False,
) -> dict[str, Any]:
    """Grouping by the product and by the baseline, and what the right groups tell."""
    labels = [sample.dossier for sample in samples]
    profiles = [sample.profile for sample in samples]
    config = GroupingConfig(max_days=EVER, days_between_rounds=EVER) if is_blind else None
    table: dict[str, Any] = {"documents": len(samples), "meetings": len(gold)}
    for name, groups in (
        ("found", group_profiles(profiles, config=config)),
        ("baseline", baseline_groups(profiles)),
    ):
        table[name] = _figures(labels, groups)
    told: dict[str, Counts] = {}
    for name, meeting in gold.items():
        own = [sample.profile for sample in samples if sample.dossier == name]
        found = describe_meeting(own, register=register)
        for field, counts in told_counts(meeting, found).items():
            told[field] = told.get(field, Counts()) + counts
    table["told"] = {
        field: {"right": c.n_hits, "told": c.n_predicted, "gold": c.n_gold,
                "precision": 100 * c.precision, "recall": 100 * c.recall}
        for field, c in told.items()
    }  # fmt: skip
    return table


def _figures(labels: Sequence[str], groups: Sequence[tuple[int, ...]]) -> dict[str, float]:
    pairs = pairwise(labels, groups)
    members: dict[str, set[str]] = {}
    for index, label in enumerate(labels):
        members.setdefault(label, set()).add(str(index))
    cubed = b_cubed(
        [frozenset(group) for group in members.values()],
        [frozenset(map(str, group)) for group in groups],
    )
    return {
        "pair_precision": 100 * pairs.precision, "pair_recall": 100 * pairs.recall,
        "pair_f1": 100 * pairs.f1, "b_cubed_f1": 100 * cubed, "groups": len(groups),
    }  # fmt: skip


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures; exit code 2 on unusable input."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--data", type=Path, action="append", required=True)
    parser.add_argument("--split", help="of dossiers that have one only this split")
    parser.add_argument("--half", choices=("tune", "check"),
                        help="half of the dossiers without a split")  # fmt: skip
    parser.add_argument("--blind", action="store_true", help="group without publication dates")
    parser.add_argument("--json", type=Path, help="write the figures there")
    arguments = parser.parse_args(argv)
    register = Register.load()
    try:
        samples, gold = read_samples(
            arguments.data, split=arguments.split, half=arguments.half, register=register
        )
    except AttributionError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    table = score(samples, gold, register=register, is_blind=arguments.blind)
    _print(table)
    if arguments.json:
        arguments.json.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    return 0


def _print(table: dict[str, Any]) -> None:
    print(f"{table['documents']} documents of {table['meetings']} meetings")
    for name in ("found", "baseline"):
        figures = table[name]
        print(
            f"{name:9} pairs P {figures['pair_precision']:.1f} R {figures['pair_recall']:.1f}"
            f" F1 {figures['pair_f1']:.1f}  B-cubed F1 {figures['b_cubed_f1']:.1f}"
            f"  groups {figures['groups']}"
        )
    for field, told in table["told"].items():
        print(
            f"{field:9} {told['right']} right of {told['told']} told, {told['gold']} in gold:"
            f" P {told['precision']:.1f} R {told['recall']:.1f}"
        )


if __name__ == "__main__":
    raise SystemExit(main())
