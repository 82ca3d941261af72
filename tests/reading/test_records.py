"""Articles in JSON Lines, JSON and CSV: one document a record."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import pytest
from charset_normalizer import CharsetMatches
from hypothesis import given
from hypothesis import strategies as st

from attribution.errors import ReadError
from attribution.reading import ReadOptions, jsonfiles
from attribution.reading.articles import FIELDS
from attribution.records import DocumentKind
from tests.reading.examples import PLAIN, json_lines, read_all

SMALL = ReadOptions(max_bytes=2_000)
NEWS = {
    "title": "Fish &amp; ships", "text": PLAIN, "url": "https://quay.example/1?a=1&b=2",
    "source": {"id": 7, "name": "The Quay"}, "authors": ["Ann Ek", {"name": "Bo Li"}, ""],
    "publishedAt": "2031-05-02T23:10:00Z", "lang": "en", "kind": "Readout",
    "issuer": "Port ministry", "description": "A teaser.",
}  # fmt: skip


def table(*rows: list[str], delimiter: str = ",") -> str:
    """Rows as CSV."""
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter).writerows(rows)
    return written.getvalue()


def test_a_line_is_a_document() -> None:
    """Each line is known by its own bytes, named by its number and described by its fields."""
    data = json_lines(NEWS) + "\r\n  " + json_lines({"content": "He said “no”."}).strip() + " \r\n"
    (first, second), told = read_all(data, name="a.jsonl")
    assert told == []
    assert (first.name, second.name) == ("a.jsonl#1", "a.jsonl#3")
    lines = [line.strip().encode() for line in data.splitlines() if line.strip()]
    assert [d.sha256 for d in (first, second)] == [hashlib.sha256(li).hexdigest() for li in lines]
    assert (first.text, second.text) == (PLAIN, "He said “no”.")
    assert (first.title, first.outlet, first.author) == (
        "Fish & ships", "The Quay", "Ann Ek, Bo Li"
    )  # fmt: skip
    assert (first.url, first.published) == (NEWS["url"], date(2031, 5, 2))
    assert (first.language, first.kind, first.issuer) == (
        "en", DocumentKind.READOUT, "Port ministry"
    )  # fmt: skip


def test_options_win_over_records() -> None:
    """What the analyst says is true of all records of the file."""
    options = ReadOptions(outlet="Mole", published=date(2020, 1, 2), meeting="Harbour talks")
    documents, _ = read_all(json_lines(NEWS, NEWS), name="a.jsonl", options=options)
    assert {(d.outlet, str(d.published), d.meeting) for d in documents} == {
        ("Mole", "2020-01-02", "Harbour talks")
    }


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"maintext": PLAIN, "date_publish": "2031-05-02 10:00:00", "source_domain": "quay.example",
          "authors": []}, ("quay.example", "2031-05-02", None)),
        ({"text": PLAIN, "source": "https://quay.example/1", "date": "2031-05-02"},
         ("quay.example", "2031-05-02", "https://quay.example/1")),
        ({"webTitle": "x", "webUrl": "https://g.example/1", "webPublicationDate": "2031-05-02T1",
          "fields": {"bodyText": PLAIN, "publication": "The Pier"}},
         ("The Pier", "2031-05-02", "https://g.example/1")),
        ({"_source": {"Article Text": PLAIN, "Publication Date": "May 2, 2031"}},
         (None, "2031-05-02", None)),
        ({"text": ["The port minister of Sweden, Karin Lind, said on Friday that two berths would"
                   " open."], "outlet": "NaN", "published": 1935467400},
         (None, "2031-05-02", None)),
        ({"text": "", "content": PLAIN, "publisher": None, "site": "Quay"}, ("Quay", "None", None)),
    ],
)  # fmt: skip
def test_spellings_of_scrapers(
    record: dict[str, Any], expected: tuple[str | None, str, str | None]
) -> None:
    """What news-please, trafilatura, the Guardian, Elasticsearch and pandas write is understood."""
    (document,), told = read_all(json_lines(record), name="a.jsonl")
    assert told == []
    assert document.text == PLAIN
    assert (document.outlet, str(document.published), document.url) == expected


def test_spellings_are_documented() -> None:
    """The table of the documentation lists every spelling, in order."""
    text = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    for kind, names in FIELDS.items():
        assert f"| {kind} | {', '.join(f'`{name}`' for name in names)} |" in text


@pytest.mark.parametrize("kind", FIELDS)
def test_every_spelling_is_read(kind: str) -> None:
    """Each name of the table gives its field, in any capitals and with any separators."""
    for name in FIELDS[kind]:
        spelled = name.title().replace("_", "-")
        given_kind = {"published": "2031-05-02", "kind": "transcript"}
        value = PLAIN if kind in {"text", "html"} else given_kind.get(kind, "Value")
        record = {spelled: value} if kind in {"text", "html"} else {"text": PLAIN, spelled: value}
        (document,), _ = read_all(json_lines(record), name="a.jsonl")
        shown = document.text if kind in {"text", "html"} else str(getattr(document, kind))
        assert shown == value


def test_markup_in_a_record() -> None:
    """A text with tags goes through the reader of pages; the record's own words win."""
    content = f"<p>{PLAIN}</p>\n<p>She left &amp; said no more of it.</p>"
    page = f"<html lang='sv'><head><title>Page</title></head><body><article>{content}</article>"
    records = [{"title": {"rendered": "Own"}, "content": {"rendered": content}}, {"html": page},
               {"text": "<p><br/></p>"}]  # fmt: skip
    (first, second), told = read_all(json_lines(*records), name="a.jsonl")
    assert first.text == second.text == f"{PLAIN}\n\nShe left & said no more of it."
    assert (first.title, second.title, second.language) == ("Own", "Page", "sv")
    assert told == ["a.jsonl#3: no article text found in this HTML; save the article as plain text"]


