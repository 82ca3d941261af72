"""Train the claim encoder: stance, act and target of a claim, relation of two.

`python -m training.claims configs/training/claims-accurate-public.toml --data ../shared/data`
learns from the public corpora; `configs/training/claims-accurate.toml` goes on from there with
labelled dossiers. A killed run continues from its last checkpoint when started again with the same
config.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from sklearn.metrics import accuracy_score, f1_score
from torch import Tensor
from torch.nn.functional import cosine_similarity, cross_entropy
from transformers import AutoConfig, AutoModel, PreTrainedModel

from attribution.claimencoder.heads import VECTOR, Inference, columns_of
from attribution.claimencoder.network import ClaimNetwork, restore_claims
from attribution.config import load_config
from attribution.encoders import load_tokenizer
from attribution.records import RelationKind
from attribution.stance.corpora import read_dse, read_newsmtsc
from training.config import ClaimConfig
from training.corpora import open_rows
from training.encoders import resolve_encoder, start_weights
from training.gold import Row, claim_examples, matter_examples, pair_examples, read_gold
from training.loop import Trainer, save_network
from training.precision import reduced_precision
from training.tasks import (
    Augmentation,
    Encoded,
    TaskExample,
    encode_examples,
    inference_examples,
    plover_examples,
    sentiment_examples,
    similarity_examples,
)

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Parts = dict[str, list[TaskExample]]


def read_public(config: ClaimConfig, data: Path) -> tuple[Parts, Parts]:
    """Training and development examples of the public corpora, by corpus."""
    parts: Parts = {}
    for name in config.data.inference:
        parts[name] = inference_examples(open_rows(data, f"pairs/{name}.jsonl.gz"))
    seen: set[str] = set()
    if config.data.sentiment:
        dse = read_dse(open_rows(data, "stance/dse_train.jsonl.gz"))
        newsmtsc = read_newsmtsc(open_rows(data, "stance/newsmtsc_train.jsonl.gz"))
        parts |= {"dse": sentiment_examples(dse), "newsmtsc": sentiment_examples(newsmtsc)}
        seen = {example.text for example in dse + newsmtsc}
    parts["plover"] = plover_examples(open_rows(data, "stance/plover_plv_train.jsonl.gz"))
    parts["sts"] = similarity_examples(open_rows(data, "pairs/sts_news.jsonl.gz"))
    dse_dev = read_dse(open_rows(data, "stance/dse_valid.jsonl.gz"))
    dev = {
        "lingnli": inference_examples(open_rows(data, "pairs/lingnli_val.jsonl.gz"))[::3],
        "dse_unseen": sentiment_examples(e for e in dse_dev if e.text not in seen),
        "newsmtsc": sentiment_examples(
            read_newsmtsc(open_rows(data, "stance/newsmtsc_devtest_mt.jsonl.gz"))
        ),
    }
    return parts, dev


def epoch_examples(parts: Parts, config: ClaimConfig, rng: random.Random) -> list[TaskExample]:
    """One pass: every corpus as often as `config.data.share` says (1 if it does not)."""
    chosen: list[TaskExample] = []
    for name, examples in parts.items():
        share = config.data.share.get(name, 1.0)
        whole, rest = divmod(share, 1)
        chosen += list(examples) * int(whole)
        chosen += rng.sample(examples, round(rest * len(examples)))
    return chosen


def in_batches(encoded: Sequence[Encoded], size: int, rng: random.Random) -> list[list[Encoded]]:
    """Shuffled batches of one task and like lengths each."""
    by_task: dict[str, list[Encoded]] = {}
    for example in encoded:
        by_task.setdefault(example.task, []).append(example)
    batches = []
    for members in by_task.values():
        rng.shuffle(members)
        members.sort(key=lambda example: len(example.ids) // 12)
        batches += [members[i : i + size] for i in range(0, len(members), size)]
    rng.shuffle(batches)
    return batches


def padded(rows: Sequence[np.ndarray]) -> tuple[Tensor, Tensor]:
    """(ids, mask) of shape (batch, n_pieces); 1 pads, the pad of MPNet's vocabulary."""
    length = max(len(row) for row in rows)
    ids = np.ones((len(rows), length), dtype=np.int64)
    mask = np.zeros((len(rows), length), dtype=np.int64)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = row
        mask[i, : len(row)] = 1
    return torch.from_numpy(ids), torch.from_numpy(mask)


def batch_loss(
    network: ClaimNetwork, batch: Sequence[Encoded], head_weights: Mapping[str, float]
) -> Tensor:
    """Weighted mean loss over the heads that the batch's task has answers for."""
    with reduced_precision():
        columns = network(*padded([example.ids for example in batch])).float()
    weights = torch.tensor([example.weight for example in batch])
    total: Tensor = columns.sum() * 0
    for head in batch[0].answers:
        answers = torch.tensor([example.answers[head] for example in batch])
        scores = columns[:, columns_of(head)]
        if head == VECTOR:
            with reduced_precision():
                others = [example.other for example in batch if example.other is not None]
                other = network(*padded(others)).float()
            losses = 4 * (cosine_similarity(scores, other[:, columns_of(head)]) - answers) ** 2
        else:
            losses = cross_entropy(scores, answers.long(), reduction="none")
        total = total + head_weights.get(head, 1.0) * (losses * weights).mean()
    return total


