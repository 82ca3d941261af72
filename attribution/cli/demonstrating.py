"""`attribution demo`: the bundled dossier, end to end."""

from __future__ import annotations

import tempfile
from importlib import resources
from pathlib import Path

import click

from attribution.cli.comparing import comparison_of, print_comparison, write_page
from attribution.cli.inputs import InputReader
from attribution.cli.options import format_option
from attribution.cli.output import data_console, message
from attribution.cli.taking import add_documents
from attribution.reading import ReadOptions
from attribution.records import Meeting
from attribution.reporting import claim_panel
from attribution.store import ClaimQuery, Store

__all__ = ["demo"]

MEETING = "Russia-US talks on embassy operations"


@click.command()
@click.option("--db", "db", type=click.Path(path_type=Path, dir_okay=False),
              help="Keep the claims in this file; by default they are thrown away.")  # fmt: skip
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False),
              help="Also write the report page there.")  # fmt: skip
@format_option("table", "md", "json")
def demo(db: Path | None, html: Path | None, output_format: str) -> None:
    """Read five bundled documents about one negotiation and compare the sides' versions.

    Two readouts and three news reports about the Istanbul talks of Russia and the United
    States on their embassies, February to June 2025. Needs no network and no argument.
    """
    folder = resources.files("attribution").joinpath("data", "demo", "istanbul")
    with resources.as_file(folder) as path, tempfile.TemporaryDirectory() as scratch:
        reader = InputReader([str(path)], ReadOptions(meeting=MEETING))
        with Store.open(db or Path(scratch) / "demo.db") as store:
            n_added, n_claims, _ = add_documents(
                reader, store, tier="fast", threads=None, meeting=MEETING
            )
            claims = store.reader().claims(ClaimQuery(meeting=MEETING))
        message(f"read {n_added} documents with {n_claims} claims")
        comparison = comparison_of(claims, Meeting(name=MEETING, sides=("RU", "US")))
        if html is not None:
            write_page(comparison, html)
        print_comparison(comparison, output_format)
        if output_format == "table" and comparison.points:
            first = next(iter(comparison.points[0].claims.values()))[0]
            data_console().print(claim_panel(comparison.claims[first]))
    if db is not None:
        message(f"every claim opens with: attribution show ID --db {db}")
