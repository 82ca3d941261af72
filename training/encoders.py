"""Where base encoders come from: an installed package, a folder or a model hub."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from attribution.errors import ModelError

__all__ = ["resolve_encoder"]


def resolve_encoder(name: str) -> str:
    """Turn `package:MODULE/FOLDER` into a folder; leave paths and hub names as they are.

    Raises:
        ModelError: if the package is not installed or has no such folder.
    """
    if not name.startswith("package:"):
        return name
    module, _, folder = name.removeprefix("package:").partition("/")
    found = importlib.util.find_spec(module)
    if found is None or found.origin is None:
        msg = f"{name}: package {module} is not installed; install the extra [train]"
        raise ModelError(msg)
    path = Path(found.origin).parent / folder
    if not path.is_dir():
        msg = f"{name}: {module} has no folder {folder!r}"
        raise ModelError(msg)
    return str(path)
