"""The files of a folder, with links, circles of them and folders that nobody may look into."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from attribution.errors import ReadError
from attribution.reading import find_inputs
from attribution.reading.dossiers import find_dossiers
from attribution.reading.walking import files_below


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a text, one in a folder below, and one elsewhere."""
    for place in ("here/a.txt", "here/z/b.txt", "here/.git/c.txt", "elsewhere/sub/d.txt"):
        path = tmp_path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("She said no.", encoding="utf-8")
    return tmp_path / "here"


def names(folder: Path) -> list[str]:
    """What is found, by paths in the folder."""
    return [str(path.relative_to(folder)) for path in files_below(folder)]


def test_linked_folders(folder: Path) -> None:
    """What is behind a link is found under the link's name, also when that is the folder given."""
    (folder / "link").symlink_to("../elsewhere")
    assert names(folder) == ["a.txt", "link/sub/d.txt", "z/b.txt"]
    assert [path.name for path in find_inputs(folder)] == ["a.txt", "d.txt", "b.txt"]
    assert names(folder / "link") == ["sub/d.txt"]


def test_circles_end(folder: Path) -> None:
    """A folder counts once, where it really is; links to nothing or to themselves are none."""
    for name, target in (("a", "z"), ("z/up", ".."), ("z/self", "self"), ("gone", "nowhere"),
                         ("one", "../elsewhere"), ("two", "../elsewhere/sub")):  # fmt: skip
        (folder / name).symlink_to(target)
    (folder.parent / "elsewhere" / "back").symlink_to(folder)
    assert names(folder) == ["a.txt", "one/sub/d.txt", "z/b.txt"]


def test_folder_that_nobody_may_look_into(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It costs its own files only."""

    def listed(path: Path) -> Iterator[Path]:
        if path.name == "z":
            raise PermissionError
        return iter([path / "a.txt", path / "z"])

    monkeypatch.setattr(Path, "iterdir", listed)
    assert names(folder) == ["a.txt"]


def test_linked_dossiers(folder: Path, tmp_path: Path) -> None:
    """Dossiers behind links are found, too."""
    dossier = tmp_path / "dossiers" / "one"
    dossier.mkdir(parents=True)
    (dossier / "gold.json").write_text(json.dumps({}), encoding="utf-8")
    (folder / "link").symlink_to(dossier.parent)
    assert find_dossiers(folder) == [folder / "link" / "one"]
    with pytest.raises(ReadError, match="no dossier here"):
        find_dossiers(folder / "z")
    with pytest.raises(ReadError, match="no dossier here"):
        find_dossiers(folder / "none")
