"""Where encoders come from: installed packages, packages in parts, folders, hubs, runs before."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from safetensors.torch import load_file
from torch import Tensor, nn

from attribution.encoders import read_manifest
from attribution.encoders.stored import StoredNetwork, read_network
from attribution.errors import ModelError

__all__ = ["resolve_encoder", "start_weights"]

WORDS: Final = "encoder.embeddings.word_embeddings.weight"
CACHE: Final = Path("runs/encoders")
"""Where encoders that come in parts are put together."""


def resolve_encoder(name: str, *, cache: Path = CACHE) -> str:
    """The folder of a base encoder; paths and hub names stay as they are.

    Args:
        name: `package:MODULE/FOLDER` for a folder of an installed package;
            `parts:DISTRIBUTION/FOLDER` for a zip archive cut into the packages
            DISTRIBUTION-001, -002 …, of which FOLDER is unpacked; a path; or a hub name.
        cache: holds what was unpacked.

    Raises:
        ModelError: if a package is not installed or has no such folder.
    """
    scheme, _, place = name.partition(":")
    if scheme == "package":
        return str(_in_package(name, *_split(place)))
    if scheme == "parts":
        return str(_from_parts(name, *_split(place), cache))
    return name


def start_weights(start: Path, restore: Callable[[StoredNetwork], nn.Module]) -> dict[str, Tensor]:
    """Weights to go on from: of a run folder, or of exported weights widened to 32 bits.

    The word embeddings of exported weights are left out: no training moves them, so the base
    encoder's are the same before rounding.

    Args:
        start: the folder.
        restore: makes the network of an exported one.

    Raises:
        ModelError: if weights are damaged or of other shapes.
    """
    if (start / "network.safetensors").is_file():
        return load_file(start / "network.safetensors")
    shared = read_manifest(start).shared_arrays(start)
    restored = restore(read_network(start / "model.onnx", shared=shared)).state_dict()
    return {name: values for name, values in restored.items() if name != WORDS}


def _split(place: str) -> tuple[str, str]:
    first, _, rest = place.partition("/")
    return first, rest


def _in_package(name: str, module: str, folder: str) -> Path:
    found = importlib.util.find_spec(module)
    if found is None or found.origin is None:
        msg = f"{name}: package {module} is not installed; install the extra [train]"
        raise ModelError(msg)
    path = Path(found.origin).parent / folder
    if not path.is_dir():
        msg = f"{name}: {module} has no folder {folder!r}"
        raise ModelError(msg)
    return path


def _from_parts(name: str, distribution: str, folder: str, cache: Path) -> Path:
    path = cache / folder
    if path.is_dir():
        return path
    parts = _parts_of(distribution)
    if not parts:
        msg = f"{name}: {distribution}-001 is not installed; install the extra [train-accurate]"
        raise ModelError(msg)
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as scratch:
        whole = Path(scratch) / "whole.zip"
        with whole.open("wb") as file:
            for part in parts:
                with part.open("rb") as piece:
                    shutil.copyfileobj(piece, file)
        with zipfile.ZipFile(whole) as archive:
            archive.extractall(scratch)
        unpacked = Path(scratch) / folder
        if not unpacked.is_dir():
            msg = f"{name}: the parts of {distribution} hold no folder {folder!r}"
            raise ModelError(msg)
        unpacked.rename(path)
    return path


def _parts_of(distribution: str) -> Sequence[Path]:
    """The archive's parts in the installed packages, in order."""
    parts: list[Path] = []
    while True:
        try:
            found = importlib.metadata.distribution(f"{distribution}-{len(parts) + 1:03}")
        except importlib.metadata.PackageNotFoundError:
            return parts
        names = [file for file in found.files or () if ".zip." in file.name]
        parts.append(Path(str(found.locate_file(names[0]))))
