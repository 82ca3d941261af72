"""Where output goes: data to stdout, messages to stderr."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence

import click
from rich.console import Console

from attribution.exporting import (
    claim_record,
    write_csv,
    write_json,
    write_jsonl,
    write_markdown_table,
)
from attribution.records import Claim
from attribution.reporting import claims_table, no_claims_line

__all__ = ["data_console", "message", "message_console", "print_claims"]


def data_console() -> Console:
    """Rich console on stdout: terminal width, no ANSI codes when piped or with NO_COLOR."""
    return Console(file=sys.stdout, highlight=False, markup=False, emoji=False)


def message_console() -> Console:
    """Rich console on stderr, for progress."""
    return Console(file=sys.stderr, highlight=False, markup=False, emoji=False)


def message(text: str) -> None:
    """One line for the user on stderr."""
    click.echo(text, err=True)


def print_claims(claims: Sequence[Claim], output_format: str) -> None:
    """Print claims in one of the formats; an empty result is `[]` in JSON, a line in a table."""
    if output_format == "table":
        if not claims:
            message(no_claims_line())
            return
        console = data_console()
        console.print(claims_table(claims, width=console.width))
        return
    records = [claim_record(claim) for claim in claims]
    stream = io.StringIO()
    writers = {"json": write_json, "jsonl": write_jsonl, "csv": write_csv,
               "md": write_markdown_table}  # fmt: skip
    writers[output_format](records, stream)
    click.echo(stream.getvalue(), nl=False)
