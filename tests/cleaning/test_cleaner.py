"""The cleaning stage as a whole: properties, switches, speed."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.cleaning import CleaningConfig, clean
from attribution.cleaning.composing import compose_edits, merge_edits
from attribution.records import SectionKind
from attribution.spans import Edit, OffsetMap, Span, apply_edits
from tests.strategies import prose, scraped_texts, spans_of, texts

INVISIBLE = "\xad\u200b\u2060\ufeff"
PARAGRAPH = (
    "The two ministers met in Quito on Friday to discuss the price of bananas, officials said. "
    "“We agreed on the method,” Minister Salas told reporters at the U.N. office, adding that a "
    "text would follow in 2026. Her counterpart, who had come from Brussels, didn't comment.\n\n"
)


def visible(text: str) -> str:
    """The characters that no repair of spaces may lose."""
    return "".join(char for char in text if not char.isspace() and char not in INVISIBLE)


@given(texts.flatmap(lambda text: st.tuples(st.just(text), spans_of(clean(text).text))))
def test_spans_map_to_raw_and_back(case: tuple[str, Span]) -> None:
    """Every working span maps into the raw text, and back over itself where raw text is left."""
    text, span = case
    working = clean(text)
    raw = working.offset_map.to_raw(span)
    assert raw.end <= len(text)
    back = working.offset_map.to_working(raw)
    assert back.end <= len(working.text)
    if len(raw):
        inner = span.slice(working.text).strip(" '")
        assert inner in back.slice(working.text)


@given(texts)
def test_copied_characters_are_equal(text: str) -> None:
    """What the map calls copied is the same in both texts, and nothing lies between segments."""
    working = clean(text)
    working_end = raw_end = 0
    for segment in working.offset_map._segments:
        assert (segment.working_start, segment.raw_start) == (working_end, raw_end)
        working_end, raw_end = segment.working_end, segment.raw_end
        if segment.copied:
            copied = working.text[segment.working_start : working_end]
            assert copied == text[segment.raw_start : raw_end]
    assert (working_end, raw_end) == (len(working.text), len(text))


@given(texts)
def test_nothing_visible_is_lost(text: str) -> None:
    """Without the repairs that write characters, all visible characters stay, in order."""
    switched = CleaningConfig(characters=False, apostrophes=False)
    hyphens = visible(clean(text, config=switched).text).replace("-", "")
    assert hyphens == visible(text).replace("-", "")


@given(scraped_texts)
def test_apostrophes_are_all_that_is_added(text: str) -> None:
    """The text repairs add apostrophes and spaces only."""
    cleaned = visible(clean(text, config=CleaningConfig(characters=False)).text)
    assert cleaned.replace("'", "").replace("-", "") == visible(text).replace("-", "")


@given(texts)
def test_sections_cover_the_working_text(text: str) -> None:
    """Sections follow each other over the whole working text."""
    working = clean(text)
    edges = [section.span for section in working.sections]
    assert sum(len(span) for span in edges) == len(working.text)
    assert all(a.end == b.start for a, b in pairwise(edges))


@given(prose)
def test_good_prose_needs_no_repair(text: str) -> None:
    """Well-formed prose comes out as it is and is all body."""
    working = clean(text)
    assert working.text == text
    assert {section.kind for section in working.sections} == {SectionKind.BODY}


def test_empty_text() -> None:
    """The empty text has an empty working text without sections."""
    working = clean("")
    assert (working.text, working.sections) == ("", ())
    assert working.offset_map.to_raw(Span(0, 0)) == Span(0, 0)


def test_lone_surrogates_and_control_characters() -> None:
    """Text that no decoder should make is cleaned like any other."""
    assert clean("a\ud800b\x00c.\udfffThe").text == "a\ud800b\x00c.\udfffThe"


@pytest.mark.parametrize(
    ("switch", "damaged"),
    [
        ("characters", "a  cafÃ©"),
        ("sentences", "he said.The end"),
        ("words", "he reportedthat it was"),
        ("lines", "the U.S.\nembassy"),
        ("apostrophes", "they didnt"),
    ],
)
def test_switches(switch: str, damaged: str) -> None:
    """Each repair can be switched off by itself."""
    assert clean(damaged).text != damaged
    assert clean(damaged, config=CleaningConfig(**{switch: False})).text == damaged


def test_furniture_switch() -> None:
    """Without furniture everything is body."""
    text = "Advertisement\n\n" + PARAGRAPH
    kinds = [section.kind for section in clean(text).sections]
    assert kinds == [SectionKind.FURNITURE, SectionKind.BODY]
    without = clean(text, config=CleaningConfig(furniture=False)).sections
    assert [section.kind for section in without] == [SectionKind.BODY]
    assert clean("", config=CleaningConfig(furniture=False)).sections == ()


def test_repairs_of_several_passes_map_back() -> None:
    """A span over repairs of different passes maps to all of the damaged characters."""
    text = "Perus  Foreign\xa0Ministry saidâ€¦\r\n\r\nhe reportedthat.The end"
    working = clean(text)
    start = working.text.index("Peru's")
    span = Span(start, working.text.index("Ministry") + len("Ministry"))
    assert working.offset_map.to_raw(span).slice(text) == "Perus  Foreign\xa0Ministry"
    start = working.text.index("reported that. The")
    span = Span(start, start + len("reported that. The"))
    assert working.offset_map.to_raw(span).slice(text) == "reportedthat.The"


edits_of_ten = st.lists(
    st.tuples(
        st.integers(min_value=0, max_value=10),
        st.integers(min_value=0, max_value=3),
        st.sampled_from(["", "x", "yz"]),
    ),
    max_size=5,
).map(lambda drawn: merge_edits(Edit(s, min(s + n, 10), r) for s, n, r in drawn))


@given(edits_of_ten, st.data())
def test_composed_edits_do_what_both_do(first: list[Edit], data: st.DataObject) -> None:
    """One round of composed edits makes the text that two rounds make."""
    raw = "0123456789"
    middle, _ = apply_edits(raw, first)
    places = st.integers(min_value=0, max_value=len(middle))
    drawn = data.draw(st.lists(st.tuples(places, places, st.sampled_from(["", "A", "BC"]))))
    second = merge_edits(Edit(min(a, b), max(a, b), r) for a, b, r in drawn)
    expected, _ = apply_edits(middle, second)
    composed = compose_edits(first, second, middle)
    assert apply_edits(raw, composed)[0] == expected
    assert OffsetMap.from_edits(len(raw), composed).n_working_chars == len(expected)


def seconds_for(text: str) -> float:
    """The least processor time of two cleanings."""
    times = []
    for _ in range(2):
        start = time.process_time()
        clean(text)
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.parametrize(
    "unit",
    [
        PARAGRAPH,
        PARAGRAPH.replace("\n\n", " "),
        PARAGRAPH.replace(". ", ".").replace(", ", ","),
        'He said."We go."Then he left,"she added ',
        " ",
        " \t",
        "\n",
        ".",
        "a",
        "â€™Ã©",
        "ofthe asconstructive ",
        "U.S.\n",
        "Port Workers Vote to Strike\n",
        "[A] - [B] - ",
        "-\n",
        "Advertisement ",
    ],
    ids=repr,
)
def test_time_is_linear(unit: str) -> None:
    """Four times the text takes about four times as long, whatever the damage."""
    n_chars = 50_000
    small = seconds_for(unit * (n_chars // len(unit)))
    large = seconds_for(unit * (4 * n_chars // len(unit)))
    assert large < 12 * max(small, 0.02)


def test_speed_on_prose() -> None:
    """Plain prose is cleaned at 200,000 words a second, at half that on a busy machine."""
    text = PARAGRAPH * 4_000
    clean(PARAGRAPH)
    assert len(text.split()) / seconds_for(text) > 100_000
