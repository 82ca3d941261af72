"""Corpora as examples of the claim encoder's heads."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from attribution.claimencoder.heads import HEADS, VECTOR
from attribution.claimencoder.inputs import MAX_PIECES, MarkedText, encode_marked, encode_pair
from attribution.spans import Span
from attribution.stance import with_canonical_countries
from attribution.stance.corpora import StanceExample
from training.exchange import exchange_countries
from training.noise import maybe_damage

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = [
    "Augmentation",
    "Encoded",
    "TaskExample",
    "encode_examples",
    "inference_examples",
    "plover_examples",
    "sentiment_examples",
    "similarity_examples",
]


@dataclass(frozen=True, slots=True)
class TaskExample:
    """One or two texts and the gold answer of each head that is known.

    Attributes:
        first: the text, or the first of a pair.
        second: of a pair.
        answers: head → label; for `vector` the similarity of the two texts, 0 to 1.
        weight: of its loss.
        alternatives: head → other labels that are right as well (annotators differed).
    """

    first: MarkedText
    second: MarkedText | None
    answers: Mapping[str, str | float]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Augmentation:
    """How often an example is changed, each 0 to 1.

    Attributes:
        damage: a text becomes as scrapes are.
        swap: a pair is turned round, where its relation is symmetric (`relation`, `vector`).
        exchange: the countries that an example names become others.
    """

    damage: float = 0.0
    swap: float = 0.0
    exchange: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """Vocabulary indices of one example; `other` only where two texts go in separately.

    Attributes:
        ids: (n_pieces,).
        other: (n_pieces,) of the second text of a similarity, else None.
        answers: head → column number within the head, or the similarity.
        weight: of its loss.
    """

    ids: NDArray[np.int64]
    other: NDArray[np.int64] | None
    answers: Mapping[str, float]
    weight: float

    @property
    def task(self) -> str:
        """Examples of one task share their heads and may share a batch."""
        return "+".join(sorted(self.answers)) + ("/2" if self.other is not None else "")


def sentiment_examples(examples: Iterable[StanceExample]) -> list[TaskExample]:
    """Sentiment of a source, or the writer, toward a target."""
    found = []
    for example in examples:
        spans = {
            role: span
            for role, span in (("source", example.source), ("target", example.target))
            if span is not None
        }
        found.append(
            TaskExample(MarkedText(example.text, spans), None, {"sentiment": example.stance.value})
        )
    return found


def inference_examples(
    rows: Iterable[Mapping[str, Any]], *, weight: float = 1.0
) -> list[TaskExample]:
    """Rows with `premise`, `hypothesis` and `label`."""
    return [
        TaskExample(MarkedText(row["premise"]), MarkedText(row["hypothesis"]),
                    {"inference": row["label"]}, weight)
        for row in rows
    ]  # fmt: skip


def similarity_examples(rows: Iterable[Mapping[str, Any]]) -> list[TaskExample]:
    """Rows with `a`, `b` and a `score` of 0 to 5."""
    return [
        TaskExample(MarkedText(row["a"]), MarkedText(row["b"]), {VECTOR: row["score"] / 5})
        for row in rows
    ]


def plover_examples(rows: Iterable[Mapping[str, Any]]) -> list[TaskExample]:
    """PLOVER sentences: what a source does to a target."""
    found = []
    for row in rows:
        spans = {}
        for role in ("source", "target"):
            mention = row[role] or ""
            at = row["text"].find(mention) if mention else -1
            if at >= 0:
                spans[role] = Span(at, at + len(mention))
        found.append(TaskExample(MarkedText(row["text"], spans), None, {"event": row["label"]}))
    return found


def encode_examples(
    examples: Sequence[TaskExample],
    tokenizer: Tokenizer,
    rng: random.Random,
    *,
    changes: Augmentation | None = None,
    pair_pieces: int = MAX_PIECES,
) -> list[Encoded]:
    """Examples as word pieces, in order.

    Args:
        examples: of any tasks.
        tokenizer: of the encoder.
        rng: decides what is changed.
        changes: how often; never without it.
        pair_pieces: longest pair.
    """
    changes = changes or Augmentation()
    return [
        _encode(
            _maybe_exchanged(example, changes.exchange, rng), tokenizer, rng, changes, pair_pieces
        )
        for example in examples
    ]  # fmt: skip


def _maybe_exchanged(
    example: TaskExample, probability: float, rng: random.Random
) -> TaskExample:  # fmt: skip
    if not probability or rng.random() >= probability:
        return _as_read(example)
    items = [item for item in (example.first, example.second) if item is not None]
    first, *rest = exchange_countries(items, rng)
    return replace(example, first=first, second=rest[0] if rest else None)


def _as_read(example: TaskExample) -> TaskExample:
    """A claim with stance and act as `stance.read_claims` reads it; anything else as it is."""
    if example.second is None and "act" in example.answers:
        return replace(example, first=with_canonical_countries(example.first))
    return example


def _encode(
    example: TaskExample,
    tokenizer: Tokenizer,
    rng: random.Random,
    changes: Augmentation,
    pair_pieces: int,
) -> Encoded:
    answers = {
        head: float(answer) if head == VECTOR else float(HEADS[head].index(str(answer)))
        for head, answer in example.answers.items()
    }
    first = _damaged(example.first, changes.damage, rng)
    if example.second is None:
        return Encoded(encode_marked(first, tokenizer), None, answers, example.weight)
    second = _damaged(example.second, changes.damage, rng)
    if "inference" not in answers and rng.random() < changes.swap:
        first, second = second, first
    if VECTOR in answers:
        return Encoded(
            encode_marked(first, tokenizer), encode_marked(second, tokenizer), answers,
            example.weight,
        )  # fmt: skip
    ids = encode_pair(first, second, tokenizer, max_pieces=pair_pieces)
    return Encoded(ids, None, answers, example.weight)


def _damaged(item: MarkedText, probability: float, rng: random.Random) -> MarkedText:
    if not probability:
        return item
    roles = list(item.spans)
    text, moved = maybe_damage(
        item.text, [item.spans[role] for role in roles], probability=probability, rng=rng
    )
    return MarkedText(text, dict(zip(roles, moved, strict=True)))
