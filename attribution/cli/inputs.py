"""Paths given by the user to documents; an unreadable one is a line, not the end."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from attribution.cli.output import message
from attribution.errors import ReadError
from attribution.reading import (
    ReadOptions,
    find_inputs,
    find_unread,
    folder_options,
    read_bytes,
    read_file,
)
from attribution.records import Document, DocumentKind
from attribution.reporting.wording import count

__all__ = ["InputReader", "stdin_bytes"]

STDIN = "-"
NOTES = "readme"
"""Stem of a file beside a docs.json that tells about the texts and is none."""


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
        self._inputs: list[tuple[str, ReadOptions]] = []
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

    def _expanded(self, path: str) -> list[tuple[str, ReadOptions]]:
        if path == STDIN:
            return [(path, self._options)]
        if path.startswith(("http://", "https://")):
            msg = f"{path}: pages are not fetched; save the page and add the file"
            raise ReadError(msg)
        files = find_inputs(Path(path))
        if files == [Path(path)]:
            # As given: Path would drop a leading "./".
            return [(path, self._options)]
        return self._in_folder(Path(path), files)

    def _in_folder(self, folder: Path, files: list[Path]) -> list[tuple[str, ReadOptions]]:
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
            msg = f"{folder}: no text, Markdown or HTML files in this folder; name the files"
            raise ReadError(msg)
        return [
            *((str(file), self._options.over(known)) for file, known in listed.options.items()),
            *((str(file), self._options) for file in others),
        ]

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
        for path, options in self._inputs:
            try:
                document = _read(path, options)
            except ReadError as error:
                self._fail(error)
                continue
            self.given[document.name] = options
            if document.kind is DocumentKind.READOUT and document.issuer is None:
                message(
                    f"warning: {document.name}: a readout without issuer, so its own sentences"
                    " have no known side; say whose account it is with --issuer"
                )
            yield document


def _read(path: str, options: ReadOptions) -> Document:
    if path == STDIN:
        # One byte more than allowed shows that there is too much, without holding all of it.
        data = stdin_bytes(options.max_bytes + 1)
        return read_bytes(data, name=STDIN, options=options)
    document = read_file(Path(path), options=options)
    # A file name need not be text; the database and JSON hold nothing else.
    return replace(document, name=path.encode("utf-8", "replace").decode("utf-8"))


def stdin_bytes(n_bytes: int = -1) -> bytes:
    """Bytes of standard input, at most so many if a number is given.

    Raises:
        ReadError: if it is closed or cannot be read.
    """
    try:
        if sys.stdin is None:  # closed by whoever started the program
            msg = f"{STDIN}: standard input is closed; give a file, or a text on standard input"
            raise ReadError(msg)
        return sys.stdin.buffer.read(n_bytes)
    except OSError as error:
        msg = f"{STDIN}: standard input cannot be read ({error.strerror}); give a file"
        raise ReadError(msg) from error
