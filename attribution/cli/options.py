"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

__all__ = [
    "DAY",
    "DEFAULT_DATABASE",
    "backend_option",
    "codes_of",
    "database_option",
    "format_option",
    "model_options",
    "reread_options",
    "threads_option",
]

CommandT = TypeVar("CommandT", bound=Callable[..., Any])


# Older versions of click cannot be subscripted.
if TYPE_CHECKING:
    _DayType = click.ParamType[date]
else:
    _DayType = click.ParamType


class _Day(_DayType):
    """A day written YYYY-MM-DD."""

    name = "day"

    def convert(
        self, value: str | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Read the day; anything else is a usage error."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day; write it as 2025-02-28", param, ctx)


DAY: Final = _Day()
DEFAULT_DATABASE: Final = Path("claims.db")
_AS_BEFORE: Final = "what read the document before"


def database_option(command: CommandT) -> CommandT:
    """`--db FILE`, by default from ATTRIBUTION_DB or claims.db."""
    return click.option(
        "--db", "db", type=click.Path(path_type=Path), default=DEFAULT_DATABASE,
        envvar="ATTRIBUTION_DB", show_default=True, show_envvar=True,
        help="The SQLite file that holds the claims.",
    )(command)  # fmt: skip


def backend_option(command: CommandT, *, is_as_before: bool = False) -> CommandT:
    """`--backend NAME`, by default from ATTRIBUTION_BACKEND or onnx.

    Args:
        command: that takes it.
        is_as_before: None by default, for what read a document before.
    """
    from attribution.encoders import BACKENDS, DEFAULT_BACKEND  # noqa: PLC0415 - loads numpy

    return click.option(
        "--backend", type=click.Choice(BACKENDS),
        default=None if is_as_before else DEFAULT_BACKEND,
        envvar="ATTRIBUTION_BACKEND", show_default=not is_as_before or _AS_BEFORE,
        show_envvar=True,
        help="What runs the models; torch needs the extra [torch] and uses a GPU.",
    )(command)  # fmt: skip


def threads_option(told: str) -> Callable[[CommandT], CommandT]:
    """`--threads N`, by default from ATTRIBUTION_THREADS.

    Args:
        told: the help.
    """
    return click.option(
        "--threads", type=click.IntRange(min=1), envvar="ATTRIBUTION_THREADS", show_envvar=True,
        help=told,
    )  # fmt: skip


def model_options(command: CommandT, *, is_as_before: bool = False) -> CommandT:
    """`--model TIER`, `--backend NAME`, `--threads N` and `--jobs N`.

    Args:
        command: that takes them.
        is_as_before: tier and backend are None by default, for what read a document before.
    """
    from attribution.tagging import DEFAULT_TIER, TIERS  # noqa: PLC0415 - loads numpy, which viewing never needs

    command = click.option(
        "--jobs", type=click.IntRange(min=1), default=1, show_default=True,
        help="Processes to read documents with; each loads the models.",
    )(command)  # fmt: skip
    command = threads_option(
        "Processors each process uses; by default all, or one with several jobs."
    )(command)
    command = backend_option(command, is_as_before=is_as_before)
    return click.option(
        "--model", "tier", type=click.Choice(list(TIERS)),
        default=None if is_as_before else DEFAULT_TIER,
        show_default=not is_as_before or _AS_BEFORE,
        help="Tier of the tagger.",
    )(command)  # fmt: skip


def reread_options(command: CommandT) -> CommandT:
    """The options of `model_options`; tier and backend are None unless they are named."""
    return model_options(command, is_as_before=True)


def codes_of(given: Iterable[str]) -> tuple[str, ...]:
    """Codes of sides as typed ("ru, US"), each once, in capitals."""
    codes = (code.strip().upper() for listed in given for code in listed.split(","))
    return tuple(dict.fromkeys(code for code in codes if code))


def format_option(*formats: str) -> Callable[[CommandT], CommandT]:
    """`--format`, the first of `formats` being the default."""
    return click.option(
        "--format", "output_format", type=click.Choice(formats), default=formats[0],
        show_default=True, help="How to print.",
    )  # fmt: skip
