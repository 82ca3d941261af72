"""`attribution compare`: the sides' versions of one meeting."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import click

from attribution.cli.filing import choose_meeting
from attribution.cli.keeping import KeptResults, kept_results, watch_reading
from attribution.cli.options import backend_option, database_option, format_option
from attribution.cli.output import data_console, message, print_record
from attribution.cli.versions import measured_rates
from attribution.errors import StoreError
from attribution.exporting import (
    comparison_bytes,
    comparison_from_bytes,
    comparison_key,
    comparison_record,
)
from attribution.records import JOINT, MEDIA, UNKNOWN, Claim, Comparison, Meeting
from attribution.reporting import comparison_html, comparison_markdown, comparison_view
from attribution.store import ClaimQuery, Store

__all__ = ["check_page", "compare", "comparison_of", "print_comparison", "write_page"]


@click.command()
@click.argument("meeting", required=False)
@click.option("--sides", help="Columns, such as RU,US; by default the sides with most claims.")
@click.option("--html", type=click.Path(path_type=Path),
              help="Also write one self-contained page there.")  # fmt: skip
@click.option("--threads", type=click.IntRange(min=1), help="Processors to use; by default all.")
@click.option("--model", "tier", type=click.Choice(["accurate", "fast"]), default="accurate",
              show_default=True, help="Tier of the encoder that relates claims.")  # fmt: skip
@backend_option
@database_option
@format_option("table", "md", "json")
def compare(  # noqa: PLR0913 - one argument an option
    *,
    meeting: str | None,
    sides: str | None,
    html: Path | None,
    threads: int | None,
    tier: str,
    backend: str,
    db: Path,
    output_format: str,
) -> None:
    """Lay the sides' versions of a meeting next to each other.

    MEETING is a name given with `add --meeting`, or words of it that fit no other; without
    it the database's only meeting, or all documents when none was named.
    """
    if html is not None:
        check_page(html)
    with Store.open(db, create=False) as store:
        reader = store.reader()
        name = choose_meeting(reader, meeting)
        claims = reader.claims(ClaimQuery(meeting=name))
        if not claims:
            if output_format == "json":
                click.echo("[]")
            message("No claims to compare. Add documents with: attribution add FILE")
            raise click.exceptions.Exit(1)
        columns = _columns(sides)
        _check_columns(columns, claims)
        comparison = comparison_of(
            claims, Meeting(name=name or "All documents", sides=columns), threads=threads,
            tier=tier, backend=backend, store=store,
        )  # fmt: skip
    if html is not None:
        write_page(comparison, html)
    print_comparison(comparison, output_format)
    if not comparison.points:
        message("No side is known for any of these claims. See them with: attribution claims")
        raise click.exceptions.Exit(1)


def _columns(given: str | None) -> tuple[str, ...]:
    """Codes of the sides asked for, each once."""
    codes = (part.strip().upper() for part in (given or "").split(","))
    return tuple(dict.fromkeys(code for code in codes if code))


def _check_columns(columns: Sequence[str], claims: Sequence[Claim]) -> None:
    """Sides that nobody speaks for would be empty columns: say which ones there are.

    Raises:
        StoreError: if none of the columns has a claim.
    """
    told = {side for claim in claims for side in (*claim.speaker.sides, claim.speaker.side)}
    missing = [side for side in columns if side not in told]
    if missing:
        known = ", ".join(sorted(told - {JOINT, MEDIA, UNKNOWN})) or "none"
        hint = f"no claims of {', '.join(missing)}; sides here: {known}"
        if len(missing) == len(columns):
            raise StoreError(hint)
        message(hint)


def comparison_of(
    claims: list[Claim],
    meeting: Meeting,
    *,
    threads: int | None = None,
    tier: str = "accurate",
    backend: str = "onnx",
    store: Store | None = None,
) -> Comparison:
    """Compare claims with the packaged claim encoder.

    Args:
        claims: of the meeting.
        meeting: with the columns asked for, if any.
        threads: by default all processors.
        tier: of the encoder.
        backend: what runs it.
        store: where results are kept, so that the next time is quick.
    """
    kept = kept_results(store, tier=tier, backend=backend)
    if kept is None:
        return _computed(claims, meeting, None, threads=threads, tier=tier, backend=backend)
    key = comparison_key(claims, meeting=meeting, version=kept.version)
    known = kept.comparisons.get_many([key]).get(key)
    comparison = comparison_from_bytes(known, claims, meeting=meeting) if known else None
    if comparison is None:
        comparison = _computed(claims, meeting, kept, threads=threads, tier=tier, backend=backend)
        kept.comparisons.put_many({key: comparison_bytes(comparison)})
    return comparison


def _computed(
    claims: list[Claim],
    meeting: Meeting,
    kept: KeptResults | None,
    *,
    threads: int | None,
    tier: str,
    backend: str,
) -> Comparison:
    from attribution.claimencoder import ClaimEncoder  # noqa: PLC0415 - loads numpy
    from attribution.comparing import (  # noqa: PLC0415 - loads numpy
        CachedModel,
        RelationScorer,
        compare_claims,
    )

    encoder = ClaimEncoder.load(tier, n_threads=threads, backend=backend)
    with watch_reading() as watch:
        model = CachedModel(
            encoder, claims=kept.claims if kept else None, pairs=kept.pairs if kept else None,
            watch=watch,
        )  # fmt: skip
        return compare_claims(
            claims, meeting=meeting, model=model, scorer=RelationScorer.load(tier)
        )


def print_comparison(comparison: Comparison, output_format: str) -> None:
    """Print a comparison as table, Markdown or JSON."""
    if output_format == "json":
        print_record(comparison_record(comparison))
    elif output_format == "md":
        click.echo(comparison_markdown(comparison), nl=False)
    else:
        console = data_console()
        console.print(comparison_view(comparison, width=console.width))


def check_page(path: Path) -> None:
    """See that a page can go there before the work is done.

    Raises:
        StoreError: if it cannot.
    """
    if path.is_dir():
        msg = f"{path}: is a folder; give the name of a file"
        raise StoreError(msg)
    if not path.parent.is_dir():
        msg = f"{path}: no such folder; make it or choose another place"
        raise StoreError(msg)


def write_page(comparison: Comparison, path: Path) -> None:
    """Write the HTML report, whole or not at all.

    Raises:
        StoreError: if the file cannot be written.
    """
    page = comparison_html(
        comparison, generated=datetime.now(tz=UTC).date(), error_rates=measured_rates()
    )
    temporary = path.with_name(f".{path.name}.part")
    try:
        temporary.write_text(page, encoding="utf-8")
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        msg = f"{path}: cannot be written ({error.strerror}); choose another place"
        raise StoreError(msg) from error
    message(f"wrote {path}")
