"""Plots are well-formed, and their points stand where the figures say."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from eval.plots import BOTTOM, LABEL_HEIGHT, LEFT, PALETTES, RIGHT, TOP, threshold_plot

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
    lines = {line.attrib["class"]: points(line) for line in root.iter(f"{SVG}polyline")}
    precision, recall, f1 = lines["precision"], lines["recall"], lines["f1"]
    middle = (LEFT + RIGHT) / 2
    assert precision[0] == (LEFT, (TOP + BOTTOM) / 2)
    assert precision[-1] == (RIGHT, TOP)
    assert recall[0] == (LEFT, TOP)
    assert recall[-1] == f1[-1] == (RIGHT, BOTTOM)
    assert recall[1] == pytest.approx((middle, BOTTOM - 0.6 * (BOTTOM - TOP)), abs=0.1)
    labels = [text.text for text in root.iter(f"{SVG}text")]
    assert {"precision", "recall", "F1", "confidence threshold", "100", "0.4"} <= set(labels)


def test_labels_of_lines_that_end_together_do_not_overlap() -> None:
    """Recall and F1 both end at 0 %."""
    root = ET.fromstring(threshold_plot(CURVE, title="A curve"))  # noqa: S314 - our own text
    at = {text.text: float(text.attrib["y"]) for text in root.iter(f"{SVG}text")}
    assert at["precision"] == TOP + 4
    assert abs(at["recall"] - at["F1"]) >= LABEL_HEIGHT


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` (WCAG 2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_and_lines_stand_out_in_both_schemes(scheme: str) -> None:
    """At least 4.5 to 1 against the plot's own paper (WCAG 2, AA)."""
    palette = PALETTES[scheme]
    paper = luminance(palette["paper"])
    for part in palette.keys() - {"paper", "grid"}:
        light, dark = sorted((paper, luminance(palette[part])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, part


def test_every_colour_of_both_schemes_is_in_the_file() -> None:
    """The dark ones behind the reader's preference."""
    light, _, dark = threshold_plot(CURVE, title="A curve").partition("prefers-color-scheme: dark")
    assert all(colour in light for colour in PALETTES["light"].values())
    assert all(colour in dark for colour in PALETTES["dark"].values())


def test_title_is_text_and_never_markup() -> None:
    """Names of files may hold anything."""
    root = ET.fromstring(threshold_plot(CURVE, title="<b> & co"))  # noqa: S314 - our own text
    assert root.findtext(f"{SVG}title") == "<b> & co"
