"""The HTML report: elements, escaping, self-containment, contrast."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from importlib import resources

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given, settings
from hypothesis import strategies as st

from attribution.records import (
    Claim,
    Comparison,
    Meeting,
    Point,
    RelationKind,
    Verdict,
    VerdictKind,
)
from attribution.reporting import comparison_html
from attribution.reporting.wording import one_line
from tests.reporting.examples import (
    ARABIC_CLAIM,
    CLAIMS,
    COMPARISON,
    EMPTY,
    HOSTILE,
    HOSTILE_CLAIM,
    KARIN_LIND,
    SIDE_NAMES,
    make_claim,
    make_document,
)

RATES = {"attribution correct (F1)": "78.1 % ± 0.9", "<b>side</b>": "95.0 %"}


def report() -> str:
    """The report of the example."""
    return comparison_html(
        COMPARISON, generated=date(2031, 5, 1), error_rates=RATES, side_names=SIDE_NAMES
    )


@pytest.fixture(scope="module")
def page() -> BeautifulSoup:
    """The report of the example, parsed."""
    return BeautifulSoup(report(), "html.parser")


def one(page: BeautifulSoup, selector: str) -> Tag:
    """The only element that `selector` finds."""
    (element,) = page.select(selector)
    return element


def test_report(check_golden: Callable[[str, str], None]) -> None:
    """The whole report is as reviewed, and the same every time."""
    check_golden("comparison.html", report())


def test_landmarks_headings_and_language(page: BeautifulSoup) -> None:
    """A reader can move by landmark and heading and hears the right language."""
    assert one(page, "html")["lang"] == "en"
    assert [tag.name for tag in page.select("body > header, body > main, body > footer")] == [
        "header", "main", "footer"
    ]  # fmt: skip
    assert one(page, "h1").get_text() == COMPARISON.meeting.name
    levels = [int(tag.name[1]) for tag in page.select("h1, h2, h3")]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert one(page, "a.skip")["href"] == "#points"


def test_points_are_a_table_with_a_column_a_side(page: BeautifulSoup) -> None:
    """Points are rows, disputed ones first; sides are columns with readable names."""
    table = one(page, "#points table")
    headers = [cell.get_text() for cell in table.select("thead th[scope=col]")]
    assert headers == ["Point", "Sweden (SE)", "Nordic <i>Movement</i> (NORDEN)", "Denmark (DK)"]
    rows = table.select("tbody tr")
    assert [row["data-verdict"] for row in rows] == [
        "≠ disputed", "≈ scope differs", "= agreed", "○ only SE", "○ only NORDEN"
    ]  # fmt: skip
    for row in rows:
        assert len(row.select("th[scope=row]")) == 1
        assert len(row.select("td")) == 3
        assert {cell["role"] for cell in row.select("td")} == {"cell"}


def test_silence_is_accounted_for(page: BeautifulSoup) -> None:
    """A silent side is told from one of which no document was read."""
    silences = Counter(tag.get_text() for tag in page.select(".silence"))
    assert silences == {
        "no document": 5, "silent (1 document read)": 1, "silent (3 documents read)": 1
    }  # fmt: skip


def test_every_claim_has_one_anchor(page: BeautifulSoup) -> None:
    """Ids are unique, also of claims under two points, and every internal link has its goal."""
    ids = [tag["id"] for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))
    assert {f"claim-{claim.id}" for claim in CLAIMS} <= set(ids)
    internal = [str(tag["href"])[1:] for tag in page.select("a[href^='#']")]
    assert set(internal) <= set(ids)


def test_claims_show_content_and_marked_paragraph(page: BeautifulSoup) -> None:
    """A claim shows its whole content and opens to its paragraph with labelled marks."""
    entry = one(page, f"#claim-{HOSTILE_CLAIM.id}")
    quoted = entry.select_one("blockquote[dir=auto]")
    assert quoted is not None
    assert quoted.get_text() == HOSTILE
    marks = {str(mark["class"][0]): mark.get_text() for mark in entry.select("details mark")}
    assert marks == {
        "source": "source: Karin Lind (end of source)", "cue": "cue: said (end of cue)",
        "content": f"content: {HOSTILE} (end of content)",
    }  # fmt: skip
    assert one(entry, ".told-in").get_text() == "The <b>Daily</b> Tide, 2031-04-02"
    tags = one_line(entry.select(".tags")[0].get_text(" "))
    assert tags == f"− critical accuse 2031-04-01 {HOSTILE_CLAIM.id}"


def test_paragraph_is_the_raw_text(page: BeautifulSoup) -> None:
    """Without its labels the paragraph is the document's, from right to left too."""
    entry = one(page, f"#claim-{ARABIC_CLAIM.id} p.paragraph[dir=auto]")
    for label in entry.select(".mark-label, .aside"):
        label.extract()
    assert entry.get_text() in ARABIC_CLAIM.document.text
    page_of_its_own = BeautifulSoup(report(), "html.parser")
    assert len(page_of_its_own.select(".mark-label")) == len(page_of_its_own.select("mark"))


