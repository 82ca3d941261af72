"""Metadata of a folder's documents."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from attribution.errors import ReadError
from attribution.reading import ReadOptions, folder_options
from attribution.records import DocumentKind


def write_docs(folder: Path, docs: object) -> Path:
    """The folder with two documents and `docs` as its `docs.json`."""
    (folder / "doc-1.txt").write_text("One.", encoding="utf-8")
    (folder / "doc-2.html").write_text("<html></html>", encoding="utf-8")
    listed = docs if isinstance(docs, str) else json.dumps(docs)
    (folder / "docs.json").write_text(listed, encoding="utf-8")
    return folder


def test_options_of_documents(tmp_path: Path) -> None:
    """Each listed document gets its options, found with or without a suffix."""
    entry = {"doc": "doc-1", "outlet": "Fjord Press", "published": "2025-02-28", "url": None}
    readout = {"doc": "doc-2.html", "kind": "readout", "issuer": "Ministry", "note": 7}
    found = folder_options(write_docs(tmp_path, [entry, readout]))
    assert found == {
        tmp_path / "doc-1.txt": ReadOptions(outlet="Fjord Press", published=date(2025, 2, 28)),
        tmp_path / "doc-2.html": ReadOptions(kind=DocumentKind.READOUT, issuer="Ministry"),
    }


def test_folder_without_list(tmp_path: Path) -> None:
    """A folder without `docs.json` says nothing."""
    assert folder_options(tmp_path) == {}


@pytest.mark.parametrize(
    ("docs", "problem"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ({}, "expected a list"),
        (["doc-1"], "entry 1: expected an object"),
        ([{"outlet": "x"}], "entry 1: doc is None"),
        ([{"doc": "../doc-1"}], "expected the name of a file"),
        ([{"doc": "doc-9"}], "no file for 'doc-9'"),
        ([{"doc": "doc-1"}, {"doc": "doc-1.txt"}], "listed twice"),
        ([{"doc": "doc-1", "outlet": 7}], "outlet is 7"),
        ([{"doc": "doc-1", "published": "May 4"}], "expected a date like"),
        ([{"doc": "doc-1", "kind": "essay"}], "expected one of article, readout, transcript"),
    ],
)
def test_malformed_list(tmp_path: Path, docs: object, problem: str) -> None:
    """A malformed list is refused in one line that names file and problem."""
    with pytest.raises(ReadError, match=problem) as caught:
        folder_options(write_docs(tmp_path, docs))
    message = str(caught.value)
    assert message.startswith(str(tmp_path / "docs.json"))
    assert "\n" not in message


def test_over() -> None:
    """Open fields come from the fallback, given ones and the limit stay."""
    ours = ReadOptions(outlet="A", max_bytes=5)
    fallback = ReadOptions(outlet="B", issuer="C", max_bytes=9)
    assert ours.over(fallback) == ReadOptions(outlet="A", issuer="C", max_bytes=5)


def test_limit_must_be_positive() -> None:
    """A limit that refuses everything is a mistake."""
    with pytest.raises(ValueError, match="max_bytes is 0"):
        ReadOptions(max_bytes=0)
