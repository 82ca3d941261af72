"""Claims, comparisons and extractions as plain objects with the documented JSON fields."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attribution.records import (
    Attribution,
    Claim,
    Comparison,
    Point,
    PositionChange,
    Relation,
    Selection,
    Stance,
)
from attribution.records.modality import modality_of, polarity_of
from attribution.spans import Span
from attribution.timelines import StanceLine, stance_lines

__all__ = ["CLAIM_FIELDS", "claim_record", "comparison_record", "extraction_record"]

CLAIM_FIELDS = (
    "id", "document", "document_name", "published", "meeting", "speaker", "speaker_kind", "role",
    "organisation", "side", "sides", "source_text", "cue_text", "content_text", "spans",
    "quote_type", "kind", "nested_in", "stance", "stance_score", "stance_target", "act",
    "act_score", "said_on", "confidence", "section", "via", "resolved_by", "polarity", "modality",
    "judged",
)  # fmt: skip
"""Fields of a claim's record, in order; the columns of its CSV."""

_SCORE_DIGITS = 4


def claim_record(claim: Claim, copies: Iterable[Claim] = ()) -> dict[str, object]:
    """A claim with the fields of `CLAIM_FIELDS`.

    Spans are lists of `[start, end]`, in code points of the document's text; `source` and `cue`
    are empty lists where the text has none. Dates are ISO 8601, scores have four digits.

    Args:
        claim: as it is shown.
        copies: the same statement in other documents; without any there is no `also_in`.
    """
    attribution, document, speaker = claim.attribution, claim.document, claim.speaker
    content = claim.content_text
    return {
        "id": claim.id,
        "document": document.sha256,
        "document_name": document.name,
        "published": _iso(document.published),
        "meeting": claim.meeting,
        "speaker": speaker.name,
        "speaker_kind": speaker.kind.value,
        "role": speaker.role,
        "organisation": speaker.organisation,
        "side": speaker.side,
        "sides": list(speaker.sides),
        "source_text": claim.source_text,
        "cue_text": claim.cue_text,
        "content_text": content,
        "spans": _spans_record(attribution),
        "quote_type": attribution.quote_type.value,
        "kind": attribution.kind.value,
        "nested_in": claim.nested_in,
        "stance": claim.stance.value,
        "stance_score": _rounded(claim.stance_score),
        "stance_target": claim.stance_target,
        "act": claim.act.value,
        "act_score": _rounded(claim.act_score),
        "said_on": _iso(claim.said_on),
        "confidence": _rounded(attribution.confidence),
        "section": claim.section.value,
        "via": speaker.via,
        "resolved_by": speaker.resolved_by,
        "polarity": polarity_of(content).value,
        "modality": modality_of(content).value,
        "judged": list(claim.judged),
        **({"also_in": also_in} if (also_in := [*map(_copy_record, copies)]) else {}),
    }


def _copy_record(copy: Claim) -> dict[str, object]:
    document = copy.document
    return {
        "id": copy.id,
        "document": document.sha256,
        "document_name": document.name,
        "outlet": document.outlet,
        "url": document.url,
        "published": _iso(document.published),
        "content_text": copy.content_text,
        "spans": _spans_record(copy.attribution),
    }


def _spans_record(attribution: Attribution) -> dict[str, object]:
    return {
        "source": _pairs(attribution.source),
        "cue": _pairs(attribution.cue),
        "content": _pairs(*attribution.contents),
    }


def comparison_record(comparison: Comparison) -> dict[str, object]:
    """A comparison: its points by claim ids, and every claim they name.

    `side_set`, its name, is there only where a side set was applied, `selection` only where not
    all claims of the meeting were compared.
    """
    chosen = comparison.selection
    side_set = comparison.meeting.side_set
    return {
        "meeting": comparison.meeting.name,
        "sides": list(comparison.sides),
        "documents": dict(comparison.documents),
        "points": [_point_record(point) for point in comparison.points],
        "claims": {
            name: claim_record(claim, comparison.copies.get(name, ()))
            for name, claim in comparison.claims.items()
        },
        "stance_over_time": [_line_record(line) for line in stance_lines(comparison)],
        "changed_positions": [_change_record(change) for change in comparison.changes],
        **({"side_set": side_set.name} if side_set else {}),
        **({"selection": _selection_record(chosen)} if chosen else {}),
    }


def _selection_record(chosen: Selection) -> dict[str, object]:
    return {
        "since": chosen.since.isoformat() if chosen.since else None,
        "until": chosen.until.isoformat() if chosen.until else None,
        "outlets": list(chosen.outlets),
    }


def _line_record(line: StanceLine) -> dict[str, object]:
    return {
        "side": line.side,
        "speaker": line.speaker,
        "days": [
            {"day": one.day.isoformat(), **{s.value: one.counts.get(s, 0) for s in Stance}}
            for one in line.days
        ],
    }


def _change_record(change: PositionChange) -> dict[str, object]:
    return {
        "side": change.side,
        "point": change.point,
        "before": change.before,
        "after": change.after,
        "score": _rounded(change.score),
    }


def extraction_record(path: str, claims: Iterable[Claim]) -> dict[str, object]:
    """What was found in one document, `path` as it was given."""
    return {"doc": path, "attributions": [claim_record(claim) for claim in claims]}


def _point_record(point: Point) -> dict[str, object]:
    return {
        "id": point.id,
        "label": point.label,
        "verdict": str(point.verdict),
        "claims": {side: list(ids) for side, ids in point.claims.items()},
        "silent": {side: silence.value for side, silence in point.silent.items()},
        "relations": [_relation_record(relation) for relation in point.relations],
    }


def _relation_record(relation: Relation) -> dict[str, object]:
    return {
        "a": relation.a,
        "b": relation.b,
        "relation": relation.kind.value,
        "score": _rounded(relation.score),
    }


def _pairs(*spans: Span | None) -> list[list[int]]:
    return [[span.start, span.end] for span in spans if span is not None]


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _rounded(score: float) -> float:
    # numpy's float32, which models return, is not a float to the json module.
    return round(float(score), _SCORE_DIGITS)
