"""Edges of tagged spans."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from attribution.linking.boundaries import mend_boundaries
from attribution.spans import Span
from attribution.tagging import ROLES, TaggedSpan


def mended(text: str, *spans: tuple[str, int, int]) -> list[tuple[str, str]]:
    """(role, words) after mending."""
    tagged = [TaggedSpan(Span(start, end), role, 0.5) for role, start, end in spans]
    return [(item.role, item.span.slice(text)) for item in mend_boundaries(text, tagged)]


def test_abbreviations_are_not_cut() -> None:
    """A span that ends inside `U.S.` takes the whole of it, the next one begins after."""
    text = "ships near the U.S. coast"
    assert mended(text, ("content", 0, 16)) == [("content", "ships near the U.S.")]
    assert mended(text, ("content", 0, 16), ("source", 17, 25)) == [
        ("content", "ships near the U.S."), ("source", " coast"),
    ]  # fmt: skip


def test_words_are_not_cut() -> None:
    """A span takes the whole of a word, the later of two that meet inside one."""
    assert mended("said Vilarinho", ("source", 5, 9)) == [("source", "Vilarinho")]
    assert mended("until 2023", ("content", 0, 9)) == [("content", "until 2023")]
    text = "said Inês Lund"
    assert mended(text, ("cue", 0, 7), ("source", 7, 14)) == [
        ("cue", "said "), ("source", "Inês Lund"),
    ]  # fmt: skip


def test_writing_without_spaces_is_no_word() -> None:
    """What runs on for longer than any word keeps the edges that were drawn."""
    text = "說" * 300_000
    assert mended(text, ("content", 0, 9)) == [("content", "說" * 9)]
    assert mended(text, ("content", 200_000, 200_009)) == [("content", "說" * 9)]


def test_glued_words_are_parted() -> None:
    """Scraping loses spaces: two words in one, or a capital inside, are two words."""
    for text, at in (("reportedthat it rained", 8), ("saidThe end", 4), ("Lundsaid so", 4)):
        assert mended(text, ("cue", 0, at), ("content", at, len(text))) == [
            ("cue", text[:at]), ("content", text[at:]),
        ]  # fmt: skip


def test_heading_above_a_content_is_left_out() -> None:
    """A section name or headline before a blank line was not said by anyone."""
    text = "Europe\n\nMinisters meet\n\nTalks went on"
    assert mended(text, ("content", 0, len(text))) == [("content", "Talks went on")]


def test_paragraphs_of_a_quotation_stay() -> None:
    """What ends like a sentence, or is long, is part of the speech."""
    text = "“We stay.\n\n“We wait.”"
    assert mended(text, ("content", 0, len(text))) == [("content", text)]
    long = "word " * 40 + "word\n\nTalks went on"
    assert mended(long, ("content", 0, len(long))) == [("content", long)]


def test_a_content_that_is_only_a_heading_stays() -> None:
    """Mending never loses a whole content to the rule for headings."""
    assert mended("Talks\n\n", ("content", 0, 5)) == [("content", "Talks")]


@given(st.text(alphabet="ab Uthé.S\n”", min_size=1, max_size=60), st.data())
def test_mended_spans_stay_disjoint_and_inside(text: str, data: st.DataObject) -> None:
    """Whatever the tagger drew."""
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    spans = [
        TaggedSpan(Span(a, b), data.draw(st.sampled_from(ROLES)), 0.5)
        for a, b in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    found = [item.span for item in mend_boundaries(text, spans)]
    assert all(len(span) and span.end <= len(text) for span in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
