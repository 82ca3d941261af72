"""RSS and Atom: entries that hold their whole article."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.entities import name2codepoint
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from attribution.errors import ReadError
from attribution.reading.days import day_or_doubt
from attribution.reading.decoding import decode
from attribution.reading.pages import Page, has_markup, page_from_fragment
from attribution.reading.sources import Item, Problem, Source, canonical_bytes, too_many

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["begins_as_feed", "begins_as_xml", "read_feed"]

_XML: Final = re.compile(r"\s*<(?:\?xml\b|rss\b|feed\b|rdf:RDF\b)", re.IGNORECASE)
_PROLOG: Final = re.compile(
    r"\s*(?:(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*>)\s*)*", re.DOTALL | re.IGNORECASE
)
"""What may stand before the first element, without declarations."""
_ROOT: Final = re.compile(r"<((?:\w+:)?(?:rss|feed|RDF))\b[^>]*>?")
_DECLARING: Final = re.compile(r"<!DOCTYPE\s+(?:\w+:)?(?:rss|feed|RDF)\b", re.IGNORECASE)
_ENTRY: Final = re.compile(r"<(?=(?:\w+:)?(?:item|entry)\b)")
_ENTRY_END: Final = re.compile(r"</(?:\w+:)?(?:item|entry)\s*>")
_AMPERSAND: Final = re.compile(r"&(?:(\w{2,10});|(?!#))")
_NAMED: Final = {**name2codepoint, "apos": ord("'")}
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ATOM: Final = "{http://www.w3.org/2005/Atom}"
_DUBLIN: Final = "{http://purl.org/dc/elements/1.1/}"
_CONTENT: Final = ("{http://purl.org/rss/1.0/modules/content/}encoded", f"{_ATOM}content")
_SUMMARY: Final = ("description", f"{_ATOM}summary", "{http://purl.org/rss/1.0/}description")
_MIN_SUMMARY_WORDS: Final = 120
"""Teasers are shorter; some services put whole articles in the description."""
_MIN_CONTENT_WORDS: Final = 5
_UNREADABLE: Final = "this feed cannot be read; save its articles as HTML or plain text"
_MAX_ERRORS: Final = 100
"""The parser tells of no more, however much is wrong."""


def begins_as_xml(text: str) -> bool:
    """Whether it begins as XML or a feed does."""
    return _XML.match(text) is not None


def begins_as_feed(text: str) -> bool:
    """Whether its first element is that of a feed."""
    at = _root_at(text)
    return (_ROOT.match(text, at) or _DECLARING.match(text, at)) is not None


def _root_at(text: str) -> int:
    """Where the first element begins, or a document type with declarations."""
    prolog = _PROLOG.match(text)
    return max(0, text.find("<", prolog.end() if prolog else 0))


def read_feed(source: Source) -> Iterator[Item | Problem]:
    """One item an entry, known by what the entry says (not by what the feed says around it).

    Entries with a teaser only are problems: the article stands elsewhere.

    Raises:
        ReadError: if it is too large, of an unknown encoding, no feed or declares entities.
    """
    data = source.read_whole(source.options.max_bytes)
    text = decode(data, name=source.name, is_html=True)
    del data
    if not begins_as_feed(text):
        yield Problem(told="this is XML and no feed; save its articles as HTML or plain text",
                      is_foreign=True)  # fmt: skip
        return
    about, entries = _parsed(text, source.name)
    number = 0
    for number, entry in enumerate(entries, 1):
        if number > source.options.max_records:
            yield too_many(source)
            return
        if isinstance(entry, _Damage):
            yield Problem(told=entry.told, number=number)
        else:
            yield _item_of(entry, number, f"{source.name}#{number}", about)
    if about.is_damaged and not number:
        yield Problem(told=_UNREADABLE)
    elif about.is_cut:
        yield Problem(told=f"the feed breaks off after entry {number}; get the whole file")


class _About(NamedTuple):
    """What a feed says of all its entries."""

    outlet: str | None
    language: str | None
    is_damaged: bool = False
    is_cut: bool = False
    """Whether it ends after a whole entry, before its own end."""


class _Damage(NamedTuple):
    """Why an entry cannot be read."""

    told: str


def _parsed(text: str, name: str) -> tuple[_About, Iterator[_Element | _Damage]]:
    """What the feed says of itself, and its entries.

    Entities are not expanded, nothing is fetched, depth and lengths are bounded by libxml2.
    """
    root_tag = _ROOT.match(text, _root_at(text))
    if root_tag is None:
        msg = (
            f"{name}: this feed declares entities of its own, which are not read; save its articles"
        )
        raise ReadError(msg)
    text = _AMPERSAND.sub(_numbered, _CONTROL.sub("", text[root_tag.start() :]))
    root, errors = _recovered(text)
    if root is None:
        msg = f"{name}: {_UNREADABLE}"
        raise ReadError(msg)
    outlet, language = _outlet(root)
    if not errors:
        return _About(outlet, language), root.iter("{*}item", "{*}entry")
    ends = [match.end() for match in _ENTRY_END.finditer(text)]
    is_cut = not _is_closed(text, root_tag[1]) and not _ENTRY.search(text, ends[-1] if ends else 0)
    about = _About(outlet, language, is_damaged=True, is_cut=is_cut)
    return about, _entries_apart(text, root_tag[1])


def _recovered(text: str) -> tuple[_Element | None, list[str]]:
    """The first element as far as it can be read, and what is wrong with it."""
    from lxml import etree  # noqa: PLC0415 - slow to import, needed for feeds only

    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, load_dtd=False,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    root = etree.fromstring(text.encode(), parser)
    log = list(parser.error_log)
    # A prefix that nobody declared does no harm to what is read.
    errors = [e.message.split(" line ")[0] for e in log if e.domain_name != "NAMESPACE"]
    if not errors and len(log) >= _MAX_ERRORS:
        errors = ["too many undeclared prefixes"]
    return root, errors


def _entries_apart(text: str, root_name: str) -> Iterator[_Element | _Damage]:
    """The entries of a damaged feed, each parsed by itself.

    The parser tells of so many errors only, and not in which entry they are.
    """
    opening = _ROOT.match(text)
    starts = [match.start() for match in _ENTRY.finditer(text)]
    for start, end in pairwise([*starts, len(text)]):
        closing = _ENTRY_END.search(text, start, end)
        if closing is None and end == len(text):
            yield _Damage("the file breaks off in this entry; get the whole file")
            continue
        entry = text[start : closing.end() if closing else end]
        root, errors = _recovered(f"{opening[0] if opening else ''}{entry}</{root_name}>")
        found = None if root is None else next(root.iter("{*}item", "{*}entry"), None)
        if errors or found is None:
            reason = errors[0] if errors else "no entry"
            yield _Damage(f"its XML is damaged ({reason}); mend it or save the article as HTML")
        else:
            yield found


def _numbered(match: re.Match[str]) -> str:
    """A named character of HTML, which XML does not know, and a bare `&` by their numbers.

    Inside of CDATA stands HTML, which reads numbers as well.
    """
    if match[1] is None:
        return "&#38;"
    code = _NAMED.get(match[1])
    return match[0] if code is None else f"&#{code};"


def _is_closed(text: str, root_name: str) -> bool:
    return re.search(rf"</{root_name}\s*>", text[-2_000:]) is not None


def _outlet(root: _Element) -> tuple[str | None, str | None]:
    """Title and language of the feed."""
    channel = root.find("{*}channel")
    around = root if channel is None else channel
    language = _text(around, "language", "{*}language")
    return _text(around, "title", "{*}title"), language or root.get(
        "{http://www.w3.org/XML/1998/namespace}lang"
    )


def _item_of(entry: _Element, number: int, name: str, about: _About) -> Item | Problem:
    markup, is_whole = _content(entry)
    told = {
        "id": _text(entry, "{*}guid", "{*}id"), "url": _link(entry),
        "title": _text(entry, "title", f"{_ATOM}title", "{*}title"),
        "author": _author(entry),
        "published": _text(entry, "pubDate", f"{_ATOM}published", f"{_DUBLIN}date",
                           f"{_ATOM}updated"),
    }  # fmt: skip
    n_words = len(markup.split())
    if not is_whole and n_words < _MIN_SUMMARY_WORDS:
        where = f" {told['url']}" if told["url"] else ""
        problem = f"holds a teaser (words: {n_words}) and no article; save the page{where}"
        return Problem(told=problem, number=number, is_foreign=True)
    try:
        text = _prose(markup, name)
    except ReadError as error:
        return Problem(told=str(error).removeprefix(f"{name}: "), number=number)
    day, doubts = day_or_doubt(told["published"])
    page = Page(
        text=text, title=told["title"], author=told["author"],
        # Feeds that gather entries say where each one is from.
        outlet=_text(entry, "source", f"{_ATOM}source/{_ATOM}title") or about.outlet,
        url=told["url"], language=about.language, published=day,
    )  # fmt: skip
    key = canonical_bytes({**told, "content": markup})
    return Item(key=key, page=page, number=number, doubts=doubts)


def _content(entry: _Element) -> tuple[str, bool]:
    """The markup of an entry, and whether it calls that its content."""
    whole = max((_markup(found) for found in entry.iterchildren(*_CONTENT)), key=len, default="")
    if len(whole.split()) >= _MIN_CONTENT_WORDS:
        return whole, True
    rest = (_markup(found) for found in entry.iterchildren(*_SUMMARY))
    return max((whole, *rest), key=len), False


def _markup(element: _Element) -> str:
    """What an element holds, as HTML where it may be that; plain text is escaped."""
    from lxml import etree  # noqa: PLC0415 - see above

    if element.get("type") == "xhtml":
        inner = [etree.tostring(child, encoding="unicode", method="html", with_tail=True)
                 for child in element]  # fmt: skip
        return "".join(inner)
    text = "".join(element.itertext(with_tail=False))
    return html.escape(text, quote=False) if element.get("type") == "text" else text


def _prose(markup: str, name: str) -> str:
    """The text of the content of an entry.

    Raises:
        ReadError: if it holds no article text.
    """
    if has_markup(markup):
        return page_from_fragment(markup, name=name).text
    return html.unescape(markup).strip()


def _text(element: _Element, *paths: str) -> str | None:
    """The words of the first of these children that has any, without markup."""
    for path in paths:
        found = element.find(path)
        words = "" if found is None else " ".join("".join(found.itertext()).split())
        if words:
            return html.unescape(words)
    return None


def _link(entry: _Element) -> str | None:
    for link in entry.iterchildren(f"{_ATOM}link"):
        if link.get("rel", "alternate") == "alternate" and link.get("href"):
            return str(link.get("href"))
    return _text(entry, "link", "{http://purl.org/rss/1.0/}link")


def _author(entry: _Element) -> str | None:
    names = [_text(found, f"{_ATOM}name") for found in entry.iterchildren(f"{_ATOM}author")]
    listed = ", ".join(name for name in names if name)
    return listed or _text(entry, f"{_DUBLIN}creator", "author")
