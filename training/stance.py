"""Train the stance head on DSE and NewsMTSC.

`python -m training.stance configs/training/stance.toml --data ../shared/data`
reads top to bottom: config, seed, data, loop, save. A killed run continues from its last
checkpoint when started again with the same config.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.metrics import f1_score
from torch import Tensor
from torch.nn.functional import cross_entropy
from transformers import BertModel

from attribution.config import load_config
from attribution.encoders import load_tokenizer
from attribution.records import Stance
from attribution.stance.corpora import StanceExample, read_dse, read_newsmtsc
from attribution.stance.encoding import encode_marked
from attribution.stance.network import StanceNetwork
from training.config import StanceConfig
from training.corpora import open_rows
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

if TYPE_CHECKING:
    from tokenizers import Tokenizer

DevSets = dict[str, list[StanceExample]]
LABELS = tuple(Stance)


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """Vocabulary indices (n_pieces,) and label index of one example."""

    ids: NDArray[np.int64]
    label: int


def encode_examples(
    examples: Sequence[StanceExample],
    tokenizer: Tokenizer,
    rng: random.Random,
    *,
    damage_probability: float = 0.0,
    unmarked_probability: float = 0.0,
) -> list[Encoded]:
    """Encode examples, damaging some and leaving the target of some unmarked.

    The target stays marked where there is no source: something must say whose matter it is.
    """
    encoded: list[Encoded] = []
    for example in examples:
        present = [span for span in (example.source, example.target) if span is not None]
        text, moved = maybe_damage(example.text, present, probability=damage_probability, rng=rng)
        source = moved[0] if example.source is not None else None
        target = moved[-1] if example.target is not None else None
        if source is not None and rng.random() < unmarked_probability:
            target = None
        ids = encode_marked(text, tokenizer, source=source, target=target)
        encoded.append(Encoded(ids, LABELS.index(example.stance)))
    return encoded


def collate(batch: Sequence[Encoded]) -> tuple[Tensor, Tensor, Tensor]:
    """(ids, mask) of shape (batch, n_pieces) and labels (batch,)."""
    length = max(len(example.ids) for example in batch)
    ids = np.zeros((len(batch), length), dtype=np.int64)
    mask = np.zeros((len(batch), length), dtype=np.int64)
    for i, example in enumerate(batch):
        ids[i, : len(example.ids)] = example.ids
        mask[i, : len(example.ids)] = 1
    labels = torch.tensor([example.label for example in batch])
    return torch.from_numpy(ids), torch.from_numpy(mask), labels


def in_batches(encoded: Sequence[Encoded], size: int, rng: random.Random) -> list[list[Encoded]]:
    """Shuffled batches of like lengths."""
    order = list(encoded)
    rng.shuffle(order)
    order.sort(key=lambda example: len(example.ids) // 16)
    batches = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(batches)
    return batches


def predict(network: StanceNetwork, encoded: Sequence[Encoded]) -> Tensor:
    """Logits (n_examples, n_labels) in the given order."""
    network.eval()
    rows = torch.zeros((len(encoded), len(LABELS)))
    order = sorted(range(len(encoded)), key=lambda i: len(encoded[i].ids))
    for at in range(0, len(order), 64):
        chosen = order[at : at + 64]
        ids, mask, _ = collate([encoded[i] for i in chosen])
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            rows[chosen] = network(ids, mask).float()
    network.train()
    return rows


def macro_f1(logits: Tensor, encoded: Sequence[Encoded]) -> float:
    """Unweighted mean F1 of the labels, in percent."""
    gold = [example.label for example in encoded]
    return round(100 * float(f1_score(gold, logits.argmax(-1).tolist(), average="macro")), 1)


def fit_temperature(logits: Tensor, encoded: Sequence[Encoded]) -> float:
    """The temperature that makes probabilities fit the labels best (Guo et al., 2017)."""
    labels = torch.tensor([example.label for example in encoded])
    grid = np.linspace(0.5, 4.0, 71)
    losses = [float(cross_entropy(logits / t, labels)) for t in grid]
    return round(float(grid[int(np.argmin(losses))]), 3)


def read_data(config: StanceConfig, data: Path) -> tuple[list[StanceExample], DevSets]:
    """Training examples, and development examples by set without the texts trained on."""
    examples = read_dse(open_rows(data, config.data.dse_train))
    examples += read_newsmtsc(open_rows(data, config.data.newsmtsc_train))
    seen = {example.text for example in examples}
    dse = [e for e in read_dse(open_rows(data, config.data.dse_dev)) if e.text not in seen]
    newsmtsc = read_newsmtsc(open_rows(data, config.data.newsmtsc_dev))
    return examples, {"dse_unseen": dse, "newsmtsc": newsmtsc}


def fresh_network(folder: Path, config: StanceConfig) -> StanceNetwork:
    """The base encoder in `folder` with an untrained head, ready to train."""
    encoder = BertModel.from_pretrained(
        folder, add_pooling_layer=False, attention_probs_dropout_prob=0.0,
        hidden_dropout_prob=0.0, attn_implementation="eager",
    )  # fmt: skip
    encoder.embeddings.word_embeddings.weight.requires_grad = False
    network = StanceNetwork(encoder, n_labels=len(LABELS), dropout=config.optimisation.dropout)
    network.train()
    return network


def epoch_batches(
    examples: Sequence[StanceExample], tokenizer: Tokenizer, config: StanceConfig, epoch: int
) -> list[list[Encoded]]:
    """All batches of one pass, the same for the same seed and epoch."""
    rng = random.Random(f"{config.seed}/{epoch}")
    encoded = encode_examples(
        examples, tokenizer, rng, damage_probability=config.data.damage_probability,
        unmarked_probability=config.data.unmarked_target_probability,
    )  # fmt: skip
    return in_batches(encoded, config.optimisation.batch_size, rng)


def batch_loss(network: StanceNetwork, batch: Sequence[Encoded]) -> Tensor:
    """Mean cross-entropy of the labels of a batch."""
    ids, mask, labels = collate(batch)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits = network(ids, mask)
    return cross_entropy(logits.float(), labels)


def train(config: StanceConfig, data: Path) -> Path:
    """Run or resume training; return the folder that holds the finished network."""
    torch.manual_seed(config.seed)
    folder = Path(resolve_encoder(config.encoder))
    tokenizer = load_tokenizer(folder / "tokenizer.json")
    examples, dev_examples = read_data(config, data)
    fixed = random.Random(config.seed)
    dev = {name: encode_examples(rows, tokenizer, fixed) for name, rows in dev_examples.items()}

    chosen = config.optimisation
    network = fresh_network(folder, config)
    optimiser = build_optimiser(network, chosen)
    checkpointer = Checkpointer(
        config.output, every_minutes=chosen.checkpoint_minutes, run_key=make_run_key(config)
    )
    step = checkpointer.resume(network, optimiser)
    n_epoch_steps = -(-len(examples) // chosen.batch_size)
    n_steps = n_epoch_steps * chosen.epochs
    started = time.monotonic()

    for epoch in range(step // n_epoch_steps, chosen.epochs):
        batches = epoch_batches(examples, tokenizer, config, epoch)
        for batch in batches[step - epoch * n_epoch_steps :]:
            loss = take_step(
                network, optimiser, batch_loss(network, batch),
                rate_factor=learning_rate_factor(step, n_steps, chosen.warmup_fraction),
                max_gradient_norm=chosen.max_gradient_norm,
            )  # fmt: skip
            step += 1
            if step % 100 == 0:
                print(f"step {step}/{n_steps} loss {loss:.3f} "
                      f"{time.monotonic() - started:.0f} s", flush=True)  # fmt: skip
            checkpointer.save_if_due(network, optimiser, step)
        figures = {name: macro_f1(predict(network, rows), rows) for name, rows in dev.items()}
        print(json.dumps({"epoch": epoch + 1, "macro_f1": figures}), flush=True)
        checkpointer.save(network, optimiser, step)

    logits = torch.cat([predict(network, rows) for rows in dev.values()])
    temperature = fit_temperature(logits, [row for rows in dev.values() for row in rows])
    save_network(network, tokenizer, config.output)
    settings = json.dumps({"temperature": temperature})
    (config.output / "settings.json").write_text(settings + "\n", encoding="utf-8")
    return config.output


def main() -> None:
    """Command line of the stance head's training."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("config", type=Path)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    arguments = parser.parse_args()
    print(train(load_config(arguments.config, StanceConfig), arguments.data))


if __name__ == "__main__":
    main()
