"""RSS and Atom: one document an entry."""

from __future__ import annotations

import re
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attribution.errors import ReadError
from attribution.reading import ReadOptions
from tests.reading.examples import FEED, PLAIN, read_all

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Mole</title>
<entry><id>urn:1</id><title type="html">A &amp;amp; b</title><link rel="self" href="s"/>
<link href="https://mole.example/1"/><published>2031-05-02T01:00:00Z</published>
<author><name>Ann Ek</name></author><author><name>Bo Li</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{PLAIN}</p>
<p>He had <b>nothing</b> more to say about it.</p></div></content></entry>
<entry><title>x</title><updated>2031-05-03T01:00:00Z</updated>
<content type="text">He said 3 &lt; 4 and left the building.</content></entry></feed>"""
RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Pier</title></channel><item><title>One</title><link>https://pier.example/1</link>
<dc:date>2031-05-02</dc:date><description>{PLAIN * 10}</description></item></rdf:RDF>"""


def test_rss() -> None:
    """The whole content of an entry is its text, with what entry and feed say of it."""
    (first, second), told = read_all(FEED, name="news.xml")
    assert told == []
    assert first.text == (
        "The port minister said that two berths would open.\n\nMs Lind & her staff met again in"
        " May."
    )
    assert (first.name, first.title, first.outlet) == ("news.xml#1", "Berths & ships", "The Quay")
    assert (first.url, first.author) == ("https://quay.example/1?a=1&b=2", "Ann Ek")
    assert (first.published, first.language) == (date(2031, 5, 2), "en-gb")
    assert second.text == 'The minister said that "all" was fine at last.'


def test_atom() -> None:
    """Contents in XHTML and plain text, several authors and links."""
    (first, second), told = read_all(ATOM, name="news.atom")
    assert told == []
    assert first.text == f"{PLAIN}\n\nHe had nothing more to say about it."
    assert (first.title, first.outlet, first.author) == ("A & b", "Mole", "Ann Ek, Bo Li")
    assert (first.url, first.language) == ("https://mole.example/1", "en")
    assert (first.published, second.published) == (date(2031, 5, 2), date(2031, 5, 3))
    assert second.text == "He said 3 < 4 and left the building."


def test_rdf() -> None:
    """RSS 1.0, and a description that is the whole article."""
    (document,), _ = read_all(RDF, name="news.rss")
    assert (document.title, document.outlet, document.text) == ("One", "Pier", PLAIN * 10)
    assert document.published == date(2031, 5, 2)


def test_an_entry_is_known_by_itself() -> None:
    """Fetched again, with other entries and another date, a feed gives the same documents."""
    before, _ = read_all(FEED, name="news.xml")
    slash = "http://purl.org/rss/1.0/modules/slash/"
    later = (
        FEED.replace(">today<", ">tomorrow<")
        .replace("xmlns:dc", f'xmlns:slash="{slash}" xmlns:dc')
        .replace(
            "<item><title>Berths",
            f"<item><title>New</title><description>{PLAIN * 10}</description></item>"
            "<item>\n<slash:comments>9</slash:comments><title>Berths",
        )
    )
    after, told = read_all(later, name="news.xml")
    assert told == []
    assert [d.sha256 for d in after[1:]] == [d.sha256 for d in before]
    assert after[1].name == "news.xml#2"


def test_feed_from_a_pipe() -> None:
    """Its beginning tells a feed, with and without a declaration."""
    assert len(read_all(FEED)[0]) == len(read_all(ATOM)[0]) == 2


def test_teasers_are_no_articles() -> None:
    """An entry whose article stands elsewhere is a line with the address."""
    teaser = "<item><title>x</title><link>https://quay.example/3</link><description>Teaser."
    data = FEED.replace("</channel>", f"{teaser}</description></item></channel>")
    documents, told = read_all(data, name="news.xml")
    assert len(documents) == 2
    assert told == [
        "news.xml#3: holds a teaser (words: 1) and no article; save the page https://quay.example/3"
    ]
    only = (
        f"<rss><channel>{teaser}</description></item>{teaser}</description></item></channel></rss>"
    )
    assert read_all(only, name="news.xml")[1] == [
        "news.xml: holds no articles; record 1: holds a teaser (words: 1) and no article;"
        " save the page https://quay.example/3"
    ]


def test_damaged_entry() -> None:
    """Broken XML costs its entry; a bare & and named characters of HTML are mended."""
    data = FEED.replace("<title>Second", "<title>Second &hellip; R & D").replace(
        "<item><title>Berths", "<item><title>Bad</b></title><description>x</description></item>"
        "<item><title>Berths",
    )  # fmt: skip
    documents, told = read_all(data, name="news.xml")
    assert [(d.name, d.title) for d in documents] == [
        ("news.xml#2", "Berths & ships"), ("news.xml#3", "Second … R & D")
    ]  # fmt: skip
    assert len(told) == 1
    assert told[0].startswith("news.xml#1: its XML is damaged (Opening and ending tag mismatch")


@settings(deadline=None)
@given(st.integers(min_value=1, max_value=len(FEED) - len("</rss>") - 2))
def test_half_a_feed(length: int) -> None:
    """Whatever is cut off, entries before the cut are whole, and that it is cut is told."""
    whole, _ = read_all(FEED, name="news.xml")
    try:
        documents, told = read_all(FEED[:length], name="news.xml")
    except ReadError:
        assert length < FEED.index("<item>")
        return
    assert all(d.text == w.text for d, w in zip(documents, whole, strict=False))
    assert len(documents) + ("breaks off in this entry" in "".join(told)) <= 2
    assert len(told) == 1


