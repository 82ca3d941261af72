"""The script that scores relations."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from eval.pairs import main

DEMO = Path(__file__).parents[2] / "attribution" / "data" / "demo" / "istanbul"


def test_dossiers_with_baselines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """F1 of each kind, of the encoder and of two baselines."""
    out = tmp_path / "out.json"
    arguments = ["--dossiers", str(DEMO), "--model", "fast", "--samples", "5", "--json", str(out)]
    assert main(arguments) == 0
    table = json.loads(out.read_text(encoding="utf-8"))
    assert set(table) == {
        f"{system}, {kind}" for system in ("claim encoder", "cosine only", "negation rule")
        for kind in ("contradict", "agree", "partial")
    }  # fmt: skip
    assert table["cosine only, contradict"] == 0
    assert "related" in capsys.readouterr().out


def test_public_sets(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Accuracy of the sets that are there."""
    rows = [
        {"premise": "A dog sleeps.", "hypothesis": "An animal sleeps.", "label": "entail"},
        {"premise": "A dog sleeps.", "hypothesis": "No dog sleeps.", "label": "contradict"},
    ]
    path = tmp_path / "lingnli_val.jsonl.gz"
    path.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))
    assert main(["--data", str(tmp_path), "--model", "accurate"]) == 0
    assert "lingnli_val: 2 pairs, accuracy 100.0" in capsys.readouterr().out


def test_unusable_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder without dossiers is one line; nothing to score is a usage error."""
    assert main(["--dossiers", str(tmp_path)]) == 2
    assert "no dossier here" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main([])
