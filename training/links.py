"""Fit the link tables on whole articles, with the vectors of the finished weights.

`python -m training.links attribution/weights/tagger --config FILE.toml --data ../shared/data`

Inside training windows a dependent sees few possible heads, none of them far away. Here each
sees all heads in reach, as in use. Half of the loss leaves the vectors out, so that distances
are learnt although the vectors know the training articles well; some heads are hidden, as a
tagger misses some.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from attribution.config import load_config
from attribution.encoders import Pieces, read_manifest, write_manifest
from attribution.linking import TextGrid
from attribution.linking.features import FEATURE_SIZES, pair_features
from attribution.linking.scoring import LINKS_FILE, in_reach
from attribution.spans import LabelledSpan, Span, token_range
from attribution.tagging import LINK_PARTS, Tagger
from training.config import TaggerConfig
from training.corpora import NO_HEAD, AnnotatedText, read_polnear
from training.examples import IGNORED, LINKED_ROLES

__all__ = ["TableFit", "fit_links", "gather"]

N_ARTICLES: Final = 300
N_STEPS: Final = 400
LEARNING_RATE: Final = 0.05
HIDDEN_SHARE: Final = 0.08
"""Share of heads that are hidden from their dependents, which then hang on nothing."""
FAR: Final = -1e4


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Dependents of one kind with their possible heads; padded over all articles.

    Attributes:
        dots: (n, n_heads, size) products of query and key, number by number.
        queries: (n, size).
        features: (n, n_heads, 3).
        reach: (n, n_heads) False for padding and heads too far away.
        chosen: (n,) index of the right head, n_heads for none, `IGNORED` if out of reach.
    """

    dots: Tensor
    queries: Tensor
    features: Tensor
    reach: Tensor
    chosen: Tensor


class TableFit(nn.Module):
    """The numbers of one kind of link: weights of the dot product, tables, and none."""

    def __init__(self, size: int) -> None:
        """Start from the plain scaled dot product."""
        super().__init__()
        self.scale = nn.Parameter(torch.full((size,), size**-0.5))
        tables = [nn.Parameter(torch.zeros(n)) for n in FEATURE_SIZES.values()]
        self.tables = nn.ParameterList(tables)
        self.none = nn.Parameter(torch.zeros(size))
        self.none_bias = nn.Parameter(torch.zeros(()))

    def forward(self, pairs: Pairs, *, with_vectors: bool) -> Tensor:
        """Scores (n, n_heads + 1) of every head, then of none."""
        scores = torch.zeros(pairs.reach.shape)
        for i, table in enumerate(self.tables):
            scores = scores + table[pairs.features[..., i]]
        none = self.none_bias.expand(len(scores))
        if with_vectors:
            scores = scores + pairs.dots @ self.scale
            none = none + pairs.queries @ self.none
        return torch.cat([scores.masked_fill(~pairs.reach, FAR), none[:, None]], dim=1)

    def as_table(self) -> dict[str, Any]:
        """As `LinkScorer` reads it."""
        return {
            "scale": self.scale.tolist(),
            "tables": {n: t.tolist() for n, t in zip(FEATURE_SIZES, self.tables, strict=True)},
            "none": self.none.tolist(),
            "none_bias": self.none_bias.item(),
        }


def _vectors(
    pieces: Pieces, links: np.ndarray[Any, Any], spans: Sequence[LabelledSpan], part: str
) -> np.ndarray[Any, Any]:
    starts, ends = pieces.starts.tolist(), pieces.ends.tolist()
    rows = []
    for start, end, _ in spans:
        first, last = token_range(starts, ends, Span(start, end))
        rows.append((links[first] + links[max(first, last - 1)]) / 2)
    index = LINK_PARTS.index(part)
    return np.array([row[index] for row in rows]).reshape(len(spans), links.shape[-1])