def test_wrong_lines_among_good_ones() -> None:
    """Each is one line that names file, record and problem; the rest is read."""
    good = json_lines({"text": PLAIN}).encode()
    lines = [
        b'{"url": "https://quay.example/1", "error": "timeout"}\n', good, b'{"text": "half', b"\n",
        b'{"text": " "}\n', b'[{"text": "x"}]\n', b'{"text": "half \\ud83d"}\n',
        b'{"text": "\xe9t\xe9"}\n', b'{"text": "nul \\u0000"}\n', b'{"a":' * 9_000 + b"\n",
        b'{"text": "' + b"x" * 70_000 + b'"}\n', b'{"text": 7, "n": ' + b"9" * 5_000 + b"}\n", good,
    ]  # fmt: skip
    options = ReadOptions(max_bytes=60_000)
    documents, told = read_all(b"".join(lines), name="a.jsonl", options=options)
    assert [d.name for d in documents] == ["a.jsonl#2", "a.jsonl#12"]
    assert [line.removeprefix("a.jsonl") for line in told] == [
        "#1: no field is known to hold a text (it has: url, error); call that one text",
        "#3: not JSON (Unterminated string starting at: line 1, column 10); mend the line or leave"
        " it out",
        "#4: its text is empty; nothing to read",
        '#5: list, not an object with fields; write it as {"text": …}',
        "#6: holds broken characters; save it as UTF-8",
        "#7: not UTF-8; save the file in that encoding",
        "#8: binary data, not text; give plain text, Markdown or HTML",
        "#9: its values are nested too deeply; leave out all but text and metadata",
        "#10: larger than 0.06 MB; leave it out",
        "#11: not JSON (Exceeds the limit (4300 digits) for integer string conversion: value has"
        " 5000 digits); mend the line or leave it out",
    ]


