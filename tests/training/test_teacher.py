"""Learning from another tagger: its labels, texts that it alone labels, earlier weights."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("torch")
pytest.importorskip("transformers")

import torch
from safetensors.torch import load_file

from attribution.encoders import load_tokenizer, weights_folder
from attribution.errors import ReadError
from attribution.tagging import LABELS
from tests.training.conftest import LINKED, linked_config, quiet_export, write_jsonl
from training.config import TaggerModel
from training.corpora import AnnotatedText, read_polnear, read_unlabelled
from training.examples import IGNORED, article_examples, collate, text_pieces
from training.export import export_tagger
from training.tagger import batch_loss, fresh_network, pass_texts, train
from training.teacher import load_teacher, soft_loss

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tokenizers import Tokenizer
    from torch import Tensor

    from training.config import TaggerConfig
    from training.examples import Example

FOUND = AnnotatedText("found", "The ferry sailed, said Ulla Brok, and it was late.", (),
                      is_labelled=False)  # fmt: skip


class SureTeacher:
    """Says the same of every piece: inside a content, and inside it nothing."""

    def label_logits(self, inputs: Mapping[str, Tensor]) -> Tensor:
        """See `Teacher`."""
        logits = torch.zeros(*inputs["input_ids"].shape, 2 * len(LABELS))
        logits[..., LABELS.index("I-content")] = 9
        logits[..., len(LABELS)] = 9
        return logits


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    """The packaged tokenizer."""
    return load_tokenizer(weights_folder("tagger") / "tokenizer.json")


def taught(config: TaggerConfig, *, weight: float = 0.5) -> TaggerConfig:
    """The same run with links and a teacher."""
    model = TaggerModel(link_size=8, teacher=weights_folder("tagger"), teacher_weight=weight)
    return replace(config, model=model)


def windows_of(text: AnnotatedText, config: TaggerConfig, tokenizer: Tokenizer) -> list[Example]:
    """Undamaged windows."""
    return list(
        article_examples(text, tokenizer, config, damage_probability=0.0, rng=random.Random(0))
    )


def test_files_and_folders_of_texts_are_read(tmp_path: Path) -> None:
    """Rows of a file, and the texts one folder down, in the order of their names."""
    write_jsonl(tmp_path / "news.jsonl", [{"text": "One."}, {"text": "Two.", "outlet": "Post"}])
    for name in ("b/doc-1.txt", "a/doc-2.txt", "a/gold.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"Text of {name}.", encoding="utf-8")
    rows, files = read_unlabelled(tmp_path / "news.jsonl"), read_unlabelled(tmp_path)
    assert [text.text for text in rows] == ["One.", "Two."]
    assert [text.name for text in files] == ["a/doc-2.txt", "b/doc-1.txt"]
    assert not any(text.is_labelled or text.spans for text in (*rows, *files))
    with pytest.raises(ReadError, match="not found"):
        read_unlabelled(tmp_path / "none.jsonl")


def test_nothing_is_learnt_from_labels_that_nobody_gave(
    config: TaggerConfig, tokenizer: Tokenizer
) -> None:
    """No piece of an unlabelled text counts as outside all spans; all of them are taught."""
    examples = windows_of(FOUND, config, tokenizer)
    inputs, labels, _ = collate([examples[0], replace_ids(examples[0], 4)], tokenizer)
    assert (labels == IGNORED).all()
    inside = text_pieces(inputs)
    assert inside.sum(-1).tolist() == [len(examples[0].ids), 4]
    assert not inside[:, 0].any()


def replace_ids(example: Example, n: int) -> Example:
    """The first `n` pieces of a window."""
    return replace(example, ids=example.ids[:n], cases=example.cases[:n],
                   spaces=example.spaces[:n], labels=example.labels[:n],
                   inner=example.inner[:n])  # fmt: skip


def test_unlabelled_windows_follow_the_teacher_alone(
    config: TaggerConfig, tokenizer: Tokenizer, tiny_encoder: Path
) -> None:
    """Their loss does not depend on the teacher's weight, that of labelled ones does."""
    labelled = AnnotatedText("labelled", FOUND.text, ())
    losses: dict[tuple[str, float], float] = {}
    for text in (FOUND, labelled):
        for weight in (0.1, 0.9):
            run = taught(config, weight=weight)
            torch.manual_seed(1)
            network = fresh_network(tiny_encoder, run)
            network.eval()
            batch = windows_of(text, run, tokenizer)
            with torch.no_grad():
                loss = batch_loss(network, batch, tokenizer, run, teacher=SureTeacher())
            losses[text.name, weight] = float(loss)
    assert losses["found", 0.1] == pytest.approx(losses["found", 0.9])
    assert losses["labelled", 0.1] != pytest.approx(losses["labelled", 0.9], abs=1e-4)


