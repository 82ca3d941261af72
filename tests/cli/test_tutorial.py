"""The tutorial's commands run in order and print what it shows; `--update-golden` rewrites it."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from attribution.actors import Register
from attribution.cli import working as working_module
from attribution.pipeline import Analyser
from tests.cli.conftest import Invoke

ROOT = Path(__file__).parents[2]
TUTORIAL = ROOT / "docs" / "tutorial.md"
DOSSIERS = "eval/gold/dossiers"

CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
FILTER = re.compile(r" (\||>) ")
NUMBER = re.compile(r"\d\.\d\d|\b\d+\b")

SAME_WORDS = 0.9
"""Share of the words shown that must be printed. Weights of 8 bits give slightly different scores
on another kind of processor, and a claim near a threshold may then come or go."""


class Terminal:
    """A reader who types the tutorial's commands in an empty folder."""

    def __init__(self, invoke: Invoke, folder: Path) -> None:
        """Start in `folder`."""
        self._invoke = invoke
        self._folder = folder
        self._environment: dict[str, str] = {}

    def type(self, command: str) -> str:
        """What the terminal shows after a command, without blanks at the ends of lines."""
        words = shlex.split(command)
        if words[0] == "export":
            self._environment |= dict(word.split("=", 1) for word in words[1:])
            return ""
        shown = self._attribution(command) if words[0] == "attribution" else self._shell(command)
        return "".join(f"{line.rstrip()}\n" for line in shown.splitlines())

    def _attribution(self, command: str) -> str:
        # In this process, so that models are loaded once; only what follows goes to a shell.
        found = FILTER.search(command)
        own, rest = (command[: found.start()], command[found.start() :]) if found else (command, "")
        result = self._invoke(*shlex.split(own)[1:], environment=self._environment)
        assert result.exit_code == 0, (command, result.output)
        return result.stderr + self._shell(f"cat{rest}", result.stdout) if rest else result.output

    def _shell(self, command: str, text: str = "") -> str:
        done = subprocess.run(  # noqa: S602 - the tutorial's own commands
            command, shell=True, cwd=self._folder, input=text, capture_output=True, text=True,
            encoding="utf-8", check=False, env=os.environ | {"LC_ALL": "C.UTF-8"},
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, ""), command
        return done.stdout


@pytest.fixture
def terminal(
    invoke: Invoke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, analyser: Analyser
) -> Terminal:
    """A terminal in a folder that holds the labelled dossiers where the project has them."""
    shutil.copytree(ROOT / DOSSIERS, tmp_path / DOSSIERS)
    monkeypatch.chdir(tmp_path)

    def load(_tier: str, _threads: int | None, registers: tuple[Path, ...], *_: object) -> Analyser:
        return replace(analyser, register=Register.load(extra=registers))

    monkeypatch.setattr(working_module, "load_analyser", load)
    return Terminal(invoke, tmp_path)


def words_of(text: str) -> Counter[str]:
    """Words with how often they stand; scores and counts all count as the same word."""
    return Counter(NUMBER.sub("#", text).replace("─", " ").split())


def differences(block: str, terminal: Terminal) -> tuple[list[str], str]:
    """What a block shows and a terminal does not, and the block as the terminal prints it."""
    wrong, printed = [], []
    for command, shown in COMMAND.findall(block):
        output = terminal.type(command)
        printed.append(f"$ {command}\n{output}")
        expected = words_of(shown)
        missing = expected - words_of(output)
        extra = words_of(output) - expected
        n_allowed = (1 - SAME_WORDS) * expected.total()
        if missing.total() > n_allowed or extra.total() > n_allowed:
            wrong.append(f"$ {command}: missing {dict(missing)}, not shown {dict(extra)}")
    return wrong, "".join(printed)


def test_tutorial_is_true(terminal: Terminal, pytestconfig: pytest.Config) -> None:
    """Every command of the tutorial works and prints what stands below it."""
    text = TUTORIAL.read_text(encoding="utf-8")
    blocks = CONSOLE.findall(text)
    assert len(blocks) > 8
    wrong = []
    for block in blocks:
        assert (
            "".join(f"$ {command}\n{shown}" for command, shown in COMMAND.findall(block)) == block
        )
        found, printed = differences(block, terminal)
        wrong += found
        text = text.replace(f"```console\n{block}```", f"```console\n{printed}```", 1)
    if pytestconfig.getoption("--update-golden"):
        TUTORIAL.write_text(text, encoding="utf-8", newline="\n")
    else:
        assert wrong == []


def test_pictures_are_there() -> None:
    """Every picture that README and tutorial show is in the repository and small."""
    for page in (ROOT / "README.md", TUTORIAL):
        pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", page.read_text(encoding="utf-8"))
        assert pictures, page
        for picture in pictures:
            assert (page.parent / picture).stat().st_size < 300_000