def test_hostile_text_is_text(page: BeautifulSoup) -> None:
    """No element, attribute or address comes from a document."""
    assert len(page.select("script")) == 1
    assert not page.select("b, em, i, [onclick], [style]")
    assert "[sic]" in page.get_text()


def test_nothing_is_fetched(page: BeautifulSoup) -> None:
    """The file needs no other; only articles on the web are linked to."""
    assert not page.select("[src], [srcset], link, img, iframe, object, embed, base, [action]")
    code = one(page, "style").get_text() + one(page, "script").get_text()
    assert not re.search(r"url\(|@import|fetch|XMLHttp|https?:", code)
    external = {str(tag["href"]) for tag in page.select("a:not([href^='#'])")}
    assert external
    article = "https://example.org/harbour?a=1&b=2#top"
    assert all(href == article or href.startswith(f"{article}:~:") for href in external)
    assert {tuple(tag["rel"]) for tag in page.select("a:not([href^='#'])")} == {
        ("noopener", "noreferrer", "external")
    }  # fmt: skip


def test_policy_allows_only_its_own_code(page: BeautifulSoup) -> None:
    """The content security policy names this style and this script by hash."""
    policy = str(one(page, "meta[http-equiv=Content-Security-Policy]")["content"])
    assert policy.startswith("default-src 'none'; ")
    for name in ("style", "script"):
        digest = hashlib.sha256(one(page, name).get_text().encode()).digest()
        assert f"{name}-src 'sha256-{base64.b64encode(digest).decode()}'" in policy
    assert "unsafe" not in policy


def test_filters_are_labelled_and_hidden_without_script(page: BeautifulSoup) -> None:
    """Filters appear with the script only, each in a label; everything else is there without."""
    form = one(page, "form#filters[hidden]")
    for field in form.select("select, input"):
        assert field.find_parent("label") is not None
    options = [tag.get_text() for tag in form.select("#filter-speaker option")]
    assert options[0] == "all"
    assert set(options[1:]) == {claim.speaker.name for claim in CLAIMS}
    assert page.select("[hidden]:not(.filtered)") == [form]


def test_verdict_filter_counts_points(page: BeautifulSoup) -> None:
    """Each verdict stands in the filter and in the summary with its number of points."""
    options = page.select("#filter-verdict option")[1:]
    assert [tag.get_text() for tag in options] == [f"{tag['value']} (1)" for tag in options]
    assert {tag["value"] for tag in options} == {
        row["data-verdict"] for row in page.select("tr.point")
    }
    assert one(page, ".summary").get_text() == (
        "5 points: 1 disputed, 1 scope differs, 1 agreed, 1 only SE, 1 only NORDEN"
    )


def test_reasons_name_speakers(page: BeautifulSoup) -> None:
    """The reason for a verdict quotes the claims it relates, whose they are, and leads to both."""
    (reason,) = page.select(".why > ul > li")
    names = ["Karin Lind", "Ole Berg"]
    assert [tag.get_text() for tag in reason.select("a bdi")] == names
    said = one_line(reason.get_text())
    assert said.startswith("≠ contradict, score 0.90, signs: different numbers Karin Lind (SE): ")
    assert said.endswith("Ole Berg (NORDEN): Norden proposed three berths, *not* two")
    related = {str(tag["href"]).removeprefix("#claim-") for tag in reason.select("a")}
    marked = {
        str(tag["id"]).removeprefix("claim-")
        for tag in page.select("#point-1 .claim:has(.relation)")
    }
    assert marked == related
    assert {tag.get_text() for tag in page.select(".relation")} >= {"≠ contradict"}


