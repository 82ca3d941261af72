"""Letters that are the same but for accents, strokes and ligatures."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.letters import bare_letters


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Łukasz Żółty", "Lukasz Zolty"),
        ("Đorđe Ðóra Þór", "Dorde Dora Thor"),
        ("Bjørn Ærøskøbing Ǿ", "Bjorn AEroskobing O"),
        ("Ħal Għaxaq, Ŋaare, Ŧeahtta", "Hal Ghaxaq, Naare, Teahtta"),
        ("Əliyev Kılıç", "Aliyev Kilic"),
        ("Ɗan Ƙaura", "Dan Kaura"),
        ("Інна Їжак", "Інна Іжак"),
        ("plain", "plain"),
    ],
)
def test_letters_are_made_plain(text: str, bare: str) -> None:
    """Case stays, and so do other scripts."""
    assert bare_letters(text) == bare


@given(st.text())
def test_making_plain_twice_is_the_same(text: str) -> None:
    """Nothing is left to do, and no accent is left."""
    bare = bare_letters(text)
    assert bare_letters(bare) == bare
    assert not any(unicodedata.combining(c) for c in bare)
