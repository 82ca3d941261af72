"""`attribution compare`: the sides' versions of one meeting."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path

import click

from attribution.cli.filing import choose_meeting, hint_at_outlets
from attribution.cli.filtering import selection_options
from attribution.cli.inputs import STDIN
from attribution.cli.keeping import KeptResults, kept_results, watch_reading
from attribution.cli.options import (
    backend_option,
    codes_of,
    database_option,
    format_option,
    threads_option,
)
from attribution.cli.output import data_console, message, print_record
from attribution.cli.sidesets import choose_set, is_side_set
from attribution.cli.versions import measured_rates, tiers_of
from attribution.errors import StoreError
from attribution.exporting import (
    comparison_bytes,
    comparison_from_bytes,
    comparison_key,
    comparison_record,
)
from attribution.records import JOINT, MEDIA, UNKNOWN, Claim, Comparison, Meeting, Selection
from attribution.reporting import comparison_html, comparison_markdown, comparison_view
from attribution.reporting.wording import count, one_line
from attribution.store import ClaimQuery, Reader, Store
from attribution.wholefiles import obstacle, write_whole

__all__ = ["check_page", "compare", "comparison_of", "print_comparison", "write_page"]


@click.command()
@click.argument("meeting", required=False)
@click.option("--sides", multiple=True, metavar="CODES|SET",
              help="Columns, such as RU,US; by default those that `meetings describe` gave, or "
              "the sides with most claims. Or a side set, by file or name; none leaves out the "
              "meeting's set and columns. May be given for each.")  # fmt: skip
@click.option("--html", type=click.Path(path_type=Path),
              help="Also write one self-contained page there.")  # fmt: skip
@selection_options
@threads_option("Processors to use; by default all.")
@click.option("--model", "tier", type=click.Choice(["accurate", "fast"]), default="accurate",
              show_default=True, help="Tier of the encoder that relates claims.")  # fmt: skip
@backend_option
@database_option
@format_option("table", "md", "json")
def compare(  # noqa: PLR0913 - one argument an option
    *,
    meeting: str | None,
    sides: tuple[str, ...],
    html: Path | None,
    since: date | None,
    until: date | None,
    outlets: tuple[str, ...],
    threads: int | None,
    tier: str,
    backend: str,
    db: Path,
    output_format: str,
) -> None:
    """Lay the sides' versions of a meeting next to each other.

    MEETING is a name given with `add --meeting`, or words of it that fit no other; without
    it the database's only meeting, or all documents when none was named. With --since, --until or
    --outlet only the claims that fit are compared; reports say so.
    """
    if html is not None:
        check_page(html)
    with Store.open(db, create=False) as store:
        reader = store.reader()
        name = choose_meeting(reader, meeting)
        wanted = ClaimQuery(meeting=name, since=since, until=until, outlets=outlets)
        claims = reader.claims(wanted)
        wanted_set, codes = _sides_given(sides)
        side_set = choose_set(reader, name, wanted_set) if claims else None
        if not claims:
            _tell_nothing(reader, wanted, output_format)
            raise click.exceptions.Exit(1)
        about = replace(_stored(reader, name), sides=codes, side_set=side_set)
        if side_set is not None:
            from attribution.sidesets import view_meeting  # noqa: PLC0415 - loads the register's code

            claims = view_meeting(claims, about)
            _check_columns(side_set.codes, claims, is_needed=not (about.sides or side_set.others))
        _check_columns(codes, claims)
        if not sides:
            about = replace(about, sides=_described_columns(reader, name, claims) or about.sides)
        comparison = replace(
            comparison_of(claims, about, threads=threads, tier=tier, backend=backend, store=store),
            selection=_selection(wanted),
        )
    _tell_left_out(claims, comparison)
    if html is not None:
        write_page(comparison, html, rates=_rates(db, claims, relations=tier))
    print_comparison(comparison, output_format)
    if not comparison.points:
        message("No side is known for any of these claims. See them with: attribution claims")
        raise click.exceptions.Exit(1)


def _selection(wanted: ClaimQuery) -> Selection | None:
    """Which of a meeting's claims are wanted; None where all are."""
    chosen = Selection(since=wanted.since, until=wanted.until, outlets=wanted.outlets)
    return None if chosen == Selection() else chosen


def _tell_nothing(reader: Reader, wanted: ClaimQuery, output_format: str) -> None:
    """Say why there is nothing to compare; in JSON that is an empty list."""
    if output_format == "json":
        click.echo("[]")
    n_claims = len(reader.claim_ids(ClaimQuery(meeting=wanted.meeting)))
    if n_claims:
        hint_at_outlets(reader, wanted.outlets)
        message(f"No claims to compare: none of the {count(n_claims, 'claim')} fits --since, "
                "--until and --outlet")  # fmt: skip
    else:
        message("No claims to compare. Add documents with: attribution add FILE")


def _stored(reader: Reader, name: str | None) -> Meeting:
    """The meeting as it is stored, with its days and place."""
    stored = None if name is None else reader.meeting(name)
    return stored or Meeting(name=name or "All documents")


