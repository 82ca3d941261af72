"""Reading the revisions of a page. Nothing here changes a row."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from attribution.errors import StoreError
from attribution.records import Claim, Document
from attribution.store.database import store_errors, transaction
from attribution.store.inserting import find_document
from attribution.store.queries import storable
from attribution.store.revising import difference, find_same_page, revision_ids, shown_claims
from attribution.store.rows import claim_from_row, document_from_row
from attribution.store.runs import Revision
from attribution.store.standing import newest_rows

__all__ = ["RevisionReader"]


class RevisionReader:
    """Answers questions about pages that changed, each from one snapshot of the database."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        """Read from an open database."""
        self._connection = connection
        self._path = path

    def knows(self, document: Document) -> bool:
        """Whether a document is stored: its bytes, or its page with the same text."""
        with self._reading():
            return (
                find_document(self._connection, document.sha256) is not None
                or find_same_page(self._connection, document) is not None
            )

    def of(self, sha256: str) -> list[Revision]:
        """All revisions of a document, the oldest first; one where its page never changed.

        Raises:
            StoreError: if it is not stored.
        """
        with self._reading():
            document_id = find_document(self._connection, storable(sha256))
            if document_id is None:
                msg = f"{sha256[:12]}: no such document in {self._path}"
                raise StoreError(msg)
            return self._numbered(revision_ids(self._connection, document_id))

    def changed(self) -> list[Document]:
        """The newest revision of every page that has several, in the order they were added."""
        with self._reading():
            rows = self._connection.execute(
                "SELECT * FROM documents WHERE superseded_by IS NULL AND id IN"
                " (SELECT superseded_by FROM documents) ORDER BY id"
            ).fetchall()
        return [document_from_row(row, None) for row in rows]

    def _numbered(self, ids: list[int]) -> list[Revision]:
        revisions: list[Revision] = []
        before: tuple[Claim, ...] = ()
        for number, document_id in enumerate(ids, start=1):
            row = self._connection.execute(
                "SELECT * FROM documents WHERE id = ?", (document_id,)
            ).fetchone()
            document = document_from_row(row, None)
            predicted = [
                claim_from_row(found, document)
                for found in newest_rows(self._connection, document_id)
            ]
            shown = shown_claims(self._connection, document_id, predicted)
            claims = tuple(claim for claim in shown if claim.is_listed)
            revisions.append(Revision(
                number=number, document=document, claims=claims,
                added_at=datetime.fromisoformat(row["added_at"]),
                difference=difference(before, claims),
            ))  # fmt: skip
            before = claims
        return revisions

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with store_errors(self._path), transaction(self._connection, write=False):
            yield
