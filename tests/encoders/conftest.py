"""The packaged tokenizer, loaded once."""

from __future__ import annotations

import pytest
from tokenizers import Tokenizer

from attribution.encoders import load_tokenizer, weights_folder


@pytest.fixture(scope="session")
def tokenizer() -> Tokenizer:
    """The tokenizer of the packaged tagger."""
    return load_tokenizer(weights_folder("tagger") / "tokenizer.json")
