"""Which format an input has, by its name and how it begins; a clear word for those not read."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import Final

from attribution.errors import ReadError
from attribution.reading.feeds import begins_as_feed, begins_as_xml, read_feed
from attribution.reading.jsonfiles import read_json, read_json_lines
from attribution.reading.mail import begins_as_mail, read_mail
from attribution.reading.pages import looks_like_html
from attribution.reading.pdfs import begins_as_pdf, read_pdf
from attribution.reading.sources import Item, Problem, Source
from attribution.reading.tables import begins_as_table, read_table
from attribution.reading.texts import read_html, read_text

__all__ = [
    "READABLE_SUFFIXES", "RECORD_SUFFIXES", "Read", "reader_of", "refuse_name", "unread_format",
]  # fmt: skip

Read = Callable[[Source], Iterator[Item | Problem]]
"""A reader: it gives the items of a source and what is wrong with others, in their order."""

_TEXT: Final = (".txt", ".md", ".markdown")
_HTML: Final = (".html", ".htm")
_JSON: Final = (".jsonl", ".ndjson", ".json")
_TABLES: Final = (".csv", ".tsv")
_FEEDS: Final = (".rss", ".atom", ".xml")
_MAIL: Final = (".eml",)
_PDF: Final = (".pdf",)
READABLE_SUFFIXES: Final = (*_TEXT, *_HTML, *_PDF, *_MAIL, *_JSON, *_TABLES, *_FEEDS)
RECORD_SUFFIXES: Final = (*_JSON, *_TABLES, *_FEEDS)
"""Of files that may hold many documents."""

_TABLE: Final = "a table", "save it as CSV in UTF-8, one article a row"
_MAILBOX: Final = "a mailbox", "save its messages as .eml files"
_OFFICE: Final = "an office document or a book", "save it as plain text or HTML"
_ARCHIVED: Final = "an archive of web pages", "take its pages out as HTML files"
_PACKED: Final = "packed", "unpack it and add the files in it"
_FORMATS: Final = {
    **dict.fromkeys((".parquet", ".xls", ".xlsx", ".ods"), _TABLE),
    **dict.fromkeys((".mbox", ".msg", ".pst"), _MAILBOX),
    **dict.fromkeys((".doc", ".docx", ".odt", ".rtf", ".epub"), _OFFICE),
    **dict.fromkeys((".warc", ".arc", ".wacz", ".mht", ".mhtml"), _ARCHIVED),
    **dict.fromkeys((".gz", ".bz2", ".xz", ".zst", ".zip", ".tar", ".7z", ".rar"), _PACKED),
}
_WARC: Final = re.compile(r"WARC/\d")


def unread_format(name: str) -> str | None:
    """The suffix of a file of a format that is known and not read, in small letters."""
    suffix = PurePath(name).suffix.lower()
    return suffix if suffix in _FORMATS else None


def refuse_name(name: str) -> None:
    """Raise for a file whose name says that it is of a format that is not read.

    Raises:
        ReadError: saying what it is and what to do.
    """
    suffix = unread_format(name)
    if suffix is not None:
        _refuse(name, *_FORMATS[suffix])


def reader_of(name: str, head: bytes) -> Read:
    """What reads an input.

    Args:
        name: its suffix decides where it is known.
        head: the beginning of its bytes decides else, and tells kinds of JSON apart.

    Raises:
        ReadError: if it begins as web archives or XML that is no feed do.
    """
    suffix = PurePath(name.partition("?")[0]).suffix.lower()
    if begins_as_pdf(head) or suffix in _PDF:
        return read_pdf
    if suffix in _JSON:
        return _json_reader(head, is_lines=suffix != ".json")
    known: Read | None = next((read for suffixes, read in _READERS if suffix in suffixes), None)
    return known or _reader_by_content(name, head)


_READERS: Final[tuple[tuple[tuple[str, ...], Read], ...]] = (
    (_TEXT, read_text), (_HTML, read_html), (_TABLES, read_table), (_FEEDS, read_feed),
    (_MAIL, read_mail),
)  # fmt: skip


def _reader_by_content(name: str, head: bytes) -> Read:
    if begins_as_mail(head):
        return read_mail
    if begins_as_table(head):
        return read_table
    text = head.decode("utf-8-sig", "replace")
    if looks_like_html(text):
        return read_html
    if begins_as_feed(text) and begins_as_xml(text):
        return read_feed
    if begins_as_xml(text):
        _refuse(name, "XML and no feed", "save its articles as HTML or plain text")
    if _WARC.match(text):
        _refuse(name, *_ARCHIVED)
    return _json_reader(head, is_lines=False) if _begins_as_json(text) else read_text


def _refuse(name: str, what: str, advice: str) -> None:
    msg = f"{name}: this is {what}, which is not read; {advice}"
    raise ReadError(msg)


def _json_reader(head: bytes, *, is_lines: bool) -> Read:
    """Lines where the first of them is a whole object and another one follows.

    Args:
        head: how the file begins.
        is_lines: whether its name says so: a list is told apart only.
    """
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return read_json
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()
    first, _, rest = start.partition(b"\n")
    if is_lines:
        return read_json if start.startswith(b"[") else read_json_lines
    return read_json_lines if rest.strip() and _is_object(first) else read_json


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _begins_as_json(text: str) -> bool:
    """Whether it is an object or a list of objects; "[1]" and "{sic}" may begin a text."""
    return re.match(r"\s*(?:\[\s*)?\{\s*(?:\"|\})", text) is not None
