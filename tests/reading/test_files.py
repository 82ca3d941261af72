"""Files and bytes to documents, and clear refusals."""

from __future__ import annotations

import hashlib
import time
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.errors import ReadError
from attribution.reading import (
    ReadOptions,
    file_of_record,
    find_inputs,
    find_unread,
    read_bytes,
    read_file,
)
from attribution.reading.pages import looks_like_html
from attribution.reading.sources import Source
from attribution.records import DocumentKind

HTML = """<!DOCTYPE html>
<html lang="en-GB"><head><title>Ferry line to reopen | Fjord Press</title>
<meta property="og:title" content="Ferry line to reopen">
<meta property="og:site_name" content="Fjord Press">
<meta property="article:published_time" content="2024-05-04T10:00:00Z">
<meta name="author" content="Ana Souza">
<link rel="canonical" href="https://fjord.example/ferry"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Ferry line to reopen</h1>
<p>The ferry between Bergen and Leith will sail again from June, the two harbour boards said on
Friday after two years of talks about pilots, fares and the cost of the pier.</p>
<p>The harbour master said that &ldquo;the deal is <b>fair</b>&rdquo; and would help towns on both
sides of the North Sea, while the unions asked for a second vote in the autumn.</p>
</article><footer>Fjord Press</footer></body></html>
"""


def write(folder: Path, name: str, data: bytes | str) -> Path:
    """A file with `data` in it."""
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def test_plain_text_is_kept(tmp_path: Path) -> None:
    """Text is exactly what was decoded, and the hash is of the bytes."""
    data = "  He said “no”.\r\n\r\nShe left. \n".encode()
    document = read_file(write(tmp_path, "a.txt", data))
    assert document.text == data.decode()
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.name == str(tmp_path / "a.txt")
    assert (document.kind, document.retrieved) == (DocumentKind.ARTICLE, None)


def test_options_win_over_the_page() -> None:
    """What the analyst says about a document replaces what the page says."""
    options = ReadOptions(
        published=date(2020, 1, 2),
        outlet="Other",
        kind=DocumentKind.READOUT,
        issuer="Ministry",
        meeting="Leith talks",
        url="https://other.example/x",
    )
    document = read_bytes(HTML.encode(), name="a.html", options=options)
    assert (document.published, document.outlet) == (date(2020, 1, 2), "Other")
    assert (document.kind, document.issuer) == (DocumentKind.READOUT, "Ministry")
    assert (document.meeting, document.url) == ("Leith talks", "https://other.example/x")
    assert document.title == "Ferry line to reopen"


@pytest.mark.parametrize("name", ["page.html", "page.HTM", "-", "https://fjord.example/ferry"])
def test_html(name: str) -> None:
    """HTML gives paragraphs apart by blank lines, and metadata, without the menu."""
    document = read_bytes(HTML.encode(), name=name)
    assert "Sport" not in document.text
    assert "pier.\n\nThe harbour master said that “the deal is fair” and" in document.text
    assert document.title == "Ferry line to reopen"
    assert (document.author, document.outlet) == ("Ana Souza", "Fjord Press")
    assert (document.published, document.language) == (date(2024, 5, 4), "en-gb")
    assert document.url == "https://fjord.example/ferry"


def test_xhtml_with_declaration() -> None:
    """An XML declaration before the page does no harm."""
    page = '<?xml version="1.0" encoding="utf-8"?>\n' + HTML
    assert "The harbour master said" in read_bytes(page.encode(), name="-").text


def test_short_html_article() -> None:
    """A page of one short sentence is an article."""
    page = "<html><body><article><p>He said no.</p></article></body></html>"
    assert read_bytes(page.encode(), name="-").text == "He said no."


def test_markup_in_a_text_file_is_text(tmp_path: Path) -> None:
    """A file that calls itself text is not taken for a page."""
    assert read_file(write(tmp_path, "a.txt", HTML)).text == HTML


def test_front_matter_gives_metadata_and_stays() -> None:
    """Front matter is read and left in the text."""
    text = (
        '---\ntitle: "Ferry talks"\ndate: 2021-05-04 10:00\noutlet: Fjord Press\nkind: readout\n'
        "issuer: Harbour Board\nurl: https://fjord.example/r\nlang: en\nnot a pair\n---\nText.\n"
    )
    document = read_bytes(text.encode(), name="a.md")
    assert document.text == text
    assert (document.title, document.outlet) == ("Ferry talks", "Fjord Press")
    assert document.published == date(2021, 5, 4)
    assert (document.kind, document.issuer) == (DocumentKind.READOUT, "Harbour Board")
    assert (document.url, document.language) == ("https://fjord.example/r", "en")


