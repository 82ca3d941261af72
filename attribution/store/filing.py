"""Meetings in the database: finding, filling in, filing under, merging, splitting."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from attribution.errors import StoreError
from attribution.records import Meeting, SideSet
from attribution.store.queries import storable
from attribution.store.rows import MEETING_COLUMNS, fold, meeting_from_row, side_set_json

__all__ = [
    "ANALYST",
    "FOUND",
    "canonical_meeting",
    "correct_meeting",
    "file_document",
    "find_meeting",
    "meeting_members",
    "merge_meetings",
    "put_meeting",
    "put_side_set",
    "split_meeting",
]

ANALYST, FOUND = "analyst", "found"
"""Who filed a document: `document_meetings.origin`."""

_CANONICAL = "SELECT coalesce(same_as, id) FROM meetings WHERE "


def find_meeting(connection: sqlite3.Connection, name: str) -> int | None:
    """The meeting called `name`, or the only one called so but for case and accents.

    Names of merged meetings lead to the one they were merged into.
    """
    name = storable(name)
    found = connection.execute(f"{_CANONICAL} name = ?", (name,)).fetchone()
    if found is not None:
        return int(found[0])
    folded = fold(name)
    alike = {
        row[0]
        for row in connection.execute("SELECT coalesce(same_as, id), name FROM meetings")
        if fold(row[1]) == folded
    }
    return alike.pop() if len(alike) == 1 else None


def meeting_members(connection: sqlite3.Connection, meeting_id: int) -> tuple[int, ...]:
    """A meeting and those merged into it."""
    rows = connection.execute(
        "SELECT id FROM meetings WHERE id = ?1 OR same_as = ?1 ORDER BY id", (meeting_id,)
    )
    return tuple(row[0] for row in rows)


def canonical_meeting(connection: sqlite3.Connection, meeting_id: int) -> Meeting:
    """The record of a meeting."""
    columns = ", ".join(MEETING_COLUMNS)
    row = connection.execute(
        f"SELECT {columns} FROM meetings AS m WHERE m.id = ?",  # noqa: S608 - constant column names
        (meeting_id,),
    ).fetchone()
    return meeting_from_row(row)


def put_meeting(connection: sqlite3.Connection, meeting: Meeting) -> int:
    """The row of exactly this name, made if missing; gaps in what is known are filled.

    Sides that an analyst told replace those that were found.
    """
    connection.execute("INSERT OR IGNORE INTO meetings(name) VALUES (?)", (meeting.name,))
    row = connection.execute(
        "SELECT id, same_as FROM meetings WHERE name = ?", (meeting.name,)
    ).fetchone()
    known = (meeting.start, meeting.end, meeting.place, meeting.sides, meeting.side_set)
    if any(known):
        connection.execute(
            'UPDATE meetings SET start = coalesce(start, :start), "end" = coalesce("end", :end),'
            " place = coalesce(place, :place), side_set = coalesce(side_set, :side_set),"
            " sides = CASE WHEN sides = '[]' OR (:told AND NOT sides_told) THEN :sides"
            " ELSE sides END, sides_told = max(sides_told, :told)"
            " WHERE id = :id",
            {**_values(meeting), "side_set": side_set_json(meeting.side_set),
             "id": row[1] or row[0]},
        )  # fmt: skip
    if meeting.follows is not None:
        before = put_meeting(connection, Meeting(name=meeting.follows))
        connection.execute(
            "UPDATE meetings SET follows = ?1 WHERE id = ?2 AND follows IS NULL AND id <> ?1",
            (before, row[1] or row[0]),
        )
    return int(row[0])


def correct_meeting(
    connection: sqlite3.Connection,
    name: str,
    *,
    start: date | None = None,
    end: date | None = None,
    place: str | None = None,
    sides: Sequence[str] | None = None,
) -> None:
    """Store what an analyst says of a meeting, made if missing, over what was known.

    None says nothing; no sides take back what was said of them, or found.

    Raises:
        StoreError: if the last day would be before the first one.
    """
    put = put_meeting(connection, Meeting(name=name))
    connection.execute(
        'UPDATE meetings SET start = coalesce(?, start), "end" = coalesce(?, "end"),'
        " place = coalesce(?, place) WHERE id = (SELECT coalesce(same_as, id) FROM meetings"
        " WHERE id = ?)",
        (start and start.isoformat(), end and end.isoformat(), place, put),
    )
    known = canonical_meeting(connection, find_meeting(connection, name) or put)
    if known.start and known.end and known.end < known.start:
        msg = f"{name}: the last day {known.end} is before the first, {known.start}; correct both"
        raise StoreError(msg)
    if sides is not None:
        connection.execute(
            f"UPDATE meetings SET sides = ?, sides_told = ? WHERE id = ({_CANONICAL} id = ?)",  # noqa: S608 - constant
            (json.dumps(list(sides), ensure_ascii=False), int(bool(sides)), put),
        )


def _values(meeting: Meeting) -> dict[str, str | int | None]:
    return {
        "start": meeting.start.isoformat() if meeting.start else None,
        "end": meeting.end.isoformat() if meeting.end else None,
        "place": meeting.place,
        "sides": json.dumps(meeting.sides, ensure_ascii=False),
        "told": int(meeting.sides_told and bool(meeting.sides)),
    }


def file_document(
    connection: sqlite3.Connection, document_id: int, meeting: Meeting, *, origin: str = ANALYST
) -> str | None:
    """File a document under a meeting; its name if it had not been filed there before.

    What an analyst files replaces what was found; a finding never replaces an analyst's filing.
    """
    if origin == ANALYST:
        connection.execute(
            "DELETE FROM document_meetings WHERE document_id = ? AND origin = ?",
            (document_id, FOUND),
        )
    elif connection.execute(
        "SELECT 1 FROM document_meetings WHERE document_id = ? AND origin = ?",
        (document_id, ANALYST),
    ).fetchone():
        return None
    alike = find_meeting(connection, meeting.name)
    if alike is not None:
        meeting = replace(meeting, name=canonical_meeting(connection, alike).name)
    put = put_meeting(connection, meeting)
    canonical = connection.execute(f"{_CANONICAL} id = ?", (put,)).fetchone()[0]
    members = meeting_members(connection, canonical)
    marks = ", ".join("?" * len(members))
    filed = connection.execute(
        f"SELECT 1 FROM document_meetings WHERE document_id = ? AND meeting_id IN ({marks})",  # noqa: S608 - only marks
        (document_id, *members),
    ).fetchone()
    if filed is not None:
        return None
    connection.execute(
        "INSERT INTO document_meetings(document_id, meeting_id, added_at, origin)"
        " VALUES (?, ?, ?, ?)",
        (document_id, canonical, datetime.now(UTC).isoformat(), origin),
    )
    return canonical_meeting(connection, canonical).name


def merge_meetings(connection: sqlite3.Connection, name: str, into: Meeting) -> None:
    """Make a meeting and all merged into it another name of `into`.

    Raises:
        StoreError: if there is no meeting of that name, or both are the same already.
    """
    old = find_meeting(connection, name)
    if old is None:
        msg = f"{name!r}: no such meeting; `meetings` lists them"
        raise StoreError(msg)
    put = put_meeting(connection, into)
    target = connection.execute(f"{_CANONICAL} id = ?", (put,)).fetchone()[0]
    if target == old:
        msg = f"{name!r} and {into.name!r} are the same meeting already"
        raise StoreError(msg)
    known = canonical_meeting(connection, old)
    put_meeting(connection, replace(known, name=canonical_meeting(connection, target).name))
    connection.execute(
        "UPDATE meetings SET same_as = ?1 WHERE id = ?2 OR same_as = ?2", (target, old)
    )


def put_side_set(connection: sqlite3.Connection, name: str, side_set: SideSet | None) -> None:
    """Attach a side set to a meeting instead of the one it has, or take that off.

    Raises:
        StoreError: if there is no meeting of that name.
    """
    meeting = find_meeting(connection, name)
    if meeting is None:
        msg = f"{name!r}: no such meeting; `meetings` lists them"
        raise StoreError(msg)
    connection.execute(
        "UPDATE meetings SET side_set = ? WHERE id = ?", (side_set_json(side_set), meeting)
    )


def split_meeting(
    connection: sqlite3.Connection, name: str, into: Meeting, document_ids: Sequence[int]
) -> int:
    """Take documents out of a meeting and file them under another one, as the analyst.

    Claims and mentions that were about the first meeting go with their documents.

    Returns:
        The number of documents taken out.

    Raises:
        StoreError: if there is no meeting of that name, none of the documents is filed under
            it, or both are the same meeting.
    """
    old = find_meeting(connection, name)
    if old is None:
        msg = f"{name!r}: no such meeting; `meetings` lists them"
        raise StoreError(msg)
    if find_meeting(connection, into.name) == old:
        msg = f"{name!r} and {into.name!r} are the same meeting; give the part another name"
        raise StoreError(msg)
    members = meeting_members(connection, old)
    marks = ", ".join("?" * len(members))
    n_split = 0
    for document_id in document_ids:
        taken = connection.execute(
            f"DELETE FROM document_meetings WHERE document_id = ? AND meeting_id IN ({marks})",  # noqa: S608 - only marks
            (document_id, *members),
        ).rowcount
        if not taken:
            continue
        n_split += 1
        file_document(connection, document_id, into)
        new = find_meeting(connection, into.name)
        for table in ("claims", "meeting_mentions"):
            connection.execute(
                f"UPDATE {table} SET meeting_id = ? WHERE document_id = ?"  # noqa: S608 - constant names, only marks
                f" AND meeting_id IN ({marks})",
                (new, document_id, *members),
            )
    if not n_split:
        msg = f"none of these documents is filed under {name!r}; `meetings show` lists those"
        raise StoreError(msg)
    return n_split
