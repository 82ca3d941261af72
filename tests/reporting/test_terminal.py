"""Reports for the terminal: whole outputs, and nothing lost at any width."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.table import Table

from attribution.records import Claim, Comparison, Document, Speaker, SpeakerKind
from attribution.reporting import claim_panel, claims_table, comparison_view, no_claims_line
from attribution.reporting.wording import one_line
from tests.reporting.conftest import render
from tests.reporting.examples import (
    ARABIC_CLAIM,
    CLAIMS,
    COMPARISON,
    EMPTY,
    GIANT_CLAIM,
    HOSTILE_CLAIM,
    LONG_CLAIM,
    NO_CUE_CLAIM,
    SIDE_NAMES,
    make_claim,
    make_document,
)

CheckGolden = Callable[[str, str], None]
WIDTHS = (80, 120, 200)
HEADERS = {
    30: "Claims",
    80: "Claim Speaker (side), cue Content, stance, act",
    160: "Claim Said Speaker (side) Cue Content Stance Act",
}


def characters(text: str) -> Counter[str]:
    """How often each character that is neither blank nor a table's line stands in `text`."""
    return Counter(re.sub(r"[\s─]", "", text))


def squeezed(text: str) -> str:
    """`text` without blanks, so that a folded word is whole again."""
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("width", WIDTHS)
def test_claims_table(width: int, check_golden: CheckGolden) -> None:
    """The table of claims is as reviewed."""
    check_golden(f"claims_{width}.txt", render(claims_table(CLAIMS, width=width), width))


@pytest.mark.parametrize("width", WIDTHS)
def test_comparison_view(width: int, check_golden: CheckGolden) -> None:
    """The comparison is as reviewed: stacked at 80 columns, a column a side from 100 on."""
    view = comparison_view(COMPARISON, width=width, side_names=SIDE_NAMES)
    check_golden(f"comparison_{width}.txt", render(view, width))


@pytest.mark.parametrize(
    ("name", "claim"),
    [("hostile", HOSTILE_CLAIM), ("long", LONG_CLAIM), ("arabic", ARABIC_CLAIM),
     ("giant", GIANT_CLAIM), ("no_cue", NO_CUE_CLAIM)],
)  # fmt: skip
@pytest.mark.parametrize("width", WIDTHS)
def test_claim_panel(name: str, claim: Claim, width: int, check_golden: CheckGolden) -> None:
    """A claim in its paragraph is as reviewed."""
    check_golden(f"panel_{name}_{width}.txt", render(claim_panel(claim), width))


@pytest.mark.parametrize("width", [*HEADERS])
@given(
    content=st.text(st.characters(exclude_characters="─"), min_size=1, max_size=120),
    name=st.text(st.characters(exclude_characters="─"), min_size=1, max_size=60),
)
def test_claims_table_loses_no_character(width: int, content: str, name: str) -> None:
    """At any width the table shows every character of every field, each once."""
    document = make_document(f"Someone said {content}")
    speaker = Speaker(name=name, kind=SpeakerKind.PERSON, side="SE", confidence=0.9)
    claim = make_claim(
        document, content, cue="said", speaker=speaker, said_on=date(2031, 4, 1), id="0123456789ab"
    )
    shown = render(claims_table([claim], width=width), width)
    fields = (
        HEADERS[width], claim.id, "2031-04-01", one_line(name), "(SE)", "said",
        one_line(claim.content_text), "· neutral", "assert",
    )  # fmt: skip
    assert characters(shown) == characters("".join(fields))


@pytest.mark.parametrize("width", [24, 40, 59, 60, 80, 99, 100, 120, 139, 140, 200])
def test_no_word_is_cut(width: int) -> None:
    """Every word of every content stands in the table and in the comparison."""
    table = render(claims_table(CLAIMS, width=width), width)
    view = render(comparison_view(COMPARISON, width=width), width)
    for output in (table, view):
        found = characters(output)
        assert "…\n" not in output
        assert max(cell_len(line) for line in output.splitlines()) <= width
        assert not characters("".join(one_line(claim.content_text) for claim in CLAIMS)) - found


@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_words_stay_on_one_line(width: int) -> None:
    """A word that fits its column is never broken."""
    output = render(claims_table(CLAIMS, width=width), width)
    words = {"draft", "[sic]", "[/quote]", "berths", "third", "المحادثات", "🚢", "possible"}
    assert words <= set(re.findall(r"[^\s\".]+", output))


def test_claims_table_defaults_to_80_columns() -> None:
    """Without a width the table has the layout that fits 80 columns."""
    assert render(claims_table(CLAIMS), 80) == render(claims_table(CLAIMS, width=80), 80)


def test_no_claims_give_an_empty_table_and_a_line() -> None:
    """No claims are a table without rows; the line for the user says what to do."""
    table = claims_table([], width=80)
    assert isinstance(table, Table)
    assert table.row_count == 0
    assert no_claims_line().startswith("No claims found. ")


def test_two_sides_stand_beside_each_other_at_80_columns() -> None:
    """Two sides have columns where three are stacked."""
    two = Comparison(
        meeting=COMPARISON.meeting, sides=("SE", "NORDEN"), documents=COMPARISON.documents,
        points=COMPARISON.points, claims=COMPARISON.claims,
    )  # fmt: skip
    header = "Point +Sweden .SE. +NORDEN"
    assert re.search(header, render(comparison_view(two, width=80), 80))
    assert not re.search(header, render(comparison_view(COMPARISON, width=80), 80))


def test_side_with_claims_is_never_left_out() -> None:
    """A side that has claims but is not among the compared ones has a column of its own."""
    one = Comparison(
        meeting=COMPARISON.meeting, sides=("SE",), documents={}, points=COMPARISON.points,
        claims=COMPARISON.claims,
    )  # fmt: skip
    assert LONG_CLAIM.id in render(comparison_view(one, width=120), 120)


def test_empty_comparison_says_so() -> None:
    """A comparison without points names the sides and says that there is nothing to compare."""
    output = render(comparison_view(EMPTY, width=80), 80)
    assert "Denmark (DK): 0 documents" in output
    assert "No points to compare" in output


def test_colour_stands_beside_words() -> None:
    """Without its colours the output reads the same."""
    view = comparison_view(COMPARISON, width=120)
    coloured = render(view, 120, colour=True)
    assert "\x1b[1;31m≠ disputed" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == render(view, 120)


@pytest.mark.parametrize("text", ["\x1b[2Jclear", "\x9b31mred", "a\x07b", "nul\x00l", "\ud800"])
def test_control_characters_never_reach_the_terminal(text: str) -> None:
    """Escape sequences and characters without encoding in a document show as a sign."""
    document = Document.from_text(f"Ann said {text}!")
    claim = make_claim(document, text, source="Ann", cue="said")
    for renderable in (claims_table([claim]), claim_panel(claim)):
        output = render(renderable, 80)
        assert "\ufffd" in output
        output.encode("utf-8")
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", output)


def test_direction_overrides_do_not_turn_the_rest_round() -> None:
    """An override inside a quotation cannot reverse the text behind it."""
    claim = make_claim(make_document("Ann said \u202eabc"), "\u202eabc", source="Ann", cue="said")
    assert "\u202e" not in render(claims_table([claim]), 80) + render(claim_panel(claim), 80)


def test_panel_gives_exact_spans() -> None:
    """The legend names the offsets of every span, so that any tool can find them again."""
    output = squeezed(render(claim_panel(LONG_CLAIM), 80))
    for span in LONG_CLAIM.attribution.spans():
        assert f"{span.start}–{span.end}" in output
