"""The manifest beside the weights: written, read, and refused when anything is off."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from attribution.encoders import Manifest, read_manifest, weights_folder, write_manifest
from attribution.errors import ModelError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two files and their manifest."""
    (tmp_path / "model.onnx").write_bytes(b"weights")
    (tmp_path / "tokenizer.json").write_text("{}", encoding="utf-8")
    manifest = Manifest(
        name="tagger-fast", files={"tokenizer.json": "", "model.onnx": ""}, labels=("O", "B-x"),
        settings={"window_pieces": 254}, training={"seed": 1, "data": {"train": "a"}},
        data=({"name": "Éa", "licence": "CC0"},), figures={"dev": {"f1": 81.5}},
    )  # fmt: skip
    write_manifest(tmp_path, manifest)
    return tmp_path


def change(folder: Path, **values: object) -> None:
    """Set keys of the manifest; None removes one."""
    path = folder / "manifest.json"
    table: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    for key, value in values.items():
        if value is None:
            del table[key]
        else:
            table[key] = value
    path.write_text(json.dumps(table), encoding="utf-8")


def refusal(folder: Path) -> str:
    """The one line with which the folder is refused."""
    with pytest.raises(ModelError) as caught:
        read_manifest(folder)
    message = str(caught.value)
    assert "\n" not in message
    assert str(folder) in message
    return message


def test_round_trip(folder: Path) -> None:
    """What is written is read, with hashes filled in; writing it again changes nothing."""
    manifest = read_manifest(folder)
    assert manifest.name == "tagger-fast"
    assert manifest.labels == ("O", "B-x")
    assert manifest.settings == {"window_pieces": 254}
    assert manifest.training == {"seed": 1, "data": {"train": "a"}}
    assert manifest.data == ({"name": "Éa", "licence": "CC0"},)
    assert manifest.figures == {"dev": {"f1": 81.5}}
    assert manifest.files["tokenizer.json"] == (
        "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    )
    before = (folder / "manifest.json").read_bytes()
    assert write_manifest(folder, manifest).read_bytes() == before


def test_changed_file_is_refused_unless_unverified(folder: Path) -> None:
    """One changed byte is noticed; `verify=False` skips the hashing only."""
    (folder / "model.onnx").write_bytes(b"weightz")
    assert "model.onnx: damaged" in refusal(folder)
    assert read_manifest(folder, verify=False).name == "tagger-fast"
    (folder / "model.onnx").unlink()
    with pytest.raises(ModelError, match="missing"):
        read_manifest(folder, verify=False)


def test_missing_file_is_refused(folder: Path) -> None:
    """A file that the manifest names must be there."""
    (folder / "tokenizer.json").unlink()
    assert "tokenizer.json: missing; reinstall" in refusal(folder)


@pytest.mark.parametrize("version", [0, 2, "1", None])
def test_unknown_version_is_refused(folder: Path, version: object) -> None:
    """Only the version this release writes is read."""
    change(folder, format_version=version)
    assert f"format version {version!r}, this release reads 1" in refusal(folder)


@pytest.mark.parametrize("key", ["name", "files", "labels", "data"])
def test_incomplete_manifest_is_refused(folder: Path, key: str) -> None:
    """The message says that something is missing."""
    change(folder, **{key: None})
    assert "incomplete manifest" in refusal(folder)


@pytest.mark.parametrize(
    "values", [{"labels": 3}, {"extra": 1}, {"files": ["model.onnx"]}, {"settings": "fast"}]
)
def test_manifest_of_another_shape_is_refused(folder: Path, values: dict[str, object]) -> None:
    """Wrong types and unknown keys do not get past reading."""
    change(folder, **values)
    assert "incomplete manifest" in refusal(folder)


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe", b""])
def test_malformed_json_is_refused(folder: Path, content: bytes) -> None:
    """Broken bytes are reported as not a manifest."""
    (folder / "manifest.json").write_bytes(content)
    assert "not a manifest" in refusal(folder)


def test_json_that_is_no_object_is_refused(folder: Path) -> None:
    """A list has no version."""
    (folder / "manifest.json").write_text("[]", encoding="utf-8")
    assert "format version None" in refusal(folder)


def test_folder_without_manifest_is_refused(tmp_path: Path) -> None:
    """Neither an empty folder, nor none, nor a file is a model."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for path in (tmp_path, tmp_path / "none", tmp_path / "file"):
        assert "no model here" in refusal(path)


@pytest.mark.parametrize("name", ["tagger", "tagger-accurate", "claims", "claims-accurate"])
def test_shipped_weights_match_their_manifests(name: str) -> None:
    """Every packaged model has the hashes it was released with, sources and licences."""
    manifest = read_manifest(weights_folder(name))
    links = {"links.json"} if name.startswith("tagger") else set()
    assert set(manifest.files) == {"model.onnx", "tokenizer.json"} | links
    assert manifest.data
    assert all(entry["name"] and entry["licence"] for entry in manifest.data)
