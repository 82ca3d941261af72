"""Where output goes: data to stdout, messages to stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, TextIO

import click
from rich.console import Console

from attribution.exporting import (
    CLAIM_FIELDS,
    MARKDOWN_FIELDS,
    claim_record,
    write_csv,
    write_json,
    write_jsonl,
    write_markdown_table,
)
from attribution.records import Claim
from attribution.reporting import claims_table, no_claims_line
from attribution.reporting.copied import also_in
from attribution.reporting.wording import count, printable

__all__ = [
    "data_console",
    "message",
    "message_console",
    "print_claims",
    "print_record",
    "print_records",
]

_COLUMNS: Final = {"csv": CLAIM_FIELDS, "md": MARKDOWN_FIELDS}


def data_console() -> Console:
    """Rich console on stdout: terminal width, no ANSI codes when piped or with NO_COLOR."""
    return _console(sys.stdout)


def message_console() -> Console:
    """Rich console on stderr, for progress."""
    return _console(sys.stderr)


def _console(file: TextIO) -> Console:
    options: dict[str, Any] = {"highlight": False, "markup": False, "emoji": False}
    if os.environ.get("NO_COLOR") and os.environ.get("FORCE_COLOR"):
        # Rich would leave out the colours only and print other codes where it is no terminal.
        options |= {"color_system": None, "force_terminal": file.isatty()}
    return Console(file=file, **options)


def message(text: str) -> None:
    """One line for the user on stderr; names of files are data as well."""
    click.echo(printable(text).replace("\n", " "), err=True)


def print_record(record: Mapping[str, object], *, as_line: bool = False) -> None:
    """Print one object as JSON, indented or as a line of JSON Lines."""
    if as_line:
        write_jsonl([record], sys.stdout)
    else:
        write_json(record, sys.stdout)


def print_claims(
    claims: Sequence[Claim],
    output_format: str,
    *,
    copies: Mapping[str, Sequence[Claim]] = MappingProxyType({}),
    is_collapsed: bool = False,
) -> None:
    """Print claims in one of the formats; an empty result is `[]` in JSON, a line in a table.

    Args:
        claims: in order.
        output_format: `table`, `json`, `jsonl`, `csv` or `md`.
        copies: id of a claim → the same statement in other documents, which JSON names.
        is_collapsed: these are not listed themselves, so every format names them.
    """
    if output_format == "table":
        if not claims:
            message(no_claims_line())
            return
        console = data_console()
        shown = copies if is_collapsed else {}
        console.print(claims_table(claims, width=console.width, copies=shown))
        message(f"{count(len(claims), 'claim')}; open one with: attribution show ID")
        return
    if is_collapsed and output_format in _COLUMNS:
        rows = (
            {**claim_record(claim), "also_in": also_in(claim, copies.get(claim.id, ()))}
            for claim in claims
        )
        print_records(rows, output_format, columns=(*_COLUMNS[output_format], "also_in"))
    else:
        print_records((claim_record(c, copies.get(c.id, ())) for c in claims), output_format)
    if not claims:
        message(no_claims_line())


def print_records(
    records: Iterable[Mapping[str, object]],
    output_format: str,
    *,
    columns: Sequence[str] | None = None,
) -> None:
    """Print objects as a JSON list, JSON Lines, CSV or a Markdown table.

    Args:
        records: to print.
        output_format: `json`, `jsonl`, `csv` or `md`.
        columns: of CSV and Markdown, for anything but claims.
    """
    if output_format == "json":
        write_json(records, sys.stdout)
    elif output_format == "jsonl":
        write_jsonl(records, sys.stdout)
    else:
        write = write_csv if output_format == "csv" else write_markdown_table
        options = {} if columns is None else {"columns": columns}
        write(records, sys.stdout, **options)
