"""Mentions of meetings in the database, and the claims that are about a background meeting."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from attribution.records import Meeting, MeetingMention
from attribution.spans import Span
from attribution.store.filing import put_meeting
from attribution.store.rows import MENTION_COLUMNS, mention_from_row, mention_row

__all__ = ["put_mentions", "renew_claim_meetings", "stored_mentions"]

_INSERT = (
    f"INSERT INTO meeting_mentions(document_id, meeting_id, {', '.join(MENTION_COLUMNS)})"  # noqa: S608 - constant names
    f" VALUES (?, ?{', ?' * len(MENTION_COLUMNS)})"
)
_MENTIONS = (
    "SELECT x.*, coalesce(successor.name, m.name) AS meeting FROM meeting_mentions AS x"
    " LEFT JOIN meetings AS m ON m.id = x.meeting_id"
    " LEFT JOIN meetings AS successor ON successor.id = m.same_as"
    " WHERE x.document_id = ? ORDER BY x.start, x.id"
)


def put_mentions(
    connection: sqlite3.Connection,
    document_id: int,
    mentions: Sequence[tuple[MeetingMention, str | None]],
) -> None:
    """Replace the mentions of a document by these, each with the background meeting it means."""
    connection.execute("DELETE FROM meeting_mentions WHERE document_id = ?", (document_id,))
    for mention, name in mentions:
        meeting_id = None if name is None else put_meeting(connection, Meeting(name=name))
        connection.execute(_INSERT, (document_id, meeting_id, *mention_row(mention)))
    renew_claim_meetings(connection, document_id)


def stored_mentions(
    connection: sqlite3.Connection, document_id: int
) -> list[tuple[MeetingMention, str | None]]:
    """The mentions of a document in reading order, with the background meetings they mean."""
    rows = connection.execute(_MENTIONS, (document_id,)).fetchall()
    return [(mention_from_row(row), row["meeting"]) for row in rows]


def renew_claim_meetings(connection: sqlite3.Connection, document_id: int) -> None:
    """Set what the current claims of a document are about.

    A claim that begins with words about one background meeting is about that one; any other is
    about what the run that read it said.
    """
    linked = [
        (Span(row["start"], row["end"]), row["meeting_id"])
        for row in connection.execute(
            'SELECT start, "end", meeting_id FROM meeting_mentions'
            " WHERE document_id = ? AND meeting_id IS NOT NULL AND NOT is_main",
            (document_id,),
        )
    ]
    rows = connection.execute(
        "SELECT c.attribution_id, c.meeting_id, a.meeting_id AS predicted, a.spans"
        " FROM claims AS c JOIN attributions AS a ON a.id = c.attribution_id"
        " WHERE c.document_id = ?",
        (document_id,),
    ).fetchall()
    for row in rows:
        opening = Span(*json.loads(row["spans"])["content"][0])
        about = {meeting for span, meeting in linked if opening.contains(span)}
        wanted = about.pop() if len(about) == 1 else row["predicted"]
        if wanted != row["meeting_id"]:
            connection.execute(
                "UPDATE claims SET meeting_id = ? WHERE attribution_id = ?",
                (wanted, row["attribution_id"]),
            )
