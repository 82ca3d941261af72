"""Train the source/cue/content tagger.

`python -m training.tagger configs/training/tagger-accurate.toml --data ../shared/data`
reads top to bottom: config, seed, data, loop, save. A killed run continues from its last
checkpoint when started again with the same config.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import fmean

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import cross_entropy

from attribution.config import load_config
from attribution.encoders import load_tokenizer
from attribution.linking.features import FEATURE_SIZES
from attribution.tagging.labels import LABELS, LINK_PARTS, ROLES
from attribution.tagging.network import TaggerNetwork, load_encoder, restore_tagger
from training.config import TaggerConfig
from training.corpora import AnnotatedText, read_polnear, read_unlabelled
from training.encoders import resolve_encoder, start_weights
from training.examples import (
    IGNORED,
    LINKED_ROLES,
    Example,
    article_examples,
    collate,
    epoch_batches,
    text_pieces,
)
from training.inner import read_inner
from training.loop import Trainer, save_network
from training.precision import reduced_precision
from training.teacher import Teacher, load_teacher, soft_loss


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
        inputs, labels, _ = collate(examples[i : i + 32], tokenizer)
        with torch.inference_mode(), reduced_precision():
            predicted = network(**inputs)[..., : network.n_labels].argmax(-1)
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
    """The base encoder in `folder` with untrained heads, or the network of the run before."""
    network = TaggerNetwork(
        load_encoder(folder, n_layers=config.model.n_layers),
        n_labels=len(LABELS),
        dropout=config.optimisation.dropout,
        link_size=config.model.link_size,
        feature_sizes=FEATURE_SIZES,
    )
    if config.start is not None:
        # Link tables, which the export fits anew, begin anew.
        network.load_state_dict(start_weights(config.start, restore_tagger), strict=False)
    network.train()
    return network


def pass_texts(
    labelled: Sequence[AnnotatedText],
    unlabelled: Sequence[AnnotatedText],
    config: TaggerConfig,
    epoch: int,
) -> list[AnnotatedText]:
    """The texts of one pass: all labelled ones and a share of the others."""
    rng = random.Random(f"{config.seed}/{epoch}/unlabelled")
    n = round(len(unlabelled) * config.data.unlabelled_share)
    return [*labelled, *rng.sample(unlabelled, n)]


def link_loss(network: TaggerNetwork, vectors: Tensor, batch: Sequence[Example]) -> Tensor:
    """Mean cross-entropy of the right heads in a batch.

    Args:
        network: holds the link heads.
        vectors: (batch, n_pieces, 4 * link_size), framed like the inputs.
        batch: the examples.
    """
    parts = dict(zip(LINK_PARTS, vectors.float().chunk(len(LINK_PARTS), dim=-1), strict=True))
    losses: list[Tensor] = []
    for role, scorer in (("cue", network.source_links), ("content", network.cue_links)):
        head_role = LINKED_ROLES[role]
        for i, example in enumerate(batch):
            links = example.links[role]
            if not len(links.chosen):
                continue
            queries = parts[f"{head_role}_query"][i][links.dependents + 1].mean(1)
            keys = parts[f"{head_role}_key"][i][links.heads + 1].mean(1)
            scores = scorer(queries, keys, torch.from_numpy(links.features))
            losses.append(
                cross_entropy(
                    scores, torch.from_numpy(links.chosen), ignore_index=IGNORED, reduction="none"
                )
            )
    return torch.cat(losses).mean() if losses else vectors.sum() * 0


def batch_loss(
    network: TaggerNetwork,
    batch: Sequence[Example],
    tokenizer: Tokenizer,
    config: TaggerConfig,
    *,
    teacher: Teacher | None = None,
) -> Tensor:
    """Cross-entropy of labels, inner labels and links, weighted as the config says.

    With a teacher, part of the label loss is the divergence from its labels, and all of the
    inner one, whose silver labels it made or replaces, and of texts that only it labels.
    """
    inputs, labels, inner = collate(batch, tokenizer)
    with reduced_precision():
        outputs = network(**inputs)
    n, model = network.n_labels, config.model
    if teacher is None:
        loss = _label_loss(outputs[..., :n], labels)
        inner_loss = _label_loss(outputs[..., n : 2 * n], inner) if network.link_size else None
    else:
        soft = teacher.label_logits(inputs)
        loss = _taught_loss(
            outputs[..., :n], labels, soft[..., :n], text_pieces(inputs),
            teacher_weight=model.teacher_weight,
        )  # fmt: skip
        likeliest = torch.where(labels == IGNORED, soft[..., :n].argmax(-1), labels)
        in_content = (likeliest >= LABELS.index("B-content")) & text_pieces(inputs)
        inner_loss = soft_loss(outputs[..., n : 2 * n], soft[..., n:], in_content)
    if inner_loss is not None:
        loss = loss + model.inner_weight * inner_loss
        loss = loss + model.link_weight * link_loss(network, outputs[..., 2 * n :], batch)
    return loss


def _taught_loss(
    logits: Tensor, right: Tensor, soft: Tensor, counted: Tensor, *, teacher_weight: float
) -> Tensor:
    """Mean over the counted pieces: where labels are known both losses, elsewhere the teacher's."""
    known = counted & (right != IGNORED)
    n_known, n_counted = known.sum(), counted.sum().clamp(min=1)
    labelled = (1 - teacher_weight) * _label_loss(logits, right)
    labelled = labelled + teacher_weight * soft_loss(logits, soft, known)
    unlabelled = soft_loss(logits, soft, counted & ~known)
    return (labelled * n_known + unlabelled * (n_counted - n_known)) / n_counted


