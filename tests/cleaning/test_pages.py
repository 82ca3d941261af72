"""Whole scraped pages: repairs, body and furniture."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from attribution.cleaning import clean
from attribution.records import SectionKind, WorkingText
from attribution.spans import Span
from tests.cleaning.pages import PAGES, Page

SEED = Path(__file__).parents[3] / "shared" / "seed"

pages = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def kind_of(working: WorkingText, words: str) -> SectionKind:
    """The kind of the section that holds the last occurrence of `words`."""
    start = working.text.rindex(words)
    return working.kind_at(Span(start, start + len(words)))


@pages
def test_repairs(page: Page) -> None:
    """Every damaged place of the page reads as it was written."""
    text = clean(page.text).text
    assert [words for words in page.repaired if words not in text] == []


@pages
def test_furniture(page: Page) -> None:
    """Teasers, adverts and appeals of the page are furniture."""
    working = clean(page.text)
    kinds = {words: kind_of(working, words) for words in page.furniture}
    assert kinds == dict.fromkeys(page.furniture, SectionKind.FURNITURE)


@pages
def test_body(page: Page) -> None:
    """The article of the page is body."""
    working = clean(page.text)
    kinds = {words: kind_of(working, words) for words in page.body}
    assert kinds == dict.fromkeys(page.body, SectionKind.BODY)


@pages
def test_spans_come_back(page: Page) -> None:
    """A repaired sentence points to the damaged one in the raw text."""
    working = clean(page.text)
    for section in working.sections:
        raw = working.offset_map.to_raw(section.span).slice(page.text)
        first = section.span.slice(working.text).split()[0]
        assert first[:3] in raw


@pytest.mark.skipif(not SEED.is_dir(), reason="needs the labelled seed dossier beside the project")
def test_seed_article() -> None:
    """All anchors of the seed dossier survive in the body and all its teasers are furniture."""
    working = clean((SEED / "doc-1.txt").read_text(encoding="utf-8"))
    gold = json.loads((SEED / "gold.json").read_text(encoding="utf-8"))
    anchors = [claim["anchor"] for claim in gold["claims"]]
    assert [a for a in anchors if kind_of(working, a) is not SectionKind.BODY] == []
    teasers = gold["furniture"]
    assert [t for t in teasers if kind_of(working, t) is not SectionKind.FURNITURE] == []
    assert "reported that" in working.text
