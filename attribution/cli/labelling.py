"""`attribution label`: an analyst's corrections."""

from __future__ import annotations

import getpass
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import click

from attribution.cli.options import database_option
from attribution.cli.output import message
from attribution.errors import StoreError
from attribution.records import MAX_CODE_CHARS, Act, Judgement, Stance, is_code
from attribution.reporting.wording import one_line
from attribution.store import ClaimQuery, Reader, Store

__all__ = ["label"]


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
@click.option("--author", envvar="ATTRIBUTION_AUTHOR", show_envvar=True,
              help="Who says so; by default your user name.")  # fmt: skip
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
    name = _user_name() if author is None else _name("--author", author)
    with Store.open(db, create=False) as store:
        reader = store.reader()
        if "side" in said:
            _check_side(reader, said["side"])
        known = dict.fromkeys(_current(reader, claim) for claim in claims)
        at = datetime.now(tz=UTC)
        with store.writer() as writer:
            writer.judge(*(
                Judgement(claim=claim, field=field, value=value, author=name, at=at)
                for claim in known for field, value in said.items()
            ))  # fmt: skip
    told = ", ".join(f"{field} {value}" for field, value in said.items())
    for claim in known:
        message(f"{claim}: {told}, says {name}")


def _said(
    fields: Mapping[str, str | None], *, is_accepted: bool, is_rejected: bool
) -> dict[str, str]:
    """Field → what is right."""
    if is_accepted and is_rejected:
        msg = "--accept and --reject say the opposite; give one of them"
        raise click.UsageError(msg)
    said = {name: value for name, value in fields.items() if value is not None}
    if "side" in said:
        said["side"] = said["side"].strip().upper()
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
    name = one_line(given)
    if not any(c.isalnum() for c in name):
        msg = f"{option} {given!r} is no name; write one"
        raise click.UsageError(msg)
    return name


def _check_side(reader: Reader, side: str) -> None:
    """Refuse what is neither a code nor in use here."""
    if is_code(side) or reader.claims(ClaimQuery(side=side, include_all=True, limit=1)):
        return
    msg = (
        f"--side {side!r} is no code of a side: those have 2 to {MAX_CODE_CHARS} capitals or "
        "digits, such as US or HAMAS; UNKNOWN where nobody knows"
    )
    raise click.UsageError(msg)


def _current(reader: Reader, wanted: str) -> str:
    """The whole id of a claim; a line where the newest reading does not have it.

    Raises:
        StoreError: if there is no such claim, or another one has taken its place.
    """
    claim = reader.claim(wanted)
    standing = reader.standing(claim)
    if standing.replaced_by:
        now = ", ".join(standing.replaced_by)
        msg = f"{claim.id}: of an earlier reading; its judgements are with {now}: label that"
        raise StoreError(msg)
    if not standing.is_current:
        message(f"{claim.id}: of an earlier reading; what you say counts when it is found again")
    return claim.id


def _user_name() -> str:
    try:
        return one_line(getpass.getuser()) or "analyst"
    except (OSError, KeyError):
        # A container may run as a user whom no one has named.
        return "analyst"
