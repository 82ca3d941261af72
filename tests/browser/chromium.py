"""Debian's chromium by its driver: how it is started, and what it can be asked."""

from __future__ import annotations

import base64
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.wait import WebDriverWait

__all__ = ["Browser", "missing_programs", "open_browser"]

_FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--hide-scrollbars", "--disable-dev-shm-usage",  # containers have little shared memory
)  # fmt: skip
_PHONE_WIDTH = 500
_PATIENCE_SECONDS = 5


def missing_programs() -> list[str]:
    """Programs that are not installed, by the name of their Debian package."""
    packages = {"chromium": "chromium", "chromedriver": "chromium-driver"}
    return [package for program, package in packages.items() if shutil.which(program) is None]


class Browser:
    """One window. Widths and heights are in CSS pixels."""

    def __init__(self, driver: webdriver.Chrome) -> None:
        """Wrap a driver that has been started."""
        self.driver = driver

    def open(self, path: Path, fragment: str = "") -> None:
        """Load a file from disk and forget what was asked for before."""
        self.requests()
        self.driver.get(f"{path.as_uri()}{fragment}")

    def show(
        self,
        *,
        width: int = 1280,
        height: int = 900,
        scheme: str = "light",
        media: str = "",
        scale: float = 1,
    ) -> None:
        """Emulate a screen, its colour scheme (light, dark), and `print` as medium."""
        metrics = {
            "width": width, "height": height, "deviceScaleFactor": scale,
            "mobile": width < _PHONE_WIDTH,
        }  # fmt: skip
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.driver.execute_cdp_cmd(
            "Emulation.setEmulatedMedia", {"media": media, "features": features}
        )

    def run(self, script: str, *args: object) -> Any:  # noqa: ANN401 - any JSON
        """What a function body of JavaScript returns."""
        return self.driver.execute_script(script, *args)

    def wait(self, condition: Callable[[], bool]) -> None:
        """Wait until something holds that the browser does in its own time, such as a jump."""
        WebDriverWait(self.driver, _PATIENCE_SECONDS, poll_frequency=0.02).until(
            lambda _: condition()
        )

    def screenshot(self) -> bytes:
        """The window as PNG."""
        shot = self.driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})
        return base64.b64decode(shot["data"])

    def pdf(self) -> bytes:
        """The page as printed."""
        printed = self.driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": False})
        return base64.b64decode(printed["data"])

    def requests(self) -> list[str]:
        """Addresses asked for since the last call, data inside the page included."""
        events = [json.loads(entry["message"])["message"]
                  for entry in self.driver.get_log("performance")]  # fmt: skip
        return [
            event["params"]["request"]["url"]
            for event in events
            if event["method"] == "Network.requestWillBeSent"
        ]

    def console(self) -> list[str]:
        """Messages of the console since the last call: errors, warnings, refusals."""
        return [entry["message"] for entry in self.driver.get_log("browser")]


@contextmanager
def open_browser(profile: Path) -> Iterator[Browser]:
    """A headless chromium with an empty profile that talks to no one by itself.

    Args:
        profile: a new folder.
    """
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for flag in (*_FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:perfLoggingPrefs", {"enablePage": False})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    # A given driver keeps selenium from looking for one on the network.
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    try:
        yield Browser(driver)
    finally:
        driver.quit()