def test_unreadable_front_matter_is_ignored() -> None:
    """A date or kind in another notation leaves the field open."""
    text = "---\ndate: 4 May 2021\npublished: 2021-02-31\nkind: essay\n---\nText.\n"
    document = read_bytes(text.encode(), name="a.md")
    assert (document.published, document.kind) == (None, DocumentKind.ARTICLE)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le-bom", "utf-16-be-bom"]
)
def test_encodings_with_marks(encoding: str) -> None:
    """Byte order marks decide and do not enter the text."""
    text = "Der Außenminister sagte „nein“ – так."
    if encoding.endswith("-bom"):
        data = ("\ufeff" + text).encode(encoding.removesuffix("-bom"))
    else:
        data = text.encode(encoding)
    assert read_bytes(data, name="-").text == text


def test_one_byte_encodings() -> None:
    """Text that is not UTF-8 is detected."""
    text = "Le ministre a déclaré à Genève que l’été serait décisif : « C’est réglé », dit-il. " * 3
    assert read_bytes(text.encode("cp1252"), name="a.txt").text == text
    text = "Министр заявил журналистам, что переговоры в Женеве были полезными. " * 3
    assert read_bytes(text.encode("cp1251"), name="a.txt").text == text


def test_declared_encoding_of_html() -> None:
    """The charset that a page declares is used."""
    page = HTML.replace("<head>", '<head><meta charset="iso-8859-2">').replace("fair", "Łódź")
    document = read_bytes(page.encode("iso-8859-2"), name="a.html")
    assert "“the deal is Łódź”" in document.text


def _zip() -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "text")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "empty"),
        (b" \n\t\r\n ", "empty"),
        ("\ufeff \n".encode(), "empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"\n%PDF-1.7\n", "PDF"),
        (_zip(), "ZIP"),
        (b"\x89PNG\r\n\x1a\n\x00", "PNG"),
        (b"\xff\xd8\xff\xe0\x00", "JPEG"),
        (b"GIF89a\x01\x00", "GIF"),
        (b"{\\rtf1 text}", "RTF"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"some\x00thing", "binary"),
        (b"\xff\xfe\x00", "encoding"),
        (b"x" * 201, "larger than 0.0002 MB"),
    ],
)
def test_refusals(data: bytes, problem: str) -> None:
    """What is no text is refused in one line that names input and problem."""
    with pytest.raises(ReadError, match=problem) as caught:
        read_bytes(data, name="in.txt", options=ReadOptions(max_bytes=200))
    message = str(caught.value)
    assert message.startswith("in.txt: ")
    assert "\n" not in message
    assert ";" in message


@pytest.mark.parametrize(
    "page",
    [
        "<html></html>",
        "<html><body><nav><a href='/'>Home</a></nav></body></html>",
        "<!doctype html>" + "<div>" * 3000,
    ],
)
def test_html_without_article(page: str) -> None:
    """A page without article text is refused."""
    with pytest.raises(ReadError, match="no article text"):
        read_bytes(page.encode(), name="a.html")


def test_missing_file_and_folder(tmp_path: Path) -> None:
    """A missing file and a folder are refused by name."""
    with pytest.raises(ReadError, match=r"gone\.txt: no such file"):
        read_file(tmp_path / "gone.txt")
    with pytest.raises(ReadError, match="this is a folder"):
        read_file(tmp_path)


def test_large_file_is_not_read_whole(tmp_path: Path) -> None:
    """A file over the limit is refused, one at the limit is read."""
    path = write(tmp_path, "a.txt", "x" * 1000)
    assert read_file(path, options=ReadOptions(max_bytes=1000)).text == "x" * 1000
    with pytest.raises(ReadError, match="larger"):
        read_file(path, options=ReadOptions(max_bytes=999))


def test_name_with_null_byte() -> None:
    """A path that no system can open is a read error too."""
    with pytest.raises(ReadError, match="cannot be read"):
        read_file(Path("a\x00.txt"))


@given(st.binary(max_size=200))
def test_any_bytes_give_a_document_or_a_read_error(data: bytes) -> None:
    """Whatever the bytes, the answer is a document with their hash or a `ReadError`."""
    try:
        document = read_bytes(data, name="-")
    except ReadError:
        return
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.text.strip()


def test_find_inputs(tmp_path: Path) -> None:
    """Readable files are found in and below a folder, sorted; hidden and other files are not."""
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("c.txt", "a.md", "b/x.html", "b/Y.HTM", "b/z.markdown"):
        write(tmp_path, name, "text")
    for name in (".hidden.txt", ".git/d.txt", "docs.json", "gold.json", "b/p.jpg"):
        write(tmp_path, name, "text")
    found = [str(path.relative_to(tmp_path)) for path in find_inputs(tmp_path)]
    assert found == sorted(["a.md", "b/Y.HTM", "b/x.html", "b/z.markdown", "c.txt"])


