"""`attribution add` and `attribution extract`: documents in."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, Final

import click
from rich.progress import Progress

from attribution.cli.correcting import Corrections
from attribution.cli.failing import report, sound
from attribution.cli.filing import check_name
from attribution.cli.informing import inform_meetings, keep_option, set_tables
from attribution.cli.inputs import InputReader
from attribution.cli.options import DAY, DEFAULT_DATABASE, database_option, model_options
from attribution.cli.output import message, message_console, print_record
from attribution.cli.own_register import register_option, registers
from attribution.cli.rereading import batches, named_models, tell_carried
from attribution.cli.revising import tell_revised
from attribution.cli.sidesets import load_side_set
from attribution.cli.versions import run_of
from attribution.cli.working import Workers
from attribution.errors import AttributionError
from attribution.exporting import extraction_record
from attribution.letters import has_half_characters
from attribution.reading import ReadOptions
from attribution.records import Claim, Document, DocumentKind, SideSet
from attribution.reporting.wording import count
from attribution.store import Added, Reader, Run, Store

__all__ = ["add", "add_documents", "extract"]

N_QUIET: Final = 4
"""Up to so many documents no progress bar is shown."""


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH|-…")
@click.option("--published", type=DAY, help="Publication date, YYYY-MM-DD.")
@click.option("--outlet", help="Who published it.")
@click.option("--kind", type=click.Choice([kind.value for kind in DocumentKind]),
              help="A readout is one party's own account: give its --issuer.")  # fmt: skip
@click.option("--issuer", help="For a readout: whose account it is.")
@click.option("--url", help="Where the text stands on the web; reports link to it.")
@click.option("--meeting", help="File the documents under this meeting.")
@click.option("--sides", "wanted_set", metavar="SET",
              help="Attach this side set to the meeting; its names are then known.")  # fmt: skip
@keep_option
@database_option
@register_option
@model_options
def add(  # noqa: PLR0913 - one argument an option
    paths: tuple[str, ...],
    *,
    db: Path,
    tier: str,
    backend: str,
    threads: int | None,
    jobs: int,
    own: Path,
    wanted_set: str | None,
    is_kept: bool,
    **metadata: Any,  # noqa: ANN401 - click's options
) -> None:
    """Read documents and store their claims.

    PATH is a file, a folder of them, or - for stdin: plain text, Markdown, HTML, PDF, mail (EML),
    and files of many articles (JSON, JSON Lines, CSV, RSS, Atom). A folder's docs.json gives
    dates, outlets, kinds and issuers. A document that is already in the
    database is left as it is, unless you say something else of it now: then that is stored and
    the document read again; corrections of claims stay. Another text of an address that is known
    is a new revision: it takes the place of the older one. Where documents join a meeting all of
    its documents tell each other who is who.
    """
    meeting = metadata["meeting"]
    if wanted_set is not None and meeting is None:
        msg = "--sides is kept with a meeting; name it with --meeting"
        raise click.UsageError(msg)
    side_set = None if wanted_set is None else load_side_set(wanted_set)
    reader = InputReader(paths, read_options(**metadata))
    _check_readable(reader, db, meeting)

    def make(
        tier: str, backend: str, *, tables: Sequence[Mapping[str, Any]] | None = None
    ) -> Workers:
        return Workers(tier=tier, threads=threads, jobs=jobs, registers=registers(own),
                       tables=tables or (), backend=backend)  # fmt: skip

    workers = _workers_of_new(
        db, partial(make, tier, backend), tables=partial(set_tables, side_set, own)
    )  # fmt: skip
    with Store.open(db) as store:
        tables = set_tables(side_set or _set_of(store, meeting), own)
        done = add_documents(
            reader, store, run=run_of(tier, backend), meeting=meeting,
            workers=workers or make(tier, backend, tables=tables), given=reader.given,
        )  # fmt: skip
        reread = done.corrections.store(
            store, models=named_models(tier, backend), workers=partial(make, tables=tables),
            meeting=meeting,
        )  # fmt: skip
        n_failed = reader.n_failed + done.n_failed + reread.n_failed
        if side_set is not None and (done.n_added or done.n_known):
            with store.writer() as writer:
                writer.put_side_set(meeting, side_set)
        message(_summary(done, db, meeting, n_failed=n_failed))
        tell_carried(reread)
        if not is_kept:
            inform_meetings(store, _with_news(store, done, meeting, side_set), own=own)
    if done.n_claims:
        message(f"next: {_next_command(db, meeting)}")
    if n_failed:
        raise click.exceptions.Exit(2)


def _check_readable(reader: InputReader, db: Path, meeting: str | None) -> None:
    """End the command where no input can be read, before there is a database."""
    if not reader.is_readable():
        if len(reader):
            message(_summary(_Done(), db, meeting, n_failed=reader.n_failed))
        raise click.exceptions.Exit(2)


def _workers_of_new(
    db: Path, make: Callable[..., Workers], tables: Callable[[], Sequence[Mapping[str, Any]]]
) -> Workers | None:
    """Workers for a database yet to be made: what is wrong with them leaves no empty one."""
    try:
        if db.exists():
            return None
    except OSError:
        return None  # opening it says what is wrong
    workers = make(tables=tables())
    workers.prepare()
    return workers


def _set_of(store: Store, meeting: str | None) -> SideSet | None:
    known = None if meeting is None else store.reader().meeting(meeting)
    return known.side_set if known else None


def read_options(*, kind: str | None, **metadata: Any) -> ReadOptions:  # noqa: ANN401 - click's options
    """The user's options as `ReadOptions`.

    Raises:
        UsageError: if one is empty where it names a meeting, or holds half a character.
    """
    for name, value in metadata.items():
        if isinstance(value, str) and has_half_characters(value):
            msg = f"--{name} holds half a character; write it in UTF-8"
            raise click.UsageError(msg)
    if metadata.get("meeting") is not None:
        check_name(metadata["meeting"])
    return ReadOptions(kind=DocumentKind(kind) if kind else None, **metadata)


@dataclass(slots=True)
class _Done:
    """What adding did so far."""

    n_added: int = 0
    n_claims: int = 0
    n_known: int = 0
    n_filed: int = 0
    n_corrected: int = 0
    n_unchanged: int = 0
    n_groups: int = 0
    n_failed: int = 0
    corrections: Corrections = field(default_factory=Corrections)
    revised: list[str] = field(default_factory=list)
    """Meetings of which a document has a new revision."""

    def count(
        self, claims: Sequence[Claim], *, is_new: bool, is_filed: bool, is_corrected: bool
    ) -> None:
        """Count one document."""
        self.n_added += is_new
        self.n_claims += sum(map(_is_default, claims)) if is_new else 0
        self.n_known += not is_new
        self.n_filed += not is_new and is_filed
        self.n_corrected += is_corrected
        self.n_unchanged += not (is_new or is_filed or is_corrected)


def _with_news(
    store: Store, done: _Done, meeting: str | None, side_set: SideSet | None
) -> list[str]:
    """Meetings whose documents are to be resolved together."""
    reader = store.reader()
    corrected = (reader.document(sha256).meeting for sha256 in done.corrections.changes)
    names = [*(name for name in corrected if name is not None), *done.revised]
    if meeting is not None and _has_news(store, done, meeting, side_set):
        names.append(meeting)
    return names


def _has_news(store: Store, done: _Done, meeting: str, side_set: SideSet | None) -> bool:
    """Whether documents of a meeting stand together that were not read together."""
    if not (done.n_added or done.n_filed):
        return side_set is not None and bool(done.n_known)
    filed = store.reader().filings(meeting)
    n_main = sum(filing.role == "main" for filing in filed)
    return done.n_groups > 1 or n_main > max(1, done.n_added)


def _summary(done: _Done, db: Path, meeting: str | None, *, n_failed: int) -> str:
    parts = {
        f"added {count(done.n_added, 'document')} with {count(done.n_claims, 'claim')}":
            done.n_added or not done.n_known,
        f"corrected {count(done.n_corrected, 'known document')}, read again": done.n_corrected,
        f"filed {count(done.n_filed, 'known document')} under {meeting}": done.n_filed,
        f"{count(done.n_unchanged, 'document')} already there, nothing changed":
            done.n_unchanged,
        f"{n_failed} could not be read": n_failed,
    }  # fmt: skip
    return f"{db}: {'; '.join(part for part, is_said in parts.items() if is_said)}"


def _next_command(db: Path, meeting: str | None) -> str:
    words = ["attribution", "compare", meeting] if meeting else ["attribution", "claims"]
    return shlex.join([*words, *(["--db", str(db)] if db != DEFAULT_DATABASE else [])])


def add_documents(
    documents: Iterable[Document],
    store: Store,
    *,
    run: Run,
    workers: Workers,
    meeting: str | None,
    given: Mapping[str, ReadOptions] | None = None,
) -> _Done:
    """Analyse and store documents; known ones are only filed under the meeting.

    Args:
        documents: to add.
        store: open.
        run: that reads them.
        workers: that do so.
        meeting: to file them under.
        given: document's name → what is said of it, to be looked up when it was read.

    Returns:
        What was done, and what is said of known documents that is not stored yet.
    """
    done = _Done()
    reader, revisions = store.reader(), store.revisions()
    groups = (
        (group, {d.sha256: d for d in reversed(group) if not revisions.knows(d)})
        for group in batches(_with_progress(documents), meeting)
    )
    wanted = (((group, fresh), [*fresh.values()]) for group, fresh in groups)
    # Closed at once where storing fails or the user stops it, and with it its processes.
    with closing(workers.run(wanted)) as analysed:
        for (group, fresh), found in analysed:
            claims_of = dict(zip(fresh, found, strict=True))
            done.n_groups += bool(fresh)
            with store.writer(run) as writer:
                for document in group:
                    claims = claims_of.get(document.sha256, [])
                    try:
                        added = writer.add(document, sound(claims), meeting=meeting)
                    except AttributionError as error:
                        done.n_failed += 1
                        report(error, document)
                        continue
                    tell_revised(document, added)
                    done.revised += added.revised.meetings if added.revised else ()
                    done.count(
                        sound(claims), is_new=added.new, is_filed=added.filed is not None,
                        is_corrected=_is_corrected(done, reader, document, added, given or {}),
                    )  # fmt: skip
    return done


def _is_corrected(
    done: _Done,
    reader: Reader,
    document: Document,
    added: Added,
    given: Mapping[str, ReadOptions],
) -> bool:
    if added.new:
        done.corrections.skip(document)
        return False
    options = given.get(document.name)
    stored = replace(document, sha256=added.document)
    return options is not None and done.corrections.look_at(reader, stored, options)


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE|-…")
@click.option("--published", type=DAY, help="Publication date, YYYY-MM-DD.")
@click.option("--kind", type=click.Choice([kind.value for kind in DocumentKind]),
              help="A readout is one party's own account: give its --issuer.")  # fmt: skip
@click.option("--issuer", help="For a readout: whose account it is.")
@register_option
@model_options
def extract(
    paths: tuple[str, ...],
    *,
    tier: str,
    backend: str,
    threads: int | None,
    jobs: int,
    own: Path,
    **metadata: Any,  # noqa: ANN401 - click's options
) -> None:
    """Print the attributions of documents as JSON Lines, without a database.

    One object a document, in the order given: {"doc": …, "attributions": […]}, nested ones
    and attitudes included.
    """
    reader = InputReader(paths, read_options(**metadata))
    n_found = n_failed = 0
    groups = batches(_with_progress(reader, is_quiet=sys.stdout.isatty()))
    workers = Workers(
        tier=tier, threads=threads, jobs=jobs, registers=registers(own), backend=backend
    )
    with closing(workers.run((group, group) for group in groups)) as analysed:
        for group, found in analysed:
            for document, claims in zip(group, found, strict=True):
                if isinstance(claims, AttributionError):
                    n_failed += 1
                    report(claims, document)
                    continue
                n_found += len(claims)
                print_record(extraction_record(document.name, claims), as_line=True)
    if reader.n_failed + n_failed:
        raise click.exceptions.Exit(2)
    if not n_found:
        message("No statements found.")
        raise click.exceptions.Exit(1)


def _with_progress(documents: Iterable[Document], *, is_quiet: bool = False) -> Iterator[Document]:
    """The documents, with a bar on stderr when it is a terminal and there are more than a few.

    Args:
        documents: to pass on.
        is_quiet: no bar, for data printed to the same terminal.
    """
    total = documents.n_expected if isinstance(documents, InputReader) else 0
    console = message_console()
    if (total is not None and total <= N_QUIET) or is_quiet or not console.is_terminal:
        yield from documents
        return
    # Left to itself the bar redirects stdout, and so the data, to its own stream.
    with Progress(console=console, transient=True, redirect_stdout=False) as progress:
        task = progress.add_task("reading", total=total)
        for document in documents:
            yield document
            progress.advance(task)


def _is_default(claim: Claim) -> bool:
    from attribution.pipeline import is_default_claim  # noqa: PLC0415 - loads models

    return is_default_claim(claim)
