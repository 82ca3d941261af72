"""Spans, offset maps and labels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.errors import OffsetError
from attribution.spans import (
    Edit,
    LabelledSpan,
    OffsetMap,
    Span,
    apply_edits,
    labels_from_spans,
    spans_from_labels,
    token_range,
)


@st.composite
def edited_texts(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    """A text with sorted, disjoint edits: replacements, insertions and deletions."""
    text = draw(st.text(max_size=60))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    edits = [Edit(a, b, draw(st.text(max_size=4))) for a, b in pairs]
    kept: list[Edit] = []
    for edit in edits:
        if not kept or edit.start > kept[-1].end:
            kept.append(edit)
    return text, kept


@st.composite
def token_spans(draw: st.DrawFn) -> tuple[list[LabelledSpan], int]:
    """Disjoint labelled token spans, adjacent and final ones included."""
    spans: list[LabelledSpan] = []
    at = 0
    for _ in range(draw(st.integers(0, 8))):
        start = at + draw(st.integers(0, 2))
        end = start + draw(st.integers(1, 3))
        spans.append(LabelledSpan(start, end, draw(st.sampled_from(["source", "cue", "content"]))))
        at = end
    return spans, at + draw(st.integers(0, 2))


def test_span_refuses_reversed_and_negative_ranges() -> None:
    """A span states the value and what is wrong with it."""
    with pytest.raises(OffsetError, match="end 3 precedes start 9"):
        Span(9, 3)
    with pytest.raises(OffsetError, match="start -1 is negative"):
        Span(-1, 3)


def test_slice_refuses_to_reach_past_the_text() -> None:
    """Python would silently shorten the slice."""
    assert Span(1, 3).slice("abc") == "bc"
    with pytest.raises(OffsetError, match="3 characters"):
        Span(1, 4).slice("abc")


def test_spans_know_containment_and_overlap() -> None:
    """Touching spans do not overlap."""
    assert Span(0, 5).contains(Span(2, 5))
    assert not Span(0, 5).overlaps(Span(5, 6))
    assert Span(0, 5).overlaps(Span(4, 6))
    assert Span(1, 2).shift(3) == Span(4, 5)


def test_inserted_space_maps_around() -> None:
    """After `said.The` became `said. The`, words map to their raw places."""
    working, offset_map = apply_edits("said.The end", [Edit(5, 5, " ")])
    assert working == "said. The end"
    assert offset_map.to_raw(Span(6, 9)) == Span(5, 8)
    assert offset_map.to_working(Span(5, 8)) == Span(6, 9)


def test_replaced_stretch_is_never_cut() -> None:
    """A span inside a repair covers the whole of what was repaired."""
    working, offset_map = apply_edits("itâ€™s", [Edit(2, 5, "’")])
    assert working == "it’s"
    assert offset_map.to_raw(Span(2, 3)) == Span(2, 5)
    assert offset_map.to_working(Span(3, 4)) == Span(2, 3)


def test_edits_must_be_sorted_and_inside() -> None:
    """Overlapping edits are an error of the caller."""
    with pytest.raises(OffsetError, match="out of order"):
        apply_edits("abc", [Edit(1, 3, ""), Edit(2, 3, "")])
    with pytest.raises(OffsetError, match="outside 0:3"):
        apply_edits("abc", [Edit(2, 9, "")])


def test_map_refuses_spans_outside() -> None:
    """Both directions check the text's length."""
    offset_map = OffsetMap.from_edits(3, [Edit(0, 1, "")])
    with pytest.raises(OffsetError, match="reaches past"):
        offset_map.to_raw(Span(0, 3))
    with pytest.raises(OffsetError, match="reaches past"):
        offset_map.to_working(Span(0, 4))


@given(edited_texts(), st.data())
def test_every_working_span_maps_into_the_raw_text_and_back(
    case: tuple[str, list[Edit]], data: st.DataObject
) -> None:
    """There and back is the same raw span, and copied characters are equal."""
    text, edits = case
    working, offset_map = apply_edits(text, edits)
    start = data.draw(st.integers(0, len(working)))
    span = Span(start, data.draw(st.integers(start, len(working))))
    raw = offset_map.to_raw(span)
    assert raw.end <= len(text)
    if len(span) and len(raw):
        assert offset_map.to_raw(offset_map.to_working(raw)) == raw
    if not any(Span(e.start, e.end).overlaps(raw) or raw.start < e.start < raw.end
               for e in edits) and len(raw) == len(span):  # fmt: skip
        assert raw.slice(text) == span.slice(working)


@given(edited_texts())
def test_whole_texts_map_to_each_other(case: tuple[str, list[Edit]]) -> None:
    """Lengths of both texts are those of the map."""
    text, edits = case
    working, offset_map = apply_edits(text, edits)
    assert offset_map.n_working_chars == len(working)
    assert offset_map.n_raw_chars == len(text)
    assert offset_map.inverse().inverse().n_raw_chars == len(text)


@given(st.text(max_size=30))
def test_identity_changes_nothing(text: str) -> None:
    """Without edits every span is its own."""
    offset_map = OffsetMap.identity(len(text))
    assert offset_map.to_raw(Span(0, len(text))) == Span(0, len(text))


@given(token_spans())
def test_labels_to_spans_and_back(case: tuple[list[LabelledSpan], int]) -> None:
    """BIO labels keep adjacent and document-final spans apart."""
    spans, n_tokens = case
    assert spans_from_labels(labels_from_spans(spans, n_tokens)) == spans


def test_labels_refuse_overlaps_and_empty_spans() -> None:
    """Two roles cannot hold one token."""
    with pytest.raises(OffsetError, match="overlaps another"):
        labels_from_spans([LabelledSpan(0, 2, "cue"), LabelledSpan(1, 3, "source")], 3)
    with pytest.raises(OffsetError, match="empty or outside"):
        labels_from_spans([LabelledSpan(2, 2, "cue")], 3)


def test_stray_inside_label_opens_a_span() -> None:
    """An I without its B, or after another role, starts anew."""
    assert spans_from_labels(["I-cue", "I-cue", "I-source"]) == [
        LabelledSpan(0, 2, "cue"), LabelledSpan(2, 3, "source"),
    ]  # fmt: skip


def test_token_range_covers_cut_tokens() -> None:
    """A token that shares one character belongs to the range."""
    assert token_range([0, 4, 8], [3, 7, 12], Span(5, 9)) == (1, 3)
    assert token_range([0, 4, 8], [3, 7, 12], Span(3, 4)) == (1, 1)