def test_values_that_stay_unknown() -> None:
    """A date that may be read in two ways and a kind that is none are told and left open."""
    record = {"text": PLAIN, "date": "03/04/2031", "kind": "opinion piece of a very long name"}
    (document,), told = read_all(json_lines(record), name="a.jsonl")
    assert (document.published, document.kind) == (None, DocumentKind.ARTICLE)
    assert told == [
        "? a.jsonl#1: kind is 'opinion piece of a very long n…', which stays unknown; write one of"
        " article, readout, transcript",
        "? a.jsonl#1: published is '03/04/2031', which is no plain day, and stays unknown; write it"
        " like 2025-02-28",
    ]


def test_records_without_any_article() -> None:
    """Where no record holds a text the file is one line, not one a record."""
    for name in ("a.jsonl", "a.json"):
        _, told = read_all(json_lines(*({"year": n, "tons": 3} for n in range(50))), name=name)
        assert told == [
            f"{name}: holds no articles; record 1: no field is known to hold a text "
            "(it has: year, tons); call that one text"
        ]
    assert read_all('{"a": 1}', name="a.json")[1] == [
        "a.json: no field is known to hold a text (it has: a); call that one text"
    ]


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "-"])
def test_a_list_of_objects(name: str) -> None:
    """The objects of a list are known by their canonical form, however they are laid out."""
    records = [{"text": PLAIN, "url": "https://quay.example/å"}, {"text": "He said no."}]
    loose, _ = read_all(json.dumps(records, indent=2), name=name)
    turned = [dict(reversed(record.items())) for record in records]
    tight, _ = read_all(json.dumps(turned, ensure_ascii=False), name=name)
    assert [d.sha256 for d in loose] == [d.sha256 for d in tight]
    assert [d.name for d in loose] == [f"{name}#1", f"{name}#2"]
    canonical = f'{{"text":"{PLAIN}","url":"https://quay.example/å"}}'
    assert loose[0].sha256 == hashlib.sha256(canonical.encode()).hexdigest()


@pytest.mark.parametrize(
    "answer",
    [
        {"status": "ok", "articles": [{"text": PLAIN}]}, {"items": [{"content_text": PLAIN}]},
        {"response": {"results": [{"text": PLAIN}]}}, {"hits": {"hits": [{"text": PLAIN}]}},
    ],
)  # fmt: skip
def test_a_list_inside_an_answer(answer: object) -> None:
    """What news services answer is read as the list it holds."""
    (document,), told = read_all(json.dumps(answer, indent=1), name="a.json")
    assert (document.name, document.text, told) == ("a.json#1", PLAIN, [])


def test_one_object_is_the_file() -> None:
    """A file of one article bears its name and is known by its bytes, as on one line."""
    record = json_lines({"text": PLAIN, "title": "x"})
    for data in (record, json.dumps(json.loads(record), indent=2), f"\ufeff{record}"):
        (document,), _ = read_all(data, name="a.json")
        assert (document.name, document.title) == ("a.json", "x")
        own = data.strip("\ufeff\n").encode()
        assert document.sha256 == hashlib.sha256(own).hexdigest()
    (line,), _ = read_all(record, name="a.jsonl")
    (piped,), _ = read_all(record)
    assert line.sha256 == piped.sha256 == read_all(record, name="a.json")[0][0].sha256


def test_objects_one_after_another() -> None:
    """Lines in a .json file, from a pipe or in UTF-16, and objects over several lines."""
    records = {"text": PLAIN}, {"text": "He said no."}, {"text": "She said yes."}
    lines, loose = json_lines(*records), "\n".join(json.dumps(r, indent=1) for r in records)
    for data in (lines, loose, lines.encode("utf-16")):
        for name in ("a.json", "-"):
            if isinstance(data, bytes) and name == "-":
                continue
            documents, _ = read_all(data, name=name)
            assert [d.name for d in documents] == [f"{name}#1", f"{name}#2", f"{name}#3"]


