"""Judgements carried to the claims that replace the judged ones when a document is read again.

A claim's id is made of exact spans, so a reading by other models has other ids for what are the
same words. A judgement goes along as a copy with its author and time; `judgements.carried_from`
of the copy names the row that the person made. What nothing replaces stays where it was made,
and is offered again to the next reading.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from attribution.records import Claim
from attribution.spans import Span
from attribution.store.runs import Reread

__all__ = ["carry_judgements"]

LEAST_OVERLAP: Final = 0.5
"""Of the characters of either content, so many must be of both."""

_COPY = (
    "INSERT INTO judgements(document_id, claim_id, field, value, author, at, carried_from)"
    " SELECT ?, ?, field, value, author, at, id FROM judgements WHERE id = ?"
)
_SPANS = (
    "SELECT a.spans FROM attributions AS a JOIN analyses AS y ON y.id = a.analysis_id"
    " WHERE a.claim_id = ? AND y.document_id = ? LIMIT 1"
)
# Two claims that one reading kept apart are never the same.
_BESIDE = (
    "SELECT DISTINCT other.claim_id FROM attributions AS a"
    " JOIN attributions AS other ON other.analysis_id = a.analysis_id"
    " WHERE a.claim_id = ? AND other.claim_id <> a.claim_id"
)


@dataclass(slots=True)
class _Judged:
    """A claim whose judgements the new reading does not have.

    Attributes:
        roots: rows that people made.
        contents: of the claim.
        beside: claims that an earlier reading found together with it.
    """

    claim: str
    contents: Sequence[Span]
    beside: set[str]
    roots: list[int] = field(default_factory=list)


def carry_judgements(
    connection: sqlite3.Connection, document_id: int, claims: Sequence[Claim]
) -> Reread:
    """Copy judgements whose claim is not among `claims` to the one that replaces it.

    That is the claim whose content overlaps most, one to one, at least by `LEAST_OVERLAP`.

    Args:
        connection: in the writer's transaction, before the new claims are stored.
        document_id: of the document that was read again.
        claims: all that was found now.

    Returns:
        Where judgements went, and claims whose judgements have no place in the new reading.
    """
    bearers = _bearers(connection, document_id)
    found = {claim.id: claim for claim in claims}
    judged = _without_place(connection, document_id, bearers, found)
    same = _same_claims(bearers.values())
    pairs = sorted(
        (
            (overlap, one.claim, claim.id)
            for one in judged
            for claim in found.values()
            if not (same.get(claim.id, {claim.id}) - same[one.claim]) & one.beside
            and (overlap := _overlap(one.contents, claim.attribution.contents)) >= LEAST_OVERLAP
        ),
        key=lambda pair: (-pair[0], pair[1:]),
    )
    carried: dict[str, str] = {}
    for _, old, new in pairs:
        if old not in carried and new not in carried.values():
            carried[old] = new
    for one in judged:
        if one.claim in carried:
            # A root may be of an earlier revision of the document.
            copies = [(document_id, carried[one.claim], root) for root in one.roots]
            connection.executemany(_COPY, copies)
    lost = tuple(one.claim for one in judged if one.claim not in carried)
    return Reread(carried=carried, lost=lost)


def _bearers(connection: sqlite3.Connection, document_id: int) -> dict[int, list[str]]:
    """A row that a person made → the claims that it was made of or carried to, in order."""
    bearers: dict[int, list[str]] = {}
    for root, claim in connection.execute(
        "SELECT coalesce(carried_from, id), claim_id FROM judgements WHERE document_id = ?"
        " ORDER BY id",
        (document_id,),
    ):
        bearers.setdefault(root, []).append(claim)
    return bearers


def _without_place(
    connection: sqlite3.Connection,
    document_id: int,
    bearers: Mapping[int, Sequence[str]],
    found: Mapping[str, Claim],
) -> list[_Judged]:
    judged: dict[str, _Judged] = {}
    for root, bearing in bearers.items():
        if any(claim in found for claim in bearing):
            continue
        last = bearing[-1]
        if last not in judged:
            row = connection.execute(_SPANS, (last, document_id)).fetchone()
            spans = [] if row is None else json.loads(row[0])["content"]
            beside = {name for (name,) in connection.execute(_BESIDE, (last,))}
            judged[last] = _Judged(last, [Span(*pair) for pair in spans], beside)
        judged[last].roots.append(root)
    return list(judged.values())


def _same_claims(groups: Iterable[Sequence[str]]) -> dict[str, set[str]]:
    """Claim → all that share a judgement with it, itself among them."""
    same: dict[str, set[str]] = {}
    for group in groups:
        joined = set(group).union(*(same.get(claim, ()) for claim in group))
        same |= dict.fromkeys(joined, joined)
    return same


def _overlap(before: Sequence[Span], after: Sequence[Span]) -> float:
    """Characters of both contents, of those of either."""
    common = sum(
        max(0, min(one.end, other.end) - max(one.start, other.start))
        for one in before
        for other in after
    )
    either = sum(span.end - span.start for span in (*before, *after)) - common
    return common / either if either else 0.0
