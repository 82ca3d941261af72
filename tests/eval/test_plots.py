"""Plots are well-formed, and their points stand where the figures say."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from eval.plots import BOTTOM, LEFT, RIGHT, TOP, threshold_plot

SVG = "{http://www.w3.org/2000/svg}"
CURVE = [
    {"threshold": 0.0, "precision": 50.0, "recall": 100.0, "f1": 66.7},
    {"threshold": 0.5, "precision": 75.0, "recall": 60.0, "f1": 66.7},
    {"threshold": 1.0, "precision": 100.0, "recall": 0.0, "f1": 0.0},
]


def points(line: ET.Element) -> list[tuple[float, float]]:
    """The corners of a line."""
    return [(float(x), float(y)) for x, y in (p.split(",") for p in line.attrib["points"].split())]


def test_lines_run_through_the_figures() -> None:
    """From the left edge to the right one, 0 % at the bottom and 100 % at the top."""
    root = ET.fromstring(threshold_plot(CURVE, title="A curve"))  # noqa: S314 - our own text
    precision, recall, f1 = (points(line) for line in root.iter(f"{SVG}polyline"))
    middle = (LEFT + RIGHT) / 2
    assert precision[0] == (LEFT, (TOP + BOTTOM) / 2)
    assert precision[-1] == (RIGHT, TOP)
    assert recall[0] == (LEFT, TOP)
    assert recall[-1] == f1[-1] == (RIGHT, BOTTOM)
    assert recall[1] == pytest.approx((middle, BOTTOM - 0.6 * (BOTTOM - TOP)), abs=0.1)
    labels = [text.text for text in root.iter(f"{SVG}text")]
    assert {"precision", "recall", "F1", "confidence threshold", "100", "0.4"} <= set(labels)


def test_title_is_text_and_never_markup() -> None:
    """Names of files may hold anything."""
    root = ET.fromstring(threshold_plot(CURVE, title="<b> & co"))  # noqa: S314 - our own text
    assert root.findtext(f"{SVG}title") == "<b> & co"
