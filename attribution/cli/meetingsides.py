"""`attribution meetings sides`: the side set of a meeting."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from attribution.cli.filing import choose_meeting
from attribution.cli.informing import inform_meetings, keep_option
from attribution.cli.options import database_option
from attribution.cli.output import message, print_record
from attribution.cli.sidesets import load_side_set
from attribution.errors import StoreError
from attribution.records import Meeting
from attribution.store import Store

__all__ = ["sides_of_meeting"]


@click.command("sides")
@click.argument("name", required=False)
@click.option("--set", "wanted_set", metavar="SET",
              help="Attach this side set, by file or name; the database keeps a copy.")  # fmt: skip
@click.option("--none", "is_taken_off", is_flag=True, help="Take the side set off.")
@keep_option
@database_option
def sides_of_meeting(
    name: str | None, wanted_set: str | None, *, is_taken_off: bool, is_kept: bool, db: Path
) -> None:
    """Attach a side set to a meeting, or show the one it has as JSON.

    From then on compare, claims and speakers show that meeting with the sides of the set.
    A side that a person judged wins over the set. Bodies and people of the set that were
    unknown are looked for in the meeting's documents.
    """
    if wanted_set is not None and is_taken_off:
        msg = "--set and --none contradict each other; give one"
        raise click.UsageError(msg)
    side_set = None if wanted_set is None else load_side_set(wanted_set)
    with Store.open(db, create=False) as store:
        reader = store.reader()
        meant = choose_meeting(reader, name)
        if meant is None:
            msg = "no meeting here; file documents with: add --meeting NAME"
            raise StoreError(msg)
        if side_set is None and not is_taken_off:
            _show(meant, reader.meeting(meant))
            return
        with store.writer() as writer:
            writer.put_side_set(meant, side_set)
        if not is_kept:
            inform_meetings(store, [meant])
    message(f"{meant}: " + (f"sides of {side_set.name}" if side_set else "no side set any more"))


def _show(name: str, meeting: Meeting | None) -> None:
    if meeting is None or meeting.side_set is None:
        message(f"{name}: no side set; attach one with: attribution meetings sides NAME --set SET")
        raise click.exceptions.Exit(1)
    print_record(asdict(meeting.side_set))
