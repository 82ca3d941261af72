"""The pictures for the documentation."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.chromium import Browser
from tests.browser.screenshots import main, take

SIZES = {"report-desktop.png": (1280, 900), "report-phone.png": (780, 1688),
         "report-dark.png": (1280, 800)}  # fmt: skip


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height in pixels, from the first chunk."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])


def test_three_pictures(browser: Browser, report: Path, tmp_path: Path) -> None:
    """A desk, a phone with twice the pixels and dark colours, all different and small."""
    shots = take(browser, report, tmp_path / "images")
    assert {path.name: size_of(path.read_bytes()) for path in shots} == SIZES
    assert len({path.read_bytes() for path in shots}) == 3
    assert all(path.stat().st_size < 300_000 for path in shots)


def test_missing_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without the page one line says how to write it."""
    with pytest.raises(SystemExit) as ended:
        main([str(tmp_path / "none.html"), str(tmp_path)])
    assert ended.value.code == 2
    assert "no such page; write one with: attribution demo --html FILE" in capsys.readouterr().err
