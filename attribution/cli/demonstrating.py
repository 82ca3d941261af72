"""`attribution demo`: the bundled dossier, end to end."""

from __future__ import annotations

import tempfile
from importlib import resources
from pathlib import Path
from typing import Final

import click

from attribution.cli.comparing import check_page, comparison_of, print_comparison, write_page
from attribution.cli.inputs import InputReader
from attribution.cli.options import format_option
from attribution.cli.output import data_console, message
from attribution.cli.taking import add_documents
from attribution.cli.versions import measured_rates, run_of
from attribution.cli.working import Workers
from attribution.reading import ReadOptions
from attribution.records import Meeting
from attribution.reporting import claim_panel
from attribution.reporting.wording import count
from attribution.store import ClaimQuery, Store

__all__ = ["demo"]

MEETING: Final = "Russia-US talks on embassy operations"
_TIER: Final = "accurate"
"""The default of the other commands: whoever tries the program sees what it does."""


@click.command()
@click.option("--db", "db", type=click.Path(path_type=Path),
              help="Keep the claims in this file; by default they are thrown away.")  # fmt: skip
@click.option("--html", type=click.Path(path_type=Path),
              help="Also write the report page there.")  # fmt: skip
@format_option("table", "md", "json")
def demo(db: Path | None, html: Path | None, output_format: str) -> None:
    """Read five bundled documents about one negotiation and compare the sides' versions.

    Two readouts and three news reports about the Istanbul talks of Russia and the United
    States on their embassies, February to June 2025. Needs no network and no argument.
    """
    if html is not None:
        check_page(html)
    folder = resources.files("attribution").joinpath("data", "demo", "istanbul")
    with resources.as_file(folder) as path, tempfile.TemporaryDirectory() as scratch:
        reader = InputReader([str(path)], ReadOptions(meeting=MEETING))
        with Store.open(db or Path(scratch) / "demo.db") as store:
            add_documents(
                reader, store, run=run_of(_TIER), workers=Workers(tier=_TIER, threads=None),
                meeting=MEETING,
            )  # fmt: skip
            claims = store.reader().claims(ClaimQuery(meeting=MEETING))
            message(f"{count(len(reader), 'document')} with {count(len(claims), 'claim')}")
            comparison = comparison_of(
                claims, Meeting(name=MEETING, sides=("RU", "US")), tier=_TIER,
                store=None if db is None else store,
            )  # fmt: skip
        if html is not None:
            rates = measured_rates([_TIER], relations=_TIER)
            write_page(comparison, html, rates=rates)
        print_comparison(comparison, output_format)
        if output_format == "table" and comparison.points:
            console = data_console()
            first = next(iter(comparison.claims.values()))
            console.print(claim_panel(first, width=console.width))
    if db is not None:
        message(f"kept in {db}; open a claim with: attribution show ID --db {db}")
