"""Paths given by the user to documents; an unreadable one is a line, not the end."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from attribution.cli.output import message
from attribution.errors import ReadError
from attribution.reading import ReadOptions, find_inputs, folder_options, read_bytes, read_file
from attribution.records import Document, DocumentKind

__all__ = ["InputReader"]

STDIN = "-"


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
        known = folder_options(Path(path)) if Path(path).is_dir() else {}
        if not known and not files:
            msg = f"{path}: no text, Markdown or HTML files in this folder; name the files"
            raise ReadError(msg)
        if files == [Path(path)]:
            # As given: Path would drop a leading "./".
            return [(path, self._options)]
        # A docs.json says what belongs to the folder: notes beside the texts are not read.
        return [
            (str(file), self._options.over(known.get(file, ReadOptions())))
            for file in known or files
        ]

    def _fail(self, error: ReadError) -> None:
        self.n_failed += 1
        message(f"error: {error}")

    def __iter__(self) -> Iterator[Document]:
        """The documents that could be read, in order."""
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
        data = sys.stdin.buffer.read(options.max_bytes + 1)
        return read_bytes(data, name=STDIN, options=options)
    document = read_file(Path(path), options=options)
    # A file name need not be text; the database and JSON hold nothing else.
    return replace(document, name=path.encode("utf-8", "replace").decode("utf-8"))
