"""Pictures of a report for the documentation: `python -m tests.browser.screenshots PAGE FOLDER`."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.browser.chromium import Browser, missing_programs, open_browser

__all__ = ["main", "take"]


def take(browser: Browser, page: Path, folder: Path) -> list[Path]:
    """Three pictures as PNG: a desk, the points on a phone, dark colours with paragraphs open."""
    folder.mkdir(parents=True, exist_ok=True)
    shots = []
    for name, width, height, scheme, scale in (
        ("report-desktop", 1280, 900, "light", 1),
        ("report-phone", 390, 844, "light", 2),
        ("report-dark", 1280, 800, "dark", 1),
    ):
        browser.show(width=width, height=height, scheme=scheme, scale=scale)
        browser.open(page)
        if name == "report-phone":
            browser.run("document.querySelector('#points').scrollIntoView()")
        if name == "report-dark":
            browser.run("""
                for (const details of document.querySelectorAll("#point-1 details")) {
                    details.open = true;
                }
                document.querySelector("#points table").scrollIntoView();
            """)
        path = folder / f"{name}.png"
        path.write_bytes(browser.screenshot())
        shots.append(path)
    return shots


def main(argv: Sequence[str] | None = None) -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split(":", maxsplit=1)[0])
    parser.add_argument("page", type=Path)
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args(argv)
    if not arguments.page.is_file():
        parser.error(
            f"{arguments.page}: no such page; write one with: attribution demo --html FILE"
        )
    missing = missing_programs()
    if missing:
        parser.error(f"chromium is not installed: apt-get install {' '.join(missing)}")
    with tempfile.TemporaryDirectory() as profile, open_browser(Path(profile)) as browser:
        for path in take(browser, arguments.page.resolve(), arguments.folder):
            print(f"{path}: {path.stat().st_size:,} bytes")  # noqa: T201 - a script


if __name__ == "__main__":
    main()