def test_find_files_of_many(tmp_path: Path) -> None:
    """Records, feeds, mail and PDF are found; JSON is, unless a docs.json tells of the texts."""
    (tmp_path / "b").mkdir()
    names = ["a.csv", "b/c.json", "b.PDF", "c.jsonl", "d.eml", "e.rss", "f.xml", "g.json"]
    for name in names:
        write(tmp_path, name, "text")
    found = [str(path.relative_to(tmp_path)) for path in find_inputs(tmp_path)]
    assert found == names
    write(tmp_path, "docs.json", "[]")
    found = [str(path.relative_to(tmp_path)) for path in find_inputs(tmp_path)]
    assert found == names[:-1]


def test_find_inputs_of_a_file(tmp_path: Path) -> None:
    """A file given by name is read whatever its suffix; nothing there is an error."""
    path = write(tmp_path, "report.dat", "text")
    assert find_inputs(path) == [path]
    with pytest.raises(ReadError, match="no such file or folder"):
        find_inputs(tmp_path / "gone")


def test_a_row_of_comments_is_read_at_once() -> None:
    """Whether a text is a page is told in time however many comments it begins with."""
    began = time.perf_counter()
    assert not looks_like_html("<!--a-->" * 400 + "x")
    assert looks_like_html("<!--a-->\n" * 400 + "<html>")
    assert time.perf_counter() - began < 1


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("a.parquet", "this is a table, which is not read; save it as CSV in UTF-8"),
        ("a.mbox", "this is a mailbox, which is not read; save its messages as .eml files"),
        ("a.warc", "this is an archive of web pages"), ("a.warc.gz", "this is packed"),
        ("a.docx", "this is an office document or a book"),
    ],
)  # fmt: skip
def test_formats_that_are_not_read(tmp_path: Path, name: str, problem: str) -> None:
    """A file of a known format is refused for its name, with what to do instead."""
    path = write(tmp_path, name, "He said that it was fine.")
    with pytest.raises(ReadError) as caught:
        read_file(path)
    assert str(caught.value).startswith(f"{path}: {problem}")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('<?xml version="1.0"?><urlset/>', "XML and no feed"),
        ("WARC/1.0\r\n", "archive of web pages"),
    ],
)
def test_content_that_is_not_read(text: str, problem: str) -> None:
    """Without a name that tells, the beginning does; a text file is text all the same."""
    with pytest.raises(ReadError, match=problem):
        read_bytes(text.encode(), name="-")
    assert read_bytes(text.encode(), name="a.txt").text == text


@pytest.mark.parametrize(
    "text", ["[1] He said no.", "[1]\nHe said no.", "{sic} he said", "[" * 9_999]
)
def test_brackets_are_no_json(text: str) -> None:
    """A text may begin with a bracket."""
    assert read_bytes(text.encode(), name="-").text == text


def test_find_unread(tmp_path: Path) -> None:
    """Files of formats that are known and not read, no others and no hidden ones."""
    for name in ("a.docx", "b/c.WARC", "d.txt", "docs.json", "photo.jpg", ".git/e.zip"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        write(tmp_path, name, "x")
    assert find_unread(tmp_path) == [tmp_path / "a.docx", tmp_path / "b" / "c.WARC"]


def test_several_documents_are_no_one() -> None:
    """What is to be one document may not be two, and tells its problem where it is none."""
    lines = b'{"text": "He said no."}\n{"text": "She said yes."}\n'
    with pytest.raises(ReadError, match=r"a\.jsonl: holds several documents"):
        read_bytes(lines, name="a.jsonl")
    with pytest.raises(ReadError, match=r"a\.jsonl#1: not JSON"):
        read_bytes(lines[1:], name="a.jsonl")
    assert read_bytes(lines[:24], name="a.jsonl").name == "a.jsonl#1"


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("p/a.jsonl#12", "p/a.jsonl"), ("-#3", "-"), ("a.txt#3", "a.txt#3"),
        ("a.csv", "a.csv"), ("a.csv#b", "a.csv#b"), ("https://a.example/x#3", "https://a.example/x#3"),
    ],
)  # fmt: skip
def test_file_of_a_record(name: str, file: str) -> None:
    """A number after a file of many names a record; anything else is a name of its own."""
    assert file_of_record(name) == file


def test_failing_while_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fails in the midst of a file is told like one that does at its beginning."""
    path = write(tmp_path, "a.txt", "text")

    def fail(*_: object, **__: object) -> NoReturn:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Source, "read_whole", fail)
    with pytest.raises(ReadError, match=r"a\.txt: cannot be read \(Input/output error\); check"):
        read_file(path)
