"""`attribution export`: claims as a file for other tools and for colleagues."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TextIO, Unpack

import click

from attribution.cli.filing import hint_at_filters
from attribution.cli.filtering import Filters, filter_options, query_of
from attribution.cli.inputs import STDIN as STDOUT
from attribution.cli.options import database_option
from attribution.cli.output import message
from attribution.errors import FormatError
from attribution.exporting import (
    FileFormat,
    annotation_collection,
    brat_files,
    check_parquet,
    claim_record,
    format_of,
    write_csv,
    write_json,
    write_jsonl,
    write_parquet,
)
from attribution.records import Claim
from attribution.reporting import no_claims_line
from attribution.reporting.wording import count
from attribution.store import Store
from attribution.wholefiles import obstacle, whole_file, whole_folder

__all__ = ["export_claims", "file_format_option"]


file_format_option = click.option(
    "--format", "file_format", type=click.Choice([one.value for one in FileFormat]),
    help="How the claims stand in it; by default as the name tells: .jsonl, .csv, .parquet, "
    ".jsonld (annotations).",
)  # fmt: skip


@click.command("export")
@click.argument("path", type=click.Path(path_type=Path))
@file_format_option
@click.option("--overwrite", is_flag=True, help="Replace the file if there is one already.")
@filter_options
@click.option("--limit", type=click.IntRange(min=1), help="At most so many, the earliest first.")
@database_option
def export_claims(
    *,
    path: Path,
    file_format: str | None,
    overwrite: bool,
    limit: int | None,
    db: Path,
    **filters: Unpack[Filters],
) -> None:
    """Write claims to a file, or in the case of brat to a new folder.

    PATH is - for standard output. Somebody may correct side, speaker, stance and act there, or
    write accept or reject as the judgement; `attribution import` reads it back. Sides are those of
    the database, whatever side set a meeting has. docs/exchange.md describes the formats.
    """
    wanted = format_of(path) if file_format is None else FileFormat(file_format)
    _check_place(path, wanted, overwrite=overwrite)
    with Store.open(db, create=False) as store:
        reader = store.reader()
        query = replace(query_of(reader, filters), limit=limit)
        found = reader.claims(query)
        if not found:
            hint_at_filters(reader, query, None)
    if found or str(path) == STDOUT:
        _write(found, path, wanted)
    if not found:
        message(no_claims_line())
        raise click.exceptions.Exit(1)
    if str(path) != STDOUT:
        message(f"wrote {path}: {count(len(found), 'claim')}")


def _check_place(path: Path, wanted: FileFormat, *, overwrite: bool) -> None:
    """See that the claims can go there before the work is done.

    Raises:
        FormatError: if they cannot.
    """
    if wanted is FileFormat.PARQUET:
        check_parquet()
    problem = _problem(path, wanted, overwrite=overwrite)
    if problem:
        msg = f"{path}: {problem}"
        raise FormatError(msg)


def _problem(path: Path, wanted: FileFormat, *, overwrite: bool) -> str | None:
    if str(path) == STDOUT:
        return None if wanted.is_text else f"{wanted} is no text to print; name a place for it"
    if wanted is FileFormat.BRAT:
        problem = _folder_obstacle(path)
    else:
        problem = obstacle(path)
        if problem is None and path.exists() and not overwrite:
            return "is there already, perhaps with corrections; import it, or give --overwrite"
    if problem is None and not Path(os.path.realpath(path)).parent.is_dir():
        return "no such folder; make it or choose another place"
    return problem


def _folder_obstacle(path: Path) -> str | None:
    try:
        is_free = not path.exists() or (path.is_dir() and not any(path.iterdir()))
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        return f"cannot be made ({why}); choose another place"
    return None if is_free else "is there already; a new folder is made for brat, so name another"


def _write(claims: Sequence[Claim], path: Path, wanted: FileFormat) -> None:
    if str(path) == STDOUT:
        _write_text(claims, sys.stdout, wanted)
        return
    with _written(path):
        if wanted is FileFormat.PARQUET:
            with whole_file(path) as temporary:
                write_parquet(map(claim_record, claims), temporary)
        elif wanted is FileFormat.BRAT:
            with whole_folder(path) as folder:
                for name, text in brat_files(claims):
                    (folder / name).write_text(text, encoding="utf-8", newline="")
        else:
            with (
                whole_file(path) as temporary,
                temporary.open("w", encoding="utf-8", newline="") as stream,
            ):
                _write_text(claims, stream, wanted)


def _write_text(claims: Sequence[Claim], stream: TextIO, wanted: FileFormat) -> None:
    if wanted is FileFormat.ANNOTATIONS:
        write_json(annotation_collection(claims), stream)
        return
    write = write_csv if wanted is FileFormat.CSV else write_jsonl
    write(map(claim_record, claims), stream)


@contextmanager
def _written(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why = error.strerror or error
        msg = f"{path}: cannot be written ({why}); choose another place"
        raise FormatError(msg) from error
