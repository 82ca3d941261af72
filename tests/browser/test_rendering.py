"""How the page is laid out on a phone, on a desk and on paper, in light and in dark."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from tests.browser.chromium import Browser
from tests.browser.conftest import WritePage
from tests.reporting.examples import EMPTY, HOSTILE_CLAIM, LONG_CLAIM, SPLIT_CLAIM

OPEN_ALL = "document.querySelectorAll('details').forEach(details => { details.open = true; });"
OVERFLOWING = """
    const width = document.documentElement.clientWidth;
    return [...document.querySelectorAll("body *")]
        .filter(element => element.checkVisibility() && !element.closest(".aside, .skip, thead"))
        .filter(element => element.getBoundingClientRect().right > width + 1)
        .map(element => element.outerHTML.slice(0, 80));
"""
BOXES = """
    return [...document.querySelectorAll(arguments[0])]
        .map(element => element.getBoundingClientRect())
        .map(box => [box.left, box.top, box.right, box.bottom]);
"""
SCREENS = pytest.mark.parametrize("width", [320, 390, 1280])


@SCREENS
@pytest.mark.parametrize("is_open", [False, True], ids=["closed", "open"])
def test_nothing_is_wider_than_the_window(page: Browser, width: int, *, is_open: bool) -> None:
    """Neither a phone nor a desk scrolls sideways, long words and open paragraphs included."""
    page.show(width=width)
    if is_open:
        page.run(OPEN_ALL)
    assert page.run("return document.documentElement.scrollWidth") == width
    assert page.run(OVERFLOWING) == []


def test_sides_are_columns_on_a_desk(page: Browser) -> None:
    """On a desk the cells of a point stand beside each other under their side's name."""
    cells = page.run(BOXES, "#point-1 > *")
    assert len(cells) == 4
    assert len({top for _, top, _, _ in cells}) == 1
    heads = page.run(BOXES, ".points thead th")
    assert [round(left) for left, *_ in heads] == [round(left) for left, *_ in cells]
    assert not page.run("return document.querySelector('.cell-side').checkVisibility()")


def test_sides_stand_below_each_other_on_a_phone(page: Browser) -> None:
    """On a phone the cells of a point follow each other, each with its side's name."""
    page.show(width=390)
    cells = page.run(BOXES, "#point-1 > *")
    assert all(above[3] <= below[1] + 1 for above, below in itertools.pairwise(cells))
    names = "return [...document.querySelectorAll('#point-1 .cell-side')].map(e => e.innerText)"
    assert page.run(names) == ["Sweden (SE)", "Nordic <i>Movement</i> (NORDEN)", "Denmark (DK)"]


def test_names_of_sides_stay_in_sight(page: Browser) -> None:
    """Far down a long table the heads of the columns still stand at the top of the window."""
    page.show(height=400)
    page.run("document.querySelector('#point-5').scrollIntoView()")
    assert page.run("return scrollY") > 300
    assert all(top == 0 for _, top, _, _ in page.run(BOXES, ".points thead th"))
    (point,), (head, *_) = page.run(BOXES, "#point-5"), page.run(BOXES, ".points thead th")
    assert point[1] >= head[3]


def luminance(colour: str) -> float:
    """How bright a computed colour is, roughly, from 0 to 1."""
    red, green, blue = map(int, re.findall(r"\d+", colour)[:3])
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255


def test_colours_follow_the_scheme(page: Browser) -> None:
    """Dark text on light ground, or the other way round, as the reader's system asks."""
    script = "const s = getComputedStyle(document.body); return [s.backgroundColor, s.color]"
    for scheme, is_dark in (("light", False), ("dark", True)):
        page.show(scheme=scheme)
        ground, ink = map(luminance, page.run(script))
        assert (ground < ink) is is_dark
        assert abs(ground - ink) > 0.7


