"""What tells whether two claims are about one matter, as numbers, beside the encoder's reading.

A pair is judged among the other pairs of its two claims, by where the claims stand in the text
and by the words they share. `RelationScorer` weighs the numbers.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from attribution.actors.folding import fold
from attribution.claimencoder import ClaimScores
from attribution.claimencoder.heads import HEADS
from attribution.claimencoder.wording import claim_wording
from attribution.cleaning.vocabulary import word_counts
from attribution.comparing.replies import answers
from attribution.comparing.rivals import Rivals
from attribution.comparing.signals import negates, quantities
from attribution.records import UNKNOWN, Claim, DocumentKind, RelationKind

__all__ = ["CHEAP_EVIDENCE", "EVIDENCE", "Reading", "cheap_numbers", "read_numbers"]

Numbers = NDArray[np.float64]
Pair = tuple[int, int]
Weights = Mapping[str, float]

_PLACE: Final = ("same_document", "gap", "between", "breaks", "answer")
_WORDS: Final = ("cos_words", "cos_context", "n_shared", "weight_shared", "shared_numbers",
                 "different_numbers", "negation", "shorter", "longer")  # fmt: skip
_AMONG: Final = ("vector", "words")
_AMONG_NUMBERS: Final = ("cos", "best_rank", "worst_rank", "below_weaker", "below_stronger")
_ROLES: Final = ("act", "stance", "target")
_SCENE: Final = ("n_claims", "n_rivals", "n_readouts", "n_cueless", "n_unplaced", "same_act",
                 "same_stance")  # fmt: skip
_READ: Final = (
    *(f"log_{kind}" for kind in RelationKind),
    *(f"share_{kind}" for kind in RelationKind if kind is not RelationKind.UNRELATED),
    *(f"inference_{label}" for label in HEADS["inference"]),
    "related", "rival_low", "rival_high", "above_rivals", "above_weaker_rival",
    "part_low", "part_high", "part_product", "n_better_low", "n_better_high", "third_claim",
)  # fmt: skip

CHEAP_EVIDENCE: Final = (
    *_PLACE, *_WORDS, *(f"{number}_{of}" for of in _AMONG for number in _AMONG_NUMBERS),
    *(f"{head}_{label}_{which}" for head in _ROLES for which in ("earlier", "later")
      for label in HEADS[head]),
    *_SCENE,
)  # fmt: skip
"""Names of the numbers of a pair that the encoder has not read, in order."""
EVIDENCE: Final = (*CHEAP_EVIDENCE, *_READ)
"""Names of the numbers of a pair that it has read."""

_NOWHERE: Final = (0.0, 12.0, 50.0, 50.0, -1.0)
"""`_PLACE` of two claims in different documents."""
_SMOOTH: Final = 0.1
_TOKEN: Final = re.compile(r"[^\W_][\w’'-]*[^\W_]|\d")
_ENDINGS: Final = ("'s", "’s", "ations", "ation", "ingly", "ments", "ment", "ings", "ing", "ies",
                   "ied", "ed", "es", "s", "ly", "al", "y", "e")  # fmt: skip
_STOP_WORDS: Final = frozenset(
    "the a an of to in on at for and or that this it its his her their he she they we i you our "
    "your with by from as is was were are be been has have had not no will would could should may "
    "might must do does did but than then there which who whom what when where if into over under "
    "about after before any all some more most other such only also both said says".split()
)
N_MIN_STEM: Final = 4
N_WORDS_KEPT: Final = 16_384
"""Different words whose stem and rarity are remembered; a meeting repeats its words."""
NAME_WEIGHT: Final = 1.3


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What the claim encoder says of pairs, both orders taken together.

    Attributes:
        relations: (n_pairs, 4) probabilities, in the order of `RelationKind`.
        inference: (n_pairs, 3) probabilities, in the order of the head.
    """

    relations: Numbers
    inference: Numbers


