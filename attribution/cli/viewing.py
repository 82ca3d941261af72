"""`attribution claims` and `attribution show`: what is in the database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from attribution.cli.filing import filter_meeting, hint_at_filters
from attribution.cli.options import DAY, database_option, format_option
from attribution.cli.output import data_console, message, print_claims, print_record
from attribution.cli.sidesets import choose_set, read_viewed, side_set_option
from attribution.exporting import claim_record
from attribution.records import Act, Stance
from attribution.reporting import claim_panel, rejected_note
from attribution.store import ClaimQuery, Standing, Store

__all__ = ["claims", "show"]


@click.command()
@click.option("--meeting", help="Only claims filed under this meeting; part of its name will do.")
@click.option("--side", help="Side code, such as RU.")
@click.option("--speaker", help="Part of the speaker's name.")
@click.option("--stance", type=click.Choice([stance.value for stance in Stance]),
              help="Attitude toward the other side or the talks.")  # fmt: skip
@click.option("--act", type=click.Choice([act.value for act in Act]),
              help="What the speaker does by saying it.")  # fmt: skip
@click.option("--since", type=DAY,
              help="First day it was said, YYYY-MM-DD; the day of publication counts where the "
                   "text does not tell.")  # fmt: skip
@click.option("--until", type=DAY, help="Last day it was said, likewise.")
@click.option("--query", help='Words in what was said; "a phrase", sanction*.')
@click.option("--all", "include_all", is_flag=True,
              help="Also attitudes, questions of the press, what nobody is said to state, nested "
                   "statements, headlines and page furniture.")  # fmt: skip
@side_set_option
@click.option("--limit", type=click.IntRange(min=1), help="At most so many, the earliest first.")
@database_option
@format_option("table", "json", "jsonl", "csv", "md")
def claims(  # noqa: PLR0913 - one argument an option
    *,
    db: Path,
    output_format: str,
    meeting: str | None,
    side: str | None,
    speaker: str | None,
    stance: str | None,
    act: str | None,
    since: date | None,
    until: date | None,
    query: str | None,
    limit: int | None,
    include_all: bool,
    wanted_set: str | None,
) -> None:
    """List claims, filtered by meeting, side, speaker, stance, act, date or words."""
    with Store.open(db, create=False) as store:
        reader = store.reader()
        wanted = ClaimQuery(
            meeting=filter_meeting(reader, meeting), side=side, speaker=speaker, since=since,
            until=until, text=query, stance=Stance(stance) if stance else None,
            act=Act(act) if act else None, include_all=include_all, limit=limit,
        )  # fmt: skip
        side_set = choose_set(reader, wanted.meeting, wanted_set)
        found = read_viewed(reader, wanted, side_set)
        if not found:
            hint_at_filters(reader, wanted, side_set)
    print_claims(found, output_format)
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
    if not standing.is_current:
        now = ", ".join(standing.replaced_by)
        yield (
            "of an earlier reading: the newest one of this document does not have it"
            + (f"; its judgements are with {now} now" if now else "")
        )  # fmt: skip
