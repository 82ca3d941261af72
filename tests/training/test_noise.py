"""Scrape damage: the same for the same seed, and spans move with their letters."""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.spans import Span
from tests.strategies import spans_of, texts
from training.noise import DAMAGE_KINDS, damage_row, damage_text, main, maybe_damage

SAMPLE = (
    "Minister Signs Treaty\n\n“It’s a good day,” the U.S. envoy said. The talks, he added, "
    "weren’t easy.\n\nDr. Aune said: “We’ll meet again.” Others didn’t comment – yet."
)
every_kind = pytest.mark.parametrize("kind", sorted(DAMAGE_KINDS))


def letters(text: str) -> str:
    """ASCII letters and digits in capitals: what no kind of damage adds, drops or moves."""
    return "".join(c for c in text.upper() if c.isascii() and c.isalnum())


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[Span]]:
    """A text and a few of its spans."""
    text = draw(st.one_of(texts, st.just(SAMPLE)))
    return text, draw(st.lists(spans_of(text), max_size=4))


@every_kind
@given(case=texts_with_spans(), seed=st.integers(0, 10_000))
def test_spans_keep_their_letters(kind: str, case: tuple[str, list[Span]], seed: int) -> None:
    """After any damage a span covers the letters it covered before."""
    text, spans = case
    damaged, moved = damage_text(text, spans, [kind], random.Random(seed))
    assert letters(damaged) == letters(text)
    assert [letters(s.slice(damaged)) for s in moved] == [letters(s.slice(text)) for s in spans]


@given(case=texts_with_spans(), seed=st.integers(0, 10_000))
def test_spans_keep_their_letters_through_several_kinds(
    case: tuple[str, list[Span]], seed: int
) -> None:
    """Damage on damage moves spans as well; the result is the same for the same seed."""
    text, spans = case
    damaged, moved = maybe_damage(text, spans, probability=1.0, rng=random.Random(seed))
    assert [letters(s.slice(damaged)) for s in moved] == [letters(s.slice(text)) for s in spans]
    again = maybe_damage(text, spans, probability=1.0, rng=random.Random(seed))
    assert again == (damaged, moved)


@every_kind
def test_every_kind_is_deterministic_and_does_something(kind: str) -> None:
    """The same seed gives the same text; some seed changes the sample."""
    results = [
        [damage_text(SAMPLE, [], [kind], random.Random(seed))[0] for seed in range(40)]
        for _ in range(2)
    ]
    assert results[0] == results[1]
    assert any(damaged != SAMPLE for damaged in results[0])


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("glue_sentences", "said.The"),
        ("lose_apostrophes", "Its a good day"),
        ("lose_quotes", "day, the U.S."),
        ("restyle_quotes", "«It’s a good day,»"),
        ("break_lines", "Dr.\nAune"),
        ("lose_paragraphs", "TreatyIt’s"),
        ("capitalise_headline", "MINISTER SIGNS TREATY"),
        ("garble_encoding", "Itâ€™s"),
        ("odd_spaces", "\u00a0"),
    ],
)
def test_kinds_do_what_they_are_named_for(kind: str, expected: str) -> None:
    """Over some seeds the typical damage appears."""
    sample = SAMPLE.replace("\n\n“It", "\n\nIt") if kind == "lose_paragraphs" else SAMPLE
    found = [damage_text(sample, [], [kind], random.Random(seed))[0] for seed in range(60)]
    assert any(expected in damaged for damaged in found)


def test_probability_zero_changes_nothing() -> None:
    """Text and spans come back as they are."""
    spans = [Span(0, 8), Span(3, 5)]
    for seed in range(20):
        rng = random.Random(seed)
        assert maybe_damage(SAMPLE, spans, probability=0.0, rng=rng) == (SAMPLE, spans)


def test_probability_one_changes_most_texts() -> None:
    """Damage is applied each time; only kinds that find nothing leave the text."""
    changed = sum(
        maybe_damage(SAMPLE, [], probability=1.0, rng=random.Random(seed))[0] != SAMPLE
        for seed in range(50)
    )
    assert changed > 40


@every_kind
def test_damaged_rows_keep_their_attributions(kind: str) -> None:
    """Every span of a corpus row covers the same letters as before."""
    spans = {"source": [[33, 41]], "cue": [[53, 57]], "content": [[23, 40], [59, 70]]}
    row = {"doc": "d", "text": SAMPLE, "attributions": [spans, {**spans, "source": []}]}
    damaged = damage_row(row, kind, random.Random(5))
    for before, after in zip(row["attributions"], damaged["attributions"], strict=True):
        for role, places in before.items():
            assert [letters(damaged["text"][s:e]) for s, e in after[role]] == [
                letters(SAMPLE[s:e]) for s, e in places
            ]


def test_a_file_is_written_for_each_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line damages all rows by every kind, the same way for the same seed."""
    data = tmp_path / "dev.jsonl"
    data.write_text(json.dumps({"doc": "d", "text": SAMPLE, "attributions": []}) + "\n")
    for folder in ("a", "b"):
        output = ["--seed", "7", "--output", str(tmp_path / folder)]
        monkeypatch.setattr(sys, "argv", ["noise", str(data), *output])
        main()
    written = sorted((tmp_path / "a").iterdir())
    assert [path.stem for path in written] == sorted(DAMAGE_KINDS)
    assert all((tmp_path / "b" / p.name).read_bytes() == p.read_bytes() for p in written)
