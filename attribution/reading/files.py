"""Files, folders and standard input to documents."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import fields, replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final

from attribution.errors import ReadError
from attribution.letters import has_half_characters
from attribution.reading.folders import DOCS_FILE
from attribution.reading.formats import (
    READABLE_SUFFIXES,
    RECORD_SUFFIXES,
    reader_of,
    refuse_name,
    unread_format,
)
from attribution.reading.options import ReadOptions
from attribution.reading.pages import Page
from attribution.reading.sources import Item, Problem, Source, in_megabytes
from attribution.reading.walking import files_below
from attribution.records import Document, DocumentKind

__all__ = [
    "file_of_record", "find_inputs", "find_unread", "may_hold_many", "read_bytes",
    "read_documents", "read_file", "read_stream",
]  # fmt: skip

_DEFAULT_OPTIONS: Final = ReadOptions()
_RECORD: Final = re.compile(r"(.+)#\d+", re.DOTALL)


def find_inputs(path: Path) -> list[Path]:
    """The files to read: a file itself, or the readable files in and below a folder, sorted.

    Links to folders are followed. Hidden files and folders are left out, and JSON beside a
    `docs.json`, which tells about texts.

    Raises:
        ReadError: if nothing is at `path` or it cannot be looked at.
    """
    try:
        # Neither file nor folder: what a shell puts in place of <(command).
        if path.exists() and not path.is_dir():
            return [path]
        if path.is_dir():
            return _readable_below(path)
    except OSError as error:
        msg = f"{path}: cannot be read ({error.strerror}); check its name and permissions"
        raise ReadError(msg) from error
    msg = f"{path}: no such file or folder"
    raise ReadError(msg)


def find_unread(folder: Path) -> list[Path]:
    """Files in and below a folder of formats that are known and not read, none hidden."""
    return [found for found in files_below(folder) if unread_format(found.name) is not None]


def _readable_below(folder: Path) -> list[Path]:
    return [
        found
        for found in files_below(folder)
        if found.suffix.lower() in READABLE_SUFFIXES
        and not (found.suffix.lower() == ".json" and found.with_name(DOCS_FILE).is_file())
    ]


def may_hold_many(name: str) -> bool:
    """Whether a file of this name may hold more than one document."""
    return Path(name).suffix.lower() in RECORD_SUFFIXES


def file_of_record(name: str) -> str:
    """The file that a document is in: `a.jsonl` of `a.jsonl#3`, else the document's own name."""
    match = _RECORD.fullmatch(name)
    return match[1] if match and (match[1] == "-" or may_hold_many(match[1])) else name


def read_documents(
    path: Path, *, name: str | None = None, options: ReadOptions = _DEFAULT_OPTIONS
) -> Iterator[Document | Problem]:
    """The documents of one file, in its order, and what is wrong with others.

    Args:
        path: of a format that is read.
        name: as the user wrote it, if not as the path is written.
        options: metadata that wins over what file and records say.

    Raises:
        ReadError: if nothing of the file can be read.
    """
    with _opened(path) as stream:
        try:
            yield from read_stream(stream, name=name or str(path), options=options)
        except OSError as error:
            raise _unreadable(path, error) from error


def _opened(path: Path) -> BinaryIO:
    if path.is_dir():
        msg = f"{path}: this is a folder; give the files in it"
        raise ReadError(msg)
    refuse_name(str(path))
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        msg = f"{path}: no such file"
        raise ReadError(msg) from error
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError | ValueError) -> ReadError:
    why = getattr(error, "strerror", None) or error
    return ReadError(f"{path}: cannot be read ({why}); check its name and permissions")


def read_stream(
    stream: BinaryIO, *, name: str, options: ReadOptions = _DEFAULT_OPTIONS
) -> Iterator[Document | Problem]:
    """The documents that a stream of bytes holds; see `read_documents`.

    Args:
        stream: to be read to its end.
        name: path or URL as given, `-` for standard input; its suffix tells the format, else
            the first bytes do.
        options: metadata that wins.

    Raises:
        ReadError: if nothing can be read. Problems name input and record.
    """
    source = Source.opened(stream, name=name, options=options)
    if not source.head.strip():
        raise _empty(name)
    is_any = False
    for found in _without_foreign(reader_of(name, source.head)(source)):
        is_any = True
        if isinstance(found, Problem):
            yield _named(found, name)
        else:
            yield from _documents_of(found, source)
    if not is_any:
        # No failure in a folder, where answers without results lie about as well.
        yield Problem(told=f"{name}: holds no articles; nothing to read", is_foreign=True)


