"""`attribution sides`: side sets, and what the other commands do with one."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, TypeVar

import click
from rich import box
from rich.table import Table
from rich.text import Text

from attribution.cli.options import format_option
from attribution.cli.output import data_console, message, print_record, print_records
from attribution.cli.own_register import default_register, registers
from attribution.errors import ConfigError
from attribution.records import Claim, SideSet
from attribution.reporting.wording import count, one_line
from attribution.store import ClaimQuery, Reader

__all__ = [
    "NO_SET",
    "choose_set",
    "is_side_set",
    "load_side_set",
    "read_viewed",
    "side_set_option",
    "sides",
]

CommandT = TypeVar("CommandT", bound=Callable[..., Any])

NO_SET: Final = "none"
"""Given instead of a side set: show the sides as they were predicted."""
_LIST_COLUMNS: Final = ("set", "name", "sides", "origin", "file")
_SHOW_COLUMNS: Final = ("side", "name", "member", "read_as", "known_as")


def own_folder() -> Path:
    """Where own sets are: ATTRIBUTION_SIDES, else configs/sides of the working folder."""
    from attribution.sidesets.files import OWN_FOLDER  # noqa: PLC0415 - loads the register's code

    return Path(os.environ.get("ATTRIBUTION_SIDES") or OWN_FOLDER)


def side_set_option(command: CommandT) -> CommandT:
    """`--sides SET`: a side set to see the claims with."""
    return click.option(
        "--sides", "wanted_set", metavar="SET",
        help="A side set, by file or name (attribution sides list); by default the one attached "
        "to the --meeting; none shows the sides as predicted.",
    )(command)  # fmt: skip


def is_side_set(wanted: str) -> bool:
    """Whether a word given with --sides means a side set rather than codes of sides."""
    from attribution.sidesets.files import looks_like_side_set  # noqa: PLC0415 - see own_folder

    return wanted == NO_SET or looks_like_side_set(wanted, own=own_folder())


def load_side_set(wanted: str) -> SideSet:
    """The side set of a path or name; what looks odd about it is said on stderr.

    Raises:
        ConfigError: if there is none or it is wrong.
    """
    from attribution.actors import Register  # noqa: PLC0415 - reads the register
    from attribution.sidesets import check_side_set, find_side_set  # noqa: PLC0415

    found = find_side_set(wanted, own=own_folder())
    register = Register.load(extra=registers(default_register()))
    checked = check_side_set(found.config, register, origin=str(found.path))
    for warning in checked.warnings:
        message(f"warning: {found.path}: {warning}")
    return checked.side_set


def choose_set(reader: Reader, meeting: str | None, wanted: str | None) -> SideSet | None:
    """The side set to see claims with: the one asked for, else the meeting's.

    Raises:
        ConfigError: if the one asked for is not there or wrong.
    """
    if wanted == NO_SET:
        return None
    if wanted is not None:
        return load_side_set(wanted)
    known = None if meeting is None else reader.meeting(meeting)
    if known is None or known.side_set is None:
        return None
    message(f"sides of {one_line(known.side_set.name)} (--sides {NO_SET} shows those predicted)")
    return known.side_set


def read_viewed(reader: Reader, query: ClaimQuery, side_set: SideSet | None) -> list[Claim]:
    """The claims of a query as a side set sees them.

    With a set, `query.side` is a side of the set or a member of a bloc.
    """
    if side_set is None:
        return reader.claims(query)
    from attribution.sidesets import view_claims  # noqa: PLC0415 - loads the register's code

    claims = reader.claims(replace(query, side=None, limit=None))
    viewed = view_claims(claims, side_set)
    if query.side is not None:
        side = query.side.upper()
        viewed = [c for c in viewed if side in (c.speaker.side.upper(), *c.speaker.sides)]
    return viewed[: query.limit]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def sides() -> None:
    """Define sides of your own: blocs, parties of a negotiation, a company and its union.

    A side set is a TOML file. Own ones are found by name in configs/sides (or the folder that
    ATTRIBUTION_SIDES names); some ship with the program. docs/side-sets.md describes the format.
    """


@sides.command("list")
@format_option("table", "json", "jsonl", "csv", "md")
def list_sets(output_format: str) -> None:
    """List the side sets that can be called by name, own ones first."""
    from attribution.sidesets import list_side_sets  # noqa: PLC0415 - see own_folder

    found, errors = list_side_sets(own=own_folder())
    rows = [
        {
            "set": one.key, "name": one.config.name,
            "sides": "; ".join(side.code for side in one.config.side),
            "origin": "packaged" if one.is_packaged else "own", "file": str(one.path),
        }
        for one in found
    ]  # fmt: skip
    if output_format == "table":
        data_console().print(_table(rows, ("set", "name", "sides", "origin")))
    else:
        print_records(rows, output_format, columns=_LIST_COLUMNS)
    for error in errors:
        message(f"error: {error}")
    if errors:
        raise click.exceptions.Exit(2)


@sides.command("show")
@click.argument("wanted", metavar="SET")
@format_option("table", "json", "jsonl", "csv", "md", "toml")
def show_set(wanted: str, output_format: str) -> None:
    """Show who belongs to the sides of a set, and as what each member is read.

    SET is a file or a name. `--format toml` prints the file itself, to begin an own set with.
    """
    from attribution.actors import Register  # noqa: PLC0415 - reads the register
    from attribution.sidesets import check_side_set, find_side_set  # noqa: PLC0415

    found = find_side_set(wanted, own=own_folder())
    if output_format == "toml":
        click.echo(found.path.read_text(encoding="utf-8"), nl=False)
        return
    register = Register.load(extra=registers(default_register()))
    checked = check_side_set(found.config, register, origin=str(found.path))
    rows: list[dict[str, Any]] = []
    for side in checked.side_set.sides:
        head = {"side": side.code, "name": side.name}
        own = [m for m in checked.members if m.side == side.code]
        rows += [
            {**head, "member": m.text, "read_as": m.kind.value, "known_as": m.known_as}
            for m in own
        ] or [{**head, "member": "", "read_as": "", "known_as": ""}]  # fmt: skip
    if output_format == "json":
        print_record({
            "name": found.config.name, "description": found.config.description,
            "sources": list(found.config.sources), "others": found.config.others,
            "file": str(found.path), "members": rows,
        })  # fmt: skip
    elif output_format != "table":
        print_records(rows, output_format, columns=_SHOW_COLUMNS)
    else:
        _print_set(found.config.name, found.config.description, rows, found.config.sources)
    for warning in checked.warnings:
        message(f"warning: {found.path}: {warning}")


def _print_set(
    name: str, description: str, rows: Sequence[dict[str, Any]], sources: Sequence[str]
) -> None:  # fmt: skip
    console = data_console()
    console.print(Text(one_line(name), style="bold"))
    if description:
        console.print(Text(one_line(description)))
    shown: list[dict[str, Any]] = []
    for row in rows:
        is_first = not shown or row["side"] not in {before["side"] for before in shown}
        shown.append(row if is_first else {**row, "name": ""})
    console.print(_table(shown, _SHOW_COLUMNS))
    for source in sources:
        console.print(Text(f"Source: {one_line(source)}"))


def _table(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> Table:
    table = Table(box=box.HORIZONTALS, header_style="bold", pad_edge=False)
    for column in columns:
        table.add_column(Text(column.replace("_", " ").capitalize()), overflow="fold")
    for row in rows:
        table.add_row(*(Text(one_line(str(row[column]))) for column in columns))
    return table


@sides.command("check")
@click.argument("wanted", nargs=-1, required=True, metavar="SET…")
def check_sets(wanted: tuple[str, ...]) -> None:
    """Check side sets: wrong ones are told in a line each, and so is what looks odd."""
    from attribution.actors import Register  # noqa: PLC0415 - reads the register
    from attribution.sidesets import check_side_set, find_side_set  # noqa: PLC0415

    register = Register.load(extra=registers(default_register()))
    n_failed = 0
    for one in wanted:
        try:
            found = find_side_set(one, own=own_folder())
            checked = check_side_set(found.config, register, origin=str(found.path))
        except ConfigError as error:
            message(f"error: {error}")
            n_failed += 1
            continue
        for warning in checked.warnings:
            message(f"warning: {found.path}: {warning}")
        unknown = sum(not member.known_as for member in checked.members)
        told = (
            f"{count(len(checked.side_set.sides), 'side')}, {count(len(checked.members), 'member')}"
        )
        message(f"{found.path}: {told}, {unknown} of them not in the register")
    if n_failed:
        raise click.exceptions.Exit(2)