def _sides_given(given: Sequence[str]) -> tuple[str | None, tuple[str, ...]]:
    """The side set asked for, and codes of the sides asked for, each once.

    Raises:
        StoreError: if several sets are asked for.
    """
    sets = [wanted for wanted in given if is_side_set(wanted)]
    if len(sets) > 1:
        msg = f"--sides names several side sets ({', '.join(sets)}); give one"
        raise StoreError(msg)
    return (sets[0] if sets else None), codes_of(listed for listed in given if listed not in sets)


def _described_columns(
    reader: Reader, name: str | None, claims: Sequence[Claim]
) -> tuple[str, ...]:  # fmt: skip
    """The sides that an analyst gave to the meeting; none where nobody speaks for any of them."""
    known = None if name is None else reader.meeting(name)
    if known is None or not known.sides_told:
        return ()
    if not set(known.sides) & _sides_told(claims):
        message(f"no claims of {', '.join(known.sides)}, the sides that meetings describe gave "
                "this meeting; shown are those with most claims")  # fmt: skip
        return ()
    message(f"columns of {one_line(known.name)}: {', '.join(known.sides)} "
            "(--sides none shows those with most claims)")  # fmt: skip
    _check_columns(known.sides, claims)
    return known.sides


def _check_columns(
    columns: Sequence[str], claims: Sequence[Claim], *, is_needed: bool = True
) -> None:
    """Sides that nobody speaks for would be empty columns: say which ones there are.

    Args:
        columns: codes of the sides.
        claims: to compare.
        is_needed: nothing is left to compare if none of the columns has a claim.

    Raises:
        StoreError: if none of the columns has a claim, and one is needed.
    """
    told = _sides_told(claims)
    missing = [side for side in columns if side not in told]
    if missing:
        known = ", ".join(sorted(told - {JOINT, MEDIA, UNKNOWN})) or "none"
        hint = f"no claims of {', '.join(missing)}; sides here: {known}"
        if is_needed and len(missing) == len(columns):
            raise StoreError(hint)
        message(hint)


def _sides_told(claims: Sequence[Claim]) -> set[str]:
    speakers = [claim.speaker for claim in claims]
    return {side for s in speakers for side in (s.sides if s.side == JOINT else (s.side,))}


def _tell_left_out(claims: Sequence[Claim], comparison: Comparison) -> None:
    """Say how many claims of which sides stand in no column."""
    if not comparison.points:
        return
    shown = {*comparison.claims} | {c.id for one in comparison.copies.values() for c in one}
    left_out = Counter(c.speaker.side for c in claims if c.id not in shown)
    if left_out:
        ranked = sorted(left_out, key=lambda side: (-left_out[side], side))
        told = ", ".join(f"{left_out[side]} of {one_line(side)}" for side in ranked)
        message(f"left out: {count(left_out.total(), 'claim')} of sides that are not compared "
                f"({told}); list them with: attribution claims --side CODE")  # fmt: skip


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
        POSITION_TIERS,
        CachedModel,
        RelationScorer,
        compare_claims,
        with_changes,
    )

    encoder = ClaimEncoder.load(tier, n_threads=threads, backend=backend)
    with watch_reading() as watch:
        model = CachedModel(
            encoder, claims=kept.claims if kept else None, pairs=kept.pairs if kept else None,
            watch=watch,
        )  # fmt: skip
        compared = compare_claims(
            claims, meeting=meeting, model=model, scorer=RelationScorer.load(tier)
        )
        return with_changes(compared, model) if tier in POSITION_TIERS else compared


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
    if str(path) == STDIN:
        msg = "--html - is no file; name one, such as page.html, or print with --format md or json"
        raise StoreError(msg)
    if problem := obstacle(path):
        msg = f"{path}: {problem}"
        raise StoreError(msg)
    # A link is written through; the folder that it leads to must be there.
    if not Path(os.path.realpath(path)).parent.is_dir():
        msg = f"{path}: no such folder; make it or choose another place"
        raise StoreError(msg)


def _rates(db: Path, claims: Sequence[Claim], *, relations: str) -> Mapping[str, str]:
    """Measured figures of the tiers that found and related these claims."""
    with Store.open(db, create=False) as store:
        tiers = tiers_of(store.reader(), claims)
    return measured_rates(tiers, relations=relations)


def write_page(comparison: Comparison, path: Path, *, rates: Mapping[str, str]) -> None:
    """Write the HTML report, whole or not at all, with measured figures of the method.

    Raises:
        StoreError: if the file cannot be written.
    """
    today = datetime.now(tz=UTC).date()
    page = comparison_html(
        comparison, generated=today, error_rates=rates, release=version("attribution")
    )
    try:
        write_whole(path, page)
    except OSError as error:
        msg = f"{path}: cannot be written ({error.strerror}); choose another place"
        raise StoreError(msg) from error
    message(f"wrote {path}")
