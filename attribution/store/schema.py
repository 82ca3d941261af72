"""Tables of the store and the migrations that make them.

| table               | holds                                                               |
|---------------------|---------------------------------------------------------------------|
| `documents`         | each text once, by the hash of its source bytes; `page` is what its |
|                     | address leads to, `superseded_by` the next revision of that page    |
| `meetings`          | by name; `same_as` points a merged or renamed one to its successor; |
|                     | `side_set` is what an analyst attached to it, `sides_told` whether  |
|                     | an analyst said which sides they are                                |
| `document_meetings` | which document was filed under which meeting, by whom               |
| `meeting_mentions`  | words of a document about a meeting; `meeting_id` of background ones |
| `runs`              | models and configuration that predicted                             |
| `analyses`          | one document read by one run; the newest one is the current one     |
| `speakers`          | each distinct speaker once                                          |
| `attributions`      | predictions of all analyses; rows are never changed                 |
| `judgements`        | corrections by people; rows are never changed; an empty `value`     |
|                     | withdraws what was said of the field; `carried_from` is the row     |
|                     | that one repeats for a claim of another reading                     |
| `claims`            | current analysis with judgements applied, narrow, for filtering;    |
|                     | of a page only those of its newest revision                         |
| `content_fts`       | full-text index of `attributions.content_text`                      |
| `kept_results`      | what models made of texts, by content; only to save time, may be emptied |
| `current_claims`    | view of the current claims in words, for any database tool          |

`claims` repeats what follows from the other tables, so that a filter sees corrected values and
needs one index; the writer renews its rows in the transaction that changes what they follow
from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

__all__ = ["APPLICATION_ID", "SCHEMA_VERSION", "apply_migrations", "store_migrations"]

APPLICATION_ID = 0x41545242
"""`PRAGMA application_id` of a claims database: "ATRB"."""
SCHEMA_VERSION = 8
"""Number of migrations; `PRAGMA user_version` of a database that has them all."""

_TABLES = """
CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    url TEXT,
    outlet TEXT,
    title TEXT,
    author TEXT,
    published TEXT,
    retrieved TEXT,
    language TEXT,
    issuer TEXT,
    text TEXT NOT NULL,
    added_at TEXT NOT NULL
) STRICT;
CREATE INDEX documents_url ON documents(url) WHERE url IS NOT NULL;

CREATE TABLE meetings (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    start TEXT,
    "end" TEXT,
    place TEXT,
    sides TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(sides)),
    same_as INTEGER REFERENCES meetings(id) CHECK (same_as <> id)
) STRICT;
CREATE INDEX meetings_same_as ON meetings(same_as) WHERE same_as IS NOT NULL;

CREATE TABLE document_meetings (
    document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    meeting_id INTEGER NOT NULL REFERENCES meetings(id),
    added_at TEXT NOT NULL,
    PRIMARY KEY (document_id, meeting_id)
) STRICT;
CREATE INDEX document_meetings_meeting ON document_meetings(meeting_id);

CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    models TEXT NOT NULL CHECK (json_valid(models)),
    config TEXT NOT NULL,
    started_at TEXT NOT NULL
) STRICT;

CREATE TABLE analyses (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    run_id INTEGER NOT NULL REFERENCES runs(id),
    added_at TEXT NOT NULL
) STRICT;
CREATE INDEX analyses_document ON analyses(document_id);
CREATE INDEX analyses_run ON analyses(run_id);

CREATE TABLE speakers (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    kind TEXT NOT NULL,
    side TEXT NOT NULL COLLATE NOCASE,
    sides TEXT NOT NULL CHECK (json_valid(sides)),
    role TEXT,
    organisation TEXT
) STRICT;
CREATE INDEX speakers_name ON speakers(name);

