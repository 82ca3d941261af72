"""Which models a run used, and how well they measured."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.metadata import version
from typing import Final

from attribution.encoders.manifest import Manifest, read_manifest, weights_folder
from attribution.store import Run

__all__ = ["measured_rates", "run_of"]

_N_HASH_DIGITS: Final = 12
_SHOWN_FIGURES: Final = {
    "content found": "statements found",
    "attribution correct": "statements found with the right source",
}


def _manifest(name: str) -> Manifest:
    # The hashes are checked when the weights load; here only the manifest's words are wanted.
    return read_manifest(weights_folder(name), verify=False)


def run_of(tier: str) -> Run:
    """The run record: hashes of the weights, tier and release."""
    models = {
        name: _manifest(name).files["model.onnx"][:_N_HASH_DIGITS] for name in ("tagger", "stance")
    }
    config = {"tier": tier, "release": version("attribution")}
    return Run(models=models, config=json.dumps(config))


def measured_rates() -> Mapping[str, str]:
    """Figures of the shipped tagger on development data, for the foot of a report."""
    figures = _manifest("tagger").figures.get("polnear_dev", {})
    return {
        f"{words} (F1, {figures[name]['n_gold']:,} statements of unseen news)":
            f"{figures[name]['f1']:.1f} % [{figures[name]['low']:.1f}, {figures[name]['high']:.1f}]"
        for name, words in _SHOWN_FIGURES.items()
        if name in figures
    }  # fmt: skip
