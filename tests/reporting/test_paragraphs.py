"""The paragraph of a claim and its marked pieces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.records import Attribution, Claim, Document
from attribution.reporting import marked_pieces, paragraph_of
from attribution.reporting.paragraphs import is_cut_after, is_cut_before
from attribution.spans import Span
from tests.reporting.examples import (
    GIANT,
    GIANT_CLAIM,
    HOSTILE_CLAIM,
    SPLIT_CLAIM,
    make_claim,
    make_document,
)


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    """A claim anywhere in a text with few or many breaks."""
    alphabet = st.sampled_from(
        [*"ab.!?\"'\r\t ", "\n", "\n\n", "word ", "نص ", "🚢", "x" * 90, " " * 70]
    )
    text = "".join(draw(st.lists(alphabet, min_size=4, max_size=200)))
    edges = sorted(draw(st.lists(st.integers(0, len(text)), min_size=6, max_size=6)))
    spans = [Span(edges[i], edges[i + 1]) for i in (0, 2, 4)]
    source, cue, content = draw(st.permutations(spans))
    attribution = Attribution(source=source, cue=cue, contents=(content,))
    template = make_claim(make_document("a"), "a")
    return Claim(
        id="0", document=Document.from_text(text), attribution=attribution,
        speaker=template.speaker, stance=template.stance, stance_score=1, act=template.act,
        act_score=1,
    )  # fmt: skip


@given(claims())
def test_paragraph_covers_every_span(claim: Claim) -> None:
    """The paragraph lies inside the document and leaves out no span of the claim."""
    window = paragraph_of(claim)
    assert window.end <= len(claim.document.text)
    assert all(window.contains(span) for span in claim.attribution.spans())


@given(claims())
def test_pieces_join_to_the_raw_text(claim: Claim) -> None:
    """Marking neither loses nor changes a character."""
    window = paragraph_of(claim)
    pieces = marked_pieces(claim, window)
    assert "".join(piece.text for piece in pieces) == window.slice(claim.document.text)


@given(claims())
def test_content_is_marked(claim: Claim) -> None:
    """Where spans do not overlap, the content pieces are the content."""
    pieces = marked_pieces(claim, paragraph_of(claim))
    content = "".join(piece.text for piece in pieces if piece.mark == "content")
    assert content == claim.content_text


@given(claims())
def test_paragraph_is_bounded(claim: Claim) -> None:
    """A paragraph grows with its claim, not with its page."""
    spans = claim.attribution.spans()
    claimed = max(span.end for span in spans) - min(span.start for span in spans)
    assert len(paragraph_of(claim)) <= max(1000, claimed + 600)


def test_paragraph_ends_at_blank_lines() -> None:
    """The paragraph is what stands between two blank lines, without the blanks around it."""
    text = "Before it.\r\n \r\n  Ann said yes.\r\nBen nodded. \n\t\n\nAfter it."
    claim = make_claim(make_document(text), "yes", source="Ann", cue="said")
    assert paragraph_of(claim).slice(text) == "Ann said yes.\r\nBen nodded."


def test_claim_over_two_paragraphs_shows_both() -> None:
    """A quote that runs on after a blank line is shown whole."""
    text = 'First.\n\nAnn said: "One.\n\n"Two."\n\nLast.'
    claim = make_claim(make_document(text), '"One.\n\n"Two."', source="Ann", cue="said")
    assert paragraph_of(claim).slice(text) == 'Ann said: "One.\n\n"Two."'


def test_giant_line_is_cut_at_sentences() -> None:
    """A page on one line gives a window of whole sentences around the claim."""
    window = paragraph_of(GIANT_CLAIM)
    shown = window.slice(GIANT.text)
    assert shown.startswith("Sentence number 37 ")
    assert shown.endswith(" stands here.")
    assert 400 < len(shown) <= 634


@pytest.mark.parametrize(("before", "after"), [("word ", " word"), ("x", "x")])
def test_line_without_sentences_is_cut_at_words(before: str, after: str) -> None:
    """Where there is no sentence, words stay whole; where there is no word, it is cut anyhow."""
    text = before * 600 + "Ann said yes" + after * 600
    claim = make_claim(make_document(text), "yes", source="Ann", cue="said")
    shown = paragraph_of(claim).slice(text)
    assert shown.startswith(before.strip())
    assert shown.endswith(after.strip())
    assert 580 < len(shown) <= 600


def test_giant_line_is_cut_on_its_long_side_only() -> None:
    """A claim at the start or at the end of a giant line keeps that edge."""
    first, last = "Ann said yes.", "Ben said no."
    text = f"Menu\n\n{first} {GIANT.text} {last}\n\nFooter"
    document = make_document(text)
    at_start = paragraph_of(make_claim(document, "yes", source="Ann", cue="said"))
    at_end = paragraph_of(make_claim(document, last))
    assert at_start.slice(text).startswith(first)
    assert at_end.slice(text).endswith(last)
    assert not is_cut_before(text, at_start.start)
    assert is_cut_after(text, at_start.end)
    assert is_cut_before(text, at_end.start)
    assert not is_cut_after(text, at_end.end)


def test_cuts_are_known() -> None:
    """Only a window that leaves out a part of its paragraph is cut."""
    window = paragraph_of(GIANT_CLAIM)
    assert is_cut_before(GIANT.text, window.start)
    assert is_cut_after(GIANT.text, window.end)
    for claim in (HOSTILE_CLAIM, SPLIT_CLAIM):
        window = paragraph_of(claim)
        assert not is_cut_before(claim.document.text, window.start)
        assert not is_cut_after(claim.document.text, window.end)


def test_blanks_at_the_ends_of_a_document_are_no_cut() -> None:
    """A paragraph that begins and ends its document is whole, whatever blanks surround it."""
    text = "  \n Ann said yes. \n"
    window = paragraph_of(make_claim(make_document(text), "yes", source="Ann", cue="said"))
    assert window.slice(text) == "Ann said yes."
    assert not is_cut_before(text, window.start)
    assert not is_cut_after(text, window.end)


def test_overlapping_marks_show_the_stronger() -> None:
    """A source inside a content is marked as the source, the rest stays content."""
    text = "the minister's claim of victory"
    claim = make_claim(make_document(text), text, source="minister")
    marks = [(piece.text, piece.mark) for piece in marked_pieces(claim, Span(0, len(text)))]
    assert marks == [
        ("the ", "content"), ("minister", "source"), ("'s claim of victory", "content")
    ]  # fmt: skip
