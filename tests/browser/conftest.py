"""One browser for all tests, a page of examples, and a check of the console after each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from attribution.records import Comparison
from attribution.reporting import comparison_html
from tests.reporting.examples import COMPARISON, SIDE_NAMES

if TYPE_CHECKING:
    from tests.browser.chromium import Browser

# The test modules import selenium, so without it they cannot even be collected.
HAS_SELENIUM = find_spec("selenium") is not None
collect_ignore_glob = [] if HAS_SELENIUM else ["test_*.py"]
AXE = Path(__file__).parents[2] / ".cache" / "axe.min.js"
RATES = {"statements found (F1)": "86.7 % [84.9, 88.4]"}

WritePage = Callable[[Comparison], Path]


def pytest_report_collectionfinish() -> list[str]:
    """Say that these tests are left out where they are."""
    missing = "tests/browser is left out: selenium is not installed: pip install -e '.[browser]'"
    return [] if HAS_SELENIUM else [missing]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep these tests in one process, which starts one browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def started_browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Debian's chromium; without it the tests are skipped."""
    from tests.browser.chromium import missing_programs, open_browser  # noqa: PLC0415 - selenium

    missing = missing_programs()
    if missing:
        pytest.skip(f"chromium is not installed: apt-get install {' '.join(missing)}")
    with open_browser(tmp_path_factory.mktemp("profile")) as browser:
        yield browser


@pytest.fixture
def browser(started_browser: Browser) -> Iterator[Browser]:
    """A window of 1280 pixels in light colours; what a test leaves in the console fails it."""
    started_browser.show()
    started_browser.console()
    yield started_browser
    assert started_browser.console() == []


@pytest.fixture
def write_page(tmp_path: Path) -> WritePage:
    """Writes the report of a comparison to a file."""

    def write(comparison: Comparison) -> Path:
        html = comparison_html(
            comparison, generated=date(2031, 5, 1), error_rates=RATES, side_names=SIDE_NAMES
        )
        path = tmp_path / "report.html"
        path.write_text(html, encoding="utf-8")
        return path

    return write


@pytest.fixture
def report(write_page: WritePage) -> Path:
    """The report of the examples: five points, three sides, hostile and right-to-left text."""
    return write_page(COMPARISON)


@pytest.fixture
def page(browser: Browser, report: Path) -> Browser:
    """The browser with the report of the examples loaded."""
    browser.open(report)
    return browser


@pytest.fixture(scope="session")
def axe() -> str:
    """The code of axe-core, which `make test` fetches."""
    if not AXE.is_file():
        pytest.skip("axe-core is not there: run tests/browser/set-up.sh, which needs npm")
    return AXE.read_text(encoding="utf-8")
