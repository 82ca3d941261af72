"""Training of the claim encoder: tasks, batches, a whole small run."""

from __future__ import annotations

import gzip
import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("transformers")
pytest.importorskip("onnx")

import torch
from safetensors.torch import load_file

from attribution.claimencoder import ClaimEncoder, MarkedText
from attribution.claimencoder.heads import HEADS, VECTOR, columns_of
from attribution.claimencoder.network import ClaimNetwork
from attribution.encoders import load_tokenizer
from attribution.errors import ReadError
from attribution.records import RelationKind, Stance
from attribution.spans import Span
from attribution.stance.corpora import StanceExample
from tests.training.conftest import ONE_PASS, make_tiny_bert, quiet_export, write_jsonl
from training.claims import (
    batch_loss,
    epoch_examples,
    fit_temperatures,
    freeze_layers,
    in_batches,
    read_parts,
    seed_relations,
    train,
)
from training.config import ClaimConfig, ClaimData
from training.encoders import WORDS
from training.export import export_claims
from training.gold import claim_examples, matter_examples, pair_examples, read_gold
from training.tasks import (
    Augmentation,
    TaskExample,
    encode_examples,
    inference_examples,
    plover_examples,
    sentiment_examples,
    similarity_examples,
)

GOLD: list[dict[str, Any]] = [
    {"dossier": "d", "claim": {"text": f"Lima said it {verb}.", "spans": {"content": [10, 12]}},
     "stance": stance, "act": act, "target": target}
    for verb, stance, act, target in (
        ("agreed", "supportive", "agree", "talks"), ("refused", "critical", "decline", None),
    )
] + [
    {"dossier": "d", "a": {"text": "Lima: yes", "spans": {}},
     "b": {"text": "Quito: no", "spans": {}}, "relation": kind, "weight": 4.0,
     "a_passage": {"text": "Lima: It rained. Yes", "spans": {}},
     "b_passage": {"text": "Quito: It rained. No", "spans": {}}}
    for kind in ("contradict", "unrelated")
]  # fmt: skip


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with two rows in each corpus."""
    pairs = [{"premise": "A rained.", "hypothesis": "B.", "label": label}
             for label in ("entail", "contradict")]  # fmt: skip
    dse = [{"text": "[Lima] met [Quito].", "source": "Lima", "target": "Quito", "label": label}
           for label in ("positive", "negative")]  # fmt: skip
    mtsc = [{"text": "Bad Bo.", "start": 4, "end": 6, "label": label}
            for label in ("neutral", "negative")]  # fmt: skip
    plover = [{"text": "Lima aided Quito.", "source": "Lima", "target": "Quito", "label": "AID"}]
    files = {
        "pairs/lingnli_train": pairs, "pairs/lingnli_val": pairs,
        "pairs/sts_news": [{"a": "A.", "b": "B.", "score": 2.5}],
        "stance/dse_train": dse, "stance/dse_valid": [{**dse[0], "text": "[Lima] and [Quito]."}],
        "stance/newsmtsc_train": mtsc, "stance/newsmtsc_devtest_mt": mtsc,
        "stance/plover_plv_train": plover,
    }  # fmt: skip
    for name, rows in files.items():
        path = tmp_path / f"{name}.jsonl.gz"
        path.parent.mkdir(exist_ok=True)
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        path.write_bytes(gzip.compress(lines.encode()))
    return tmp_path


@pytest.fixture
def tokenizer(tiny_encoder: Path) -> Any:  # noqa: ANN401 - of a compiled library
    """Of the tiny encoder."""
    return load_tokenizer(tiny_encoder / "tokenizer.json")


def test_corpora_become_examples_of_their_heads() -> None:
    """Spans and labels arrive; a mention that is not in its text is left unmarked."""
    (sentiment,) = sentiment_examples(
        [StanceExample("Lima met Quito.", Span(0, 4), Span(9, 14), Stance.CRITICAL)]
    )
    assert sentiment.answers == {"sentiment": "critical"}
    assert set(sentiment.first.spans) == {"source", "target"}
    (event,) = plover_examples(
        [{"text": "Lima aided.", "source": "Lima", "target": "Bo", "label": "AID"}]
    )
    assert set(event.first.spans) == {"source"}
    (near,) = similarity_examples([{"a": "x", "b": "y", "score": 5}])
    assert near.answers == {VECTOR: 1.0}
    claims, pairs = GOLD[:2], GOLD[2:]
    assert [set(e.answers) for e in claim_examples(claims)] == [
        {"stance", "act", "target"}, {"stance", "act"},
    ]  # fmt: skip
    assert [e.weight for e in pair_examples(pairs)] == [2.0, 2.0]
    assert [e.answers[VECTOR] for e in matter_examples(pairs)] == [1.0, 0.0]


def test_only_symmetric_pairs_are_swapped(tokenizer: Any) -> None:  # noqa: ANN401
    """A premise stays before its hypothesis."""
    rows = inference_examples([{"premise": "rain", "hypothesis": "sun", "label": "entail"}])
    relation = [TaskExample(MarkedText("rain"), MarkedText("sun"), {"relation": "agree"})]
    rain = tokenizer.token_to_id("rain")
    for examples, first in ((rows, True), (relation, False)):
        (encoded,) = encode_examples(
            examples, tokenizer, random.Random(1), changes=Augmentation(swap=1.0)
        )
        assert (encoded.ids[1] == rain) is first or bool(encoded.ids[1] == rain) is first


def test_batches_hold_one_task_each(tokenizer: Any) -> None:  # noqa: ANN401
    """Examples with other heads, or two separate texts, do not mix; none is lost."""
    examples = [*claim_examples(GOLD[:2]), *pair_examples(GOLD[2:]), *matter_examples(GOLD[2:])]
    encoded = encode_examples(examples, tokenizer, random.Random(2))
    batches = in_batches(encoded, 8, random.Random(3))
    assert sum(map(len, batches)) == len(encoded)
    assert all(len({example.task for example in batch}) == 1 for batch in batches)
    network = ClaimNetwork(make_tiny_bert())
    losses = [float(batch_loss(network, batch, {}).detach()) for batch in batches]
    assert all(np.isfinite(losses))
    assert all(loss > 0 for loss in losses)


def test_shares_say_how_often_a_corpus_is_seen() -> None:
    """One and a half times ten examples are fifteen."""
    ten = [TaskExample(MarkedText(str(i)), None, {"stance": "neutral"}) for i in range(10)]
    config = ClaimConfig(seed=1, encoder="", output=Path(), optimisation=ONE_PASS,
                         data=ClaimData(share={"a": 1.5, "b": 0.0}))  # fmt: skip
    chosen = epoch_examples({"a": ten, "b": ten}, config, random.Random(1))
    assert len(chosen) == 15
    assert {e.first.text for e in chosen} == {str(i) for i in range(10)}


def test_lowest_layers_can_stay_as_they_are() -> None:
    """Embeddings and the first layers get no gradient; without a number all learn."""
    network = ClaimNetwork(make_tiny_bert())
    freeze_layers(network, 0)
    assert all(p.requires_grad for p in network.parameters())
    freeze_layers(network, 1)
    learning = {name for name, p in network.named_parameters() if p.requires_grad}
    n_layers = network.encoder.config.num_hidden_layers
    assert {name.split(".")[3] for name in learning if ".layer." in name} == {
        str(i) for i in range(1, n_layers)
    }
    assert {"head.weight", "head.bias"} <= learning
    assert not any("embeddings" in name for name in learning)


def test_relations_start_from_inference() -> None:
    """Contradiction is contradiction, partial lies between entailment and neutral."""
    network = ClaimNetwork(make_tiny_bert())
    seed_relations(network)
    relation, inference = (network.head.weight[columns_of(h)] for h in ("relation", "inference"))
    kinds = list(RelationKind)
    assert torch.equal(relation[kinds.index(RelationKind.CONTRADICT)], inference[2])
    middle = inference[:2].mean(0)
    assert torch.allclose(relation[kinds.index(RelationKind.PARTIAL)], middle)


def test_temperature_grows_with_overconfidence(tokenizer: Any) -> None:  # noqa: ANN401
    """Wrong answers given surely ask for a higher temperature."""
    network = ClaimNetwork(make_tiny_bert())
    with torch.no_grad():
        network.head.weight.zero_()
        network.head.bias.zero_()
        network.head.bias[columns_of("stance").start] = 6.0
    rows = claim_examples([{**GOLD[0], "stance": s} for s in ("supportive", "critical")])
    encoded = encode_examples(rows, tokenizer, random.Random(1))
    assert fit_temperatures(network, {"gold": encoded})["temperature_stance"] > 3
    assert fit_temperatures(network, {"gold": encoded[:1]})["temperature_stance"] == 0.5


@quiet_export
def test_a_run_leaves_an_encoder_that_loads(
    tiny_encoder: Path, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Public corpora, then gold on top of them; exported, it gives probabilities."""
    gold = write_jsonl(tmp_path / "gold.jsonl", GOLD)
    assert [len(part) for part in read_gold(gold)] == [2, 2]
    first = ClaimConfig(
        seed=1, encoder=str(tiny_encoder), output=tmp_path / "public", optimisation=ONE_PASS,
        data=ClaimData(inference=("lingnli_train",)),
    )  # fmt: skip
    train(first, data)
    second = ClaimConfig(
        seed=2, encoder=str(tiny_encoder), output=tmp_path / "run", optimisation=ONE_PASS,
        start=tmp_path / "public",
        data=ClaimData(inference=("lingnli_train",), gold=gold, gold_dev=gold, passages=True,
                       pair_pieces=200),
    )  # fmt: skip
    run = train(second, data)
    printed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {"claims/stance", "claims/act", "relations/relation", "lingnli/inference"} <= set(
        printed[-1]["figures"]
    )
    export_claims(run, tmp_path / "weights", second)
    third = replace(second, output=tmp_path / "further", start=tmp_path / "weights", n_frozen=1)
    before = load_file(run / "network.safetensors")
    after = load_file(train(third, data) / "network.safetensors")
    assert torch.equal(before[WORDS], after[WORDS])
    close = {
        name for name, values in before.items()
        if torch.allclose(values, after[name], atol=0.02 * float(values.abs().max()) + 1e-6)
    }  # fmt: skip
    assert {name for name in before if ".layer.0." in name} <= close
    scores = ClaimEncoder(tmp_path / "weights", n_threads=1).claims([MarkedText("Lima agreed.")])
    for head in HEADS:
        if head != VECTOR:
            assert scores.probabilities(head).sum() == pytest.approx(1.0)


