"""The claims of one meeting as points, each with the sides' versions and a verdict."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Final

from attribution.claimencoder import ClaimModel, matter_wording
from attribution.comparing.labels import is_telling, label_point
from attribution.comparing.likeness import DenseLikeness, Likeness, SparseLikeness, cosines
from attribution.comparing.neighbours import likelier, near_pairs
from attribution.comparing.relations import (
    RelationConfig,
    candidate_pairs,
    decide,
    relate_claims,
)
from attribution.comparing.scoring import RelationScorer
from attribution.copies import find_copies
from attribution.records import (
    JOINT,
    MEDIA,
    UNKNOWN,
    Claim,
    Comparison,
    Meeting,
    Point,
    Relation,
    RelationKind,
    Silence,
    Verdict,
    VerdictKind,
)

__all__ = ["ComparisonConfig", "columns_of", "compare_claims", "compared_sides", "sides_of"]

Pair = tuple[int, int]
_NO_SIDE: Final = frozenset({MEDIA, UNKNOWN, JOINT})


@dataclass(frozen=True, slots=True)
class ComparisonConfig:
    """How claims become points and relations.

    Attributes:
        min_similarity: average similarity at which groups of claims still merge.
        not_compared: factor on the similarity of claims that were not compared, as those of one
            side are not, against that of compared ones.
        related_power: exponent of the probability that a compared pair is related.
        max_sides: sides with a column of their own, when the meeting does not name its sides;
            more where those of its side set are more.
        max_dense: up to so many claims, the similarity of every two is held in memory; of more,
            only that of neighbours (`likeness`).
        relations: how pairs are chosen and related.

    Raises:
        ValueError: if a value is out of range.
    """

    min_similarity: float = 0.3
    not_compared: float = 1.0
    related_power: float = 1.0
    max_sides: int = 6
    max_dense: int = 1_000
    relations: RelationConfig = field(default_factory=RelationConfig)

    def __post_init__(self) -> None:
        """Reject values that would merge everything or compare nothing."""
        if not 0 < self.min_similarity < 1:
            msg = f"min_similarity is {self.min_similarity}, expected more than 0 and under 1"
            raise ValueError(msg)
        if self.max_sides < 2:
            msg = f"max_sides is {self.max_sides}, expected 2 or more"
            raise ValueError(msg)
        if self.max_dense < 0:
            msg = f"max_dense is {self.max_dense}, expected 0 or more"
            raise ValueError(msg)

    @classmethod
    def of(cls, scorer: RelationScorer) -> ComparisonConfig:
        """The thresholds that were chosen with a scorer."""
        relations = RelationConfig(least=scorer.setting("least"), partial=scorer.setting("partial"))
        return cls(
            min_similarity=scorer.setting("min_similarity"),
            not_compared=scorer.setting("not_compared"),
            related_power=scorer.setting("related_power"), relations=relations,
        )  # fmt: skip


def sides_of(claim: Claim) -> tuple[str, ...]:
    """The sides a claim counts for: a joint statement counts for each of its members."""
    if claim.speaker.side == JOINT:
        return claim.speaker.sides
    return () if claim.speaker.side in _NO_SIDE else (claim.speaker.side,)


def columns_of(claim: Claim) -> tuple[str, ...]:
    """Where a claim stands in a comparison: under its sides, or under `UNKNOWN`."""
    return (UNKNOWN,) if claim.speaker.side == UNKNOWN else sides_of(claim)


def compared_sides(claims: Sequence[Claim]) -> tuple[str, ...]:
    """The sides that have claims, those with most first; ties in order of code."""
    counts = Counter(side for claim in claims for side in sides_of(claim))
    return tuple(sorted(counts, key=lambda side: (-counts[side], side)))


def compare_claims(
    claims: Sequence[Claim],
    *,
    meeting: Meeting,
    model: ClaimModel,
    scorer: RelationScorer | None = None,
    config: ComparisonConfig | None = None,
) -> Comparison:
    """Group claims into points and lay the sides' versions next to each other.

    Only listed claims count (`Claim.is_listed`): what A says of B is A's account. What several
    documents copied is one claim (`copies.find_copies`); their number counts all of them.
    Where the meeting does not say which sides to show, those of its side set that speak are the
    columns, then those with most claims. Claims of all others are compared as well, unless the
    set leaves them out, and stand under their own code, those of speakers whose side is not known
    under `UNKNOWN`.

    Args:
        claims: of one meeting, from any number of documents, as its side set sees them.
        meeting: its `sides`, where given, are the only columns.
        model: the claim encoder.
        scorer: weighs its reading of pairs with other evidence.
        config: thresholds; by default those chosen with the scorer, or for the encoder alone.

    Returns:
        Points in order: disputed, scope differs, agreed, told by one side only.
    """
    config = config or (ComparisonConfig.of(scorer) if scorer else ComparisonConfig())
    usable = [claim for claim in claims if claim.is_listed]
    copies = {first.id: others for first, *others in find_copies(usable)}
    repeated = {claim.id for others in copies.values() for claim in others}
    told = [claim for claim in usable if claim.id not in repeated]
    sides, columns = _columns(meeting, compared_sides(told), max_sides=config.max_sides)
    shown = sorted(
        (claim for claim in told if set(columns_of(claim)) & set(columns)), key=_reading_order
    )
    likeness, relations = _relate(shown, model, scorer, config)
    documents = _documents_by_side(usable, sides)
    groups = likeness.groups(min_similarity=config.min_similarity)
    inside = _relations_by_group(groups, relations)
    points = [
        _point(
            [shown[i] for i in group], _label_of(group, shown, likeness), found, columns, documents
        )
        for group, found in zip(groups, inside, strict=True)
    ]
    order = list(VerdictKind)
    rank = {VerdictKind.DISPUTED: 0, VerdictKind.SCOPE_DIFFERS: 1, VerdictKind.AGREED: 2}
    points.sort(key=lambda p: (rank.get(p.verdict.kind, len(order)), p.verdict.side or ""))
    return Comparison(
        meeting=meeting, sides=sides, documents=documents, points=tuple(points),
        claims={claim.id: claim for claim in shown},
        copies={claim.id: tuple(copies[claim.id]) for claim in shown if claim.id in copies},
    )  # fmt: skip


def _columns(
    meeting: Meeting, told: Sequence[str], *, max_sides: int
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The sides with a column of their own, and all under which claims may stand.

    Args:
        meeting: with the sides to show or a side set, if any.
        told: the sides that have claims, those with most first.
        max_sides: with a column, where the meeting does not say more.
    """
    if meeting.sides:
        return meeting.sides, meeting.sides
    side_set = meeting.side_set
    own = tuple(code for code in side_set.codes if code in told) if side_set else ()
    if side_set and not side_set.others:
        return own, own
    ranked = tuple(dict.fromkeys((*own, *told)))
    sides = ranked[: max(max_sides, len(own))]
    return sides, (*ranked, UNKNOWN) if told else ()