def test_feed_cut_behind_an_entry() -> None:
    """An entry that is whole is read, and what is missing behind it told."""
    documents, told = read_all(FEED.rpartition("</channel>")[0], name="news.xml")
    assert len(documents) == 2
    assert told == ["news.xml: the feed breaks off after entry 2; get the whole file"]


def test_more_damage_than_the_parser_tells() -> None:
    """Every damaged entry is told, however many come before it and however long the file is."""
    bad = "<item><title>x</ttle><description>y</description></item>"
    lines = "<category>x</category>\n" * 70_000
    entries = f"<item>{lines}</item>" + bad * 150
    documents, told = read_all(FEED.replace("<item><title>Second", f"{entries}<item><title>Second"),
                               name="news.xml")  # fmt: skip
    assert [d.name for d in documents] == ["news.xml#1", "news.xml#153"]
    assert sum("its XML is damaged" in line for line in told) == 150


def test_prefixes_that_nobody_declared() -> None:
    """Such elements of other programs cost no entry."""
    data = FEED.replace("<title>Second", "<media:thumb a='1'/><title>Second")
    documents, told = read_all(data, name="news.xml")
    assert (len(documents), told) == (2, [])


def test_entries_of_other_outlets() -> None:
    """A feed that gathers entries is not their outlet where they name it; odd days are told."""
    more = '<source url="https://r.example">The Pier</source><pubDate>02/05/2031</pubDate>'
    documents, told = read_all(FEED.replace("<title>Second", f"{more}<title>Second"), name="n.xml")
    assert [d.outlet for d in documents] == ["The Quay", "The Pier"]
    assert told == [
        "? n.xml#2: published is '02/05/2031', which is no plain day, and stays unknown; write it"
        " like 2025-02-28"
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "utf-16"])
def test_encodings_of_feeds(encoding: str) -> None:
    """A declared encoding is used where the bytes are no UTF-8."""
    data = FEED.replace("utf-8", encoding).replace("Berths", "Café").encode(encoding)
    assert read_all(data, name="news.xml")[0][0].title == "Café & ships"


@pytest.mark.parametrize("entity", ['"aaaa"', 'SYSTEM "{path}"'])
def test_entities_are_not_expanded(tmp_path: Path, entity: str) -> None:
    """A feed with entities of its own is refused before it is parsed."""
    path = tmp_path / "secret.txt"
    path.write_text("secret", encoding="utf-8")
    entity = entity.format(path=path)
    declared = f"<!-- <rss> --><!DOCTYPE rss [<!-- ]> <rss> --><!ENTITY a {entity}>]>"
    data = FEED.replace("<rss", f"{declared}<rss").replace("Second", "&a;&a;")
    with pytest.raises(ReadError, match=r"news\.xml: this feed declares entities of its own"):
        read_all(data, name="news.xml")


def test_bounds_of_feeds() -> None:
    """Size, number of entries and depth of elements are bounded."""
    with pytest.raises(ReadError, match=re.escape("news.xml: larger than 0.0005 MB; split it")):
        read_all(FEED, name="news.xml", options=ReadOptions(max_bytes=500))
    documents, told = read_all(FEED, name="news.xml", options=ReadOptions(max_records=1))
    assert len(documents) == 1
    assert told == ["news.xml: more than 1 records; the rest is not read, split the file"]
    began = time.perf_counter()
    deep = "<rss><channel><item><title>x</title>" + "<a>" * 100_000 + "</item></channel></rss>"
    _, told = read_all(deep, name="news.xml")
    assert told[0].startswith("news.xml#1: its XML is damaged (Excessive depth in document")
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize("data", ['<?xml version="1.0"?><urlset/>', "He said that it was fine."])
def test_xml_that_is_no_feed(data: str) -> None:
    """A map of a site is one line."""
    assert read_all(data, name="map.xml")[1] == [
        "map.xml: this is XML and no feed; save its articles as HTML or plain text"
    ]


def test_feed_without_entries() -> None:
    """A feed of nothing is told as such."""
    told = ["news.xml: holds no articles; nothing to read"]
    assert read_all("<rss><channel/></rss>", name="news.xml") == ([], told)


@pytest.mark.parametrize("data", ["<rss", "<feed <", "\ufeff<rss\x00", "He said <rss>"])
def test_feed_that_is_no_xml(data: str) -> None:
    """What only begins as a feed is one line."""
    told = "news.xml: this feed cannot be read; save its articles as HTML or plain text"
    try:
        assert read_all(data, name="news.xml") == ([], [told])
    except ReadError as error:
        assert str(error) == told  # noqa: PT017 - either way it is this line


def test_entry_of_a_picture() -> None:
    """An entry whose content is markup without words is a line, the others are read."""
    picture = "<![CDATA[<p><img src='a' alt='b'> <br> <i></i> <b></b> <u></u></p>]]>"
    data = FEED.replace("</channel>", f"<item><content:encoded>{picture}</content:encoded></item>"
                        "</channel>")  # fmt: skip
    documents, told = read_all(data, name="news.xml")
    assert len(documents) == 2
    assert told == [
        "news.xml#3: no article text found in this HTML; save the article as plain text"
    ]
