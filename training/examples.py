"""Annotated texts to training examples of the tagger: windows of word pieces with labels."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from attribution.encoders import Pieces, boundary_ids, encode_text, plan_windows
from attribution.linking.features import pair_features
from attribution.linking.sentences import TextGrid
from attribution.spans import LabelledSpan, Span, labels_from_spans, token_range
from attribution.tagging.labels import LABELS
from training.config import TaggerConfig
from training.corpora import NO_HEAD, UNKNOWN_HEAD, AnnotatedText
from training.noise import maybe_damage

__all__ = [
    "IGNORED",
    "LINKED_ROLES",
    "Example",
    "LinkExample",
    "article_examples",
    "collate",
    "epoch_batches",
    "frame_ids",
    "piece_labels",
    "text_pieces",
]

IGNORED = -100
LINKED_ROLES = {"cue": "source", "content": "cue"}
"""Role of a dependent → role of its head."""


@dataclass(frozen=True, slots=True, eq=False)
class LinkExample:
    """The links of one kind in a window.

    Attributes:
        dependents: (n_dependents, 2) first and last piece of each dependent.
        heads: (n_heads, 2) first and last piece of each possible head.
        features: (n_dependents, n_heads, 3), see `pair_features`.
        chosen: (n_dependents,) index of the right head, n_heads for none, `IGNORED` if not
            known or outside the window.
    """

    dependents: NDArray[np.int64]
    heads: NDArray[np.int64]
    features: NDArray[np.int64]
    chosen: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """One window; arrays of shape (n_pieces,).

    Attributes:
        labels: `IGNORED` throughout where nobody labelled the text.
        inner: labels of attributions nested in contents; `IGNORED` outside contents or where
            none were silver-labelled.
        links: kind (role of the dependent) → links.
    """

    ids: NDArray[np.int64]
    cases: NDArray[np.int64]
    spaces: NDArray[np.int64]
    labels: NDArray[np.int64]
    inner: NDArray[np.int64]
    links: Mapping[str, LinkExample]


@dataclass(frozen=True, slots=True, eq=False)
class _PlacedSpan:
    """A labelled span with its pieces and its head's number."""

    span: Span
    role: str
    first: int
    end: int
    number: int
    head: int


def piece_labels(pieces: Pieces, spans: Sequence[LabelledSpan]) -> NDArray[np.int64]:
    """Label indices (n_pieces,) of `spans`; a piece cut by two spans goes to the first."""
    taken_until = 0
    token_spans: list[LabelledSpan] = []
    starts, ends = pieces.starts.tolist(), pieces.ends.tolist()
    for start, end, role in sorted(spans):
        first, last = token_range(starts, ends, Span(start, end))
        first = max(first, taken_until)
        if first < last:
            token_spans.append(LabelledSpan(first, last, role))
            taken_until = last
    names = labels_from_spans(token_spans, len(pieces))
    return np.array([LABELS.index(name) for name in names], dtype=np.int64)


def _damaged(
    article: AnnotatedText,
    inner: Sequence[LabelledSpan],
    *,
    probability: float,
    rng: random.Random,
) -> tuple[AnnotatedText, list[LabelledSpan]]:
    """The article and its inner spans after scrape damage; spans that vanish become empty."""
    marked = [*article.spans, *inner]
    spans = [Span(start, end) for start, end, _ in marked]
    spans += article.sentences
    text, moved = maybe_damage(article.text, spans, probability=probability, rng=rng)
    labelled = [
        LabelledSpan(span.start, span.end, role)
        for span, (_, _, role) in zip(moved, marked, strict=False)
    ]
    n = len(article.spans)
    damaged = replace(
        article, text=text, spans=tuple(labelled[:n]), sentences=tuple(moved[len(marked) :])
    )
    return damaged, labelled[n:]


def article_examples(
    article: AnnotatedText,
    tokenizer: Tokenizer,
    config: TaggerConfig,
    *,
    damage_probability: float,
    rng: random.Random,
    inner: Sequence[LabelledSpan] | None = None,
) -> Iterator[Example]:
    """The windows of one article, damaged with some probability, cut at a random phase.

    Args:
        article: with its spans and links.
        tokenizer: of the encoder.
        config: window lengths and the share of sentences that also come alone.
        damage_probability: 0 also fixes the phase and leaves lone sentences out.
        rng: decides damage, phase and lone sentences.
        inner: silver spans inside contents, or None where there are none to learn from.
    """
    damaged, inner_spans = _damaged(
        article, inner or (), probability=damage_probability, rng=rng
    )  # fmt: skip
    pieces = encode_text(damaged.text, tokenizer)
    labels = piece_labels(pieces, [span for span in damaged.spans if span.end > span.start])
    inner_labels = np.full(len(pieces), IGNORED, dtype=np.int64)
    if inner is not None:
        in_content = labels >= LABELS.index("B-content")
        inside = piece_labels(pieces, [span for span in inner_spans if span.end > span.start])
        inner_labels[in_content] = inside[in_content]
    if not article.is_labelled:
        labels[:] = IGNORED
    placed = _place(pieces, damaged)
    grid = TextGrid.of(damaged.text)
    windows = config.windows
    phase = rng.randrange(windows.stride_pieces) if damage_probability else 0
    cuts = [
        slice(window.start, window.end)
        for window in plan_windows(
            len(pieces), window=windows.window_pieces, stride=windows.stride_pieces, phase=phase
        )
    ]
    if damage_probability:
        cuts += _lone_sentences(pieces, damaged, config, rng)
    for cut in cuts:
        yield Example(
            pieces.ids[cut], pieces.cases[cut], pieces.spaces[cut], labels[cut], inner_labels[cut],
            {role: _links(placed, role, cut, grid) for role in LINKED_ROLES},
        )  # fmt: skip


