"""Filters, search, opening of paragraphs, anchors and the timeline, as a reader uses them."""

from __future__ import annotations

from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.select import Select

from tests.browser.chromium import Browser
from tests.reporting.examples import (
    ARABIC_CLAIM,
    CLAIMS,
    HOSTILE_CLAIM,
    JOINT_CLAIM,
    LONG_CLAIM,
    NO_CUE_CLAIM,
    RELAYED_CLAIM,
    SPLIT_CLAIM,
)


def element(page: Browser, selector: str) -> WebElement:
    """The first element that a selector finds."""
    return page.driver.find_element(By.CSS_SELECTOR, selector)


def choose(page: Browser, field: str, words: str) -> None:
    """Choose the option of a filter by its text."""
    Select(element(page, f"#filter-{field}")).select_by_visible_text(words)


def search(page: Browser, words: str) -> None:
    """Put words in place of what stands in the search field, as an input method does."""
    element(page, "#filter-search").send_keys(Keys.CONTROL, "a")
    page.driver.execute_cdp_cmd("Input.insertText", {"text": words})


def shown_points(page: Browser) -> list[int]:
    """Numbers of the points in sight."""
    script = """return [...document.querySelectorAll(".point")]
        .filter(point => point.checkVisibility()).map(point => Number(point.id.slice(6)))"""
    numbers = page.run(script)
    assert element(page, "#filter-status").text == f"{len(numbers)} of 5 points shown"
    return list(numbers)


def shown_claims(page: Browser) -> set[str]:
    """Ids of the claims in sight."""
    script = """return [...document.querySelectorAll(".claim")]
        .filter(claim => claim.checkVisibility())
        .map(claim => claim.querySelector(".anchor").innerText)"""
    return set(page.run(script))


def open_paragraphs(page: Browser) -> list[str]:
    """Ids of the claims whose paragraph stands open, in order."""
    script = """return [...document.querySelectorAll(".claim:has(details[open])")]
        .map(claim => claim.querySelector(".anchor").innerText)"""
    return list(page.run(script))


def is_in_sight(page: Browser, selector: str) -> bool:
    """Whether the top of an element is inside the window."""
    script = """const top = document.querySelector(arguments[0]).getBoundingClientRect().top;
        return top >= 0 && top < innerHeight"""
    return bool(page.run(script, selector))


@pytest.mark.parametrize(
    ("option", "point"),
    [("≠ disputed (1)", 1), ("≈ scope differs (1)", 2), ("= agreed (1)", 3), ("○ only SE (1)", 4),
     ("○ only NORDEN (1)", 5)],
)  # fmt: skip
def test_verdict(page: Browser, option: str, point: int) -> None:
    """A verdict leaves its points and no other."""
    assert shown_points(page) == [1, 2, 3, 4, 5]
    choose(page, "verdict", option)
    assert shown_points(page) == [point]


def test_speaker(page: Browser) -> None:
    """A speaker leaves the own claims and their points; others there are hidden, not silent."""
    notes = "return [...document.querySelectorAll('.filtered:not([hidden])')].map(n => n.innerText)"
    assert page.run(notes) == []
    choose(page, "speaker", "Ole Berg")
    assert element(page, "#point-1 .filtered:not([hidden])").text == "1 claim hidden by the filters"
    assert shown_points(page) == [1, 5]
    assert shown_claims(page) == {NO_CUE_CLAIM.id, LONG_CLAIM.id}
    choose(page, "speaker", "Ida [bold]Dahl[/bold]")
    assert shown_claims(page) == {RELAYED_CLAIM.id}
    choose(page, "speaker", "all")
    assert page.run(notes) == []


def test_filters_together(page: Browser) -> None:
    """Filters narrow each other, and one button takes all of them back."""
    choose(page, "speaker", "Ole Berg")
    choose(page, "verdict", "○ only NORDEN (1)")
    search(page, "BERTHS")
    assert shown_points(page) == []
    element(page, "#show-all").click()
    assert shown_claims(page) == {claim.id for claim in CLAIMS}
    assert shown_points(page) == [1, 2, 3, 4, 5]
    assert element(page, "#filter-search").get_attribute("value") == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("_four_", {RELAYED_CLAIM, NO_CUE_CLAIM}),  # one paragraph holds both
        ("two third", {SPLIT_CLAIM}),
        ("[/quote] <script>", {HOSTILE_CLAIM}),
        ("المحادثات", {ARABIC_CLAIM, LONG_CLAIM}),
        ("🚢", {JOINT_CLAIM}),
        ("elektrizitatenhaupt", {LONG_CLAIM, ARABIC_CLAIM}),
        ("“open two berths”", {SPLIT_CLAIM}),  # a phrase
        ("“berths two open”", set()),
        ('"', {*CLAIMS}),
        ("fourth", {SPLIT_CLAIM, RELAYED_CLAIM}),  # of the point's label
    ],
)
def test_search(page: Browser, words: str, found: set[object]) -> None:
    """Search finds words of contents, paragraphs and points; accents, case and quotes aside."""
    search(page, words)
    expected = {claim.id for claim in CLAIMS if claim in found}
    assert shown_claims(page) == expected


