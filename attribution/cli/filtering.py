"""Options that choose claims, and the query that they make."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final, TypeVar

import click

from attribution.cli.filing import filter_meeting
from attribution.cli.options import DAY
from attribution.records import Act, Stance
from attribution.store import ClaimQuery, Reader

__all__ = ["claim_filters", "query_of"]

CommandT = TypeVar("CommandT", bound=Callable[..., Any])

_FILTERS: Final = (
    click.option("--meeting",
                 help="Only claims filed under this meeting; part of its name will do."),
    click.option("--side", help="Side code, such as RU."),
    click.option("--speaker", help="Part of the speaker's name."),
    click.option("--stance", type=click.Choice([stance.value for stance in Stance]),
                 help="Attitude toward the other side or the talks."),
    click.option("--act", type=click.Choice([act.value for act in Act]),
                 help="What the speaker does by saying it."),
    click.option("--since", type=DAY,
                 help="First day it was said, YYYY-MM-DD; the day of publication counts where the "
                 "text does not tell."),
    click.option("--until", type=DAY, help="Last day it was said, likewise."),
    click.option("--query", help='Words in what was said; "a phrase", sanction*.'),
    click.option("--all", "include_all", is_flag=True,
                 help="Also attitudes, questions of the press, what nobody is said to state, "
                 "nested statements, headlines and page furniture."),
    click.option("--limit", type=click.IntRange(min=1),
                 help="At most so many, the earliest first."),
)  # fmt: skip


def claim_filters(command: CommandT) -> CommandT:
    """Options by meeting, side, speaker, stance, act, day and words; `query_of` takes them."""
    for option in reversed(_FILTERS):
        command = option(command)
    return command


def query_of(  # noqa: PLR0913 - one argument an option
    reader: Reader,
    *,
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
) -> ClaimQuery:
    """What the options of `claim_filters` ask for.

    Raises:
        StoreError: if several meetings fit the one that is named.
    """
    return ClaimQuery(
        meeting=filter_meeting(reader, meeting), side=side, speaker=speaker, since=since,
        until=until, text=query, stance=Stance(stance) if stance else None,
        act=Act(act) if act else None, include_all=include_all, limit=limit,
    )  # fmt: skip
