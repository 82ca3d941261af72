"""`attribution import`: corrections that somebody made in an exported file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import click

from attribution.cli.exporting import file_format_option
from attribution.cli.inputs import STDIN, stdin_bytes
from attribution.cli.judging import author_name, author_option, judge, told
from attribution.cli.options import database_option
from attribution.cli.output import message
from attribution.errors import FormatError
from attribution.exporting import FileFormat, format_of
from attribution.judging import (
    Changes,
    LeftOut,
    Row,
    WrongRow,
    find_changes,
    is_brat,
    read_bytes,
    read_path,
)
from attribution.reporting.wording import count
from attribution.store import Store

__all__ = ["import_corrections"]

_MAX_TOLD: Final = 20
"""Of the wrong rows of a file."""


@click.command("import")
@click.argument("path", type=click.Path(path_type=Path))
@file_format_option
@click.option("--dry-run", "is_trial", is_flag=True, help="Only say what would be stored.")
@author_option
@database_option
def import_corrections(
    *, path: Path, file_format: str | None, is_trial: bool, author: str | None, db: Path
) -> None:
    """Read corrections back from a file that was exported, or a folder or file of brat.

    PATH is - for standard input. Where side, speaker, stance or act differs from what the
    database shows, and where accept or reject stands as the judgement, it is stored as with
    `attribution label`: all of it or, where a row is wrong, nothing. What is empty says nothing.
    Import a file soon: it counts as it stands, also where the database was corrected since.
    """
    name = author_name(author)
    rows = _rows(path, file_format)
    with Store.open(db, create=False) as store:
        changes = find_changes(rows, store.reader())
        for note in changes.notes:
            message(note)
        _refuse_wrong(changes.problems, path)
        if not changes.claims:
            message(f"{path}: no claims in it, so nothing to read back")
            raise click.exceptions.Exit(1)
        if is_trial:
            for line in told(changes.said):
                message(line)
        elif changes.said:
            judge(store, changes.said, author=name)
    message(f"{path}: {_summary(changes, is_trial=is_trial)}")


def _rows(path: Path, file_format: str | None) -> Iterable[Row | WrongRow | LeftOut]:
    if str(path) != STDIN:
        return read_path(path, _format_of(path, file_format))
    if file_format is None or file_format == FileFormat.BRAT:
        text = ", ".join(one for one in FileFormat if one is not FileFormat.BRAT)
        msg = f"{STDIN}: say what is read with --format: {text}"
        raise FormatError(msg)
    return read_bytes(stdin_bytes(), FileFormat(file_format), label=STDIN)


def _format_of(path: Path, given: str | None) -> FileFormat:
    if given is not None:
        return FileFormat(given)
    return FileFormat.BRAT if is_brat(path) else format_of(path)


def _refuse_wrong(problems: Sequence[str], path: Path) -> None:
    for problem in problems[:_MAX_TOLD]:
        message(f"error: {problem}")
    if problems:
        left = len(problems) - _MAX_TOLD
        more = f"{left} more are wrong; " if left > 0 else ""
        message(f"{path}: {more}nothing was stored; put right or take out what is wrong")
        raise click.exceptions.Exit(2)


def _summary(changes: Changes, *, is_trial: bool) -> str:
    changed = f"{count(len(changes.said), 'claim')} {'would be ' if is_trial else ''}corrected"
    return f"{changed}, {changes.n_unchanged} as they were"