def test_verdict_and_stance_are_words_beside_colours(page: Browser) -> None:
    """Sign and word stand in the text, and only then comes the colour."""
    words = "return [...document.querySelectorAll(arguments[0])].map(e => e.innerText)"
    assert page.run(words, ".verdict") == [
        "≠ disputed", "≈ scope differs", "= agreed", "○ only SE", "○ only NORDEN"
    ]  # fmt: skip
    assert set(page.run(words, ".stance")) == {"+ supportive", "· neutral", "− critical"}


def test_stance_profile_of_each_side(page: Browser) -> None:
    """Each side's bar has a part a stance, as wide as its share, and says it in words."""
    profiles = page.run("""
        return [...document.querySelectorAll(".sides > li")].map(side => [
            side.innerText.trim(),
            [...side.querySelectorAll("rect")].map(part => [
                part.getAttribute("class"),
                part.getBoundingClientRect().width / part.ownerSVGElement.clientWidth,
            ]),
        ]);
    """)
    assert [words for words, _ in profiles] == [
        "Sweden (SE): 1 document; 3 claims: 1 supportive, 1 neutral, 1 critical",
        "Nordic <i>Movement</i> (NORDEN): 3 documents; "
        "5 claims: 2 supportive, 2 neutral, 1 critical",
        "Denmark (DK): 0 documents; no claim",
    ]
    shares = dict(profiles[1][1])
    assert shares == pytest.approx({"supportive": 0.4, "neutral": 0.4, "critical": 0.2}, abs=0.01)
    assert profiles[2][1] == []


def test_paper(page: Browser) -> None:
    """On paper the table has its columns, the filters are gone, only open paragraphs show."""
    page.run(f"document.querySelector('#claim-{SPLIT_CLAIM.id} details').open = true")
    page.show(width=700, scheme="dark", media="print")
    visible = "return document.querySelector(arguments[0]).checkVisibility()"
    for selector in ("#filters", "nav", ".profile", f"#claim-{HOSTILE_CLAIM.id} details"):
        assert not page.run(visible, selector), selector
    for selector in (
        ".points thead th",
        f"#claim-{SPLIT_CLAIM.id} .paragraph",
        ".timeline",
        ".rates",
    ):
        assert page.run(visible, selector), selector
    assert len({top for _, top, _, _ in page.run(BOXES, "#point-1 > *")}) == 1
    colours = page.run("""
        const style = getComputedStyle(document.querySelector(".verdict-disputed"));
        const body = getComputedStyle(document.body);
        return [style.color, body.backgroundColor];
    """)
    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    repeats = "return getComputedStyle(document.querySelector('thead')).display"
    assert page.run(repeats) == "table-header-group"


def test_printed_pages(page: Browser) -> None:
    """Seven claims fit on few pages, and every paragraph can be printed by opening all."""

    def n_pages() -> int:
        return len(re.findall(rb"/Type\s*/Page\b", page.pdf()))

    closed = n_pages()
    assert 1 <= closed <= 3
    page.run("document.getElementById('open-all').click()")
    assert n_pages() > closed


def test_empty_report(browser: Browser, write_page: WritePage) -> None:
    """Without points there is nothing to filter, and the page says so."""
    browser.open(write_page(EMPTY))
    assert not browser.run("return document.querySelector('#filters').checkVisibility()")
    assert "No points to compare" in browser.run("return document.body.innerText")


def test_everything_shows_without_script(browser: Browser, report: Path, tmp_path: Path) -> None:
    """Where scripts are refused the table is whole and the filters stay hidden."""
    html = report.read_text(encoding="utf-8")
    path = tmp_path / "refused.html"
    refusing, n_changed = re.subn(r"script-src &#39;.+?&#39;", "script-src &#39;none&#39;", html)
    assert n_changed == 1
    path.write_text(refusing, encoding="utf-8")
    browser.open(path)
    assert not browser.run("return document.querySelector('#filters').checkVisibility()")
    assert LONG_CLAIM.content_text in browser.run("return document.body.innerText")
    (refused,) = browser.console()
    assert "script-src" in refused
