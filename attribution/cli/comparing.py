"""`attribution compare`: the sides' versions of one meeting."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import click

from attribution.cli.options import database_option, format_option
from attribution.cli.output import data_console, message
from attribution.errors import StoreError
from attribution.exporting import comparison_record
from attribution.records import Claim, Comparison, Meeting
from attribution.reporting import comparison_html, comparison_markdown, comparison_view
from attribution.store import ClaimQuery, Store

__all__ = ["compare", "comparison_of", "print_comparison", "write_page"]


@click.command()
@click.argument("meeting", required=False)
@click.option("--sides", help="Columns, such as RU,US; by default the sides with most claims.")
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False),
              help="Also write one self-contained page there.")  # fmt: skip
@click.option("--threads", type=click.IntRange(min=1), help="Processors to use; by default all.")
@database_option
@format_option("table", "md", "json")
def compare(  # noqa: PLR0913 - one argument an option
    meeting: str | None,
    sides: str | None,
    html: Path | None,
    threads: int | None,
    db: Path,
    output_format: str,
) -> None:
    """Lay the sides' versions of a meeting next to each other.

    MEETING is a name given with `add --meeting`; without it the database's only meeting, or
    all documents when none was named.
    """
    with Store.open(db, create=False) as store:
        reader = store.reader()
        name = _choose([count.meeting.name for count in reader.meetings()], meeting)
        claims = reader.claims(ClaimQuery(meeting=name))
    if not claims:
        message("no claims to compare; add documents first: attribution add PATH")
        raise click.exceptions.Exit(1)
    columns = tuple(part.strip().upper() for part in sides.split(",")) if sides else ()
    comparison = comparison_of(
        claims, Meeting(name=name or "All documents", sides=columns), threads=threads
    )
    if html is not None:
        write_page(comparison, html)
    print_comparison(comparison, output_format)


def _choose(known: list[str], wanted: str | None) -> str | None:
    """The meeting meant: exact name, else the only one that contains the words."""
    if wanted is None:
        if len(known) > 1:
            msg = f"several meetings here; name one of: {'; '.join(known)}"
            raise StoreError(msg)
        return known[0] if known else None
    fitting = [name for name in known if name == wanted] or [
        name for name in known if wanted.casefold() in name.casefold()
    ]
    if len(fitting) != 1:
        problem = "fits several meetings" if fitting else "is no meeting here"
        msg = f"{wanted!r} {problem}; known are: {'; '.join(known) or 'none'}"
        raise StoreError(msg)
    return fitting[0]


def comparison_of(
    claims: list[Claim], meeting: Meeting, *, threads: int | None = None
) -> Comparison:
    """Compare claims with the packaged sentence encoder."""
    from attribution.comparing import compare_claims  # loads a model: only when needed
    from attribution.encoders import SentenceEmbedder

    return compare_claims(
        claims, meeting=meeting, embedder=SentenceEmbedder.load(n_threads=threads)
    )


def print_comparison(comparison: Comparison, output_format: str) -> None:
    """Print a comparison as table, Markdown or JSON."""
    if output_format == "json":
        record = comparison_record(comparison)
        click.echo(json.dumps(record, ensure_ascii=False, indent=1))
    elif output_format == "md":
        click.echo(comparison_markdown(comparison), nl=False)
    else:
        console = data_console()
        console.print(comparison_view(comparison, width=console.width))


def write_page(comparison: Comparison, path: Path) -> None:
    """Write the HTML report, whole or not at all.

    Raises:
        StoreError: if the file cannot be written.
    """
    page = comparison_html(comparison, generated=datetime.now(tz=UTC).date())
    temporary = path.with_name(f".{path.name}.part")
    try:
        temporary.write_text(page, encoding="utf-8")
        temporary.replace(path)
    except OSError as error:
        msg = f"{path}: cannot be written ({error.strerror}); choose another place"
        raise StoreError(msg) from error
    message(f"wrote {path}")
