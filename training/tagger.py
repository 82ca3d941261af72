"""Train the source/cue/content tagger.

`python -m training.tagger configs/training/tagger.toml --data ../shared/data`
reads top to bottom: config, seed, data, loop, save. A killed run continues from its last
checkpoint when started again with the same config.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import cast

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import save_file
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import cross_entropy
from transformers import BertModel

from attribution.config import load_config
from attribution.spans import LabelledSpan, Span, labels_from_spans, token_range
from attribution.encoders.encoding import Pieces, encode_text, plan_windows
from attribution.tagging.labels import LABELS, ROLES
from attribution.tagging.network import TaggerNetwork
from training.config import TaggerConfig
from training.corpora import AnnotatedText, read_polnear
from training.encoders import resolve_encoder
from training.loop import Checkpointer, build_optimiser, learning_rate_factor
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
    labels = np.full((len(batch), length), IGNORED, dtype=np.int64)
    for i, example in enumerate(batch):
        n = len(example.ids)
        arrays["input_ids"][i, 0] = tokenizer.token_to_id("[CLS]")
        arrays["input_ids"][i, 1 : n + 1] = example.ids
        arrays["input_ids"][i, n + 1] = tokenizer.token_to_id("[SEP]")
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
        for example in article_examples(
            article, tokenizer, config, damage_probability=0.0, rng=rng
        )
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


def train(config: TaggerConfig, data: Path) -> Path:
    """Run or resume training; return the folder that holds the finished network."""
    torch.manual_seed(config.seed)
    folder = resolve_encoder(config.encoder)
    tokenizer = Tokenizer.from_file(str(Path(folder) / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    train_articles = read_polnear(data / config.data.train)
    dev_articles = read_polnear(data / config.data.dev)

    # Attention dropout above 0 keeps PyTorch from its fast attention on CPU.
    encoder = BertModel.from_pretrained(
        folder, add_pooling_layer=False, attention_probs_dropout_prob=0.0,
        attn_implementation="sdpa",
    )  # fmt: skip
    encoder.embeddings.word_embeddings.weight.requires_grad_(requires_grad=False)
    network = TaggerNetwork(
        encoder, n_labels=len(LABELS), dropout=config.optimisation.dropout
    )
    network.train()
    optimiser = build_optimiser(network, config.optimisation)
    described = json.dumps(asdict(config), default=str, sort_keys=True)
    run_key = hashlib.sha256(described.encode()).hexdigest()[:16]
    checkpointer = Checkpointer(
        config.output, every_minutes=config.optimisation.checkpoint_minutes, run_key=run_key
    )
    step = checkpointer.resume(network, optimiser)
    n_epoch_steps = len(epoch_batches(train_articles, tokenizer, config, 0))
    n_steps = n_epoch_steps * config.optimisation.epochs
    log = config.output / "log.jsonl"
    config.output.mkdir(parents=True, exist_ok=True)
    started, losses = time.monotonic(), list[float]()

    for epoch in range(step // n_epoch_steps, config.optimisation.epochs):
        # A pass may have a few windows more or fewer than the first; the schedule counts the
        # first pass's, so each pass is cut or ends there.
        batches = epoch_batches(train_articles, tokenizer, config, epoch)[:n_epoch_steps]
        for batch in batches[step - epoch * n_epoch_steps :]:
            factor = learning_rate_factor(step, n_steps, config.optimisation.warmup_fraction)
            for group in optimiser.param_groups:
                group["lr"] = group["base_lr"] * factor
            inputs, labels = collate(batch, tokenizer)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = network(**inputs)
            loss = cross_entropy(logits.float().flatten(0, 1), labels.flatten(),
                                 ignore_index=IGNORED)  # fmt: skip
            loss.backward()
            torch.nn.utils.clip_grad_norm_(
                network.parameters(), config.optimisation.max_gradient_norm
            )
            optimiser.step()
            optimiser.zero_grad()
            losses.append(loss.item())
            step += 1
            if step % 50 == 0:
                print(f"step {step}/{n_steps} loss {np.mean(losses[-50:]):.4f} "
                      f"{time.monotonic() - started:.0f} s", flush=True)  # fmt: skip
            checkpointer.save_if_due(network, optimiser, step)
        step = (epoch + 1) * n_epoch_steps
        figures = dev_figures(network, dev_articles, tokenizer, config)
        line = {"epoch": epoch + 1, "loss": float(np.mean(losses[-n_epoch_steps:])),
                "seconds": round(time.monotonic() - started), "dev": figures}  # fmt: skip
        with log.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
        print(json.dumps(line), flush=True)
        checkpointer.save(network, optimiser, step)

    save_file(
        {k: v.contiguous() for k, v in network.state_dict().items()},
        config.output / "network.safetensors",
    )
    cast("BertModel", network.encoder).config.save_pretrained(config.output)
    tokenizer.save(str(config.output / "tokenizer.json"))
    return config.output


def main() -> None:
    """Command line of the tagger's training."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("config", type=Path)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    arguments = parser.parse_args()
    print(train(load_config(arguments.config, TaggerConfig), arguments.data))


if __name__ == "__main__":
    main()