def gather(
    articles: Sequence[AnnotatedText], tagger: Tagger, role: str, *, n_heads: int = 24
) -> Pairs:
    """The pairs of one kind in `articles`, the `n_heads` nearest possible heads of each.

    Args:
        articles: with links.
        tagger: gives the vectors.
        role: of the dependents, `cue` or `content`.
        n_heads: possible heads kept of each dependent.
    """
    rng = random.Random(role)
    rows: list[tuple[Any, ...]] = []
    for at in range(0, len(articles), 32):
        group = articles[at : at + 32]
        for article, (pieces, scores) in zip(
            group, tagger.score([a.text for a in group]), strict=True
        ):
            assert scores.links is not None  # noqa: S101 - for the type checker
            rows += _rows_of(article, pieces, scores.links, role, n_heads, rng)
    columns = [np.stack(column) for column in zip(*rows, strict=True)]
    dots, queries, features, reach, chosen = (torch.from_numpy(column) for column in columns)
    return Pairs(dots.float(), queries.float(), features, reach, chosen)


def _rows_of(
    article: AnnotatedText, pieces: Pieces, links: np.ndarray[Any, Any], role: str,
    n_heads: int, rng: random.Random,
) -> list[tuple[Any, ...]]:  # fmt: skip
    head_role = LINKED_ROLES[role]
    numbered = list(enumerate(article.spans))
    dependents = [(i, span) for i, span in numbered if span.label == role]
    heads = [
        (i, span)
        for i, span in numbered
        if span.label == head_role and rng.random() >= HIDDEN_SHARE
    ]
    if not dependents:
        return []
    own = [Span(s.start, s.end) for _, s in dependents]
    others = [Span(s.start, s.end) for _, s in heads]
    queries = _vectors(pieces, links, [s for _, s in dependents], f"{head_role}_query")
    keys = _vectors(pieces, links, [s for _, s in heads], f"{head_role}_key")
    features = pair_features(TextGrid.of(article.text), own, others)
    reach = in_reach(own, others)
    place = {number: j for j, (number, _) in enumerate(heads)}
    rows: list[tuple[Any, ...]] = []
    for i, (number, _) in enumerate(dependents):
        near = np.flatnonzero(reach[i])[:n_heads]
        head = article.heads[number]
        where = np.flatnonzero(near == place.get(head, -1))
        if head >= 0 and (head in place) and not len(where):
            continue
        right = int(where[0]) if len(where) else n_heads if head >= NO_HEAD else IGNORED
        dots = np.zeros((n_heads, links.shape[-1]))
        dots[: len(near)] = queries[i] * keys[near]
        table = np.zeros((n_heads, features.shape[-1]), dtype=np.int64)
        table[: len(near)] = features[i, near]
        rows.append((dots, queries[i], table, np.arange(n_heads) < len(near), np.int64(right)))
    return rows


def fit_links(pairs: Pairs, *, n_steps: int = N_STEPS) -> TableFit:
    """The numbers that make the right heads of `pairs` most probable."""
    torch.manual_seed(0)
    fit = TableFit(pairs.queries.shape[1])
    optimiser = torch.optim.Adam(fit.parameters(), lr=LEARNING_RATE)
    for _ in range(n_steps):
        optimiser.zero_grad()
        loss = sum(
            cross_entropy(
                fit(pairs, with_vectors=with_vectors), pairs.chosen, ignore_index=IGNORED
            )
            for with_vectors in (True, False)
        )  # fmt: skip
        assert isinstance(loss, Tensor)  # noqa: S101 - for the type checker
        loss.backward()  # type: ignore[no-untyped-call] # torch leaves it untyped
        optimiser.step()
    return fit


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("weights", type=Path)
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    arguments = parser.parse_args()
    config = load_config(arguments.config, TaggerConfig)
    articles = read_polnear(arguments.data / config.data.train)
    random.Random(config.seed).shuffle(articles)
    tagger = Tagger(arguments.weights)
    tables: dict[str, Any] = {"format_version": 1}
    for role, head_role in LINKED_ROLES.items():
        pairs = gather(articles[:N_ARTICLES], tagger, role)
        fit = fit_links(pairs)
        right = pairs.chosen != IGNORED
        hits = (fit(pairs, with_vectors=True).argmax(1) == pairs.chosen)[right]
        print(f"{role} to {head_role}: {len(hits)} links, {100 * hits.float().mean():.2f} % right")
        tables[head_role] = fit.as_table()
    text = json.dumps(tables)
    (arguments.weights / LINKS_FILE).write_text(text + "\n", encoding="utf-8")
    write_manifest(arguments.weights, read_manifest(arguments.weights, verify=False))


if __name__ == "__main__":
    main()
