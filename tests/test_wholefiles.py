"""Files and folders that are there whole or not at all."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from attribution.wholefiles import alone_with, obstacle, whole_file, whole_folder, write_whole


def names(folder: Path) -> list[str]:
    """What stands in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_file_replaces_an_older_one_when_whole(tmp_path: Path) -> None:
    """Until then the older one stays."""
    path = tmp_path / "a.txt"
    write_whole(path, "old")
    with whole_file(path) as temporary:
        temporary.write_text("new", encoding="utf-8")
        assert path.read_text(encoding="utf-8") == "old"
    assert path.read_text(encoding="utf-8") == "new"
    assert names(tmp_path) == ["a.txt"]


def test_one_at_a_time(tmp_path: Path) -> None:
    """Whoever comes later waits, also for a lock that was given up meanwhile; none is left."""
    path = tmp_path / "a.yaml"
    path.write_text("0", encoding="utf-8")

    def count(_: int) -> None:
        with alone_with(path):
            value = int(path.read_text(encoding="utf-8"))
            time.sleep(0.002)
            path.write_text(str(value + 1), encoding="utf-8")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(count, range(40)))
    assert path.read_text(encoding="utf-8") == "40"
    assert names(tmp_path) == ["a.yaml"]


def test_lock_ends_with_an_error(tmp_path: Path) -> None:
    """What fails while it is alone does not keep others out, nor does a lock left by a kill."""
    (tmp_path / ".a.lock").touch()
    with pytest.raises(KeyError), alone_with(tmp_path / "a"):
        raise KeyError
    entered = threading.Event()

    def enter() -> None:
        with alone_with(tmp_path / "a"):
            entered.set()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(enter).result(timeout=60)
    assert entered.is_set()
    assert names(tmp_path) == []


@pytest.mark.parametrize("error", [OSError, KeyboardInterrupt, ValueError])
def test_nothing_is_left_behind(tmp_path: Path, error: type[BaseException]) -> None:
    """Whatever stops the writing, an interrupt too."""
    write_whole(tmp_path / "a", "old")

    def fill(path: Path) -> None:
        path.write_text("half", encoding="utf-8")
        raise error

    with pytest.raises(error), whole_file(tmp_path / "a") as temporary:
        fill(temporary)
    with pytest.raises(error), whole_folder(tmp_path / "b") as folder:
        fill(folder / "x")
    assert names(tmp_path) == ["a"]
    assert (tmp_path / "a").read_text(encoding="utf-8") == "old"


def test_links_are_written_through(tmp_path: Path) -> None:
    """A link to a file or to an empty folder stays a link."""
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    for name in ("file", "folder"):
        (tmp_path / f"to-{name}").symlink_to(tmp_path / name)
    write_whole(tmp_path / "to-file", "text")
    with whole_folder(tmp_path / "to-folder") as folder:
        (folder / "x").touch()
    assert (tmp_path / "file").read_text(encoding="utf-8") == "text"
    assert names(tmp_path / "folder") == ["x"]
    assert names(tmp_path) == ["file", "folder", "to-file", "to-folder"]


def test_folder_is_not_replaced_where_something_is(tmp_path: Path) -> None:
    """One with files stays as it is; what a killed process left behind is no obstacle."""
    (tmp_path / ".b.part").mkdir()
    (tmp_path / ".b.part" / "left").touch()
    (tmp_path / "b").mkdir()
    with whole_folder(tmp_path / "b") as folder:
        assert names(folder) == []
        (folder / "x").touch()
    with pytest.raises(OSError, match="b"), whole_folder(tmp_path / "b") as folder:
        (folder / "y").touch()
    assert names(tmp_path) == ["b"]
    assert names(tmp_path / "b") == ["x"]


def test_obstacles(tmp_path: Path) -> None:
    """What is no file, and what is no name of one, is said before anything is written."""
    assert obstacle(tmp_path / "new") is None
    assert obstacle(tmp_path) == "is a folder; give the name of a file"
    assert "a device or a pipe" in (obstacle(Path("/dev/null")) or "")
    assert "choose a shorter one" in (obstacle(tmp_path / ("x" * 300)) or "")
