"""Plain text, Markdown and HTML: one document a file."""

from __future__ import annotations

from collections.abc import Iterator

from attribution.reading.decoding import decode, refuse_binary
from attribution.reading.pages import page_from_html, page_from_text
from attribution.reading.sources import Item, Problem, Source

__all__ = ["read_html", "read_text"]


def read_text(source: Source) -> Iterator[Item | Problem]:
    """The text as it is; front matter gives metadata.

    Raises:
        ReadError: if it is too large, binary or of an unknown encoding.
    """
    data = source.read_whole(source.options.max_bytes)
    refuse_binary(data, name=source.name)
    yield Item(key=data, page=page_from_text(decode(data, name=source.name)))


def read_html(source: Source) -> Iterator[Item | Problem]:
    """The article of a page.

    Raises:
        ReadError: if it is too large, binary, of an unknown encoding or without article text.
    """
    data = source.read_whole(source.options.max_bytes)
    refuse_binary(data, name=source.name)
    markup = decode(data, name=source.name, is_html=True)
    page = page_from_html(markup, name=source.name, url=source.options.url)
    yield Item(key=data, page=page)
