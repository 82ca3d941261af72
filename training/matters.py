"""Train the encoder that places claims about one matter near each other, on labelled dossiers.

`python -m training.matters configs/training/matters.toml` takes a dossier a step: all its claims
whose labelled sides differ are told apart. A killed run continues from its last checkpoint when
started again with the same config.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits, normalize

from attribution.actors import Register
from attribution.claimencoder import BlankModel, matter_wording
from attribution.claimencoder.matters import encode_content
from attribution.claimencoder.network import MatterNetwork
from attribution.config import load_config
from attribution.encoders import load_tokenizer
from attribution.linking import LinkScorer
from attribution.pipeline import Analyser, is_default_claim
from attribution.reading.dossiers import Dossier, match_claims, read_split
from attribution.records import JOINT, Claim
from attribution.tagging import DEFAULT_TIER, Tagger
from training.claims import load_base
from training.config import MatterConfig
from training.encoders import resolve_encoder
from training.loop import Trainer, save_network

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from transformers import PreTrainedModel

UNKNOWN: Final = -1.0
N_TOGETHER: Final = 12
"""Claims of like lengths that go through the network together."""
START_SCALE, START_SHIFT = 12.0, -5.0
"""Of the pairwise loss, near what they end at."""
_NEVER: Final = -1e4


@dataclass(frozen=True, slots=True, eq=False)
class MatterExample:
    """The claims of one dossier.

    Attributes:
        inputs: (indices, content mask) of each claim.
        related: (n, n) 1 for pairs that some relation joins, 0 for others whose labelled sides
            differ, `UNKNOWN` for pairs that nobody labelled.
    """

    inputs: Sequence[tuple[NDArray[np.int64], NDArray[np.int64]]]
    related: NDArray[np.float32]


def matter_example(
    dossier: Dossier, analyser: Analyser, tokenizer: Tokenizer
) -> MatterExample | None:  # fmt: skip
    """The labelled claims that the extraction finds; nothing if no relation joins two of them."""
    found: dict[str, Claim] = {}
    analysed = analyser.analyse(list(dossier.documents.values()))
    for name, claims in zip(dossier.documents, analysed, strict=True):
        shown = [claim for claim in claims if is_default_claim(claim)]
        found |= match_claims([gold for gold in dossier.claims if gold.doc == name], shown)
    related = related_claims(dossier, list(found))
    if not (related == 1).any():
        return None
    inputs = [encode_content(matter_wording(claim), tokenizer) for claim in found.values()]
    return MatterExample(inputs, related)


def related_claims(dossier: Dossier, names: Sequence[str]) -> NDArray[np.float32]:
    """(n, n) of the gold claims `names`: see `MatterExample.related`.

    Where joint statements have relations, their pairs without one are unrelated; else unlabelled.
    """
    side = {gold.id: gold.side for gold in dossier.claims}
    joined = {frozenset((r.a, r.b)) for r in dossier.relations}
    tells_joint = any(JOINT in (side[r.a], side[r.b]) for r in dossier.relations)
    related = np.full((len(names), len(names)), UNKNOWN, dtype=np.float32)
    for i, j in combinations(range(len(names)), 2):
        a, b = names[i], names[j]
        if side[a] != side[b] and (tells_joint or JOINT not in (side[a], side[b])):
            related[i, j] = related[j, i] = float(frozenset((a, b)) in joined)
    return related


class MatterLearner(MatterNetwork):
    """The network with the two numbers of the pairwise loss, which are learnt beside it."""

    def __init__(self, encoder: PreTrainedModel) -> None:
        """Wrap `encoder`."""
        super().__init__(encoder)
        self.scale = nn.Parameter(torch.tensor(math.log(START_SCALE)))
        self.shift = nn.Parameter(torch.tensor(START_SHIFT))


def vectors_of(
    network: MatterNetwork, inputs: Sequence[tuple[NDArray[np.int64], NDArray[np.int64]]]
) -> Tensor:
    """(n, hidden_size) of length 1, in the given order."""
    order = sorted(range(len(inputs)), key=lambda i: len(inputs[i][0]))
    parts = []
    for start in range(0, len(order), N_TOGETHER):
        rows = [inputs[i] for i in order[start : start + N_TOGETHER]]
        width = max(len(ids) for ids, _ in rows)
        ids, mask, content = (torch.zeros((len(rows), width), dtype=torch.int64) for _ in range(3))
        for row, (indices, inside) in enumerate(rows):
            ids[row, : len(indices)] = torch.from_numpy(indices)
            mask[row, : len(indices)] = 1
            content[row, : len(indices)] = torch.from_numpy(inside)
        parts.append(network(ids, mask, content))
    places = torch.from_numpy(np.argsort(order))
    return normalize(torch.cat(parts)[places], dim=1)


def matter_loss(learner: MatterLearner, example: MatterExample, *, temperature: float) -> Tensor:
    """Mean of two losses over all labelled pairs of a dossier.

    Each claim's related ones among all that it might be compared with, as contrastive learning
    with several positives has it (Khosla et al., NeurIPS 2020), and each pair for itself by a
    sigmoid whose scale and shift are learnt (Zhai et al., ICCV 2023), times four.
    """
    vectors = vectors_of(learner, example.inputs)
    cosine = vectors @ vectors.T
    related = torch.from_numpy(example.related)
    known, positive = related != UNKNOWN, related == 1
    pairwise = binary_cross_entropy_with_logits(
        learner.scale.exp() * cosine[known] + learner.shift, related[known]
    )
    among = (cosine / temperature).masked_fill(~known, _NEVER)
    rows = positive.any(1)
    chosen = among.masked_fill(~positive, _NEVER)
    contrastive = (among.logsumexp(1) - chosen.logsumexp(1))[rows].mean()
    return contrastive / 2 + 2 * pairwise


def average_precision(network: MatterNetwork, examples: Sequence[MatterExample]) -> float:
    """Percent, of "related" by cosine over all pairs of several dossiers."""
    truth, cosines = [], []
    network.eval()
    with torch.inference_mode():
        for example in examples:
            vectors = vectors_of(network, example.inputs).numpy()
            rows, columns = np.nonzero(np.triu(example.related != UNKNOWN, 1))
            truth.append(example.related[rows, columns])
            cosines.append((vectors[rows] * vectors[columns]).sum(1))
    network.train()
    score = average_precision_score(np.concatenate(truth), np.concatenate(cosines))
    return round(100 * float(score), 1)


def read_examples(
    folder: Path, tokenizer: Tokenizer, *, split: str | None, left_out: Sequence[str] = ()
) -> list[MatterExample]:
    """Examples of the dossiers below `folder`, as the packaged extraction finds their claims.

    Raises:
        ReadError: if there is none, or one is malformed.
    """
    analyser = Analyser(
        tagger=Tagger.load(), claim_model=BlankModel(), register=Register.load(),
        scorer=LinkScorer.load(DEFAULT_TIER),
    )  # fmt: skip
    dossiers = [d for d in read_split(folder, split) if d.name not in left_out]
    examples = [matter_example(dossier, analyser, tokenizer) for dossier in dossiers]
    return [example for example in examples if example is not None]


def train(config: MatterConfig) -> Path:
    """Run or resume training; return the folder that holds the finished network."""
    torch.manual_seed(config.seed)
    folder = Path(resolve_encoder(config.encoder))
    tokenizer = load_tokenizer(folder / "tokenizer.json")
    names = [n for path in config.left_out for n in path.read_text(encoding="utf-8").split()]
    examples = read_examples(config.dossiers, tokenizer, split=None, left_out=names)
    dev = read_examples(config.dev_dossiers, tokenizer, split="dev")
    learner = MatterLearner(load_base(folder, None, dropout=config.optimisation.dropout))
    learner.train()
    trainer = Trainer(learner, config)
    n_epochs = config.optimisation.epochs
    for epoch in range(n_epochs):
        shuffled = random.Random(f"{config.seed}/{epoch}").sample(examples, len(examples))
        trainer.run(
            shuffled[max(0, trainer.step - epoch * len(examples)) :],
            lambda example: matter_loss(learner, example, temperature=config.temperature),
            n_steps=n_epochs * len(examples),
        )
        trainer.save()
        print(json.dumps({"epoch": epoch + 1, "dev": average_precision(learner, dev)}), flush=True)
    figures = {"related_average_precision_dev": average_precision(learner, dev)}
    network = MatterNetwork(learner.encoder)
    save_network(network, tokenizer, config.output)
    (config.output / "figures.json").write_text(json.dumps(figures) + "\n", encoding="utf-8")
    return config.output


def main() -> None:
    """Command line of the training."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("config", type=Path)
    arguments = parser.parse_args()
    print(train(load_config(arguments.config, MatterConfig)))


if __name__ == "__main__":
    main()
