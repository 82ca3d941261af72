"""Golden files of the reports and a way to render for a terminal of a given width."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console, RenderableType

GOLDEN = Path(__file__).parents[1] / "golden" / "reporting"


@pytest.fixture
def check_golden(pytestconfig: pytest.Config) -> Callable[[str, str], None]:
    """Compare a whole output with its golden file; `--update-golden` rewrites the file."""

    def check(name: str, output: str) -> None:
        path = GOLDEN / name
        if pytestconfig.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(output, encoding="utf-8", newline="\n")
        assert output == path.read_text(encoding="utf-8")

    return check


def render(renderable: RenderableType, width: int, *, colour: bool = False) -> str:
    """What a terminal of `width` columns shows."""
    console = Console(
        width=width,
        file=io.StringIO(),
        force_terminal=colour,
        no_color=not colour,
        color_system="truecolor" if colour else None,
        legacy_windows=False,
        record=False,
        _environ={},
    )
    console.print(renderable)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()
