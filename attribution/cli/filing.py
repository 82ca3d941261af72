"""Meetings by the names that users give."""

from __future__ import annotations

import click

from attribution.cli.output import message
from attribution.errors import StoreError
from attribution.letters import has_half_characters
from attribution.reporting.wording import one_line
from attribution.store import ClaimQuery, Reader

__all__ = ["check_name", "choose_meeting", "hint_at_meetings"]


def choose_meeting(reader: Reader, wanted: str | None) -> str | None:
    """The meeting meant: its name or an older one, else the only name that contains the words.

    Args:
        reader: of the database.
        wanted: as given; without it the only meeting is meant.

    Returns:
        None if none was asked for and none is known.

    Raises:
        StoreError: if no meeting fits, or several do.
    """
    known = _names(reader)
    if wanted is None:
        if len(known) > 1:
            msg = f"several meetings here; name one of: {_listed(known)}"
            raise StoreError(msg)
        return known[0] if known else None
    if wanted in known:
        return wanted
    # The store knows spellings without accents and the names from before a merge.
    about = reader.claims(ClaimQuery(meeting=wanted, include_all=True, limit=1))
    if about:
        return about[0].meeting
    fitting = [name for name in known if wanted.casefold() in name.casefold()]
    if len(fitting) != 1:
        problem = "fits several meetings" if fitting else "is no meeting here"
        msg = f"{wanted!r} {problem}; known are: {_listed(fitting or known)}"
        raise StoreError(msg)
    return fitting[0]


def check_name(name: str) -> None:
    """See that a new name of a meeting is one.

    Raises:
        UsageError: if it is blank or holds half a character.
    """
    if not name.strip():
        msg = "the name of a meeting is empty; give it one, such as 'Harbour talks'"
        raise click.UsageError(msg)
    if has_half_characters(name):
        msg = "the name of a meeting holds half a character; write it in UTF-8"
        raise click.UsageError(msg)


def hint_at_meetings(reader: Reader, wanted: str) -> None:
    """Where `wanted` is no meeting, say which there are."""
    known = _names(reader)
    if wanted not in known:
        message(f"{wanted!r} is no meeting here; known are: {_listed(known)}")


def _names(reader: Reader) -> list[str]:
    return [count.meeting.name for count in reader.meetings()]


def _listed(names: list[str]) -> str:
    return "; ".join(map(one_line, names)) or "none (file documents with: add --meeting NAME)"
