"""Keys from terminals and pipes, and what is counted of a session."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence

import click
import pytest

from attribution.cli.keys import END, ENTER, Keys
from attribution.cli.tally import Tally


class Terminal(io.StringIO):
    """Standard input that is a terminal."""

    def isatty(self) -> bool:
        """It is one."""
        return True


def pressing(monkeypatch: pytest.MonkeyPatch, *sent: str, typed: str = "") -> Keys:
    """Keys of a terminal that sends these."""
    waiting = iter(sent)
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    monkeypatch.setattr(click, "getchar", lambda: next(waiting))
    return Keys()


def piping(monkeypatch: pytest.MonkeyPatch, text: str) -> Keys:
    """Keys of a pipe."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))
    return Keys()


def test_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key is what is pressed; an arrow or a paste is one key, which stands for nothing."""
    keys = pressing(monkeypatch, "a", "R", "\r", "\n", "\x1b[A", "as read", "", typed=" us \n")
    assert keys.is_terminal
    assert [keys.key() for _ in range(7)] == ["a", "r", ENTER, ENTER, "\x1b[a", "as read", END]
    assert (keys.line(), keys.line()) == ("us", None)


def test_end_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-D is the end of the input."""

    def end() -> str:
        raise EOFError

    keys = pressing(monkeypatch)
    monkeypatch.setattr(click, "getchar", end)
    assert keys.key() == END


def test_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Characters of lines are keys, blanks none, empty lines Enter, the end the end."""
    keys = piping(monkeypatch, "ab C\n\n \t\nd")
    assert not keys.is_terminal
    assert [keys.key() for _ in range(8)] == ["a", "b", "c", ENTER, ENTER, "d", END, END]


@pytest.mark.parametrize("text", ["s US\nq", "sUS\nq", "s\nUS\nq", " s \r\n  US \r\nq"])
def test_text_from_a_pipe(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """It is the rest of the line of its key, else the next line."""
    keys = piping(monkeypatch, text)
    assert (keys.key(), keys.line(), keys.key(), keys.key()) == ("s", "US", "q", END)
    assert keys.line() is None


def test_closed_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no standard input it is at its end."""
    monkeypatch.setattr(sys, "stdin", None)
    assert (Keys().key(), Keys().line()) == (END, None)


@pytest.mark.parametrize(
    ("events", "summary"),
    [
        ([], "0 accepted, 0 corrected, 0 rejected, 0 skipped, 3 left"),
        (["accept"], "1 accepted, 0 corrected, 0 rejected, 0 skipped, 2 left"),
        (["skip"], "0 accepted, 0 corrected, 0 rejected, 1 skipped, 2 left"),
        (["skip", "reject"], "0 accepted, 0 corrected, 1 rejected, 0 skipped, 2 left"),
        (["reject", "skip"], "0 accepted, 0 corrected, 1 rejected, 0 skipped, 2 left"),
        (["reject", "accept"], "1 accepted, 0 corrected, 0 rejected, 0 skipped, 2 left"),
        (["DK", "accept"], "0 accepted, 1 corrected, 0 rejected, 0 skipped, 2 left"),
        (["DK", "reject"], "0 accepted, 0 corrected, 1 rejected, 0 skipped, 2 left"),
        (["reject", "DK"], "0 accepted, 0 corrected, 1 rejected, 0 skipped, 2 left"),
        (["reject", "DK", "accept"], "0 accepted, 1 corrected, 0 rejected, 0 skipped, 2 left"),
        (["gone"], "0 accepted, 0 corrected, 0 rejected, 0 skipped, 1 passed over, 2 left"),
        (["accept", "gone"], "1 accepted, 0 corrected, 0 rejected, 0 skipped, 2 left"),
    ],
)
def test_tally(events: Sequence[str], summary: str) -> None:
    """A claim counts once, by what holds in the end."""
    tally = Tally()
    for event in events:
        if event == "skip":
            tally.skip("a")
        elif event == "gone":
            tally.pass_over("a")
        else:
            tally.judge("a", "side" if event == "DK" else "verdict", event)
    assert tally.summary(3) == summary
