"""Training of the tagger on a tiny network and corpus, from articles to a tagger that loads."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("transformers")

import torch
from safetensors.torch import load_file

from attribution.encoders import (
    encode_text,
    load_tokenizer,
    read_manifest,
    weights_folder,
)
from attribution.linking import LinkScorer, TextGrid, link_spans
from attribution.linking.features import FEATURE_SIZES, pair_features
from attribution.spans import LabelledSpan, Span
from attribution.tagging import LABELS, TaggedSpan, Tagger
from attribution.tagging.network import TaggerNetwork
from tests.training.conftest import (
    LINKED,
    ONE_LINK,
    linked_config,
    make_tiny_bert,
    quiet_export,
    with_epochs,
)
from training import loop
from training.corpora import UNKNOWN_HEAD, AnnotatedText, read_polnear
from training.examples import (
    IGNORED,
    Example,
    article_examples,
    collate,
    epoch_batches,
    piece_labels,
)
from training.export import export_tagger, load_tagger_network
from training.loop import Checkpointer, build_optimiser, take_step
from training.tagger import batch_loss, dev_figures, train

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from training.config import TaggerConfig


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    """The packaged tokenizer."""
    return load_tokenizer(weights_folder("tagger") / "tokenizer.json")


def test_piece_labels_follow_the_spans(tokenizer: Tokenizer) -> None:
    """B on the first piece, I on the rest, O elsewhere, also inside a glued word."""
    text = "Oda saidthat it rained."
    pieces = encode_text(text, tokenizer)
    spans = [LabelledSpan(13, 22, "content"), LabelledSpan(0, 3, "source")]
    names = [LABELS[i] for i in piece_labels(pieces, spans)]
    by_word = {
        text[s:e]: name for s, e, name in zip(pieces.starts, pieces.ends, names, strict=True)
    }
    assert by_word["it"] == "B-content"
    assert by_word["rained"] == "I-content"
    assert by_word["."] == "O"
    assert names[0] == "B-source"
    assert names.count("B-source") == names.count("B-content") == 1


def test_piece_cut_by_two_spans_goes_to_the_first(tokenizer: Tokenizer) -> None:
    """A piece has one label; a span that is left with no piece is dropped."""
    pieces = encode_text("said it", tokenizer)
    spans = [LabelledSpan(0, 2, "cue"), LabelledSpan(2, 7, "content")]
    assert [LABELS[i] for i in piece_labels(pieces, spans)] == ["B-cue", "B-content"]
    spans = [LabelledSpan(0, 2, "cue"), LabelledSpan(2, 4, "content")]
    assert [LABELS[i] for i in piece_labels(pieces, spans)] == ["B-cue", "O"]
    assert piece_labels(encode_text("", tokenizer), []).shape == (0,)


def test_collated_batch_is_framed_and_padded(
    corpus: Path, config: TaggerConfig, tokenizer: Tokenizer
) -> None:
    """[CLS] and [SEP] around each window; frame and padding have no label."""
    examples = [
        example
        for article in read_polnear(corpus / "train.jsonl")
        for example in article_examples(
            article, tokenizer, config, damage_probability=0.0, rng=random.Random(0)
        )
    ]
    inputs, labels, inner = collate(examples, tokenizer)
    lengths = [len(example.ids) + 2 for example in examples]
    assert labels.shape == (3, max(lengths))
    assert len(set(lengths)) > 1
    for i, n in enumerate(lengths):
        assert inputs["input_ids"][i, 0] == 101
        assert inputs["input_ids"][i, n - 1] == 102
        assert inputs["attention_mask"][i].tolist() == [1] * n + [0] * (max(lengths) - n)
        ignored = (labels[i] == IGNORED).nonzero().flatten().tolist()
        assert ignored == [0, *range(n - 1, max(lengths))]
        assert np.array_equal(labels[i, 1 : n - 1].numpy(), examples[i].labels)
    assert (inner == IGNORED).all()


def test_passes_are_the_same_for_the_same_seed(
    corpus: Path, config: TaggerConfig, tokenizer: Tokenizer
) -> None:
    """Damage, cuts and order depend on seed and pass only."""
    articles = read_polnear(corpus / "train.jsonl")

    def ids(seed: int, epoch: int) -> list[list[list[int]]]:
        batches = epoch_batches(articles, tokenizer, replace(config, seed=seed), epoch)
        return [[example.ids.tolist() for example in batch] for batch in batches]

    assert ids(5, 0) == ids(5, 0)
    assert len({json.dumps(ids(5, epoch)) for epoch in range(5)}) > 1
    assert len({json.dumps(ids(seed, 0)) for seed in range(5)}) > 1
    assert all(max(map(len, batch)) * len(batch) <= 2 * 60 for batch in ids(5, 0))


def test_long_articles_are_cut_into_overlapping_windows(
    config: TaggerConfig, tokenizer: Tokenizer
) -> None:
    """Each window is at most as long as the config says; labels are cut with it."""
    text = "Oda said it rained. " * 30
    spans = tuple(LabelledSpan(20 * i, 20 * i + 3, "source") for i in range(30))
    article = AnnotatedText("long", text, spans)
    windows = list(
        article_examples(article, tokenizer, config, damage_probability=0.0, rng=random.Random(1))
    )
    n_pieces = len(encode_text(text, tokenizer))
    assert len(windows) == -(-(n_pieces - 10) // 50)
    assert all(len(w.ids) == len(w.labels) <= 60 for w in windows)
    assert all((w.labels != 0).any() for w in windows)


def test_loss_falls_on_eight_examples(config: TaggerConfig, tokenizer: Tokenizer) -> None:
    """Thirty steps on one batch of eight lower the loss by more than half."""
    torch.manual_seed(3)
    network = TaggerNetwork(make_tiny_bert(), n_labels=len(LABELS), dropout=0.0)
    optimiser = build_optimiser(network, config.optimisation)
    names = "Oda Bo Ute Kim Lev Ana Per Zoe"
    batch: list[Example] = []
    for name in names.split():
        text = f"{name} said the port will close."
        n = len(name)
        spans = (LabelledSpan(0, n, "source"), LabelledSpan(n + 1, n + 5, "cue"),
                 LabelledSpan(n + 6, len(text) - 1, "content"))  # fmt: skip
        article = AnnotatedText(name, text, spans)
        batch += article_examples(
            article, tokenizer, config, damage_probability=0.0, rng=random.Random(0)
        )
    assert len(batch) == 8
    losses = [
        take_step(
            network, optimiser, batch_loss(network, batch, tokenizer, config),
            rate_factor=1.0, max_gradient_norm=1.0,
        )
        for _ in range(30)
    ]  # fmt: skip
    assert losses[-1] < losses[0] / 2


def test_dev_figures_of_a_perfect_network(
    corpus: Path, config: TaggerConfig, tokenizer: Tokenizer
) -> None:
    """A network that knows the answers has 100 %; one that says nothing has 0."""
    articles = read_polnear(corpus / "dev.jsonl")
    (example,) = article_examples(
        articles[0], tokenizer, config, damage_probability=0.0, rng=random.Random(0)
    )

    class Oracle(torch.nn.Module):
        """Gives the labels it was made with."""

        n_labels = len(LABELS)

        def __init__(self, labels: np.ndarray) -> None:
            super().__init__()
            self.labels = torch.from_numpy(labels)

        def forward(self, input_ids: torch.Tensor, **_: torch.Tensor) -> torch.Tensor:
            logits = torch.zeros((*input_ids.shape, len(LABELS)))
            logits[0, 1:-1] = torch.nn.functional.one_hot(self.labels, len(LABELS)).float()
            return logits

    def figures(labels: np.ndarray) -> dict[str, float]:
        return dev_figures(Oracle(labels), articles, tokenizer, config)  # type: ignore[arg-type] # a stub

    assert figures(example.labels) == {"source": 100.0, "cue": 100.0, "content": 100.0}
    assert figures(np.zeros_like(example.labels)) == {"source": 0.0, "cue": 0.0, "content": 0.0}


@quiet_export
def test_training_leaves_a_tagger_that_loads(
    corpus: Path, config: TaggerConfig, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One pass, a log line, a network; exported, it tags, and its manifest tells its config."""
    run = train(config, corpus)
    assert run == config.output
    (line,) = (run / "log.jsonl").read_text(encoding="utf-8").splitlines()
    logged = json.loads(line)
    assert logged["epoch"] == 1
    assert logged["loss"] > 0
    assert set(logged["dev"]) == {"source", "cue", "content"}
    assert capsys.readouterr().out.strip() == line

    weights = tmp_path / "weights"
    export_tagger(run, weights, config)
    manifest = read_manifest(weights)
    assert manifest.training["seed"] == 5
    assert manifest.labels == LABELS
    assert manifest.settings == {
        "window_pieces": 60,
        "stride_pieces": 50,
        "begin_piece": 101,
        "end_piece": 102,
        "hidden_size": 32,
        "n_layers": 1,
    }
    assert LinkScorer.beside(weights) is None
    text = "The mayor of Tarn said the bridge would open in June."
    (tagged,) = Tagger(weights, n_threads=1).tag([text])
    assert all(t.span.end <= len(text) for t in tagged)


