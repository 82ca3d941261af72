"""Score who spoke: speaker, side and abstention on labelled source mentions.

`python -m eval.speakers [--data eval/gold/speakers.jsonl] [--split dev] [--errors 50]`
reads every document with the packaged tagger and register. A mention counts as found when an
attribution's content covers its anchor; speaker and side are scored over found mentions.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from attribution.actors import Register
from attribution.claimencoder import BlankModel
from attribution.errors import AttributionError
from attribution.linking import LinkScorer
from attribution.pipeline import Analyser
from attribution.reading.dossiers import GoldClaim, match_claims
from attribution.reading.jsonl import read_jsonl
from attribution.records import UNKNOWN, Claim, Document, SectionKind, StatementKind
from attribution.spans import Span
from attribution.speakers import SideScorer
from attribution.tagging import DEFAULT_TIER, TIERS, Tagger
from eval.measures import bootstrap
from eval.names import sides_right, speaker_is_right

GOLD: Final = Path(__file__).parent / "gold" / "speakers.jsonl"


@dataclass(frozen=True, slots=True)
class Mention:
    """One labelled source mention and the claim that was found for it, if any.

    Attributes:
        document: name of the document.
        case: kind of mention: `pronoun`, `metonym`, `relay` …
        gold: speaker, organisation and side.
        claim: predicted.
        is_side_right: whether the predicted side is the gold one, codes of bodies that no
            register lists matched one to one within the document (`eval.dossiers.sides_right`).
    """

    document: str
    case: str
    gold: GoldClaim
    claim: Claim | None
    is_side_right: bool

    def abstains(self) -> bool:
        """Whether no side was given."""
        return self.claim is not None and self.claim.speaker.side == UNKNOWN


def read_mentions(row: dict[str, Any]) -> tuple[Document, list[tuple[str, GoldClaim]]]:
    """A document and its labelled mentions as (case, gold)."""
    bare = Document.from_text(row["text"], name=row["id"])
    document = Document(
        sha256=bare.sha256, text=bare.text, name=row["id"], outlet=row.get("outlet"),
        published=date.fromisoformat(row["published"]),
    )  # fmt: skip
    mentions = []
    for m in row["mentions"]:
        at = row["text"].index(m["anchor"])
        gold = GoldClaim(
            id=m["id"], doc=row["id"], anchor=Span(at, at + len(m["anchor"])),
            speaker=m["speaker"] or "", org=m["org"] or "", side=m["side"],
            quote_type="", stance="", act="",
        )  # fmt: skip
        mentions.append((m["case"], gold))
    return document, mentions


def score(rows: Sequence[dict[str, Any]], analyser: Analyser) -> list[Mention]:
    """Every labelled mention with the claim found for it."""
    scored: list[Mention] = []
    for row in rows:
        document, mentions = read_mentions(row)
        # Refusals to say something are among them, which lists of claims leave out.
        claims = [
            c for c in analyser.analyse([document])[0]
            if c.attribution.kind is StatementKind.STATEMENT and c.nested_in is None
            and c.section is SectionKind.BODY
        ]  # fmt: skip
        found = match_claims([gold for _, gold in mentions], claims)
        pairs = [(g.side, found[g.id].speaker.side) for _, g in mentions if g.id in found]
        right = iter(sides_right(pairs, analyser.register))
        scored += [
            Mention(row["id"], case, gold, found.get(gold.id), gold.id in found and next(right))
            for case, gold in mentions
        ]
    return scored


def share(mentions: Sequence[Mention], right: Sequence[bool]) -> str:
    """A share in percent of the mentions, with a bootstrap interval."""
    if not mentions:
        return "–"
    return str(bootstrap(list(right), lambda s: sum(s) / len(s), n_samples=1000))


def print_report(scored: Sequence[Mention], register: Register) -> dict[str, Any]:
    """Print the figures, by case as well; return them."""
    found = [m for m in scored if m.claim is not None]
    speakers = [m.claim is not None and speaker_is_right(m.gold, m.claim, register) for m in found]
    sides = [m.is_side_right for m in found]
    answered = [m for m in found if not m.abstains()]
    print(f"mentions {len(scored)}, found {len(found)}, side given {len(answered)}")
    print(f"speaker right  {share(found, speakers)}")
    print(f"side right     {share(found, sides)}")
    print(f"right where a side is given  {share(answered, [m.is_side_right for m in answered])}")
    table: dict[str, Any] = {}
    for case in sorted({m.case for m in found}):
        chosen = [i for i, m in enumerate(found) if m.case == case]
        row = [sum(v[i] for i in chosen) / len(chosen) for v in (speakers, sides)]
        abstained = sum(found[i].abstains() for i in chosen)
        print(f"  {case:<22}{len(chosen):>4}  speaker {100 * row[0]:5.1f}  side {100 * row[1]:5.1f}"
              f"  abstained {abstained}")  # fmt: skip
        table[case] = {"n": len(chosen), "speaker": row[0], "side": row[1]}
    confused = Counter(
        (m.gold.side, m.claim.speaker.side) for m in found if m.claim and not m.is_side_right
    )
    print("sides confused:", ", ".join(f"{g}→{p} {n}" for (g, p), n in confused.most_common(12)))
    return {
        "n": len(scored), "found": len(found), "speaker": sum(speakers) / max(1, len(found)),
        "side": sum(sides) / max(1, len(found)), "by_case": table,
    }  # fmt: skip


def error_lines(scored: Sequence[Mention], register: Register) -> list[str]:
    """One line an error."""
    lines = []
    for m in scored:
        if m.claim is None:
            lines.append(f"{m.document} {m.gold.id} not found: {m.gold.speaker}")
            continue
        speaker = m.claim.speaker
        wrong = [
            name
            for name, right in (
                ("speaker", speaker_is_right(m.gold, m.claim, register)),
                ("side", m.is_side_right),
            )
            if not right
        ]
        if wrong:
            lines.append(
                f"{m.document} {m.gold.id} {m.case} {'+'.join(wrong)}: {m.gold.speaker!r} "
                f"({m.gold.side}), got {speaker.name!r} ({speaker.side}) from "
                f"{m.claim.source_text!r} by {speaker.resolved_by}"
            )
    return lines


def main(argv: Sequence[str] | None = None) -> int:
    """Command line; exit code 2 on unusable input."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--data", type=Path, default=GOLD)
    parser.add_argument("--split", help="only documents of this split")
    parser.add_argument("--model", default=DEFAULT_TIER, choices=TIERS)
    parser.add_argument("--errors", type=int, default=0, help="print so many errors")
    parser.add_argument("--json", type=Path, help="write the figures there")
    arguments = parser.parse_args(argv)
    try:
        rows = [r for r in read_jsonl(arguments.data) if arguments.split in (None, r["split"])]
        analyser = Analyser(
            tagger=Tagger.load(arguments.model), claim_model=BlankModel(),
            register=Register.load(), scorer=LinkScorer.load(arguments.model),
            side_scorer=SideScorer.load(),
        )  # fmt: skip
    except AttributionError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    scored = score(rows, analyser)
    table = print_report(scored, analyser.register)
    for line in error_lines(scored, analyser.register)[: arguments.errors]:
        print(line)
    if arguments.json:
        arguments.json.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
