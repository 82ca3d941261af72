"""The script that scores the finding of meetings."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from attribution.records import Meeting
from eval.measures import Counts
from eval.meetings import GoldMeeting, main, pairwise, told_counts
from tests.meetings.examples import RIYADH, STATE, WIRE


def write_dossier(
    folder: Path, name: str, texts: dict[str, str], meeting: dict[str, object]
) -> None:
    """A dossier without claims."""
    path = folder / name
    path.mkdir(parents=True)
    published = meeting.pop("published")
    docs = [{"doc": doc, "published": published} for doc in texts]
    (path / "docs.json").write_text(json.dumps(docs))
    for doc, text in texts.items():
        (path / f"{doc}.txt").write_text(text, encoding="utf-8")
    gold = {"meeting": meeting, "claims": [], "relations": []}
    (path / "gold.json").write_text(json.dumps(gold))


def test_pairs_by_hand() -> None:
    """Three together and two apart, of which one pair is right."""
    counts = pairwise(["a", "a", "b", "b"], [(0, 1, 2), (3,)])
    assert counts == Counts(1, 2, 3)
    assert pairwise(["a", "a"], [(0, 1)]).f1 == 1
    assert pairwise([], []).f1 == 1


def test_days_places_and_sides_by_hand() -> None:
    """A day inside the interval is right, an untold place is no mistake, sides are counted."""
    gold = GoldMeeting(date(2025, 2, 27), "Istanbul", frozenset({"RU", "US"}))
    found = Meeting(name="x", start=date(2025, 2, 26), end=date(2025, 2, 27), sides=("RU", "TR"))
    assert told_counts(gold, found) == {
        "day": Counts(1, 1, 1), "place": Counts(0, 1, 0), "sides": Counts(1, 2, 2),
    }  # fmt: skip
    assert told_counts(GoldMeeting(None, None, frozenset()), found) == {"sides": Counts(0, 0, 2)}


def test_figures_of_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two dossiers mixed are told apart, and the figures are written."""
    istanbul = {"date": "2025-02-27", "place": "Istanbul", "sides": ["RU", "US"]}
    riyadh = {"date": "2025-01-16", "place": "Riyadh", "sides": ["RU", "US"]}
    texts = {"doc-1": WIRE.text, "doc-2": STATE.text}
    write_dossier(tmp_path, "istanbul", texts, {**istanbul, "published": "2025-02-28"})
    write_dossier(tmp_path, "riyadh", {"doc-1": RIYADH.text}, {**riyadh, "published": "2025-01-17"})
    path = tmp_path / "figures.json"
    assert main(["--data", str(tmp_path), "--json", str(path)]) == 0
    figures = json.loads(path.read_text())
    assert (figures["documents"], figures["meetings"]) == (3, 2)
    assert figures["found"]["pair_f1"] == figures["found"]["b_cubed_f1"] == 100
    assert figures["told"]["day"] == {
        "right": 2, "told": 2, "gold": 2, "precision": 100, "recall": 100,
    }  # fmt: skip
    assert "3 documents of 2 meetings" in capsys.readouterr().out


def test_unusable_input_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder without dossiers ends with exit code 2."""
    assert main(["--data", str(tmp_path / "nowhere")]) == 2
    assert capsys.readouterr().err.startswith("error: ")