def test_the_surest_relation_of_the_verdicts_kind_stands_first() -> None:
    """Reasons for the verdict come before other relations of the point."""
    (point,) = (p for p in COMPARISON.points if p.verdict.kind is VerdictKind.DISPUTED)
    (clash,) = point.relations
    others = (
        replace(clash, kind=RelationKind.AGREE, score=0.99),
        replace(clash, score=0.95), clash,
    )  # fmt: skip
    told = replace(COMPARISON, points=(replace(point, relations=others),))
    page = BeautifulSoup(comparison_html(told), "html.parser")
    heads = [one_line(str(tag.find(string=True))) for tag in page.select("#point-1 .why > ul > li")]
    assert [head.split(",")[:2] for head in heads] == [
        ["≠ contradict", " score 0.95"], ["≠ contradict", " score 0.90"], ["= agree", " score 0.99"]
    ]  # fmt: skip


def test_points_without_a_relation_say_so(page: BeautifulSoup) -> None:
    """A difference of scope that no relation shows is named as what it is; one side needs none."""
    notes = {
        str(row["data-verdict"]): [tag.get_text() for tag in row.select("th .note")]
        for row in page.select("tr.point")
    }
    assert [words for words, found in notes.items() if found] == ["≈ scope differs", "= agreed"]
    assert notes["≈ scope differs"][0].startswith("No two claims here were found to agree or to")


def test_documents_are_listed_with_the_sides_they_hold(page: BeautifulSoup) -> None:
    """Each document once, oldest first, with its claims by side and a link where it has one."""
    entries = [one_line(tag.get_text()) for tag in page.select(".documents li")]
    documents = {claim.document.sha256 for claim in CLAIMS}
    assert len(entries) == len(documents)
    days = [str(tag["datetime"]) for tag in page.select(".documents time")]
    assert days == sorted(days)
    assert page.select(".documents a[href='https://example.org/harbour?a=1&b=2#top']")
    assert entries[1] == "rival.html, NORDEN, 2031-04-03, readout: NORDEN 4"


@pytest.mark.parametrize(
    ("role", "organisation", "shown"),
    [("minister", "Port Authority", ["minister, Port Authority"]), (None, None, []),
     ("the Port Authority", "port authority", ["the Port Authority"]),
     ("a karin  lind", "Karin Lind", [])],
)  # fmt: skip
def test_role_says_nothing_twice(
    role: str | None, organisation: str | None, shown: list[str]
) -> None:
    """What the name says already is left out of the role, and so is a body named twice."""
    speaker = replace(KARIN_LIND, role=role, organisation=organisation)
    page = BeautifulSoup(_page_of(replace(HOSTILE_CLAIM, speaker=speaker)), "html.parser")
    assert [tag.get_text() for tag in page.select(".role")] == shown


@pytest.mark.parametrize(
    ("name", "title", "shown"),
    [("/home/ann/secret/doc-1.txt", None, "doc-1.txt"), ("C:\\ann\\doc-2.txt", None, "doc-2.txt"),
     ("folder/", None, "folder"), ("/", None, "untitled"), ("/x/a.txt", "Berths", "Berths"),
     ("https://example.org/a/b", None, "https://example.org/a/b")],
)  # fmt: skip
def test_folders_stay_private(name: str, title: str | None, shown: str) -> None:
    """A page that is passed on names files, not the folders of whoever made it."""
    document = make_document(
        "Karin Lind said two berths open.", name=name, title=title, url=None, outlet=None
    )
    html = _page_of(make_claim(document, "two berths open", source="Karin Lind", cue="said"))
    page = BeautifulSoup(html, "html.parser")
    assert one(page, ".told-in").get_text() == shown
    assert page.select(".claim dd")[0].get_text() == shown
    assert "secret" not in html


def test_timeline_orders_dated_claims(page: BeautifulSoup) -> None:
    """Dated claims stand by day, each once, in the speaker's own words."""
    said, published = page.select(".timeline")
    days = [str(tag["datetime"]) for tag in said.select("li > time")]
    assert days == ["2031-04-01", "2031-04-02", "2031-04-03"]
    dated = [claim for claim in CLAIMS if claim.said_on is not None]
    assert len(said.select("a")) == len(dated)
    assert len(published.select("a")) == len(CLAIMS) - len(dated)
    entries = {one_line(tag.get_text()) for tag in said.select("li li")}
    assert f"Karin Lind (SE): {HOSTILE} ○ only SE" in entries
    assert one(page, "#timeline > .note").get_text() == "The day is known of 5 of 7 claims."


