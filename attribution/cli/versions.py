"""Which models a run used, and how well they measured.

The figures stand in the manifests of the taggers, where `make figures` puts them: what a whole
tier measures on labelled dossiers (`whole_dossiers`), and the tagger alone on news (`polnear_dev`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from typing import Any, Final

from attribution.encoders import DEFAULT_BACKEND
from attribution.encoders.manifest import Manifest, read_manifest, weights_folder
from attribution.records import Claim
from attribution.store import Reader, Run

__all__ = ["measured_rates", "run_of", "tiers_of"]

_N_HASH_DIGITS: Final = 12
_ON_NEWS: Final = {
    "content found": "statements found",
    "attribution correct": "statements found with the right source",
}
_ON_DOSSIERS: Final = {
    "claims found, recall": "statements found, of those in the texts",
    "claims found, precision": "finds that are statements, of those shown",
    "speaker right": "speaker right",
    "side right": "side right",
    "quote type right": "type of quotation right",
    "stance macro-F1": "stance, macro-F1",
    "act macro-F1": "act, macro-F1",
}
_OF_RELATIONS: Final = {
    "contradict F1 of found claims": "contradictions between found claims, F1",
    "agree F1 of found claims": "agreements between found claims, F1",
    "partial F1 of found claims": "differences of scope between found claims, F1",
    "verdict right": "verdict right, of points told by two or more sides",
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


def tiers_of(reader: Reader, claims: Iterable[Claim]) -> tuple[str, ...]:
    """The tiers whose runs predicted these claims, by name; one claim a document is looked at."""
    one_each = {claim.document.sha256: claim for claim in claims}
    runs = {reader.run(claim).config for claim in one_each.values()}
    return tuple(sorted(filter(None, map(_tier_of, runs))))


def _tier_of(config: str) -> str | None:
    try:
        tier = json.loads(config).get("tier")
    except (ValueError, AttributeError):
        return None
    return tier if isinstance(tier, str) else None


def measured_rates(tiers: Iterable[str], *, relations: str) -> Mapping[str, str]:
    """Measured figures for the foot of a report, in percent with 95 % intervals.

    Args:
        tiers: that found the statements; unknown ones are left out.
        relations: tier that related the claims.

    Returns:
        What was measured, on what and of which tier → value and interval.
    """
    from attribution.tagging import TIERS  # noqa: PLC0415 - loads numpy

    known = [tier for tier in tiers if tier in TIERS]
    rates: dict[str, str] = {}
    for tier in known:
        figures = _manifest(_tagger_folder(tier)).figures
        rates |= _dossier_rates(figures, _ON_DOSSIERS, tier)
        news = figures.get("polnear_dev", {})
        rates |= {
            f"{words} (F1, {news[name]['n_gold']:,} statements of unseen news), {tier}":
                _interval(news[name]["f1"], news[name])
            for name, words in _ON_NEWS.items() if name in news
        }  # fmt: skip
    figures = _manifest(_tagger_folder(relations)).figures
    return rates | _dossier_rates(figures, _OF_RELATIONS, relations)


def _dossier_rates(
    figures: Mapping[str, Any], shown: Mapping[str, str], tier: str
) -> dict[str, str]:  # fmt: skip
    measured = figures.get("whole_dossiers", {})
    of = f"{len(measured.get('dossiers', ()))} unseen dossiers"
    return {
        f"{words} ({of}), {tier}": _interval(table["value"], table)
        for name, words in shown.items()
        if (table := measured.get("figures", {}).get(name)) is not None
    }


def _interval(value: float, table: Mapping[str, float]) -> str:
    return f"{value:.1f} % [{table['low']:.1f}, {table['high']:.1f}]"
