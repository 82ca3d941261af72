"""Links from a claim to the article it stands in."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from attribution.records import Claim
from attribution.spans import Span

__all__ = ["article_link", "web_address"]

_WORD = re.compile(r"\S+")
_EDGE_WORDS = 6


def web_address(address: str | None) -> str | None:
    """`address` if it is one of the web (http, https) that a report may link to."""
    if address is None:
        return None
    address = address.strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    # Browsers drop control characters before they read the scheme, so none may pass.
    if parts.scheme not in ("http", "https") or not parts.netloc or not address.isprintable():
        return None
    return None if " " in address else address


def article_link(claim: Claim) -> str | None:
    """The web address of the claim's document, with a text fragment for its content.

    A browser that knows text fragments scrolls to the content and highlights it; any other
    opens the page.
    """
    address = web_address(claim.document.url) or web_address(claim.document.name)
    if address is None:
        return None
    directives = [_directive(claim.document.text, span) for span in claim.attribution.contents]
    found = "&".join(f"text={directive}" for directive in directives if directive)
    if not found:
        return address
    return f"{address}{'' if '#' in address else '#'}:~:{found}"


def _directive(text: str, span: Span) -> str:
    """The words of `span`, or its first and last ones: pages are matched block by block."""
    words = list(_WORD.finditer(text, span.start, span.end))
    if len(words) > 1 and _is_word_cut(text, words[0].start()):
        words = words[1:]
    if len(words) > 1 and _is_word_cut(text, words[-1].end()):
        words = words[:-1]
    if not words:
        return ""
    lines = text[words[0].start() : words[-1].end()].splitlines()
    if len(lines) == 1 and len(words) <= 2 * _EDGE_WORDS:
        return _encoded(lines[0].split())
    head, tail = lines[0].split(), lines[-1].split()
    return f"{_encoded(head[:_EDGE_WORDS])},{_encoded(tail[-_EDGE_WORDS:])}"


def _is_word_cut(text: str, position: int) -> bool:
    return 0 < position < len(text) and text[position - 1].isalnum() and text[position].isalnum()


def _encoded(words: list[str]) -> str:
    # Hyphen, comma and ampersand have a meaning of their own inside a text fragment.
    encoded = quote(" ".join(words), safe="", errors="replace")
    return encoded.replace("-", "%2D")
