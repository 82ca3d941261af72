"""Pages that changed: what `add` says of a new revision, and `attribution documents revisions`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click
from rich.text import Text

from attribution.cli.filing import N_HASH_DIGITS, choose_document
from attribution.cli.options import database_option, format_option
from attribution.cli.output import data_console, message, print_records
from attribution.copies import is_edited
from attribution.exporting import claim_record
from attribution.records import Claim, Document
from attribution.reporting.wording import count, one_line, speaker_side
from attribution.store import Added, Difference, Revision, Store

__all__ = ["revisions", "tell_revised"]


def tell_revised(document: Document, added: Added) -> None:
    """Say on stderr that a document is a new revision, or that only its address is known."""
    name = one_line(document.name)
    if added.apart is not None:
        message(
            f"{name}: same address as {one_line(added.apart)}, but the texts share next to "
            "nothing; kept as another document"
        )
    if added.revised is None:
        return
    revised = added.revised
    message(
        f"{name}: revision {revised.number} of {one_line(revised.name)}: "
        f"{_difference(revised.difference)}; see them with: "
        f"attribution documents revisions {added.document[:N_HASH_DIGITS]}"
    )
    if revised.carried:
        message(f"judgements of {count(len(revised.carried), 'claim')} carried to the new revision")
    if revised.lost:
        message(
            f"warning: {count(len(revised.lost), 'judged claim')} gone from the page: "
            f"{', '.join(revised.lost)}; see them with: attribution show ID"
        )


def _difference(found: Difference) -> str:
    """`3 claims new, 1 gone, 12 the same`, and how many of these were edited."""
    n_edited = len(_edited(found))
    edited = f" ({n_edited} edited)" if n_edited else ""
    return (
        f"{count(len(found.new), 'claim')} new, {len(found.gone)} gone, "
        f"{len(found.same)} the same{edited}"
    )


def _edited(found: Difference) -> list[tuple[Claim, Claim]]:
    return [pair for pair in found.same if is_edited(*pair)]


@click.command("revisions")
@click.argument("wanted", metavar="[DOC]", required=False)
@database_option
@format_option("text", "json", "jsonl")
def revisions(wanted: str | None, db: Path, output_format: str) -> None:
    """Show how the claims of a page changed from one text of it to the next.

    DOC is a document's path as it was added, the end of it from a / on, or the first digits of
    its hash; without it every page that changed is shown. Claims of earlier revisions count
    nowhere else; `show` opens them.
    """
    with Store.open(db, create=False) as store:
        reader = store.revisions()
        chosen = reader.changed() if wanted is None else [choose_document(store.reader(), wanted)]
        pages = [reader.of(document.sha256) for document in chosen]
    if output_format != "text":
        print_records((_record(page) for page in pages), output_format)
    elif pages:
        console = data_console()
        for line in _lines(pages):
            console.print(line)
    if not pages:
        message("No page here changed. Add a newer text with: attribution add FILE --url ADDRESS")
        raise click.exceptions.Exit(1)


def _record(page: Sequence[Revision]) -> dict[str, Any]:
    return {"url": page[-1].document.url, "revisions": [_revision_record(one) for one in page]}


def _revision_record(one: Revision) -> dict[str, Any]:
    document, found = one.document, one.difference
    return {
        "revision": one.number, "document": document.sha256, "document_name": document.name,
        "published": document.published.isoformat() if document.published else None,
        "added": one.added_at.isoformat(), "claims": [claim.id for claim in one.claims],
        "new": [claim_record(claim) for claim in found.new],
        "gone": [claim_record(claim) for claim in found.gone],
        "same": [
            {"before": before.id, "after": after.id, "edited": is_edited(before, after)}
            for before, after in found.same
        ],
    }  # fmt: skip


def _lines(pages: Sequence[Sequence[Revision]]) -> Iterator[Text]:
    for number, page in enumerate(pages):
        if number:
            yield Text("")
        newest = page[-1].document
        title = f"{one_line(newest.url or newest.name)}: {count(len(page), 'revision')}"
        yield Text(title, style="bold")
        for one in page:
            yield from _revision_lines(one)


def _revision_lines(one: Revision) -> Iterator[Text]:
    document = one.document
    told = (
        _difference(one.difference) if one.number > 1 else count(len(one.claims), "claim")
    )  # fmt: skip
    yield Text(
        f"{one.number}. {one_line(document.name)} ({document.sha256[:N_HASH_DIGITS]}…), "
        f"added {one.added_at:%Y-%m-%d %H:%M}: {told}"
    )
    if one.number == 1:
        return
    yield from (_claim_line("+", claim, "green") for claim in one.difference.new)
    yield from (_claim_line("−", claim, "red") for claim in one.difference.gone)
    for before, after in _edited(one.difference):
        yield _claim_line("~", after, "yellow")
        yield Text(f"    before: {one_line(before.content_text)} ({before.id})", style="dim")


def _claim_line(sign: str, claim: Claim, style: str) -> Text:
    who = f"{one_line(claim.speaker.name)} ({speaker_side(claim.speaker)})"
    return Text.assemble(
        (f"  {sign} ", style), (who, "bold"), f": {one_line(claim.content_text)} ",
        (f"({claim.id})", "cyan"),
    )  # fmt: skip
