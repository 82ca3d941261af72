"""A tiny seeded encoder and a tiny corpus, so that training runs in seconds and offline."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from attribution.encoders import weights_folder
from attribution.spans import LabelledSpan
from training.config import Optimisation, TaggerConfig, TaggerData, TaggerModel, Windows
from training.corpora import NO_HEAD, UNKNOWN_HEAD, AnnotatedText

if TYPE_CHECKING:
    from transformers import BertModel

quiet_export = pytest.mark.filterwarnings(
    # The tracing exporter is named old, but the new one's graphs are refused by the compression;
    "ignore:You are using the legacy TorchScript-based ONNX export:DeprecationWarning",
    "ignore:The feature will be removed. Please remove usage of this function:DeprecationWarning",
    # tracing fixes a branch on whether the mask is as long as the text, which it always is;
    "ignore:Converting a tensor to a Python:torch.jit.TracerWarning",
    # and it notes how it writes an index, which is exact for the indices of an encoder.
    "ignore:Exporting aten..index operator of advanced indexing:UserWarning",
)

ONE_PASS = Optimisation(
    epochs=1, batch_size=2, encoder_learning_rate=1e-3, head_learning_rate=1e-2,
    warmup_fraction=0.1, weight_decay=0.01, dropout=0.1, max_gradient_norm=1.0,
    checkpoint_minutes=0.0,
)  # fmt: skip

ARTICLES = (
    ("The mayor of Tarn", "said", "the bridge would open in June", "Work began in 2019."),
    ("Ilse Brandt", "warned", "the river could rise again", "Rain fell for a week."),
    ("The union", "announced", "nurses would strike on Friday", "Talks had failed."),
)


def polnear_row(name: str, source: str, cue: str, content: str, tail: str) -> dict[str, Any]:
    """A row of the PolNeAR files: one attribution, then a sentence without one."""
    text = f"{source} {cue} {content}.\n\n{tail}"
    places = {
        role: [[text.index(part), text.index(part) + len(part)]]
        for role, part in (("source", source), ("cue", cue), ("content", content))
    }
    return {"doc": name, "text": text, "attributions": [places]}


def write_jsonl(path: Path, rows: list[dict[str, Any]]) -> Path:
    """Write rows one a line."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder with three training articles and one development article."""
    rows = [polnear_row(f"a{i}", *article) for i, article in enumerate(ARTICLES)]
    write_jsonl(tmp_path / "train.jsonl", rows)
    write_jsonl(tmp_path / "dev.jsonl", rows[:1])
    return tmp_path


def make_tiny_bert() -> BertModel:
    """A random one-layer encoder over the vocabulary of the packaged tokenizer."""
    torch = pytest.importorskip("torch")
    transformers = pytest.importorskip("transformers")
    torch.manual_seed(7)
    config = transformers.BertConfig(
        vocab_size=30522, hidden_size=32, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=64, max_position_embeddings=160, attn_implementation="eager",
    )  # fmt: skip
    bert: BertModel = transformers.BertModel(config, add_pooling_layer=False)
    return bert


@pytest.fixture(scope="session")
def tiny_encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny encoder saved as a folder, with the packaged tokenizer beside it."""
    folder = tmp_path_factory.mktemp("encoder")
    make_tiny_bert().save_pretrained(folder)
    shutil.copy(weights_folder("tagger") / "tokenizer.json", folder / "tokenizer.json")
    return folder


@pytest.fixture
def config(tiny_encoder: Path, tmp_path: Path) -> TaggerConfig:
    """A run of one pass over the tiny corpus, two articles a batch."""
    return TaggerConfig(
        seed=5,
        encoder=str(tiny_encoder),
        output=tmp_path / "run",
        data=TaggerData(train="train.jsonl", dev="dev.jsonl", damage_probability=0.5),
        windows=Windows(window_pieces=60, stride_pieces=50),
        optimisation=ONE_PASS,
    )  # fmt: skip


def with_epochs(config: TaggerConfig, epochs: int) -> TaggerConfig:
    """The same run with another number of passes."""
    return replace(config, optimisation=replace(config.optimisation, epochs=epochs))


ONE_LINK = "Oda said the port will close. Bo agreed."
LINKED = AnnotatedText(
    "linked",
    ONE_LINK,
    (
        LabelledSpan(0, 3, "source"),
        LabelledSpan(4, 8, "cue"),
        LabelledSpan(9, 28, "content"),
        LabelledSpan(33, 39, "cue"),
    ),
    heads=(UNKNOWN_HEAD, 0, 1, NO_HEAD),
)


def linked_config(config: TaggerConfig) -> TaggerConfig:
    """The tiny run with links and inner labels."""
    return replace(config, model=TaggerModel(link_size=8))
