"""axe-core finds nothing to mend, whatever the screen, the colours and the state."""

from __future__ import annotations

import pytest

from tests.browser.chromium import Browser
from tests.browser.conftest import WritePage
from tests.browser.test_rendering import OPEN_ALL
from tests.reporting.examples import EMPTY

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """
    const [rules, done] = arguments;
    axe.run({runOnly: rules, resultTypes: ["violations", "passes"]}).then(
        result => done([
            result.violations.flatMap(
                found => found.nodes.map(node => `${found.id}: ${node.html}`)),
            result.passes.map(found => found.id),
        ]));
"""


def audit(browser: Browser, axe: str) -> tuple[list[str], list[str]]:
    """What breaks a rule, as `rule: element`, and the rules that were checked and kept."""
    browser.run(axe)
    violations, passed = browser.driver.execute_async_script(RUN, RULES)
    return violations, passed


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("is_open", [False, True], ids=["closed", "open"])
def test_no_violations(
    page: Browser, axe: str, scheme: str, width: int, *, is_open: bool
) -> None:  # fmt: skip
    """No rule of WCAG 2.2 AA and no good practice is broken, contrast and names included."""
    page.show(width=width, scheme=scheme)
    if is_open:
        page.run(OPEN_ALL)
    violations, passed = audit(page, axe)
    assert violations == []
    assert {"color-contrast", "target-size", "label", "button-name", "summary-name"} <= set(passed)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_empty_report_has_no_violations(
    browser: Browser, axe: str, write_page: WritePage, scheme: str
) -> None:
    """The page without points keeps the rules too."""
    browser.show(scheme=scheme)
    browser.open(write_page(EMPTY))
    assert audit(browser, axe)[0] == []


def test_audit_finds_faults(page: Browser, axe: str) -> None:
    """A field without a name and pale text are found: the audit is at work on this page."""
    page.run("""
        document.querySelector("#filter-search").closest("label").replaceWith(
            document.querySelector("#filter-search"));
        document.querySelector("h1").style.color = "#dddddd";
    """)
    violations, _ = audit(page, axe)
    assert {violation.split(":")[0] for violation in violations} == {"label", "color-contrast"}


def test_what_a_screen_reader_is_told(page: Browser) -> None:
    """The tree of the browser has the table with its heads, also where it is stacked."""
    for width in (390, 1280):
        page.show(width=width)
        tree = page.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
        roles = [node["role"]["value"] for node in tree if not node["ignored"]]
        assert roles.count("columnheader") >= 4
        assert roles.count("rowheader") >= 5
        assert roles.count("cell") >= 15
        names = {node.get("name", {}).get("value") for node in tree if not node["ignored"]}
        assert {"Filter the points", "On this page", "Verdict", "Speaker", "Search"} <= names
