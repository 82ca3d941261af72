"""What became of a claim: whether the newest reading has it, what people said of it."""

from __future__ import annotations

import json
import sqlite3

from attribution.records import Claim, Judgement
from attribution.store.judging import judgement_from_row
from attribution.store.rows import select_columns
from attribution.store.runs import Standing

__all__ = ["earlier_rows", "newest_rows", "standing_of"]

_EARLIER_TABLES = (
    "attributions AS a JOIN analyses AS c ON c.id = a.analysis_id"
    " JOIN speakers AS s ON s.id = a.speaker_id"
    " LEFT JOIN meetings AS m ON m.id = a.meeting_id"
    " LEFT JOIN meetings AS successor ON successor.id = m.same_as"
)
_NEWEST_REVISION = """
WITH RECURSIVE later(id, name, next) AS (
    SELECT d.id, d.name, d.superseded_by FROM documents AS old
    JOIN documents AS d ON d.id = old.superseded_by WHERE old.sha256 = ?
    UNION SELECT d.id, d.name, d.superseded_by FROM documents AS d JOIN later ON d.id = later.next
)
SELECT id, name FROM later WHERE next IS NULL
"""
_NEWEST_OF_ITS_ID = "SELECT max(id) FROM attributions WHERE claim_id = a.claim_id"


def earlier_rows(connection: sqlite3.Connection, prefix: str, *, limit: int) -> list[sqlite3.Row]:
    """Claims of earlier readings whose id begins so, each as last predicted; the exact one first.

    Rows are as `claim_from_row` reads them.
    """
    columns = select_columns().replace("c.corrections", "NULL AS corrections")
    return connection.execute(
        f"SELECT {columns} FROM {_EARLIER_TABLES}"  # noqa: S608 - constant text
        " WHERE a.claim_id >= ?1 AND a.claim_id < ?1 || char(0x10FFFF)"
        f" AND a.id = ({_NEWEST_OF_ITS_ID})"
        " ORDER BY a.claim_id <> ?1, a.claim_id LIMIT ?2",
        (prefix, limit),
    ).fetchall()


def newest_rows(connection: sqlite3.Connection, document_id: int) -> list[sqlite3.Row]:
    """Claims of the newest reading of a document, current or not, as they were predicted.

    Rows are as `claim_from_row` reads them, with `attribution_id` and `about_id`, a meeting.
    """
    columns = select_columns().replace("c.corrections", "NULL AS corrections")
    return connection.execute(
        f"SELECT {columns}, a.id AS attribution_id, a.meeting_id AS about_id"  # noqa: S608 - constant text
        f" FROM {_EARLIER_TABLES} WHERE a.analysis_id ="
        " (SELECT max(id) FROM analyses WHERE document_id = ?) ORDER BY a.position, a.id",
        (document_id,),
    ).fetchall()


def standing_of(connection: sqlite3.Connection, claim: Claim) -> Standing:
    """What became of a stored claim."""
    is_current = connection.execute(
        "SELECT 1 FROM claims WHERE claim_id = ?", (claim.id,)
    ).fetchone()
    newest = connection.execute(_NEWEST_REVISION, (claim.document.sha256,)).fetchone()
    replaced_by = connection.execute(
        "SELECT DISTINCT c.claim_id FROM judgements AS own JOIN judgements AS copy"
        " ON coalesce(copy.carried_from, copy.id) = coalesce(own.carried_from, own.id)"
        " AND copy.document_id IN (own.document_id, ?2)"
        " JOIN claims AS c ON c.claim_id = copy.claim_id"
        " WHERE own.claim_id = ?1 AND c.claim_id <> ?1",
        (claim.id, None if newest is None else newest["id"]),
    ).fetchall()
    judgements = connection.execute(
        "SELECT claim_id, field, value, author, at FROM judgements WHERE claim_id = ?"
        " ORDER BY at, coalesce(carried_from, id)",
        (claim.id,),
    )
    (sides,) = connection.execute(
        "SELECT s.sides FROM attributions AS a JOIN speakers AS s ON s.id = a.speaker_id"
        " WHERE a.claim_id = ? ORDER BY a.id DESC LIMIT 1",
        (claim.id,),
    ).fetchone() or ("[]",)
    by_field: dict[str, Judgement] = {row["field"]: judgement_from_row(row) for row in judgements}
    return Standing(
        is_current=is_current is not None,
        replaced_by=() if is_current else tuple(row[0] for row in replaced_by),
        judgements=tuple(by_field.values()),
        later_revision=None if newest is None else newest["name"],
        sides=tuple(json.loads(sides)),
    )
