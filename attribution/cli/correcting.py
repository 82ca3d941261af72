"""What is said of a document that is stored already: outlet, date, kind, issuer and the like."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from attribution.cli.output import message
from attribution.cli.rereading import Models, Rereading, reread_documents
from attribution.cli.working import Workers
from attribution.reading import ReadOptions, file_of_record
from attribution.records import Document
from attribution.reporting.wording import one_line
from attribution.store import CORRECTABLE, Reader, Store

__all__ = ["Corrections"]


@dataclass(slots=True)
class Corrections:
    """Fields of stored documents that are given now and differ.

    Attributes:
        changes: sha256 → field → value.
    """

    changes: dict[str, dict[str, Any]] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)

    def look_at(self, reader: Reader, given: Document, options: ReadOptions) -> bool:
        """Note what differs; options that are not given leave what is stored.

        Only the first input of its bytes counts, and only under the file's own name: a copy
        elsewhere may be of another outlet.

        Args:
            reader: of the database that has a document of these bytes.
            given: the document as it was read now.
            options: given for it by the user or its folder.

        Returns:
            Whether something is to be changed.
        """
        if given.sha256 in self._seen:
            return False
        self._seen.add(given.sha256)
        stored = reader.document(given.sha256)
        changes = _changes(stored, options)
        if not changes:
            return False
        if _file_name(given) != _file_name(stored):
            message(
                f"{one_line(given.name)}: a copy of {one_line(stored.name)}, which stays as it is "
                f"({', '.join(changes)} given otherwise here); to change it, add that file again"
            )
            return False
        told = (
            f"{name} {_shown(getattr(stored, name))} → {_shown(value)}"
            for name, value in changes.items()
        )
        message(f"{one_line(stored.name)}: {', '.join(told)}")
        self.changes[given.sha256] = changes
        return True

    def skip(self, document: Document) -> None:
        """A document that is new has its metadata already, and copies leave it."""
        self._seen.add(document.sha256)

    def store(
        self,
        store: Store,
        *,
        models: Models,
        workers: Callable[[str, str], Workers],
        meeting: str | None,
    ) -> Rereading:
        """Read the documents again as what they are, and store both together."""
        reader = store.reader()
        documents = [
            replace(reader.document(sha256), **changes) for sha256, changes in self.changes.items()
        ]
        return reread_documents(
            store, documents, models=models, workers=workers, meeting=meeting,
            corrected={sha256: [*changes] for sha256, changes in self.changes.items()},
        )  # fmt: skip


def _file_name(document: Document) -> str:
    """Records move within their file as others come in before them."""
    return Path(file_of_record(document.name)).name


def _changes(stored: Document, options: ReadOptions) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    for name in CORRECTABLE:
        given = getattr(options, name, None)
        if given is None:
            continue
        # An empty text takes back what was said.
        value = given or None
        if value != getattr(stored, name):
            changes[name] = value
    return changes


def _shown(value: object) -> str:
    return "unknown" if value is None else one_line(str(value))
