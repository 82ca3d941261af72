"""Single keys: pressed on a terminal, or characters of the lines of a pipe or a file."""

from __future__ import annotations

import io
import sys
from typing import Final, TextIO

import click

__all__ = ["END", "ENTER", "Keys"]

ENTER: Final = "\n"
END: Final = ""
"""Given for a key when the input is at its end."""


class Keys:
    """Where keys come from.

    On a terminal a key counts when it is pressed. Elsewhere the characters of a line are keys,
    blanks are none, and an empty line is Enter; text that a key asks for is the rest of its line
    or, where nothing is left of that, the next line.
    """

    def __init__(self) -> None:
        """Read from standard input."""
        self._stream = _standard_input()
        self._rest = ""
        self.is_terminal = self._stream.isatty()

    def key(self) -> str:
        """The next key, a letter in lower case; `ENTER`, or `END` at the end of the input.

        What a terminal sends as several characters at once is one key: an arrow, or a paste,
        which is not to decide anything.
        """
        if self.is_terminal:
            try:
                pressed = click.getchar()
            except EOFError:
                return END
            return ENTER if pressed in {"\r", "\n"} else pressed.casefold()
        if not self._rest:
            line = self._stream.readline()
            self._rest = line.strip()
            if not self._rest:
                return ENTER if line else END
        key, self._rest = self._rest[0], self._rest[1:].lstrip()
        return key.casefold()

    def line(self) -> str | None:
        """A line of text without blanks around it; None at the end of the input."""
        if self._rest:
            text, self._rest = self._rest, ""
            return text
        line = self._stream.readline()
        return line.strip() if line else None


def _standard_input() -> TextIO:
    if sys.stdin is None:
        return io.StringIO()
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    return sys.stdin