def predict(network: ClaimNetwork, encoded: Sequence[Encoded]) -> Tensor:
    """Columns (n_examples, N_COLUMNS) in the given order."""
    network.eval()
    order = sorted(range(len(encoded)), key=lambda i: len(encoded[i].ids))
    rows: dict[int, Tensor] = {}
    for at in range(0, len(order), 64):
        chosen = order[at : at + 64]
        with torch.inference_mode(), reduced_precision():
            columns = network(*padded([encoded[i].ids for i in chosen])).float()
        rows |= dict(zip(chosen, columns, strict=True))
    network.train()
    return torch.stack([rows[i] for i in range(len(encoded))])


def figures_of(network: ClaimNetwork, dev: Mapping[str, Sequence[Encoded]]) -> dict[str, float]:
    """Macro-F1 of every head of every development set, accuracy of inference; percent."""
    figures: dict[str, float] = {}
    for name, encoded in dev.items():
        columns = predict(network, encoded)
        for head in sorted({head for example in encoded for head in example.answers}):
            if head == VECTOR:
                continue
            kept = [i for i, example in enumerate(encoded) if head in example.answers]
            gold = [int(encoded[i].answers[head]) for i in kept]
            found = columns[kept][:, columns_of(head)].argmax(-1).tolist()
            score = (
                accuracy_score(gold, found) if head == "inference"
                else f1_score(gold, found, average="macro")
            )  # fmt: skip
            figures[f"{name}/{head}"] = round(100 * float(score), 1)
    return figures


def load_base(
    folder: Path, n_layers: int | None, *, dropout: float = 0.0
) -> PreTrainedModel:  # fmt: skip
    """The base encoder, its first `n_layers`, word embeddings frozen.

    Plain attention: the fastest on processors for short inputs.

    Args:
        folder: of the base encoder.
        n_layers: all for none.
        dropout: inside the encoder, of layers and attention.
    """
    changes = {} if n_layers is None else {"num_hidden_layers": n_layers}
    shape = AutoConfig.from_pretrained(
        folder, attention_probs_dropout_prob=dropout, hidden_dropout_prob=dropout, **changes
    )
    encoder: PreTrainedModel = AutoModel.from_pretrained(
        folder, config=shape, add_pooling_layer=False, attn_implementation="eager"
    )
    encoder.get_input_embeddings().weight.requires_grad = False
    return encoder


def seed_relations(network: ClaimNetwork) -> None:
    """Let relations start from inference: entailment agrees, neutral is unrelated."""
    relation, inference = columns_of("relation").start, columns_of("inference").start
    kinds, labels = list(RelationKind), list(Inference)
    like = {
        RelationKind.AGREE: (Inference.ENTAIL,),
        RelationKind.CONTRADICT: (Inference.CONTRADICT,),
        RelationKind.UNRELATED: (Inference.NEUTRAL,),
        RelationKind.PARTIAL: (Inference.ENTAIL, Inference.NEUTRAL),
    }
    with torch.no_grad():
        for kind, sources in like.items():
            rows = [inference + labels.index(label) for label in sources]
            row = relation + kinds.index(kind)
            network.head.weight[row] = network.head.weight[rows].mean(0)
            network.head.bias[row] = network.head.bias[rows].mean(0)


def fit_temperatures(
    network: ClaimNetwork, dev: Mapping[str, Sequence[Encoded]]
) -> dict[str, float]:
    """Head → the temperature that fits its probabilities to the labels best (Guo et al., 2017).

    Relations are left as they are: their pairs are drawn, not all of a meeting.
    """
    scores: dict[str, list[Tensor]] = {}
    answers: dict[str, list[int]] = {}
    for encoded in dev.values():
        columns = predict(network, encoded)
        for head in sorted({head for example in encoded for head in example.answers}):
            if head not in {VECTOR, "relation"}:
                kept = [i for i, example in enumerate(encoded) if head in example.answers]
                scores.setdefault(head, []).append(columns[kept][:, columns_of(head)])
                answers.setdefault(head, []).extend(int(encoded[i].answers[head]) for i in kept)
    grid = np.linspace(0.5, 4.0, 71)
    temperatures = {}
    for head, parts in scores.items():
        logits, gold = torch.cat(parts), torch.tensor(answers[head])
        losses = [float(cross_entropy(logits / t, gold)) for t in grid]
        temperatures[f"temperature_{head}"] = round(float(grid[int(np.argmin(losses))]), 3)
    return temperatures


