"""What every reader of a format takes and gives."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Final

from attribution.errors import ReadError
from attribution.reading.options import ReadOptions
from attribution.reading.pages import Page

__all__ = [
    "HEAD_BYTES", "Item", "Problem", "Source", "canonical_bytes", "in_megabytes", "too_many",
]  # fmt: skip

HEAD_BYTES: Final = 65_536
"""A format that the name leaves open shows in so many bytes."""
_SKIPPED_BYTES: Final = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One text of a file, before it is a document.

    Attributes:
        key: the bytes whose hash identifies it (decision 0013).
        page: its text and what it says of itself.
        number: of the record in its file, from 1; None where the file is one document.
        doubts: what of it could not be read, one line each.
    """

    key: bytes
    page: Page
    number: int | None = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong with a file or one record of it; the rest goes on.

    Attributes:
        told: the problem and what to do, on one line. Readers leave out the name of the file.
        number: of the record; None if the whole file is meant.
        is_lost: whether no document came of it; else something of the document stays open.
        is_foreign: whether nothing shows that it is meant to be an article: a table of figures.
    """

    told: str
    number: int | None = None
    is_lost: bool = True
    is_foreign: bool = False


class _Chained(io.RawIOBase):
    """Bytes read already, then the rest of their stream, which stays open."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        size = len(buffer)
        chunk, self._head = self._head[:size], self._head[size:]
        chunk = chunk or self._rest.read(size)
        buffer[: len(chunk)] = chunk
        return len(chunk)


@dataclass(frozen=True, slots=True)
class Source:
    """An input that is open for reading.

    Attributes:
        name: path or URL as given, `-` for standard input.
        stream: its bytes, from the first one on.
        options: given for it.
        head: how it begins.
    """

    name: str
    stream: BinaryIO
    options: ReadOptions
    head: bytes = field(default=b"", repr=False)

    @classmethod
    def opened(cls, stream: BinaryIO, *, name: str, options: ReadOptions) -> Source:
        """A source whose head is known. What goes wrong with the stream is the caller's matter."""
        head = stream.read(HEAD_BYTES)
        return cls(name, io.BufferedReader(_Chained(head, stream)), options, head)

    def read_whole(self, max_bytes: int) -> bytes:
        """All bytes.

        Raises:
            ReadError: if there are more than `max_bytes`.
        """
        # One byte more than allowed shows that there is too much, without holding all of it.
        data = self.stream.read(max_bytes + 1)
        if len(data) > max_bytes:
            msg = f"{self.name}: larger than {in_megabytes(max_bytes)}; split it or raise the limit"
            raise ReadError(msg)
        return data

    def lines(self) -> Iterator[bytes | None]:
        """Lines with their ends; None for one longer than a document may be, which is skipped."""
        limit = self.options.max_bytes
        while line := self.stream.readline(limit + 2):
            if len(line.rstrip(b"\r\n")) <= limit:
                yield line
                continue
            while line and not line.endswith(b"\n"):
                line = self.stream.readline(_SKIPPED_BYTES)
            yield None


def in_megabytes(n_bytes: int) -> str:
    """A limit as messages tell it."""
    return f"{n_bytes / 1_000_000:g} MB"


def too_many(source: Source) -> Problem:
    """What is said of a file with more records than are read."""
    told = f"more than {source.options.max_records:,} records; the rest is not read, split the file"
    return Problem(told=told)


def canonical_bytes(value: object) -> bytes:
    """The same bytes for the same value, however file and writer laid them out.

    JSON in UTF-8 with sorted keys and without white space between its parts.

    Raises:
        RecursionError: if values are nested too deeply.
    """
    written = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return written.encode("utf-8", "surrogatepass")
