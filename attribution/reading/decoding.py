"""Bytes to characters, and a clear word where bytes are no text."""

from __future__ import annotations

import codecs
import re

from attribution.errors import ReadError

__all__ = ["decode", "detect_encoding", "refuse_binary"]

# Longer marks first: the mark of UTF-32 begins with that of UTF-16.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY_FORMATS = (
    (b"PK\x03\x04", "a ZIP archive (or DOCX, ODT, EPUB)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF file (image, sound or video)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
_DECLARED = re.compile(
    rb"<(?:meta\b[^>]{0,200}?charset|\?xml\b[^>]{0,200}?encoding)"
    rb"\s*=\s*[\"']?\s*([\w.:-]{1,40})",
    re.IGNORECASE,
)
_DECLARED_BYTES = 4096
# Codecs that are no encodings of texts; what is called so for malice takes hours to decode.
_NO_ENCODINGS = frozenset({"punycode", "idna", "unicode_escape", "raw_unicode_escape"})
_DETECTED_BYTES = 500_000
"""Detection reads no more than this; text of one encoding shows it early."""


def refuse_binary(data: bytes, *, name: str) -> None:
    """Raise for data that is no text.

    Raises:
        ReadError: naming the format where it is known.
    """
    start = data[:16]
    for magic, what in _BINARY_FORMATS:
        if start.startswith(magic):
            msg = f"{name}: this is {what}, which is not supported; give its text or HTML"
            raise ReadError(msg)
    marked = any(data.startswith(mark) for mark, _ in _BYTE_ORDER_MARKS)
    if not marked and b"\x00" in data:
        msg = f"{name}: binary data, not text; give plain text, Markdown or HTML"
        raise ReadError(msg)


def decode(
    data: bytes, *, name: str, is_html: bool = False, declared: str | None = None
) -> str:  # fmt: skip
    """The characters of `data`, without a byte order mark.

    What is declared elsewhere decides where it fits, then a byte order mark, then UTF-8, then the
    encoding that HTML or XML declares, then detection.

    Args:
        data: bytes of a text.
        name: of the input, for messages.
        is_html: whether it may declare its encoding, as HTML and XML do.
        declared: its encoding as its surroundings tell it, such as the header of a mail.

    Raises:
        ReadError: if no encoding fits.
    """
    if declared is not None and (text := _decoded(data, declared)) is not None:
        return text
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            text = _decoded(data, encoding)
            if text is None:
                break
            return text
    text = _decoded(data, "utf-8")
    if text is None and is_html:
        found = _DECLARED.search(data[:_DECLARED_BYTES])
        text = _decoded(data, found[1].decode("ascii")) if found else None
    text = _detected(data) if text is None else text
    if text is None:
        raise _unknown(name)
    return text


def detect_encoding(head: bytes, *, name: str) -> str:
    """The encoding of a file by its beginning, in the order of `decode`.

    Raises:
        ReadError: if none fits.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return encoding
    # The beginning may end inside a character.
    if any(_decoded(head[: len(head) - cut], "utf-8") is not None for cut in range(4)):
        return "utf-8"
    from charset_normalizer import from_bytes  # noqa: PLC0415 - most inputs are UTF-8

    best = from_bytes(head).best()
    if best is None:
        raise _unknown(name)
    return best.encoding


def _unknown(name: str) -> ReadError:
    return ReadError(f"{name}: unknown character encoding; save it as UTF-8")


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        if codecs.lookup(encoding).name.replace("-", "_") in _NO_ENCODINGS:
            return None
        return data.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return None


def _detected(data: bytes) -> str | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - most inputs are UTF-8

    best = from_bytes(data[:_DETECTED_BYTES]).best()
    if best is None:
        return None
    # The encoding was judged on a part; the rest must fit it as well.
    return _decoded(data, best.encoding)
