"""Contents whose own cue, right behind them, the tagger left out."""

from __future__ import annotations

import pytest

from attribution.linking.trailing import split_at_trailing_cues
from attribution.records import Attribution, Quotation
from attribution.spans import Span

FIRST = "The talks were decent, she said."


def two_contents(text: str, second: str) -> Attribution:
    """What `she said` was given: the first sentence and a content of the second."""
    at = text.index(second)
    source, cue = text.index("she said"), text.index("said")
    return Attribution(
        source=Span(source, source + 3), cue=Span(cue, cue + 4),
        contents=(Span(0, FIRST.index(",")), Span(at, at + len(second))), confidence=0.8,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("tail", "source", "cue"),
    [
        (", Lund added.", "Lund", "added"),
        (", the deputy minister insisted.", "the deputy minister", "insisted"),
        (", replied Ada Lund.", "Ada Lund", "replied"),
        (" any day, he told reporters.", "he", "told reporters"),
        (", his spokesman went on, and left.", "his spokesman", "went on"),
    ],
)
def test_the_second_content_goes_to_the_cue_behind_it(tail: str, source: str, cue: str) -> None:
    """Both sentences keep their own speaker."""
    second = "The Red Cross may come" + (" any day" if tail.startswith(" any") else "")
    text = f"{FIRST} The Red Cross may come{tail} Rain fell."
    first, other = split_at_trailing_cues(text, [two_contents(text, second)])
    assert [span.slice(text) for span in first.contents] == ["The talks were decent"]
    assert [span.slice(text) for span in other.contents] == [second]
    assert other.source is not None
    assert other.cue is not None
    assert (other.source.slice(text), other.cue.slice(text)) == (source, cue)
    assert other.confidence == 0.8


def test_a_quotation_keeps_its_marks_and_its_type() -> None:
    """The comma may stand inside the marks."""
    text = f"{FIRST} “The Red Cross may come any day,” Lund said."
    second = "“The Red Cross may come any day,”"
    first, other = split_at_trailing_cues(text, [two_contents(text, second)])
    assert other.quote_type is Quotation.DIRECT
    assert first.quote_type is Quotation.INDIRECT


@pytest.mark.parametrize(
    "tail",
    [
        ".",  # the speech goes on
        ", and Lund added salt to the soup, which was cold.",  # no speaker right behind
        ", Lund believes.",  # no word of communication
        ", she thinks aloud, said the cook.",
    ],
)
def test_contents_without_a_cue_of_their_own_stay(tail: str) -> None:
    """One cue may hold several sentences."""
    text = f"{FIRST} The Red Cross may come{tail}"
    told = two_contents(text, "The Red Cross may come")
    assert split_at_trailing_cues(text, [told]) == [told]


def test_a_cue_that_was_tagged_is_not_taken_twice() -> None:
    """What the tagger linked otherwise stays as it linked it."""
    text = f"{FIRST} The Red Cross may come, Lund added. Rain fell."
    told = two_contents(text, "The Red Cross may come")
    lund = text.index("Lund")
    other = Attribution(
        source=Span(lund, lund + 4), cue=Span(lund + 5, lund + 10),
        contents=(Span(text.index("Rain"), len(text) - 1),),
    )  # fmt: skip
    assert split_at_trailing_cues(text, [told, other]) == [told, other]


def test_the_only_content_of_a_cue_stays_with_it() -> None:
    """A cue is never left without content."""
    text = "Lund said this. The Red Cross may come, she added."
    at = text.index("The Red")
    told = Attribution(
        source=Span(0, 4), cue=Span(5, 9), contents=(Span(at, at + len("The Red Cross may come")),)
    )
    assert split_at_trailing_cues(text, [told]) == [told]
