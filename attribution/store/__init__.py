"""Claims in SQLite: documents once, predictions by run, corrections by people, full-text search.

Writing and reading are separate: `store.writer(run)` adds, `store.reader()` answers.
"""

from attribution.store.caching import Cache, CacheKind
from attribution.store.inserting import CORRECTABLE
from attribution.store.judging import FIELDS
from attribution.store.queries import ClaimQuery
from attribution.store.reading import Reader
from attribution.store.revisions import RevisionReader
from attribution.store.runs import (
    Added,
    Difference,
    DocumentCount,
    Filing,
    MeetingCount,
    Predictions,
    Renewed,
    Reread,
    Revised,
    Revision,
    Run,
    Standing,
)
from attribution.store.store import Store
from attribution.store.writing import Writer

__all__ = [
    "CORRECTABLE",
    "FIELDS",
    "Added",
    "Cache",
    "CacheKind",
    "ClaimQuery",
    "Difference",
    "DocumentCount",
    "Filing",
    "MeetingCount",
    "Predictions",
    "Reader",
    "Renewed",
    "Reread",
    "Revised",
    "Revision",
    "RevisionReader",
    "Run",
    "Standing",
    "Store",
    "Writer",
]
