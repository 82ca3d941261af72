"""Mail: the text of a message and what its headers say; attachments are not read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from attribution.errors import ReadError
from attribution.reading.days import read_day
from attribution.reading.decoding import decode
from attribution.reading.pages import Page, page_from_fragment
from attribution.reading.sources import Item, Problem, Source

if TYPE_CHECKING:
    from email.message import EmailMessage, MIMEPart

__all__ = ["begins_as_mail", "read_mail"]

_HEADER: Final = re.compile(rb"([A-Za-z][A-Za-z0-9-]{0,60}):(?:[ \t]|\r?\n[ \t])")
_FOLDED: Final = re.compile(rb"\r?\n[ \t]+")
_OF_MAIL: Final = frozenset({b"message-id", b"mime-version", b"received", b"return-path",
                             b"delivered-to", b"content-type", b"dkim-signature"})  # fmt: skip
_MAX_PARTS: Final = 1_000
"""Parts of one message; their nesting is bounded by it as well."""


def begins_as_mail(head: bytes) -> bool:
    """Whether it begins with headers: a sender and one that only mail programs write."""
    block = _FOLDED.sub(b" ", re.split(rb"\r?\n\r?\n", head.lstrip(), maxsplit=1)[0])
    names = [_HEADER.match(line) for line in block.splitlines()]
    found = {match[1].lower() for match in names if match}
    return all(names) and b"from" in found and bool(found & _OF_MAIL)


def read_mail(source: Source) -> Iterator[Item | Problem]:
    """The one text of a message: its plain part, else its HTML part without the markup.

    Raises:
        ReadError: if it is too large, holds no text or its encoding is unknown.
    """
    data = source.read_whole(source.options.max_bytes)
    if data.count(b"\n--") > _MAX_PARTS:
        yield Problem(told=f"more than {_MAX_PARTS:,} parts; save its text as .txt")
        return
    from email import message_from_bytes, policy  # noqa: PLC0415 - needed for mail only

    try:
        message = message_from_bytes(data, policy=policy.default)
        body = message.get_body(("plain", "html"))
        is_html = body is not None and body.get_content_subtype() == "html"
        text = _text_of(body, source.name) if body is not None else ""
        page = _page_of(message)
    except ReadError:
        raise
    except Exception as error:  # the parser fails on damage in many ways
        yield Problem(told=f"damaged mail ({type(error).__name__}); save its text as .txt")
        return
    if not text.strip():
        told = "a message without text; attachments are not read, save and add those"
        yield Problem(told=told)
        return
    if is_html:
        text = page_from_fragment(text, name=source.name).text
    yield Item(key=data, page=Page(
        text=text, title=page.title, author=page.author, published=page.published,
        language=page.language,
    ))  # fmt: skip


def _text_of(body: MIMEPart, name: str) -> str:
    """The characters of a part: its declared encoding, unless its bytes do not fit that."""
    payload = body.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    try:
        text = data.decode(body.get_content_charset() or "utf-8")
    except (UnicodeDecodeError, LookupError):
        text = decode(data, name=name, is_html=True) if data else ""
    # Mail ends its lines with CR LF whatever its writer typed.
    return text.replace("\r\n", "\n")


def _page_of(message: EmailMessage) -> Page:
    """What the headers say."""
    from email.utils import parseaddr  # noqa: PLC0415 - needed for mail only

    sender, address = parseaddr(_header(message, "From") or "")
    written = _header(message, "Date")
    return Page(
        text="", title=_header(message, "Subject"), author=sender or address or None,
        published=read_day(written) if written else None,
        language=_header(message, "Content-Language"),
    )  # fmt: skip


def _header(message: EmailMessage, name: str) -> str | None:
    found = message.get(name)
    return (" ".join(str(found).split()) or None) if found is not None else None