def _reading_order(claim: Claim) -> tuple[str, str, int, str]:
    day = claim.said_on or claim.document.published
    first = claim.attribution.contents[0].start
    return (day.isoformat() if day else "", claim.document.sha256, first, claim.id)


def _documents_by_side(claims: Sequence[Claim], sides: Sequence[str]) -> dict[str, int]:
    read: dict[str, set[str]] = {side: set() for side in sides}
    for claim in claims:
        for side in sides_of(claim):
            if side in read:
                read[side].add(claim.document.sha256)
    return {side: len(hashes) for side, hashes in read.items()}


def _relate(
    claims: Sequence[Claim],
    model: ClaimModel,
    scorer: RelationScorer | None,
    config: ComparisonConfig,
) -> tuple[Likeness, dict[Pair, Relation]]:
    """How surely two claims are about one matter, and the relations by pair (i < j)."""
    limits = config.relations
    vectors = model.matters([matter_wording(claim) for claim in claims])
    sides = [frozenset(columns_of(claim)) for claim in claims]
    is_dense = len(claims) <= config.max_dense
    if is_dense:
        pairs = candidate_pairs(claims, sides, cosines(vectors), limits)
    else:
        pairs = near_pairs(claims, sides, vectors, n_neighbours=limits.n_neighbours)
    if scorer is None:
        pairs = likelier(claims, sides, vectors, pairs, n_pairs=limits.max_read)
    related: dict[Pair, float] = {}
    relations: dict[Pair, Relation] = {}
    rows = relate_claims(claims, vectors, pairs, model, scorer=scorer, max_read=limits.max_read)
    for (i, j), row in zip(pairs, rows, strict=True):
        relation = decide(claims[i], claims[j], row, limits)
        chance = 1 - float(row[list(RelationKind).index(RelationKind.UNRELATED)])
        related[i, j] = chance**config.related_power
        if relation.kind is not RelationKind.UNRELATED:
            relations[i, j] = relation
    kind = DenseLikeness if is_dense else SparseLikeness
    return kind(vectors, related, not_compared=config.not_compared), relations


def _relations_by_group(
    groups: Sequence[Sequence[int]], relations: Mapping[Pair, Relation]
) -> list[list[Relation]]:
    """The relations inside each group, in order of their pairs."""
    place = {i: k for k, group in enumerate(groups) for i in group}
    inside: list[list[Relation]] = [[] for _ in groups]
    for (i, j), relation in sorted(relations.items(), key=itemgetter(0)):
        if place[i] == place[j]:
            inside[place[i]].append(relation)
    return inside


def _label_of(group: Sequence[int], claims: Sequence[Claim], likeness: Likeness) -> str:
    """Of the most central claim among those that say by themselves what they are about."""
    telling = [i for i in group if is_telling(claims[i].content_text)]
    return label_point(claims[likeness.central(telling or group)].content_text)


def _point(
    members: Sequence[Claim],
    label: str,
    relations: Sequence[Relation],
    columns: Sequence[str],
    documents: Mapping[str, int],
) -> Point:
    """A point; `documents` holds the sides that can be silent."""
    by_side = {
        side: tuple(claim.id for claim in members if side in columns_of(claim))
        for side in dict.fromkeys((*columns, UNKNOWN))
    }
    told = {side: ids for side, ids in by_side.items() if ids}
    described = "/".join(sorted(claim.id for claim in members))
    return Point(
        id=hashlib.sha256(described.encode()).hexdigest()[:8],
        label=label,
        verdict=_verdict(told, relations, has_joint=any(len(sides_of(c)) > 1 for c in members)),
        claims=told,
        silent={
            side: Silence.SILENT if documents[side] else Silence.NO_DOCUMENT
            for side in documents
            if side not in told
        },
        relations=tuple(relations),
    )


def _verdict(
    told: Mapping[str, tuple[str, ...]], relations: Sequence[Relation], *, has_joint: bool
) -> Verdict:
    named = [side for side in told if side != UNKNOWN]
    if len(told) == 1 or (len(named) == 1 and not relations):
        return Verdict(VerdictKind.ONLY, (named or [UNKNOWN])[0])
    kinds = Counter(relation.kind for relation in relations)
    if kinds[RelationKind.CONTRADICT]:
        return Verdict(VerdictKind.DISPUTED)
    agreed = kinds[RelationKind.AGREE] + has_joint
    if agreed and agreed >= kinds[RelationKind.PARTIAL]:
        return Verdict(VerdictKind.AGREED)
    return Verdict(VerdictKind.SCOPE_DIFFERS)
