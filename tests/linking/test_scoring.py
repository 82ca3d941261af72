"""Learned links: features of pairs, choice of heads, calibration, damaged tables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.errors import ModelError
from attribution.linking import LinkScorer, TextGrid, link_spans
from attribution.linking.confidence import Calibration
from attribution.linking.features import FEATURE_SIZES, pair_features
from attribution.spans import Span
from attribution.tagging import LINK_PARTS, TaggedSpan

SIZE = 4


def tables(**changes: object) -> dict[str, Any]:
    """Link tables that prefer the nearest head before a span, and none only without any."""
    rank = [0.0] * FEATURE_SIZES["rank"]
    rank[3] = 5.0
    relation = {
        "tables": {"rank": rank, "crossing": [0.0] * FEATURE_SIZES["crossing"],
                   "gap": [0.0] * FEATURE_SIZES["gap"]},
        "none": [0.0] * SIZE, "none_bias": -1.0,
    }  # fmt: skip
    return {"format_version": 1, "source": relation, "cue": relation, **changes}


def scorer_of(folder: Path, table: dict[str, Any]) -> LinkScorer:
    """A scorer that reads `table`."""
    path = folder / "links.json"
    path.write_text(json.dumps(table), encoding="utf-8")
    return LinkScorer(path)


def spans_of(text: str, role: str, *words: str) -> list[TaggedSpan]:
    """A span a word, with zero link vectors."""
    zero = np.zeros((len(LINK_PARTS), SIZE), dtype=np.float32)
    return [TaggedSpan(Span(text.index(w), text.index(w) + len(w)), role, 0.9, zero) for w in words]


def test_features_tell_neighbour_crossing_and_distance() -> None:
    """Hand-computed for two sources around a cue."""
    text = "Oda waited. Bo said so.\n\nUte left."
    grid = TextGrid.of(text)
    cue = Span(text.index("said"), text.index("said") + 4)
    heads = [Span(0, 3), Span(12, 14), Span(text.index("Ute"), text.index("Ute") + 3)]
    table = pair_features(grid, [cue], heads)
    assert table.shape == (1, 3, 3)
    assert table[0, :, 0].tolist() == [2, 3, 4]
    assert table[0, :, 1].tolist() == [1, 0, 9 + 3 + 1]
    assert table[0, 1, 2] == 1
    assert table[0, 2, 2] == 10 + 2
    assert pair_features(grid, [], heads).shape == (0, 3, 3)
    assert pair_features(grid, [cue], []).shape == (1, 0, 3)


@given(
    st.lists(st.tuples(st.integers(0, 90), st.integers(1, 9)), max_size=6),
    st.lists(st.tuples(st.integers(0, 90), st.integers(1, 9)), max_size=6),
)
def test_features_stay_inside_their_tables(
    a: list[tuple[int, int]], b: list[tuple[int, int]]
) -> None:
    """Whatever the spans, every index exists."""
    text = "One two. Three four.\n\nFive " * 4
    heads = sorted(Span(start, start + n) for start, n in b)
    table = pair_features(TextGrid.of(text), [Span(s, s + n) for s, n in a], heads)
    for i, size in enumerate(FEATURE_SIZES.values()):
        assert ((table[..., i] >= 0) & (table[..., i] < size)).all()


def test_choice_follows_the_tables(tmp_path: Path) -> None:
    """The nearest source before; none where nothing is in reach."""
    text = "Oda waited. Bo said so. He told Ute."
    grid = TextGrid.of(text)
    scorer = scorer_of(tmp_path, tables())
    sources = spans_of(text, "source", "Oda", "Bo")
    chosen = scorer.choose(grid, spans_of(text, "cue", "said"), sources, head_role="source")
    assert [(head and head.span.slice(text)) for head, _ in chosen] == ["Bo"]
    assert 0.5 < chosen[0][1] < 1
    ((nobody, sure),) = scorer.choose(
        grid, spans_of(text, "cue", "said"), [], head_role="source"
    )  # fmt: skip
    assert nobody is None
    assert sure == pytest.approx(1.0)
    assert scorer.choose(grid, [], sources, head_role="source") == []


def test_many_spans_are_chosen_in_blocks_like_one(tmp_path: Path) -> None:
    """The head of a span does not depend on how many other spans are asked with it."""
    text = "Oda said so. " * 200
    grid = TextGrid.of(text)
    rng = np.random.default_rng(4)

    def span(start: int, n: int, role: str) -> TaggedSpan:
        vectors = rng.normal(size=(len(LINK_PARTS), SIZE)).astype(np.float32)
        return TaggedSpan(Span(start, start + n), role, 0.9, vectors)

    sources = [span(13 * i, 3, "source") for i in range(200)]
    cues = [span(13 * i + 4, 4, "cue") for i in range(200)]
    scorer = scorer_of(tmp_path, tables())
    together = scorer.choose(grid, cues, sources, head_role="source")
    for i in (0, 63, 64, 130, 199):
        ((head, probability),) = scorer.choose(grid, [cues[i]], sources, head_role="source")
        assert head == together[i][0]
        assert probability == pytest.approx(together[i][1])


def test_learned_links_make_attributions(tmp_path: Path) -> None:
    """Cue without source and content without cue are possible answers; confidence is calibrated."""
    text = "Bo said it rained on all of the hills in May."
    tagged = sorted(
        spans_of(text, "source", "Bo") + spans_of(text, "cue", "said")
        + spans_of(text, "content", "it rained on all of the hills in May")
    )  # fmt: skip
    (whole,) = link_spans(text, tagged, scorer=scorer_of(tmp_path, tables()))
    assert whole.source == Span(0, 2)
    assert whole.cue == Span(3, 7)
    none = tables()
    none["source"] = none["cue"] = {**none["cue"], "none_bias": 50.0}
    (alone,) = link_spans(text, tagged, scorer=scorer_of(tmp_path, none))
    assert alone.source is None
    assert alone.cue is None
    assert alone.contents == (Span(8, 44),)
    path = tmp_path / "links.json"
    sharp = LinkScorer(path, calibration=Calibration(slope=1.0, bias=-3.0))
    (doubted,) = link_spans(text, tagged, scorer=sharp)
    assert doubted.confidence < alone.confidence


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"format_version": 9}, "format version 9"),
        ({"cue": {"tables": {}, "none": [], "none_bias": 0}}, "rank"),
        ({"source": None}, "no usable link tables"),
    ],
)
def test_unusable_tables_are_model_errors(
    tmp_path: Path, change: dict[str, Any], words: str
) -> None:
    """The message names the file."""
    with pytest.raises(ModelError, match=rf"links\.json.*{words}|no usable link tables"):
        scorer_of(tmp_path, tables(**change))


def test_missing_tables_mean_linking_by_rule(tmp_path: Path) -> None:
    """A folder without them has no scorer; a named file must exist."""
    assert LinkScorer.beside(tmp_path) is None
    with pytest.raises(ModelError, match="no usable link tables"):
        LinkScorer(tmp_path / "links.json")


def test_spans_without_vectors_are_refused(tmp_path: Path) -> None:
    """Weights and tables of different models do not fit."""
    text = "Bo said so."
    bare = [TaggedSpan(Span(3, 7), "cue", 0.9)]
    scorer = scorer_of(tmp_path, tables())
    with pytest.raises(ModelError, match="no link vectors"):
        scorer.choose(TextGrid.of(text), bare, [], head_role="source")


def test_calibration_is_monotone_and_inside() -> None:
    """Platt scaling: identity by default, probabilities always, order kept."""
    raw = np.array([0.0, 0.2, 0.5, 0.9, 1.0])
    assert Calibration().apply(raw)[1:4] == pytest.approx(raw[1:4])
    scaled = Calibration.of({"confidence_slope": 2.0, "confidence_bias": -1.0}).apply(raw)
    assert ((scaled > 0) & (scaled < 1)).all()
    assert (np.diff(scaled) > 0).all()
