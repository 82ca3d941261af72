"""`attribution meetings`: which there are, and putting documents in the right one."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any, Final

import click

from attribution.cli.filing import N_HASH_DIGITS, check_name, choose_documents, choose_meeting
from attribution.cli.finding import find
from attribution.cli.informing import inform_meetings, keep_option
from attribution.cli.meetingsides import sides_of_meeting
from attribution.cli.options import DAY, codes_of, database_option, format_option
from attribution.cli.output import data_console, message, print_records
from attribution.errors import StoreError
from attribution.records import JOINT, MEDIA, UNKNOWN, Meeting, is_code
from attribution.reporting import fitted_table
from attribution.reporting.wording import count, one_line
from attribution.store import Store

__all__ = ["meetings"]

_COLUMNS: Final = ("name", "start", "end", "place", "sides", "follows", "documents", "claims")
_DOCUMENT_COLUMNS: Final = (
    "document", "outlet", "kind", "published", "sha256", "role", "filed_by",
)  # fmt: skip


class _ListsByDefault(click.Group):
    """`attribution meetings --db FILE` is `attribution meetings list --db FILE`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default command before options that are not the group's own."""
        if not args or (args[0].startswith("-") and args[0] not in {"-h", "--help"}):
            args = ["list", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_ListsByDefault, context_settings={"help_option_names": ["-h", "--help"]})
def meetings() -> None:
    """List meetings, find them in the texts, file, rename, merge or split them."""


@meetings.command("list")
@database_option
@format_option("table", "json", "jsonl", "csv", "md")
def list_meetings(db: Path, output_format: str) -> None:
    """List the meetings with their numbers of documents and claims."""
    with Store.open(db, create=False) as store:
        rows = [
            {**_row(found.meeting), "documents": found.n_documents, "claims": found.n_claims}
            for found in store.reader().meetings()
        ]
    if output_format != "table":
        print_records(rows, output_format, columns=_COLUMNS)
    elif rows:
        _print_table([_shown_meeting(row) for row in rows])
    if not rows:
        message("No meetings yet. File documents with: attribution add FILE --meeting NAME")
        raise click.exceptions.Exit(1)


def _row(meeting: Meeting) -> dict[str, Any]:
    return {
        "name": meeting.name,
        "start": meeting.start.isoformat() if meeting.start else None,
        "end": meeting.end.isoformat() if meeting.end else None,
        "place": meeting.place,
        "sides": "; ".join(meeting.sides),
        "follows": meeting.follows,
    }


def _shown_meeting(row: dict[str, Any]) -> dict[str, Any]:
    """The row as a table shows it: both days in one column."""
    days = dict.fromkeys(day for day in (row["start"], row["end"]) if day)
    shown = {"name": row["name"], "when": " to ".join(days), **row}
    return {key: value for key, value in shown.items() if key not in {"start", "end"}}


def _print_table(rows: list[dict[str, Any]]) -> None:
    console = data_console()
    headers = [key.capitalize().replace("_", " ") for key in rows[0]]
    cells = [
        [one_line("" if value is None else str(value)) for value in row.values()] for row in rows
    ]
    console.print(fitted_table(headers, cells, width=console.width))


@meetings.command("show")
@click.argument("name", required=False)
@database_option
@format_option("table", "json", "jsonl", "csv", "md")
def show_meeting(name: str | None, db: Path, output_format: str) -> None:
    """List the documents of a meeting: filed there, or only speaking of it (background)."""
    with Store.open(db, create=False) as store:
        reader = store.reader()
        filings = reader.filings(choose_meeting(reader, name))
    rows = [
        {"document": d.name, "outlet": d.outlet, "kind": d.kind.value,
         "published": d.published.isoformat() if d.published else None, "sha256": d.sha256,
         "role": filing.role, "filed_by": filing.filed_by}
        for filing in filings for d in [filing.document]
    ]  # fmt: skip
    if output_format == "table" and rows:
        _print_table([
            {**row, "sha256": f"{filing.document.sha256[:N_HASH_DIGITS]}…"}
            for row, filing in zip(rows, filings, strict=True)
        ])  # fmt: skip
    elif output_format != "table":
        print_records(rows, output_format, columns=_DOCUMENT_COLUMNS)
    if not rows:
        message("No documents filed here.")
        raise click.exceptions.Exit(1)


@meetings.command("rename")
@click.argument("name")
@click.argument("new_name")
@database_option
def rename_meeting(name: str, new_name: str, db: Path) -> None:
    """Give a meeting a name that no other has; the old one still finds it."""
    check_name(new_name)
    with Store.open(db, create=False) as store:
        reader = store.reader()
        known = choose_meeting(reader, name) or name
        other = reader.meeting(new_name)
        if other is not None and other.name != known:
            command = shlex.join(["attribution", "meetings", "merge", known, other.name])
            msg = f"{new_name!r} is a meeting here already; to make both one: {command}"
            raise StoreError(msg)
        _merge(store, known, new_name)
    message(f"{one_line(known)} is now {one_line(new_name)}")