def cheap_numbers(
    claims: Sequence[Claim], scores: ClaimScores, vectors: Numbers, pairs: Sequence[Pair]
) -> Numbers:
    """(n_pairs, len(CHEAP_EVIDENCE)) numbers of pairs of a meeting's claims.

    Args:
        claims: of the meeting.
        scores: the encoder's of each claim.
        vectors: (n, size) of length 1, one a claim (`ClaimModel.matters`).
        pairs: of indices into `claims`: all that might be compared.
    """
    rivals = Rivals(pairs, n_claims=len(claims))
    ordered = [_in_order(claims, pair) for pair in pairs]
    words = _word_weights(claims)
    context = [_weigh(_context_of(claim)) for claim in claims]
    traits = [_traits_of(claim) for claim in claims]
    places = {claim.id: place for place, claim in enumerate(sorted(claims, key=_position))}
    cosines = {
        "vector": np.array([vectors[i] @ vectors[j] for i, j in pairs]),
        "words": np.array([_cosine(words[i], words[j]) for i, j in pairs]),
    }
    blocks = [
        np.array([_place(claims[i], claims[j], places) for i, j in ordered]),
        cosines["words"],
        np.array([_words(words, context, traits, pair) for pair in pairs]),
        *(_among(cosines[of], rivals) for of in _AMONG),
        *(scores.probabilities(head)[[pair[which] for pair in ordered]]
          for head in _ROLES for which in (0, 1)),
        _scene(claims, scores, rivals, pairs),
    ]  # fmt: skip
    return np.hstack([block.reshape(len(pairs), -1) for block in blocks])


def _position(claim: Claim) -> tuple[str, int]:
    return claim.document.sha256, claim.attribution.contents[0].start


def _in_order(claims: Sequence[Claim], pair: Pair) -> Pair:
    """The pair with the earlier statement first."""

    def told(i: int) -> tuple[str, str, int]:
        day = claims[i].said_on or claims[i].document.published
        return (day.isoformat() if day else "", *_position(claims[i]))

    i, j = pair
    return (i, j) if told(i) <= told(j) else (j, i)


def _place(earlier: Claim, later: Claim, places: Mapping[str, int]) -> Sequence[float]:
    """Where two claims stand to each other in their document."""
    if earlier.document.sha256 != later.document.sha256:
        return _NOWHERE
    spans = sorted((claim.attribution.contents[0].start, claim.attribution.contents[-1].end)
                   for claim in (earlier, later))  # fmt: skip
    between = earlier.document.text[spans[0][1] : spans[1][0]]
    return (
        1.0, math.log1p(len(between)), abs(places[earlier.id] - places[later.id]) - 1.0,
        float(between.count("\n")), float(answers(later)),
    )  # fmt: skip


@lru_cache(N_WORDS_KEPT)
def _stem(word: str) -> str:
    word = word.lower()
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= N_MIN_STEM:
            return word[: -len(ending)]
    return word


@cache
def _log_total() -> float:
    return math.log(sum(word_counts().values()))


@lru_cache(N_WORDS_KEPT)
def _rarity(word: str) -> float:
    """How rare a word is in general: 0 for common ones, about 1 for unknown ones."""
    known = word_counts().get(fold(word), 0)
    return max(0.0, _log_total() - math.log(known + 1e3) - 5) / 10


def _weigh(text: str) -> dict[str, float]:
    """Stems of the words of a text, rare ones and names weighing most."""
    weights: dict[str, float] = {}
    for match in _TOKEN.finditer(text):
        word = match.group()
        if word.lower() not in _STOP_WORDS:
            is_name = word[0].isupper() and match.start() > 0
            weight = _rarity(word) * (NAME_WEIGHT if is_name else 1) + 0.05
            stem = _stem(word)
            weights[stem] = max(weights.get(stem, 0.0), weight)
    return weights


def _word_weights(claims: Sequence[Claim]) -> list[dict[str, float]]:
    """Weighed words of contents; what many claims of the meeting say tells little."""
    weights = [_weigh(claim.content_text) for claim in claims]
    spread = Counter(word for words in weights for word in words)
    return [
        {word: w * math.log((len(claims) + 1) / spread[word]) for word, w in words.items()}
        for words in weights
    ]


