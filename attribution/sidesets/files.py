"""Where side sets are: files by path, own ones and packaged ones by name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Final

from attribution.config import load_config
from attribution.errors import ConfigError
from attribution.sidesets.configured import SideSetConfig

__all__ = ["OWN_FOLDER", "FoundSet", "find_side_set", "list_side_sets", "looks_like_side_set"]

OWN_FOLDER: Final = Path("configs/sides")
"""Where an analyst's own sets are looked for by name."""
MAX_FILE_BYTES: Final = 1_000_000
"""A side set beyond this is a mistake."""
_SUFFIX: Final = ".toml"
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class FoundSet:
    """A side set and where it was found.

    Attributes:
        key: file name without ending, by which it is called.
        path: of the file.
        is_packaged: it ships with the package.
        config: what the file says.
    """

    key: str
    path: Path
    is_packaged: bool
    config: SideSetConfig


def _packaged_folder() -> Path:
    # The package is always a folder: weights are read by path as well.
    return Path(str(resources.files("attribution"))) / "data" / "sides"


def _folders(own: Path) -> tuple[tuple[Path, bool], ...]:
    return ((own, False), (_packaged_folder(), True))


def looks_like_side_set(wanted: str, *, own: Path = OWN_FOLDER) -> bool:
    """Whether a word means a side set rather than codes of sides: a path, or a known name."""
    if wanted.lower().endswith(_SUFFIX) or "/" in wanted or Path(wanted).is_file():
        return True
    return _of_name(wanted, own) is not None


def _of_name(name: str, own: Path) -> tuple[Path, bool] | None:
    if _NAME.fullmatch(name) is None:
        return None
    for folder, is_packaged in _folders(own):
        path = folder / f"{name}{_SUFFIX}"
        if path.is_file():
            return path, is_packaged
    return None


def find_side_set(wanted: str, *, own: Path = OWN_FOLDER) -> FoundSet:
    """The side set of a path or a name; an own one goes before a packaged one of the same name.

    Raises:
        ConfigError: if there is none, or its file is wrong; the message names file and key.
    """
    found = _of_name(wanted, own)
    if found is None:
        path = Path(wanted)
        if not path.is_file():
            known = ", ".join(dict.fromkeys(key for key, _, _ in _listed(own)))
            msg = f"{wanted}: no such file or side set; known are {known}"
            raise ConfigError(msg)
        found = (path, False)
    return _read(*found)


def list_side_sets(*, own: Path = OWN_FOLDER) -> tuple[list[FoundSet], list[ConfigError]]:
    """All sets that can be called by name, and what is wrong with the files that cannot be read."""
    found: dict[str, FoundSet] = {}
    errors: list[ConfigError] = []
    seen: set[str] = set()
    for key, path, is_packaged in _listed(own):
        if key in seen:
            continue
        seen.add(key)
        try:
            found[key] = _read(path, is_packaged)
        except ConfigError as error:
            errors.append(error)
    return list(found.values()), errors


def _listed(own: Path) -> Sequence[tuple[str, Path, bool]]:
    return [
        (path.stem, path, is_packaged)
        for folder, is_packaged in _folders(own) if folder.is_dir()
        for path in sorted(folder.iterdir())
        if path.suffix == _SUFFIX and _NAME.fullmatch(path.stem)
    ]  # fmt: skip


def _read(path: Path, is_packaged: bool) -> FoundSet:
    if path.stat().st_size > MAX_FILE_BYTES:
        msg = f"{path}: larger than {MAX_FILE_BYTES} bytes; a side set is a short list"
        raise ConfigError(msg)
    return FoundSet(path.stem, path, is_packaged, load_config(path, SideSetConfig))
