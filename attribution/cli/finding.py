"""`attribution meetings find`: which meetings the stored documents report about."""

from __future__ import annotations

import shlex
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from attribution.cli.informing import inform_meetings, keep_option
from attribution.cli.options import DEFAULT_DATABASE, database_option, format_option
from attribution.cli.output import data_console, message, print_records
from attribution.cli.own_register import register_option, registers
from attribution.records import Document, MeetingMention
from attribution.reporting import fitted_table
from attribution.reporting.wording import count, one_line
from attribution.store import Store

if TYPE_CHECKING:
    from attribution.meetings import Findings, FoundMeeting

__all__ = ["find"]

_COLUMNS: Final = (
    "name", "start", "end", "place", "sides", "follows", "is_known", "documents",
)  # fmt: skip


@click.command("find")
@click.option("--apply", "is_applied", is_flag=True, help="File the documents as proposed.")
@keep_option
@database_option
@register_option
@format_option("table", "json", "jsonl", "csv", "md")
def find(*, is_applied: bool, is_kept: bool, db: Path, own: Path, output_format: str) -> None:
    """Find in the texts which meetings the unfiled documents report about.

    Proposes a meeting for documents that are filed nowhere, with its days, place and sides as
    the documents tell them, and the round it follows. Nothing changes without --apply; what you
    filed yourself stays as it is even then.
    """
    with Store.open(db, create=False) as store:
        documents = store.reader().documents()
        findings = _find(store, documents, own)
        if is_applied:
            _apply(store, findings)
            if not is_kept:
                inform_meetings(store, [found.meeting.name for found in findings.meetings], own=own)
    names = {document.sha256: document.name for document in documents}
    rows = [_row(found, names) for found in findings.meetings]
    if output_format != "table":
        print_records(rows, output_format, columns=_COLUMNS)
    elif rows:
        _print_table(findings, names)
    if not rows:
        message("No meeting found for documents that are filed nowhere.")
        raise click.exceptions.Exit(1)
    message(_summary(findings, db, is_applied=is_applied))


def _find(store: Store, documents: list[Document], own: Path) -> Findings:
    from attribution.actors import Register  # noqa: PLC0415 - reads the register
    from attribution.meetings import find_meetings  # noqa: PLC0415 - loads numpy

    known = [counted.meeting for counted in store.reader().meetings()]
    register = Register.load(extra=registers(own))
    return find_meetings(documents, register=register, known=known)


def _apply(store: Store, findings: Findings) -> None:
    """File what is proposed, then store the mentions, whose meetings exist by then."""
    mentions: dict[str, list[tuple[MeetingMention, str | None]]] = defaultdict(list)
    for linked in findings.mentions:
        mentions[linked.document].append((linked.mention, linked.meeting))
    with store.writer() as writer:
        for found in findings.meetings:
            writer.describe_meeting(found.meeting)
            for sha256 in found.documents:
                writer.file_document(sha256, found.meeting.name, is_found=True)
        for sha256, told in mentions.items():
            writer.put_mentions(sha256, told)


def _row(found: FoundMeeting, names: dict[str, str]) -> dict[str, Any]:
    meeting = found.meeting
    return {
        "name": meeting.name,
        "start": meeting.start.isoformat() if meeting.start else None,
        "end": meeting.end.isoformat() if meeting.end else None,
        "place": meeting.place,
        "sides": "; ".join(meeting.sides),
        "follows": meeting.follows,
        "is_known": found.is_known,
        "documents": "; ".join(names[sha256] for sha256 in found.documents),
    }


def _print_table(findings: Findings, names: dict[str, str]) -> None:
    console = data_console()
    rows = [
        (one_line(found.meeting.name) + ("" if found.is_known else " (new)"),
         one_line(found.meeting.follows or ""),
         "\n".join(one_line(names[sha256]) for sha256 in found.documents))
        for found in findings.meetings
    ]  # fmt: skip
    console.print(fitted_table(("Meeting", "Follows", "Documents"), rows, width=console.width))


def _summary(findings: Findings, db: Path, *, is_applied: bool) -> str:
    n_documents = sum(len(found.documents) for found in findings.meetings)
    told = f"{count(n_documents, 'document')} of {count(len(findings.meetings), 'meeting')}"
    if is_applied:
        return f"{db}: filed {told}"
    words = ["attribution", "meetings", "find", "--apply"]
    words += ["--db", str(db)] if db != DEFAULT_DATABASE else []
    return f"{told}; to file them so: {shlex.join(words)}"
