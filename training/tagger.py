"""Train the source/cue/content tagger.

`python -m training.tagger configs/training/tagger.toml --data ../shared/data`
reads top to bottom: config, seed, data, loop, save. A killed run continues from its last
checkpoint when started again with the same config.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import cross_entropy
from transformers import BertModel

from attribution.config import load_config
from attribution.encoders import (
    Pieces,
    boundary_ids,
    encode_text,
    load_tokenizer,
    plan_windows,
)
from attribution.spans import LabelledSpan, Span, labels_from_spans, token_range
from attribution.tagging.labels import LABELS, ROLES
from attribution.tagging.network import TaggerNetwork
from training.config import TaggerConfig
from training.corpora import AnnotatedText, read_polnear
from training.encoders import resolve_encoder
from training.loop import (
    Checkpointer,
    build_optimiser,
    learning_rate_factor,
    make_run_key,
    save_network,
    take_step,
)
from training.noise import maybe_damage

IGNORED = -100


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """One window; arrays of shape (n_pieces,)."""

    ids: NDArray[np.int64]
    cases: NDArray[np.int64]
    spaces: NDArray[np.int64]
    labels: NDArray[np.int64]


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


def article_examples(
    article: AnnotatedText,
    tokenizer: Tokenizer,
    config: TaggerConfig,
    *,
    damage_probability: float,
    rng: random.Random,
) -> Iterator[Example]:
    """The windows of one article, damaged with some probability, cut at a random phase."""
    spans = [Span(start, end) for start, end, _ in article.spans]
    text, moved = maybe_damage(article.text, spans, probability=damage_probability, rng=rng)
    labelled = [
        LabelledSpan(span.start, span.end, role)
        for span, (_, _, role) in zip(moved, article.spans, strict=True)
        if len(span)
    ]
    pieces = encode_text(text, tokenizer)
    labels = piece_labels(pieces, labelled)
    windows = config.windows
    phase = rng.randrange(windows.stride_pieces) if damage_probability else 0
    for window in plan_windows(
        len(pieces),
        window=windows.window_pieces,
        stride=windows.stride_pieces,
        phase=phase,
    ):
        cut = slice(window.start, window.end)
        yield Example(pieces.ids[cut], pieces.cases[cut], pieces.spaces[cut], labels[cut])


def epoch_batches(
    articles: Sequence[AnnotatedText], tokenizer: Tokenizer, config: TaggerConfig, epoch: int
) -> list[list[Example]]:
    """All batches of one pass, the same for the same seed and epoch."""
    rng = random.Random(f"{config.seed}/{epoch}")
    probability = config.data.damage_probability
    examples = [
        example
        for article in articles
        for example in article_examples(
            article, tokenizer, config, damage_probability=probability, rng=rng
        )
    ]
    rng.shuffle(examples)
    size = config.optimisation.batch_size
    # Batches of like lengths waste little on padding; their order is random again.
    examples.sort(key=lambda example: len(example.ids) // 32)
    batches = [examples[i : i + size] for i in range(0, len(examples), size)]
    rng.shuffle(batches)
    return batches


def collate(batch: Sequence[Example], tokenizer: Tokenizer) -> tuple[dict[str, Tensor], Tensor]:
    """Network inputs and labels, each (batch, n_pieces), with [CLS] and [SEP] and padding."""
    length = max(len(example.ids) for example in batch) + 2
    arrays = {
        name: np.zeros((len(batch), length), dtype=np.int64)
        for name in ("input_ids", "attention_mask", "case_ids", "space_ids")
    }
    begin, end = boundary_ids(tokenizer)
    labels = np.full((len(batch), length), IGNORED, dtype=np.int64)
    for i, example in enumerate(batch):
        n = len(example.ids)
        arrays["input_ids"][i, 0] = begin
        arrays["input_ids"][i, 1 : n + 1] = example.ids
        arrays["input_ids"][i, n + 1] = end
        arrays["attention_mask"][i, : n + 2] = 1
        arrays["case_ids"][i, 1 : n + 1] = example.cases
        arrays["space_ids"][i, 1 : n + 1] = example.spaces
        labels[i, 1 : n + 1] = example.labels
    return {k: torch.from_numpy(v) for k, v in arrays.items()}, torch.from_numpy(labels)


def dev_figures(
    network: TaggerNetwork,
    articles: Sequence[AnnotatedText],
    tokenizer: Tokenizer,
    config: TaggerConfig,
) -> dict[str, float]:
    """Word-piece F1 (%) of each role on undamaged windows, without decoding constraints."""
    network.eval()
    rng = random.Random(0)
    counts = {role: [0, 0, 0] for role in ROLES}
    examples = [
        example
        for article in articles
        for example in article_examples(article, tokenizer, config, damage_probability=0.0, rng=rng)
    ]
    for i in range(0, len(examples), 32):
        inputs, labels = collate(examples[i : i + 32], tokenizer)
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            predicted = network(**inputs).argmax(-1)
        valid = labels != IGNORED
        for r, role in enumerate(ROLES):
            of_role = torch.tensor([1 + 2 * r, 2 + 2 * r])
            gold = torch.isin(labels, of_role) & valid
            found = torch.isin(predicted, of_role) & valid
            counts[role][0] += int((gold & found).sum())
            counts[role][1] += int(gold.sum())
            counts[role][2] += int(found.sum())
    network.train()
    return {
        role: round(200 * hit / max(1, n_gold + n_found), 1)
        for role, (hit, n_gold, n_found) in counts.items()
    }


def fresh_network(folder: Path, config: TaggerConfig) -> TaggerNetwork:
    """The base encoder in `folder` with an untrained head, ready to train."""
    # Attention dropout above 0 keeps PyTorch from its fast attention on CPU.
    encoder = BertModel.from_pretrained(
        folder, add_pooling_layer=False, attention_probs_dropout_prob=0.0,
        attn_implementation="sdpa",
    )  # fmt: skip
    encoder.embeddings.word_embeddings.weight.requires_grad = False
    network = TaggerNetwork(encoder, n_labels=len(LABELS), dropout=config.optimisation.dropout)
    network.train()
    return network


def batch_loss(network: TaggerNetwork, batch: Sequence[Example], tokenizer: Tokenizer) -> Tensor:
    """Mean cross-entropy of the labels of a batch."""
    inputs, labels = collate(batch, tokenizer)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits = network(**inputs)
    return cross_entropy(
        logits.float().flatten(0, 1), labels.flatten(), ignore_index=IGNORED
    )  # fmt: skip


def train(config: TaggerConfig, data: Path) -> Path:
    """Run or resume training; return the folder that holds the finished network."""
    torch.manual_seed(config.seed)
    folder = Path(resolve_encoder(config.encoder))
    tokenizer = load_tokenizer(folder / "tokenizer.json")
    train_articles = read_polnear(data / config.data.train)
    dev_articles = read_polnear(data / config.data.dev)

    chosen = config.optimisation
    network = fresh_network(folder, config)
    optimiser = build_optimiser(network, chosen)
    checkpointer = Checkpointer(
        config.output, every_minutes=chosen.checkpoint_minutes, run_key=make_run_key(config)
    )
    step = checkpointer.resume(network, optimiser)
    n_epoch_steps = len(epoch_batches(train_articles, tokenizer, config, 0))
    n_steps = n_epoch_steps * chosen.epochs
    started = time.monotonic()

    for epoch in range(step // n_epoch_steps, chosen.epochs):
        # A pass may have a few windows more or fewer than the first; the schedule counts the
        # first pass's, so each pass is cut or ends there.
        batches = epoch_batches(train_articles, tokenizer, config, epoch)[:n_epoch_steps]
        losses: list[float] = []
        for batch in batches[step - epoch * n_epoch_steps :]:
            loss = take_step(
                network, optimiser, batch_loss(network, batch, tokenizer),
                rate_factor=learning_rate_factor(step, n_steps, chosen.warmup_fraction),
                max_gradient_norm=chosen.max_gradient_norm,
            )  # fmt: skip
            losses.append(loss)
            step += 1
            if step % 50 == 0:
                print(f"step {step}/{n_steps} loss {fmean(losses[-50:]):.4f} "
                      f"{time.monotonic() - started:.0f} s", flush=True)  # fmt: skip
            checkpointer.save_if_due(network, optimiser, step)
        step = (epoch + 1) * n_epoch_steps
        line = {"epoch": epoch + 1, "loss": fmean(losses) if losses else None,
                "seconds": round(time.monotonic() - started),
                "dev": dev_figures(network, dev_articles, tokenizer, config)}  # fmt: skip
        write_line(config.output / "log.jsonl", line)
        checkpointer.save(network, optimiser, step)

    return save_network(network, tokenizer, config.output)


def write_line(log: Path, line: Mapping[str, object]) -> None:
    """Print a line of figures and add it to the log."""
    text = json.dumps(line)
    print(text, flush=True)
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a", encoding="utf-8") as file:
        file.write(text + "\n")


def main() -> None:
    """Command line of the tagger's training."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("config", type=Path)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    arguments = parser.parse_args()
    print(train(load_config(arguments.config, TaggerConfig), arguments.data))


if __name__ == "__main__":
    main()