def _label_loss(logits: Tensor, right: Tensor) -> Tensor:
    total = cross_entropy(
        logits.float().flatten(0, 1), right.flatten(), ignore_index=IGNORED, reduction="sum"
    )
    return total / (right != IGNORED).sum().clamp(min=1)


def train(config: TaggerConfig, data: Path) -> Path:
    """Run or resume training; return the folder that holds the finished network."""
    torch.manual_seed(config.seed)
    folder = Path(resolve_encoder(config.encoder))
    tokenizer = load_tokenizer(folder / "tokenizer.json")
    train_articles = read_polnear(data / config.data.train)
    unlabelled = [
        text for name in config.data.unlabelled for text in read_unlabelled(_place(name, data))
    ]
    inner = read_inner(config.data.inner) if config.data.inner else None
    dev_articles = read_polnear(data / config.data.dev)

    network = fresh_network(folder, config)
    teacher = load_teacher(config.model.teacher, tokenizer) if config.model.teacher else None
    trainer = Trainer(network, config)

    def batches_of(epoch: int) -> list[list[Example]]:
        texts = pass_texts(train_articles, unlabelled, config, epoch)
        return epoch_batches(texts, tokenizer, config, epoch, inner=inner)

    n_epoch_steps = len(batches_of(0))
    n_steps = n_epoch_steps * config.optimisation.epochs

    def loss_of(batch: Sequence[Example]) -> Tensor:
        return batch_loss(network, batch, tokenizer, config, teacher=teacher)

    for epoch in range(trainer.step // n_epoch_steps, config.optimisation.epochs):
        # A pass may have a few windows more or fewer than the first; the schedule counts the
        # first pass's, so each pass is cut or ends there.
        batches = batches_of(epoch)[:n_epoch_steps]
        left = batches[trainer.step - epoch * n_epoch_steps :]
        losses = trainer.run(left, loss_of, n_steps=n_steps)
        trainer.step = (epoch + 1) * n_epoch_steps
        line = {"epoch": epoch + 1, "loss": fmean(losses) if losses else None,
                "seconds": round(trainer.seconds),
                "dev": dev_figures(network, dev_articles, tokenizer, config)}  # fmt: skip
        write_line(config.output / "log.jsonl", line)
        trainer.save()

    return save_network(network, tokenizer, config.output)


def _place(name: str, data: Path) -> Path:
    """A file below the data folder, else a path as it stands."""
    return data / name if (data / name).exists() else Path(name)


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
