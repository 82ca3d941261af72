"""RSS and Atom: entries that hold their whole article."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.entities import name2codepoint
from typing import TYPE_CHECKING, Final

from attribution.errors import ReadError
from attribution.reading.days import read_day
from attribution.reading.decoding import decode
from attribution.reading.pages import Page, has_markup, page_from_fragment
from attribution.reading.sources import Item, Problem, Source, canonical_bytes, too_many

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["begins_as_feed", "begins_as_xml", "read_feed"]

_XML: Final = re.compile(r"\s*<(?:\?xml\b|rss\b|feed\b|rdf:RDF\b)", re.IGNORECASE)
_ROOT: Final = re.compile(r"<((?:\w+:)?(?:rss|feed|RDF))\b")
_ENTRY: Final = re.compile(r"<(?=(?:\w+:)?(?:item|entry)\b)")
_ENTRY_END: Final = re.compile(r"</(?:\w+:)?(?:item|entry)\s*>")
_DECLARATION: Final = re.compile(r"\s*<\?xml\b[^>]{0,200}\?>", re.IGNORECASE)
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


def begins_as_xml(text: str) -> bool:
    """Whether it begins as XML or a feed does."""
    return _XML.match(text) is not None


def begins_as_feed(text: str) -> bool:
    """Whether it is XML whose first element is that of a feed."""
    first = re.search(r"<(?![?!])", text)
    return first is not None and _ROOT.match(text, first.start()) is not None


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
    root, damaged = _parsed(text, source.name)
    entries = list(root.iter("{*}item", "{*}entry"))
    outlet, language = _outlet(root)
    is_cut = not _is_closed(text)
    for number, entry in enumerate(entries, 1):
        if number > source.options.max_records:
            yield too_many(source)
            return
        end = entries[number].sourceline if number < len(entries) else float("inf")
        reason = next((why for line, why in damaged if entry.sourceline <= line < end), None)
        if is_cut and number == len(entries):
            told = "the file breaks off in this entry; get the whole file"
            yield Problem(told=told, number=number)
        elif reason is not None:
            told = f"its XML is damaged ({reason}); mend it or save the article as HTML"
            yield Problem(told=told, number=number)
        else:
            yield _item_of(entry, number, f"{source.name}#{number}", (outlet, language))


def _parsed(text: str, name: str) -> tuple[_Element, list[tuple[int, str]]]:
    """The root, and line and reason of each damage that the parser went over.

    Entities are not expanded, nothing is fetched, depth and lengths are bounded by libxml2.
    """
    from lxml import etree  # noqa: PLC0415 - slow to import, needed for feeds only

    root_tag = _ROOT.search(text)
    if root_tag is None or "<!ENTITY" in text[: root_tag.start()]:
        msg = (
            f"{name}: this feed declares entities of its own, which are not read; save its articles"
        )
        raise ReadError(msg)
    # An entry begins a line, so that the line of a damage tells which entry has it.
    text = _ENTRY.sub("\n<", _AMPERSAND.sub(_numbered, _CONTROL.sub("", text)))
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, load_dtd=False,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    text = _DECLARATION.sub("", text, count=1)
    root = etree.fromstring(text.encode(), parser)
    if root is None:
        msg = f"{name}: this feed cannot be read; save its articles as HTML or plain text"
        raise ReadError(msg)
    # Damage of an entry makes the ends of what is around all of them look wrong as well.
    ends = [match.start() for match in _ENTRY_END.finditer(text)]
    last = text.count("\n", 0, ends[-1]) + 1 if ends else 0
    damaged = [(error.line, error.message.split(" line ")[0]) for error in parser.error_log]
    return root, [(line, reason) for line, reason in damaged if not ends or line <= last]


def _numbered(match: re.Match[str]) -> str:
    """A named character of HTML, which XML does not know, and a bare `&` by their numbers.

    Inside of CDATA stands HTML, which reads numbers as well.
    """
    if match[1] is None:
        return "&#38;"
    code = _NAMED.get(match[1])
    return match[0] if code is None else f"&#{code};"


def _is_closed(text: str) -> bool:
    root_tag = _ROOT.search(text)
    return root_tag is not None and re.search(rf"</{root_tag[1]}\s*>", text[-2_000:]) is not None


def _outlet(root: _Element) -> tuple[str | None, str | None]:
    """Title and language of the feed."""
    channel = root.find("{*}channel")
    around = root if channel is None else channel
    language = _text(around, "language", "{*}language")
    return _text(around, "title", "{*}title"), language or root.get(
        "{http://www.w3.org/XML/1998/namespace}lang"
    )


def _item_of(
    entry: _Element, number: int, name: str, about: tuple[str | None, str | None]
) -> Item | Problem:
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
    day = read_day(told["published"]) if told["published"] else None
    page = Page(
        text=text, title=told["title"], author=told["author"], outlet=about[0], url=told["url"],
        language=about[1], published=day,
    )  # fmt: skip
    return Item(key=canonical_bytes({**told, "content": markup}), page=page, number=number)


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
