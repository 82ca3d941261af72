"""`attribution documents`: which there are, and taking one out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Final

import click

from attribution.cli.filing import N_HASH_DIGITS, choose_documents, choose_meeting
from attribution.cli.groups import ListsByDefault
from attribution.cli.informing import inform_meetings, keep_option
from attribution.cli.options import database_option, format_option
from attribution.cli.output import data_console, message, print_records
from attribution.cli.revising import revisions
from attribution.records import Document
from attribution.reporting import fitted_table
from attribution.reporting.wording import count, one_line
from attribution.store import DocumentCount, Reader, Store

__all__ = ["documents"]

_COLUMNS: Final = (
    "document", "outlet", "published", "kind", "issuer", "meeting", "claims", "unknown", "sha256",
)  # fmt: skip


@click.group(cls=ListsByDefault, context_settings={"help_option_names": ["-h", "--help"]})
def documents() -> None:
    """List the stored documents, remove one, or see how pages changed."""


documents.add_command(revisions)


@documents.command("list")
@click.option("--meeting", help="Only documents filed under this meeting or speaking of it.")
@database_option
@format_option("table", "json", "jsonl", "csv", "md")
def list_documents(meeting: str | None, db: Path, output_format: str) -> None:
    """List the documents with their listed claims, and how many of those have no known side."""
    with Store.open(db, create=False) as store:
        reader = store.reader()
        wanted = None if meeting is None else choose_meeting(reader, meeting)
        rows = [_row(found) for found in reader.document_counts(meeting=wanted)]
    if output_format != "table":
        print_records(rows, output_format, columns=_COLUMNS)
    elif rows:
        _print_table(rows)
    if not rows:
        message("No documents here. Add some with: attribution add FILE")
        raise click.exceptions.Exit(1)


def _row(found: DocumentCount) -> dict[str, Any]:
    document = found.document
    return {
        "document": document.name, "outlet": document.outlet,
        "published": document.published.isoformat() if document.published else None,
        "kind": document.kind.value, "issuer": document.issuer, "meeting": document.meeting,
        "claims": found.n_listed, "unknown": found.n_unknown, "sha256": document.sha256,
    }  # fmt: skip


def _print_table(rows: list[dict[str, Any]]) -> None:
    console = data_console()
    # Short words share a column, so that none is broken at 80 columns.
    headers = ("Document", "Outlet, issuer", "Published", "Meeting", "Claims", "Unknown")
    cells = [
        [
            _lines(row["document"], f"{row['sha256'][:N_HASH_DIGITS]}…"),
            _lines(*dict.fromkeys((row["outlet"], row["issuer"]))),
            _lines(row["published"] or "undated", row["kind"]),
            _lines(row["meeting"]), str(row["claims"]), str(row["unknown"]),
        ]
        for row in rows
    ]  # fmt: skip
    console.print(fitted_table(headers, cells, width=console.width))
    n_claims, n_unknown = (sum(row[name] for row in rows) for name in ("claims", "unknown"))
    message(
        f"{count(len(rows), 'document')} with {count(n_claims, 'claim')}, "
        f"{n_unknown} of unknown side"
    )


def _lines(*parts: str | None) -> str:
    return "\n".join(one_line(part) for part in parts if part)


@documents.command("remove")
@click.argument("wanted", metavar="DOC")
@click.option("--yes", "is_sure", is_flag=True, help="Do not ask.")
@keep_option
@database_option
def remove_document(wanted: str, *, is_sure: bool, is_kept: bool, db: Path) -> None:
    """Remove a document with its claims and all judgements on them.

    Of a page that changed, the revision before is then current again.

    DOC is a document's path as it was added, the end of it from a / on, or the first digits of
    its hash. Of a file of many articles a.jsonl is all of them and a.jsonl#3 one.
    """
    with Store.open(db, create=False) as store:
        store.check_writable()
        reader = store.reader()
        chosen = choose_documents(reader, wanted)
        meetings = list(dict.fromkeys(m for d in chosen for m in reader.meetings_of(d.sha256)))
        for document in chosen:
            _tell(reader, document)
        name = one_line(chosen[0].name) if len(chosen) == 1 else count(len(chosen), "document")
        if not is_sure:
            _ask(name)
        with store.writer() as writer:
            for document in chosen:
                writer.remove_document(document.sha256)
        message(f"{db}: removed {name}")
        if not is_kept:
            inform_meetings(store, meetings)


def _tell(reader: Reader, document: Document) -> None:
    """Say what is stored of a document."""
    meetings = reader.meetings_of(document.sha256)
    found = reader.document_count(document.sha256)
    message(
        f"{one_line(document.name)} ({document.sha256[:N_HASH_DIGITS]}…): "
        f"{count(found.n_claims, 'claim')}, "
        f"{found.n_listed} of them listed, and {count(found.n_judgements, 'judgement')}"
        + (f"; filed under {'; '.join(map(one_line, meetings))}" if meetings else "")
    )


def _ask(name: str) -> None:
    if not sys.stdin.isatty():
        msg = "nobody can be asked here; to remove it give --yes"
        raise click.UsageError(msg)
    if not click.confirm(f"Remove {name}?", err=True):
        message("nothing removed")
        raise click.exceptions.Exit(1)
