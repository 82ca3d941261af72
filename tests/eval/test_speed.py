"""The speed script on a few sentences: every figure is there and makes sense."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval import speed
from eval.peak import Peak

TEXT = "Oda Lien, the mayor, said the ferry would sail in May. Rain fell on the hills. " * 5


def test_every_figure_is_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rates are positive, stages are named, and the JSON holds what is printed."""
    data, result = tmp_path / "rows.jsonl", tmp_path / "speed.json"
    data.write_text("".join(json.dumps({"text": TEXT}) + "\n" for _ in range(3)))
    monkeypatch.setattr(speed, "start_up_seconds", lambda: {"version": 0.1})
    monkeypatch.setattr(speed, "parse_rate", lambda *_: 1000.0)
    monkeypatch.setattr(speed, "measure_peak", lambda *_, **__: Peak(1e12, 1e11))
    arguments = ["--data", str(data), "--model", "fast", "--threads", "1", "--json", str(result)]
    assert speed.main(arguments) == 0
    table = json.loads(result.read_text(encoding="utf-8"))
    assert table["words"] == 3 * len(TEXT.split())
    assert table["words_per_second_to_attributions"] > 0
    stored = table["words_per_second_to_stored_claims"]
    assert table["times_spacy"] == pytest.approx(stored / 1000, abs=0.01)
    assert set(table["stage_seconds"]) == set(speed.STAGES)
    assert table["encoder"]["giga_operations_per_second"] > 0
    assert table["peak_giga_operations_per_second"] == {"8-bit": 1000.0, "32-bit": 100.0}
    assert 0 < table["encoder"]["percent_of_peak"] < 100
    assert 0 < table["percent_of_peak_to_attributions"] < 100
    assert 0 < table["percent_of_peak_to_stored_claims"] < 100
    assert "peak_memory_mb" in capsys.readouterr().out


def test_words_limit_what_is_read_and_bad_input_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Reading stops at the wanted number of words; a missing file is exit code 2."""
    data = tmp_path / "rows.jsonl"
    data.write_text("".join(json.dumps({"text": TEXT}) + "\n" for _ in range(9)))
    seen: list[int] = []

    def measure(texts: list[str], *_: object) -> dict[str, object]:
        seen.append(len(texts))
        return {"words": 1}

    monkeypatch.setattr(speed, "measure", measure)
    assert speed.main(["--data", str(data), "--words", "100"]) == 0
    assert seen == [2]
    assert "spaCy is not installed" in capsys.readouterr().err
    assert speed.main(["--data", str(tmp_path / "no.jsonl")]) == 2
    assert "no.jsonl" in capsys.readouterr().err
