"""The choice of what runs the packaged weights, and how near the backends are."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from attribution.claimencoder import ClaimEncoder, MarkedText
from attribution.claimencoder.heads import HEADS, VECTOR
from attribution.encoders import BACKENDS, DEFAULT_BACKEND
from attribution.errors import ModelError
from attribution.tagging import TIERS, Tagger

TEXTS = (
    "The finance minister said that the new tax would start in May.\n\n"
    "“We will not sign this treaty,” Ambassador Ilse Vandermeer told reporters on Friday.",
    "According to the port authority, three ships were turned away.",
    "Snow fell in the hills during the night. " * 30 + "The mayor denied that a road was closed.",
)


def without(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if `module` were not installed and nothing had asked for it yet."""
    monkeypatch.setitem(sys.modules, module, None)
    for name in ("attribution.encoders.stored", "attribution.encoders.torch_runtime"):
        monkeypatch.delitem(sys.modules, name, raising=False)


def test_unknown_backend_is_a_model_error() -> None:
    """The message lists the backends there are."""
    with pytest.raises(ModelError, match="backend 'tpu' is unknown; choose from onnx, torch"):
        Tagger.load("fast", backend="tpu")
    assert DEFAULT_BACKEND in BACKENDS


@pytest.mark.parametrize("module", ["torch", "onnx", "transformers"])
def test_missing_extra_is_one_line(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what is missing and how to install it."""
    without(module, monkeypatch)
    with pytest.raises(ModelError) as caught:
        Tagger.load("fast", backend="torch")
    expected = f"the torch backend needs {module}: pip install 'attribution[torch]'"
    assert str(caught.value) == expected


def test_default_backend_loads_neither_torch_nor_onnx() -> None:
    """What the small installation lacks is never asked for."""
    code = (
        "import sys, attribution; attribution.extract('The mayor said no.');"
        "print(sorted({'torch', 'onnx', 'transformers'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603 - our own interpreter
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("tier", TIERS)
def test_taggers_agree(tier: str) -> None:
    """The same spans; probabilities differ by what quantised activations lose."""
    pytest.importorskip("transformers")
    pytest.importorskip("onnx")
    onnx = Tagger.load(tier, n_threads=1)
    torch = Tagger.load(tier, n_threads=1, backend="torch")
    for (_, expected), (_, found) in zip(onnx.score(TEXTS), torch.score(TEXTS), strict=True):
        apart = np.abs(np.exp(expected.labels) - np.exp(found.labels))
        assert 0 < apart.mean() < 0.008  # 0.005 over many texts
        assert apart.max() < 0.4
    spans = [[[(t.span, t.role) for t in tagged] for tagged in tagger.tag(TEXTS)]
             for tagger in (onnx, torch)]  # fmt: skip
    assert spans[0] == spans[1]
    assert all(spans[0])


@pytest.mark.parametrize("tier", TIERS)
def test_claim_encoders_agree(tier: str) -> None:
    """With word embeddings of their own or in the tagger's file."""
    pytest.importorskip("transformers")
    pytest.importorskip("onnx")
    items = [MarkedText(text) for text in TEXTS]
    onnx, torch = (ClaimEncoder.load(tier, n_threads=1, backend=b) for b in BACKENDS)
    expected, found = onnx.claims(items), torch.claims(items)
    for head in HEADS:
        if head != VECTOR:
            apart = np.abs(expected.probabilities(head) - found.probabilities(head))
            assert apart.max() < 0.3
    cosines = (onnx.matters(items) * torch.matters(items)).sum(axis=1)
    assert cosines.min() > 0.85
    pair = [(items[0], items[1])]
    apart = onnx.pairs(pair).probabilities("relation") - torch.pairs(pair).probabilities("relation")
    assert np.abs(apart).max() < 0.3
