"""`attribution add` and `attribution extract`: documents in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from rich.progress import Progress

from attribution.cli.inputs import InputReader
from attribution.cli.options import DAY, database_option, model_options
from attribution.cli.output import message, message_console
from attribution.exporting import extraction_record
from attribution.reading import ReadOptions
from attribution.records import Claim, Document, DocumentKind
from attribution.store import Run, Store

if TYPE_CHECKING:
    from attribution.pipeline import Analyser

__all__ = ["add", "add_documents", "extract"]

N_BATCH: Final = 8
"""Documents analysed together; each is still stored by a transaction of its own."""
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
@database_option
@model_options
def add(
    paths: tuple[str, ...], db: Path, tier: str, threads: int | None, **metadata: Any  # noqa: ANN401 - click's options
) -> None:
    """Read documents and store their claims.

    PATH is a file (plain text, Markdown, HTML), a folder of them, or - for stdin. A folder's
    docs.json gives dates, outlets, kinds and issuers. A document that is already in the
    database is left as it is.
    """
    reader = InputReader(paths, read_options(**metadata))
    with Store.open(db) as store:
        n_added, n_claims, n_known = add_documents(
            reader, store, tier=tier, threads=threads, meeting=metadata["meeting"]
        )
    parts = [f"added {_count(n_added, 'document')} with {_count(n_claims, 'claim')} to {db}"]
    if n_known:
        parts.append(f"{n_known} already there, unchanged")
    if reader.n_failed:
        parts.append(f"{reader.n_failed} could not be read")
    message("; ".join(parts))
    if reader.n_failed:
        raise click.exceptions.Exit(2)


def read_options(*, kind: str | None, **metadata: Any) -> ReadOptions:  # noqa: ANN401 - click's options
    """The user's options as `ReadOptions`."""
    return ReadOptions(kind=DocumentKind(kind) if kind else None, **metadata)


def add_documents(
    documents: Iterable[Document],
    store: Store,
    *,
    tier: str,
    threads: int | None,
    meeting: str | None,
) -> tuple[int, int, int]:
    """Analyse and store documents; return how many were added, their claims, and known ones."""
    known = store.reader()
    n_known = n_added = n_claims = 0
    analyser: Analyser | None = None
    for group in _groups(_with_progress(documents)):
        fresh: list[Document] = []
        for document in group:
            if known.has(document.sha256) or document.sha256 in {d.sha256 for d in fresh}:
                n_known += 1
                _file_known(document, store, meeting)
            else:
                fresh.append(document)
        if not fresh:
            continue
        if analyser is None:
            analyser = _load_analyser(tier, threads)
        analysed = analyser.analyse(fresh)
        with store.writer(_run(tier)) as writer:
            for document, claims in zip(fresh, analysed, strict=True):
                writer.add(document, claims, meeting=meeting)
                n_added += 1
                n_claims += sum(map(_is_default, claims))
    return n_added, n_claims, n_known


def _file_known(document: Document, store: Store, meeting: str | None) -> None:
    """Leave a known document as it is; file it under a meeting it was not filed under."""
    wanted = meeting or document.meeting
    with store.writer() as writer:
        filed = wanted is not None and writer.file_document(document.sha256, wanted)
    what = f"filed under {wanted}" if filed else "nothing changed"
    message(f"{document.name}: already in the database, {what}")


def _load_analyser(tier: str, threads: int | None) -> Analyser:
    from attribution.pipeline import Analyser  # loads models: only when there is work

    return Analyser.load(tier=tier, n_threads=threads)


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE|-…")
@click.option("--published", type=DAY, help="Publication date, YYYY-MM-DD.")
@click.option("--kind", type=click.Choice([kind.value for kind in DocumentKind]))
@click.option("--issuer", help="For a readout: whose account it is.")
@model_options
def extract(
    paths: tuple[str, ...], tier: str, threads: int | None, **metadata: Any  # noqa: ANN401 - click's options
) -> None:
    """Print the attributions of documents as JSON Lines, without a database.

    One object a document, in the order given: {"doc": …, "attributions": […]}, nested ones
    and attitudes included.
    """
    reader = InputReader(paths, read_options(**metadata))
    n_found = 0
    analyser: Analyser | None = None
    for group in _groups(_with_progress(reader)):
        if analyser is None:
            analyser = _load_analyser(tier, threads)
        for document, claims in zip(group, analyser.analyse(group), strict=True):
            n_found += len(claims)
            record = extraction_record(document.name, claims)
            click.echo(json.dumps(record, ensure_ascii=False))
    if reader.n_failed:
        raise click.exceptions.Exit(2)
    if not n_found:
        raise click.exceptions.Exit(1)


def _groups(documents: Iterable[Document]) -> Iterator[list[Document]]:
    group: list[Document] = []
    for document in documents:
        group.append(document)
        if len(group) == N_BATCH:
            yield group
            group = []
    if group:
        yield group


def _with_progress(documents: Iterable[Document]) -> Iterator[Document]:
    """The documents, with a bar on stderr when there are more than a few."""
    total = len(documents) if isinstance(documents, InputReader) else None
    if total is None or total <= N_QUIET:
        yield from documents
        return
    with Progress(console=message_console(), transient=True) as progress:
        task = progress.add_task("reading", total=total)
        for document in documents:
            yield document
            progress.advance(task)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _is_default(claim: Claim) -> bool:
    from attribution.pipeline import is_default_claim

    return is_default_claim(claim)


def _run(tier: str) -> Run:
    return Run(models={"tagger": tier}, config="{}")
