"""Where the analyst's own register file is."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from attribution.errors import RegisterError

__all__ = ["default_register", "register_option", "registers"]

CommandT = TypeVar("CommandT", bound=Callable[..., Any])


_VARIABLE: Final = "ATTRIBUTION_REGISTER"


def default_register() -> Path:
    """The own register of commands without `--register`."""
    named = os.environ.get(_VARIABLE)
    return Path(named) if named else Path(click.get_app_dir("attribution")) / "actors.yaml"


def register_option(command: CommandT) -> CommandT:
    """`--register FILE`, by default from ATTRIBUTION_REGISTER or the user's settings folder."""
    return click.option(
        "--register", "own", type=click.Path(path_type=Path),
        default=default_register, envvar=_VARIABLE, show_envvar=True,
        help="Your own register file; it overrides the packaged one.",
    )(command)  # fmt: skip


def registers(own: Path) -> tuple[Path, ...]:
    """The own register, if there is one yet.

    Raises:
        RegisterError: if it is a folder.
    """
    if own.is_dir():
        msg = f"{own}: is a folder; name a file with --register"
        raise RegisterError(msg)
    return (own,) if own.is_file() else ()
