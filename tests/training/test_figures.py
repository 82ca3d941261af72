"""Measured figures go into the manifest beside what stands there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from attribution.encoders import Manifest, read_manifest, write_manifest
from attribution.errors import ConfigError
from training.figures import add_figures, calibrate, main


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    """A folder with one file and a manifest that has one figure."""
    folder = tmp_path / "weights"
    folder.mkdir()
    (folder / "model.onnx").write_bytes(b"x")
    manifest = Manifest(name="m", files={"model.onnx": ""}, labels=("O",), figures={"old": 1})
    write_manifest(folder, manifest)
    return folder


def test_figures_are_merged_by_name(weights: Path, tmp_path: Path) -> None:
    """New sets are added, a set measured again is replaced, the rest stays."""
    result = tmp_path / "dev.json"
    result.write_text(json.dumps({"f1": 81.5}), encoding="utf-8")
    add_figures(weights, {"dev": result})
    assert read_manifest(weights).figures == {"old": 1, "dev": {"f1": 81.5}}
    result.write_text(json.dumps({"f1": 82.0}), encoding="utf-8")
    add_figures(weights, {"dev": result, "old": result})
    assert read_manifest(weights).figures == {"old": {"f1": 82.0}, "dev": {"f1": 82.0}}
    assert read_manifest(weights).labels == ("O",)


@pytest.mark.parametrize("content", [None, "{", ""])
def test_unusable_result_leaves_the_manifest(
    weights: Path, tmp_path: Path, content: str | None
) -> None:
    """A missing or broken result is a `ConfigError`; nothing is written."""
    before = (weights / "manifest.json").read_bytes()
    result = tmp_path / "dev.json"
    if content is not None:
        result.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"dev\.json: not an evaluation result"):
        add_figures(weights, {"dev": result})
    assert (weights / "manifest.json").read_bytes() == before


def test_command_line(weights: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """NAME=FILE adds a set; a file without a name is a usage error."""
    result = tmp_path / "a=b.json"
    result.write_text("[1]", encoding="utf-8")
    main([str(weights), f"dev={result}"])
    assert capsys.readouterr().out.strip() == str(weights / "manifest.json")
    assert read_manifest(weights).figures["dev"] == [1]
    with pytest.raises(SystemExit) as stopped:
        main([str(weights), "dev.json"])
    assert stopped.value.code == 2
    assert "'dev.json' is not NAME=FILE" in capsys.readouterr().err


def test_calibration_goes_into_the_settings(weights: Path, tmp_path: Path) -> None:
    """Slope and bias become settings, the curve a figure; anything else is refused."""
    result = tmp_path / "confidence.json"
    table = {"slope": 1.5, "bias": -0.5, "error": 2.0, "curve": []}
    result.write_text(json.dumps(table), encoding="utf-8")
    main([str(weights), "--calibrate", str(result)])
    manifest = read_manifest(weights)
    assert manifest.settings == {"confidence_slope": 1.5, "confidence_bias": -0.5}
    assert manifest.figures["confidence"] == table
    result.write_text("{}", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"not a result of eval\.confidence"):
        calibrate(weights, result)