@pytest.mark.parametrize(
    ("data", "n_read", "problem"),
    [
        ('[{"text": "He said no."}, {"text": "She sa', 1, "#2: not JSON (Unterminated string"),
        ('[{"text": "He said no."}', 1, "#2: the list breaks off here; get the whole file"),
        ('[{"text": "He said no."} {"text": "x"}]', 1, "#2: the list breaks off here"),
        ('[{"text": "He said no."}, 7]', 1, "#2: int, not an object with fields"),
        ('{"text": "She sa', 0, ": not JSON (Unterminated string"),
        ('[{"text": ' + "[" * 90_000, 0, ": its values are nested too deeply"),
        (b'[{"text": "\xe9t\xe9"}]', 0, ": not UTF-8; save the file in that encoding"),
    ],
)  # fmt: skip
def test_damaged_json(data: str | bytes, n_read: int, problem: str) -> None:
    """What stands before the damage is read, and one line tells the rest."""
    documents, told = read_all(data, name="a.json")
    assert len(documents) == n_read
    assert len(told) == 1
    assert told[0].startswith(f"a.json{problem}")


def test_record_larger_than_a_document() -> None:
    """A record of a list may be no larger than any other document, nor nested without end."""
    records = [{"text": "x" * 3_000}, {"text": PLAIN}]
    documents, told = read_all(json.dumps(records), name="a.json", options=SMALL)
    assert [d.name for d in documents] == ["a.json#2"]
    assert told == ["a.json#1: larger than 0.002 MB; split it or raise the limit"]
    with pytest.raises(ReadError, match=r"a\.json: larger than 0\.002 MB; split it"):
        read_all(json.dumps(records), name="a.json", options=replace(SMALL, max_whole_bytes=2_000))


