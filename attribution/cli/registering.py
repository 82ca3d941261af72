"""`attribution actors`: who is known, and adding to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from attribution.actors import Actor, Organisation, Register, Role
from attribution.actors.own import add_entries, entries_of_file, new_id, person_entry
from attribution.cli.informing import inform_meetings
from attribution.cli.options import DAY, database_option, format_option, reread_options
from attribution.cli.output import data_console, message, print_record, print_records
from attribution.cli.own_register import register_option, registers
from attribution.errors import RegisterError
from attribution.reporting import fitted_table
from attribution.reporting.wording import count, one_line

__all__ = ["actors"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def actors() -> None:
    """Look up known people and bodies, and add your own; yours override the packaged ones."""


@actors.command("list")
@click.option("--query", help="Part of a name, office or organisation.")
@click.option("--side", help="Only this side, such as RU.")
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True,
              help="At most so many.")  # fmt: skip
@register_option
@format_option("table", "json", "jsonl", "csv", "md")
def list_actors(
    query: str | None, side: str | None, limit: int, own: Path, output_format: str
) -> None:
    """List people and bodies of the register."""
    register = Register.load(extra=registers(own))
    rows = [
        row for row in (
            *(_row(actor) for actor in register.actors),
            *(_row(body) for body in register.organisations),
        )
        if _fits(row, query, side)
    ]  # fmt: skip
    shown = rows[:limit]
    if output_format == "table":
        if shown:
            _print_table(shown)
        message(f"{count(len(shown), 'entry')} of {len(rows)}" if rows else "Nobody fits.")
    else:
        print_records(shown, output_format, columns=_LIST_COLUMNS)
    if not rows:
        raise click.exceptions.Exit(1)


_LIST_COLUMNS: Final = (
    "id", "name", "kind", "side", "office", "ownership", "aliases", "as_of", "source",
)  # fmt: skip


_N_CHARS: Final = {"day": 10, "month": 7, "year": 4}
"""Of a day in ISO 8601, by how exact it is."""


def _fits(row: dict[str, Any], query: str | None, side: str | None) -> bool:
    text = " ".join(str(value) for value in row.values()).casefold()
    sides = str(row["side"]).split("; ")
    return (query is None or query.casefold() in text) and (
        side is None or side.upper() in sides
    )  # fmt: skip


def _row(entry: Actor | Organisation) -> dict[str, Any]:
    if isinstance(entry, Organisation):
        return {
            "id": entry.id, "name": entry.name, "kind": entry.kind, "side": entry.side,
            "office": "", "ownership": entry.ownership or "",
            "aliases": "; ".join(entry.aliases), "as_of": "", "source": entry.source,
        }  # fmt: skip
    sides = dict.fromkeys(role.side for role in entry.roles)
    return {"id": entry.id, "name": entry.name, "kind": "person", "side": "; ".join(sides),
            "office": "; ".join(_office(role, entry.as_of) for role in entry.roles),
            "ownership": "", "aliases": "; ".join(entry.aliases),
            "as_of": entry.as_of.isoformat() if entry.as_of else "",
            "source": entry.source}  # fmt: skip


def _office(role: Role, as_of: date | None) -> str:
    """`Envoy (acting) 2024-03 to 2025-01`; an open one is known up to the day it was checked."""
    is_told = role.status == "held" or role.status in role.office.lower()
    title = role.office if is_told else f"{role.office} ({role.status})"
    start = _as_exact(role.start, role.precision) if role.start else "?"
    if role.end:
        return f"{title} {start} to {_as_exact(role.end, role.precision)}"
    return f"{title} {start} to {f'at least {as_of}' if as_of else 'today'}"


def _as_exact(day: date, precision: str) -> str:
    """As much of a day as is known."""
    return day.isoformat()[: _N_CHARS[precision]]


def _print_table(rows: Sequence[dict[str, Any]]) -> None:
    console = data_console()
    keys = ("name", "kind", "side", "office")
    shown = [row | {"kind": f"{row['ownership']} {row['kind']}".strip()} for row in rows]
    cells = [[one_line(str(row[key])) for key in keys] for row in shown]
    headers = [key.capitalize() for key in keys]
    console.print(fitted_table(headers, cells, width=console.width))


@actors.command("show")
@click.argument("name")
@register_option
def show_actor(name: str, own: Path) -> None:
    """Show everything known of a person or body, as JSON. NAME is a name or an id."""
    register = Register.load(extra=registers(own))
    body = register.organisation(name) or register.outlet(name)
    found = [
        *(a for a in register.actors if a.id == name), *register.people_named(name),
        *(o for o in register.organisations if o.id == name), *((body,) if body else ()),
    ]  # fmt: skip
    if not found:
        message(f"{name!r}: nobody of that name; look with: attribution actors list --query …")
        raise click.exceptions.Exit(1)
    for entry in dict.fromkeys(found):
        print_record(_row(entry))


@actors.command("add")
@click.argument("name")
@click.option("--side", required=True, help="Side code, such as RU, EU or a party's code.")
@click.option("--kind", default="person", show_default=True,
              help="person, or union, company, party, movement, ministry …")  # fmt: skip
@click.option("--office", help="Of a person: the role's title.")
@click.option("--start", type=DAY, help="First day in the role.")
@click.option("--end", type=DAY, help="First day out of it.")
@click.option("--alias", "aliases", multiple=True, help="Another name; may be given several times.")
@register_option
def add_actor(
    name: str,
    *,
    side: str,
    kind: str,
    own: Path,
    aliases: tuple[str, ...],
    **role: Any,  # noqa: ANN401 - click's options
) -> None:
    """Add one person or body to your own register."""
    fields = {key: str(value) for key, value in role.items() if value is not None}
    fields |= {"name": name, "side": side, "aliases": ";".join(aliases)}
    if kind == "person":
        entries = {"people": [person_entry(fields)]}
    else:
        entries = {"organisations": [{"id": new_id(name), "name": name, "kind": kind,
                                      "side": side, "aliases": list(aliases),
                                      "source": "own"}]}  # fmt: skip
    _report(own, add_entries(own, entries))


@actors.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@register_option
def import_actors(files: tuple[Path, ...], own: Path) -> None:
    """Add people and bodies from CSV or YAML files to your own register.

    CSV columns: name and side, and any of id, kind, office, organisation, start, end, gender,
    aliases. A wrong file changes nothing.
    """
    n_failed = 0
    for path in files:
        try:
            _report(own, add_entries(own, entries_of_file(path)))
        except RegisterError as error:
            message(f"error: {error}")
            n_failed += 1
    if n_failed:
        raise click.exceptions.Exit(2)


def _report(own: Path, added: tuple[int, int]) -> None:
    n_new, n_replaced = added
    message(f"{own}: {count(n_new, 'new entry')}, {count(n_replaced, 'entry')} replaced; "
            "let stored claims follow with: attribution actors apply")  # fmt: skip


@actors.command("apply")
@click.option("--meeting", help="Only documents filed under this meeting.")
@database_option
@register_option
@reread_options
def apply_register(  # noqa: PLR0913 - one argument an option
    *,
    meeting: str | None,
    db: Path,
    own: Path,
    tier: str | None,
    backend: str | None,
    threads: int | None,
    jobs: int,
) -> None:
    """Read the stored documents again with the register as it is now.

    People's judgements stay and win; earlier predictions are kept in the database. Where other
    models find other words for a claim, its judgements go to the claim that has most of them.
    """
    from attribution.cli.filing import choose_meeting  # noqa: PLC0415 - loads the store
    from attribution.cli.rereading import (  # noqa: PLC0415 - loads the models' code
        Models,
        reread_documents,
        tell_carried,
    )
    from attribution.cli.working import Workers  # noqa: PLC0415
    from attribution.store import Store  # noqa: PLC0415

    def workers(tier: str, backend: str) -> Workers:
        return Workers(
            tier=tier, threads=threads, jobs=jobs, registers=registers(own), backend=backend
        )

    with Store.open(db, create=False) as store:
        store.check_writable()
        meeting = choose_meeting(store.reader(), meeting) if meeting is not None else None
        stored = store.reader().documents(meeting=meeting)
        done = reread_documents(
            store, stored, models=Models(tier, backend), workers=workers, meeting=meeting
        )
        n_done, n_failed = done.n_documents, done.n_failed
        message(f"{db}: {count(n_done, 'document')} read again")
        tell_carried(done)
        known = [counted.meeting.name for counted in store.reader().meetings()]
        inform_meetings(store, known if meeting is None else [meeting], own=own)
    if n_failed:
        raise click.exceptions.Exit(2)
    if not n_done:
        raise click.exceptions.Exit(1)