def _context_of(claim: Claim) -> str:
    attribution = claim.attribution
    return claim_wording(claim.document.text, attribution.source, attribution.contents).text


def _cosine(a: Weights, b: Weights) -> float:
    # Exact sums: the order of a set differs from run to run.
    shared = math.fsum(a[word] * b[word] for word in a.keys() & b.keys())
    norm = math.sqrt(math.fsum(w * w for w in a.values()) * math.fsum(w * w for w in b.values()))
    return shared / norm if norm else 0.0


def _traits_of(claim: Claim) -> tuple[frozenset[str], bool]:
    """The numbers that a content names, and whether it negates."""
    return quantities(claim.content_text), negates(claim.content_text)


def _words(
    words: Sequence[Weights],
    context: Sequence[Weights],
    traits: Sequence[tuple[frozenset[str], bool]],
    pair: Pair,
) -> Sequence[float]:
    """What the words of two claims share, after the cosine of their words."""
    i, j = pair
    shared = words[i].keys() & words[j].keys()
    (numbers_a, negated_a), (numbers_b, negated_b) = traits[i], traits[j]
    lengths = sorted((len(words[i]), len(words[j])))
    return (
        _cosine(context[i], context[j]), float(len(shared)),
        math.fsum(min(words[i][word], words[j][word]) for word in shared),
        float(len(numbers_a & numbers_b)),
        float(bool(numbers_a) and bool(numbers_b) and not numbers_a & numbers_b),
        float(negated_a != negated_b), *map(float, lengths),
    )  # fmt: skip


def _among(cosine: Numbers, rivals: Rivals) -> Numbers:
    """A cosine against those of the other pairs of the two claims: (n_pairs, 5)."""
    ranks = np.sort(rivals.n_better(cosine), axis=1)
    tops = np.sort(rivals.of_ends(rivals.best(cosine, least=-1.0)), axis=1)
    return np.column_stack([cosine, ranks, cosine - tops[:, 0], cosine - tops[:, 1]])


def _scene(
    claims: Sequence[Claim],
    scores: ClaimScores,
    rivals: Rivals,
    pairs: Sequence[Pair],
) -> Numbers:
    n_rivals = rivals.counts
    act, stance = scores.probabilities("act"), scores.probabilities("stance")
    return np.array([
        [
            len(claims), min(n_rivals[i], n_rivals[j]),
            sum(claims[k].document.kind is DocumentKind.READOUT for k in (i, j)),
            sum(claims[k].attribution.cue is None for k in (i, j)),
            sum(claims[k].speaker.side == UNKNOWN for k in (i, j)),
            act[i] @ act[j], stance[i] @ stance[j],
        ]
        for i, j in pairs
    ])  # fmt: skip


def read_numbers(reading: Reading, pairs: Sequence[Pair], *, n_claims: int) -> Numbers:
    """(n_pairs, n) the encoder's reading, and each pair's probability against its rivals'.

    Args:
        reading: of the pairs.
        pairs: of indices of claims.
        n_claims: of the meeting.
    """
    relations = reading.relations
    unrelated = list(RelationKind).index(RelationKind.UNRELATED)
    related = 1 - relations[:, unrelated]
    kinds = np.delete(relations, unrelated, axis=1) / np.maximum(1e-6, related)[:, None]
    rivals = Rivals(pairs, n_claims=n_claims)
    value = related[:, None]
    tops, seconds = (rivals.of_ends(of) for of in rivals.two_best(related))
    others = np.sort(np.where(tops == value, seconds, tops), axis=1)
    parts = np.sort(value / (rivals.of_ends(rivals.sums(related)) + _SMOOTH), axis=1)
    better = np.sort(rivals.n_better(related), axis=1)
    return np.hstack([
        np.log(np.clip(relations, 1e-4, 1)), kinds, reading.inference, value, others,
        value - others[:, 1:], value - others[:, :1], parts, parts[:, :1] * parts[:, 1:],
        better, rivals.through_a_third(related)[:, None],
    ])  # fmt: skip
