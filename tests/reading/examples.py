"""Inputs written for the tests of the readers, and what comes of them."""

from __future__ import annotations

import json
from io import BytesIO

from attribution.reading import Problem, ReadOptions, read_stream
from attribution.records import Document

PLAIN = "The port minister of Sweden, Karin Lind, said on Friday that two berths would open."
FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Quay</title>
<link>https://quay.example/</link><language>en-gb</language><lastBuildDate>today</lastBuildDate>
<item><title>Berths &amp; ships</title><link>https://quay.example/1?a=1&amp;b=2</link>
<guid>q-1</guid><dc:creator>Ann Ek</dc:creator><pubDate>Fri, 02 May 2031 23:10:00 -0500</pubDate>
<description>Teaser of few words.</description>
<content:encoded><![CDATA[<p>The port minister said that two berths&nbsp;would open.</p>
<p>Ms Lind &amp; her staff met again in May.</p>]]></content:encoded></item>
<item><title>Second</title><link>https://quay.example/2</link>
<content:encoded>The minister said that &amp;quot;all&amp;quot; was fine at last.</content:encoded>
</item>
</channel></rss>
"""


def read_all(
    data: bytes | str, *, name: str = "-", options: ReadOptions | None = None
) -> tuple[list[Document], list[str]]:
    """The documents of an input, and the lines about others; doubts begin with `?`."""
    raw = data if isinstance(data, bytes) else data.encode()
    found = [*read_stream(BytesIO(raw), name=name, options=options or ReadOptions())]
    documents = [one for one in found if isinstance(one, Document)]
    problems = [one for one in found if isinstance(one, Problem)]
    for problem in problems:
        assert problem.told.startswith(name)
        assert "\n" not in problem.told
        assert ";" in problem.told
    return documents, [one.told if one.is_lost else f"? {one.told}" for one in problems]


def json_lines(*records: object) -> str:
    """Records as JSON Lines."""
    return "".join(json.dumps(record) + "\n" for record in records)


def pdf_bytes(*pages: str, title: str = "") -> bytes:
    """A PDF of pages, each with the lines of its text; one without text has no contents."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for page in pages:
        lines = " T* ".join(f"({line}) Tj" for line in page.splitlines())
        drawn = f"BT /F1 12 Tf 14 TL 72 720 Td {lines} ET" if page else ""
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {len(objects) + 2} 0 R"
            " /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman"
            " >> >> >> >>"
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< /Title ({title}) >>")
    data, offsets = b"%PDF-1.4\n", []
    for number, written in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{written}\nendobj\n".encode()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    return (
        data
        + (
            f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
            f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\n"
            f"startxref\n{len(data)}\n%%EOF\n"
        ).encode()
    )
