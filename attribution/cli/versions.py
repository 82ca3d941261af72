"""Which models a run used, and how well they measured."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.metadata import version
from typing import Final

from attribution.encoders import DEFAULT_BACKEND
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


def _tagger_folder(tier: str | None = None) -> str:
    from attribution.tagging import DEFAULT_TIER, TIERS  # noqa: PLC0415 - loads numpy

    return TIERS[tier or DEFAULT_TIER]


def _claims_folder(tier: str) -> str:
    from attribution.claimencoder.model import CLAIM_TIERS  # noqa: PLC0415 - loads numpy

    return CLAIM_TIERS[tier]


def run_of(tier: str, backend: str = DEFAULT_BACKEND) -> Run:
    """The run record: hashes of the weights, tier, backend and release."""
    folders = {"tagger": _tagger_folder(tier), "claims": _claims_folder(tier)}
    models = {
        name: _manifest(folder).files["model.onnx"][:_N_HASH_DIGITS]
        for name, folder in folders.items()
    }
    config = {"tier": tier, "backend": backend, "release": version("attribution")}
    return Run(models=models, config=json.dumps(config))


def measured_rates() -> Mapping[str, str]:
    """Figures of the default tagger on development data, for the foot of a report."""
    figures = _manifest(_tagger_folder()).figures.get("polnear_dev", {})
    return {
        f"{words} (F1, {figures[name]['n_gold']:,} statements of unseen news)":
            f"{figures[name]['f1']:.1f} % [{figures[name]['low']:.1f}, {figures[name]['high']:.1f}]"
        for name, words in _SHOWN_FIGURES.items()
        if name in figures
    }  # fmt: skip
