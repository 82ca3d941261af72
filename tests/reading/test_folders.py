"""Metadata of a folder's documents."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import NoReturn

import pytest

from attribution.errors import ReadError
from attribution.reading import FolderOptions, ReadOptions, folder_options
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
    assert found == FolderOptions({
        tmp_path / "doc-1.txt": ReadOptions(outlet="Fjord Press", published=date(2025, 2, 28)),
        tmp_path / "doc-2.html": ReadOptions(kind=DocumentKind.READOUT, issuer="Ministry"),
    })  # fmt: skip


def test_folder_without_list(tmp_path: Path) -> None:
    """A folder without `docs.json` says nothing."""
    assert folder_options(tmp_path) == FolderOptions()


@pytest.mark.parametrize(
    ("docs", "problem"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ({}, "expected a list"),
    ],
)
def test_malformed_list(tmp_path: Path, docs: object, problem: str) -> None:
    """A malformed list is refused in one line that names file and problem."""
    with pytest.raises(ReadError, match=problem) as caught:
        folder_options(write_docs(tmp_path, docs))
    message = str(caught.value)
    assert message.startswith(str(tmp_path / "docs.json"))
    assert "\n" not in message


def test_list_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason and what to do are told."""

    def refuse(*_: object, **__: object) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    folder = write_docs(tmp_path, [])
    monkeypatch.setattr(Path, "read_text", refuse)
    with pytest.raises(ReadError, match=r"docs\.json: cannot be read \(Permission denied\); check"):
        folder_options(folder)


@pytest.mark.parametrize(
    ("docs", "problem"),
    [
        (["doc-1"], "entry 1: expected an object"),
        ([{"outlet": "x"}], "entry 1: doc is None"),
        ([{"doc": "../doc-1"}], "expected the name of a file"),
        ([{"doc": "doc-9"}], "no file for 'doc-9'"),
        ([{"doc": "doc-1"}, {"doc": "doc-1.txt"}], "listed twice"),
        ([{"doc": "doc-1", "outlet": 7}], "outlet is 7"),
        ([{"doc": "doc-1", "published": "May 4"}], "expected a date like"),
        ([{"doc": "doc-1", "kind": "essay"}], "expected one of article, readout, transcript"),
        (
            [{"doc": "doc-1", "outlet": "\ud83d"}],
            r"entry 1: outlet holds half a character: '\\ud83d'",
        ),
        ([{"doc": "d" * 300}], "entry 1: doc 'd{40}': File name too long"),
        ([{"doc": "a\0b"}], r"no file for 'a.{1,4}x00b'"),
    ],
)
def test_wrong_entry(tmp_path: Path, docs: list[object], problem: str) -> None:
    """A wrong entry is one line that names file and problem; the others keep their options."""
    found = folder_options(write_docs(tmp_path, [*docs, {"doc": "doc-2", "outlet": "Fjord Press"}]))
    (told,) = found.problems
    assert re.search(problem, told)
    assert told.startswith(f"{tmp_path / 'docs.json'}: entry ")
    assert "\n" not in told
    assert found.options[tmp_path / "doc-2.html"] == ReadOptions(outlet="Fjord Press")


def test_files_of_wrong_entries(tmp_path: Path) -> None:
    """A file is refused where what is said of it is wrong, not where it is listed once more."""
    wrong = folder_options(write_docs(tmp_path, [{"doc": "doc-1", "published": "May 4"}]))
    assert wrong.refused == {tmp_path / "doc-1.txt"}
    twice = folder_options(write_docs(tmp_path, [{"doc": "doc-1"}, {"doc": "doc-1.txt"}]))
    assert twice.refused == set()
    assert list(twice.options) == [tmp_path / "doc-1.txt"]


def test_over() -> None:
    """Open fields come from the fallback, given ones and the limit stay."""
    ours = ReadOptions(outlet="A", max_bytes=5)
    fallback = ReadOptions(outlet="B", issuer="C", max_bytes=9)
    assert ours.over(fallback) == ReadOptions(outlet="A", issuer="C", max_bytes=5)


def test_limit_must_be_positive() -> None:
    """A limit that refuses everything is a mistake."""
    for name in ("max_bytes", "max_whole_bytes", "max_records"):
        with pytest.raises(ValueError, match=f"{name} is 0"):
            ReadOptions(**{name: 0})
