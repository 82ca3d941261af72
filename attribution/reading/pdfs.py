"""PDF: the text of its pages; pictures of pages hold none."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Final

from attribution.reading.pages import Page
from attribution.reading.sources import Item, Problem, Source, in_megabytes

if TYPE_CHECKING:
    from pypdf import PdfReader

__all__ = ["begins_as_pdf", "read_pdf"]

_MAX_PAGES: Final = 2_000
_NO_CHARACTER: Final = re.compile("[\0\ud800-\udfff]")
_LOCKED: Final = "this PDF is locked by a password; save it without one, or its text as .txt"
_NO_TEXT: Final = "this PDF holds no text, perhaps pictures of pages; save its text as .txt"


def begins_as_pdf(head: bytes) -> bool:
    """Whether it is a PDF, whatever its name."""
    return head[:64].lstrip().startswith(b"%PDF-")


def read_pdf(source: Source) -> Iterator[Item | Problem]:
    """The one text of a PDF: lines as they stand on its pages, page after page.

    Words broken at line ends are left to cleaning.

    Raises:
        ReadError: if it is too large.
    """
    from pypdf import PdfReader  # noqa: PLC0415 - slow to import, needed for PDF only

    # Its remarks on damage that it can live with would go to stderr.
    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    data = source.read_whole(source.options.max_bytes)
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            yield Problem(told=_LOCKED)
            return
        if len(reader.pages) > _MAX_PAGES:
            yield Problem(told=f"more than {_MAX_PAGES:,} pages; split it")
            return
        text = _text_of(reader, source.options.max_bytes)
        page = _page_of(reader, text or "")
    except Exception as error:  # damaged PDFs make it fail in any way
        yield Problem(told=_told_of(error))
        return
    if text is None:
        told = f"its text is larger than {in_megabytes(source.options.max_bytes)}; split it"
        yield Problem(told=told)
    elif not text.strip():
        yield Problem(told=_NO_TEXT)
    else:
        yield Item(key=data, page=page)


def _told_of(error: Exception) -> str:
    from pypdf.errors import DependencyError, FileNotDecryptedError  # noqa: PLC0415 - see above

    if isinstance(error, (DependencyError, FileNotDecryptedError)):
        return _LOCKED
    reason = " ".join(str(error).split())[:80] or type(error).__name__
    return f"this PDF is damaged ({reason}); save its text as .txt"


def _text_of(reader: PdfReader, max_chars: int) -> str | None:
    """The text of all pages, None if it is too long."""
    parts: list[str] = []
    n_chars = 0
    for page in reader.pages:
        parts.append(_sound(page.extract_text().rstrip()))
        n_chars += len(parts[-1])
        if n_chars > max_chars:
            return None
    # A sentence may go on overleaf: no blank line between pages.
    return "\n".join(part for part in parts if part.strip())


def _page_of(reader: PdfReader, text: str) -> Page:
    """The text with the title and author that the file names; it was made on another day."""
    about = reader.metadata
    title = about.title if about is not None else None
    author = about.author if about is not None else None
    title, author = (_sound(found or "").strip("\ufffd ") or None for found in (title, author))
    return Page(text=text, title=title, author=author)


def _sound(text: str) -> str:
    """The text with a sign for what a font gives no character for: NUL or half of one."""
    return _NO_CHARACTER.sub("\ufffd", text)
