"""Answers of a transcript: one claim a point."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from attribution.linking import find_turns
from attribution.pipeline import Analyser, extract_attributions
from attribution.pipeline.answers import N_POINT_WORDS, split_answers
from attribution.records import Attribution, Document, DocumentKind
from attribution.spans import Span

FIRST = "Good morning. The first ferry will leave the northern port on Monday at noon."
SECOND = "Our neighbours have asked for two more weeks, and we shall give them these. No more."
QUESTION = "Is that final? The union says that the ferry was never asked and will not leave."
TEXT = f"MS. LUND: {FIRST} {SECOND}\n\nQ: {QUESTION}\n\nMS. LUND: No.\n"


def points(text: str, nested: tuple[Attribution, ...] = ()) -> list[Attribution]:
    """The turns of a transcript, cut into points."""
    turns = find_turns(text, is_transcript=True)
    return split_answers(text, [*turns, *nested], turns=turns)


def test_an_answer_is_a_claim_a_sentence() -> None:
    """A short sentence joins the next, the last of a turn the one before; questions stay."""
    found = points(TEXT)
    assert [point.contents[0].slice(TEXT) for point in found] == [
        FIRST, SECOND, QUESTION, "No."
    ]  # fmt: skip
    assert found[0].source == found[1].source
    assert len(set(found)) == 4


def test_nested_ones_stand_in_their_point() -> None:
    """Numbers of outer ones move when those before them are cut."""
    at = TEXT.index("two more weeks")
    inner = Attribution(source=None, cue=None, contents=(Span(at, at + 14),), nested_in=0)
    at = TEXT.index("never asked")
    asked = Attribution(source=None, cue=None, contents=(Span(at, at + 11),), nested_in=1)
    found = points(TEXT, (inner, asked))
    assert [attribution.nested_in for attribution in found[4:]] == [1, 2]


def test_what_is_no_turn_stays_whole() -> None:
    """A quotation of several sentences under one cue is one claim."""
    quoted = Attribution(source=None, cue=Span(0, 9), contents=(Span(10, len(TEXT)),))
    assert split_answers(TEXT, [quoted], turns=[]) == [quoted]


@given(st.lists(st.text("ab .!?\n", min_size=1), min_size=1, max_size=8))
def test_points_hold_every_word_of_an_answer(said: list[str]) -> None:
    """In order, none twice, and all but the only one long enough."""
    text = "".join(f"LUND: {words}\n" for words in said)
    turns = find_turns(text, is_transcript=True)
    words = " ".join(turn.contents[0].slice(text) for turn in turns).split()
    found = [point.contents[0].slice(text) for point in points(text)]
    assert " ".join(found).split() == words
    short = sum(len(point.split()) < N_POINT_WORDS for point in found)
    assert short <= len(turns)


def test_extraction_keeps_turns_whole_and_analysis_does_not(analyser: Analyser) -> None:
    """What a speaker said in a turn is one attribution and several claims."""
    document = replace(Document.from_text(TEXT), kind=DocumentKind.TRANSCRIPT)
    (whole,) = extract_attributions([TEXT], tagger=analyser.tagger, kinds=[DocumentKind.TRANSCRIPT])
    (claims,) = analyser.analyse([document])
    shown = [claim.content_text for claim in claims if claim.is_listed]
    assert whole[0].contents[0].slice(TEXT) == f"{FIRST} {SECOND}"
    assert shown == [FIRST, SECOND, "No."]
