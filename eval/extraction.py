"""Score extraction on PolNeAR files, or on the token/label files of CofeNet.

`python -m eval.extraction --data FILE.jsonl.gz [--protocol polnear|cofenet] [--json FILE]`
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from attribution.encoders import BACKENDS, DEFAULT_BACKEND, weights_folder
from attribution.errors import AttributionError
from attribution.linking import LinkScorer, quotation_of, quoted_spans
from attribution.pipeline import extract_attributions
from attribution.reading.jsonl import read_jsonl
from attribution.records import Attribution, DocumentKind, Quotation
from attribution.spans import LabelledSpan, Span, spans_from_labels, token_range
from attribution.tagging import DEFAULT_TIER, ROLES, TIERS, SpanTagger, Tagger
from eval.measures import Counts, Interval, bootstrap, covered_tokens, dice, match_one_to_one

DICE_THRESHOLD: Final = 0.5
N_BATCH_TEXTS: Final = 32
_TOKEN: Final = re.compile(r"\w+|[^\w\s]")
_NO_SPACE_BEFORE: Final = re.compile(
    r"^(?:[.,;:!?%)\]”’]|n't|'(?:s|re|ve|ll|d|m)|’(?:s|re|ve|ll|d|m|t))"
)
_NO_SPACE_AFTER: Final = re.compile(r"[(\[“$‘]$")
_TREEBANK: Final = {"``": "“", "''": "”", "`": "‘", "-LRB-": "(", "-RRB-": ")", "-LSB-": "[",
                    "-RSB-": "]", "-LCB-": "{", "-RCB-": "}"}  # fmt: skip
"""How the Penn Treebank writes quotation marks and brackets → the mark."""


@dataclass(frozen=True, slots=True)
class Item:
    """One gold or predicted attribution of a document, as token indices."""

    source: frozenset[int]
    content: frozenset[int]
    quotation: Quotation


@dataclass(frozen=True, slots=True)
class DocumentCounts:
    """Counts of one document by figure name."""

    name: str
    counts: dict[str, Counts] = field(default_factory=dict)


def gold_attributions(row: dict[str, Any], *, nested: bool = False) -> list[Attribution]:
    """The annotated attributions of a row that have content: outer ones, or nested ones."""
    quoted = quoted_spans(row["text"])
    found: list[Attribution] = []
    for entry in row["attributions"]:
        if (entry.get("nested_in") is not None) is not nested:
            continue
        contents = tuple(Span(s, e) for s, e in sorted(entry["content"]) if e > s)
        if contents:
            found.append(
                Attribution(
                    source=_hull(entry["source"]),
                    cue=_hull(entry["cue"]),
                    contents=contents,
                    quote_type=Quotation.DIRECT
                    if row.get("kind") == "transcript"
                    else quotation_of(row["text"], contents, quoted),
                )
            )
    return found


def _hull(ranges: list[list[int]]) -> Span | None:
    if not ranges:
        return None
    return Span(min(start for start, _ in ranges), max(end for _, end in ranges))


def score_document(
    name: str, text: str, gold: Sequence[Attribution], predicted: Sequence[Attribution]
) -> DocumentCounts:
    """Token, content and attribution counts of one document (measures of DESIGN.md)."""
    tokens = [Span(*match.span()) for match in _TOKEN.finditer(text)]
    counts: dict[str, Counts] = {}
    for role in ROLES:
        gold_tokens = _role_tokens(tokens, gold, role)
        found_tokens = _role_tokens(tokens, predicted, role)
        counts[f"token {role}"] = Counts(
            len(gold_tokens & found_tokens), len(gold_tokens), len(found_tokens)
        )
    gold_items = [_item(tokens, a) for a in gold]
    found_items = [_item(tokens, a) for a in predicted]
    pairs = _matched(gold_items, found_items)
    counts["content found"] = Counts(len(pairs), len(gold_items), len(found_items))
    correct = [(i, j) for i, j in pairs if _same_source(gold_items[i], found_items[j])]
    counts["attribution correct"] = Counts(len(correct), len(gold_items), len(found_items))
    for label, kinds in (
        ("correct, direct and mixed", {Quotation.DIRECT, Quotation.MIXED}),
        ("correct, indirect", {Quotation.INDIRECT}),
    ):
        counts[label] = Counts(
            sum(found_items[j].quotation in kinds for _, j in correct),
            sum(item.quotation in kinds for item in gold_items),
            sum(item.quotation in kinds for item in found_items),
            sum(gold_items[i].quotation in kinds for i, _ in correct),
        )
    return DocumentCounts(name, counts)


def _matched(gold: Sequence[Item], found: Sequence[Item]) -> list[tuple[int, int]]:
    """One-to-one pairs of gold and found attributions whose contents agree."""
    scores = [
        (dice(g.content, p.content), i, j)
        for i, g in enumerate(gold)
        for j, p in enumerate(found)
        if g.content & p.content
    ]
    return match_one_to_one(scores, at_least=DICE_THRESHOLD)


def _same_source(gold: Item, found: Item) -> bool:
    return dice(gold.source, found.source) >= DICE_THRESHOLD


def are_correct(
    text: str, gold: Sequence[Attribution], predicted: Sequence[Attribution]
) -> list[bool]:
    """For each predicted attribution whether content and source are those of a gold one."""
    tokens = [Span(*match.span()) for match in _TOKEN.finditer(text)]
    gold_items = [_item(tokens, a) for a in gold]
    found_items = [_item(tokens, a) for a in predicted]
    right = {
        j
        for i, j in _matched(gold_items, found_items)
        if _same_source(gold_items[i], found_items[j])
    }
    return [j in right for j in range(len(predicted))]


def _role_tokens(
    tokens: Sequence[Span], attributions: Sequence[Attribution], role: str
) -> frozenset[int]:
    spans: list[Span] = []
    for attribution in attributions:
        if role == "content":
            spans.extend(attribution.contents)
        else:
            span = attribution.source if role == "source" else attribution.cue
            spans.extend([span] if span else [])
    return covered_tokens(tokens, spans)


def _item(tokens: Sequence[Span], attribution: Attribution) -> Item:
    source = [attribution.source] if attribution.source else []
    return Item(
        covered_tokens(tokens, source),
        covered_tokens(tokens, attribution.contents),
        attribution.quote_type,
    )


def score_polnear(
    rows: Sequence[dict[str, Any]], tagger: SpanTagger, scorer: LinkScorer | None = None
) -> list[DocumentCounts]:
    """Extract from every article and score it."""
    scored: list[DocumentCounts] = []
    for at in range(0, len(rows), N_BATCH_TEXTS):
        batch = rows[at : at + N_BATCH_TEXTS]
        extracted = extract_attributions(
            [row["text"] for row in batch],
            tagger=tagger,
            scorer=scorer,
            kinds=[_kind_of(row) for row in batch],
            with_nested=True,
        )
        for row, predicted in zip(batch, extracted, strict=True):
            outer = [a for a in predicted if a.nested_in is None]
            counts = score_document(row["doc"], row["text"], gold_attributions(row), outer)
            scored.append(_with_nested(row, counts, predicted))
    return scored


def _kind_of(row: dict[str, Any]) -> DocumentKind:
    kind = row.get("kind", "article")
    return DocumentKind(kind) if kind in set(DocumentKind) else DocumentKind.ARTICLE


def _with_nested(
    row: dict[str, Any], scored: DocumentCounts, predicted: Sequence[Attribution]
) -> DocumentCounts:
    """The counts of a document with those of its nested attributions, where any are marked."""
    gold = gold_attributions(row, nested=True)
    if not gold:
        return scored
    inner = [a for a in predicted if a.nested_in is not None]
    counts = score_document(row["doc"], row["text"], gold, inner).counts
    scored.counts["nested correct"] = counts["attribution correct"]
    return scored


def join_tokens(tokens: Sequence[str]) -> tuple[str, list[Span]]:
    """Tokens as running text, with the place of each."""
    text, places = "", list[Span]()
    for raw_token in tokens:
        token = _TREEBANK.get(raw_token, raw_token)
        glued = not text or _NO_SPACE_BEFORE.match(token) or _NO_SPACE_AFTER.search(text)
        text += ("" if glued else " ") + token
        places.append(Span(len(text) - len(token), len(text)))
    return text, places


def score_cofenet(
    rows: Sequence[dict[str, Any]], tagger: SpanTagger, _scorer: LinkScorer | None = None
) -> list[DocumentCounts]:
    """Exact-match span counts, sentence by sentence; links play no part."""
    scored: list[DocumentCounts] = []
    for at in range(0, len(rows), 256):
        batch = rows[at : at + 256]
        joined = [join_tokens(row["tokens"]) for row in batch]
        for row, (_, places), tagged in zip(
            batch, joined, tagger.tag([text for text, _ in joined]), strict=True
        ):
            starts, ends = [p.start for p in places], [p.end for p in places]
            gold = set(spans_from_labels(row["labels"]))
            found = {
                LabelledSpan(*token_range(starts, ends, span.span), span.role) for span in tagged
            }
            counts = {
                f"exact {role}": Counts(
                    len({s for s in gold & found if s.label == role}),
                    sum(s.label == role for s in gold),
                    sum(s.label == role for s in found),
                )
                for role in ROLES
            }
            scored.append(DocumentCounts(row["id"], counts))
    return scored


def figures(scored: Sequence[DocumentCounts], *, n_samples: int) -> dict[str, dict[str, Any]]:
    """F1 with its interval, precision and recall of every figure, in percent."""
    table: dict[str, dict[str, Any]] = {}
    names = list(dict.fromkeys(name for document in scored for name in document.counts))
    for name in names:
        counts = [document.counts.get(name, Counts()) for document in scored]
        total = sum(counts, Counts())
        interval: Interval = bootstrap(
            counts, lambda sample: sum(sample, Counts()).f1, n_samples=n_samples
        )
        table[name] = {
            "f1": round(interval.value, 2),
            "low": round(interval.low, 2),
            "high": round(interval.high, 2),
            "precision": round(100 * total.precision, 2),
            "recall": round(100 * total.recall, 2),
            "n_gold": total.n_gold,
            "n_predicted": total.n_predicted,
        }
    return table


def by_field(
    rows: Sequence[dict[str, Any]], scored: Sequence[DocumentCounts], field_name: str
) -> dict[str, list[DocumentCounts]]:
    """The counts grouped by what the rows hold in a field, in alphabetical order."""
    groups: dict[str, list[DocumentCounts]] = {}
    for row, document in zip(rows, scored, strict=True):
        groups.setdefault(str(row.get(field_name)), []).append(document)
    return dict(sorted(groups.items()))


def print_figures(table: dict[str, dict[str, Any]]) -> None:
    """The figures as aligned lines."""
    print(f"{'figure (%)':<28}{'F1':>7}  {'95 % interval':<16}{'P':>6}{'R':>7}{'gold':>8}")
    for name, row in table.items():
        interval = f"[{row['low']:.1f}, {row['high']:.1f}]"
        print(f"{name:<28}{row['f1']:>7.1f}  {interval:<16}{row['precision']:>6.1f}"
              f"{row['recall']:>7.1f}{row['n_gold']:>8}")  # fmt: skip


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--protocol", choices=("polnear", "cofenet"), default="polnear")
    parser.add_argument("--model", default=DEFAULT_TIER, choices=TIERS)
    parser.add_argument("--weights", type=Path, help="a weights folder in place of a tier")
    parser.add_argument("--backend", default=DEFAULT_BACKEND, choices=BACKENDS)
    parser.add_argument("--limit", type=int, help="only the first documents")
    parser.add_argument("--by", metavar="FIELD", help="also by a field of the rows: publisher")
    parser.add_argument("--samples", type=int, default=1000, help="bootstrap samples")
    parser.add_argument("--json", type=Path, help="write the figures there")
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Command line; exit code 2 on unusable input."""
    arguments = _parser().parse_args(argv)
    try:
        rows = list(read_jsonl(arguments.data))[: arguments.limit]
        folder = arguments.weights or weights_folder(TIERS[arguments.model])
        tagger = Tagger(folder, backend=arguments.backend)
        scorer = LinkScorer.beside(folder)
    except AttributionError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    score = score_polnear if arguments.protocol == "polnear" else score_cofenet
    scored = score(rows, tagger, scorer)
    table = figures(scored, n_samples=arguments.samples)
    print_figures(table)
    if arguments.by:
        for value, group in by_field(rows, scored, arguments.by).items():
            print(f"\n{arguments.by}: {value}, {len(group)} documents")
            print_figures(figures(group, n_samples=arguments.samples))
    if arguments.json:
        arguments.json.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    n_words = sum(len(row["text"].split()) for row in rows if "text" in row)
    if n_words and not table["content found"]["n_gold"]:
        n_false = table["content found"]["n_predicted"]
        print(f"false attributions per 1,000 words: {1000 * n_false / n_words:.2f} "
              f"({n_false} in {n_words:,} words)")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
