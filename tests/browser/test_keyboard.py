"""The page without a mouse."""

from __future__ import annotations

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from tests.browser.chromium import Browser
from tests.browser.test_filters import open_paragraphs, shown_claims, shown_points
from tests.reporting.examples import NO_CUE_CLAIM, SPLIT_CLAIM

FOCUSED = """
    const element = document.activeElement, box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return {
        name: element.id || element.className || element.getAttribute("href") || element.tagName,
        isVisible: box.width > 1 && box.left >= 0 && box.top >= 0 && box.bottom <= innerHeight,
        hasRing: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    };
"""


def press(page: Browser, *keys: str) -> None:
    """Press keys one after the other, wherever the focus is."""
    for key in keys:
        ActionChains(page.driver).send_keys(key).perform()


def focus(page: Browser, selector: str) -> None:
    """Put the focus on an element as if one had moved there."""
    page.run("document.querySelector(arguments[0]).focus()", selector)


def test_every_control_is_reached_in_order(page: Browser) -> None:
    """The tabulator goes through everything that can be used, in reading order, in sight."""
    page.show(height=600)
    expected = page.run("""
        return [...document.querySelectorAll("a[href], select, input, button, summary")]
            .filter(element => element.checkVisibility())
            .map(e => e.id || e.className || e.getAttribute("href") || e.tagName);
    """)
    assert len(expected) > 30
    reached = []
    for _ in expected:
        press(page, Keys.TAB)
        focused = page.run(FOCUSED)
        assert focused["isVisible"], focused
        assert focused["hasRing"], focused
        reached.append(focused["name"])
    assert reached == expected


def test_skip_link(page: Browser) -> None:
    """The first stop jumps over the filters to the points."""
    press(page, Keys.TAB)
    assert page.run("return document.activeElement.innerText") == "Skip to the points"
    press(page, Keys.ENTER)
    page.wait(lambda: page.run("return document.activeElement.id") == "points")
    press(page, Keys.TAB)
    assert page.run("return document.activeElement.closest('#point-1') !== null")


@pytest.mark.parametrize("key", [Keys.ENTER, Keys.SPACE])
def test_paragraph_opens_and_closes(page: Browser, key: str) -> None:
    """Enter and space open and close a paragraph."""
    focus(page, f"#claim-{SPLIT_CLAIM.id} summary")
    press(page, key)
    assert open_paragraphs(page) == [SPLIT_CLAIM.id]
    press(page, key)
    assert open_paragraphs(page) == []


def test_filters(page: Browser) -> None:
    """Arrows choose, letters search, escape empties the search, enter shows all again."""
    focus(page, "#filter-verdict")
    press(page, Keys.ARROW_DOWN, Keys.ARROW_DOWN)
    assert shown_points(page) == [2]
    press(page, Keys.HOME, Keys.TAB)
    press(page, "O")
    assert shown_points(page) == [1, 5]
    assert NO_CUE_CLAIM.id in shown_claims(page)
    press(page, Keys.TAB, "third")
    assert shown_claims(page) == {NO_CUE_CLAIM.id}
    press(page, Keys.ENTER, Keys.ESCAPE)
    assert shown_points(page) == [1, 5]
    press(page, Keys.TAB, Keys.ENTER)
    assert shown_points(page) == [1, 2, 3, 4, 5]


def test_following_a_link(page: Browser) -> None:
    """Enter on the reason for a verdict leads on from the claim it names."""
    focus(page, "#point-1 .why summary")
    press(page, Keys.ENTER, Keys.TAB, Keys.TAB, Keys.ENTER)
    page.wait(lambda: open_paragraphs(page) == [NO_CUE_CLAIM.id])
    press(page, Keys.TAB)
    claim = "return document.activeElement.closest('.claim').id"
    assert page.run(claim) == f"claim-{NO_CUE_CLAIM.id}"
