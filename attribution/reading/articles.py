"""Records of scrapers, services and exports: which of their fields is what."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from attribution.errors import ReadError
from attribution.reading.days import day_or_doubt
from attribution.reading.pages import Page, has_markup, page_from_fragment
from attribution.reading.sources import Item, Problem
from attribution.records import DocumentKind

__all__ = ["FIELDS", "has_text_field", "item_from_fields", "n_known_fields"]

FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "text": ("text", "content", "body", "article_text", "article_body", "body_text", "full_text",
             "main_text", "clean_text", "cleaned_text", "plain_text", "content_text",
             "article_content", "page_text", "raw_text", "story"),
    "html": ("html", "content_html", "body_html", "article_html", "raw_html", "html_content",
             "page_html", "top_node_html"),
    "url": ("url", "link", "canonical_url", "article_url", "web_url", "page_url", "source_url",
            "original_url", "permalink", "og_url", "uri", "href"),
    "title": ("title", "headline", "web_title", "article_title", "og_title"),
    "outlet": ("outlet", "publisher", "publication", "media_name", "source_name", "site_name",
               "og_site_name", "newspaper", "news_outlet", "source", "site", "source_domain",
               "source_hostname", "hostname", "domain", "website"),
    "author": ("author", "authors", "byline", "creator", "dc_creator", "writer", "journalist"),
    "published": ("published", "published_at", "published_on", "published_date", "published_time",
                  "publish_date", "publish_time", "publication_date", "publication_time",
                  "date_published", "date_publish", "pub_date", "article_published_time",
                  "web_publication_date", "date", "datetime", "date_posted", "posted_at"),
    "language": ("language", "lang", "in_language"),
    "kind": ("kind",),
    "issuer": ("issuer", "issued_by"),
}  # fmt: skip
"""What is read → the names under which it is looked for, the first that holds something wins.

