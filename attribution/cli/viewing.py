"""`attribution claims` and `attribution show`: what is in the database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final, Unpack

import click

from attribution.cli.filing import hint_at_filters
from attribution.cli.filtering import Filters, filter_options, query_of
from attribution.cli.options import database_option, format_option
from attribution.cli.output import data_console, message, print_claims, print_record
from attribution.cli.sidesets import choose_set, read_viewed, side_set_option
from attribution.copies import find_copies
from attribution.exporting import claim_record
from attribution.reporting import claim_panel, rejected_note
from attribution.reporting.wording import count
from attribution.store import Standing, Store

__all__ = ["claims", "show"]

MAX_NAMED: Final = 20_000
"""Lists of more claims name copies only where they are collapsed."""


@click.command()
@filter_options
@side_set_option
@click.option("--limit", type=click.IntRange(min=1), help="At most so many, the earliest first.")
@click.option("--collapse", "is_collapsed", is_flag=True,
              help="List once what several documents copied, and name the others.")  # fmt: skip
@database_option
@format_option("table", "json", "jsonl", "csv", "md")
def claims(
    *,
    db: Path,
    output_format: str,
    limit: int | None,
    is_collapsed: bool,
    wanted_set: str | None,
    **filters: Unpack[Filters],
) -> None:
    """List claims, filtered by meeting, side, speaker, stance, act, date or words.

    JSON names in also_in where else a statement stands, among the claims that are listed.
    """
    with Store.open(db, create=False) as store:
        reader = store.reader()
        # Copies may stand far apart, so what is collapsed is read whole.
        wanted = replace(query_of(reader, filters), limit=None if is_collapsed else limit)
        side_set = choose_set(reader, wanted.meeting, wanted_set)
        found = read_viewed(reader, wanted, side_set)
        if not found:
            hint_at_filters(reader, wanted, side_set)
    # Rows of CSV and Markdown have no place for copies, and long lists should not wait for them.
    is_named = output_format not in ("csv", "md") and len(found) <= MAX_NAMED
    groups = find_copies(found) if is_collapsed or is_named else []
    copies = {one.id: [c for c in group if c is not one] for group in groups for one in group}
    if is_collapsed:
        repeated = {claim.id for _, *others in groups for claim in others}
        found = [claim for claim in found if claim.id not in repeated][:limit]
    print_claims(found, output_format, copies=copies, is_collapsed=is_collapsed)
    if groups and output_format == "table" and not is_collapsed:
        message(f"{count(len(groups), 'statement')} told in several documents; "
                "list each once with: --collapse")  # fmt: skip
    if not found:
        raise click.exceptions.Exit(1)


@click.command()
@click.argument("claim_id", metavar="CLAIM")
@database_option
@format_option("text", "json")
def show(claim_id: str, db: Path, output_format: str) -> None:
    """Show one claim in its paragraph, with exact spans and where it came from.

    CLAIM is a claim's id, or enough of its first digits.
    """
    with Store.open(db, create=False) as store:
        reader = store.reader()
        claim = reader.claim(claim_id)
        standing = reader.standing(claim)
    notes = [*_notes(standing)]
    if output_format == "json":
        for note in notes:
            message(f"{claim.id}: {note}")
        print_record(claim_record(claim))
    else:
        console = data_console()
        panel = claim_panel(claim, width=console.width, judgements=standing.judgements, notes=notes)
        console.print(panel)


def _notes(standing: Standing) -> Iterator[str]:
    if standing.rejected is not None:
        yield rejected_note(standing.rejected)
    if standing.later_revision is not None:
        now = ", ".join(standing.replaced_by)
        yield (
            f"of an earlier revision of its page; the newest one is {standing.later_revision}"
            + (f", and its judgements are with {now} now" if now else "")
        )
    elif not standing.is_current:
        now = ", ".join(standing.replaced_by)
        yield (
            "of an earlier reading: the newest one of this document does not have it"
            + (f"; its judgements are with {now} now" if now else "")
        )  # fmt: skip
