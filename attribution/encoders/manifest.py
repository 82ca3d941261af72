"""The manifest beside every weights file: version, hashes, labels, data, figures."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from attribution.errors import ModelError

__all__ = ["FORMAT_VERSION", "Manifest", "read_manifest", "weights_folder", "write_manifest"]

FORMAT_VERSION: Final = 1
FILE_NAME: Final = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a folder of weights holds and where it came from.

    Attributes:
        name: of the model, with its tier: `tagger-fast`.
        files: file name → sha256 of its bytes.
        labels: of the output columns, in order; empty for embeddings.
        settings: numbers the runtime needs (window lengths, calibration).
        training: config and seed of the run that made the weights.
        data: one entry a corpus: name and licence.
        figures: measured on development data.
        shared: initial value of the network → where it stands in another model's file, so that
            both models keep one copy of the same table.
    """

    name: str
    files: Mapping[str, str]
    labels: tuple[str, ...] = ()
    settings: Mapping[str, float] = field(default_factory=dict)
    training: Mapping[str, Any] = field(default_factory=dict)
    data: tuple[Mapping[str, str], ...] = ()
    figures: Mapping[str, Any] = field(default_factory=dict)
    shared: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    format_version: int = FORMAT_VERSION

    def shared_arrays(self, folder: Path) -> dict[str, NDArray[np.uint8]]:
        """The tables that stand in another model's file, read from disk as they are needed.

        Args:
            folder: of this manifest; the other model's folder stands beside it.

        Raises:
            ModelError: if the other model is missing or not the one this was made with.
        """
        arrays: dict[str, NDArray[np.uint8]] = {}
        for name, place in self.shared.items():
            other = folder.parent / str(place["model"])
            file = str(place["file"])
            if read_manifest(other, verify=False).files.get(file) != place["sha256"]:
                msg = f"{other}: not the weights that {self.name} shares; reinstall the package"
                raise ModelError(msg)
            arrays[name] = np.memmap(
                other / file, dtype=np.uint8, mode="r", offset=int(place["offset"]),
                shape=tuple(place["shape"]),
            )  # fmt: skip
        return arrays


def weights_folder(name: str) -> Path:
    """The folder of a model that ships with the package, such as `tagger`."""
    return Path(str(resources.files("attribution").joinpath("weights", name)))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_manifest(folder: Path, *, verify: bool = True) -> Manifest:
    """Read and check the manifest of a weights folder.

    Args:
        folder: holds `manifest.json` and the files it names.
        verify: compare the hash of every file.

    Raises:
        ModelError: if the manifest or a file is missing, malformed, of an unknown version, or
            a hash differs.
    """
    path = folder / FILE_NAME
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError) as error:
        msg = f"{path}: no model here; reinstall the package or give another folder"
        raise ModelError(msg) from error
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        msg = f"{path}: not a manifest ({error}); reinstall the package"
        raise ModelError(msg) from error
    version = table.get("format_version") if isinstance(table, dict) else None
    if version != FORMAT_VERSION:
        msg = f"{path}: format version {version!r}, this release reads {FORMAT_VERSION}"
        raise ModelError(msg)
    try:
        manifest = Manifest(**{
            **table, "files": dict(table["files"]), "labels": tuple(table["labels"]),
            "settings": dict(table.get("settings", {})), "data": tuple(table["data"]),
        })  # fmt: skip
    except (KeyError, TypeError, ValueError) as error:
        msg = f"{path}: incomplete manifest ({error}); reinstall the package"
        raise ModelError(msg) from error
    for name, expected in manifest.files.items():
        _check_file(folder / name, expected, verify=verify)
    return manifest


def _check_file(path: Path, expected: str, *, verify: bool) -> None:
    if not path.is_file():
        msg = f"{path}: missing; reinstall the package"
        raise ModelError(msg)
    if verify and _digest(path) != expected:
        msg = f"{path}: damaged (its hash is not the manifest's); reinstall the package"
        raise ModelError(msg)


def write_manifest(folder: Path, manifest: Manifest) -> Path:
    """Write `manifest.json` with the hashes of the files that `manifest.files` names."""
    table = asdict(manifest)
    table["files"] = {name: _digest(folder / name) for name in sorted(manifest.files)}
    path = folder / FILE_NAME
    path.write_text(json.dumps(table, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path
