"""Training of the stance head on a tiny network and corpus."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("transformers")
pytest.importorskip("sklearn")

import torch

from attribution.encoders import (
    load_tokenizer,
    weights_folder,
)
from attribution.records import Stance
from attribution.spans import Span
from attribution.stance import StanceClassifier, StanceInput
from attribution.stance.corpora import StanceExample
from tests.training.conftest import quiet_export, write_jsonl
from training.config import StanceConfig, StanceData, TaggerConfig
from training.export import export_stance
from training.stance import (
    Encoded,
    encode_examples,
    fit_temperature,
    in_batches,
    macro_f1,
    train,
)

EXAMPLE = StanceExample("Lima thanked Quito.", Span(0, 4), Span(13, 18), Stance.SUPPORTIVE)


def test_targets_are_left_unmarked_with_the_given_probability() -> None:
    """Marks of the source stay; without a source the target keeps its marks."""
    tokenizer = load_tokenizer(weights_folder("stance") / "tokenizer.json")
    source, target = tokenizer.token_to_id("[unused1]"), tokenizer.token_to_id("[unused3]")
    lonely = StanceExample(EXAMPLE.text, None, EXAMPLE.target, Stance.CRITICAL)
    never = encode_examples([EXAMPLE, lonely], tokenizer, random.Random(0))
    always = encode_examples(
        [EXAMPLE, lonely], tokenizer, random.Random(0), unmarked_probability=1.0
    )
    assert [(source in e.ids, target in e.ids) for e in never] == [(True, True), (False, True)]
    assert [(source in e.ids, target in e.ids) for e in always] == [(True, False), (False, True)]
    assert [e.label for e in never] == [0, 2]


def test_batches_hold_every_example_once() -> None:
    """The same order for the same seed."""
    tokenizer = load_tokenizer(weights_folder("stance") / "tokenizer.json")
    examples = [StanceExample("word " * n, None, None, Stance.NEUTRAL) for n in range(1, 40)]
    encoded = encode_examples(examples, tokenizer, random.Random(0))
    batches = in_batches(encoded, 4, random.Random(1))
    assert sorted(len(e.ids) for b in batches for e in b) == sorted(len(e.ids) for e in encoded)
    assert all(len(batch) <= 4 for batch in batches)
    again = in_batches(encoded, 4, random.Random(1))
    assert [[id(e) for e in b] for b in batches] == [[id(e) for e in b] for b in again]


def test_macro_f1_and_temperature_by_hand() -> None:
    """All right is 100; overconfident wrong logits want a higher temperature."""
    rows = [Encoded(np.zeros(1, dtype=np.int64), i % 3) for i in range(6)]
    right = torch.nn.functional.one_hot(torch.tensor([r.label for r in rows]), 3).float()
    assert macro_f1(right, rows) == 100.0
    assert macro_f1(torch.zeros((6, 3)) + torch.tensor([1.0, 0, 0]), rows) == 16.7
    half_wrong = 8 * torch.roll(right, 1, dims=1)
    half_wrong[:3] = 8 * right[:3]
    assert fit_temperature(half_wrong, rows) > fit_temperature(8 * right, rows)
    assert fit_temperature(8 * right, rows) == 0.5


@quiet_export
def test_training_leaves_a_classifier_that_loads(
    config: TaggerConfig, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One pass over both corpora, a temperature, a network; exported, it gives probabilities."""
    labels = ("positive", "neutral", "negative")
    dse = [
        {"text": f"[Lima] met [Quito] {label}ly.", "source": "Lima", "target": "Quito",
         "label": label}
        for label in labels
    ]  # fmt: skip
    mtsc = [{"text": f"Bad {label} Bo.", "start": 0, "end": 3, "label": label} for label in labels]
    write_jsonl(tmp_path / "dse.jsonl", dse)
    write_jsonl(tmp_path / "dse_dev.jsonl", [*dse[:1], {**dse[0], "text": "[Lima] and [Quito]."}])
    write_jsonl(tmp_path / "mtsc.jsonl", mtsc)
    stance = StanceConfig(
        seed=1,
        encoder=config.encoder,
        output=tmp_path / "run",
        data=StanceData(
            dse_train="dse.jsonl", newsmtsc_train="mtsc.jsonl", dse_dev="dse_dev.jsonl",
            newsmtsc_dev="mtsc.jsonl", damage_probability=0.2, unmarked_target_probability=0.2,
        ),
        optimisation=config.optimisation,
    )  # fmt: skip
    run = train(stance, tmp_path)
    printed = json.loads(capsys.readouterr().out)
    assert set(printed["macro_f1"]) == {"dse_unseen", "newsmtsc"}
    temperature = json.loads((run / "settings.json").read_text(encoding="utf-8"))["temperature"]
    assert 0.5 <= temperature <= 4

    export_stance(run, tmp_path / "weights", stance)
    classifier = StanceClassifier(tmp_path / "weights", n_threads=1)
    rows = classifier.probabilities([StanceInput("Lima met Quito.", Span(0, 4), None)])
    assert rows.shape == (1, 3)
    assert rows.sum() == pytest.approx(1, abs=1e-5)
