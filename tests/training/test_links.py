"""Fitting of link tables on whole articles."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("transformers")

import torch

from attribution.encoders import Pieces, encode_text, load_tokenizer, weights_folder
from attribution.linking import LinkScorer
from attribution.spans import LabelledSpan
from attribution.tagging import LABELS, LINK_PARTS
from attribution.tagging.decoding import PieceScores
from training import links
from training.corpora import NO_HEAD, UNKNOWN_HEAD, AnnotatedText
from training.examples import IGNORED

if TYPE_CHECKING:
    from attribution.tagging import Tagger

SIZE = 6


class BlindTagger:
    """Gives every piece the same link vectors, so that only distances can tell heads apart."""

    def __init__(self) -> None:
        """Use the packaged tokenizer."""
        self._tokenizer = load_tokenizer(weights_folder("tagger") / "tokenizer.json")

    def score(self, texts: Sequence[str]) -> list[tuple[Pieces, PieceScores]]:
        """Pieces with constant scores."""
        scored = []
        for text in texts:
            pieces = encode_text(text, self._tokenizer)
            vectors = np.ones((len(pieces), len(LINK_PARTS), SIZE), dtype=np.float32)
            labels = np.zeros((len(pieces), len(LABELS)), dtype=np.float32)
            scored.append((pieces, PieceScores(labels, None, vectors)))
        return scored


def articles() -> list[AnnotatedText]:
    """Twenty articles in which a cue's source is the nearest before it, the last has none."""
    sentence = "Oda said so. "
    found = []
    for n in range(3, 23):
        text = sentence * n + "Reported it was."
        spans, heads = list[LabelledSpan](), list[int]()
        for i in range(n):
            at = i * len(sentence)
            spans += [LabelledSpan(at, at + 3, "source"), LabelledSpan(at + 4, at + 8, "cue")]
            heads += [UNKNOWN_HEAD, len(spans) - 2]
        spans.append(LabelledSpan(n * len(sentence), n * len(sentence) + 8, "cue"))
        heads.append(NO_HEAD)
        found.append(AnnotatedText(str(n), text, tuple(spans), tuple(heads)))
    return found


def blind() -> Tagger:
    """The stub, as what it stands for."""
    return BlindTagger()  # type: ignore[return-value] # a stub


def test_pairs_hold_near_heads_and_the_right_one() -> None:
    """Hidden heads leave their dependents with none; padding is out of reach."""
    pairs = links.gather(articles(), blind(), "cue", n_heads=8)
    n = len(pairs.chosen)
    assert pairs.dots.shape == (n, 8, SIZE)
    assert pairs.features.shape == (n, 8, 3)
    known = pairs.chosen[(pairs.chosen != IGNORED) & (pairs.chosen < 8)]
    assert len(known) > n / 2
    assert pairs.reach[torch.arange(n)[pairs.chosen < 8], pairs.chosen[pairs.chosen < 8]].all()
    assert (pairs.chosen == 8).sum() >= 20


def test_fitted_tables_prefer_the_nearest_source() -> None:
    """Where vectors say nothing, the tables learn the order of the text."""
    pairs = links.gather(articles(), blind(), "cue", n_heads=8)
    before = links.fit_links(pairs, n_steps=0)
    after = links.fit_links(pairs, n_steps=150)

    def share_right(fit: links.TableFit) -> float:
        right = pairs.chosen != IGNORED
        found = fit(pairs, with_vectors=True).argmax(1)
        return float((found == pairs.chosen)[right].float().mean())

    assert share_right(after) > 0.85
    assert share_right(after) > share_right(before)


def test_command_line_writes_tables_that_load(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file is replaced, its hash renewed, and the scorer reads it."""
    from attribution.encoders import Manifest, read_manifest, write_manifest  # noqa: PLC0415

    (tmp_path / "links.json").write_text("{}", encoding="utf-8")
    write_manifest(tmp_path, Manifest(name="m", files={"links.json": ""}))
    monkeypatch.setattr(links, "Tagger", lambda _: BlindTagger())
    monkeypatch.setattr(links, "read_polnear", lambda _: articles())
    config = Path(__file__).parents[2] / "configs" / "training" / "tagger-fast.toml"
    monkeypatch.setattr(sys, "argv", ["links", str(tmp_path), "--config", str(config)])
    # The articles have no contents: fit the tables of both kinds on the links of their cues.
    gather = links.gather
    monkeypatch.setattr(links, "gather", lambda found, tagger, _: gather(found, tagger, "cue"))
    links.main()
    assert "% right" in capsys.readouterr().out
    assert set(json.loads((tmp_path / "links.json").read_text())) == {
        "format_version", "source", "cue",
    }  # fmt: skip
    read_manifest(tmp_path)
    assert LinkScorer.beside(tmp_path) is not None
