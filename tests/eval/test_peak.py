"""Operations counted by hand, and the peak of small products."""

from __future__ import annotations

import pytest

from attribution.claimencoder import BlankModel, MarkedText
from attribution.claimencoder.inputs import encode_marked, encode_pair
from attribution.encoders import load_tokenizer, weights_folder
from eval.peak import (
    CountedClaims,
    CountedTagger,
    Operations,
    Peak,
    ProductShape,
    measure_peak,
)
from tests.eval.test_extraction import StubTagger


def shape_of(name: str) -> ProductShape:
    """Of packaged weights."""
    return ProductShape.of_file(weights_folder(name) / "model.onnx")


def test_shape_of_a_quantised_encoder() -> None:
    """Six layers of width 384: four square matrices and two of four times the width in each."""
    width = 384
    expected = ProductShape(
        integer=6 * 2 * (4 + 8) * width**2, floating=0, attention=6 * 2 * 2 * width
    )
    assert shape_of("tagger") == shape_of("claims") == expected
    one = expected.operations(10)
    assert one == Operations(10 * expected.integer, 100 * expected.attention)


def test_matrices_kept_in_32_bits_are_counted_apart() -> None:
    """The accurate tagger's last two layers have one such matrix each."""
    shape, layer = shape_of("tagger-accurate"), 2 * 12 * 768**2
    assert shape.floating == 2 * 2 * 4 * 768**2
    assert shape.integer + shape.floating == 9 * layer
    assert shape_of("claims-accurate").integer == 7 * layer


def test_share_of_the_peak() -> None:
    """1 s of 8-bit and 2 s of 32-bit products in 6 s are half of the peak."""
    peak, operations = Peak(integer=100.0, floating=10.0), Operations(100.0, 20.0)
    assert peak.seconds(operations) == 3.0
    assert peak.share(operations, 6.0) == 50.0
    assert (operations + Operations(1.0, 2.0)).divided_by(2) == Operations(50.5, 11.0)
    assert operations.total == 120.0


def test_peak_is_measured() -> None:
    """Small products on one thread give rates of any processor."""
    peak = measure_peak(1, sizes=[64])
    assert peak.integer > 1e6
    assert peak.floating > 1e6


def test_best_size_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each format for itself."""
    rates = {64: Peak(3.0, 1.0), 128: Peak(2.0, 4.0)}
    monkeypatch.setattr("eval.peak._peak_of_size", lambda _, size: rates[size])
    assert measure_peak(1, sizes=[64, 128]) == Peak(3.0, 4.0)


def test_tagger_is_counted_by_window() -> None:
    """A long text has two windows; what the tagger says passes through."""
    text = "rain " * 300
    tagger = CountedTagger(StubTagger({"rain": "cue"}), "fast")
    (tagged,) = tagger.tag([text])
    assert len(tagged) == 1
    shape = shape_of("tagger")
    assert tagger.operations == shape.operations(254 + 2) + shape.operations(300 - 224 + 2)


@pytest.mark.parametrize("tier", ["fast", "accurate"])
def test_claims_and_pairs_are_counted(tier: str) -> None:
    """Each by the pieces that go in."""
    folder = weights_folder("claims" if tier == "fast" else "claims-accurate")
    tokenizer, shape = load_tokenizer(folder / "tokenizer.json"), shape_of(folder.name)
    one, other = MarkedText("It rained."), MarkedText("No.")
    model = CountedClaims(BlankModel(), tier)
    assert len(model.claims([one, other])) == 2
    n_pieces = [len(encode_marked(item, tokenizer)) for item in (one, other)]
    expected = shape.operations(n_pieces[0]) + shape.operations(n_pieces[1])
    assert model.operations == expected
    assert len(model.pairs([(one, other)])) == 1
    pair = shape.operations(len(encode_pair(one, other, tokenizer)))
    assert model.operations == expected + pair
