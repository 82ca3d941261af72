"""Article text and metadata of HTML pages and of Markdown with front matter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from attribution.errors import ReadError
from attribution.reading.options import parse_date
from attribution.records import DocumentKind

__all__ = [
    "Page", "has_markup", "looks_like_html", "page_from_fragment", "page_from_html",
    "page_from_text",
]  # fmt: skip

_HTML_SIGN = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARKUP = re.compile(
    r"</(?:p|div|article|section|blockquote|ul|ol|li|h[1-6]|table|span|a|b|i|em|strong|body|html)>|<(?:p|br)\s*/?>",
    re.IGNORECASE,
)
_HTML_LANGUAGE = re.compile(
    r"<html\b[^>]{0,500}?\blang\s*=\s*[\"']?([A-Za-z-]{2,12})", re.IGNORECASE
)
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.{0,4000}?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FRONT_LINE = re.compile(r"([\w-]+)[ \t]*:[ \t]*(.*?)[ \t\r]*$")
_MIN_ARTICLE_WORDS = 5
_SENTENCE_ENDS = (".", "!", "?", "…", "”", '"', "。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The text of a page and what the page says about itself."""

    text: str
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None
    kind: DocumentKind | None = None
    issuer: str | None = None


def looks_like_html(text: str) -> bool:
    """Whether `text` begins as an HTML page does."""
    return _HTML_SIGN.match(text) is not None


def has_markup(text: str) -> bool:
    """Whether `text` holds tags of HTML between its words."""
    return "<" in text and _MARKUP.search(text) is not None


def page_from_text(text: str) -> Page:
    """Plain text or Markdown as it is; front matter between `---` lines gives metadata."""
    match = _FRONT_MATTER.match(text)
    if match is None:
        return Page(text=text)
    found: dict[str, str] = {}
    for line in match[1].splitlines():
        entry = _FRONT_LINE.match(line)
        if entry:
            found[entry[1].lower()] = entry[2].strip("\"'")
    kind = found.get("kind", "").lower()
    return Page(
        text=text,
        title=found.get("title") or None,
        author=found.get("author") or None,
        outlet=found.get("outlet") or None,
        published=parse_date(found.get("published") or found.get("date")),
        url=found.get("url") or None,
        language=found.get("language") or found.get("lang") or None,
        kind=DocumentKind(kind) if kind in set(DocumentKind) else None,
        issuer=found.get("issuer") or None,
    )


def page_from_html(markup: str, *, name: str, url: str | None = None) -> Page:
    """Title, article text (paragraphs apart by a blank line) and metadata of an HTML page.

    Raises:
        ReadError: if the page holds no article text.
    """
    from trafilatura import bare_extraction  # noqa: PLC0415 - slow to import, needed for HTML only

    found = bare_extraction(markup, url=url, with_metadata=True, include_comments=False)
    text = found.text if found is not None and not isinstance(found, dict) else None
    if found is None or isinstance(found, dict) or not text or not _is_article(text):
        msg = f"{name}: no article text found in this HTML; save the article as plain text"
        raise ReadError(msg)
    language = _HTML_LANGUAGE.search(markup[:10_000])
    return Page(
        text=re.sub(r"\n+", "\n\n", text.strip()),
        title=found.title,
        author=found.author,
        outlet=found.sitename,
        published=parse_date(found.date),
        url=found.url,
        language=language[1].lower() if language else None,
    )


def page_from_fragment(markup: str, *, name: str, url: str | None = None) -> Page:
    """A page, or what stands inside of one: the markup of the article alone.

    Raises:
        ReadError: if it holds no article text.
    """
    if not looks_like_html(markup):
        markup = f"<html><body><article>{markup}</article></body></html>"
    return page_from_html(markup, name=name, url=url)


def _is_article(text: str) -> bool:
    """Whether extraction found more than a menu entry."""
    return len(text.split()) >= _MIN_ARTICLE_WORDS or text.rstrip().endswith(_SENTENCE_ENDS)
