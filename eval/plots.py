"""Plots for the docs as small SVG files, drawn by a template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

__all__ = ["threshold_plot"]

WIDTH: Final = 560
HEIGHT: Final = 330
LEFT: Final = 48
RIGHT: Final = 480
TOP: Final = 48
BOTTOM: Final = 280
_LINES: Final = {
    "precision": ("precision", "#0b6e4f", ""),
    "recall": ("recall", "#b3541e", "6 3"),
    "f1": ("F1", "#2a4d9b", "2 3"),
}
"""Column of the curve → label, colour and dashes, so that it reads without colours."""


@dataclass(frozen=True, slots=True)
class _Tick:
    at: float
    label: str


@dataclass(frozen=True, slots=True)
class _Line:
    points: str
    colour: str
    dashes: str
    label: str
    label_at: float


def threshold_plot(curve: Sequence[Mapping[str, float]], *, title: str) -> str:
    """Precision, recall and F1 over the confidence threshold, as the text of an SVG file.

    Args:
        curve: `threshold` from 0 to 1 and the three figures in percent, thresholds ascending.
        title: above the plot and for screen readers.
    """
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True,
        undefined=StrictUndefined, keep_trailing_newline=True,
    )  # fmt: skip
    return environment.get_template("threshold.svg").render(
        width=WIDTH, height=HEIGHT, left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM, title=title,
        percents=[_Tick(_y(value), str(value)) for value in range(0, 101, 20)],
        thresholds=[_Tick(_x(i / 5), f"{i / 5:.1f}") for i in range(6)],
        lines=[_line(curve, column) for column in _LINES],
    )  # fmt: skip


def _line(curve: Sequence[Mapping[str, float]], column: str) -> _Line:
    label, colour, dashes = _LINES[column]
    points = " ".join(f"{_x(row['threshold'])},{_y(row[column])}" for row in curve)
    return _Line(points, colour, dashes, label, _y(curve[-1][column]) + 4)


def _x(threshold: float) -> float:
    return round(LEFT + threshold * (RIGHT - LEFT), 1)


def _y(percent: float) -> float:
    return round(BOTTOM - percent / 100 * (BOTTOM - TOP), 1)
