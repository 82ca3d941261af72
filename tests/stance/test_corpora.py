"""Readers of the public stance corpora."""

from __future__ import annotations

import json
from pathlib import Path

from attribution.reading.jsonl import read_jsonl
from attribution.records import Stance
from attribution.stance.corpora import read_dse, read_newsmtsc


def test_corpus_readers(tmp_path: Path) -> None:
    """Brackets go, clipped mentions grow to their word, odd rows are left out."""
    dse = tmp_path / "dse.jsonl"
    rows = [
        {"text": "[Lima]s envoy thanked [Quito].", "source": "Lima", "target": "Quito",
         "label": "positive"},
        {"text": "no brackets", "source": "a", "target": "b", "label": "neutral"},
    ]  # fmt: skip
    dse.write_text("\n".join(json.dumps(row) for row in rows))
    (example,) = read_dse(read_jsonl(dse))
    assert example.text == "Limas envoy thanked Quito."
    assert example.source is not None
    assert example.target is not None
    assert example.source.slice(example.text) == "Limas"
    assert example.target.slice(example.text) == "Quito"
    assert example.stance is Stance.SUPPORTIVE
    mtsc = tmp_path / "mtsc.jsonl"
    mtsc.write_text(json.dumps({"text": "Bad Bo.", "start": 4, "end": 6, "label": "negative"}))
    (example,) = read_newsmtsc(read_jsonl(mtsc))
    assert example.source is None
    assert example.stance is Stance.CRITICAL
