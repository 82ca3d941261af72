"""The filters of `attribution claims`, which other commands that go through claims take too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypedDict, TypeVar

import click

from attribution.cli.filing import filter_meeting
from attribution.cli.options import DAY
from attribution.records import Act, Stance
from attribution.store import ClaimQuery, Reader

__all__ = ["Filters", "filter_options", "query_of", "selection_options"]

CommandT = TypeVar("CommandT", bound=Callable[..., Any])


class Filters(TypedDict):
    """What `filter_options` gives to a command."""

    meeting: str | None
    side: str | None
    speaker: str | None
    stance: str | None
    act: str | None
    since: date | None
    until: date | None
    outlets: tuple[str, ...]
    query: str | None
    include_all: bool


_SELECTING = (
    click.option("--since", type=DAY,
                 help="First day it was said, YYYY-MM-DD; the day of publication counts where the "
                      "text does not tell."),
    click.option("--until", type=DAY, help="Last day it was said, likewise."),
    click.option("--outlet", "outlets", multiple=True,
                 help="Part of the outlet's name; given several times, any of them."),
)  # fmt: skip
_OPTIONS = (
    click.option(
        "--meeting", help="Only claims filed under this meeting; part of its name will do."
    ),
    click.option("--side", help="Side code, such as RU."),
    click.option("--speaker", help="Part of the speaker's name."),
    click.option("--stance", type=click.Choice([stance.value for stance in Stance]),
                 help="Attitude toward the other side or the talks."),
    click.option("--act", type=click.Choice([act.value for act in Act]),
                 help="What the speaker does by saying it."),
    *_SELECTING,
    click.option("--query", help='Words in what was said; "a phrase", sanction*.'),
    click.option("--all", "include_all", is_flag=True,
                 help="Also attitudes, questions of the press, what nobody is said to state, "
                      "nested statements, headlines and page furniture."),
)  # fmt: skip


def filter_options(command: CommandT) -> CommandT:
    """`--meeting`, `--side` and the others, as `Filters`."""
    return _with(_OPTIONS, command)


def selection_options(command: CommandT) -> CommandT:
    """`--since`, `--until` and `--outlet`: which part of a meeting's claims counts."""
    return _with(_SELECTING, command)


def _with(options: Sequence[Callable[[CommandT], CommandT]], command: CommandT) -> CommandT:
    for option in reversed(options):
        command = option(command)
    return command


def query_of(reader: Reader, filters: Filters) -> ClaimQuery:
    """The claims that filters mean.

    Raises:
        StoreError: if several meetings fit.
    """
    return ClaimQuery(
        meeting=filter_meeting(reader, filters["meeting"]),
        side=filters["side"],
        speaker=filters["speaker"],
        stance=Stance(filters["stance"]) if filters["stance"] else None,
        act=Act(filters["act"]) if filters["act"] else None,
        since=filters["since"],
        until=filters["until"],
        outlets=filters["outlets"],
        text=filters["query"],
        include_all=filters["include_all"],
    )
