"""Mail: the text of a message."""

from __future__ import annotations

import hashlib
import time
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.errors import ReadError
from tests.reading.examples import PLAIN, read_all


def mail(text: str | None = PLAIN, *, markup: str | None = None, attached: bool = False) -> bytes:
    """A message of a press office."""
    message = EmailMessage(policy=SMTP)
    message["From"] = "Press Office <press@ministry.example>"
    message["To"] = "desk@quay.example"
    message["Subject"] = "Readout of tälks"
    message["Date"] = "Fri, 02 May 2031 23:10:00 -0500"
    message["Message-ID"] = "<1@ministry.example>"
    if text is not None:
        message.set_content(text)
    if markup is not None:
        message.add_alternative(markup, subtype="html")
    if attached:
        message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="a.pdf")
    return message.as_bytes()


@pytest.mark.parametrize("name", ["m.eml", "-", "message.dat"])
def test_plain_part(name: str) -> None:
    """The plain part is the text, headers are metadata, attachments and HTML are left."""
    data = mail(f"{PLAIN}\n\nShe said “no”.\n", markup="<p>Other.</p>", attached=True)
    (document,), told = read_all(data, name=name)
    assert told == [f"? {name}: attachments are not read (a.pdf); save and add those"]
    assert document.text == f"{PLAIN}\n\nShe said “no”.\n"
    assert (document.title, document.author) == ("Readout of tälks", "Press Office")
    assert (document.published, document.name) == (date(2031, 5, 2), name)
    assert document.sha256 == hashlib.sha256(data).hexdigest()


def test_html_part() -> None:
    """Without a plain part the HTML goes through the reader of pages."""
    markup = (
        f"<html><body><p>{PLAIN}</p><p>She left the room &amp; did not return.</p></body></html>"
    )
    (document,), _ = read_all(mail(None, markup=markup), name="m.eml")
    assert document.text == f"{PLAIN}\n\nShe left the room & did not return."


@pytest.mark.parametrize("plain", [" \n", "Your program shows no HTML.", None])
def test_plain_part_that_says_nothing(plain: str | None) -> None:
    """Where the HTML part says far more, that is the message."""
    (document,), told = read_all(mail(plain, markup=f"<p>{PLAIN} {PLAIN}</p>"), name="m.eml")
    assert (document.text, told) == (f"{PLAIN} {PLAIN}", [])


def test_plain_part_beside_a_picture() -> None:
    """HTML without an article leaves the plain part."""
    picture = "<p>" + "<img src='a' alt='b'> " * 40 + "</p>"
    assert read_all(mail("He said no.\n", markup=picture))[0][0].text == "He said no.\n"


def test_headers_without_blanks() -> None:
    """Empty headers, and those without a blank behind their colon, are headers."""
    data = (
        b"From:a@b.example\r\nReply-To:\r\nMIME-Version:1.0\r\nDate:02/05/2031\r\n\r\nHe said no."
    )
    (document,), told = read_all(data)
    assert (document.text, document.author) == ("He said no.", "a@b.example")
    assert told == [
        "? -: published is '02/05/2031', which is no plain day, and stays unknown; write it like"
        " 2025-02-28"
    ]


@pytest.mark.parametrize(
    "header",
    [
        b"Subject: " + b"a b (c) " * 100_000,
        b"Subject: " + b"=?utf-8?q?a?= " * 50_000,
        b"Date: " + b"(" * 100_000,
        b"Content-Type: text/plain; " + b"a*0=b; " * 50_000,
        b"Content-Type: text/plain; charset=punycode",
    ],
)
def test_headers_made_for_malice(header: bytes) -> None:
    """None of them takes longer than the rest of the message."""
    began = time.perf_counter()
    data = b"From: a@b.example\nMIME-Version: 1.0\n" + header + b"\n\na-" + b"ab" * 200_000
    documents, told = read_all(data, name="m.eml")
    assert len(documents) + sum(not line.startswith("?") for line in told) == 1
    assert time.perf_counter() - began < 5


def test_wrong_charset() -> None:
    """Bytes that do not fit the declared encoding are read in the one they are in."""
    head = b"From: a@b.example\r\nMessage-ID: <1>\r\nContent-Type: text/plain; charset="
    for charset in (b"us-ascii", b"x-unknown"):
        (document,), _ = read_all(head + charset + "\r\n\r\nÅsa said no.".encode(), name="m.eml")
        assert (document.text, document.author) == ("Åsa said no.", "a@b.example")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (mail(None, attached=True), "a message without text; attachments are not read"),
        (mail(" \n"), "a message without text"),
        (mail().partition(b"\r\n\r\n")[0], "a message without text"),
        (b"From: a@b.example\r\n\r\n" + b"\r\n--B" * 1_001, "more than 1,000 parts or 50 within"),
    ],
)
def test_mail_without_text(data: bytes, problem: str) -> None:
    """What holds no text, or too many parts, is one line."""
    documents, told = read_all(data, name="m.eml")
    assert documents == []
    assert len(told) == 1
    assert told[0].startswith(f"m.eml: {problem}")


def test_html_without_article() -> None:
    """A message of nothing but a picture is a line as a page is."""
    with pytest.raises(ReadError, match=r"m\.eml: no article text found"):
        read_all(mail(None, markup="<p><img src='a'></p>"), name="m.eml")


def test_nested_parts_are_bounded() -> None:
    """Parts within parts within parts end in a text or a line."""
    depth = 900
    data = b"From: a@b.example\r\n" + b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
        for n in range(depth)
    )
    documents, told = read_all(data + b"\r\nHe said no.", name="m.eml")
    assert documents == []
    assert told == ["m.eml: more than 1,000 parts or 50 within another; save its text as .txt"]


@pytest.mark.parametrize(
    "text", ["From: the minister\nTo: nobody in particular\n\nHe said no.", "Note: he said no."]
)
def test_a_text_with_colons_is_no_mail(text: str) -> None:
    """Only headers that programs write tell mail from a text."""
    assert read_all(text)[0][0].text == text


@given(st.binary(max_size=300))
def test_any_bytes_behind_headers(body: bytes) -> None:
    """Whatever follows, the answer is a text, a line or a refusal."""
    try:
        documents, told = read_all(b"From: a@b.example\nMIME-Version: 1.0\n" + body, name="m.eml")
    except ReadError:
        return
    assert len(documents) + sum(not line.startswith("?") for line in told) == 1


def test_parser_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """Damage that the library cannot stand is one line."""

    def fail(*_: object) -> NoReturn:
        raise RecursionError

    monkeypatch.setattr(EmailMessage, "get_body", fail)
    assert read_all(mail(), name="m.eml")[1] == [
        "m.eml: damaged mail (RecursionError); save its text as .txt"
    ]
