"""Which claims of different sides are worth comparing, and how they relate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from attribution.claimencoder import ClaimModel, MarkedText, pair_wording
from attribution.comparing.evidence import Reading
from attribution.comparing.replies import find_replies
from attribution.comparing.scoring import RelationScorer
from attribution.comparing.signals import signals_of
from attribution.comparing.voices import which_are_apart
from attribution.records import Claim, Relation, RelationKind

__all__ = ["RelationConfig", "candidate_pairs", "decide", "read_pairs", "relate_claims"]

Pair = tuple[int, int]
KINDS: Final = tuple(RelationKind)
_UNRELATED: Final = KINDS.index(RelationKind.UNRELATED)


@dataclass(frozen=True, slots=True)
class RelationConfig:
    """How pairs are chosen and relations decided.

    Attributes:
        n_whole: so many pairs or fewer are all compared.
        n_neighbours: beyond that, each claim is compared with so many nearest of other sides.
        max_read: the claim encoder reads so many pairs at most, the likelier ones; it takes nearly
            all the time of a comparison, which this bounds.
        least: probability of the best kind, times its factor, from which a pair is related.
        agree, contradict, partial: factors on the probability of each kind before the best is
            taken: what is rarely sure may be told from a smaller probability on.

    Raises:
        ValueError: if a value is out of range.
    """

    n_whole: int = 1_500
    n_neighbours: int = 8
    max_read: int = 1_500
    least: float = 0.6
    agree: float = 1.0
    contradict: float = 1.0
    partial: float = 2.0

    def __post_init__(self) -> None:
        """Reject values that would relate everything or nothing."""
        if not 0 < self.least < 1:
            msg = f"least is {self.least}, expected more than 0 and under 1"
            raise ValueError(msg)
        if self.n_neighbours < 1:
            msg = f"n_neighbours is {self.n_neighbours}, expected 1 or more"
            raise ValueError(msg)
        if self.max_read < 1:
            msg = f"max_read is {self.max_read}, expected 1 or more"
            raise ValueError(msg)


def candidate_pairs(
    claims: Sequence[Claim],
    sides: Sequence[frozenset[str]],
    similarity: NDArray[np.float64],
    config: RelationConfig,
) -> list[Pair]:
    """Pairs (i < j) of claims whose sides are apart: all, or the nearest and the replies.

    Args:
        claims: n claims.
        sides: of each.
        similarity: (n, n).
        config: sizes.
    """
    foreign = which_are_apart(sides)
    rows, columns = np.nonzero(np.triu(foreign, 1))
    if len(rows) <= config.n_whole:
        return list(zip(rows.tolist(), columns.tolist(), strict=True))
    chosen = {(min(pair), max(pair)) for pair in find_replies(claims, sides)}
    masked = np.where(foreign, similarity, -np.inf)
    for i, row in enumerate(masked):
        for j in np.argsort(-row, kind="stable")[: config.n_neighbours].tolist():
            if foreign[i, j]:
                chosen.add((min(i, j), max(i, j)))
    return sorted(pair for pair in chosen if foreign[pair])


def read_pairs(
    wordings: Sequence[MarkedText], pairs: Sequence[Pair], model: ClaimModel,
    *, twice_from: float = 0.0,
) -> Reading:  # fmt: skip
    """What the claim encoder says of pairs; both orders of a pair count alike.

    Args:
        wordings: of claims (`claimencoder.pair_wording`).
        pairs: of indices into them.
        model: the claim encoder.
        twice_from: pairs that look related with less probability are read in one order only, which
            spares nearly half the time.
    """
    there = model.pairs([(wordings[i], wordings[j]) for i, j in pairs])
    relations, inference = there.probabilities("relation"), there.probabilities("inference")
    again = np.flatnonzero(1 - relations[:, _UNRELATED] >= twice_from)
    back = model.pairs([(wordings[j], wordings[i]) for i, j in (pairs[k] for k in again.tolist())])
    relations[again] = (relations[again] + back.probabilities("relation")) / 2
    inference[again] = (inference[again] + back.probabilities("inference")) / 2
    return Reading(relations, inference)


def relate_claims(
    claims: Sequence[Claim],
    vectors: NDArray[np.float64],
    pairs: Sequence[Pair],
    model: ClaimModel,
    *,
    scorer: RelationScorer | None = None,
    max_read: int | None = None,
) -> NDArray[np.float64]:
    """Probabilities (n_pairs, 4) of each kind of relation.

    Args:
        claims: of one meeting.
        vectors: (n, size) of length 1, one a claim (`ClaimModel.matters`).
        pairs: of indices into `claims`.
        model: the claim encoder.
        scorer: weighs its reading with other evidence; without, the reading alone counts.
        max_read: with a scorer, the encoder reads so many of the pairs at most.
    """
    wordings = [pair_wording(claim) for claim in claims]
    if scorer is None:
        return read_pairs(wordings, pairs, model).relations
    twice_from = scorer.setting("twice_from")

    def read(chosen: Sequence[Pair]) -> Reading:
        return read_pairs(wordings, chosen, model, twice_from=twice_from)

    scores = model.claims(wordings)
    return scorer.probabilities(claims, scores, vectors, pairs, read, max_read=max_read)


def decide(
    a: Claim, b: Claim, probabilities: NDArray[np.float64], config: RelationConfig
) -> Relation:
    """The relation of two claims from the probabilities (4,) of its kinds.

    The score is the probability of the kind, or of unrelated. Where all kinds are equally probable
    the encoder has not read the pair: it may well be related, but nothing tells how.
    """
    factors = {
        RelationKind.AGREE: config.agree,
        RelationKind.CONTRADICT: config.contradict,
        RelationKind.PARTIAL: config.partial,
    }
    weighed = {kind: factors[kind] * float(probabilities[KINDS.index(kind)]) for kind in factors}
    kind = max(weighed, key=lambda k: weighed[k])
    kinds = np.delete(probabilities, _UNRELATED)
    if weighed[kind] < config.least or (kinds == kinds[0]).all():
        score = float(probabilities[_UNRELATED])
        return Relation(a=a.id, b=b.id, kind=RelationKind.UNRELATED, score=min(1.0, score))
    return Relation(
        a=a.id, b=b.id, kind=kind, score=min(1.0, float(probabilities[KINDS.index(kind)])),
        signals=signals_of(a, b),
    )  # fmt: skip
