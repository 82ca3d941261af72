"""Score stance and act: on labelled dossiers with baselines, and on the public stance sets.

`python -m eval.stance --data ../shared/data/stance [--dossiers eval/gold/dossiers --split dev]`
DSE's validation part is scored without the texts that its training part holds too. On dossiers
the claims that the extraction finds are scored, beside: always the commonest label; the lexicon
of cues; TF-IDF with logistic regression, trained on the training dossiers.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from attribution.actors import Register
from attribution.claimencoder import BlankModel, ClaimEncoder, ClaimModel, MarkedText
from attribution.claimencoder.wording import claim_wording
from attribution.linking import LinkScorer
from attribution.pipeline import Analyser, is_default_claim
from attribution.reading.dossiers import Dossier, GoldClaim, match_claims, read_split
from attribution.reading.jsonl import read_jsonl
from attribution.records import Act, Claim, Stance
from attribution.spans import Edit, apply_edits
from attribution.stance import with_canonical_countries
from attribution.stance.corpora import StanceExample, read_dse, read_newsmtsc
from attribution.tagging import DEFAULT_TIER, Tagger
from eval.act_lexicon import classify_act
from eval.command_line import run_scoring, scoring_parser
from eval.measures import Counts, Interval, bootstrap

Pair = tuple[str, str]
Found = list[tuple[GoldClaim, Claim]]
STANCES: Final = tuple(stance.value for stance in Stance)
ACTS: Final = tuple(act.value for act in Act)
TRAINING: Final = Path(__file__).parent.parent / "training" / "gold_dossiers"
N_BINS: Final = 10
_LEXICON_STANCE: Final = {
    "supportive": {"praise", "agree", "propose", "commit"},
    "critical": {"accuse", "decline", "warn", "demand", "concern"},
}
"""What the baseline makes of an act."""
SWAPS: Final = (
    ("Russia", "France"), ("Russian", "French"), ("Moscow", "Paris"), ("China", "Japan"),
    ("Chinese", "Japanese"), ("Beijing", "Tokyo"), ("Iran", "Norway"), ("Iranian", "Norwegian"),
    ("Tehran", "Oslo"), ("United States", "United Kingdom"), ("American", "British"),
    ("Washington", "London"), ("Ukraine", "Poland"), ("Ukrainian", "Polish"), ("Kyiv", "Warsaw"),
    ("Israel", "Jordan"), ("Israeli", "Jordanian"), ("India", "Vietnam"), ("Indian", "Vietnamese"),
    ("Turkey", "Greece"), ("Turkish", "Greek"), ("Ankara", "Athens"),
)  # fmt: skip
"""Names exchanged to see whether a label depends on the country."""
SWAPPED: Final = {a: b for pair in SWAPS for a, b in (pair, pair[::-1])}
_SWAPPED_NAMES: Final = re.compile(rf"\b(?:{'|'.join(sorted(SWAPPED, key=len, reverse=True))})\b")


def sentiment_pairs(examples: Sequence[StanceExample], model: ClaimEncoder) -> list[Pair]:
    """(gold, predicted) sentiment of each example of a public set."""
    items = [
        MarkedText(
            e.text, {r: s for r, s in (("source", e.source), ("target", e.target)) if s is not None}
        )
        for e in examples
    ]
    best = model.sentiments(items).probabilities("sentiment").argmax(axis=1)
    return [(e.stance.value, STANCES[int(i)]) for e, i in zip(examples, best, strict=True)]


def label_counts(pairs: Sequence[Pair], label: str) -> Counts:
    """Hits, gold and predicted numbers of one label."""
    return Counts(
        sum(gold == predicted == label for gold, predicted in pairs),
        sum(gold == label for gold, _ in pairs),
        sum(predicted == label for _, predicted in pairs),
    )


def macro_f1(pairs: Sequence[Pair], labels: Sequence[str] = STANCES) -> float:
    """Unweighted mean F1 of the labels that occur."""
    used = [label for label in labels if any(label in pair for pair in pairs)]
    return sum(label_counts(pairs, label).f1 for label in used) / max(1, len(used))


def print_set(
    name: str, pairs: Sequence[Pair], labels: Sequence[str], *, n_samples: int
) -> Interval:
    """Print and return the macro-F1 of one set, with F1 of each label below it."""
    interval = bootstrap(list(pairs), lambda s: macro_f1(s, labels), n_samples=n_samples)
    print(f"{name}: {len(pairs)} texts, macro-F1 {interval}")
    print(
        "  " + ", ".join(f"{label} {100 * label_counts(pairs, label).f1:.1f}" for label in labels)
    )
    return interval


def calibration_error(scores: Sequence[float], right: Sequence[bool]) -> float:
    """Expected calibration error over bins of equal width (Naeini et al., 2015)."""
    bins = np.minimum((np.asarray(scores) * N_BINS).astype(int), N_BINS - 1)
    hits = np.asarray(right, dtype=float)
    confidence = np.asarray(scores)
    return float(
        sum(
            (bins == b).mean() * abs(hits[bins == b].mean() - confidence[bins == b].mean())
            for b in set(bins.tolist())
        )
    )


def found_claims(dossiers: Sequence[Dossier], analyser: Analyser) -> Found:
    """Gold claims with the claims that were found for them."""
    found: Found = []
    for dossier in dossiers:
        analysed = analyser.analyse(list(dossier.documents.values()))
        for name, claims in zip(dossier.documents, analysed, strict=True):
            gold = [g for g in dossier.claims if g.doc == name]
            matched = match_claims(gold, [c for c in claims if is_default_claim(c)])
            found += [(g, matched[g.id]) for g in gold if g.id in matched]
    return found


def wording_of(claim: Claim) -> MarkedText:
    """What the encoder reads of a claim."""
    attribution = claim.attribution
    return claim_wording(claim.document.text, attribution.source, attribution.contents)


def lexicon(claim: Claim, *, cue_only: bool = True) -> tuple[str, str]:
    """Stance and act by the lexicon of cues."""
    act = classify_act(claim.cue_text, "" if cue_only else claim.content_text).act.value
    stance = next((s for s, acts in _LEXICON_STANCE.items() if act in acts), "neutral")
    return stance, act


def tfidf_baseline(train: Found, test: Found, label: Callable[[GoldClaim], str]) -> list[Pair]:
    """TF-IDF of word pairs with logistic regression."""
    model = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
        LogisticRegression(C=10, max_iter=500),
    )
    model.fit([wording_of(c).text for _, c in train], [label(g) for g, _ in train])
    predicted = model.predict([wording_of(c).text for _, c in test])
    return [(label(g), str(p)) for (g, _), p in zip(test, predicted, strict=True)]


def swapped_labels(found: Found, model: ClaimModel) -> tuple[int, int]:
    """(changed labels, claims) when the names of countries are exchanged."""
    originals, changed = [], []
    for _, claim in found:
        item = wording_of(claim)
        other = _with_swaps(item)
        if other.text != item.text:
            originals.append(with_canonical_countries(item))
            changed.append(with_canonical_countries(other))
    if not originals:
        return 0, 0
    first, second = model.claims(originals), model.claims(changed)
    differ = np.zeros(len(originals), dtype=bool)
    for head in ("stance", "act"):
        differ |= first.probabilities(head).argmax(1) != second.probabilities(head).argmax(1)
    return int(differ.sum()), len(originals)


def _with_swaps(item: MarkedText) -> MarkedText:
    named = _SWAPPED_NAMES.finditer(item.text)
    text, offsets = apply_edits(item.text, [Edit(m.start(), m.end(), SWAPPED[m[0]]) for m in named])
    moved = offsets.inverse()
    return MarkedText(text, {role: moved.to_raw(span) for role, span in item.spans.items()})


def report_dossiers(
    dossiers: Sequence[Dossier], *, n_samples: int, with_baselines: bool, tier: str
) -> dict[str, Any]:
    """Print and return stance and act figures of found claims."""
    analyser = Analyser.load(tier=tier)
    found = found_claims(dossiers, analyser)
    table: dict[str, Any] = {"n": len(found)}
    heads: dict[str, tuple[Sequence[str], Callable[[GoldClaim], str], Callable[[Claim], Any]]] = {
        "stance": (STANCES, lambda g: g.stance, lambda c: (c.stance.value, c.stance_score)),
        "act": (ACTS, lambda g: g.act, lambda c: (c.act.value, c.act_score)),
    }
    train = _training_claims() if with_baselines else []
    for i, (head, (labels, gold_of, claim_of)) in enumerate(heads.items()):
        pairs = [(gold_of(g), claim_of(c)[0]) for g, c in found]
        interval = print_set(f"dossiers, {head}", pairs, labels, n_samples=n_samples)
        error = calibration_error([claim_of(c)[1] for _, c in found], [g == p for g, p in pairs])
        print(f"  expected calibration error {100 * error:.1f}")
        for keep in (0.5, 0.7, 0.9):
            kept = [(p, claim_of(c)[1]) for p, (_, c) in zip(pairs, found, strict=True)]
            sure = [g == p for (g, p), score in kept if score >= keep]
            right = 100 * sum(sure) / max(1, len(sure))
            share = 100 * len(sure) / len(found)
            print(f"  score ≥ {keep}: {share:.0f} % of claims, {right:.1f} % right")
        table[head] = {"macro_f1": round(interval.value, 1), "low": round(interval.low, 1),
                       "high": round(interval.high, 1), "ece": round(100 * error, 1)}  # fmt: skip
        if with_baselines:
            most = Counter(gold_of(g) for g, _ in train).most_common(1)[0][0]
            baselines = {
                f"always {most}": [(g, most) for g, _ in pairs],
                "lexicon of cues": [(gold_of(g), lexicon(c)[i]) for g, c in found],
                "lexicon of cues and contents": [
                    (gold_of(g), lexicon(c, cue_only=False)[i]) for g, c in found
                ],
                "TF-IDF": tfidf_baseline(train, found, gold_of),
            }
            for name, labelled in baselines.items():
                print(f"  {name}: macro-F1 {100 * macro_f1(labelled, labels):.1f}")
    n_changed, n_swapped = swapped_labels(found, analyser.claim_model)
    print(f"country names exchanged: {n_changed} of {n_swapped} claims change a label")
    table["swapped"] = {"changed": n_changed, "n": n_swapped}
    return table


def _training_claims() -> Found:
    analyser = Analyser(
        tagger=Tagger.load(), claim_model=BlankModel(), register=Register.load(),
        scorer=LinkScorer.load(DEFAULT_TIER),
    )  # fmt: skip
    return found_claims(read_split(TRAINING), analyser)


def report_public(data: Path, *, n_samples: int, tier: str) -> dict[str, Any]:
    """Print and return sentiment figures of the public sets."""
    seen = {e.text for e in read_dse(read_jsonl(data / "dse_train.jsonl.gz"))}
    dse = read_dse(read_jsonl(data / "dse_valid.jsonl.gz"))
    sets = {
        "dse_valid, unseen texts": [e for e in dse if e.text not in seen],
        "newsmtsc_devtest_mt": read_newsmtsc(read_jsonl(data / "newsmtsc_devtest_mt.jsonl.gz")),
    }
    model = ClaimEncoder.load(tier)
    table = {}
    for name, examples in sets.items():
        pairs = sentiment_pairs(examples, model)
        interval = print_set(name, pairs, STANCES, n_samples=n_samples)
        most = Counter(gold for gold, _ in pairs).most_common(1)[0][0]
        print(f"  always {most}: macro-F1 {100 * macro_f1([(g, most) for g, _ in pairs]):.1f}")
        table[name] = {"macro_f1": round(interval.value, 2), "low": round(interval.low, 2),
                       "high": round(interval.high, 2), "n": len(examples)}  # fmt: skip
    return table


def main(argv: Sequence[str] | None = None) -> int:
    """Command line; exit code 2 on unusable input."""
    parser = scoring_parser(__doc__)
    parser.add_argument("--baselines", action="store_true", help="also train and score baselines")
    return run_scoring(parser, argv, _score)


def _score(arguments: argparse.Namespace) -> dict[str, Any]:
    table: dict[str, Any] = {}
    if arguments.data is not None:
        table |= report_public(arguments.data, n_samples=arguments.samples, tier=arguments.model)
    if arguments.dossiers is not None:
        table["dossiers"] = report_dossiers(
            read_split(arguments.dossiers, arguments.split), n_samples=arguments.samples,
            with_baselines=arguments.baselines, tier=arguments.model,
        )  # fmt: skip
    return table


if __name__ == "__main__":
    sys.exit(main())
