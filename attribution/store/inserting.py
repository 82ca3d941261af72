"""Rows of documents, runs and analyses; always called inside the writer's transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from attribution.addresses import page_of
from attribution.records import Claim, Document, Meeting, Speaker
from attribution.store.filing import find_meeting, put_meeting
from attribution.store.judging import (
    Correction,
    corrected,
    corrections_to_json,
    is_rejected,
    newest_corrections,
)
from attribution.store.queries import CLAIM_TABLES
from attribution.store.rows import (
    ATTRIBUTION_COLUMNS,
    DOCUMENT_COLUMNS,
    attribution_row,
    claim_from_row,
    claim_row,
    document_from_row,
    document_row,
    fold,
    select_columns,
)
from attribution.store.runs import Run

__all__ = [
    "CORRECTABLE",
    "INSERT_CLAIM",
    "RowIds",
    "correct_document",
    "find_document",
    "hash_of",
    "insert_analysis",
    "insert_analysis_row",
    "insert_document",
    "insert_run",
    "renew_claim",
    "shown_values",
]

CORRECTABLE = ("kind", "issuer", "outlet", "published", "url", "title", "author")
"""What people may say of a document after it was stored."""

_Row = tuple[str | int | float | None, ...]

_INSERT_DOCUMENT = (
    f"INSERT INTO documents({', '.join(DOCUMENT_COLUMNS)}, page, added_at)"  # noqa: S608 - constant names
    f" VALUES ({', '.join('?' * len(DOCUMENT_COLUMNS))}, ?, ?)"
)
_INSERT_ATTRIBUTION = (
    "INSERT INTO attributions(id, analysis_id, speaker_id, meeting_id,"  # noqa: S608 - constant names
    f" {', '.join(ATTRIBUTION_COLUMNS)}) VALUES (?, ?, ?, ?"
    f"{', ?' * len(ATTRIBUTION_COLUMNS)})"
)
INSERT_CLAIM = (
    "INSERT INTO claims(attribution_id, claim_id, document_id, position, meeting_id, speaker_id,"
    " corrections, side, stance, act, day, visibility) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_UPDATE_CLAIM = (
    "UPDATE claims SET speaker_id = ?, corrections = ?, side = ?, stance = ?, act = ?, day = ?,"
    " visibility = ? WHERE attribution_id = ?"
)
_SPEAKER = "name = ? AND kind = ? AND side = ? COLLATE BINARY AND sides = ?"


def find_document(connection: sqlite3.Connection, sha256: str) -> int | None:
    """The row of a document, if it is stored."""
    row = connection.execute("SELECT id FROM documents WHERE sha256 = ?", (sha256,)).fetchone()
    return None if row is None else int(row[0])


def hash_of(connection: sqlite3.Connection, document_id: int) -> str:
    """The hash of a stored document."""
    row = connection.execute("SELECT sha256 FROM documents WHERE id = ?", (document_id,))
    return str(row.fetchone()[0])


def insert_document(connection: sqlite3.Connection, document: Document) -> int:
    """A new document's row."""
    now = datetime.now(UTC).isoformat()
    page = page_of(document.url)
    return _insert(connection, _INSERT_DOCUMENT, (*document_row(document), page, now))


def correct_document(
    connection: sqlite3.Connection, document_id: int, document: Document, fields: Sequence[str]
) -> None:
    """Store some fields of a known document anew.

    Raises:
        ValueError: if a field is none that can be corrected.
    """
    values = dict(zip(DOCUMENT_COLUMNS, document_row(document), strict=True))
    for name in fields:
        if name not in CORRECTABLE:
            msg = f"{name!r} cannot be corrected; fields are {', '.join(CORRECTABLE)}"
            raise ValueError(msg)
        connection.execute(
            f"UPDATE documents SET {name} = ? WHERE id = ?",  # noqa: S608 - names above
            (values[name], document_id),
        )
    if "url" in fields:
        page = page_of(document.url)
        connection.execute("UPDATE documents SET page = ? WHERE id = ?", (page, document_id))


def insert_run(connection: sqlite3.Connection, run: Run, started_at: datetime) -> int:
    """A new run's row."""
    models = json.dumps(dict(run.models), ensure_ascii=False)
    started = (run.started_at or started_at).isoformat()
    return _insert(
        connection,
        "INSERT INTO runs(models, config, started_at) VALUES (?, ?, ?)",
        (models, run.config, started),
    )


def insert_analysis_row(connection: sqlite3.Connection, run_id: int, document_id: int) -> int:
    """A new analysis's row, without claims yet."""
    return _insert(
        connection,
        "INSERT INTO analyses(document_id, run_id, added_at) VALUES (?, ?, ?)",
        (document_id, run_id, datetime.now(UTC).isoformat()),
    )


