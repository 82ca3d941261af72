"""Plots for the docs as small SVG files, drawn by a template, in a light and a dark palette."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

__all__ = ["PALETTES", "threshold_plot"]

WIDTH: Final = 560
HEIGHT: Final = 330
LEFT: Final = 48
RIGHT: Final = 480
TOP: Final = 48
BOTTOM: Final = 280
LABEL_HEIGHT: Final = 14
_LINES: Final = {
    "precision": ("precision", ""),
    "recall": ("recall", "6 3"),
    "f1": ("F1", "2 3"),
}
"""Column of the curve → label and dashes, so that it reads without colours."""
PALETTES: Final = {
    "light": {"paper": "#ffffff", "grid": "#d8d8d8", "text": "#333333",
              "precision": "#0b6e4f", "recall": "#b3541e", "f1": "#2a4d9b"},
    "dark": {"paper": "#16181c", "grid": "#3d4148", "text": "#d6d6d6",
             "precision": "#4cc79a", "recall": "#f0975a", "f1": "#8fb0ff"},
}  # fmt: skip
"""Colour scheme of the reader → part of the plot → colour. The paper is drawn too: a page may be
dark while the reader's system asks for light, or the other way round."""


@dataclass(frozen=True, slots=True)
class _Tick:
    at: float
    label: str


@dataclass(frozen=True, slots=True)
class _Line:
    name: str
    points: str
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
        palettes=PALETTES,
        percents=[_Tick(_y(value), str(value)) for value in range(0, 101, 20)],
        thresholds=[_Tick(_x(i / 5), f"{i / 5:.1f}") for i in range(6)],
        lines=_lines(curve),
    )  # fmt: skip


def _lines(curve: Sequence[Mapping[str, float]]) -> list[_Line]:
    """The lines from the top one down, each label at its end or below the one before."""
    lines: list[_Line] = []
    at = float(TOP - LABEL_HEIGHT)
    for name in sorted(_LINES, key=lambda column: -curve[-1][column]):
        label, dashes = _LINES[name]
        points = " ".join(f"{_x(row['threshold'])},{_y(row[name])}" for row in curve)
        at = max(at + LABEL_HEIGHT, _y(curve[-1][name]) + 4)
        lines.append(_Line(name, points, dashes, label, round(at, 1)))
    return lines


def _x(threshold: float) -> float:
    return round(LEFT + threshold * (RIGHT - LEFT), 1)


def _y(percent: float) -> float:
    return round(BOTTOM - percent / 100 * (BOTTOM - TOP), 1)
