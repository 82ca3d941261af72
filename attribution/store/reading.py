"""Reading: claims as people corrected them, documents, meetings. Nothing here changes a row."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from attribution.errors import ClaimError, StoreError
from attribution.records import Claim, Document, Judgement, Meeting, MeetingMention
from attribution.store.database import store_errors, transaction
from attribution.store.filing import canonical_meeting, find_meeting, meeting_members
from attribution.store.judging import (
    corrected,
    corrections_from_json,
    judgement_from_row,
    newest_corrections,
)
from attribution.store.listing import document_rows, filed_under, stored_counts
from attribution.store.mentions import stored_mentions
from attribution.store.queries import (
    CLAIM_TABLES,
    MANY,
    ClaimQuery,
    breadth_statement,
    claim_statement,
    storable,
)
from attribution.store.resolving import read_predictions
from attribution.store.rows import (
    HIDDEN,
    LISTED,
    MEETING_COLUMNS,
    claim_from_row,
    document_from_row,
    meeting_from_row,
    run_from_row,
    select_columns,
)
from attribution.store.runs import DocumentCount, Filing, MeetingCount, Predictions, Run, Standing
from attribution.store.standing import earlier_rows, standing_of

__all__ = ["Reader"]

# A claim counts once for a meeting, whether it is about it or its document is filed under it.
_MEETING_COUNTS = """
WITH filed(root, document_id) AS (
    SELECT DISTINCT coalesce(m.same_as, m.id), f.document_id
    FROM document_meetings AS f JOIN meetings AS m ON m.id = f.meeting_id
),
about(root, document_id, attribution_id) AS (
    SELECT coalesce(m.same_as, m.id), c.document_id, c.attribution_id
    FROM claims AS c CROSS JOIN meetings AS m ON m.id = c.meeting_id
    WHERE c.visibility = ?1
    UNION ALL
    SELECT filed.root, filed.document_id, c.attribution_id
    FROM filed LEFT JOIN claims AS c ON c.document_id = filed.document_id
        AND c.visibility = ?1 AND NOT EXISTS (
            SELECT 1 FROM meetings AS m
            WHERE m.id = c.meeting_id AND coalesce(m.same_as, m.id) = filed.root
        )
)
SELECT root, count(DISTINCT document_id), count(attribution_id) FROM about GROUP BY root
"""


class Reader:
    """Reads the current claims; each call sees one consistent state of the database."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        """Read from an open database."""
        self._connection = connection
        self._path = path

    def claims(self, query: ClaimQuery | None = None) -> list[Claim]:
        """Claims in order of day, document and place in the document; undated ones last.

        The query may ask for another order.
        Rejected claims are left out. In an answer about a meeting every claim carries its name.

        Raises:
            StoreError: if the database cannot be read.
        """
        query = ClaimQuery() if query is None else query
        with self._reading():
            about = self._meeting_of(query)
            return self._claims_from_rows(self._found(query), about)

    def claim_ids(self, query: ClaimQuery) -> list[str]:
        """The ids of the claims that `claims` gives, in its order.

        Raises:
            StoreError: if the database cannot be read.
        """
        with self._reading():
            return [row[0] for row in self._found(query, columns="a.claim_id")]

    def claim(self, id_or_prefix: str) -> Claim:
        """The claim whose id begins so, even if it is rejected or only an earlier reading had it.

        Raises:
            ClaimError: if there is none, or more than one.
        """
        prefix = storable(id_or_prefix.strip().lower())
        with self._reading():
            rows = self._connection.execute(
                f"SELECT {select_columns()} FROM {CLAIM_TABLES}"  # noqa: S608 - constant text
                " WHERE c.claim_id >= ?1 AND c.claim_id < ?1 || char(0x10FFFF)"
                " ORDER BY c.claim_id <> ?1, c.claim_id LIMIT 3",
                (prefix,),
            ).fetchall()
            exact = _only_exact(rows, prefix)
            if len(exact) == 1:
                return self._claims_from_rows(exact, None)[0]
            if not exact:
                # An id that somebody noted may be of a reading that is no longer the newest.
                exact = _only_exact(earlier_rows(self._connection, prefix, limit=3), prefix)
                if len(exact) == 1:
                    return self._earlier_claim(exact[0])
        if not exact:
            msg = f"{id_or_prefix!r}: no such claim in {self._path}; `claims` lists them"
        else:
            known = ", ".join(row["claim_id"] for row in exact)
            msg = f"{id_or_prefix!r}: more than one claim ({known}, …); give more of its id"
        raise ClaimError(msg)

    def standing(self, claim: Claim) -> Standing:
        """What became of a stored claim: whether it is current, and what people said of it."""
        with self._reading():
            return standing_of(self._connection, claim)

    def run(self, claim: Claim) -> Run:
        """The run that predicted a claim.

        Raises:
            StoreError: if the claim is not current in this database.
        """
        with self._reading():
            row = self._connection.execute(
                "SELECT r.* FROM claims AS c JOIN documents AS d ON d.id = c.document_id"
                " JOIN attributions AS a ON a.id = c.attribution_id"
                " JOIN analyses AS y ON y.id = a.analysis_id JOIN runs AS r ON r.id = y.run_id"
                " WHERE c.claim_id = ? AND d.sha256 = ?",
                (claim.id, claim.document.sha256),
            ).fetchone()
        if row is None:
            msg = f"{claim.id!r}: no such claim in {self._path}"
            raise StoreError(msg)
        return run_from_row(row)

    def run_of(self, sha256: str) -> Run | None:
        """The run that read a document last; None where it is not stored."""
        with self._reading():
            row = self._connection.execute(
                "SELECT r.* FROM documents AS d JOIN analyses AS y ON y.document_id = d.id"
                " JOIN runs AS r ON r.id = y.run_id WHERE d.sha256 = ?"
                " ORDER BY y.id DESC LIMIT 1",
                (storable(sha256),),
            ).fetchone()
        return None if row is None else run_from_row(row)

    def judgements(self, claim: str | None = None) -> list[Judgement]:
        """All judgements, or those of one claim id, the oldest first; times are in UTC."""
        with self._reading():
            rows = self._connection.execute(
                "SELECT DISTINCT claim_id, field, value, author, at FROM judgements"
                " WHERE ?1 IS NULL OR claim_id = ?1 ORDER BY at, id",
                (None if claim is None else storable(claim),),
            ).fetchall()
        return [judgement_from_row(row) for row in rows]

    def has(self, sha256: str) -> bool:
        """Whether a document with these bytes is stored."""
        with self._reading():
            found = self._connection.execute(
                "SELECT 1 FROM documents WHERE sha256 = ?", (sha256,)
            ).fetchone()
        return found is not None

    def hashes(self) -> list[str]:
        """The sha256 of every document, in the order they were added."""
        with self._reading():
            rows = self._connection.execute("SELECT sha256 FROM documents ORDER BY id").fetchall()
        return [row[0] for row in rows]

    def document(self, sha256: str) -> Document:
        """One document.

        Raises:
            StoreError: if it is not stored.
        """
        with self._reading():
            row = self._connection.execute(
                "SELECT * FROM documents WHERE sha256 = ?", (storable(sha256),)
            ).fetchone()
            if row is not None:
                return self._document_from_row(row)
        msg = f"{sha256[:12]}: no such document in {self._path}"
        raise StoreError(msg)

    def documents(
        self, *, meeting: str | None = None, url: str | None = None, is_all: bool = False
    ) -> list[Document]:
        """Documents in the order they were added.

        Args:
            meeting: only those filed under it or with a current claim about it.
            url: only those from this address (revisions of one page).
            is_all: earlier revisions as well.
        """
        with self._reading():
            rows = document_rows(self._connection, meeting=meeting, url=url, is_all=is_all)
            return [self._document_from_row(row) for row in rows]

    def document_counts(self, *, meeting: str | None = None) -> list[DocumentCount]:
        """Documents as `documents` has them, and what is stored of each."""
        with self._reading():
            counts = stored_counts(self._connection)
            rows = document_rows(self._connection, meeting=meeting, url=None)
            return [
                DocumentCount(document=self._document_from_row(row), **counts[row["sha256"]])
                for row in rows
            ]

    def document_count(self, sha256: str) -> DocumentCount:
        """One document and what is stored of it.

        Raises:
            StoreError: if it is not stored.
        """
        document = self.document(sha256)
        with self._reading():
            counts = stored_counts(self._connection, document.sha256)
        return DocumentCount(document=document, **counts[document.sha256])

    def meetings_of(self, sha256: str) -> list[str]:
        """Names of the meetings under which a document is filed, the first one first."""
        with self._reading():
            row = self._connection.execute(
                "SELECT id FROM documents WHERE sha256 = ?", (storable(sha256),)
            ).fetchone()
            return [] if row is None else filed_under(self._connection, row["id"])

    def predictions(self, meeting: str) -> list[Predictions]:
        """What was predicted of the documents filed under a meeting, as of one moment.

        Documents in the order they were added; each names the meeting it was filed under first.
        """
        with self._reading():
            found = find_meeting(self._connection, meeting)
            members = () if found is None else meeting_members(self._connection, found)
            rows = self._connection.execute(
                "SELECT DISTINCT document_id FROM document_meetings WHERE meeting_id IN"  # noqa: S608 - row numbers
                f" ({', '.join(map(str, members))}) ORDER BY document_id"
            ).fetchall()
            return [
                read_predictions(self._connection, row[0], self._document(row[0])) for row in rows
            ]

    def meetings(self) -> list[MeetingCount]:
        """All meetings in order of date, with the documents and listed claims of each."""
        with self._reading():
            counts = {
                root: (n_documents, n_claims)
                for root, n_documents, n_claims in self._connection.execute(
                    _MEETING_COUNTS, (LISTED,)
                )
            }
            rows = self._connection.execute(
                f"SELECT m.id, {', '.join(MEETING_COLUMNS)} FROM meetings AS m"  # noqa: S608 - constant names
                " WHERE m.same_as IS NULL ORDER BY m.start NULLS LAST, m.name"
            ).fetchall()
        return [MeetingCount(meeting_from_row(row), *counts.get(row["id"], (0, 0))) for row in rows]

    def sides(self) -> set[str]:
        """Codes of the sides that somebody speaks for, `UNKNOWN` and the like among them.

        Raises:
            StoreError: if the database cannot be read.
        """
        with self._reading():
            rows = self._connection.execute(
                f"SELECT DISTINCT side FROM claims WHERE visibility > {HIDDEN}"  # noqa: S608 - a number
            )
            return {row[0] for row in rows}

    def meeting(self, name: str) -> Meeting | None:
        """The meeting of that name, or of an older one; see `find_meeting`."""
        with self._reading():
            found = find_meeting(self._connection, name)
            return None if found is None else canonical_meeting(self._connection, found)

    def filings(self, meeting: str | None = None) -> list[Filing]:
        """The documents of a meeting, or of all: those filed there, then those that mention it.

        A document of several meetings is listed for each; one with claims about a meeting counts
        as mentioning it.
        """
        with self._reading():
            members: tuple[int, ...] = ()
            if meeting is not None:
                found = find_meeting(self._connection, meeting)
                members = () if found is None else meeting_members(self._connection, found)
            marks = ", ".join(map(str, members))
            where = "1" if meeting is None else f"meeting_id IN ({marks})"
            filed = {
                row["document_id"]: row["origin"]
                for row in self._connection.execute(
                    "SELECT document_id, max(origin = 'analyst'), origin FROM document_meetings"  # noqa: S608 - row numbers
                    f" WHERE {where} GROUP BY document_id ORDER BY document_id"
                )
            }
            named = self._connection.execute(
                f"SELECT document_id FROM meeting_mentions WHERE {where}"  # noqa: S608 - row numbers
                " AND meeting_id IS NOT NULL UNION SELECT document_id FROM claims"
                f" WHERE visibility > 0 AND {where} AND meeting_id IS NOT NULL ORDER BY 1"
            ).fetchall()
            background = [row[0] for row in named if row[0] not in filed]
            return [Filing(self._document(i), "main", origin) for i, origin in filed.items()] + [
                Filing(self._document(i), "background", "") for i in background
            ]

    def mentions(self, sha256: str) -> list[tuple[MeetingMention, str | None]]:
        """What a document says about meetings, each with the background meeting it means.

        Empty until meetings were looked for.
        """
        with self._reading():
            row = self._connection.execute(
                "SELECT id FROM documents WHERE sha256 = ?", (storable(sha256),)
            ).fetchone()
            return [] if row is None else stored_mentions(self._connection, row["id"])

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with store_errors(self._path), transaction(self._connection, write=False):
            yield

    def _meeting_of(self, query: ClaimQuery) -> Meeting | None:
        found = None if query.meeting is None else find_meeting(self._connection, query.meeting)
        return None if found is None else canonical_meeting(self._connection, found)

    def _found(self, query: ClaimQuery, *, columns: str | None = None) -> list[sqlite3.Row]:
        """Rows of the claims asked for; see `claim_statement`."""
        members: tuple[int, ...] = ()
        if query.meeting is not None:
            found = find_meeting(self._connection, query.meeting)
            if found is None:
                return []
            members = meeting_members(self._connection, found)
        # Walking is along the days.
        is_short = query.limit is not None and not query.least_sure_first
        walk = is_short and self._is_broad(query, members)
        statement = claim_statement(query, members, walk=walk, columns=columns)
        return [] if statement is None else self._connection.execute(*statement).fetchall()

    def _is_broad(self, query: ClaimQuery, members: tuple[int, ...]) -> bool:
        statement = breadth_statement(query, members)
        if statement is None:
            return False
        (breadth,) = self._connection.execute(*statement).fetchone()
        return bool(breadth == MANY)

    def _document_from_row(self, row: sqlite3.Row) -> Document:
        filed = filed_under(self._connection, row["id"])
        return document_from_row(row, filed[0] if filed else None)

    def _document(self, document_id: int) -> Document:
        return self._document_from_row(
            self._connection.execute(
                "SELECT * FROM documents WHERE id = ?", (document_id,)
            ).fetchone()
        )

    def _earlier_claim(self, row: sqlite3.Row) -> Claim:
        claim = claim_from_row(row, self._document(row["document_id"]))
        judged = newest_corrections(self._connection, row["document_id"])
        return corrected(claim, judged.get(claim.id, {}))

    def _claims_from_rows(self, rows: Sequence[sqlite3.Row], about: Meeting | None) -> list[Claim]:
        documents: dict[int, Document] = {}
        claims: list[Claim] = []
        for row in rows:
            document_id = row["document_id"]
            if document_id not in documents:
                documents[document_id] = self._document(document_id)
            claim = claim_from_row(
                row, documents[document_id], meeting=None if about is None else about.name
            )
            claims.append(corrected(claim, corrections_from_json(row["corrections"])))
        return claims


def _only_exact(rows: list[sqlite3.Row], claim_id: str) -> list[sqlite3.Row]:
    """The row of exactly this id; all where there is none."""
    return [row for row in rows if row["claim_id"] == claim_id] or rows
