"""Revisions of one page: a document with the address of another and a text that goes on from it.

The older one stays stored, with its claims in `attributions`, but is no longer current: it has no
rows in `claims`, and where it was filed and what people judged of it is with the newer one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Final

from attribution.addresses import page_of
from attribution.copies import pair_statements, shared_text
from attribution.records import Claim, Document
from attribution.store.inserting import INSERT_CLAIM, RowIds, shown_values
from attribution.store.judging import corrected, is_rejected, newest_corrections
from attribution.store.listing import filed_under
from attribution.store.resolving import read_predictions
from attribution.store.rows import claim_from_row, document_from_row
from attribution.store.runs import Difference, Revised
from attribution.store.standing import newest_rows

__all__ = [
    "difference",
    "find_same_page",
    "newest_revision",
    "replace_revision",
    "revision_ids",
    "shown_claims",
    "step_back",
]

MIN_SHARED: Final = 0.2
"""Share of the shorter text that stands in the other one, from which on one is a revision of the
other: what shares less is another front page or another article of a list."""

_OF_PAGE = "SELECT * FROM documents WHERE page = ? ORDER BY id DESC"
_HEAD = """
WITH RECURSIVE later(id, next) AS (
    SELECT id, superseded_by FROM documents WHERE id = ?
    UNION SELECT d.id, d.superseded_by FROM documents AS d JOIN later ON d.id = later.next
)
SELECT id FROM later WHERE next IS NULL
"""
_CHAIN = """
WITH RECURSIVE chain(id) AS (
    SELECT ? UNION SELECT d.id FROM documents AS d JOIN chain ON d.superseded_by = chain.id
)
SELECT id FROM chain ORDER BY id
"""
_MOVE_FILINGS = (
    "INSERT OR IGNORE INTO document_meetings(document_id, meeting_id, added_at, origin)"
    " SELECT ?1, meeting_id, added_at, origin FROM document_meetings WHERE document_id = ?2",
    "DELETE FROM document_meetings WHERE document_id = ?2 AND ?1 <> ?2",
)
_CARRY = (
    "INSERT INTO judgements(document_id, claim_id, field, value, author, at, carried_from)"
    " SELECT ?, ?, field, value, author, at, coalesce(carried_from, id) FROM judgements"
    " WHERE document_id = ? AND claim_id = ? ORDER BY id"
)


def newest_revision(connection: sqlite3.Connection, document_id: int) -> int:
    """The document that is current for a page; the given one where nothing replaced it."""
    return int(connection.execute(_HEAD, (document_id,)).fetchone()[0])


def revision_ids(connection: sqlite3.Connection, document_id: int) -> list[int]:
    """All revisions of a document in the order they were added, itself among them."""
    newest = newest_revision(connection, document_id)
    return [row[0] for row in connection.execute(_CHAIN, (newest,))]


def find_same_page(connection: sqlite3.Connection, document: Document) -> int | None:
    """A document of the same page and text in other bytes, such as a page with other adverts."""
    page = page_of(document.url)
    if page is None:
        return None
    text = document.text.split()
    for row in connection.execute(_OF_PAGE, (page,)):
        if row["text"].split() == text:
            return int(row["id"])
    return None


def replace_revision(
    connection: sqlite3.Connection, document_id: int, document: Document, claims: Sequence[Claim]
) -> tuple[Revised | None, str | None]:
    """Make a document just stored the newest revision of the current ones of its page.

    Filings go with it, and judgements are carried to the claims that say the same.

    Args:
        connection: in the writer's transaction, before the claims are stored.
        document_id: of the document.
        document: the same.
        claims: all of its claims.

    Returns:
        What changed, if it is a revision; else the name of a document of the same address whose
        text shares next to nothing with it, if there is one.
    """
    page = page_of(document.url)
    rows = [] if page is None else [
        row for row in connection.execute(_OF_PAGE, (page,))
        if row["id"] != document_id and row["superseded_by"] is None
    ]  # fmt: skip
    older = [
        (row["id"], found)
        for row in rows
        if shared_text(found := document_from_row(row, None), document) >= MIN_SHARED
    ]
    if not older:
        return None, rows[0]["name"] if rows else None
    newest_id, newest = older[0]
    before = read_predictions(connection, newest_id, newest).claims
    pairs = pair_statements(before, claims)
    carried, lost = _carry(connection, newest_id, document_id, pairs, before)
    kept = {claim.id for claim in shown_claims(connection, newest_id, before)}
    # As predicted: what a person said of a speaker the new claims have not been told yet.
    shown = [claim for claim in before if claim.id in kept]
    for old_id, _ in older:
        _supersede(connection, old_id, document_id)
    revised = Revised(
        number=len(revision_ids(connection, document_id)), name=newest.name,
        difference=difference(shown, claims), carried=carried, lost=lost,
        meetings=tuple(filed_under(connection, document_id)),
    )  # fmt: skip
    return revised, None


def shown_claims(
    connection: sqlite3.Connection, document_id: int, predicted: Sequence[Claim]
) -> list[Claim]:
    """Claims of a document as people corrected them, without those that they rejected."""
    judged = newest_corrections(connection, document_id)
    return [
        corrected(claim, judged.get(claim.id, {}))
        for claim in predicted
        if not is_rejected(judged.get(claim.id, {}))
    ]


def difference(before: Sequence[Claim], after: Sequence[Claim]) -> Difference:
    """What listed claims of two revisions have in common and where they part."""
    before = [claim for claim in before if claim.is_listed]
    after = [claim for claim in after if claim.is_listed]
    pairs = pair_statements(before, after)
    found = {claim.id for pair in pairs for claim in pair}
    return Difference(
        new=tuple(claim for claim in after if claim.id not in found),
        gone=tuple(claim for claim in before if claim.id not in found),
        same=tuple(pairs),
    )


def step_back(connection: sqlite3.Connection, document_id: int) -> None:
    """Take a document out of the revisions of its page, before it is removed.

    If it was the newest, the one before it is current again; judgements carried from it stay.
    """
    (later,) = connection.execute(
        "SELECT superseded_by FROM documents WHERE id = ?", (document_id,)
    ).fetchone()
    connection.execute(
        "UPDATE judgements SET carried_from = NULL WHERE document_id <> ?1 AND carried_from IN"
        " (SELECT id FROM judgements WHERE document_id = ?1)",
        (document_id,),
    )
    before = [row[0] for row in connection.execute(
        "SELECT id FROM documents WHERE superseded_by = ? ORDER BY id DESC", (document_id,)
    )]  # fmt: skip
    connection.execute(
        "UPDATE documents SET superseded_by = ? WHERE superseded_by = ?", (later, document_id)
    )
    if later is None and before:
        for statement in _MOVE_FILINGS:
            connection.execute(statement, (before[0], document_id))
        for old_id in before:
            _restore(connection, old_id)


def _restore(connection: sqlite3.Connection, document_id: int) -> None:
    row = connection.execute("SELECT * FROM documents WHERE id = ?", (document_id,)).fetchone()
    document = document_from_row(row, None)
    judged, ids = newest_corrections(connection, document_id), RowIds(connection)
    for found in newest_rows(connection, document_id):
        claim = claim_from_row(found, document)
        connection.execute(
            INSERT_CLAIM,
            (found["attribution_id"], claim.id, document_id, found["position"], found["about_id"],
             *shown_values(claim, judged.get(claim.id, {}), ids)),
        )  # fmt: skip


def _supersede(connection: sqlite3.Connection, old_id: int, new_id: int) -> None:
    for statement in _MOVE_FILINGS:
        connection.execute(statement, (new_id, old_id))
    for table in ("claims", "meeting_mentions"):
        connection.execute(f"DELETE FROM {table} WHERE document_id = ?", (old_id,))  # noqa: S608 - constant names
    connection.execute("UPDATE documents SET superseded_by = ? WHERE id = ?", (new_id, old_id))


def _carry(
    connection: sqlite3.Connection,
    old_id: int,
    new_id: int,
    pairs: Sequence[tuple[Claim, Claim]],
    before: Sequence[Claim],
) -> tuple[dict[str, str], tuple[str, ...]]:
    judged = newest_corrections(connection, old_id)
    carried = {old.id: new.id for old, new in pairs if old.id in judged}
    for old, new in carried.items():
        connection.execute(_CARRY, (new_id, new, old_id, old))
    lost = (claim.id for claim in before if claim.id in judged and claim.id not in carried)
    return carried, tuple(lost)
