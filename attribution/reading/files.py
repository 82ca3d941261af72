"""Files, folders and standard input to documents."""

from __future__ import annotations

import hashlib
from pathlib import Path

from attribution.errors import ReadError
from attribution.reading.decoding import decode, refuse_binary
from attribution.reading.folders import READABLE_SUFFIXES
from attribution.reading.formats import refuse_content, refuse_name, unread_format
from attribution.reading.options import ReadOptions
from attribution.reading.pages import Page, looks_like_html, page_from_html, page_from_text
from attribution.records import Document, DocumentKind

__all__ = ["find_inputs", "find_unread", "read_bytes", "read_file"]

_HTML_SUFFIXES = (".html", ".htm")
_DEFAULT_OPTIONS = ReadOptions()


def find_inputs(path: Path) -> list[Path]:
    """The files to read: a file itself, or the readable files in and below a folder, sorted.

    Hidden files and folders are left out.

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
    """Files in and below a folder of formats that are known and not read, sorted.

    Hidden ones are left out, and JSON, which stands beside texts to describe them.
    """
    return [found for found in _files_below(folder)
            if unread_format(found.name) not in {None, ".json"}]  # fmt: skip


def _readable_below(folder: Path) -> list[Path]:
    return [found for found in _files_below(folder) if found.suffix.lower() in READABLE_SUFFIXES]


def _files_below(folder: Path) -> list[Path]:
    return sorted(
        found
        for found in folder.rglob("*")
        if not any(part.startswith(".") for part in found.relative_to(folder).parts)
        and found.is_file()
    )


def read_file(path: Path, *, options: ReadOptions = _DEFAULT_OPTIONS) -> Document:
    """Read one file into a document.

    Args:
        path: plain text, Markdown or HTML.
        options: metadata that wins over the page's own; see `folder_options` for a folder's.

    Raises:
        ReadError: if it is missing, a folder, unreadable, empty, binary, too large, in an unknown
            encoding or HTML without article text.
    """
    if path.is_dir():
        msg = f"{path}: this is a folder; give the files in it"
        raise ReadError(msg)
    refuse_name(str(path))
    try:
        with path.open("rb") as source:
            data = source.read(options.max_bytes + 1)
    except FileNotFoundError as error:
        msg = f"{path}: no such file"
        raise ReadError(msg) from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        msg = f"{path}: cannot be read ({why}); check its name and permissions"
        raise ReadError(msg) from error
    return read_bytes(data, name=str(path), options=options)


def read_bytes(data: bytes, *, name: str, options: ReadOptions = _DEFAULT_OPTIONS) -> Document:
    """Read bytes into a document.

    Args:
        data: the source; its hash identifies the document.
        name: path or URL as given, `-` for standard input; its suffix tells HTML from text, and
            data that begins as a page does is HTML as well.
        options: metadata that wins over the page's own.

    Raises:
        ReadError: see `read_file`.
    """
    if len(data) > options.max_bytes:
        limit = f"{options.max_bytes / 1_000_000:g} MB"
        msg = f"{name}: larger than {limit}; split it or raise the limit"
        raise ReadError(msg)
    if not data.strip():
        raise _empty(name)
    refuse_binary(data, name=name)
    page = _page_of(data, name=name, url=options.url)
    if not page.text.strip():
        raise _empty(name)
    return Document(
        sha256=hashlib.sha256(data).hexdigest(),
        text=page.text,
        name=name,
        kind=options.kind or page.kind or DocumentKind.ARTICLE,
        url=options.url or page.url,
        outlet=options.outlet or page.outlet,
        title=page.title,
        author=page.author,
        published=options.published or page.published,
        language=page.language,
        issuer=options.issuer or page.issuer,
        meeting=options.meeting,
    )


def _empty(name: str) -> ReadError:
    return ReadError(f"{name}: empty; nothing to read")


def _page_of(data: bytes, *, name: str, url: str | None) -> Page:
    has_html_suffix = name.lower().split("?")[0].endswith(_HTML_SUFFIXES)
    text = decode(data, name=name, is_html=has_html_suffix or b"<" in data[:1000])
    is_text_file = name.lower().endswith((".txt", ".md", ".markdown"))
    if has_html_suffix or (looks_like_html(text) and not is_text_file):
        return page_from_html(text, name=name, url=url)
    if not is_text_file:
        refuse_content(text, name=name)
    return page_from_text(text)