@meetings.command("merge")
@click.argument("name")
@click.argument("into")
@keep_option
@database_option
def merge_meeting(name: str, into: str, *, is_kept: bool, db: Path) -> None:
    """Make two meetings one: NAME becomes another name of INTO."""
    with Store.open(db, create=False) as store:
        reader = store.reader()
        known, target = choose_meeting(reader, name) or name, choose_meeting(reader, into) or into
        _merge(store, known, target)
        message(f"{one_line(known)} is part of {one_line(target)}")
        if not is_kept:
            inform_meetings(store, [target])


def _merge(store: Store, name: str, into: str) -> None:
    with store.writer() as writer:
        writer.merge_meetings(name, into=into)


@meetings.command("assign")
@click.argument("name")
@click.argument("documents", nargs=-1, required=True, metavar="DOC…")
@keep_option
@database_option
def assign_documents(name: str, documents: tuple[str, ...], *, is_kept: bool, db: Path) -> None:
    """File stored documents under a meeting, made if it is new; your filing wins.

    DOC is a document's path as it was added, the end of it, or the beginning of its hash.
    """
    check_name(name)
    with Store.open(db, create=False) as store:
        reader = store.reader()
        found = [d for wanted in documents for d in choose_documents(reader, wanted)]
        with store.writer() as writer:
            n_filed = sum(writer.file_document(d.sha256, name) for d in found)
        meant = reader.meeting(name)
        name = meant.name if meant else name
        told = f"{count(n_filed, 'document')} filed, {len(found) - n_filed} already there"
        message(f"{one_line(name)}: {told}")
        if n_filed and not is_kept:
            # Where a finding gave way, the meeting that lost the document has changed as well.
            inform_meetings(store, [name, *(d.meeting for d in found if d.meeting)])


@meetings.command("split")
@click.argument("name")
@click.argument("into")
@click.argument("documents", nargs=-1, required=True, metavar="DOC…")
@keep_option
@database_option
def split_meeting(
    name: str, into: str, documents: tuple[str, ...], *, is_kept: bool, db: Path
) -> None:
    """Take documents out of meeting NAME and file them under INTO, made if it is new.

    DOC is a document's path as it was added, the end of it, or the beginning of its hash.
    """
    check_name(into)
    with Store.open(db, create=False) as store:
        reader = store.reader()
        known = choose_meeting(reader, name) or name
        found = [d.sha256 for wanted in documents for d in choose_documents(reader, wanted)]
        with store.writer() as writer:
            n_split = writer.split_meeting(known, into=into, documents=found)
        meant = reader.meeting(into)
        into = meant.name if meant else into
        message(f"{one_line(into)}: {count(n_split, 'document')} taken out of {one_line(known)}")
        if not is_kept:
            inform_meetings(store, [known, into])


@meetings.command("describe")
@click.argument("name")
@click.option("--start", type=DAY, help="First day, YYYY-MM-DD.")
@click.option("--end", type=DAY, help="Last day.")
@click.option("--place", help="Where it was held.")
@click.option("--sides", help="Codes of the sides, such as RU,US: the columns of compare, in this "
              "order. An empty one lets compare choose.")  # fmt: skip
@database_option
def describe_meeting(name: str, *, sides: str | None, db: Path, **known: Any) -> None:  # noqa: ANN401 - click's options
    """Say when and where a meeting was held and between whom; your word beats what was found.

    What you do not give stays as it is. The sides are the columns of compare from then on,
    unless that is given --sides of its own.
    """
    codes = None if sides is None else _codes(sides)
    if codes is None and not any(known.values()):
        msg = "nothing to say of the meeting; give --start, --end, --place or --sides"
        raise click.UsageError(msg)
    with Store.open(db, create=False) as store:
        meant = choose_meeting(store.reader(), name)
        with store.writer() as writer:
            writer.correct_meeting(meant or name, sides=codes, **known)
    message(f"{one_line(meant or name)}: described")


def _codes(sides: str) -> tuple[str, ...]:
    codes = codes_of([sides])
    for code in codes:
        if not is_code(code) or code in {JOINT, MEDIA, UNKNOWN}:
            msg = f"{code!r} is no code of a side; write codes such as RU,US"
            raise click.BadParameter(msg, param_hint="--sides")
    return codes


meetings.add_command(find)
meetings.add_command(sides_of_meeting)
