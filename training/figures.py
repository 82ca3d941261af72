"""Put measured figures into a manifest.

`python -m training.figures attribution/weights/tagger polnear_dev=FILE.json …`
where each file was written by an evaluation script's `--json`. A result of `eval.confidence`
also calibrates the weights, with `--calibrate FILE.json`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from attribution.encoders import read_manifest, write_manifest
from attribution.errors import ConfigError

__all__ = ["add_figures", "calibrate"]


def add_figures(weights: Path, files: dict[str, Path]) -> Path:
    """Merge evaluation results into the manifest of `weights`, by name of the data set.

    Raises:
        ConfigError: if a result cannot be read.
        ModelError: if the manifest is damaged.
    """
    manifest = read_manifest(weights)
    figures = dict(manifest.figures)
    for name, path in files.items():
        try:
            figures[name] = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, json.JSONDecodeError) as error:
            msg = f"{path}: not an evaluation result ({error})"
            raise ConfigError(msg) from error
    return write_manifest(weights, replace(manifest, figures=figures))


def calibrate(weights: Path, result: Path) -> Path:
    """Put the Platt scaling of an `eval.confidence` result into the settings of `weights`.

    Raises:
        ConfigError: if the result cannot be read.
        ModelError: if the manifest is damaged.
    """
    manifest = read_manifest(weights)
    try:
        table = json.loads(result.read_text(encoding="utf-8"))
        numbers = {f"confidence_{name}": float(table[name]) for name in ("slope", "bias")}
    except (OSError, ValueError, KeyError, TypeError) as error:
        msg = f"{result}: not a result of eval.confidence ({error})"
        raise ConfigError(msg) from error
    figures = {**manifest.figures, "confidence": table}
    settings = {**manifest.settings, **numbers}
    return write_manifest(weights, replace(manifest, settings=settings, figures=figures))


def main(argv: Sequence[str] | None = None) -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("weights", type=Path)
    parser.add_argument("results", nargs="*", metavar="NAME=FILE")
    parser.add_argument("--calibrate", type=Path, metavar="FILE")
    arguments = parser.parse_args(argv)
    files: dict[str, Path] = {}
    for result in arguments.results:
        name, sign, path = result.partition("=")
        if not sign:
            parser.error(f"{result!r} is not NAME=FILE")
        files[name] = Path(path)
    print(add_figures(arguments.weights, files))
    if arguments.calibrate:
        calibrate(arguments.weights, arguments.calibrate)


if __name__ == "__main__":
    main()
