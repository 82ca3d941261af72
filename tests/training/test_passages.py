"""Claims with what stands before them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from attribution.claimencoder import pair_wording
from attribution.spans import Span
from tests.claimencoder.test_wording import claim_of, span_of
from training.passages import N_PASSAGE_CHARS, passage_wording

INTERVIEW = (
    "Rain fell on Geneva. The two delegations arrived by train.\n\n"
    "Q: How many days did you ask for?\n\nMs. Vega: Sixty. In words and in digits, both."
)


def test_reach_reads_the_question_before_an_answer() -> None:
    """The answer alone says nothing; sentences are whole."""
    claim = claim_of(span_of("In words and in digits, both.", INTERVIEW), INTERVIEW)
    assert "How many" not in pair_wording(claim).text
    wording = passage_wording(claim, reach=60)
    assert wording.text.startswith("Ana Vega, EC: Q: How many days")
    assert wording.spans["content"].slice(wording.text) == "In words and in digits, both."
    whole = passage_wording(claim, reach=10_000)
    assert whole.text == f"Ana Vega, EC: {INTERVIEW}"


def test_reach_of_a_text_without_sentences_begins_at_a_word() -> None:
    """Or adds nothing, where there is no word either."""
    words = "rain " * 200 + "and sun"
    claim = claim_of(Span(len(words) - 3, len(words)), words)
    near, far = pair_wording(claim).text, passage_wording(claim, reach=100).text
    assert len(near) < len(far) <= len(near) + 100
    assert far.startswith("Ana Vega, EC: rain ")
    glued = "x" * 900 + " and sun"
    claim = claim_of(Span(len(glued) - 3, len(glued)), glued)
    assert passage_wording(claim, reach=100) == pair_wording(claim)


@given(
    text=st.text(alphabet=st.sampled_from("aB .!?\n“”"), min_size=1, max_size=1500),
    reach=st.integers(0, 1000), data=st.data(),
)  # fmt: skip
def test_reach_only_adds_before(text: str, reach: int, data: st.DataObject) -> None:
    """The wording without it ends the passage, and the mark holds the same characters."""
    start = data.draw(st.integers(0, len(text) - 1))
    claim = claim_of(Span(start, data.draw(st.integers(start + 1, len(text)))), text)
    name = "Ana Vega, EC: "
    near, far = pair_wording(claim), passage_wording(claim, reach=reach)
    assert far.text.endswith(near.text.removeprefix(name))
    added = len(far.text) - len(near.text)
    assert added <= reach
    assert not added or len(far.text) <= N_PASSAGE_CHARS + len(name)
    assert far.spans == {"content": near.spans["content"].shift(added)}
