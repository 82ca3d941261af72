"""`attribution label`: an analyst's corrections."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime
from pathlib import Path

import click

from attribution.cli.options import database_option
from attribution.cli.output import message
from attribution.errors import StoreError
from attribution.records import Act, Judgement, Stance
from attribution.store import Reader, Store

__all__ = ["label"]


@click.command()
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM…")
@click.option("--side", help="Code of the side the speaker stands for, such as US; UNKNOWN.")
@click.option("--speaker", help="The speaker's name.")
@click.option("--stance", type=click.Choice([stance.value for stance in Stance]),
              help="Attitude toward the other side or the talks.")  # fmt: skip
@click.option("--act", type=click.Choice([act.value for act in Act]),
              help="What the speaker does by saying it.")  # fmt: skip
@click.option("--accept", "verdict", flag_value="accept", help="The claim is right; show it.")
@click.option("--reject", "verdict", flag_value="reject", help="This is no claim; leave it out.")
@click.option("--author", envvar="ATTRIBUTION_AUTHOR", show_envvar=True,
              help="Who says so; by default your user name.")  # fmt: skip
@database_option
def label(
    claims: tuple[str, ...], *, db: Path, author: str | None, **fields: str | None
) -> None:  # fmt: skip
    """Correct claims, accept them or leave them out.

    CLAIM is a claim's id, or enough of its first digits. What you say is kept beside the
    prediction, survives every new reading of the document and wins in every view.
    """
    if fields["side"] is not None:
        fields["side"] = fields["side"].strip().upper()
    said = {name: value for name, value in fields.items() if value is not None}
    if not said:
        msg = "say what is right: --side, --speaker, --stance, --act, --accept or --reject"
        raise click.UsageError(msg)
    name = author or _user_name()
    with Store.open(db, create=False) as store:
        known = [_known_id(store.reader(), claim) for claim in claims]
        with store.writer() as writer:
            for claim in known:
                for field, value in said.items():
                    writer.judge(
                        Judgement(
                            claim=claim, field=field, value=value, author=name,
                            at=datetime.now(tz=UTC),
                        )
                    )  # fmt: skip
    told = ", ".join(f"{field} {value}" for field, value in said.items())
    for claim in known:
        message(f"{claim}: {told}, says {name}")


def _known_id(reader: Reader, claim: str) -> str:
    """The whole id; one that was left out before is in no view, so it must be given whole."""
    try:
        return reader.claim(claim).id
    except StoreError:
        if reader.judgements(claim):
            return claim
        raise


def _user_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        # A container may run as a user whom no one has named.
        return "analyst"