def test_passages_that_were_not_written_are_refused(
    tiny_encoder: Path, data: Path, tmp_path: Path
) -> None:
    """The message says how the rows are made."""
    rows = [{k: v for k, v in row.items() if "passage" not in k} for row in GOLD]
    gold = write_jsonl(tmp_path / "gold.jsonl", rows)
    config = ClaimConfig(
        seed=1, encoder=str(tiny_encoder), output=tmp_path / "run", optimisation=ONE_PASS,
        data=ClaimData(gold=gold, gold_dev=gold, passages=True),
    )  # fmt: skip
    with pytest.raises(ReadError, match="--reach"):
        train(config, data)


def test_known_dossiers_are_parts_of_their_own(data: Path, tmp_path: Path) -> None:
    """What the starting network has learnt from can be seen in smaller shares; nothing is lost."""
    gold = write_jsonl(tmp_path / "gold.jsonl", [*GOLD, *({**row, "dossier": "e"} for row in GOLD)])
    known = tmp_path / "known.txt"
    known.write_text("e\n", encoding="utf-8")
    config = ClaimConfig(
        seed=1, encoder="", output=tmp_path, optimisation=ONE_PASS,
        data=ClaimData(gold=gold, gold_dev=gold, known=known, share={"unrelated_known": 0.25}),
    )  # fmt: skip
    parts, _ = read_parts(config, data)
    sizes = {name: len(parts[name]) for name in parts if name.startswith(("claims", "relations"))}
    assert sizes == {"claims": 2, "relations": 1, "claims_known": 2, "relations_known": 1}
    (seldom,), (often,) = parts["unrelated_known"], parts["unrelated"]
    assert seldom.weight == 2 * often.weight
