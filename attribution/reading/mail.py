"""Mail: the text of a message and what its headers say; attachments are not read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from attribution.errors import ReadError
from attribution.reading.days import day_or_doubt
from attribution.reading.decoding import decode
from attribution.reading.pages import Page, page_from_fragment
from attribution.reading.sources import Item, Problem, Source

if TYPE_CHECKING:
    from email.message import EmailMessage, MIMEPart

__all__ = ["begins_as_mail", "read_mail"]

_HEADER: Final = re.compile(rb"([A-Za-z][A-Za-z0-9-]{0,60}):")
_FOLDED: Final = re.compile(rb"\r?\n[ \t]+")
_OF_MAIL: Final = frozenset({b"message-id", b"mime-version", b"received", b"return-path",
                             b"delivered-to", b"content-type", b"dkim-signature"})  # fmt: skip
_MAX_PARTS: Final = 1_000
_BOUNDARY: Final = re.compile(rb"\bboundary[*\d]{0,4}[ \t]*=", re.IGNORECASE)
_MAX_MULTIPARTS: Final = 50
"""Parts that hold parts: every line is compared with what ends each of those around it."""
_STUB_WORDS: Final = 120
_STUB_RATIO: Final = 3
"""A plain part that is short and so much shorter than the HTML part only points to that."""
_MAX_TOLD: Final = 5
_NO_TEXTS: Final = ("image", "audio", "video", "font")


def begins_as_mail(head: bytes) -> bool:
    """Whether it begins with headers: a sender and one that only mail programs write."""
    block = _FOLDED.sub(b" ", re.split(rb"\r?\n\r?\n", head.lstrip(), maxsplit=1)[0])
    names = [_HEADER.match(line) for line in block.splitlines()]
    found = {match[1].lower() for match in names if match}
    return all(names) and b"from" in found and bool(found & _OF_MAIL)


def read_mail(source: Source) -> Iterator[Item | Problem]:
    """The one text of a message: its plain part, or its HTML part where that says far more.

    Raises:
        ReadError: if it is too large, holds no text or its encoding is unknown.
    """
    data = source.read_whole(source.options.max_bytes)
    n_multiparts = sum(1 for _ in _BOUNDARY.finditer(data))
    if data.count(b"\n--") > _MAX_PARTS or n_multiparts > _MAX_MULTIPARTS:
        told = f"more than {_MAX_PARTS:,} parts or {_MAX_MULTIPARTS} within another"
        yield Problem(told=f"{told}; save its text as .txt")
        return
    from email import message_from_bytes  # noqa: PLC0415 - needed for mail only

    from attribution.reading.mailheaders import BOUNDED  # noqa: PLC0415 - likewise

    try:
        message = message_from_bytes(data, policy=BOUNDED)
        text = _body(message, source.name)
        page, doubts = _page_of(message)
        attached = _attached(message)
    except ReadError:
        raise
    except Exception as error:  # the parser fails on damage in many ways
        yield Problem(told=f"damaged mail ({type(error).__name__}); save its text as .txt")
        return
    if not text.strip():
        told = "a message without text; attachments are not read, save and add those"
        yield Problem(told=told)
        return
    if attached:
        doubts += (f"attachments are not read ({', '.join(attached)}); save and add those",)
    yield Item(key=data, page=replace(page, text=text), doubts=doubts)


def _body(message: EmailMessage, name: str) -> str:
    """The text of a message; empty where it holds none."""
    plain, marked = (message.get_body((kind,)) for kind in ("plain", "html"))
    text = _text_of(plain, name) if plain is not None else ""
    n_words = len(text.split())
    if marked is None or n_words >= _STUB_WORDS:
        return text
    markup = _text_of(marked, name)
    # Most messages say the same twice, which costs no parsing.
    if not markup.strip() or (n_words and len(markup.split()) <= _STUB_RATIO * n_words):
        return text
    try:
        found = page_from_fragment(markup, name=name).text
    except ReadError:
        if n_words:
            return text
        raise
    return found if len(found.split()) > _STUB_RATIO * n_words else text


def _attached(message: EmailMessage) -> list[str]:
    """What is attached and may hold a text: names, or kinds where there are none."""
    return [
        " ".join((part.get_filename() or part.get_content_type()).split())
        for part in message.walk()
        if part.get_content_disposition() == "attachment"
        and part.get_content_maintype() not in _NO_TEXTS
    ][:_MAX_TOLD]


def _text_of(body: MIMEPart, name: str) -> str:
    """The characters of a part: its declared encoding, unless its bytes do not fit that."""
    payload = body.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    declared = body.get_content_charset() or "utf-8"
    text = decode(data, name=name, is_html=True, declared=declared) if data else ""
    # Mail ends its lines with CR LF whatever its writer typed.
    return text.replace("\r\n", "\n")


def _page_of(message: EmailMessage) -> tuple[Page, tuple[str, ...]]:
    """What the headers say, and what of it could not be read."""
    from email.utils import parseaddr  # noqa: PLC0415 - needed for mail only

    sender, address = parseaddr(_header(message, "From") or "")
    day, doubts = day_or_doubt(_header(message, "Date"))
    page = Page(
        text="", title=_header(message, "Subject"), author=sender or address or None,
        published=day, language=_header(message, "Content-Language"),
    )  # fmt: skip
    return page, doubts


def _header(message: EmailMessage, name: str) -> str | None:
    found = message.get(name)
    return (" ".join(str(found).split()) or None) if found is not None else None
