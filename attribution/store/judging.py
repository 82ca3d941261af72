"""Corrections by people: which are valid, which is the newest, what they change in a claim."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from attribution.errors import StoreError
from attribution.records import JOINT, Act, Claim, Judgement, Stance

__all__ = [
    "FIELDS",
    "Correction",
    "check_judgement",
    "corrected",
    "corrections_from_json",
    "corrections_to_json",
    "is_rejected",
    "judgement_from_row",
    "newest_corrections",
    "stored_value",
    "utc_text",
]

FIELDS: Mapping[str, frozenset[str] | None] = {
    "side": None,
    "stance": frozenset(Stance),
    "act": frozenset(Act),
    "speaker": None,
    "verdict": frozenset({"accept", "reject"}),
}
"""Fields that can be judged, and their values where these are a closed set."""


class Correction(NamedTuple):
    """The newest judgement of one field."""

    value: str
    author: str


def check_judgement(judgement: Judgement) -> None:
    """Refuse unknown fields and values.

    Raises:
        StoreError: naming what is allowed.
    """
    if judgement.field not in FIELDS:
        msg = f"{judgement.field!r} cannot be judged; fields are {', '.join(FIELDS)}"
        raise StoreError(msg)
    if judgement.value is None:
        return
    allowed = FIELDS[judgement.field]
    if not judgement.value.strip() or (allowed is not None and judgement.value not in allowed):
        known = "any word" if allowed is None else ", ".join(sorted(allowed))
        msg = f"{judgement.field} {judgement.value!r} is unknown; give {known}"
        raise StoreError(msg)


def utc_text(at: datetime) -> str:
    """A time as text that sorts by time; a time without zone is taken as UTC."""
    aware = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    return aware.isoformat(timespec="microseconds")


def judgement_from_row(row: sqlite3.Row) -> Judgement:
    """The judgement in columns `claim_id, field, value, author, at`."""
    return Judgement(
        claim=row["claim_id"], field=row["field"], value=row["value"] or None,
        author=row["author"], at=datetime.fromisoformat(row["at"]),
    )  # fmt: skip


def stored_value(judgement: Judgement) -> str:
    """As in column `value`, where nothing stands for a withdrawal."""
    return judgement.value or ""


def newest_corrections(
    connection: sqlite3.Connection, document_id: int
) -> dict[str, dict[str, Correction]]:
    """Claim id → field → the newest judgement of it, for one document.

    What was withdrawn is left out, so that the prediction counts again.
    """
    newest: dict[str, dict[str, Correction]] = {}
    for claim, name, value, author in connection.execute(
        "SELECT claim_id, field, value, author FROM judgements WHERE document_id = ?"
        " ORDER BY at, coalesce(carried_from, id)",
        (document_id,),
    ):
        of_claim = newest.setdefault(claim, {})
        if value:
            of_claim[name] = Correction(value, author)
        else:
            of_claim.pop(name, None)
    return newest


def corrections_to_json(corrections: Mapping[str, Correction]) -> str | None:
    """As kept in `claims.corrections`; nothing where nothing was judged."""
    return json.dumps(corrections, ensure_ascii=False) if corrections else None


def corrections_from_json(text: str | None) -> dict[str, Correction]:
    """The reverse of `corrections_to_json`."""
    loaded = {} if text is None else json.loads(text)
    return {name: Correction(*pair) for name, pair in loaded.items()}


def is_rejected(corrections: Mapping[str, Correction]) -> bool:
    """Whether the newest verdict on the claim is to leave it out."""
    verdict = corrections.get("verdict")
    return verdict is not None and verdict.value == "reject"


def corrected(claim: Claim, corrections: Mapping[str, Correction]) -> Claim:
    """The claim as people corrected it; what they said counts as certain."""
    speaker = claim.speaker
    if (side := corrections.get("side")) is not None:
        sides = speaker.sides if side.value == JOINT else ()
        speaker = dataclasses.replace(
            speaker, side=side.value, sides=sides, resolved_by=f"judged by {side.author}",
            confidence=1.0,
        )  # fmt: skip
    if (named := corrections.get("speaker")) is not None:
        speaker = dataclasses.replace(
            speaker, name=named.value, resolved_by=f"judged by {named.author}", confidence=1.0
        )
    if speaker is not claim.speaker:
        claim = dataclasses.replace(claim, speaker=speaker)
    if (stance := corrections.get("stance")) is not None:
        claim = dataclasses.replace(claim, stance=Stance(stance.value), stance_score=1.0)
    if (act := corrections.get("act")) is not None:
        claim = dataclasses.replace(claim, act=Act(act.value), act_score=1.0)
    judged = tuple(
        name for name, one in corrections.items() if name != "verdict" or one.value == "accept"
    )
    return dataclasses.replace(claim, judged=judged) if judged else claim
