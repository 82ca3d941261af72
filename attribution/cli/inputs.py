"""Paths given by the user to documents; an unreadable one is a line, not the end."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from pathlib import Path

from attribution.cli.output import message
from attribution.errors import ReadError
from attribution.reading import ReadOptions, find_inputs, folder_options, read_bytes, read_file
from attribution.records import Document

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
        self._options = options
        self._inputs: list[tuple[str, ReadOptions]] = []
        for path in paths:
            self._expand(path)

    def __len__(self) -> int:
        """Number of inputs found."""
        return len(self._inputs)

    def _expand(self, path: str) -> None:
        if path == STDIN:
            self._inputs.append((path, self._options))
            return
        if path.startswith(("http://", "https://")):
            self._fail(f"{path}: pages are not fetched; save the page and add the file")
            return
        try:
            known = folder_options(Path(path)) if Path(path).is_dir() else {}
            # A docs.json says what belongs to the folder: notes beside the texts are not read.
            for found in known or find_inputs(Path(path)):
                own = known.get(found, ReadOptions())
                self._inputs.append((str(found), _override(own, self._options)))
        except ReadError as error:
            self._fail(str(error))

    def _fail(self, text: str) -> None:
        self.n_failed += 1
        message(f"error: {text}")

    def __iter__(self) -> Iterator[Document]:
        """The documents that could be read, in order."""
        for path, options in self._inputs:
            try:
                if path == STDIN:
                    yield read_bytes(sys.stdin.buffer.read(), name=STDIN, options=options)
                else:
                    yield read_file(Path(path), options=options)
            except ReadError as error:
                self._fail(str(error))


def _override(base: ReadOptions, given: ReadOptions) -> ReadOptions:
    """`base` with every value that `given` sets."""
    default = ReadOptions()
    changed = {
        field.name: getattr(given, field.name)
        for field in fields(ReadOptions)
        if getattr(given, field.name) != getattr(default, field.name)
    }
    return replace(base, **changed)
