"""A large register of one's own: invented names, and figures of a small one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval import register_scale
from eval.register_scale import invented_rows, main


def test_invented_names_differ() -> None:
    """The same ones every time, of people and of bodies."""
    rows = list(invented_rows(200))
    assert rows == list(invented_rows(200))
    assert len({row["name"] for row in rows}) == 200
    assert sum(row["kind"] != "person" for row in rows) == 20


def test_a_small_register_is_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The JSON holds what is printed, without and with the own entries."""
    monkeypatch.setattr(register_scale, "measure", register_scale.measure_here)
    result = tmp_path / "figures.json"
    assert main(["--actors", "50", "--json", str(result)]) == 0
    figures = json.loads(result.read_text(encoding="utf-8"))
    assert figures["actors"] == 50
    assert figures["with own"]["load_seconds"] > 0  # the packaged one may be loaded already
    assert all(figures[name]["ms_a_document"] > 0 for name in ("packaged", "with own"))
    assert capsys.readouterr().out.startswith("50 actors: ")


def test_no_dossier_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the measured process says is told, with exit code 2."""
    assert main(["--actors", "10", "--data", str(tmp_path)]) == 2
    assert capsys.readouterr().err.startswith("error: a measured process ended with exit code 2")
