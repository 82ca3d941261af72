"""What is read of a document for one claim."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from attribution.claimencoder.wording import (
    N_PASSAGE_CHARS,
    N_WORDING_CHARS,
    claim_wording,
    pair_wording,
)
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


INTERVIEW = (
    "Rain fell on Geneva. The two delegations arrived by train.\n\n"
    "Q: How many days did you ask for?\n\nMs. Vega: Sixty. In words and in digits, both."
)


def test_reach_reads_the_question_before_an_answer() -> None:
    """The answer alone says nothing; sentences are whole."""
    claim = claim_of(span_of("In words and in digits, both.", INTERVIEW), INTERVIEW)
    assert "How many" not in pair_wording(claim).text
    wording = pair_wording(claim, reach=60)
    assert wording.text.startswith("Ana Vega, EC: Q: How many days")
    assert wording.spans["content"].slice(wording.text) == "In words and in digits, both."
    whole = pair_wording(claim, reach=10_000)
    assert whole.text == f"Ana Vega, EC: {INTERVIEW}"


def test_reach_of_a_text_without_sentences_begins_at_a_word() -> None:
    """Or adds nothing, where there is no word either."""
    words = "rain " * 200 + "and sun"
    claim = claim_of(Span(len(words) - 3, len(words)), words)
    near, far = pair_wording(claim).text, pair_wording(claim, reach=100).text
    assert len(near) < len(far) <= len(near) + 100
    assert far.startswith("Ana Vega, EC: rain ")
    glued = "x" * 900 + " and sun"
    claim = claim_of(Span(len(glued) - 3, len(glued)), glued)
    assert pair_wording(claim, reach=100) == pair_wording(claim)


@given(
    text=st.text(alphabet=st.sampled_from("aB .!?\n“”"), min_size=1, max_size=1500),
    reach=st.integers(0, 1000), data=st.data(),
)  # fmt: skip
def test_reach_only_adds_before(text: str, reach: int, data: st.DataObject) -> None:
    """The wording without it ends the passage, and the mark holds the same characters."""
    start = data.draw(st.integers(0, len(text) - 1))
    claim = claim_of(Span(start, data.draw(st.integers(start + 1, len(text)))), text)
    name = "Ana Vega, EC: "
    near, far = pair_wording(claim), pair_wording(claim, reach=reach)
    assert far.text.endswith(near.text.removeprefix(name))
    added = len(far.text) - len(near.text)
    assert added <= reach
    assert not added or len(far.text) <= N_PASSAGE_CHARS + len(name)
    assert far.spans == {"content": near.spans["content"].shift(added)}


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