def read_file(path: Path, *, options: ReadOptions = _DEFAULT_OPTIONS) -> Document:
    """Read a file that is one document.

    Args:
        path: see `read_documents`.
        options: metadata that wins over the page's own; see `folder_options` for a folder's.

    Raises:
        ReadError: if it is missing, a folder, unreadable, empty, binary, too large, in an unknown
            encoding or HTML without article text, or holds several documents.
    """
    return _only(read_documents(path, options=options), str(path))


def read_bytes(data: bytes, *, name: str, options: ReadOptions = _DEFAULT_OPTIONS) -> Document:
    """Read bytes that are one document.

    Args:
        data: the source; its hash identifies the document.
        name: see `read_stream`.
        options: metadata that wins over the page's own.

    Raises:
        ReadError: see `read_file`.
    """
    return _only(read_stream(BytesIO(data), name=name, options=options), name)


def _only(found: Iterator[Document | Problem], name: str) -> Document:
    documents: list[Document] = []
    for one in found:
        if isinstance(one, Document):
            documents.append(one)
        elif one.is_lost:
            raise ReadError(one.told)
        if len(documents) > 1:
            msg = f"{name}: holds several documents; read them with read_documents"
            raise ReadError(msg)
    return documents[0]


def _without_foreign(found: Iterator[Item | Problem]) -> Iterator[Item | Problem]:
    """The same, with one problem for the whole file where nothing shows that it holds articles."""
    held: list[Problem] = []
    for one in found:
        if not isinstance(one, Problem) or not one.is_foreign:
            # What was held back is wrong with those records only.
            yield from held
            yield one
            yield from found
            return
        held.append(one)
    if held:
        first = held[0]
        where = "" if first.number is None else f"holds no articles; record {first.number}: "
        yield Problem(told=f"{where}{first.told}", is_foreign=True)


def _named(problem: Problem, name: str) -> Problem:
    where = name if problem.number is None else f"{name}#{problem.number}"
    return replace(problem, told=f"{where}: {problem.told}")


def _documents_of(item: Item, source: Source) -> Iterator[Document | Problem]:
    """The document that an item makes, and what of it could not be read."""
    name = source.name if item.number is None else f"{source.name}#{item.number}"
    told = _unfit(item.page, source.options)
    if told is not None:
        yield Problem(told=f"{name}: {told}", number=item.number)
        return
    for doubt in item.doubts:
        yield Problem(told=f"{name}: {doubt}", number=item.number, is_lost=False)
    page, options = item.page, source.options
    yield Document(
        sha256=hashlib.sha256(item.key).hexdigest(), text=page.text, name=name,
        kind=options.kind or page.kind or DocumentKind.ARTICLE, url=options.url or page.url,
        outlet=options.outlet or page.outlet, title=page.title, author=page.author,
        published=options.published or page.published, language=page.language,
        issuer=options.issuer or page.issuer, meeting=options.meeting,
    )  # fmt: skip


def _unfit(page: Page, options: ReadOptions) -> str | None:
    """Why a text cannot be a document."""
    if not page.text.strip():
        return "empty; nothing to read"
    if len(page.text) > options.max_bytes:
        return f"larger than {in_megabytes(options.max_bytes)}; split it or raise the limit"
    values = (getattr(page, field.name) for field in fields(page))
    texts = [value for value in values if isinstance(value, str)]
    if any(map(has_half_characters, texts)):
        return "holds broken characters; save it as UTF-8"
    if any("\0" in text for text in texts):
        return "binary data, not text; give plain text, Markdown or HTML"
    return None


def _empty(name: str) -> ReadError:
    return ReadError(f"{name}: empty; nothing to read")
