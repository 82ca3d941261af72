"""`attribution speakers`: who was resolved to whom, why and how surely."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import click

from attribution.cli.filing import filter_meeting, fitting_documents, hint_at_filters
from attribution.cli.options import database_option, format_option
from attribution.cli.output import data_console, message, print_records
from attribution.cli.sidesets import choose_set, read_viewed, side_set_option
from attribution.errors import StoreError
from attribution.records import UNKNOWN, Claim, SideSet
from attribution.reporting import fitted_table
from attribution.reporting.wording import SURE_SIDE, count, one_line
from attribution.sidesets import view_claims
from attribution.store import ClaimQuery, Reader, Store

__all__ = ["speakers"]

_COLUMNS: Final = (
    "speaker", "speaker_kind", "role", "organisation", "side", "sides", "claims", "mentions",
    "resolved_by", "confidence", "ids",
)  # fmt: skip


@click.command()
@click.argument("what", required=False, metavar="[DOC|CLAIM]")
@click.option("--meeting", help="Only claims filed under this meeting; part of its name will do.")
@click.option("--side", help="Side code, such as RU; UNKNOWN shows what is left to place.")
@side_set_option
@database_option
@format_option("table", "json", "jsonl", "csv", "md")
def speakers(
    *,
    what: str | None,
    meeting: str | None,
    side: str | None,
    wanted_set: str | None,
    db: Path,
    output_format: str,
) -> None:
    """List the speakers with how each was resolved: the rule, register entry or antecedent.

    DOC is a document's path as it was added, the end of it from a / on, or the first digits of
    its hash; CLAIM a claim's id, or enough of its first digits. Without either, all speakers of
    the database.
    """
    with Store.open(db, create=False) as store:
        reader = store.reader()
        query = ClaimQuery(meeting=filter_meeting(reader, meeting), side=side)
        side_set = choose_set(reader, query.meeting, wanted_set)
        found = _claims(reader, what, query, side_set)
        if not found:
            hint_at_filters(reader, query, side_set)
    rows = speaker_rows(found)
    if output_format == "table":
        if rows:
            _print_table(rows)
        message(f"{count(len(rows), 'speaker')} of {count(len(found), 'claim')}" if rows
                else "No speaker here.")  # fmt: skip
    else:
        print_records(rows, output_format, columns=_COLUMNS)
    if not rows:
        raise click.exceptions.Exit(1)


def _claims(
    reader: Reader, what: str | None, query: ClaimQuery, side_set: SideSet | None
) -> list[Claim]:
    found = read_viewed(reader, query, side_set)
    if what is None:
        return found
    fitting = {document.sha256 for document in fitting_documents(reader, what)}
    if fitting:
        return [claim for claim in found if claim.document.sha256 in fitting]
    try:
        claim = reader.claim(what)
    except StoreError as error:
        msg = f"{what}: neither a document nor a claim here; see them with: attribution claims"
        raise StoreError(msg) from error
    return [claim] if side_set is None else view_claims([claim], side_set)


def speaker_rows(claims: Sequence[Claim]) -> list[dict[str, Any]]:
    """One row a speaker and side, most claims first; ways of resolving and mentions listed."""
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        groups.setdefault((claim.speaker.name, claim.speaker.side), []).append(claim)
    rows = []
    for (name, side), members in groups.items():
        first = max(members, key=lambda claim: claim.speaker.confidence).speaker
        rows.append({
            "speaker": name, "speaker_kind": first.kind.value, "role": first.role or "",
            "organisation": first.organisation or "", "side": side,
            "sides": "; ".join(first.sides), "claims": len(members),
            "mentions": _distinct(claim.source_text or "(none)" for claim in members),
            "resolved_by": _distinct(claim.speaker.resolved_by for claim in members),
            "confidence": round(sum(c.speaker.confidence for c in members) / len(members), 2),
            "ids": "; ".join(claim.id for claim in members),
        })  # fmt: skip
    return sorted(rows, key=lambda row: (-row["claims"], row["speaker"], row["side"]))


def _distinct(texts: Any) -> str:  # noqa: ANN401 - any iterable of texts
    return "; ".join(dict.fromkeys(" ".join(text.split()) for text in texts))


def _print_table(rows: Sequence[dict[str, Any]]) -> None:
    console = data_console()
    headers = ("Speaker (side)", "Claims", "Named as", "Because", "Sure")
    cells = []
    for row in rows:
        is_guess = row["confidence"] < SURE_SIDE and row["side"] != UNKNOWN
        who = one_line(f"{row['speaker']} ({row['side']}{'?' if is_guess else ''})")
        role = f"\n{one_line(row['role'])}" if row["role"] else ""
        cells.append((
            who + role, str(row["claims"]), one_line(row["mentions"]),
            one_line(row["resolved_by"]), f"{row['confidence']:.2f}",
        ))  # fmt: skip
    console.print(fitted_table(headers, cells, width=console.width, show_lines=True))
