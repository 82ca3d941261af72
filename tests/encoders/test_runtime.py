"""ONNX sessions and tokenizers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordLevel

from attribution.encoders import (
    OnnxSession,
    boundary_ids,
    load_tokenizer,
    weights_folder,
)
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
