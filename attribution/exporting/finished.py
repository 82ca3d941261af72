"""Finished comparisons as bytes, and the key that tells whether one still holds."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import fields
from hashlib import blake2b
from operator import attrgetter
from typing import Any, Final

from attribution.records import (
    Attribution,
    Claim,
    Comparison,
    Document,
    Meeting,
    Point,
    PositionChange,
    Relation,
    RelationKind,
    Silence,
    Speaker,
    Verdict,
    VerdictKind,
)

__all__ = ["comparison_bytes", "comparison_from_bytes", "comparison_key"]

_PARTS: Final[Mapping[str, type]] = {"attribution": Attribution, "speaker": Speaker}
_values_of_claim: Final = attrgetter(*(
    name for field in fields(Claim) if field.name != "document"
    for name in (
        [f"{field.name}.{part.name}" for part in fields(_PARTS[field.name])]
        if field.name in _PARTS else [field.name]
    )
))  # fmt: skip
_values_of_document: Final = attrgetter(*(field.name for field in fields(Document)))


def comparison_key(claims: Sequence[Claim], *, meeting: Meeting, version: str) -> bytes:
    """What a comparison follows from: every field of claims, documents and meeting.

    Args:
        claims: that are compared, as corrected by people.
        meeting: with its sides.
        version: of models and program, with all settings.
    """
    digest = blake2b(digest_size=20)
    documents: dict[int, int] = {}
    for claim in claims:
        number = documents.get(id(claim.document))
        if number is None:
            number = documents[id(claim.document)] = len(documents)
            _put(digest, _values_of_document(claim.document))
        _put(digest, (number, *_values_of_claim(claim)))
    _put(digest, (version, meeting))
    return digest.digest()


def _put(digest: blake2b, values: tuple[object, ...]) -> None:
    digest.update(repr(values).encode("utf-8", "surrogatepass"))
    digest.update(b"\n")


def comparison_bytes(comparison: Comparison) -> bytes:
    """A comparison without its claims and its meeting, which whoever reads it has."""
    table = {
        "sides": comparison.sides,
        "documents": dict(comparison.documents),
        "claims": list(comparison.claims),
        "copies": {name: [c.id for c in others] for name, others in comparison.copies.items()},
        "points": [_point_values(point) for point in comparison.points],
        "changes": [[c.side, c.point, c.before, c.after, c.score] for c in comparison.changes],
    }
    return zlib.compress(json.dumps(table).encode(), level=1)


def _point_values(point: Point) -> list[object]:
    return [
        point.id, point.label, point.verdict.kind, point.verdict.side, dict(point.claims),
        dict(point.silent),
        [[r.a, r.b, r.kind, r.score, r.signals] for r in point.relations],
    ]  # fmt: skip


def comparison_from_bytes(
    kept: bytes, claims: Sequence[Claim], *, meeting: Meeting
) -> Comparison | None:
    """The reverse of `comparison_bytes`; nothing where the bytes are no comparison of `claims`."""
    by_id = {claim.id: claim for claim in claims}
    try:
        table = json.loads(zlib.decompress(kept))
        points = tuple(_point(values) for values in table["points"])
        changes = tuple(
            PositionChange(side=side, point=point, before=before, after=after, score=score)
            for side, point, before, after, score in table["changes"]
        )
        named = {name for point in points for ids in point.claims.values() for name in ids}
        named |= {name for change in changes for name in (change.before, change.after)}
        shown = {name: by_id[name] for name in table["claims"]}
        copies = {
            name: tuple(by_id[copy] for copy in others) for name, others in table["copies"].items()
        }
        if not named | copies.keys() <= shown.keys():
            return None
        return Comparison(
            meeting=meeting, sides=tuple(table["sides"]), documents=table["documents"],
            points=points, claims=shown, changes=changes, copies=copies,
        )  # fmt: skip
    except (zlib.error, ValueError, KeyError, TypeError, AttributeError):
        return None


def _point(values: Sequence[Any]) -> Point:
    name, label, kind, side, told, silent, relations = values
    return Point(
        id=name, label=label, verdict=Verdict(VerdictKind(kind), side),
        claims={side: tuple(ids) for side, ids in told.items()},
        silent={side: Silence(silence) for side, silence in silent.items()},
        relations=tuple(
            Relation(a=a, b=b, kind=RelationKind(kind), score=score, signals=tuple(signals))
            for a, b, kind, score, signals in relations
        ),
    )  # fmt: skip
