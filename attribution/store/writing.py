"""Writing: documents with their claims, corrections, meetings. One transaction a call."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType

from attribution.errors import ClaimError, StoreError
from attribution.records import (
    JOINT,
    Claim,
    Document,
    Judgement,
    Meeting,
    MeetingMention,
    SideSet,
    Speaker,
)
from attribution.store.carrying import carry_judgements
from attribution.store.database import store_errors, transaction
from attribution.store.filing import (
    ANALYST,
    FOUND,
    correct_meeting,
    file_document,
    merge_meetings,
    put_meeting,
    put_side_set,
    split_meeting,
)
from attribution.store.inserting import (
    correct_document,
    find_document,
    hash_of,
    insert_analysis,
    insert_document,
    insert_run,
    renew_claim,
)
from attribution.store.judging import check_judgement, stored_value, utc_text
from attribution.store.mentions import put_mentions, renew_claim_meetings
from attribution.store.resolving import renew_speakers
from attribution.store.revising import (
    find_same_page,
    newest_revision,
    replace_revision,
    step_back,
)
from attribution.store.runs import Added, Predictions, Renewed, Reread, Run

__all__ = ["Writer"]


class Writer:
    """Adds to the store; every method is one transaction, done whole or not at all.

    A context manager. What was added before an exception stays added.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, *, run: Run | None) -> None:
        """Write on behalf of `run`; without one only judgements and meetings can be written."""
        self._connection = connection
        self._path = path
        self._run = run
        self._started_at = datetime.now(UTC)
        self._run_id: int | None = None
        self._is_open = False

    def __enter__(self) -> Writer:
        """Begin writing."""
        self._is_open = True
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop writing; nothing is pending."""
        self._is_open = False

    def add(
        self,
        document: Document,
        claims: Sequence[Claim],
        *,
        meeting: Meeting | str | None = None,
    ) -> Added:
        """Store a document and its claims, unless its bytes are known already.

        A known document is left as it is, but is filed under the meeting if it was not yet; so
        is one whose page and text are known. Another text of a known page is its new revision.
        Of claims with the same id, so with the same spans, the first one is kept.

        Args:
            document: what was read.
            claims: all of its claims, with attitudes and those in furniture.
            meeting: where to file it; by default `document.meeting`.

        Raises:
            StoreError: if the database cannot be written or a claim is of another document.
            OffsetError: if a span reaches past the document's text.
        """
        _check_claims(document, claims)
        filed_under = document.meeting if meeting is None else meeting
        with self._writing(document.name):
            known = find_document(self._connection, document.sha256)
            if known is None:
                known = find_same_page(self._connection, document)
            document_id = insert_document(self._connection, document) if known is None else known
            revised = apart = None
            if known is None:
                revised, apart = replace_revision(self._connection, document_id, document, claims)
            filed = None
            if filed_under is not None:
                newest = newest_revision(self._connection, document_id)
                filed = file_document(self._connection, newest, _as_meeting(filed_under))
            run_id = self._run_id
            if known is None:
                run_id = self._analyse(document_id, document, claims)
            stored = hash_of(self._connection, document_id)
        self._run_id = run_id
        return Added(
            new=known is None, filed=filed, document=stored, revised=revised, apart=apart
        )  # fmt: skip

    def rerun(
        self, document: Document, claims: Sequence[Claim], *, corrected: Sequence[str] = ()
    ) -> Reread:
        """Store this run's claims of a stored document; they become the current ones.

        Earlier predictions stay in their rows, and judgements apply to the new ones; those of
        claims that are gone are carried to the claims that replace them.

        Args:
            document: as it was read now.
            claims: all of its claims.
            corrected: fields of the document that are stored anew, such as `outlet`.

        Returns:
            Where judgements of claims that are gone went.

        Raises:
            StoreError: if the document is unknown or its text is not the stored one.
        """
        _check_claims(document, claims)
        with self._writing(document.name):
            document_id = find_document(self._connection, document.sha256)
            if document_id is None:
                msg = f"{document.name}: not in {self._path}; add it first"
                raise StoreError(msg)
            (text,) = self._connection.execute(
                "SELECT text FROM documents WHERE id = ?", (document_id,)
            ).fetchone()
            if text != document.text:
                msg = f"{document.name}: its text differs from the stored one; analyse that one"
                raise StoreError(msg)
            correct_document(self._connection, document_id, document, corrected)
            self._connection.execute("DELETE FROM claims WHERE document_id = ?", (document_id,))
            reread = carry_judgements(self._connection, document_id, claims)
            run_id = self._analyse(document_id, document, claims)
            renew_claim_meetings(self._connection, document_id)
        self._run_id = run_id
        return reread

    def remove_document(self, sha256: str) -> None:
        """Remove a document with its claims, all earlier predictions, judgements and filings.

        Of several revisions the one before is then current again.

        Raises:
            StoreError: if the document is unknown.
        """
        with self._writing():
            document_id = self._document_id(sha256)
            step_back(self._connection, document_id)
            self._connection.execute("DELETE FROM documents WHERE id = ?", (document_id,))

    def renew_speakers(
        self, predictions: Predictions, speakers: Mapping[str, Speaker]
    ) -> Renewed | None:
        """Store other speakers for the current predictions of a document.

        They become the current ones with everything else repeated; earlier predictions stay in
        their rows, and judgements apply to the new ones.

        Args:
            predictions: as read.
            speakers: by claim id, one for each claim.

        Returns:
            What people see changed; None if the document has been read anew in between.

        Raises:
            StoreError: if the document is unknown.
        """
        document = predictions.document
        with self._writing(document.name):
            document_id = self._document_id(document.sha256)
            return renew_speakers(
                self._connection, document_id, predictions, speakers, self._started_at
            )

    def judge(self, *judgements: Judgement) -> None:
        """Store corrections and withdrawals, all or none; they show at once and in later runs.

        Raises:
            StoreError: if a field or value is unknown.
            ClaimError: if there is no such claim, or it cannot have that side.
        """
        for judgement in judgements:
            check_judgement(judgement)
        with self._writing():
            for judgement in judgements:
                document_id = self._judged_document(judgement)
                self._connection.execute(
                    "INSERT INTO judgements(document_id, claim_id, field, value, author, at)"
                    " VALUES (?, ?, ?, ?, ?, ?)",
                    (document_id, judgement.claim, judgement.field, stored_value(judgement),
                     judgement.author, utc_text(judgement.at)),
                )  # fmt: skip
                renew_claim(self._connection, document_id, judgement.claim)

    def _judged_document(self, judgement: Judgement) -> int:
        row = self._connection.execute(
            "SELECT y.document_id, s.sides FROM attributions AS a"
            " JOIN analyses AS y ON y.id = a.analysis_id JOIN speakers AS s ON s.id = a.speaker_id"
            " WHERE a.claim_id = ? ORDER BY a.id DESC LIMIT 1",
            (judgement.claim,),
        ).fetchone()
        if row is None:
            msg = f"{judgement.claim!r}: no such claim in {self._path}"
            raise ClaimError(msg)
        if (judgement.field, judgement.value) == ("side", JOINT) and row["sides"] == "[]":
            msg = (
                f"{judgement.claim}: side {JOINT} is of several sides that speak together, and "
                "none are found here; give one side"
            )
            raise ClaimError(msg)
        return int(row["document_id"])

    def describe_meeting(self, meeting: Meeting) -> None:
        """Store a meeting, or fill in what was not known about it."""
        with self._writing():
            put_meeting(self._connection, meeting)

    def correct_meeting(
        self,
        name: str,
        *,
        start: date | None = None,
        end: date | None = None,
        place: str | None = None,
        sides: Sequence[str] | None = None,
    ) -> None:
        """Store what an analyst says of a meeting, over what was known or found.

        Args:
            name: made if it is new.
            start: first day; None leaves what is known, as for the others.
            end: last day.
            place: where it was held.
            sides: codes of the sides to compare; an empty one forgets them.

        Raises:
            StoreError: if the last day would be before the first one.
        """
        with self._writing():
            correct_meeting(
                self._connection, name, start=start, end=end, place=place, sides=sides
            )  # fmt: skip

    def put_side_set(self, meeting: str, side_set: SideSet | None) -> None:
        """Attach a side set to a meeting instead of the one it has; None takes that off.

        Raises:
            StoreError: if there is no such meeting.
        """
        with self._writing():
            put_side_set(self._connection, meeting, side_set)

    def file_document(self, sha256: str, meeting: Meeting | str, *, is_found: bool = False) -> bool:
        """File a stored document under a meeting; false if it was already.

        Args:
            sha256: of the document.
            meeting: made if it is new.
            is_found: from the text, not by a person: never beside what an analyst filed.

        Raises:
            StoreError: if the document is unknown.
        """
        with self._writing():
            document_id = self._document_id(sha256)
            filed = file_document(
                self._connection, document_id, _as_meeting(meeting),
                origin=FOUND if is_found else ANALYST,
            )  # fmt: skip
        return filed is not None

    def split_meeting(self, name: str, *, into: Meeting | str, documents: Sequence[str]) -> int:
        """Take documents (hashes) out of a meeting and file them under another one.

        Returns:
            How many were taken out.

        Raises:
            StoreError: if a document or the meeting is unknown, or nothing was filed there.
        """
        with self._writing():
            ids = [self._document_id(sha256) for sha256 in documents]
            return split_meeting(self._connection, name, _as_meeting(into), ids)

    def put_mentions(
        self, sha256: str, mentions: Sequence[tuple[MeetingMention, str | None]]
    ) -> None:
        """Replace what a document says about meetings.

        Claims that begin with words about a background meeting are about that one from now on.

        Args:
            sha256: of the document.
            mentions: each with the name of the background meeting it means, if known.

        Raises:
            StoreError: if the document is unknown.
        """
        with self._writing():
            put_mentions(self._connection, self._document_id(sha256), mentions)

    def merge_meetings(self, name: str, *, into: Meeting | str) -> None:
        """Make `name` another name of `into`, which is made if missing: so to rename as well.

        Raises:
            StoreError: if there is no meeting `name` or they are the same already.
        """
        with self._writing():
            merge_meetings(self._connection, name, _as_meeting(into))

    @contextmanager
    def _writing(self, written: str = "") -> Iterator[None]:
        if not self._is_open:
            msg = f"{self._path}: the writer is closed; use it inside its with block"
            raise StoreError(msg)
        with store_errors(self._path, written=written), transaction(self._connection):
            yield

    def _document_id(self, sha256: str) -> int:
        document_id = find_document(self._connection, sha256)
        if document_id is None:
            msg = f"{sha256[:12]}: no such document in {self._path}"
            raise StoreError(msg)
        return document_id

    def _analyse(self, document_id: int, document: Document, claims: Sequence[Claim]) -> int:
        run_id = self._run_id
        if run_id is None:
            if self._run is None:
                msg = f"{self._path}: claims need a run; open the writer with one"
                raise StoreError(msg)
            run_id = insert_run(self._connection, self._run, self._started_at)
        insert_analysis(self._connection, run_id, document_id, document, claims)
        return run_id


def _as_meeting(meeting: Meeting | str) -> Meeting:
    return Meeting(name=meeting) if isinstance(meeting, str) else meeting


def _check_claims(document: Document, claims: Sequence[Claim]) -> None:
    for claim in claims:
        if claim.document.sha256 != document.sha256:
            msg = f"{document.name}: claim {claim.id} is of another document"
            raise StoreError(msg)
