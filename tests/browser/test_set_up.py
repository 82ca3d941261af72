"""The script that installs what pip cannot."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("set-up.sh")
TOOLS = ("sh", "id", "dirname", "mkdir", "mktemp", "tar", "rm", "mv", "timeout", "sha256sum")
WRONG_NPM = """#!/bin/sh
# Puts another file where the pinned one is expected.
mkdir package && echo 'alert(1)' > package/axe.min.js
tar -czf "$4/$(echo "$5" | tr @ -).tgz" package
"""


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder with the script at its place, and a bin folder with few programs."""
    place = tmp_path / "tests" / "browser" / "set-up.sh"
    place.parent.mkdir(parents=True)
    shutil.copy(SCRIPT, place)
    programs = tmp_path / "bin"
    programs.mkdir()
    for tool in TOOLS:
        (programs / tool).symlink_to(shutil.which(tool) or tool)
    return tmp_path


def run(clone: Path) -> list[str]:
    """What the script says; it never fails."""
    done = subprocess.run(
        ["sh", "tests/browser/set-up.sh"],  # noqa: S607 - the one of the test's own PATH
        cwd=clone, env={**os.environ, "PATH": str(clone / "bin")}, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert done.stdout == ""
    return done.stderr.splitlines()


def test_what_is_missing_is_named(clone: Path) -> None:
    """Where nothing can be installed, one line each says what to install."""
    assert run(clone) == [
        "browser tests: chromium is missing; install it with: "
        "apt-get install chromium chromium-driver fonts-dejavu-core",
        "browser tests: npm is missing; install it with: apt-get install npm",
    ]
    assert not (clone / ".cache" / "axe.min.js").exists()


def test_another_file_is_refused(clone: Path) -> None:
    """A file that is not the pinned one is not kept, and the copy that was there goes too."""
    programs = clone / "bin"
    for name, code in (("chromium", "#!/bin/sh\n"), ("chromedriver", "#!/bin/sh\n"),
                       ("npm", WRONG_NPM)):  # fmt: skip
        (programs / name).write_text(code, encoding="utf-8")
        (programs / name).chmod(0o755)
    for tool in ("tr", "gzip"):
        (programs / tool).symlink_to(shutil.which(tool) or tool)
    kept = clone / ".cache" / "axe.min.js"
    kept.parent.mkdir()
    kept.write_text("an older version", encoding="utf-8")
    (line,) = run(clone)
    assert line.startswith("browser tests: axe-core 4.")
    assert line.endswith("could not be fetched from npm, or is not the file that was reviewed")
    assert not kept.exists()