def _lone_sentences(
    pieces: Pieces, article: AnnotatedText, config: TaggerConfig, rng: random.Random
) -> list[slice]:
    starts, ends = pieces.starts.tolist(), pieces.ends.tolist()
    cuts: list[slice] = []
    for sentence in article.sentences:
        if rng.random() < config.data.lone_sentence_probability and len(sentence):
            first, end = token_range(starts, ends, sentence)
            if first < end:
                cuts.append(slice(first, min(end, first + config.windows.window_pieces)))
    return cuts


def _place(pieces: Pieces, article: AnnotatedText) -> list[_PlacedSpan]:
    starts, ends = pieces.starts.tolist(), pieces.ends.tolist()
    heads = article.heads or (UNKNOWN_HEAD,) * len(article.spans)
    placed: list[_PlacedSpan] = []
    for number, ((start, end, role), head) in enumerate(zip(article.spans, heads, strict=True)):
        span = Span(start, end)
        first, last = token_range(starts, ends, span)
        if first < last:
            placed.append(_PlacedSpan(span, role, first, last, number, head))
    return placed


def _links(
    placed: Sequence[_PlacedSpan], role: str, cut: slice, grid: TextGrid
) -> LinkExample:  # fmt: skip
    inside = [p for p in placed if p.first < cut.stop and p.end > cut.start]
    dependents = [p for p in inside if p.role == role]
    heads = [p for p in inside if p.role == LINKED_ROLES[role]]
    index = {head.number: i for i, head in enumerate(heads)}
    chosen = [
        len(heads) if p.head == NO_HEAD else index.get(p.head, IGNORED) for p in dependents
    ]  # fmt: skip

    def pieces(items: Sequence[_PlacedSpan]) -> NDArray[np.int64]:
        rows = [
            (max(p.first, cut.start) - cut.start, min(p.end, cut.stop) - cut.start - 1)
            for p in items
        ]
        return np.array(rows, dtype=np.int64).reshape(len(items), 2)

    return LinkExample(
        pieces(dependents),
        pieces(heads),
        pair_features(grid, [p.span for p in dependents], [p.span for p in heads]),
        np.array(chosen, dtype=np.int64),
    )


def epoch_batches(
    articles: Sequence[AnnotatedText],
    tokenizer: Tokenizer,
    config: TaggerConfig,
    epoch: int,
    *,
    inner: Mapping[str, Sequence[LabelledSpan]] | None = None,
) -> list[list[Example]]:
    """All batches of one pass, the same for the same seed and epoch.

    Args:
        articles: training texts.
        tokenizer: of the encoder.
        config: seed, damage, windows and batch size.
        epoch: number of the pass, from 0.
        inner: article name → silver spans inside contents.
    """
    rng = random.Random(f"{config.seed}/{epoch}")
    probability = config.data.damage_probability
    examples = [
        example
        for article in articles
        for example in article_examples(
            article, tokenizer, config, damage_probability=probability, rng=rng,
            inner=None if inner is None else inner.get(article.name),
        )
    ]  # fmt: skip
    rng.shuffle(examples)
    # Batches of like lengths waste little on padding; their order is random again. Short
    # examples share a batch of as many pieces as full windows would have.
    examples.sort(key=lambda example: len(example.ids) // 32)
    budget = config.optimisation.batch_size * config.windows.window_pieces
    batches: list[list[Example]] = [[]]
    longest = 0
    for example in examples:
        longest = max(longest, len(example.ids))
        if batches[-1] and longest * (len(batches[-1]) + 1) > budget:
            batches.append([])
            longest = len(example.ids)
        batches[-1].append(example)
    rng.shuffle(batches)
    return batches


def frame_ids(tokenizer: Tokenizer) -> tuple[int, int]:
    """Vocabulary indices of the pieces that framed texts when the base encoder was trained.

    Raises:
        ModelError: if the vocabulary has neither <s> and </s> nor [CLS] and [SEP].
    """
    if tokenizer.token_to_id("<s>") is not None:
        return boundary_ids(tokenizer, pieces=("<s>", "</s>"))
    return boundary_ids(tokenizer)


def collate(
    batch: Sequence[Example], tokenizer: Tokenizer
) -> tuple[dict[str, Tensor], Tensor, Tensor]:
    """Network inputs, labels and inner labels, each (batch, n_pieces), framed and padded."""
    length = max(len(example.ids) for example in batch) + 2
    arrays = {
        name: np.zeros((len(batch), length), dtype=np.int64)
        for name in ("input_ids", "attention_mask", "case_ids", "space_ids")
    }
    begin, end = frame_ids(tokenizer)
    labels = np.full((len(batch), length), IGNORED, dtype=np.int64)
    inner = labels.copy()
    for i, example in enumerate(batch):
        n = len(example.ids)
        arrays["input_ids"][i, 0] = begin
        arrays["input_ids"][i, 1 : n + 1] = example.ids
        arrays["input_ids"][i, n + 1] = end
        arrays["attention_mask"][i, : n + 2] = 1
        arrays["case_ids"][i, 1 : n + 1] = example.cases
        arrays["space_ids"][i, 1 : n + 1] = example.spaces
        labels[i, 1 : n + 1] = example.labels
        inner[i, 1 : n + 1] = example.inner
    tensors = {k: torch.from_numpy(v) for k, v in arrays.items()}
    return tensors, torch.from_numpy(labels), torch.from_numpy(inner)


def text_pieces(inputs: Mapping[str, Tensor]) -> Tensor:
    """(batch, n_pieces) True where a piece of the text stands, neither frame nor padding."""
    present = inputs["attention_mask"].bool()
    inside = torch.zeros_like(present)
    inside[:, 1:-1] = present[:, 1:-1] & present[:, 2:]
    return inside
