"""`attribution label`: an analyst's corrections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import click

from attribution.cli.judging import (
    author_name,
    author_option,
    side_code,
    store_judgements,
    whole_name,
    withdraw,
)
from attribution.cli.options import database_option
from attribution.records import Act, Stance
from attribution.store import FIELDS, Store

__all__ = ["label"]

_ALL: Final = "all"


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
@click.option("--withdraw", "withdrawn", multiple=True, type=click.Choice([*FIELDS, _ALL]),
              help="Take back what people said of this field, or all of it; what was found "
              "counts again.")  # fmt: skip
@author_option
@database_option
def label(
    claims: tuple[str, ...],
    *,
    db: Path,
    author: str | None,
    is_accepted: bool,
    is_rejected: bool,
    withdrawn: tuple[str, ...],
    **fields: str | None,
) -> None:
    """Correct claims, accept them, leave them out, or take such a judgement back.

    CLAIM is a claim's id, or enough of its first digits. What you say is kept beside the
    prediction, survives every new reading of the document and wins in every view, until somebody
    withdraws it: then the prediction counts again, and what was said stays in the database.
    Either all of it is stored or, where something is wrong, nothing.
    """
    said = _said(fields, is_accepted=is_accepted, is_rejected=is_rejected, withdrawn=withdrawn)
    name = author_name(author)
    with Store.open(db, create=False) as store:
        if withdrawn:
            chosen = () if _ALL in withdrawn else dict.fromkeys(withdrawn)
            withdraw(store, claims, chosen, author=name)
            return
        if "side" in said:
            said["side"] = side_code(store.reader(), said["side"], told="--side")
        store_judgements(store, claims, said, author=name)


def _said(
    fields: Mapping[str, str | None],
    *,
    is_accepted: bool,
    is_rejected: bool,
    withdrawn: Sequence[str],
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
    if said and withdrawn:
        msg = "--withdraw stands alone; what you say anew counts without it"
        raise click.UsageError(msg)
    if not said and not withdrawn:
        msg = (
            "say what is right: --side, --speaker, --stance, --act, --accept or --reject; or "
            "--withdraw what was said"
        )
        raise click.UsageError(msg)
    return said
