"""`attribution review`: claims one after the other, one key each."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Unpack

import click

from attribution.cli.filing import hint_at_filters
from attribution.cli.filtering import Filters, filter_options, query_of
from attribution.cli.judging import author_name, author_option
from attribution.cli.keys import Keys
from attribution.cli.options import database_option
from attribution.cli.output import message
from attribution.cli.session import Session
from attribution.cli.sidesets import choose_set, read_viewed, side_set_option
from attribution.records import SideSet
from attribution.reporting import no_claims_line
from attribution.store import ClaimQuery, Reader, Store

__all__ = ["review"]


@click.command()
@filter_options
@side_set_option
@click.option(
    "--judged", "with_judged", is_flag=True,
    help="Also claims that were judged before; rejected ones are in no list.",
)  # fmt: skip
@click.option("--limit", type=click.IntRange(min=1), help="At most so many, the least sure first.")
@author_option
@database_option
def review(
    *,
    db: Path,
    author: str | None,
    limit: int | None,
    with_judged: bool,
    wanted_set: str | None,
    **filters: Unpack[Filters],
) -> None:
    r"""Go through claims one by one: accept, correct or reject them with one key each.

    Those that nobody has judged come, the least sure first: by the product of the confidences of
    claim and speaker and the scores of stance and act. The keys:

    \b
      a  accept                  r  reject: this is no claim
      s  side, then its code     n  name of the speaker
      t  stance, then a letter   c  act, then a letter
      w  withdraw what was said  u  back to the claim before
      k  or Enter: next claim    q  quit
      ?  help

    Every decision is stored at once, as `attribution label` stores it, so you can stop at any
    moment and go on later. After u, what you press is newer and wins; w takes back all that was
    said of the claim, so that what was found counts again. What was said stays in the database.

    With a side set (--sides) --side may be a side of the set; claims show the side as it is
    stored, which is what you correct. Where the input is no terminal, the characters of its
    lines are the keys, and its end is q.
    """
    name = author_name(author)
    with Store.open(db, create=False) as store:
        store.check_writable()
        reader = store.reader()
        wanted = replace(
            query_of(reader, filters), unjudged=not with_judged, least_sure_first=True, limit=limit
        )
        side_set = _side_set(reader, wanted, wanted_set)
        ids = _ids(reader, wanted, side_set)
        if not ids:
            _say_why(reader, wanted, side_set)
            raise click.exceptions.Exit(1)
        Session(store, ids, author=name, keys=Keys(), with_judged=with_judged).run()


def _side_set(reader: Reader, wanted: ClaimQuery, given: str | None) -> SideSet | None:
    """The side set that the filter is about; the claims are shown as they are stored."""
    is_needed = given is not None or wanted.side is not None
    return choose_set(reader, wanted.meeting, given) if is_needed else None


def _ids(reader: Reader, wanted: ClaimQuery, side_set: SideSet | None) -> list[str]:
    if side_set is None:
        return reader.claim_ids(wanted)
    return [claim.id for claim in read_viewed(reader, wanted, side_set)]


def _say_why(reader: Reader, wanted: ClaimQuery, side_set: SideSet | None) -> None:
    """Say why there is nothing to review."""
    judged = replace(wanted, unjudged=False)
    if _ids(reader, replace(judged, limit=1), side_set):
        message("Nothing to review: all claims that fit are judged. Go through them with: --judged")
        return
    hint_at_filters(reader, judged, side_set)
    message(no_claims_line())