def test_record_that_cannot_be_written_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Values that can be read and are too deep for their canonical form are told as such."""

    def fail(_: object) -> NoReturn:
        raise RecursionError

    monkeypatch.setattr(jsonfiles, "canonical_bytes", fail)
    assert read_all(json.dumps([{"text": PLAIN}]), name="a.json")[1] == [
        "a.json#1: its values are nested too deeply; leave out all but text and metadata"
    ]


@pytest.mark.parametrize("data", ["[]", " [ ] ", "text,url\n"])
def test_nothing_listed(data: str) -> None:
    """A list or table of nothing is told as such."""
    name = "a.csv" if "text" in data else "a.json"
    assert read_all(data, name=name) == ([], [f"{name}: holds no articles; nothing to read"])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"title": "Berths", "text": PLAIN}, PLAIN),
        ({"rendered": PLAIN}, PLAIN),
        ([PLAIN, {"type": "quote", "text": "“No,” she said."}], f"{PLAIN}\n\n“No,” she said."),
        ([{"content": [PLAIN, "End."]}], f"{PLAIN}\n\nEnd."),
        ("She said &quot;no&quot; &amp; left R&D;x.", 'She said "no" & left R&D;x.'),
    ],
)
def test_texts_in_objects(value: object, text: str) -> None:
    """The text of an object is never its title, and no paragraph of a list is lost."""
    (document,), told = read_all(json_lines({"body": value}), name="a.jsonl")
    assert (document.text, told) == (text, [])


def test_texts_that_are_none() -> None:
    """An article cut off by its service is no article; a value that cannot be read is named."""
    cut, unknown = {"content": f"{PLAIN} … [+3412 chars]"}, {"text": {"en": PLAIN}}
    odd = {"text": PLAIN, "date": {"day": 2}}
    documents, told = read_all(json_lines(cut, unknown, odd), name="a.jsonl")
    assert len(documents) == 1
    assert told == [
        "a.jsonl#1: its text is cut off ([+3412 chars]); get the whole article",
        "a.jsonl#2: its field text is of the kind dict and no text that is known; write a text",
        "? a.jsonl#3: published is \"{'day': 2}\", which is no plain day, and stays unknown; write"
        " it like 2025-02-28",
    ]


def test_day_of_a_database() -> None:
    """Exports of databases hold days in objects."""
    (document,), _ = read_all(json_lines({"text": PLAIN, "date": {"$date": "2031-05-02T10:00Z"}}))
    assert document.published == date(2031, 5, 2)


@pytest.mark.parametrize("above", ["sep=;\r\n", "\r\n", "\r\nSEP=;\r\n"])
@pytest.mark.parametrize("name", ["a.csv", "-"])
def test_lines_above_the_header(above: str, name: str) -> None:
    """Excel tells its separator in a line of its own, and blank lines say nothing."""
    data = f"{above}url;text;title\r\nhttps://quay.example/1;{PLAIN};Berths\r\n"
    (document,), told = read_all(data, name=name)
    assert (document.title, document.text, told) == ("Berths", PLAIN, [])


def test_header_without_end() -> None:
    """A first line as long as a document is told with the name of its file."""
    with pytest.raises(ReadError, match=r"a\.csv: its first line is larger than 0.0001 MB; is a"):
        read_all("x" * 1_000, name="a.csv", options=ReadOptions(max_bytes=100))


def test_rows_lost_in_a_cell() -> None:
    """A missing mark takes the next row into its cell: the line names both."""
    data = 'url,text\n1,"Open cell\n2,"He said no."\n3,"She said yes."\n'
    documents, told = read_all(data, name="a.csv")
    assert [d.text for d in documents] == ["She said yes."]
    assert told[0].startswith("a.csv#1: lines 2 to 3: not CSV (")


def test_list_that_ends_at_a_comma() -> None:
    """Half a list is told also where its last record is whole."""
    documents, told = read_all('[{"text": "He said no."},', name="a.json")
    assert len(documents) == 1
    assert told == ["a.json#2: the list breaks off here; get the whole file"]


def test_table_of_unknown_encoding(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes that are no text in any encoding are refused."""
    monkeypatch.setattr("charset_normalizer.from_bytes", lambda _: CharsetMatches())
    with pytest.raises(ReadError, match=r"a\.csv: unknown character encoding; save it as UTF-8"):
        read_all(b"text,url\n\xff\xfd,u\n", name="a.csv")


def test_table() -> None:
    """A row is a document, known by its cells whatever stands between and around them."""
    rows = [["ID", "Title", "Content", "Date", "Publisher"],
            ["1", 'A "b"', f"{PLAIN}\n\nSecond; paragraph, here.", "2 May 2031", "Quay"],
            [], ["2", "", "He said no.", "", ""]]  # fmt: skip
    found = []
    for delimiter in (",", ";", "\t", "|"):
        documents, told = read_all(table(*rows, delimiter=delimiter), name="a.csv")
        assert told == []
        found.append([(d.name, d.sha256, d.text, d.title) for d in documents])
    turned, _ = read_all(table(*([*reversed(row)] for row in rows)), name="a.tsv")
    first, second = found[0]
    assert found == [found[0]] * 4
    assert [d.sha256 for d in turned] == [first[1], second[1]]
    assert first[0] == "a.csv#1"
    assert first[2:] == (f"{PLAIN}\n\nSecond; paragraph, here.", 'A "b"')
    assert (turned[0].outlet, turned[0].published) == ("Quay", date(2031, 5, 2))
    canonical = '{"Content":"He said no.","ID":"2"}'
    assert second[1] == hashlib.sha256(canonical.encode()).hexdigest()