Capitals, spaces, `_`, `-`, `.` and `:` in names do not matter: `publishedAt` is `published_at`."""
_INNER: Final = ("fields", "_source", "article")
"""Fields that hold an object with the fields of the article."""
_NAMES_IN_OBJECTS: Final = ("name", "rendered", "title", "value", "text", "#text", "$date")
_TEXTS_IN_OBJECTS: Final = ("rendered", "text", "#text", "value", "content", "body", "html")
_MAX_NESTED: Final = 5
_NAMED: Final = re.compile(r"&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8}\d{0,2});", re.IGNORECASE)
_CUT: Final = re.compile(r"\[\+\d+ chars\]\s*$")
"""What a service puts in place of the rest of an article."""
_NOTHING: Final = frozenset({"nan", "none", "null", "n/a", "nat"})
"""What programs write for a cell without a value."""
_N_TOLD: Final = 8
_TOLD_CHARS: Final = 30


def _bare(name: str) -> str:
    return re.sub(r"[\W_]", "", name).casefold()


_SPELLINGS: Final = {kind: tuple(map(_bare, names)) for kind, names in FIELDS.items()}
_KNOWN: Final = frozenset(name for names in _SPELLINGS.values() for name in names)
_TEXTS: Final = frozenset((*_SPELLINGS["text"], *_SPELLINGS["html"]))


def has_text_field(names: Iterable[str]) -> bool:
    """Whether one of these names is that of a field with the text."""
    return any(_bare(name) in _TEXTS for name in names)


def n_known_fields(names: Iterable[str]) -> int:
    """How many of these names are known."""
    return sum(_bare(name) in _KNOWN for name in names)


def item_from_fields(
    fields: Mapping[str, object], *, key: bytes, number: int | None, name: str
) -> Item | Problem:
    """One record as an item, or why it is none.

    Args:
        fields: name → value, as JSON or a table has them.
        key: the bytes that identify it.
        number: of the record.
        name: of file and record, for messages of the page reader.
    """
    spelled = _spelled(fields)
    text, markup = (_first(spelled, kind, _prose) for kind in ("text", "html"))
    if text is None and markup is None:
        return _without_text(fields, spelled, number)
    written = text if text is not None else markup or ""
    if cut := _CUT.search(written):
        reason = f"its text is cut off ({cut[0].strip()}); get the whole article"
        return Problem(told=reason, number=number)
    told = _Told(spelled)
    page = told.page()
    if text is None or has_markup(text):
        try:
            page = _over(page, page_from_fragment(written, name=name, url=page.url))
        except ReadError as error:
            return Problem(told=str(error).removeprefix(f"{name}: "), number=number)
    else:
        # Programs that take tags out often leave the names of characters: "&quot;No&quot;".
        page = replace(page, text=_NAMED.sub(lambda match: html.unescape(match[0]), written))
    return Item(key=key, page=page, number=number, doubts=tuple(told.doubts))


def _spelled(fields: Mapping[str, object]) -> dict[str, object]:
    """Bare name → value; the outer one wins, and the first of two that are spelled alike."""
    found: dict[str, object] = {}
    inner = [fields[name] for name in _INNER if name in fields]
    for part in (fields, *(value for value in inner if isinstance(value, Mapping))):
        for name, value in part.items():
            found.setdefault(_bare(name), value)
    return found


def _first(
    spelled: Mapping[str, object], kind: str, read: Callable[[object], str | None]
) -> str | None:
    for name in _SPELLINGS[kind]:
        found = read(spelled.get(name))
        if found is not None:
            return found
    return None


def _prose(value: object) -> str | None:
    """A text as it stands; a list holds its paragraphs, an object its text."""
    found = _parts(value, _MAX_NESTED)
    return found if found is not None and _word(found) else None


def _parts(value: object, n_nested: int) -> str | None:
    if isinstance(value, str) or n_nested == 0:
        return value if isinstance(value, str) else None
    if isinstance(value, list):
        parts = (_parts(part, n_nested - 1) for part in value)
        return "\n\n".join(part for part in parts if part and part.strip())
    if isinstance(value, Mapping):
        held = (_parts(value.get(name), n_nested - 1) for name in _TEXTS_IN_OBJECTS)
        return next((part for part in held if part and part.strip()), None)
    return None


def _word(value: object) -> str | None:
    """A value of metadata: a word, a number, an object with a name, or a list of them."""
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(found for part in value if (found := _word(part)))) or None
    if isinstance(value, Mapping):
        return _word(next((value[name] for name in _NAMES_IN_OBJECTS if value.get(name)), None))
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    written = " ".join(str(value).split())
    return written if written and written.casefold() not in _NOTHING else None


@dataclass(slots=True)
class _Told:
    """What a record tells of its text."""

    spelled: Mapping[str, object]
    doubts: list[str] = field(default_factory=list)

    def page(self) -> Page:
        """A page without its text."""
        url = _first(self.spelled, "url", _word)
        outlet = self._word("outlet")
        if outlet and _is_address(outlet):
            # Some programs call the address of the page its source.
            url, outlet = url or outlet, urlsplit(outlet).hostname
        return Page(
            text="", url=url, outlet=outlet, title=self._word("title"),
            author=self._word("author"), language=self._word("language"),
            issuer=self._word("issuer"), kind=self._kind(),
            published=self._published(),
        )  # fmt: skip

    def _word(self, kind: str) -> str | None:
        found = _first(self.spelled, kind, _word)
        # Titles are often taken out of pages as they stand there: "Fish &amp; Ships".
        return html.unescape(found) if found else None

    def _published(self) -> date | None:
        written = self._word("published")
        if written is None:
            # An object of another program; an empty field tells nothing.
            held = [self.spelled.get(name) for name in _SPELLINGS["published"]]
            written = next((str(value) for value in held if isinstance(value, Mapping)), None)
        day, doubts = day_or_doubt(written)
        self.doubts.extend(doubts)
        return day

    def _kind(self) -> DocumentKind | None:
        written = self._word("kind")
        if written is None or written.casefold() in set(DocumentKind):
            return DocumentKind(written.casefold()) if written else None
        self.doubts.append(
            f"kind is {_short(written)!r}, which stays unknown; write one of "
            + ", ".join(DocumentKind)
        )
        return None


def _over(told: Page, read: Page) -> Page:
    """The text of a page with what the record tells of it, and the page where that is silent."""
    names = ("url", "outlet", "title", "author", "language", "published")
    known = {name: getattr(told, name) or getattr(read, name) for name in names}
    return replace(told, text=read.text, **known)


def _without_text(
    fields: Mapping[str, object], spelled: Mapping[str, object], number: int | None
) -> Problem:
    if _TEXTS & spelled.keys():
        return Problem(told=_told_of_texts(spelled), number=number)
    listed = ", ".join(_short(str(name)) for name in [*fields][:_N_TOLD])
    more = ", …" if len(fields) > _N_TOLD else ""
    told = (
        f"no field is known to hold a text (it has: {listed or 'none'}{more}); call that one text"
    )
    return Problem(told=told, number=number, is_foreign=True)


def _told_of_texts(spelled: Mapping[str, object]) -> str:
    """What is wrong with fields of texts that hold none."""
    for name in sorted(_TEXTS & spelled.keys()):
        value = spelled[name]
        if value and not isinstance(value, (str, bool)):
            kind = type(value).__name__
            return f"its field {name} is of the kind {kind} and no text that is known; write a text"
    return "its text is empty; nothing to read"


def _is_address(written: str) -> bool:
    return written.startswith(("http://", "https://"))


def _short(written: str) -> str:
    return written if len(written) <= _TOLD_CHARS else f"{written[:_TOLD_CHARS]}…"