@pytest.mark.parametrize("label", ["resolved by", "paragraph of claim", "end of source", "outlet"])
def test_search_leaves_the_pages_own_words_out(page: Browser, label: str) -> None:
    """The labels that stand in every claim are not searched."""
    search(page, label)
    assert shown_points(page) == []


def test_search_opens_the_paragraph_that_holds_the_words(page: Browser) -> None:
    """A claim that is found by its paragraph alone shows it, and closes it again afterwards."""
    search(page, "possible")
    assert shown_claims(page) == {NO_CUE_CLAIM.id, RELAYED_CLAIM.id}
    assert open_paragraphs(page) == [NO_CUE_CLAIM.id]
    search(page, "spokeswoman")
    assert open_paragraphs(page) == [NO_CUE_CLAIM.id, RELAYED_CLAIM.id]
    search(page, "")
    assert open_paragraphs(page) == []


def test_paragraph_opens_with_highlights(page: Browser) -> None:
    """A click opens the paragraph with source, cue and content told apart by ground and line."""
    claim = f"#claim-{SPLIT_CLAIM.id}"
    assert not element(page, f"{claim} .paragraph").is_displayed()
    element(page, f"{claim} summary").click()
    marks = page.run(f"""
        return [...document.querySelectorAll("{claim} mark")].map(mark => {{
            const style = getComputedStyle(mark);
            return [mark.className, mark.innerText, style.backgroundColor, style.borderBottomStyle];
        }})
    """)
    assert [(kind, text.split("(end")[0].strip()) for kind, text, *_ in marks] == [
        ("content", 'content: "We will open two berths"'), ("source", "source: Ms Lind"),
        ("cue", "cue: told reporters"), ("content", 'content: "and not a third."'),
    ]  # fmt: skip
    looks = {kind: (ground, line) for kind, _, ground, line in marks}
    assert len(set(looks.values())) == 3
    assert len({line for _, line in looks.values()}) == 3
    element(page, f"{claim} summary").click()
    assert not element(page, f"{claim} .paragraph").is_displayed()


def test_all_paragraphs_open_together(page: Browser) -> None:
    """One button opens every paragraph, says so, and closes them again."""
    button = element(page, "#open-all")
    button.click()
    assert set(open_paragraphs(page)) == {claim.id for claim in CLAIMS}
    assert button.text == "Close all paragraphs"
    button.click()
    assert open_paragraphs(page) == []
    assert button.text == "Open all paragraphs"


def test_address_of_a_claim(browser: Browser, report: Path) -> None:
    """A link to a claim leads to it, with its paragraph open."""
    browser.show(height=500)
    browser.open(report, f"#claim-{ARABIC_CLAIM.id}")
    browser.wait(lambda: is_in_sight(browser, f"#claim-{ARABIC_CLAIM.id}"))
    assert open_paragraphs(browser) == [ARABIC_CLAIM.id]
    outline = f"return getComputedStyle(document.querySelector('#claim-{ARABIC_CLAIM.id}')).outline"
    assert "solid" in browser.run(outline)
    assert browser.run("return document.activeElement.id") == f"claim-{ARABIC_CLAIM.id}"


def test_link_to_a_claim_that_a_filter_hides(page: Browser) -> None:
    """A link goes to its claim even if that takes the filters back."""
    page.show(height=500)
    choose(page, "speaker", "Karin Lind")
    element(page, "#point-1 .why summary").click()
    element(page, f"#point-1 .why a[href='#claim-{NO_CUE_CLAIM.id}']").click()
    page.wait(lambda: open_paragraphs(page) == [NO_CUE_CLAIM.id])
    assert shown_points(page) == [1, 2, 3, 4, 5]
    assert is_in_sight(page, f"#claim-{NO_CUE_CLAIM.id}")


def test_own_link_of_a_claim(page: Browser) -> None:
    """The id of a claim is a link that can be copied: it changes the address."""
    element(page, f"#claim-{SPLIT_CLAIM.id} .anchor").click()
    page.wait(lambda: page.driver.current_url.endswith(f"report.html#claim-{SPLIT_CLAIM.id}"))


def test_timeline(page: Browser) -> None:
    """Days stand in order, each entry leads to its claim."""
    page.show(height=500)
    element(page, "nav a[href='#timeline']").click()
    page.wait(lambda: is_in_sight(page, "#timeline"))
    days = page.run("return [...document.querySelectorAll('#timeline > .timeline > li > time')]"
                    ".map(day => day.innerText)")  # fmt: skip
    assert days == ["2031-04-01", "2031-04-02", "2031-04-03"]
    element(page, f".timeline a[href='#claim-{HOSTILE_CLAIM.id}']").click()
    page.wait(lambda: open_paragraphs(page) == [HOSTILE_CLAIM.id])
    assert is_in_sight(page, f"#claim-{HOSTILE_CLAIM.id}")
