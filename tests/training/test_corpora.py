"""Readers of the training corpora and where base encoders come from."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path

import pytest

from attribution.errors import ModelError, ReadError
from attribution.spans import LabelledSpan
from tests.training.conftest import write_jsonl
from training.corpora import read_polnear
from training.encoders import resolve_encoder


def test_polnear_spans_are_sorted_and_kept_once(tmp_path: Path) -> None:
    """Shared spans come once, empty ones not at all, split contents as parts."""
    row = {
        "doc": "a1", "text": "Oda said yes, and Bo no.",
        "attributions": [
            {"source": [[0, 3]], "cue": [[4, 8]], "content": [[18, 23], [9, 12]]},
            {"source": [[0, 3]], "cue": [], "content": [[13, 13]]},
        ],
    }  # fmt: skip
    (article,) = read_polnear(write_jsonl(tmp_path / "p.jsonl", [row]))
    assert article.name == "a1"
    assert article.text == row["text"]
    assert article.spans == (
        LabelledSpan(0, 3, "source"), LabelledSpan(4, 8, "cue"),
        LabelledSpan(9, 12, "content"), LabelledSpan(18, 23, "content"),
    )  # fmt: skip


def test_of_overlapping_spans_the_longer_stays(tmp_path: Path) -> None:
    """Labels are one a piece, so nested spans lose to the span around them."""
    row = {
        "doc": "a1", "text": "x" * 30,
        "attributions": [
            {"source": [[2, 6]], "cue": [[7, 9]], "content": [[0, 20]]},
            {"source": [[18, 24]], "cue": [[25, 28]], "content": []},
        ],
    }  # fmt: skip
    (article,) = read_polnear(write_jsonl(tmp_path / "p.jsonl", [row]))
    assert article.spans == (LabelledSpan(0, 20, "content"), LabelledSpan(25, 28, "cue"))


def test_gzipped_files_are_read(tmp_path: Path) -> None:
    """The name decides."""
    path = tmp_path / "p.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write(json.dumps({"doc": "a", "text": "é", "attributions": []}) + "\n")
    (article,) = read_polnear(path)
    assert article.text == "é"
    assert article.spans == ()


def test_missing_and_broken_files_are_read_errors(tmp_path: Path) -> None:
    """The message names the file and the line."""
    with pytest.raises(ReadError, match=r"none\.jsonl: not found"):
        read_polnear(tmp_path / "none.jsonl")
    (tmp_path / "bad.jsonl").write_text('{"doc": "a", "text": "", "attributions": []}\n{')
    with pytest.raises(ReadError, match=r"bad\.jsonl: line 2 is not JSON"):
        read_polnear(tmp_path / "bad.jsonl")


def test_encoder_names_resolve_to_folders() -> None:
    """Paths and hub names stay; a package's folder is looked up; anything else is an error."""
    assert resolve_encoder("some/folder") == "some/folder"
    found = Path(resolve_encoder("package:attribution/weights"))
    assert (found / "tagger" / "manifest.json").is_file()
    with pytest.raises(ModelError, match="package no_such_module is not installed"):
        resolve_encoder("package:no_such_module/model")
    with pytest.raises(ModelError, match="attribution has no folder 'none'"):
        resolve_encoder("package:attribution/none")


def test_encoders_in_parts_are_put_together_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The parts of an archive become a folder; a second call finds it; no parts are an error."""
    whole = tmp_path / "whole.zip"
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("some-model/config.json", "{}")
    content = whole.read_bytes()
    parts = [tmp_path / "a.zip.001", tmp_path / "a.zip.002"]
    parts[0].write_bytes(content[:40])
    parts[1].write_bytes(content[40:])
    monkeypatch.setattr("training.encoders._parts_of", lambda _: parts)
    cache = tmp_path / "cache"
    found = Path(resolve_encoder("parts:some/some-model", cache=cache))
    assert (found / "config.json").read_text() == "{}"
    assert [path.name for path in cache.iterdir()] == ["some-model"]
    with pytest.raises(ModelError, match="hold no folder 'other'"):
        resolve_encoder("parts:some/other", cache=cache)
    monkeypatch.setattr("training.encoders._parts_of", lambda _: [])
    assert resolve_encoder("parts:some/some-model", cache=cache) == str(found)
    with pytest.raises(ModelError, match="some-001 is not installed"):
        resolve_encoder("parts:some/third", cache=cache)