def read_parts(config: ClaimConfig, data: Path) -> tuple[Parts, Parts]:
    """Training and development examples by corpus, labelled dossiers included."""
    parts, dev = read_public(config, data)
    if config.data.gold is not None and config.data.gold_dev is not None:
        claims, pairs = read_gold(config.data.gold)
        parts["matters"] = matter_examples(pairs)
        known = _names(config.data.known)
        for ending, is_known in (("", False), ("_known", True)):
            parts |= _gold_parts(
                [row for row in claims if (row["dossier"] in known) == is_known],
                [row for row in pairs if (row["dossier"] in known) == is_known],
                config, ending=ending,
            )  # fmt: skip
        claims, pairs = read_gold(config.data.gold_dev)
        dev |= {"claims": claim_examples(claims), "relations": pair_examples(pairs)}
    return parts, dev


def _names(path: Path | None) -> frozenset[str]:
    return frozenset(path.read_text(encoding="utf-8").split()) if path else frozenset()


def _gold_parts(
    claims: Sequence[Row], pairs: Sequence[Row], config: ClaimConfig, *, ending: str
) -> Parts:
    """Claims, related and unrelated pairs, which a pass may see in different shares."""
    alone = config.data.pair_alone if config.data.passages else None
    unrelated = RelationKind.UNRELATED.value
    share = config.data.share.get(f"unrelated{ending}", 1.0)
    kinds = {
        f"relations{ending}": [row for row in pairs if row["relation"] != unrelated],
        f"unrelated{ending}": [row for row in pairs if row["relation"] == unrelated],
    }
    parts = {name: pair_examples(rows, share=share, alone=alone) for name, rows in kinds.items()}
    return {f"claims{ending}": claim_examples(claims), **parts}


def fresh_network(folder: Path, config: ClaimConfig) -> ClaimNetwork:
    """The base encoder in `folder` with untrained heads, or the network of the run before."""
    network = ClaimNetwork(
        load_base(folder, config.n_layers), dropout=config.optimisation.dropout
    )  # fmt: skip
    if config.start is not None:
        network.load_state_dict(start_weights(config.start, restore_claims), strict=False)
        if config.seed_relations:
            seed_relations(network)
    freeze_layers(network, config.n_frozen)
    network.train()
    return network


def freeze_layers(network: ClaimNetwork, n: int) -> None:
    """Leave the embeddings and the first `n` layers of the encoder as they are; none for 0."""
    if n == 0:
        return
    n_layers = network.encoder.config.num_hidden_layers
    learning = tuple(f"encoder.layer.{i}." for i in range(n, n_layers))
    for name, parameter in network.encoder.named_parameters():
        parameter.requires_grad = name.startswith(learning)


def train(config: ClaimConfig, data: Path) -> Path:
    """Run or resume training; return the folder that holds the finished network."""
    torch.manual_seed(config.seed)
    folder = Path(resolve_encoder(config.encoder))
    tokenizer = load_tokenizer(folder / "tokenizer.json")
    parts, dev_parts = read_parts(config, data)
    fixed = random.Random(config.seed)
    dev = {
        name: encode_examples(rows, tokenizer, fixed, pair_pieces=config.data.pair_pieces)
        for name, rows in dev_parts.items()
    }
    network = fresh_network(folder, config)
    epochs = [
        _batches(parts, tokenizer, config, epoch) for epoch in range(config.optimisation.epochs)
    ]
    _run(network, epochs, dev, config)
    save_network(network, tokenizer, config.output)
    settings = json.dumps(fit_temperatures(network, dev))
    (config.output / "settings.json").write_text(settings + "\n", encoding="utf-8")
    return config.output


def _run(
    network: ClaimNetwork,
    epochs: Sequence[Sequence[Sequence[Encoded]]],
    dev: Mapping[str, Sequence[Encoded]],
    config: ClaimConfig,
) -> None:
    """All steps that are left, with a checkpoint now and then and figures after each pass."""
    trainer = Trainer(network, config)
    n_steps, done = sum(map(len, epochs)), 0
    for epoch, batches in enumerate(epochs):
        trainer.run(
            batches[max(0, trainer.step - done) :],
            lambda batch: batch_loss(network, batch, config.head_weights), n_steps=n_steps,
        )  # fmt: skip
        done += len(batches)
        print(json.dumps({"epoch": epoch + 1, "figures": figures_of(network, dev)}), flush=True)
        trainer.save()


def _batches(
    parts: Parts, tokenizer: Tokenizer, config: ClaimConfig, epoch: int
) -> list[list[Encoded]]:
    """All batches of one pass, the same for the same seed and epoch."""
    rng = random.Random(f"{config.seed}/{epoch}")
    encoded = encode_examples(
        epoch_examples(parts, config, rng), tokenizer, rng,
        changes=Augmentation(
            config.data.damage_probability, swap=0.5, exchange=config.data.exchange_probability
        ),
        pair_pieces=config.data.pair_pieces,
    )  # fmt: skip
    return in_batches(encoded, config.optimisation.batch_size, rng)


def main() -> None:
    """Command line of the claim encoder's training."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("config", type=Path)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    arguments = parser.parse_args()
    print(train(load_config(arguments.config, ClaimConfig), arguments.data))


if __name__ == "__main__":
    main()
