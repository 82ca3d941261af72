"""The command group and what all commands share."""

from __future__ import annotations

import importlib
from typing import Final

import click

from attribution.errors import AttributionError

__all__ = ["main"]

# Command → module and function. Modules load when their command runs, so that `--help` and
# short commands do not pay for models and databases they do not use.
_COMMANDS: Final = {
    "add": ("attribution.cli.taking", "add"),
    "extract": ("attribution.cli.taking", "extract"),
    "claims": ("attribution.cli.viewing", "claims"),
    "show": ("attribution.cli.viewing", "show"),
    "compare": ("attribution.cli.comparing", "compare"),
    "demo": ("attribution.cli.demonstrating", "demo"),
}


class _LazyGroup(click.Group):
    """Loads commands on demand and turns the package's errors into one line and exit code 2."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of all commands, in the order of a first session."""
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name]
        command = getattr(importlib.import_module(module), name)
        return command if isinstance(command, click.Command) else None

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; an expected error is a line for the user, not a traceback."""
        try:
            return super().invoke(ctx)
        except AttributionError as error:
            click.echo(f"error: {error}", err=True)
            ctx.exit(2)


@click.group(
    cls=_LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Start with: attribution demo",
)
@click.version_option(package_name="attribution", message="%(prog)s %(version)s")
def main() -> None:
    """Who said what, for which side.

    Reads articles and official readouts, extracts every reported statement, resolves who
    spoke and for which side, and lays the sides' versions of a meeting next to each other.
    """
