"""Formats that are known and not read: better a clear word than their markup taken for prose."""

from __future__ import annotations

import json
import re
from pathlib import PurePath
from typing import Final

from attribution.errors import ReadError

__all__ = ["refuse_content", "refuse_name", "unread_format"]

_TABLE: Final = "a table", "write each of its texts to a .txt file of its own"
_RECORDS: Final = "JSON", "write each of its texts to a .txt file of its own"
_MARKUP: Final = "XML or a feed", "save its articles as HTML or plain text"
_MAIL: Final = "mail", "save the text of each message as .txt"
_OFFICE: Final = "an office document or a book", "save it as plain text or HTML"
_ARCHIVED: Final = "an archive of web pages", "take its pages out as HTML files"
_PACKED: Final = "packed", "unpack it and add the files in it"
_FORMATS: Final = {
    **dict.fromkeys((".csv", ".tsv", ".parquet", ".xls", ".xlsx", ".ods"), _TABLE),
    **dict.fromkeys((".json", ".jsonl", ".ndjson"), _RECORDS),
    **dict.fromkeys((".xml", ".rss", ".atom"), _MARKUP),
    **dict.fromkeys((".eml", ".mbox", ".msg"), _MAIL),
    **dict.fromkeys((".doc", ".docx", ".odt", ".rtf", ".epub"), _OFFICE),
    **dict.fromkeys((".warc", ".arc", ".wacz", ".mht", ".mhtml"), _ARCHIVED),
    **dict.fromkeys((".gz", ".bz2", ".xz", ".zst", ".zip", ".tar", ".7z", ".rar"), _PACKED),
    ".pdf": ("a PDF", "save its text, for example with: pdftotext FILE.pdf"),
}
_XML: Final = re.compile(r"\s*<(?:\?xml\b|rss\b|feed\b|rdf:RDF\b)", re.IGNORECASE)
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


def refuse_content(text: str, *, name: str) -> None:
    """Raise for text that begins as XML, web archives or records in JSON do.

    Raises:
        ReadError: saying what it is and what to do.
    """
    if _XML.match(text):
        _refuse(name, *_MARKUP)
    if _WARC.match(text):
        _refuse(name, *_ARCHIVED)
    if _is_json(text):
        _refuse(name, *_RECORDS)


def _refuse(name: str, what: str, advice: str) -> None:
    msg = f"{name}: this is {what}, which is not read; {advice}"
    raise ReadError(msg)


def _is_json(text: str) -> bool:
    """Whether the whole, or the first line of it, is an object or a list in JSON."""
    start = text.lstrip()
    if start[:1] not in {"{", "["}:
        return False
    for part in (start.partition("\n")[0], start):
        try:
            found = json.loads(part)
        except (ValueError, RecursionError):
            continue
        # "[1]" may begin a text as well.
        items = found if isinstance(found, list) else [found]
        return any(isinstance(item, dict) for item in items)
    return False
