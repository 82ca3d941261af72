"""Where the analyst's own register file is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

__all__ = ["register_option", "registers"]

CommandT = TypeVar("CommandT", bound=Callable[..., Any])


def register_option(command: CommandT) -> CommandT:
    """`--register FILE`, by default from ATTRIBUTION_REGISTER or the user's settings folder."""
    return click.option(
        "--register", "own", type=click.Path(path_type=Path),
        default=lambda: Path(click.get_app_dir("attribution")) / "actors.yaml",
        envvar="ATTRIBUTION_REGISTER", show_envvar=True,
        help="Your own register file; it overrides the packaged one.",
    )(command)  # fmt: skip


def registers(own: Path) -> tuple[Path, ...]:
    """The own register, if there is one yet."""
    return (own,) if own.is_file() else ()
