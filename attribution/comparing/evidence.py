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
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from attribution.actors.folding import fold
from attribution.claimencoder import ClaimScores
from attribution.claimencoder.heads import HEADS
from attribution.claimencoder.wording import claim_wording
from attribution.cleaning.vocabulary import word_counts
from attribution.comparing.replies import answers
from attribution.comparing.signals import negates, quantities
from attribution.records import Claim, DocumentKind, RelationKind

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
_SCENE: Final = ("n_claims", "n_rivals", "n_readouts", "n_cueless", "same_act", "same_stance")
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
    claims: Sequence[Claim], scores: ClaimScores, pairs: Sequence[Pair]
) -> Numbers:  # fmt: skip
    """(n_pairs, len(CHEAP_EVIDENCE)) numbers of pairs of a meeting's claims.

    Args:
        claims: of the meeting.
        scores: the encoder's of each claim.
        pairs: of indices into `claims`: all that might be compared.
    """
    rivals = np.zeros((len(claims), len(claims)), dtype=bool)
    for i, j in pairs:
        rivals[i, j] = rivals[j, i] = True
    ordered = [_in_order(claims, pair) for pair in pairs]
    words = _word_weights(claims)
    context = [_weigh(_context_of(claim)) for claim in claims]
    places = {claim.id: place for place, claim in enumerate(sorted(claims, key=_position))}
    cosines = {
        "vector": scores.vectors() @ scores.vectors().T,
        "words": _cosines(words, pairs, len(claims)),
    }
    blocks = [
        np.array([_place(claims[i], claims[j], places) for i, j in ordered]),
        np.array([_words(claims, words, context, pair) for pair in pairs]),
        *(_among(cosines[of], rivals, pairs) for of in _AMONG),
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


def _stem(word: str) -> str:
    word = word.lower()
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= N_MIN_STEM:
            return word[: -len(ending)]
    return word


@cache
def _log_total() -> float:
    return math.log(sum(word_counts().values()))


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
    shared = sum(a[word] * b[word] for word in a.keys() & b.keys())
    norm = math.sqrt(sum(w * w for w in a.values()) * sum(w * w for w in b.values()))
    return shared / norm if norm else 0.0


def _cosines(words: Sequence[Weights], pairs: Sequence[Pair], n: int) -> Numbers:
    matrix = np.zeros((n, n))
    for i, j in pairs:
        matrix[i, j] = matrix[j, i] = _cosine(words[i], words[j])
    return matrix


def _words(
    claims: Sequence[Claim], words: Sequence[Weights], context: Sequence[Weights], pair: Pair
) -> Sequence[float]:
    """What the words of two claims share."""
    i, j = pair
    a, b = claims[i].content_text, claims[j].content_text
    shared = words[i].keys() & words[j].keys()
    numbers_a, numbers_b = quantities(a), quantities(b)
    lengths = sorted((len(words[i]), len(words[j])))
    return (
        _cosine(words[i], words[j]), _cosine(context[i], context[j]), float(len(shared)),
        sum(min(words[i][word], words[j][word]) for word in shared),
        float(len(numbers_a & numbers_b)),
        float(bool(numbers_a) and bool(numbers_b) and not numbers_a & numbers_b),
        float(negates(a) != negates(b)), *map(float, lengths),
    )  # fmt: skip


def _among(cosine: Numbers, rivals: NDArray[np.bool_], pairs: Sequence[Pair]) -> Numbers:
    """A cosine against those of the other pairs of the two claims: (n_pairs, 5)."""
    masked = np.where(rivals, cosine, -np.inf)
    best = masked.max(axis=1, initial=-1.0)
    rows = []
    for i, j in pairs:
        value = cosine[i, j]
        ranks = sorted(int((masked[k] > value).sum()) for k in (i, j))
        tops = sorted((best[i], best[j]))
        rows.append([value, *ranks, value - tops[0], value - tops[1]])
    return np.array(rows)


def _scene(
    claims: Sequence[Claim],
    scores: ClaimScores,
    rivals: NDArray[np.bool_],
    pairs: Sequence[Pair],
) -> Numbers:
    n_rivals = rivals.sum(axis=1)
    act, stance = scores.probabilities("act"), scores.probabilities("stance")
    return np.array([
        [
            len(claims), min(n_rivals[i], n_rivals[j]),
            sum(claims[k].document.kind is DocumentKind.READOUT for k in (i, j)),
            sum(claims[k].attribution.cue is None for k in (i, j)),
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
    matrix = np.zeros((n_claims, n_claims))
    for (i, j), value in zip(pairs, related, strict=True):
        matrix[i, j] = matrix[j, i] = value
    ordered = np.sort(matrix, axis=1)
    total = matrix.sum(axis=1) + _SMOOTH
    rows = []
    for (i, j), value in zip(pairs, related, strict=True):
        rivals = sorted(ordered[k, -2 if ordered[k, -1] == value else -1] for k in (i, j))
        parts = sorted(value / total[k] for k in (i, j))
        better = sorted(int((matrix[k] > value).sum()) for k in (i, j))
        third = np.minimum(matrix[i], matrix[j]).max()
        rows.append([
            value, *rivals, value - rivals[1], value - rivals[0], *parts, parts[0] * parts[1],
            *better, third,
        ])  # fmt: skip
    return np.hstack(
        [np.log(np.clip(relations, 1e-4, 1)), kinds, reading.inference, np.array(rows)]
    )
