"""What is read of a document for one claim."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from attribution.claimencoder.wording import N_WORDING_CHARS, claim_wording, pair_wording
from attribution.records import (
    Act,
    Attribution,
    Claim,
    Document,
    Speaker,
    SpeakerKind,
    Stance,
)
from attribution.spans import Span

TEXT = (
    "It rained. Lima accused Quito of shelling the border on Monday. Quito called this a lie. "
    "Nobody was hurt."
)


def span_of(part: str, text: str = TEXT) -> Span:
    """Where a part stands."""
    return Span(text.index(part), text.index(part) + len(part))


def test_whole_sentence_is_read_with_both_marks() -> None:
    """With the sentence before it, not the one after."""
    wording = claim_wording(
        TEXT, span_of("Lima"), (span_of("Quito of shelling the border on Monday"),)
    )
    assert wording.text == "It rained. Lima accused Quito of shelling the border on Monday."
    assert wording.spans["source"].slice(wording.text) == "Lima"
    assert wording.spans["content"].slice(wording.text) == "Quito of shelling the border on Monday"


def test_short_content_is_read_with_the_sentence_before() -> None:
    """`a lie` says nothing without the charge."""
    wording = claim_wording(TEXT, None, (span_of("this a lie"),))
    assert wording.text.startswith("Lima accused Quito")
    assert wording.spans["content"].slice(wording.text) == "this a lie"


def claim_of(content: Span, text: str = TEXT) -> Claim:
    """A claim of Ana Vega without a source."""
    return Claim(
        id="x", document=Document.from_text(text), stance=Stance.CRITICAL, stance_score=0.5,
        attribution=Attribution(source=None, cue=None, contents=(content,)),
        act=Act.DENY, act_score=0.5,
        speaker=Speaker(name="Ana Vega", kind=SpeakerKind.PERSON, side="EC"),
    )  # fmt: skip


def test_pair_wording_names_speaker_and_side() -> None:
    """A pronoun would not say who speaks."""
    wording = pair_wording(claim_of(span_of("this a lie")))
    assert wording.text.startswith("Ana Vega, EC: ")
    assert wording.spans["content"].slice(wording.text) == "this a lie"
    assert set(wording.spans) == {"content"}


@given(
    text=st.text(alphabet=st.sampled_from("aB .!?\n“”"), min_size=1, max_size=1500),
    data=st.data(),
)
def test_marks_cover_the_same_characters(text: str, data: st.DataObject) -> None:
    """Whatever the text, the content's mark holds the content's beginning, and little is read."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    wording = claim_wording(text, None, (Span(start, end),))
    assert len(wording.text) <= N_WORDING_CHARS
    mark = wording.spans["content"].slice(wording.text)
    assert text[start:end].startswith(mark)
    assert mark