def insert_analysis(
    connection: sqlite3.Connection,
    run_id: int,
    document_id: int,
    document: Document,
    claims: Sequence[Claim],
) -> None:
    """What a run found in a document, with earlier judgements applied to the current claims."""
    analysis_id = insert_analysis_row(connection, run_id, document_id)
    ids = RowIds(connection)
    corrections = newest_corrections(connection, document_id)
    attribution_id = ids.last_attribution()
    attribution_rows: list[_Row] = []
    claim_rows: list[_Row] = []
    for position, claim in _first_of_each_id(claims):
        attribution_id += 1
        meeting_id = ids.of_meeting(claim.meeting)
        attribution_rows.append(
            (attribution_id, analysis_id, ids.of_speaker(claim.speaker), meeting_id,
             *attribution_row(claim, position))
        )  # fmt: skip
        judged = corrections.get(claim.id, {})
        claim_rows.append(
            (attribution_id, claim.id, document_id, position, meeting_id,
             *shown_values(claim, judged, ids))
        )  # fmt: skip
    connection.executemany(_INSERT_ATTRIBUTION, attribution_rows)
    if _is_newest(connection, document_id):
        connection.executemany(INSERT_CLAIM, claim_rows)


def _is_newest(connection: sqlite3.Connection, document_id: int) -> bool:
    """Whether no later revision of its page has replaced a document."""
    row = connection.execute(
        "SELECT superseded_by FROM documents WHERE id = ?", (document_id,)
    ).fetchone()
    return row[0] is None


def renew_claim(connection: sqlite3.Connection, document_id: int, claim_id: str) -> None:
    """Apply the newest judgements to a claim, if the current analysis has it."""
    row = connection.execute(
        f"SELECT {select_columns()}, c.attribution_id FROM {CLAIM_TABLES}"  # noqa: S608 - constant text
        " WHERE c.claim_id = ? AND c.document_id = ?",
        (claim_id, document_id),
    ).fetchone()
    if row is None:
        return
    document = connection.execute("SELECT * FROM documents WHERE id = ?", (document_id,)).fetchone()
    claim = claim_from_row(row, document_from_row(document, None))
    judged = newest_corrections(connection, document_id).get(claim_id, {})
    values = shown_values(claim, judged, RowIds(connection))
    connection.execute(_UPDATE_CLAIM, (*values, row["attribution_id"]))


def _insert(connection: sqlite3.Connection, sql: str, values: Iterable[object]) -> int:
    return int(connection.execute(f"{sql} RETURNING id", tuple(values)).fetchone()[0])


def _first_of_each_id(claims: Sequence[Claim]) -> Iterator[tuple[int, Claim]]:
    # Positions stay those of the document's whole list, to which `nested_in` points.
    seen: set[str] = set()
    for position, claim in enumerate(claims):
        if claim.id not in seen:
            seen.add(claim.id)
            yield position, claim


def shown_values(claim: Claim, judged: dict[str, Correction], ids: RowIds) -> _Row:
    """Values of `claims.speaker_id, corrections, side, stance, act, day, visibility`."""
    shown = corrected(claim, judged)
    return (
        ids.of_speaker(shown.speaker),
        corrections_to_json(judged),
        *claim_row(shown, rejected=is_rejected(judged)),
    )


class RowIds:
    """Rows that many claims of a document share, looked up once each."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Look up in an open transaction."""
        self._connection = connection
        self._speakers: dict[_Row, int] = {}
        self._meetings: dict[str, int] = {}

    def last_attribution(self) -> int:
        """The highest row of an attribution."""
        found = self._connection.execute("SELECT max(id) FROM attributions").fetchone()[0]
        return int(found or 0)

    def of_meeting(self, name: str | None) -> int | None:
        """The row of a meeting, found as documents are filed (`find_meeting`), made if missing."""
        if name is None:
            return None
        if name not in self._meetings:
            found = find_meeting(self._connection, name)
            self._meetings[name] = found or put_meeting(self._connection, Meeting(name=name))
        return self._meetings[name]

    def of_speaker(self, speaker: Speaker) -> int:
        """The row of exactly this speaker, made if missing."""
        sides = json.dumps(speaker.sides, ensure_ascii=False)
        key = (speaker.name, str(speaker.kind), speaker.side, sides, speaker.role,
               speaker.organisation)  # fmt: skip
        if key not in self._speakers:
            self._speakers[key] = self._find_speaker(key) or self._insert_speaker(key)
        return self._speakers[key]

    def _find_speaker(self, key: _Row) -> int | None:
        found = self._connection.execute(
            f"SELECT id FROM speakers WHERE {_SPEAKER} AND role IS ? AND organisation IS ?",  # noqa: S608 - constant text
            key,
        ).fetchone()
        return None if found is None else int(found[0])

    def _insert_speaker(self, key: _Row) -> int:
        return _insert(
            self._connection,
            "INSERT INTO speakers(name, kind, side, sides, role, organisation, folded)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*key, fold(str(key[0]))),
        )