CREATE TABLE attributions (
    id INTEGER PRIMARY KEY,
    analysis_id INTEGER NOT NULL REFERENCES analyses(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    claim_id TEXT NOT NULL,
    spans TEXT NOT NULL CHECK (json_valid(spans)),
    source_text TEXT,
    cue_text TEXT,
    content_text TEXT NOT NULL,
    quote_type TEXT NOT NULL,
    kind TEXT NOT NULL,
    confidence REAL NOT NULL,
    nested_position INTEGER,
    nested_in TEXT,
    section TEXT NOT NULL,
    speaker_id INTEGER NOT NULL REFERENCES speakers(id),
    via TEXT,
    resolved_by TEXT NOT NULL,
    speaker_confidence REAL NOT NULL,
    stance TEXT NOT NULL,
    stance_score REAL NOT NULL,
    stance_target TEXT,
    act TEXT NOT NULL,
    act_score REAL NOT NULL,
    said_on TEXT,
    meeting_id INTEGER REFERENCES meetings(id),
    UNIQUE (analysis_id, claim_id)
) STRICT;
CREATE INDEX attributions_claim ON attributions(claim_id);
CREATE INDEX attributions_speaker ON attributions(speaker_id);
CREATE INDEX attributions_meeting ON attributions(meeting_id) WHERE meeting_id IS NOT NULL;

CREATE TABLE judgements (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    claim_id TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX judgements_claim ON judgements(claim_id);
CREATE INDEX judgements_document ON judgements(document_id);

CREATE TABLE claims (
    attribution_id INTEGER PRIMARY KEY REFERENCES attributions(id) ON DELETE CASCADE,
    claim_id TEXT NOT NULL,
    document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    meeting_id INTEGER REFERENCES meetings(id),
    speaker_id INTEGER NOT NULL REFERENCES speakers(id),
    side TEXT NOT NULL COLLATE NOCASE,
    stance TEXT NOT NULL,
    act TEXT NOT NULL,
    day TEXT,
    visibility INTEGER NOT NULL,
    corrections TEXT CHECK (corrections IS NULL OR json_valid(corrections))
) STRICT;
CREATE INDEX claims_claim ON claims(claim_id);
CREATE INDEX claims_document ON claims(document_id, visibility);
CREATE INDEX claims_meeting ON claims(meeting_id, visibility) WHERE meeting_id IS NOT NULL;
CREATE INDEX claims_speaker ON claims(speaker_id, visibility);
CREATE INDEX claims_side ON claims(side, day, document_id, position, visibility)
    WHERE visibility > 0;
CREATE INDEX claims_day ON claims(day, document_id, position, visibility) WHERE visibility > 0;

CREATE VIRTUAL TABLE content_fts USING fts5(
    content_text,
    content='attributions',
    content_rowid='id',
    tokenize='porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER attributions_inserted AFTER INSERT ON attributions BEGIN
    INSERT INTO content_fts(rowid, content_text) VALUES (new.id, new.content_text);
END;
CREATE TRIGGER attributions_deleted AFTER DELETE ON attributions BEGIN
    INSERT INTO content_fts(content_fts, rowid, content_text)
    VALUES ('delete', old.id, old.content_text);
END;
CREATE TRIGGER attributions_updated AFTER UPDATE OF content_text ON attributions BEGIN
    INSERT INTO content_fts(content_fts, rowid, content_text)
    VALUES ('delete', old.id, old.content_text);
    INSERT INTO content_fts(rowid, content_text) VALUES (new.id, new.content_text);
END;

CREATE VIEW current_claims AS
SELECT c.claim_id, d.name AS document_name, d.outlet, d.published, a.said_on,
    coalesce(successor.name, m.name) AS meeting,
    s.name AS speaker, s.role, s.organisation, c.side, c.stance, c.act,
    a.source_text, a.cue_text, a.content_text, a.quote_type, a.kind, a.section, a.confidence,
    c.corrections
FROM claims AS c
JOIN attributions AS a ON a.id = c.attribution_id
JOIN documents AS d ON d.id = c.document_id
JOIN speakers AS s ON s.id = c.speaker_id
LEFT JOIN meetings AS m ON m.id = c.meeting_id
LEFT JOIN meetings AS successor ON successor.id = m.same_as
WHERE c.visibility > 0;
"""

_MEETINGS_IN_TEXT = (
    # What was filed before was filed by the analyst.
    "ALTER TABLE document_meetings ADD COLUMN origin TEXT NOT NULL DEFAULT 'analyst'"
    " CHECK (origin IN ('analyst', 'found'))",
    "ALTER TABLE meetings ADD COLUMN follows INTEGER REFERENCES meetings(id)",
    """
    CREATE TABLE meeting_mentions (
        id INTEGER PRIMARY KEY,
        document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        kind TEXT NOT NULL,
        first_day TEXT,
        last_day TEXT,
        place TEXT,
        sides TEXT NOT NULL CHECK (json_valid(sides)),
        participants TEXT NOT NULL CHECK (json_valid(participants)),
        round INTEGER,
        is_coming INTEGER NOT NULL,
        is_main INTEGER NOT NULL,
        meeting_id INTEGER REFERENCES meetings(id)
    ) STRICT
    """,
    "CREATE INDEX meeting_mentions_document ON meeting_mentions(document_id)",
    "CREATE INDEX meeting_mentions_meeting ON meeting_mentions(meeting_id)"
    " WHERE meeting_id IS NOT NULL",
)

_KEPT_RESULTS = (
    """
    CREATE TABLE kept_results (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        maker TEXT NOT NULL,
        version TEXT NOT NULL,
        key BLOB NOT NULL,
        value BLOB NOT NULL,
        digest BLOB NOT NULL,
        UNIQUE (kind, maker, key)
    ) STRICT
    """,
    "CREATE INDEX kept_results_kind ON kept_results(kind, id)",
    "CREATE INDEX kept_results_maker ON kept_results(kind, maker, version)",
)


_SIDE_SETS = (
    "ALTER TABLE meetings ADD COLUMN side_set TEXT"
    " CHECK (side_set IS NULL OR json_valid(side_set))",
)

_SIDES_TOLD = (
    # Sides stored before may be an analyst's or found in the texts: which, nobody knows any more.
    "ALTER TABLE meetings ADD COLUMN sides_told INTEGER NOT NULL DEFAULT 0"
    " CHECK (sides_told IN (0, 1))",
)

_CARRIED_JUDGEMENTS = (
    "ALTER TABLE judgements ADD COLUMN carried_from INTEGER REFERENCES judgements(id)",
    # Without it the removal of a document looks through all judgements for each of its own.
    "CREATE INDEX judgements_carried ON judgements(carried_from) WHERE carried_from IS NOT NULL",
)

_REVISIONS = (
    "ALTER TABLE documents ADD COLUMN page TEXT",
    "ALTER TABLE documents ADD COLUMN superseded_by INTEGER REFERENCES documents(id)"
    " CHECK (superseded_by <> id)",
    "CREATE INDEX documents_page ON documents(page) WHERE page IS NOT NULL",
    "CREATE INDEX documents_superseded ON documents(superseded_by) WHERE superseded_by IS NOT NULL",
)

_CHANGES = {
    "0002_meetings_in_text": _MEETINGS_IN_TEXT,
    "0003_kept_results": _KEPT_RESULTS,
    "0004_side_sets": _SIDE_SETS,
    "0005_sides_told": _SIDES_TOLD,
}


def _change(statements: tuple[str, ...]) -> Callable[[Database], None]:
    def change(db: Database) -> None:
        for statement in statements:
            db.execute(statement)

    return change


def store_migrations() -> Migrations:
    """The migrations in order; a released one is never edited, a change is a new one."""
    # sqlite-utils imports pandas where that is installed: half a second that a command which
    # only reads an up-to-date database need not wait for.
    from sqlite_utils.migrations import Migrations  # noqa: PLC0415 - see above

    migrations = Migrations("attribution")

    @migrations(name="0001_tables")
    def create_tables(db: Database) -> None:
        db.executescript(_TABLES)

    for name, statements in _CHANGES.items():
        migrations(name=name)(_change(statements))

    @migrations(name="0006_folded_letters")
    def fold_letters(db: Database) -> None:
        """Names were folded before without regard to letters such as ł."""
        from attribution.store.rows import fold  # noqa: PLC0415 - only where an old file is opened

        for speaker_id, name in db.execute("SELECT id, name FROM speakers").fetchall():
            if not name.isascii():
                db.execute("UPDATE speakers SET folded = ? WHERE id = ?", (fold(name), speaker_id))

    migrations(name="0007_carried_judgements")(_change(_CARRIED_JUDGEMENTS))

    @migrations(name="0008_revisions")
    def add_revisions(db: Database) -> None:
        """Documents of one page that are there already all stay current."""
        from attribution.addresses import page_of  # noqa: PLC0415 - only where an old file is opened

        _change(_REVISIONS)(db)
        for document_id, url in db.execute(
            "SELECT id, url FROM documents WHERE url IS NOT NULL"
        ).fetchall():
            db.execute("UPDATE documents SET page = ? WHERE id = ?", (page_of(url), document_id))

    return migrations


def apply_migrations(
    connection: sqlite3.Connection, *, migrations: Migrations | None = None
) -> None:
    """Bring the schema up to date, each migration in one transaction with its record.

    The caller holds a transaction, so that two processes cannot migrate at once; inside it
    sqlite-utils wraps each migration and its record in one savepoint.

    Args:
        connection: with an open transaction.
        migrations: other migrations than the store's own, for tests.
    """
    from sqlite_utils import Database  # noqa: PLC0415 - see store_migrations

    # Plugins would run code of whoever installed one on the analyst's database.
    db = Database(connection, execute_plugins=False, strict=True)
    chosen = store_migrations() if migrations is None else migrations
    chosen.apply(db)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {len(chosen.applied(db))}")
