"""Predictions as they stand, and new speakers for them: a new analysis that repeats the rest."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from attribution.records import Claim, Document, Speaker
from attribution.store.inserting import RowIds, insert_analysis_row, insert_run, shown_values
from attribution.store.judging import Correction, corrected, newest_corrections
from attribution.store.queries import CLAIM_TABLES
from attribution.store.rows import LISTED, claim_from_row, run_from_row, select_columns
from attribution.store.runs import Predictions, Renewed, Run

__all__ = ["read_predictions", "renew_speakers"]

_CURRENT = (
    "SELECT DISTINCT a.analysis_id FROM claims AS c"
    " JOIN attributions AS a ON a.id = c.attribution_id WHERE c.document_id = ?"
)
_RENEWED_CLAIM = (
    "UPDATE claims SET attribution_id = ?, speaker_id = ?, corrections = ?, side = ?, stance = ?,"
    " act = ?, day = ?, visibility = ? WHERE attribution_id = ?"
)


def current_analysis(connection: sqlite3.Connection, document_id: int) -> int | None:
    """The analysis whose claims are the current ones; None where a document has no claim."""
    row = connection.execute(_CURRENT, (document_id,)).fetchone()
    return None if row is None else int(row[0])


def read_predictions(
    connection: sqlite3.Connection, document_id: int, document: Document
) -> Predictions:
    """What the current analysis predicted, rejected claims included, in its order."""
    rows = connection.execute(
        f"SELECT {select_columns()} FROM {CLAIM_TABLES}"  # noqa: S608 - constant text
        " WHERE c.document_id = ? ORDER BY a.position, a.id",
        (document_id,),
    ).fetchall()
    claims = tuple(claim_from_row(row, document) for row in rows)
    return Predictions(document, current_analysis(connection, document_id), claims)


def renew_speakers(
    connection: sqlite3.Connection,
    document_id: int,
    predictions: Predictions,
    speakers: Mapping[str, Speaker],
    started_at: datetime,
) -> Renewed | None:
    """Make an analysis with these speakers the current one; everything else is repeated.

    Earlier predictions stay in their rows, judgements apply to the new ones.

    Args:
        connection: in the writer's transaction.
        document_id: of the document.
        predictions: that the speakers were resolved from.
        speakers: by claim id.
        started_at: of the run.

    Returns:
        What people see changed; None if another process has read the document since.
    """
    analysis = current_analysis(connection, document_id)
    if analysis is None or analysis != predictions.analysis:
        return None
    run_row = connection.execute(
        "SELECT r.* FROM runs AS r JOIN analyses AS y ON y.run_id = r.id WHERE y.id = ?",
        (analysis,),
    ).fetchone()
    read_by = run_from_row(run_row)
    run = insert_run(connection, Run(models=read_by.models, config=read_by.config), started_at)
    ids = RowIds(connection)
    new_ids = _repeat(connection, analysis, insert_analysis_row(connection, run, document_id),
                      speakers, ids)  # fmt: skip
    corrections = newest_corrections(connection, document_id)
    n_speakers = n_sides = 0
    for claim in predictions.claims:
        judged = corrections.get(claim.id, {})
        values = shown_values(_spoken(claim, speakers), judged, ids)
        old, new = new_ids[claim.id]
        connection.execute(_RENEWED_CLAIM, (new, *values, old))
        if values[-1] == LISTED:
            named, sided = _differs(claim, speakers, judged)
            n_speakers += named
            n_sides += sided
    return Renewed(n_speakers, n_sides)


def _spoken(claim: Claim, speakers: Mapping[str, Speaker]) -> Claim:
    return replace(claim, speaker=speakers[claim.id])


def _differs(
    claim: Claim, speakers: Mapping[str, Speaker], judged: Mapping[str, Correction]
) -> tuple[bool, bool]:
    before = corrected(claim, judged).speaker
    after = corrected(_spoken(claim, speakers), judged).speaker
    return before.name != after.name, (before.side, before.sides) != (after.side, after.sides)


def _repeat(
    connection: sqlite3.Connection,
    old_analysis: int,
    new_analysis: int,
    speakers: Mapping[str, Speaker],
    ids: RowIds,
) -> dict[str, tuple[int, int]]:
    """Rows of an analysis once more, with other speakers: claim id → old and new row."""
    rows = connection.execute(
        "SELECT * FROM attributions WHERE analysis_id = ? ORDER BY position, id", (old_analysis,)
    ).fetchall()
    last = ids.last_attribution()
    made: dict[str, tuple[int, int]] = {}
    for number, row in enumerate(rows, start=last + 1):
        speaker = speakers[row["claim_id"]]
        values = dict(row) | {
            "id": number, "analysis_id": new_analysis, "speaker_id": ids.of_speaker(speaker),
            "via": speaker.via, "resolved_by": speaker.resolved_by,
            "speaker_confidence": speaker.confidence,
        }  # fmt: skip
        made[row["claim_id"]] = (row["id"], number)
        marks = ", ".join("?" * len(values))
        connection.execute(
            f"INSERT INTO attributions({', '.join(values)}) VALUES ({marks})",  # noqa: S608 - column names
            tuple(values.values()),
        )
    return made
