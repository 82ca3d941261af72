"""What people say of claims: who says it, whether it can be said, storing it."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

import click

from attribution.cli.output import message
from attribution.errors import ClaimError
from attribution.judging import name_problem, side_problem, standing_problem, tidy_side
from attribution.records import Judgement
from attribution.reporting.wording import one_line
from attribution.store import Reader, Store

__all__ = [
    "author_name",
    "author_option",
    "judge",
    "side_code",
    "store_judgements",
    "told",
    "whole_name",
    "withdraw",
]

CommandT = TypeVar("CommandT", bound=Callable[..., Any])


def author_option(command: CommandT) -> CommandT:
    """`--author NAME`, by default from ATTRIBUTION_AUTHOR."""
    return click.option(
        "--author", envvar="ATTRIBUTION_AUTHOR", show_envvar=True,
        help="Who says so; by default your user name.",
    )(command)  # fmt: skip


def author_name(given: str | None) -> str:
    """Who judges: as given with `--author`, else the user.

    Raises:
        click.UsageError: if what is given is no name.
    """
    return _user_name() if given is None else whole_name(given, told="--author")


def whole_name(given: str, *, told: str) -> str:
    """A name on one line.

    Args:
        given: as typed.
        told: what to call it where it is none.

    Raises:
        click.UsageError: if it is none.
    """
    if problem := name_problem(given):
        msg = f"{told} {problem}"
        raise click.UsageError(msg)
    return one_line(given)


def side_code(reader: Reader, given: str, *, told: str) -> str:
    """The code of a side, in capitals.

    Args:
        reader: of the database; what is in use there is accepted whatever it is.
        given: as typed.
        told: what to call it where it is none.

    Raises:
        click.UsageError: if it is none.
    """
    side = tidy_side(given)
    if problem := side_problem(side, reader):
        msg = f"{told} {problem}"
        raise click.UsageError(msg)
    return side


def store_judgements(
    store: Store, claims: Iterable[str], said: Mapping[str, str], *, author: str
) -> None:
    """Store what somebody says of claims in one transaction, and say so.

    Args:
        store: of the claims.
        claims: ids, or enough of their first digits.
        said: field → what is right.
        author: who says so.

    Raises:
        ClaimError: if there is no such claim, another one has taken its place, or it cannot be
            so; nothing is stored then.
    """
    reader = store.reader()
    known = dict.fromkeys(_current(reader, claim) for claim in claims)
    judge(store, dict.fromkeys(known, said), author=author)


def withdraw(store: Store, claims: Iterable[str], fields: Iterable[str], *, author: str) -> None:
    """Let the predictions count again where people judged, in one transaction, and say so.

    Args:
        store: of the claims.
        claims: ids, or enough of their first digits.
        fields: of which nothing said is to count any more; empty for all that were judged.
        author: who withdraws it.

    Raises:
        ClaimError: if there is no such claim, another one has taken its place, or nobody judged
            it so; nothing is stored then.
    """
    reader = store.reader()
    wanted = tuple(fields)
    said: dict[str, dict[str, None]] = {}
    for claim in dict.fromkeys(_current(reader, one) for one in claims):
        judged = [one.field for one in reader.standing(reader.claim(claim)).counting]
        for field in (name for name in wanted if name not in judged):
            msg = f"{claim}: nobody judged its {field}; there is nothing to withdraw"
            raise ClaimError(msg)
        if not judged:
            msg = f"{claim}: nobody judged it; there is nothing to withdraw"
            raise ClaimError(msg)
        said[claim] = dict.fromkeys(wanted or judged)
    judge(store, said, author=author)


def judge(store: Store, said: Mapping[str, Mapping[str, str | None]], *, author: str) -> None:
    """Store what somebody says of each of some claims, all or nothing, and say so.

    Args:
        store: of the claims.
        said: claim id → field → what is right, or None to withdraw what was said of it.
        author: who says so.

    Raises:
        StoreError: if something of it cannot be stored; nothing is then.
    """
    at = datetime.now(tz=UTC)
    with store.writer() as writer:
        writer.judge(*(
            Judgement(claim=claim, field=field, value=value, author=author, at=at)
            for claim, fields in said.items() for field, value in fields.items()
        ))  # fmt: skip
    for line in told(said):
        message(f"{line}, says {author}")


def told(said: Mapping[str, Mapping[str, str | None]]) -> Iterator[str]:
    """What is said, a line a claim."""
    for claim, fields in said.items():
        shown = (f"{field} {value or 'withdrawn'}" for field, value in fields.items())
        yield f"{claim}: {', '.join(shown)}"


def _current(reader: Reader, wanted: str) -> str:
    """The whole id of a claim; a line where the newest reading does not have it."""
    claim = reader.claim(wanted)
    standing = reader.standing(claim)
    if problem := standing_problem(claim, standing):
        raise ClaimError(problem)
    if not standing.is_current:
        message(f"{claim.id}: of an earlier reading; what you say counts when it is found again")
    return claim.id


def _user_name() -> str:
    try:
        return one_line(getpass.getuser()) or "analyst"
    except (OSError, KeyError):
        # A container may run as a user whom no one has named.
        return "analyst"
