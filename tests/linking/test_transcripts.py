"""Turns of transcripts, found by their labels."""

from __future__ import annotations

import pytest
from hypothesis import given

from attribution.linking import find_turns
from attribution.linking.transcripts import inside_turns
from attribution.records import Quotation
from attribution.spans import Span
from tests.strategies import texts

BRIEFING = """Daily briefing, 3 March

MR. HALE: Good morning. I have one thing.

It is about the ferry.

Q: Who pays for it?

MR. HALE: We do. (Laughter.)

Q: All of it?

END TRANSCRIPT
"""


def turns(text: str, *, is_transcript: bool = False) -> list[tuple[str, str]]:
    """(label, words) of every turn."""
    return [
        (turn.source.slice(text) if turn.source else "", turn.contents[0].slice(text))
        for turn in find_turns(text, is_transcript=is_transcript)
    ]


def test_turns_run_over_paragraphs_to_the_next_label() -> None:
    """Headings, stage directions and the closing line belong to nobody."""
    assert turns(BRIEFING) == [
        ("MR. HALE", "Good morning. I have one thing.\n\nIt is about the ferry."),
        ("Q", "Who pays for it?"),
        ("MR. HALE", "We do."),
        ("Q", "All of it?"),
    ]
    assert {turn.quote_type for turn in find_turns(BRIEFING)} == {Quotation.DIRECT}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("**Anna Berg:**", "**Interviewer:**"),
        ("FOREIGN MINISTER OSEI:", "QUESTION:"),
        ("Dr Nakamura (Institute for Marine Law):", "The Chair:"),
    ],
)
def test_labels_come_in_many_markups(one: str, other: str) -> None:
    """Bold names, capitals, affiliations in brackets."""
    text = f"{other} Shall we go on?\n\n{one} Yes, we shall.\n\n{other} When?\n\n{one} Now."
    assert [words for _, words in turns(text)] == [
        "Shall we go on?", "Yes, we shall.", "When?", "Now.",
    ]  # fmt: skip
    labels = [label for label, _ in turns(text)]
    assert labels[1] == labels[3] == one.strip("*:")


def test_a_speaker_with_one_turn_counts_beside_sure_ones() -> None:
    """A name that comes once is a label only where other labels make a transcript."""
    text = "Q: One?\n\nBoyd: Yes.\n\nQ: Two?\n\nBoyd: No.\n\nLena Voss: May I add something?\n"
    assert turns(text)[-1] == ("Lena Voss", "May I add something?")


@pytest.mark.parametrize(
    "text",
    [
        "The envoy said: we will stay.\n\nThe talks went on.",
        "Date: 3 March\nPlace: Oslo\nParticipants: both delegations\n\nThe talks went on.",
        "Q: One?\n\nA: Two.",
        "",
    ],
)
def test_other_texts_have_no_turns(text: str) -> None:
    """Prose with a colon, a form's fields and too few turns."""
    assert find_turns(text) == []


def test_an_excerpt_in_an_article_is_no_transcript_unless_said() -> None:
    """Turns must cover most of a text of unknown kind."""
    text = ("The delegations met in the old town hall for the third day. " * 20
            + "\n\nQ: One?\n\nBOYD: Yes.\n\nQ: Two?\n\nBOYD: No.")  # fmt: skip
    assert find_turns(text) == []
    assert len(turns(text, is_transcript=True)) == 4


def test_spans_inside_turns_are_told_from_headings() -> None:
    """Words and labels of turns are inside, the heading is not."""
    found = find_turns(BRIEFING)
    assert inside_turns(found, Span(BRIEFING.index("ferry"), BRIEFING.index("ferry") + 5))
    assert not inside_turns(found, Span(0, 14))


@given(text=texts)
def test_any_text_gives_turns_inside_it(text: str) -> None:
    """Spans are in bounds and turns do not overlap."""
    end = 0
    for turn in find_turns(text, is_transcript=True):
        assert turn.source is not None
        assert end <= turn.source.start < turn.contents[0].start < turn.contents[0].end <= len(text)
        end = turn.contents[0].end
