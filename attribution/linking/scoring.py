"""Learned links: which cue a content hangs on, which source a cue, and how sure.

The scores are those of `attribution.tagging.network.LinkHead`: a scaled dot product of the
spans' link vectors plus a learned number for each feature of the pair, with a score for none
(a biaffine scorer without its full matrix, after Dozat and Manning, 2017).
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from attribution.encoders import read_manifest, weights_folder
from attribution.errors import ModelError
from attribution.linking.confidence import Calibration
from attribution.linking.features import FEATURE_SIZES, pair_features
from attribution.linking.sentences import TextGrid
from attribution.spans import Span
from attribution.tagging import LINK_PARTS, TIERS, TaggedSpan

__all__ = ["LINKS_FILE", "LinkScorer", "in_reach"]

LINKS_FILE: Final = "links.json"
FORMAT_VERSION: Final = 1
N_NEIGHBOURS: Final = 12
"""Possible heads looked at before and after a span."""
MAX_GAP_CHARS: Final = 1000
"""Longest stretch of text between a span and its head."""
N_BLOCK: Final = 64
"""Dependents scored at once; cost stays linear in the length of a text."""


@dataclass(frozen=True, slots=True, eq=False)
class _Relation:
    """Numbers of one kind of link: a table a feature, and vector and bias of none.

    Attributes:
        scale: (size,) weight of each number in the dot product.
    """

    scale: NDArray[np.float64]
    tables: tuple[NDArray[np.float64], ...]
    none: NDArray[np.float64]
    none_bias: float

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> _Relation:
        tables = tuple(np.asarray(table["tables"][name], float) for name in FEATURE_SIZES)
        for name, values in zip(FEATURE_SIZES, tables, strict=True):
            if values.shape != (FEATURE_SIZES[name],):
                msg = f"table {name} has {values.shape} numbers, not {FEATURE_SIZES[name]}"
                raise ValueError(msg)
        none = np.asarray(table["none"], float)
        scale = np.asarray(table.get("scale", [len(none) ** -0.5] * len(none)), float)
        return cls(scale, tables, none, float(table["none_bias"]))


class LinkScorer:
    """Probabilities of heads, from the link vectors that tagged spans carry."""

    def __init__(self, path: Path, *, calibration: Calibration | None = None) -> None:
        """Read the tables at `path`; `calibration` makes confidences probabilities.

        Raises:
            ModelError: if the file is missing, malformed or of an unknown version.
        """
        self.calibration = calibration or Calibration()
        try:
            self._relations = _relations(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError) as error:
            msg = f"{path}: no usable link tables ({error}); reinstall the package"
            raise ModelError(msg) from error

    @classmethod
    def load(cls, tier: str) -> LinkScorer | None:
        """The scorer of a tier that ships with the package; None where it links by rule."""
        return cls.beside(weights_folder(TIERS[tier]))

    @classmethod
    def beside(cls, folder: Path, *, calibrated: bool = True) -> LinkScorer | None:
        """The scorer in a weights folder, if it has one.

        Args:
            folder: holds `links.json` and the manifest with the calibration.
            calibrated: whether to use that.

        Raises:
            ModelError: if the tables or the manifest are damaged.
        """
        path = folder / LINKS_FILE
        if not path.exists():
            return None
        # The tagger checks the hashes of all files when it loads.
        settings = read_manifest(folder, verify=False).settings
        return cls(path, calibration=Calibration.of(settings) if calibrated else None)

    def choose(
        self, grid: TextGrid, dependents: Sequence[TaggedSpan], heads: Sequence[TaggedSpan],
        *, head_role: str,
    ) -> list[tuple[TaggedSpan | None, float]]:  # fmt: skip
        """The most probable head of each dependent, None where it hangs on nothing.

        Args:
            grid: of the text.
            dependents: spans with link vectors, in reading order.
            heads: spans with link vectors, in reading order.
            head_role: `source` (dependents are cues) or `cue` (dependents are contents).

        Returns:
            For each dependent its head and the probability of that answer.

        Raises:
            ModelError: if a span carries no link vectors.
        """
        starts = [head.span.start for head in heads]
        chosen: list[tuple[TaggedSpan | None, float]] = []
        for at in range(0, len(dependents), N_BLOCK):
            block = dependents[at : at + N_BLOCK]
            low = max(0, bisect_right(starts, block[0].span.start) - N_NEIGHBOURS)
            high = bisect_right(starts, block[-1].span.start) + N_NEIGHBOURS
            near = heads[low:high]
            table = self._probabilities(grid, block, near, head_role=head_role)
            for row in table:
                best = int(row.argmax())
                chosen.append((near[best] if best < len(near) else None, float(row[best])))
        return chosen

    def _probabilities(
        self, grid: TextGrid, dependents: Sequence[TaggedSpan], heads: Sequence[TaggedSpan],
        *, head_role: str,
    ) -> NDArray[np.float64]:  # fmt: skip
        """(n_dependents, n_heads + 1); the last column is no head at all."""
        relation = self._relations[head_role]
        size = len(relation.none)
        queries = _vectors(dependents, f"{head_role}_query", size)
        keys = _vectors(heads, f"{head_role}_key", size)
        spans, head_spans = [d.span for d in dependents], [h.span for h in heads]
        features = pair_features(grid, spans, head_spans)
        scores = (queries * relation.scale) @ keys.T
        for i, table in enumerate(relation.tables):
            scores = scores + table[features[..., i]]
        scores[~in_reach(spans, head_spans)] = -np.inf
        none = queries @ relation.none + relation.none_bias
        scores = np.concatenate([scores, none[:, None]], axis=1)
        exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(exponentials / exponentials.sum(axis=1, keepdims=True))


def in_reach(
    dependents: Sequence[Span], heads: Sequence[Span]
) -> NDArray[np.bool_]:  # fmt: skip
    """(n_dependents, n_heads) whether a head is near enough to be one.

    Training never saw a pair further apart than a window, so scores of such pairs mean nothing.
    """
    starts = np.array([span.start for span in heads], dtype=np.int64)
    ends = np.array([span.end for span in heads], dtype=np.int64)
    own = np.array([(span.start, span.end) for span in dependents]).reshape(-1, 2, 1)
    n_chars = np.maximum(starts[None, :] - own[:, 1], own[:, 0] - ends[None, :])
    offsets = (
        np.arange(len(heads))[None, :] - np.searchsorted(starts, own[:, 0, 0], "right")[:, None]
    )
    return np.asarray(
        (n_chars <= MAX_GAP_CHARS) & (offsets >= -N_NEIGHBOURS) & (offsets < N_NEIGHBOURS)
    )


def _relations(table: Mapping[str, Any]) -> dict[str, _Relation]:
    if table["format_version"] != FORMAT_VERSION:
        msg = f"format version {table['format_version']!r}"
        raise ValueError(msg)
    return {head: _Relation.of(table[head]) for head in ("source", "cue")}


def _vectors(spans: Sequence[TaggedSpan], part: str, size: int) -> NDArray[np.float64]:
    """(n_spans, size) link vectors of one part.

    Raises:
        ModelError: if a span carries none.
    """
    index = LINK_PARTS.index(part)
    rows = [span.link[index] for span in spans if span.link is not None]
    if len(rows) != len(spans):
        msg = "the tagger gave no link vectors; use weights and link tables of one model"
        raise ModelError(msg)
    return np.asarray(rows, dtype=np.float64).reshape(len(spans), size)
