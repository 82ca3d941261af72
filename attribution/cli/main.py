"""The command group and what all commands share."""

from __future__ import annotations

import errno
import importlib
import io
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

import click

from attribution.errors import AttributionError

__all__ = ["main"]


class _Entry(NamedTuple):
    """Where a command is, and its line in the list of commands."""

    module: str
    function: str
    summary: str


# Modules load when their command runs, so that `--help` and short commands do not pay for
# models and databases they do not use.
_COMMANDS: Final = {
    "add": _Entry("taking", "add", "Read documents and store their claims."),
    "documents": _Entry(
        "documents", "documents", "List or remove documents; see how pages changed."
    ),
    "claims": _Entry("viewing", "claims", "List claims: by side, speaker, stance, date, words."),
    "show": _Entry("viewing", "show", "Show one claim in its paragraph."),
    "meetings": _Entry("meetings", "meetings", "List, find, file, merge or split meetings."),
    "compare": _Entry("comparing", "compare", "Lay the sides' versions of a meeting side by side."),
    "sides": _Entry("sidesets", "sides", "Sides of your own: blocs, parties, a company's union."),
    "speakers": _Entry("resolving", "speakers", "Who was resolved to whom, and why."),
    "review": _Entry("reviewing", "review", "Accept, correct or reject claims, one key each."),
    "label": _Entry("labelling", "label", "Correct a claim, accept it or leave it out."),
    "export": _Entry("exporting", "export_claims", "Write claims to a file: CSV, brat and others."),
    "import": _Entry("importing", "import_corrections", "Read corrections back from such a file."),
    "actors": _Entry("registering", "actors", "Known people and bodies; add or import yours."),
    "extract": _Entry("taking", "extract", "Print attributions as JSON Lines, no database."),
    "demo": _Entry("demonstrating", "demo", "Try it on five bundled documents."),
}


_INTERRUPTED: Final = 130
"""Exit code, as shells have it: 128 and the number of the signal."""
_OUTPUT_ERRORS: Final = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF, errno.EPIPE}
)


class _LazyGroup(click.Group):
    """Loads commands on demand and turns the package's errors into one line and exit code 2."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of all commands, in the order of a first session."""
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        del ctx
        entry = _COMMANDS.get(cmd_name)
        if entry is None:
            return None
        module = importlib.import_module(f"attribution.cli.{entry.module}")
        command = getattr(module, entry.function)
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.summary) for name, entry in _COMMANDS.items()])

    def main(self, *args: Any, **extra: Any) -> Any:  # noqa: ANN401 - as click has it
        """Run the program; a device that takes no output is a line as well."""
        _replace_closed_streams()
        try:
            try:
                return super().main(*args, **extra)
            finally:
                sys.stdout.flush()
        except OSError as error:
            # Files that are opened have a name; what is printed goes to none.
            if error.errno not in _OUTPUT_ERRORS or error.filename is not None:
                raise
            _give_up_output()
            if error.errno != errno.EPIPE:
                with suppress(OSError):
                    click.echo(f"error: the output cannot be written ({error.strerror}); "
                               "send it to another place", err=True)  # fmt: skip
            sys.exit(1 if error.errno == errno.EPIPE else 2)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; an expected error is a line for the user, not a traceback."""
        _accept_every_character()
        try:
            return super().invoke(ctx)
        except AttributionError as error:
            from attribution.cli.output import message  # noqa: PLC0415 - loads the reports

            message(f"error: {error}")
            ctx.exit(2)
        except KeyboardInterrupt:
            from attribution.cli.output import message  # noqa: PLC0415 - see above

            message("interrupted; what was stored before stays")
            ctx.exit(_INTERRUPTED)


class _Closed(io.TextIOBase):
    """Standard output that whoever started the program has closed."""

    def write(self, text: str) -> int:
        """Refuse: what is printed would be lost."""
        del text
        raise OSError(errno.EBADF, "standard output is closed")


def _replace_closed_streams() -> None:
    """Nobody need look whether there is a stream; messages to a closed one are lost."""
    if sys.stdout is None:
        sys.stdout = _Closed()
    if sys.stderr is None:
        sys.stderr = io.StringIO()


def _give_up_output() -> None:
    """Send what is still held back nowhere, so that it is no error once more at the end."""
    with suppress(OSError, ValueError), Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def _accept_every_character() -> None:
    """Data is UTF-8 wherever it is piped to; a terminal shows ? for what it cannot show."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="replace")


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
