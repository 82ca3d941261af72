"""ONNX sessions and tokenizers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from tokenizers import Tokenizer
from tokenizers.models import WordLevel

from attribution.encoders import (
    OnnxSession,
    boundary_ids,
    load_tokenizer,
    weights_folder,
)
from attribution.encoders.runtime import N_AHEAD
from attribution.errors import ModelError


def test_file_that_is_not_onnx_is_a_model_error(tmp_path: Path) -> None:
    """Neither other bytes, nor no bytes, nor no file load."""
    path = tmp_path / "model.onnx"
    for content in (b"not a model", b"", None):
        path.unlink(missing_ok=True)
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(ModelError, match="ONNX Runtime cannot load it") as caught:
            OnnxSession(path)
        assert str(caught.value).startswith(str(path))
        assert "\n" not in str(caught.value)


def test_file_that_is_not_a_tokenizer_is_a_model_error(tmp_path: Path) -> None:
    """The message names the file."""
    path = tmp_path / "tokenizer.json"
    path.write_text('{"version": 3}', encoding="utf-8")
    with pytest.raises(ModelError, match="not a tokenizer"):
        load_tokenizer(path)
    with pytest.raises(ModelError, match=r"none\.json: not a tokenizer"):
        load_tokenizer(tmp_path / "none.json")


def test_loaded_tokenizer_neither_cuts_nor_pads(tmp_path: Path) -> None:
    """Settings stored in the file for training do not reach inference."""
    stored = load_tokenizer(weights_folder("tagger") / "tokenizer.json")
    stored.enable_truncation(4)
    stored.enable_padding(length=16)
    stored.save(str(tmp_path / "tokenizer.json"))
    tokenizer = load_tokenizer(tmp_path / "tokenizer.json")
    assert len(tokenizer.encode("one two three four five six", add_special_tokens=False).ids) == 6
    assert len(tokenizer.encode("one", add_special_tokens=False).ids) == 1


def test_boundary_pieces_must_be_in_the_vocabulary() -> None:
    """A tokenizer of another kind of model is refused."""
    assert boundary_ids(load_tokenizer(weights_folder("tagger") / "tokenizer.json")) == (101, 102)
    other = Tokenizer(WordLevel({"[CLS]": 0, "talks": 1}))
    with pytest.raises(ModelError, match=r"no \[CLS\] or \[SEP\]"):
        boundary_ids(other)


@pytest.mark.parametrize("n_threads", [1, 2])
def test_results_come_in_the_order_of_the_inputs(n_threads: int) -> None:
    """Also when there are more inputs than are held at once."""
    session = OnnxSession(weights_folder("tagger") / "model.onnx", n_threads=n_threads)
    inputs = []
    for i in range(40):
        ids = np.array([[101, 2000 + i, 102]], dtype=np.int64)
        features = {name: np.zeros_like(ids) for name in ("case_ids", "space_ids")}
        inputs.append({"input_ids": ids, "attention_mask": np.ones_like(ids), **features})
    together = session.run(inputs)
    assert len(together) == 40
    for i in (0, 1, 31, 32, 39):
        assert np.array_equal(together[i], session.run([inputs[i]])[0])
    assert session.run([]) == []


class Echo(OnnxSession):
    """Gives back what it is given."""

    def __init__(self, n_threads: int) -> None:
        """No model."""
        self._n_threads = n_threads

    def _run_one(self, inputs: Mapping[str, NDArray[np.int64]]) -> NDArray[np.float32]:
        return inputs["number"].astype(np.float32)


@pytest.mark.parametrize("n_threads", [1, 2])
def test_outputs_come_in_order_and_few_inputs_are_in_hand(n_threads: int) -> None:
    """However many there are, inputs are made only a little before their outputs are used."""
    made = 0

    def numbers() -> Iterator[dict[str, NDArray[np.int64]]]:
        nonlocal made
        for made in range(1, 201):
            yield {"number": np.array([made])}

    outputs = Echo(n_threads).run_lazily(numbers())
    for expected in range(1, 201):
        assert next(outputs)[0] == expected
        assert made - expected <= N_AHEAD * n_threads
    assert next(outputs, None) is None


def test_failing_input_reaches_the_caller() -> None:
    """An error on another thread is raised where its output is asked for."""
    outputs = Echo(2).run_lazily([{"number": np.array([1])}, {}, {"number": np.array([3])}])
    assert next(outputs)[0] == 1
    with pytest.raises(KeyError, match="number"):
        next(outputs)
