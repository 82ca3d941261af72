"""Help, version and wrong usage."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version

import click
import pytest

from attribution.cli import main
from tests.cli.conftest import Invoke

COMMANDS = main.list_commands(click.Context(main))


def test_list_of_commands(invoke: Invoke, check_golden: Callable[[str, str], None]) -> None:
    """The help names every command and where to begin."""
    result = invoke("--help")
    assert result.exit_code == 0
    check_golden("help.txt", result.stdout)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command(invoke: Invoke, name: str) -> None:
    """The help of a command lists all of its options, each with an explanation."""
    result = invoke(name, "-h")
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert result.exit_code == 0
    if isinstance(command, click.Group):
        for sub in command.commands.values():
            assert f"{sub.name} " in result.stdout
            _assert_explained(sub, invoke(name, sub.name or "", "-h").stdout)
        return
    assert [p for p in command.params if isinstance(p, click.Option)]
    _assert_explained(command, result.stdout)


def _assert_explained(command: click.Command, shown: str) -> None:
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.opts[0] in shown
            assert option.help


def test_version(invoke: Invoke) -> None:
    """The version is the package's."""
    result = invoke("--version")
    assert (result.exit_code, result.stdout) == (0, f"attribution {version('attribution')}\n")


@pytest.mark.parametrize(
    "args",
    [
        ["translate"], ["claims", "--colour"], ["add"], ["extract"], ["show"], [],
        ["claims", "--since", "28.2.2025"], ["claims", "--stance", "angry"],
        ["claims", "--limit", "0"], ["claims", "--format", "xml"], ["add", "x", "--kind", "blog"],
    ],
)  # fmt: skip
def test_wrong_usage(invoke: Invoke, args: list[str]) -> None:
    """Unknown commands, options and values are explained on stderr with exit code 2."""
    result = invoke(*args)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Usage: attribution" in result.stderr


def test_no_such_command_is_none() -> None:
    """The group has no command of an unknown name."""
    assert main.get_command(click.Context(main), "translate") is None
