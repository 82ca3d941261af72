"""`attribution label`: an analyst's corrections."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from attribution.cli.options import database_option
from attribution.cli.output import message
from attribution.errors import StoreError
from attribution.judging import name_problem, side_problem, standing_problem, tidy_side
from attribution.records import Act, Judgement, Stance
from attribution.reporting.wording import one_line
from attribution.store import Reader, Store

__all__ = ["author_name", "author_option", "judge", "label", "told"]

CommandT = TypeVar("CommandT", bound=Callable[..., Any])


def author_option(command: CommandT) -> CommandT:
    """`--author NAME`, by default from ATTRIBUTION_AUTHOR; see `author_name`."""
    return click.option(
        "--author", envvar="ATTRIBUTION_AUTHOR", show_envvar=True,
        help="Who says so; by default your user name.",
    )(command)  # fmt: skip


@click.command()
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM…")
@click.option("--side", help="Code of the side the speaker stands for, such as US; UNKNOWN.")
@click.option("--speaker", help="The speaker's name.")
@click.option("--stance", type=click.Choice([stance.value for stance in Stance]),
              help="Attitude toward the other side or the talks.")  # fmt: skip
@click.option("--act", type=click.Choice([act.value for act in Act]),
              help="What the speaker does by saying it.")  # fmt: skip
@click.option("--accept", "is_accepted", is_flag=True, help="The claim is right; show it.")
@click.option("--reject", "is_rejected", is_flag=True, help="This is no claim; leave it out.")
@author_option
@database_option
def label(
    claims: tuple[str, ...],
    *,
    db: Path,
    author: str | None,
    is_accepted: bool,
    is_rejected: bool,
    **fields: str | None,
) -> None:
    """Correct claims, accept them or leave them out.

    CLAIM is a claim's id, or enough of its first digits. What you say is kept beside the
    prediction, survives every new reading of the document and wins in every view. Either all of
    it is stored or, where something is wrong, nothing.
    """
    said = _said(fields, is_accepted=is_accepted, is_rejected=is_rejected)
    name = author_name(author)
    with Store.open(db, create=False) as store:
        reader = store.reader()
        if "side" in said and (problem := side_problem(said["side"], reader)):
            msg = f"--side {problem}"
            raise click.UsageError(msg)
        known = dict.fromkeys(_current(reader, claim) for claim in claims)
        judge(store, dict.fromkeys(known, said), author=name)


def judge(store: Store, said: Mapping[str, Mapping[str, str]], *, author: str) -> None:
    """Store what somebody says of claims, all or nothing, and tell it.

    Args:
        store: to write to.
        said: claim id → field → value.
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


def told(said: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """What is said, a line a claim."""
    for claim, fields in said.items():
        yield f"{claim}: {', '.join(f'{field} {value}' for field, value in fields.items())}"


def author_name(given: str | None) -> str:
    """Who speaks: the name given, else that of the user.

    Raises:
        click.UsageError: if what is given is no name.
    """
    return _user_name() if given is None else _name("--author", given)


def _said(
    fields: Mapping[str, str | None], *, is_accepted: bool, is_rejected: bool
) -> dict[str, str]:
    """Field → what is right."""
    if is_accepted and is_rejected:
        msg = "--accept and --reject say the opposite; give one of them"
        raise click.UsageError(msg)
    said = {name: value for name, value in fields.items() if value is not None}
    if "side" in said:
        said["side"] = tidy_side(said["side"])
    if "speaker" in said:
        said["speaker"] = _name("--speaker", said["speaker"])
    if is_accepted or is_rejected:
        said["verdict"] = "accept" if is_accepted else "reject"
    if not said:
        msg = "say what is right: --side, --speaker, --stance, --act, --accept or --reject"
        raise click.UsageError(msg)
    return said


def _name(option: str, given: str) -> str:
    """A name on one line."""
    if problem := name_problem(given):
        msg = f"{option} {problem}"
        raise click.UsageError(msg)
    return one_line(given)


def _current(reader: Reader, wanted: str) -> str:
    """The whole id of a claim; a line where the newest reading does not have it.

    Raises:
        StoreError: if there is no such claim, or another one has taken its place.
    """
    claim = reader.claim(wanted)
    standing = reader.standing(claim)
    if problem := standing_problem(claim, standing):
        raise StoreError(problem)
    if not standing.is_current:
        message(f"{claim.id}: of an earlier reading; what you say counts when it is found again")
    return claim.id


def _user_name() -> str:
    try:
        return one_line(getpass.getuser()) or "analyst"
    except (OSError, KeyError):
        # A container may run as a user whom no one has named.
        return "analyst"
