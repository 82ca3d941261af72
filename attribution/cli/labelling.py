"""`attribution label`: an analyst's corrections."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from attribution.cli.judging import (
    author_name,
    author_option,
    side_code,
    store_judgements,
    whole_name,
)
from attribution.cli.options import database_option
from attribution.records import Act, Stance
from attribution.store import Store

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
        if "side" in said:
            said["side"] = side_code(store.reader(), said["side"], told="--side")
        store_judgements(store, claims, said, author=name)


def _said(
    fields: Mapping[str, str | None], *, is_accepted: bool, is_rejected: bool
) -> dict[str, str]:
    """Field → what is right."""
    if is_accepted and is_rejected:
        msg = "--accept and --reject say the opposite; give one of them"
        raise click.UsageError(msg)
    said = {name: value for name, value in fields.items() if value is not None}
    if "speaker" in said:
        said["speaker"] = whole_name(said["speaker"], told="--speaker")
    if is_accepted or is_rejected:
        said["verdict"] = "accept" if is_accepted else "reject"
    if not said:
        msg = "say what is right: --side, --speaker, --stance, --act, --accept or --reject"
        raise click.UsageError(msg)
    return said
