"""The files of a folder, those behind links among them."""

from __future__ import annotations

from pathlib import Path

__all__ = ["files_below"]


def files_below(folder: Path) -> list[Path]:
    """Files in and below a folder, sorted; hidden files and folders are left out.

    Links to folders are followed. A folder that is reached in several ways counts once, where it
    really is if that is below `folder` too, so that circles of links end.
    """
    found: list[Path] = []
    seen: set[tuple[int, int]] = set()
    folders, links = [folder], list[Path]()
    while folders or links:
        here = folders.pop() if folders else links.pop(0)
        try:
            place = here.stat()
            inside = [] if (place.st_dev, place.st_ino) in seen else sorted(here.iterdir())
        except OSError:
            continue  # one that nobody may look into holds nothing to read
        seen.add((place.st_dev, place.st_ino))
        for path in inside:
            if path.name.startswith("."):
                continue
            if path.is_dir():
                (links if path.is_symlink() else folders).append(path)
            elif path.is_file():
                found.append(path)
    return sorted(found)