def test_a_pass_reads_another_share_of_the_unlabelled(config: TaggerConfig) -> None:
    """All labelled texts, then so many others; the same ones for the same seed and pass."""
    labelled = [AnnotatedText("own", "Text.", ())]
    unlabelled = [replace(FOUND, name=f"found-{i}") for i in range(40)]
    half = replace(taught(config), data=replace(config.data, unlabelled_share=0.5))
    first, second = (pass_texts(labelled, unlabelled, half, epoch) for epoch in (0, 1))
    assert len(first) == len(second) == 21
    assert first[0] is second[0] is labelled[0]
    assert first != second
    assert first == pass_texts(labelled, unlabelled, half, 0)


def test_unlabelled_texts_need_a_teacher_and_a_share(config: TaggerConfig) -> None:
    """A config that could teach nothing is refused."""
    data = replace(config.data, unlabelled=("news.jsonl",))
    with pytest.raises(ValueError, match="need a teacher"):
        replace(config, data=data)
    with pytest.raises(ValueError, match=r"unlabelled_share is 1\.5, expected 0 to 1"):
        replace(data, unlabelled_share=1.5)


@quiet_export
def test_a_run_goes_on_from_exported_weights(
    corpus: Path, config: TaggerConfig, tokenizer: Tokenizer, tmp_path: Path, tiny_encoder: Path
) -> None:
    """The network begins as the exported one ended, and learns from unlabelled texts as well."""
    before = replace(config, model=TaggerModel(link_size=8))
    run = train(before, corpus)
    export_tagger(run, tmp_path / "weights", before, quantise=False)
    write_jsonl(corpus / "news.jsonl", [{"text": FOUND.text}])
    further = replace(
        taught(config), start=tmp_path / "weights", output=tmp_path / "further",
        data=replace(config.data, unlabelled=("news.jsonl",)),
    )  # fmt: skip
    ended, begun = load_file(run / "network.safetensors"), fresh_network(tiny_encoder, further)
    for name, values in begun.state_dict().items():
        if not name.startswith(("source_links.", "cue_links.")):
            assert torch.allclose(values, ended[name], atol=1e-5), name
    learnt = load_file(train(further, corpus) / "network.safetensors")
    assert not torch.equal(learnt["head.weight"], ended["head.weight"])
    assert len(read_polnear(corpus / "train.jsonl")) == 3


def test_a_student_comes_near_its_teacher(
    corpus: Path, config: TaggerConfig, tokenizer: Tokenizer, tmp_path: Path
) -> None:
    """The soft loss is zero for the teacher's own answers; training with a teacher runs."""
    taught = train(linked_config(config), corpus)
    teacher = load_teacher(taught, tokenizer)
    (example,) = article_examples(
        LINKED, tokenizer, config, damage_probability=0.0, rng=random.Random(0)
    )
    inputs, labels, _ = collate([example], tokenizer)
    logits = teacher.label_logits(inputs)
    assert logits.shape == (*labels.shape, 2 * len(LABELS))
    own = logits[..., : len(LABELS)]
    assert float(soft_loss(own, own, labels != IGNORED)) == pytest.approx(0, abs=1e-6)
    assert float(soft_loss(own.flip(-1), own, labels != IGNORED)) > 0
    student = replace(
        config, output=tmp_path / "student", model=TaggerModel(link_size=8, teacher=taught)
    )
    assert (train(student, corpus) / "network.safetensors").is_file()


@quiet_export
def test_packaged_weights_teach_as_well(
    corpus: Path, config: TaggerConfig, tokenizer: Tokenizer, tmp_path: Path
) -> None:
    """Exported weights label as the run they come from, padded windows included."""
    linked = linked_config(config)
    taught = train(linked, corpus)
    weights = tmp_path / "weights"
    export_tagger(taught, weights, linked, quantise=False)
    teachers = [load_teacher(folder, tokenizer) for folder in (taught, weights)]
    examples = list(article_examples(
        LINKED, tokenizer, config, damage_probability=0.0, rng=random.Random(0)
    ))  # fmt: skip
    short = replace(examples[0], ids=examples[0].ids[:5], cases=examples[0].cases[:5],
                    spaces=examples[0].spaces[:5], labels=examples[0].labels[:5],
                    inner=examples[0].inner[:5])  # fmt: skip
    inputs, labels, _ = collate([examples[0], short], tokenizer)
    as_trained, packaged = (teacher.label_logits(inputs) for teacher in teachers)
    assert packaged.shape == (*labels.shape, 2 * len(LABELS))
    counted = labels != IGNORED
    assert (as_trained - packaged)[counted].abs().max() < 0.05
    assert not packaged[1, 7:].any()
