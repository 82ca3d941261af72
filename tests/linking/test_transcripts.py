"""Turns of transcripts, found by their labels."""

from __future__ import annotations

import pytest
from hypothesis import given

from attribution.linking import find_turns
from attribution.linking.transcripts import inside_turns
from attribution.records import Quotation, StatementKind
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


def test_questions_of_the_press_state_nothing() -> None:
    """Nor does a host, who asks and tells what others say; a named outlet's question neither."""
    more = "HOST: They say it sank.\n\nQuestion (Radio Elm): Did it?\n\nMR. HALE: No.\n"
    text = BRIEFING.replace("END TRANSCRIPT", more)
    said, asked = StatementKind.STATEMENT, StatementKind.ATTITUDE
    assert [turn.kind for turn in find_turns(text)] == [
        said, asked, said, asked, asked, asked, said
    ]  # fmt: skip


def test_lines_of_the_head_are_no_turns() -> None:
    """They name who speaks; a turn without a full stop further down was spoken."""
    head = "Spokesperson: Ada Lund, Foreign Ministry\n\n"
    body = "LUND: Good morning.\n\nQ: Is it over?\n\nLUND: No\n"
    assert turns(head + body, is_transcript=True) == turns(body, is_transcript=True)
    assert turns(body, is_transcript=True)[-1] == ("LUND", "No")
    bare = "LUND: Good morning\n\nQ: Is it over\n\nLUND: No\n"
    assert len(turns(bare, is_transcript=True)) == 3


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


def test_an_exchange_in_an_article_has_turns_and_ends_with_a_paragraph() -> None:
    """Labels in capitals that stand close together, one of them twice, some behind a mark."""
    prose = "The delegations met in the old town hall for the third day. " * 20
    text = (f'{prose}\n\n"Q: One?\n\n"BOYD: Yes.\n\n"And more.\n\n"Q: Two?\n\n"BOYD: No."\n\n'
            "Then they went home.")  # fmt: skip
    assert [(turn.source.slice(text), turn.contents[0].slice(text)) for turn in find_turns(text)
            if turn.source] == [
        ("Q", "One?"), ("BOYD", 'Yes.\n\n"And more.'), ("Q", "Two?"), ("BOYD", 'No."'),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "labels",
    [
        "WATCH: One\n\nREAD MORE: Two\n\nRELATED: Three\n\nPHOTOS: Four",
        "Boyd: One.\n\nBerg: Two.\n\nBoyd: Three.\n\nBerg: Four.",
    ],
)
def test_teasers_and_headings_in_an_article_are_no_exchange(labels: str) -> None:
    """Nobody speaks twice among teasers; lines with names may be a list."""
    prose = "The delegations met in the old town hall for the third day. " * 20
    assert find_turns(f"{prose}\n\n{labels}") == []


def test_a_known_transcript_needs_no_sure_labels() -> None:
    """Speakers may be called by title, in full and by surname in turn."""
    text = "Minister Fidel: We met.\n\nSecretary Rolf: We did.\n\nHakon Fidel: It rained."
    assert find_turns(text) == []
    turns = find_turns(text, is_transcript=True)
    assert [turn.contents[0].slice(text) for turn in turns] == ["We met.", "We did.", "It rained."]


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