def test_table_from_a_pipe() -> None:
    """A header with a text and something else tells a table; prose with commas is prose."""
    (document,), _ = read_all(table(["url", "text"], ["https://quay.example", PLAIN]))
    assert (document.name, document.text) == ("-#1", PLAIN)
    (prose,), _ = read_all("The title, text and date were wrong, he said.\nNo more.")
    assert prose.name == "-"
    (old,), _ = read_all("text, he\rsaid, and url")
    assert old.name == "-"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings_of_tables(encoding: str) -> None:
    """What spreadsheets save is read, whichever encoding they choose."""
    text = "Le ministre a déclaré à Genève que l’été serait décisif. " * 4
    (document,), _ = read_all(table(["text", "url"], [text, "u"]).encode(encoding), name="a.csv")
    assert (document.text, document.url) == (text, "u")


def test_wrong_rows_among_good_ones() -> None:
    """Each is one line that names file, row and problem; the rest is read."""
    data = (
        b'text,url\nHe said no.,a\nShe said yes.\n"x"y,b\n,c\n' + b"z" * 3_000 + b",d\n"
        b"\xe9t\xe9 opens,e\nHe said so.,f,,\nHe said it.,g,h\n" + b'"half a file, he said,'
    )
    # The broken byte stands behind the part by which the encoding is told.
    data = data.replace(b"text,url\n", b"text,url\n" + b'"ok then he said",z\n' * 4_000)
    documents, told = read_all(data, name="a.csv", options=SMALL)
    assert [(d.text, d.url) for d in documents[4_000:]] == [("He said no.", "a"),
                                                            ("He said so.", "f")]  # fmt: skip
    assert [line.removeprefix("a.csv#400") for line in told] == [
        "2: 1 cells where the header names 2; mend its quotation marks or get the whole file",
        "3: line 4004: not CSV (',' expected after '\"'); mend its quotation marks",
        "4: its text is empty; nothing to read",
        "5: line 4006: larger than 0.002 MB; is a quotation mark missing?",
        "6: holds broken characters; save it as UTF-8",
        "8: 3 cells where the header names 2; mend its quotation marks or get the whole file",
        "9: line 4010: the file breaks off inside a quoted cell; get the whole file",
    ]


def test_table_of_figures() -> None:
    """A table without a text is one line, and one without rows is another."""
    assert read_all("year,tons\n2001,3\n2002,4\n", name="a.csv")[1] == [
        "a.csv: its first line names no column that is known to hold a text (it has: year, tons);"
        " call that one text"
    ]


def test_long_cells_leave_the_limit_of_the_module() -> None:
    """Articles longer than the csv module's limit are read, and the limit is as before."""
    before = csv.field_size_limit()
    text = "He said no. " * 20_000
    (document,), _ = read_all(table(["text", "url"], [text, ""]), name="a.csv")
    assert document.text == text
    assert csv.field_size_limit() == before


@pytest.mark.parametrize(
    "data",
    [json_lines(*[{"text": PLAIN}] * 4), json.dumps([{"text": PLAIN}] * 4),
     json.dumps({"items": [{"text": PLAIN}] * 4}), json.dumps({"text": PLAIN}, indent=1) * 4,
     table(["text", "url"], *[[PLAIN, "u"]] * 4)],
)  # fmt: skip
def test_number_of_records_is_bounded(data: str) -> None:
    """Records after the limit are not read, which is told once."""
    documents, told = read_all(data, options=ReadOptions(max_records=2))
    assert len(documents) == 2
    assert told == ["-: more than 2 records; the rest is not read, split the file"]


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["text", "title", "url", "other"]),
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20),
        ),
        max_size=5,
    )
)
def test_records_survive_every_layout(records: list[dict[str, str]]) -> None:
    """Texts are the same out of lines and lists, and a list gives the same identities again."""
    listed = json.dumps(records)
    try:
        lines, _ = read_all("\n" + json_lines(*records), name="a.jsonl")
        first, _ = read_all(listed, name="a.json")
        again, _ = read_all(json.dumps(records, indent=3, sort_keys=True), name="a.json")
    except ReadError:  # of an empty list
        assert not records
        return
    assert [d.text for d in lines] == [d.text for d in first]
    assert [d.sha256 for d in first] == [d.sha256 for d in again]
