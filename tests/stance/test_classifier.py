"""The stance head and its mixture with the act."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from attribution.encoders import load_tokenizer, weights_folder
from attribution.errors import ModelError
from attribution.reading.jsonl import read_jsonl
from attribution.records import Act, Attribution, Stance
from attribution.spans import Span
from attribution.stance import (
    StanceClassifier,
    StanceInput,
    find_target,
    stance_input,
    stance_of,
)
from attribution.stance.corpora import read_dse, read_newsmtsc
from attribution.stance.encoding import MAX_PIECES, encode_marked


@pytest.fixture(scope="module")
def classifier() -> StanceClassifier:
    """The packaged head."""
    return StanceClassifier.load()


def span_of(text: str, words: str) -> Span:
    """Where `words` stand in `text`."""
    return Span(text.index(words), text.index(words) + len(words))


def test_probabilities_are_rows_that_sum_to_one(classifier: StanceClassifier) -> None:
    """(n_inputs, 3), also for no input at all."""
    rows = classifier.probabilities([StanceInput("Peru thanked Chile.", None, None)] * 2)
    assert rows.shape == (2, 3)
    assert np.allclose(rows.sum(axis=1), 1)
    assert classifier.probabilities([]).shape == (0, 3)


def test_plain_praise_and_blame_are_told_apart(classifier: StanceClassifier) -> None:
    """Toward the marked target the head leans the right way."""
    praise = "The minister praised the envoy as a brilliant and honest partner."
    blame = "The minister blasted the envoy as a corrupt and shameful liar."
    rows = classifier.probabilities(
        [
            StanceInput(text, span_of(text, "The minister"), span_of(text, "the envoy"))
            for text in (praise, blame)
        ]
    )
    supportive, _, critical = range(3)
    assert rows[0, supportive] > rows[1, supportive]
    assert rows[1, critical] > rows[0, critical]


def test_result_does_not_depend_on_neighbours(classifier: StanceClassifier) -> None:
    """One input gives the same numbers alone and in company."""
    one = StanceInput("Oslo said the offer was a start.", None, None)
    other = StanceInput("Shouting and blame filled the hall for hours on end.", None, None)
    alone = classifier.probabilities([one])
    assert np.array_equal(classifier.probabilities([other, one, other])[1:2], alone)


def test_act_decides_where_the_head_is_unsure() -> None:
    """With even probabilities an accusation is critical and an agreement supportive."""
    even = np.full(3, 1 / 3)
    assert stance_of(even, Act.ACCUSE)[0] is Stance.CRITICAL
    assert stance_of(even, Act.AGREE)[0] is Stance.SUPPORTIVE
    assert stance_of(even, Act.ASSERT, model_weight=0.0)[0] is Stance.NEUTRAL


def test_sure_head_outweighs_a_default_act() -> None:
    """A plain assertion takes the head's side."""
    stance, score = stance_of(np.array([0.02, 0.08, 0.90]), Act.ASSERT)
    assert stance is Stance.CRITICAL
    assert 0 < score <= 1


def test_target_is_the_first_mention_of_talks() -> None:
    """Outside the contents nothing counts."""
    text = "The deal aside, she said the talks and the plan were dead."
    content = Span(text.index("the talks"), len(text))
    assert find_target(text, [content]) == span_of(text, "talks")
    assert find_target(text, [Span(0, 3)]) is None


def test_input_is_the_stretch_of_the_claim() -> None:
    """Offsets are moved along and stay inside."""
    text = "Yesterday it rained. Lima said that the talks went on. The end."
    attribution = Attribution(
        source=span_of(text, "Lima"), cue=span_of(text, "said"),
        contents=(span_of(text, "that the talks went on"),),
    )  # fmt: skip
    item = stance_input(text, attribution)
    assert item.text == "Lima said that the talks went on"
    assert item.source == Span(0, 4)
    assert item.target is not None
    assert item.target.slice(item.text) == "talks"


def test_marks_stand_around_the_spans() -> None:
    """Adjacent spans keep their marks apart; long texts keep theirs."""
    tokenizer = load_tokenizer(weights_folder("stance") / "tokenizer.json")
    ids = encode_marked("Lima blamed Rome", tokenizer, source=Span(0, 4), target=Span(12, 16))
    words = [tokenizer.id_to_token(int(i)) for i in ids]
    assert words[:4] == ["[CLS]", "[unused1]", "lima", "[unused2]"]
    assert words[-4:] == ["[unused3]", "rome", "[unused4]", "[SEP]"]
    long = "word " * 500 + "Quito"
    ids = encode_marked(long, tokenizer, target=Span(len(long) - 5, len(long)))
    assert len(ids) <= MAX_PIECES
    assert tokenizer.token_to_id("[unused3]") in ids.tolist()


def test_other_labels_are_a_model_error(tmp_path: Path) -> None:
    """Weights of another task do not load as stances."""
    folder = tmp_path / "stance"
    shutil.copytree(weights_folder("stance"), folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["labels"] = ["yes", "no"]
    (folder / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(ModelError, match="are not the stances"):
        StanceClassifier(folder)


def test_corpus_readers(tmp_path: Path) -> None:
    """Brackets go, clipped mentions grow to their word, odd rows are left out."""
    dse = tmp_path / "dse.jsonl"
    rows = [
        {"text": "[Lima]s envoy thanked [Quito].", "source": "Lima", "target": "Quito",
         "label": "positive"},
        {"text": "no brackets", "source": "a", "target": "b", "label": "neutral"},
    ]  # fmt: skip
    dse.write_text("\n".join(json.dumps(row) for row in rows))
    (example,) = read_dse(read_jsonl(dse))
    assert example.text == "Limas envoy thanked Quito."
    assert example.source is not None
    assert example.target is not None
    assert example.source.slice(example.text) == "Limas"
    assert example.target.slice(example.text) == "Quito"
    assert example.stance is Stance.SUPPORTIVE
    mtsc = tmp_path / "mtsc.jsonl"
    mtsc.write_text(json.dumps({"text": "Bad Bo.", "start": 4, "end": 6, "label": "negative"}))
    (example,) = read_newsmtsc(read_jsonl(mtsc))
    assert example.source is None
    assert example.stance is Stance.CRITICAL
