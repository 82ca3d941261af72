"""Countries read as canonical ones: the same words are read alike whoever they are about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.claimencoder import MarkedText
from attribution.spans import Span
from attribution.stance import with_canonical_countries


def read(text: str) -> str:
    """The text as it is read."""
    return with_canonical_countries(MarkedText(text)).text


def test_countries_are_named_in_the_order_in_which_they_stand() -> None:
    """The first is France, the second Japan, wherever they stand again."""
    text = "Peru said Norway was late. Norway told Peru that it was not."
    assert read(text) == "France said Japan was late. Japan told France that it was not."


def test_all_words_for_a_country_become_words_for_the_same_one() -> None:
    """Names, adjectives, peoples, capitals and short forms belong together."""
    text = "U.S. aid and Russia: Americans in Washington, the Russian side in Moscow; the USA"
    assert read(text) == (
        "French aid and Japan: French in Paris, the Japanese side in Tokyo; the France"
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Russian officials blamed Ukraine", "French officials blamed Poland"),
        ("IRAN SAYS ISRAEL LIED", "INDIA SAYS CHINA LIED"),
    ],
)
def test_the_same_words_about_others_are_read_alike(first: str, second: str) -> None:
    """Also in capital letters."""
    assert read(first) == read(second)


def test_possessives_keep_their_ending() -> None:
    """An apostrophe inside a name is no possessive."""
    assert read("N'Djamena's envoy met Kenya's, not Chad\u2019s") == (
        "Paris's envoy met Japan's, not France\u2019s"
    )


@pytest.mark.parametrize(
    "text",
    [
        "The EU and the UN asked NATO to wait.",
        "Give us the turkey and the polish.",
        "Perugia, Maliki and Indianapolis are no countries.",
        "",
    ],
)
def test_what_names_no_country_stays(text: str) -> None:
    """Blocs, common words and longer names are left alone."""
    item = MarkedText(text)
    assert with_canonical_countries(item) is item


def test_marks_move_with_the_text() -> None:
    """Source and content cover what they covered."""
    text = "Moscow said that the United States of America broke the accord with Ukraine."
    content = text[12:-1]
    item = MarkedText(text, {"source": Span(0, 6), "content": Span(12, 12 + len(content))})
    moved = with_canonical_countries(item)
    assert moved.spans["source"].slice(moved.text) == "Paris"
    assert moved.spans["content"].slice(moved.text) == (
        "that the Japan broke the accord with Brazil"
    )


def test_more_countries_than_canonical_ones_still_have_one_each_time() -> None:
    """The ninth is the first again: long lists say nothing of who did what."""
    names = "Peru Chile Spain Italy Ghana Kenya Nepal Qatar Yemen"
    assert read(names).split()[0] == read(names).split()[8] == "France"


@given(st.text(alphabet=st.sampled_from("US.'s Rusian-Mali\nÉU"), max_size=60), st.data())
def test_marks_stay_inside_whatever_the_text_is(text: str, data: st.DataObject) -> None:
    """No mark leaves the text, and reading again changes nothing more."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    moved = with_canonical_countries(MarkedText(text, {"content": Span(start, end)}))
    assert 0 <= moved.spans["content"].start <= moved.spans["content"].end <= len(moved.text)
