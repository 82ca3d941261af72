"""Paths given by the user to documents; an unreadable one is a line, not the end."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from attribution.cleaning.language import seems_english
from attribution.cli.output import message
from attribution.errors import ReadError
from attribution.reading import (
    Problem,
    ReadOptions,
    find_inputs,
    find_unread,
    folder_options,
    may_hold_many,
    read_documents,
    read_stream,
)
from attribution.records import Document, DocumentKind
from attribution.reporting.wording import count

__all__ = ["InputReader", "stdin_bytes"]

STDIN = "-"
NOTES = "readme"
"""Stem of a file beside a docs.json that tells about the texts and is none."""
N_TOLD: Final = 20
"""Lines about records of one file; what is wrong with more of them is counted."""


class Input(NamedTuple):
    """A file or standard input."""

    path: str
    options: ReadOptions
    is_named: bool = True
    """By the user or a docs.json; else it was found in a folder."""


class InputReader:
    """Reads inputs one after another and counts the failures."""

    def __init__(self, paths: Sequence[str], options: ReadOptions) -> None:
        """Expand folders.

        Args:
            paths: files, folders or `-`.
            options: given by the user; they win over what files say of themselves.
        """
        self.n_failed = 0
        self.given: dict[str, ReadOptions] = {}
        """Name of a document that was read → what the user or its folder says of it."""
        self._options = options
        self._inputs: list[Input] = []
        for path in paths:
            try:
                self._inputs += self._expanded(path)
            except ReadError as error:
                self._fail(error)
        self._documents = self._read_all()
        self._ahead: list[Document] = []

    def __len__(self) -> int:
        """Number of inputs found."""
        return len(self._inputs)

    @property
    def n_expected(self) -> int | None:
        """How many documents there will be at most; None where a file may hold any number."""
        is_open = any(may_hold_many(found.path) for found in self._inputs)
        return None if is_open else len(self._inputs)

    def _expanded(self, path: str) -> list[Input]:
        if path == STDIN:
            return [Input(path, self._options)]
        if path.startswith(("http://", "https://")):
            msg = f"{path}: pages are not fetched; save the page and add the file"
            raise ReadError(msg)
        files = find_inputs(Path(path))
        if files == [Path(path)]:
            # As given: Path would drop a leading "./".
            return [Input(path, self._options)]
        return self._in_folder(Path(path), files)

    def _in_folder(self, folder: Path, files: list[Path]) -> list[Input]:
        """What a docs.json lists, in its order, then the other files that can be read."""
        listed = folder_options(folder)
        for problem in listed.problems:
            self._fail(problem)
        unread = find_unread(folder)
        if unread:
            suffixes = ", ".join(sorted({file.suffix.lower() for file in unread}))
            message(f"{folder}: {count(len(unread), 'file')} of formats that are not read left out "
                    f"({suffixes}); save such texts as .txt, .md or .html")  # fmt: skip
        seen = listed.options.keys() | listed.refused
        others = [
            file for file in files
            if file not in seen and not (seen and file.stem.lower() == NOTES)
        ]  # fmt: skip
        if not (seen or others or listed.problems):
            msg = f"{folder}: no files in this folder that can be read; name the files"
            raise ReadError(msg)
        return [
            *(Input(str(file), self._options.over(known))
              for file, known in listed.options.items()),
            *(Input(str(file), self._options, is_named=False) for file in others),
        ]  # fmt: skip

    def _fail(self, error: ReadError | str) -> None:
        self.n_failed += 1
        message(f"error: {error}")

    def __iter__(self) -> Iterator[Document]:
        """The documents that could be read, in order, once."""
        while self._ahead:
            yield self._ahead.pop()
        yield from self._documents

    def is_readable(self) -> bool:
        """Whether a document is left to read; the first one is read for that."""
        if not self._ahead:
            self._ahead = [*islice(self._documents, 1)]
        return bool(self._ahead)

    def _read_all(self) -> Iterator[Document]:
        for found in self._inputs:
            told = _Told()
            try:
                for read in _read(found):
                    if isinstance(read, Problem):
                        self._tell(read, found, told)
                        continue
                    self.given[read.name] = found.options
                    _warn_of_issuer(read, told)
                    _warn_of_language(read, told)
                    yield read
            except ReadError as error:
                self._fail(error)
            told.close(found.path)

    def _tell(self, problem: Problem, found: Input, told: _Told) -> None:
        if problem.is_foreign and problem.number is None and not found.is_named:
            # Tables and JSON lie about in folders; nobody said that they hold articles.
            message(f"{problem.told}; left out")
            return
        self.n_failed += problem.is_lost
        told.tell("error" if problem.is_lost else "warning", problem.told)


class _Told:
    """Lines about one input, so many and no more."""

    def __init__(self) -> None:
        self._n_told = 0

    def tell(self, what: str, line: str) -> None:
        """Print a line, unless there were enough."""
        self._n_told += 1
        if self._n_told <= N_TOLD:
            message(f"{what}: {line}")

    def close(self, path: str) -> None:
        """Say how many lines there would have been."""
        if self._n_told > N_TOLD:
            message(f"{path}: {count(self._n_told - N_TOLD, 'more line')} like these left out")


def _warn_of_issuer(document: Document, told: _Told) -> None:
    if document.kind is DocumentKind.READOUT and document.issuer is None:
        told.tell("warning", f"{document.name}: a readout without issuer, so its own sentences"
                  " have no known side; say whose account it is with --issuer")  # fmt: skip


def _warn_of_language(document: Document, told: _Told) -> None:
    if not seems_english(document.text):
        told.tell("warning", f"{document.name}: does not seem to be English, and statements are "
                  "found in English only; add a translation")  # fmt: skip


def _read(found: Input) -> Iterator[Document | Problem]:
    if found.path == STDIN:
        yield from _read_stdin(found.options)
        return
    # A file name need not be text; the database and JSON hold nothing else.
    name = found.path.encode("utf-8", "replace").decode("utf-8")
    yield from read_documents(Path(found.path), name=name, options=found.options)


def _read_stdin(options: ReadOptions) -> Iterator[Document | Problem]:
    with _stdin() as stream:
        yield from read_stream(stream, name=STDIN, options=options)


def stdin_bytes() -> bytes:
    """All of standard input.

    Raises:
        ReadError: if it is closed or cannot be read.
    """
    with _stdin() as stream:
        return stream.read()


@contextmanager
def _stdin() -> Iterator[BinaryIO]:
    if sys.stdin is None:  # closed by whoever started the program
        msg = f"{STDIN}: standard input is closed; give a file, or a text on standard input"
        raise ReadError(msg)
    try:
        yield sys.stdin.buffer
    except OSError as error:
        msg = f"{STDIN}: standard input cannot be read ({error.strerror}); give a file"
        raise ReadError(msg) from error
