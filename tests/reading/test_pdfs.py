"""PDF: the text of its pages."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import NoReturn

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.errors import DependencyError

from attribution.errors import ReadError
from attribution.reading import ReadOptions, pdfs
from tests.reading.examples import pdf_bytes, read_all

PAGES = ("The minister said that the nego-\ntiations would go on.", "He left on Friday.")


def locked(password: str) -> bytes:
    """The PDF, encrypted."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf_bytes(*PAGES))))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")  # noqa: S106 - a test
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


@pytest.mark.parametrize("name", ["a.pdf", "a.txt", "-"])
def test_pages_become_one_text(name: str) -> None:
    """Pages are joined as lines are, hyphens stay, whatever the file is called."""
    data = pdf_bytes(*PAGES, title="Berths")
    (document,), told = read_all(data, name=name)
    assert told == []
    assert document.text == "\n".join(PAGES)
    assert (document.name, document.title) == (name, "Berths")
    assert document.sha256 == hashlib.sha256(data).hexdigest()


def test_encrypted_pdf() -> None:
    """One that opens without a password is read, another is a line."""
    assert read_all(locked(""), name="a.pdf")[0][0].text == "\n".join(PAGES)
    assert read_all(locked("secret"), name="a.pdf")[1] == [
        "a.pdf: this PDF is locked by a password; save it without one, or its text as .txt"
    ]


def test_pdf_that_needs_another_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """An encryption that pypdf leaves to another library is told as a lock."""

    def fail(*_: object) -> NoReturn:
        raise DependencyError

    monkeypatch.setattr(PdfReader, "decrypt", fail)
    assert "this PDF is locked" in read_all(locked(""), name="a.pdf")[1][0]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (pdf_bytes("", ""), "this PDF holds no text, perhaps pictures of pages; save its text"),
        (pdf_bytes(*PAGES)[:400], "this PDF is damaged ("),
        (b"%PDF-1.7\n", "this PDF is damaged ("),
        (b"He said no.", "this PDF is damaged ("),
    ],
)
def test_pdf_without_text(data: bytes, problem: str) -> None:
    """Pictures of pages, half a file and no PDF at all are a line each."""
    documents, told = read_all(data, name="a.pdf")
    assert documents == []
    assert len(told) == 1
    assert told[0].startswith(f"a.pdf: {problem}")


def test_bounds_of_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """File, text and number of pages are bounded."""
    with pytest.raises(ReadError, match=r"a\.pdf: larger than 0\.0005 MB"):
        read_all(pdf_bytes(*PAGES), name="a.pdf", options=ReadOptions(max_bytes=500))
    many = pdf_bytes(*["He said no. " * 30] * 4)
    options = ReadOptions(max_bytes=len(many))
    monkeypatch.setattr(pdfs, "_MAX_PAGES", 3)
    assert read_all(many, name="a.pdf", options=options)[1] == [
        "a.pdf: more than 3 pages; split it"
    ]


def test_text_larger_than_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """A packed text that grows over the limit is not kept."""
    monkeypatch.setattr("pypdf.PageObject.extract_text", lambda _: "x" * 5_000)
    options = ReadOptions(max_bytes=8_000)
    assert read_all(pdf_bytes(*PAGES), name="a.pdf", options=options)[1] == [
        "a.pdf: its text is larger than 0.008 MB; split it"
    ]


def test_remarks_of_the_library_are_not_printed(capfd: pytest.CaptureFixture[str]) -> None:
    """What pypdf says of damage that it can live with stays off stderr."""
    data = pdf_bytes(*PAGES).replace(b"startxref\n", b"startxref\n9")
    read_all(data, name="a.pdf")
    assert capfd.readouterr().err == ""


def test_characters_that_a_font_does_not_tell() -> None:
    """NUL in text and title cost their place, not the document."""
    data = pdf_bytes("The \\000rst minister said no.", title="Tal\\000ks\\000")
    (document,), told = read_all(data, name="a.pdf")
    assert (document.text, told) == ("The \ufffdrst minister said no.", [])
    assert "\0" not in (document.title or "")