class Killed(BaseException):
    """Stands for a process that ends at once."""


def test_killed_run_resumes_to_the_same_network(
    corpus: Path, config: TaggerConfig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped inside the second pass and started again, it ends where an unbroken run ends."""
    single = replace(config, optimisation=replace(config.optimisation, batch_size=1))
    whole = with_epochs(replace(single, output=tmp_path / "whole"), 3)
    broken = with_epochs(replace(single, output=tmp_path / "broken"), 3)
    train(whole, corpus)

    done: list[int] = []
    save_if_due = Checkpointer.save_if_due

    def save_then_die(
        self: Checkpointer, network: TaggerNetwork, optimiser: torch.optim.Optimizer, step: int
    ) -> None:
        save_if_due(self, network, optimiser, step)
        done.append(step)
        if len(done) == 5:
            raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(Checkpointer, "save_if_due", save_then_die)
        with pytest.raises(Killed):
            train(broken, corpus)
    assert not (broken.output / "network.safetensors").exists()
    torch.manual_seed(99)  # another process would start from another state
    train(broken, corpus)
    expected = load_file(whole.output / "network.safetensors")
    resumed = load_file(broken.output / "network.safetensors")
    assert set(expected) == set(resumed)
    for name, tensor in expected.items():
        assert torch.allclose(tensor, resumed[name], atol=1e-6), name
    log = (broken.output / "log.jsonl").read_text(encoding="utf-8")
    epochs = [json.loads(line)["epoch"] for line in log.splitlines()]
    assert epochs == [1, 2, 3]


def test_finished_run_is_not_trained_again(
    corpus: Path, config: TaggerConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Started again with the same config it only writes the network once more."""
    train(config, corpus)
    first = load_file(config.output / "network.safetensors")

    def refuse(*_: object, **__: object) -> float:
        pytest.fail("a finished run took a step")

    monkeypatch.setattr(loop, "take_step", refuse)
    train(config, corpus)
    again = load_file(config.output / "network.safetensors")
    assert all(torch.equal(first[name], again[name]) for name in first)


def test_examples_carry_the_links_of_their_window(
    config: TaggerConfig, tokenizer: Tokenizer
) -> None:
    """Heads are numbered within the window; no head comes after the last one."""
    (example,) = article_examples(
        LINKED, tokenizer, config, damage_probability=0.0, rng=random.Random(0)
    )
    of_cues, of_contents = example.links["cue"], example.links["content"]
    assert of_cues.chosen.tolist() == [0, 1]
    assert of_contents.chosen.tolist() == [0]
    assert of_cues.heads.tolist() == [[0, 1]]
    assert of_contents.dependents.shape == (1, 2)
    assert of_cues.features.shape == (2, 1, len(FEATURE_SIZES))
    assert (example.inner == IGNORED).all()


def test_heads_outside_the_window_teach_nothing(config: TaggerConfig, tokenizer: Tokenizer) -> None:
    """A source that another window holds is neither a candidate nor the answer none."""
    filler = "Rain fell on the hills. " * 20
    text = "Oda spoke. " + filler + "She said it rained."
    at = text.index("said")
    article = AnnotatedText(
        "far", text, (LabelledSpan(0, 3, "source"), LabelledSpan(at, at + 4, "cue")),
        heads=(UNKNOWN_HEAD, 0),
    )  # fmt: skip
    windows = list(
        article_examples(article, tokenizer, config, damage_probability=0.0, rng=random.Random(0))
    )
    assert windows[-1].links["cue"].chosen.tolist() == [IGNORED]
    assert windows[0].links["cue"].chosen.tolist() == []


def test_inner_labels_count_inside_contents_only(
    config: TaggerConfig, tokenizer: Tokenizer
) -> None:
    """Silver spans label the pieces of contents; everything else is ignored."""
    inner = [LabelledSpan(9, 17, "source")]
    (example,) = article_examples(
        LINKED, tokenizer, config, damage_probability=0.0, rng=random.Random(0), inner=inner
    )
    names = {LABELS[i] for i in example.inner if i != IGNORED}
    assert names == {"B-source", "I-source", "O"}
    in_content = example.labels >= LABELS.index("B-content")
    assert ((example.inner != IGNORED) == in_content).all()


def test_lone_sentences_come_without_context(config: TaggerConfig, tokenizer: Tokenizer) -> None:
    """With probability one every sentence is also an example of its own."""
    article = replace(LINKED, sentences=(Span(0, 29), Span(30, 40)))
    alone = replace(config, data=replace(config.data, lone_sentence_probability=1.0))
    undamaged = random.Random(0)
    undamaged.random = lambda: 0.6  # type: ignore[method-assign] # over 0.5: no damage
    examples = list(
        article_examples(article, tokenizer, alone, damage_probability=0.5, rng=undamaged)
    )
    lengths = [len(example.ids) for example in examples]
    assert lengths[-2:] == [len(encode_text(t, tokenizer)) for t in (ONE_LINK[:29], "Bo agreed.")]


@quiet_export
def test_exported_links_score_like_the_network(
    corpus: Path, config: TaggerConfig, tmp_path: Path, tokenizer: Tokenizer
) -> None:
    """What the runtime computes from vectors and tables is what the torch heads compute."""
    chosen = linked_config(config)
    chosen = replace(chosen, model=replace(chosen.model, label_bias={"cue": 0.25}))
    run = train(chosen, corpus)
    weights = tmp_path / "weights"
    export_tagger(run, weights, chosen, quantise=False)
    network = load_tagger_network(run, chosen)
    torch.manual_seed(1)
    spans = [TaggedSpan(Span(0, 3), "source", 1.0, torch.randn(4, 8).numpy()),
             TaggedSpan(Span(4, 8), "cue", 1.0, torch.randn(4, 8).numpy())]  # fmt: skip
    scorer = LinkScorer.beside(weights)
    assert scorer is not None
    grid = TextGrid.of(ONE_LINK)
    ((head, probability),) = scorer.choose(grid, spans[1:], spans[:1], head_role="source")
    features = torch.from_numpy(pair_features(grid, [spans[1].span], [spans[0].span]))
    assert spans[0].link is not None
    assert spans[1].link is not None
    scores = network.source_links(
        torch.from_numpy(spans[1].link[:1]), torch.from_numpy(spans[0].link[1:2]), features
    )
    expected = scores.softmax(-1)[0].detach()
    assert probability == pytest.approx(float(expected.max()), abs=1e-5)
    assert (head is None) is bool(expected.argmax() == 1)
    (tagged,) = Tagger(weights, n_threads=1).tag([ONE_LINK])
    assert all(t.link is not None and t.link.shape == (4, 8) for t in tagged)
    link_spans(ONE_LINK, tagged, scorer=scorer)
    manifest = read_manifest(weights)
    assert manifest.settings["link_size"] == 8
    assert manifest.settings["cue_bias"] == 0.25
    assert "links.json" in manifest.files