def test_footer_has_method_and_measured_rates(page: BeautifulSoup) -> None:
    """The footer names the method, its error rates and the date given."""
    rows = [[cell.get_text() for cell in row.select("th, td")] for row in page.select(".rates tr")]
    assert rows[1:] == [list(item) for item in RATES.items()]
    assert str(one(page, "footer > p > time")["datetime"]) == "2031-05-01"
    assert "Made by" not in one(page, "footer").get_text()
    released = BeautifulSoup(comparison_html(COMPARISON, release="3.1"), "html.parser")
    assert "Made by attribution 3.1." in one(released, "footer").get_text()


def test_rates_and_date_may_be_absent() -> None:
    """Without figures and date the footer has neither an empty table nor a made-up date."""
    page = BeautifulSoup(comparison_html(COMPARISON), "html.parser")
    assert not page.select(".rates, footer time")


def test_empty_comparison() -> None:
    """Without points the page says so and has no table."""
    page = BeautifulSoup(comparison_html(EMPTY, language="sv"), "html.parser")
    assert "No points to compare" in one(page, "#points").get_text()
    assert not page.select("table")
    assert one(page, "html")["lang"] == "sv"


def _page_of(claim: Claim) -> str:
    """A report of one point with one claim."""
    point = Point(
        id="p", label="berths", verdict=Verdict(VerdictKind.ONLY, "SE"), claims={"SE": (claim.id,)}
    )
    return comparison_html(
        Comparison(
            meeting=Meeting(name="Talks"),
            sides=("SE",),
            documents={"SE": 1},
            points=(point,),
            claims={claim.id: claim},
        )
    )


def _page_with(text: str) -> str:
    document = make_document(f"Ann said {text} so.", name=text, title=text, outlet=text, url=text)
    speaker = replace(KARIN_LIND, name=text, role=text, resolved_by=text, via=text, side=text)
    claim = make_claim(document, text, source="Ann", cue="said", speaker=speaker, id="c1")
    point = Point(
        id="p", label=text, verdict=Verdict(VerdictKind.ONLY, text), claims={text: (claim.id,)}
    )
    comparison = Comparison(
        meeting=Meeting(name=text, place=text), sides=(text,), documents={text: 1},
        points=(point,), claims={claim.id: claim},
    )  # fmt: skip
    return comparison_html(comparison, error_rates={text: text}, side_names={text: text})


@settings(max_examples=15, deadline=None)
@given(st.text(st.characters(), min_size=1, max_size=30))
@pytest.mark.parametrize(
    "wrapper", ["{}", "x<{}>", "'\"{}", "</script>{}<!--", "]]>&{};", "{{{{{}"]
)
def test_no_text_changes_the_structure(wrapper: str, text: str) -> None:
    """Whatever a document says, the page has the same elements and can be written as UTF-8."""
    html = _page_with("x" + wrapper.format(text) + "x")
    html.encode("utf-8")
    found, expected = (BeautifulSoup(page, "html.parser") for page in (html, _page_with("x")))
    assert [tag.name for tag in found.find_all()] == [tag.name for tag in expected.find_all()]
    assert [sorted(tag.attrs) for tag in found.find_all()] == [
        sorted(tag.attrs) for tag in expected.find_all()
    ]


def _palettes() -> list[dict[str, str]]:
    """Colours by name: light, dark, print."""
    css = resources.files("attribution.reporting").joinpath("templates", "comparison.css")
    blocks = re.findall(r":root \{(.*?)\}", css.read_text(encoding="utf-8"), re.DOTALL)
    return [dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", block)) for block in blocks]


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_contrast_is_aa() -> None:
    """Every text colour has a contrast of 4.5 on every ground it stands on."""
    palettes = _palettes()
    assert len(palettes) == 3
    inks = ("text", "quiet", "link", "bad", "mixed", "good", "single")
    pairs = list(itertools.product(inks, ("page", "panel")))
    pairs += itertools.product(("text",), ("source", "cue", "content"))
    for palette, (ink, ground) in itertools.product(palettes, pairs):
        lighter, darker = sorted((_luminance(palette[ink]), _luminance(palette[ground])))[::-1]
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5, (ink, ground)
