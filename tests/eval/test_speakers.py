"""The script that scores speakers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from attribution.actors import Register
from attribution.reading.jsonl import read_jsonl
from eval.names import sides_right
from eval.speakers import GOLD, main, read_mentions

TEXT = (
    "Talks went on in Oslo. The Danish foreign minister, Lise Holm, said the ferry would sail. "
    "She said it was late. A Swedish official said the port was closed."
)


def row(side: str = "DK") -> dict[str, object]:
    """A document with three labelled mentions."""
    mentions = [
        ("the ferry would sail", "Lise Holm", side, "apposition"),
        ("it was late", "Lise Holm", "DK", "pronoun"),
        ("the port was closed", "A Swedish official", "SE", "unnamed"),
    ]
    return {
        "id": "ferry", "split": "dev", "text": TEXT, "outlet": "Post", "published": "2024-05-02",
        "mentions": [
            {"id": f"m{i}", "anchor": anchor, "source_mention": "", "speaker": speaker,
             "org": "", "side": code, "case": case}
            for i, (anchor, speaker, code, case) in enumerate(mentions)
        ],
    }  # fmt: skip


def test_figures_and_errors_by_case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong gold label shows up as one error of its case."""
    path = tmp_path / "speakers.jsonl"
    path.write_text(json.dumps(row("NO")) + "\n", encoding="utf-8")
    out = tmp_path / "out.json"
    assert main(["--data", str(path), "--errors", "5", "--json", str(out), "--model", "fast"]) == 0
    table = json.loads(out.read_text(encoding="utf-8"))
    assert table["found"] == 3
    assert table["by_case"]["apposition"]["side"] == 0
    assert table["by_case"]["unnamed"]["side"] == 1
    printed = capsys.readouterr().out
    assert "NO→DK 1" in printed
    assert "apposition side: 'Lise Holm' (NO), got 'Lise Holm' (DK)" in printed


def test_missing_file_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The message names it."""
    assert main(["--data", str(tmp_path / "none.jsonl")]) == 2
    assert "none.jsonl" in capsys.readouterr().err


def test_the_gold_set_is_as_large_as_described() -> None:
    """Five hundred mentions and more in two splits; every anchor stands once in its text."""
    rows = list(read_jsonl(GOLD))
    assert {r["split"] for r in rows} == {"dev", "heldout"}
    n = 0
    for r in rows:
        document, mentions = read_mentions(r)
        n += len(mentions)
        for _, gold in mentions:
            assert document.text.count(gold.anchor.slice(document.text)) == 1
    assert n >= 500


def test_codes_that_nobody_lists_are_matched_one_to_one() -> None:
    """An annotator's code for a union meets ours; a state's code must be the same."""
    register = Register.load()
    pairs = [("PFN", "FEDERATION"), ("PFN", "FEDERATION"), ("BLUE", "FEDERATION"), ("SE", "NO")]
    assert sides_right(pairs, register) == [True, True, False, False]
    assert sides_right([("PFN", "PFN"), ("PFN", "BLUE")], register) == [True, False]
