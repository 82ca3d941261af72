"""Labelled dossiers as training rows: what the extraction finds in them, with their labels.

`python -m training.gold FOLDER… --output runs/gold.jsonl` reads every dossier below the folders
with the packaged tagger, gives each found claim the labels of the gold claim it covers, and
writes one row a claim and one row a pair of claims of different sides. So the claim encoder
learns from the spans it will see in use.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, Final

from attribution.actors import Register
from attribution.claimencoder import BlankModel, ClaimEncoder
from attribution.claimencoder.heads import VECTOR
from attribution.claimencoder.inputs import MarkedText
from attribution.claimencoder.wording import claim_wording, matter_wording, pair_wording
from attribution.errors import ReadError
from attribution.linking import LinkScorer
from attribution.pipeline import Analyser, is_default_claim
from attribution.reading.dossiers import Dossier, match_claims, read_split
from attribution.reading.jsonl import read_jsonl
from attribution.records import JOINT, Claim, RelationKind
from attribution.spans import Span
from attribution.tagging import DEFAULT_TIER, Tagger
from training.passages import passage_wording
from training.tasks import TaskExample

Row = Mapping[str, Any]

N_UNRELATED: Final = 2
"""Unrelated pairs kept for each related one, unless said otherwise; their weight makes up for the
rest."""


def dossier_rows(
    dossier: Dossier,
    analyser: Analyser,
    *,
    n_unrelated: int = N_UNRELATED,
    with_pairs: bool = True,
    reach: int = 0,
    near: float = 0.0,
) -> Iterator[dict[str, Any]]:
    """Rows of the claims of a dossier that the extraction found, and of their pairs.

    Args:
        dossier: with its labels.
        analyser: reads it.
        n_unrelated: unrelated pairs for each related one.
        with_pairs: whether there are rows of pairs.
        near: share of the unrelated pairs that is drawn from those whose vectors of matters lie
            nearest, 0 to 1; these are twice as many as all that are drawn.
        reach: with more than 0, pairs come with what stands so many characters before their claims
            as well.
    """
    found: dict[str, Claim] = {}
    analysed = analyser.analyse(list(dossier.documents.values()))
    for name, claims in zip(dossier.documents, analysed, strict=True):
        shown = [claim for claim in claims if is_default_claim(claim)]
        found |= match_claims([g for g in dossier.claims if g.doc == name], shown)
    for gold in dossier.claims:
        if gold.id in found:
            claim = found[gold.id]
            attribution = claim.attribution
            wording = claim_wording(claim.document.text, attribution.source, attribution.contents)
            yield {
                "dossier": dossier.name, "claim": _plain(wording), "stance": gold.stance,
                "act": gold.act, "target": gold.target,
            }  # fmt: skip
    if with_pairs:
        rows = list(_pair_rows(dossier, found, reach))
        unrelated = [row for row in rows if row["relation"] == RelationKind.UNRELATED]
        yield from (row for row in rows if row["relation"] != RelationKind.UNRELATED)
        n = n_unrelated * max(3, len(dossier.relations))
        rng = random.Random(dossier.name)
        if near and len(unrelated) > n:
            yield from _near_and_far(unrelated, _nearness(unrelated, found, analyser), n, near, rng)
        else:
            yield from _drawn(unrelated, n, rng)


def _pair_rows(
    dossier: Dossier, found: Mapping[str, Claim], reach: int
) -> Iterator[dict[str, Any]]:
    """All pairs of found claims of different sides."""
    related = {frozenset((r.a, r.b)): r.relation for r in dossier.relations}
    side = {gold.id: gold.side for gold in dossier.claims}
    wordings = {name: _plain(pair_wording(claim)) for name, claim in found.items()}
    passages = {name: _plain(passage_wording(claim, reach=reach)) for name, claim in found.items()}
    # Where joint statements have relations, their pairs without one are unrelated; else unlabelled.
    tells_joint = any(JOINT in (side[a], side[b]) for a, b in map(tuple, related))
    for a, b in combinations(sorted(found), 2):
        if side[a] == side[b] or (JOINT in (side[a], side[b]) and not tells_joint):
            continue
        kind = related.get(frozenset((a, b)), RelationKind.UNRELATED.value)
        row = {
            "dossier": dossier.name, "ids": [a, b], "a": wordings[a], "b": wordings[b],
            "relation": kind,
        }  # fmt: skip
        if reach:
            row |= {"a_passage": passages[a], "b_passage": passages[b]}
        yield row


def _drawn(
    rows: Sequence[dict[str, Any]], n: int, rng: random.Random
) -> Iterator[dict[str, Any]]:  # fmt: skip
    """At most `n` of the rows, each with how many it stands for as its weight."""
    n = min(len(rows), n)
    for row in rng.sample(rows, n):
        yield row | {"weight": round(len(rows) / n, 3)}


def _near_and_far(
    rows: Sequence[dict[str, Any]], nearness: Sequence[float], n: int, near: float,
    rng: random.Random,
) -> Iterator[dict[str, Any]]:  # fmt: skip
    """`n` of the rows, a share `near` of them from the 2n nearest."""
    order = sorted(range(len(rows)), key=lambda i: -nearness[i])
    n_near = round(near * n)
    yield from _drawn([rows[i] for i in order[: 2 * n]], n_near, rng)
    yield from _drawn([rows[i] for i in order[2 * n :]], n - n_near, rng)


def _nearness(
    rows: Sequence[Row], found: Mapping[str, Claim], analyser: Analyser
) -> list[float]:  # fmt: skip
    """Cosine of the vectors of matters of each pair."""
    at = {name: i for i, name in enumerate(found)}
    vectors = analyser.claim_model.matters([matter_wording(claim) for claim in found.values()])
    return [float(vectors[at[a]] @ vectors[at[b]]) for a, b in (row["ids"] for row in rows)]


def _plain(wording: MarkedText) -> dict[str, Any]:
    spans = {role: [span.start, span.end] for role, span in wording.spans.items()}
    return {"text": wording.text, "spans": spans}


def _marked(row: Row) -> MarkedText:
    return MarkedText(row["text"], {role: Span(*span) for role, span in row["spans"].items()})


def read_gold(path: Path) -> tuple[list[Row], list[Row]]:
    """Rows of claims and rows of pairs of a file that this script wrote.

    Raises:
        ReadError: if the file is missing or malformed.
    """
    rows = list(read_jsonl(path))
    return [r for r in rows if "claim" in r], [r for r in rows if "a" in r]


def claim_examples(rows: Sequence[Row]) -> list[TaskExample]:
    """Stance, act and, where labelled, target of claims."""
    examples = []
    for row in rows:
        answers = {head: row[head] for head in ("stance", "act", "target") if row.get(head)}
        examples.append(TaskExample(_marked(row["claim"]), None, answers))
    return examples


def pair_examples(
    rows: Sequence[Row], *, weight_power: float = 0.5, share: float = 1.0,
    alone: float | None = None,
) -> list[TaskExample]:  # fmt: skip
    """Relations of pairs of claims.

    Args:
        rows: of pairs.
        weight_power: 1 restores the share of unrelated pairs in a dossier, 0 leaves it as drawn.
        share: of the unrelated pairs that a pass sees; their weight makes up for the rest.
        alone: share of the pairs without what stands before them, the same ones each time; None
            for all.

    Raises:
        ReadError: if rows without passages are asked for them.
    """
    if alone is not None and any("a_passage" not in row for row in rows):
        msg = "pairs without passages; write the rows with training.gold --reach"
        raise ReadError(msg)
    rng = random.Random(len(rows))
    examples = []
    for row in rows:
        in_passage = alone is not None and rng.random() >= alone
        a, b = ("a_passage", "b_passage") if in_passage else ("a", "b")
        weight = float(row.get("weight", share)) / share
        examples.append(TaskExample(
            _marked(row[a]), _marked(row[b]), {"relation": row["relation"]}, weight**weight_power
        ))  # fmt: skip
    return examples


def matter_examples(rows: Sequence[Row]) -> list[TaskExample]:
    """Whether two claims are about one matter, for the vectors."""
    near = {"agree": 1.0, "contradict": 1.0, "partial": 0.8, "unrelated": 0.0}
    return [
        TaskExample(_marked(row["a"]), _marked(row["b"]), {VECTOR: near[row["relation"]]})
        for row in rows
    ]


def _names(path: Path | None) -> set[str]:
    return set(path.read_text(encoding="utf-8").split()) if path else set()


def main() -> None:
    """Command line of the conversion."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--split", help="only dossiers of this split")
    parser.add_argument("--unrelated", type=int, default=N_UNRELATED,
                        help="unrelated pairs for each related one")  # fmt: skip
    parser.add_argument("--without-pairs", type=Path,
                        help="file of dossiers whose pairs are not rows")  # fmt: skip
    parser.add_argument("--only", type=Path, help="file of the dossiers that are read")
    parser.add_argument("--left-out", type=Path, nargs="+", default=[],
                        help="files of dossiers that are not read")  # fmt: skip
    parser.add_argument("--reach", type=int, default=0,
                        help="characters before each claim of a pair")  # fmt: skip
    parser.add_argument("--near", type=float, default=0.0,
                        help="share of the unrelated pairs that are near ones, 0 to 1")  # fmt: skip
    parser.add_argument("--output", type=Path, required=True)
    arguments = parser.parse_args()
    claims_only, only = map(_names, (arguments.without_pairs, arguments.only))
    left_out = set().union(*map(_names, arguments.left_out))
    analyser = Analyser(
        tagger=Tagger.load(), register=Register.load(), scorer=LinkScorer.load(DEFAULT_TIER),
        claim_model=ClaimEncoder.load("fast") if arguments.near else BlankModel(),
    )  # fmt: skip
    dossiers = [
        dossier
        for folder in arguments.folders
        for dossier in read_split(folder, arguments.split)
        if dossier.name not in left_out and (not only or dossier.name in only)
    ]
    rows = [
        row
        for dossier in dossiers
        for row in dossier_rows(
            dossier, analyser, n_unrelated=arguments.unrelated,
            with_pairs=dossier.name not in claims_only, reach=arguments.reach, near=arguments.near,
        )
    ]  # fmt: skip
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    arguments.output.write_text("".join(lines), encoding="utf-8")
    n_claims = sum("claim" in row for row in rows)
    n_gold = sum(len(dossier.claims) for dossier in dossiers)
    print(f"{len(dossiers)} dossiers: {n_claims} of {n_gold} claims found, "
          f"{len(rows) - n_claims} pairs")  # fmt: skip


if __name__ == "__main__":
    main()
