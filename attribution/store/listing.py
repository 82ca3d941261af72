"""Documents in the database: which of them, under which meetings, with how many claims."""

from __future__ import annotations

import sqlite3

from attribution.records import UNKNOWN
from attribution.store.filing import find_meeting, meeting_members
from attribution.store.queries import storable
from attribution.store.rows import LISTED

__all__ = ["document_rows", "filed_under", "stored_counts"]

_FILED_UNDER = (
    "SELECT coalesce(successor.name, m.name) FROM document_meetings AS f"
    " JOIN meetings AS m ON m.id = f.meeting_id"
    " LEFT JOIN meetings AS successor ON successor.id = m.same_as"
    " WHERE f.document_id = ? ORDER BY f.added_at, f.rowid"
)
_COUNTS = """
SELECT d.sha256, count(c.attribution_id) AS n_claims,
    count(c.attribution_id) FILTER (WHERE c.visibility = ?1) AS n_listed,
    count(c.attribution_id) FILTER (WHERE c.visibility = ?1 AND c.side = ?2) AS n_unknown,
    (SELECT count(*) FROM judgements AS j WHERE j.document_id = d.id AND j.carried_from IS NULL)
        AS n_judgements
FROM documents AS d LEFT JOIN claims AS c ON c.document_id = d.id
WHERE ?3 IS NULL OR d.sha256 = ?3 GROUP BY d.id
"""


def document_rows(
    connection: sqlite3.Connection, *, meeting: str | None, url: str | None, is_all: bool = False
) -> list[sqlite3.Row]:
    """Rows of documents in the order they were added.

    Args:
        connection: to read from.
        meeting: only those filed under it or with a current claim about it.
        url: only those from this address.
        is_all: earlier revisions of a page as well; they are in every answer to `url`.
    """
    clauses, parameters = ["1" if is_all or url is not None else "superseded_by IS NULL"], []
    if url is not None:
        clauses.append("url = ?")
        parameters.append(storable(url))
    if meeting is not None:
        found = find_meeting(connection, meeting)
        members = () if found is None else meeting_members(connection, found)
        marks = ", ".join(str(member) for member in members)
        clauses.append(
            "id IN (SELECT document_id FROM document_meetings WHERE meeting_id IN"  # noqa: S608 - row numbers
            f" ({marks}) UNION SELECT document_id FROM claims WHERE visibility > 0"
            f" AND meeting_id IN ({marks}))"
        )
    return connection.execute(
        f"SELECT * FROM documents WHERE {' AND '.join(clauses)} ORDER BY id",  # noqa: S608 - values are bound
        parameters,
    ).fetchall()


def filed_under(connection: sqlite3.Connection, document_id: int) -> list[str]:
    """Names of the meetings under which a document is filed, in the order it was."""
    rows = connection.execute(_FILED_UNDER, (document_id,))
    return [*dict.fromkeys(name for (name,) in rows)]


def stored_counts(
    connection: sqlite3.Connection, sha256: str | None = None
) -> dict[str, dict[str, int]]:
    """Sha256 → the numbers of a `DocumentCount`; of one document, or of all."""
    rows = connection.execute(_COUNTS, (LISTED, UNKNOWN, sha256)).fetchall()
    names = ("n_claims", "n_listed", "n_unknown", "n_judgements")
    return {row["sha256"]: {name: row[name] for name in names} for row in rows}
