"""Headlines, and statements that nobody is said to make: both only shown on request."""

from __future__ import annotations

from dataclasses import replace

import pytest

from attribution.pipeline.headlines import headline_of
from attribution.records import Claim, DocumentKind, Quotation, SectionKind, StatementKind
from attribution.spans import Span
from tests.reporting.examples import make_claim, make_document

TEXT = "Minister: no deal\n\nIt was agreed that ships wait."


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        (TEXT, "Minister: no deal"),
        ("\n\n  Who pays for it? \n \nThe state.", "Who pays for it?"),
        ("Ada Lund said it rained.\n\nIt did.", None),
        ("“It rained”\n\nIt did.", None),
        ("One line only", None),
        ("One line\nand the next\n\nIt rained.", None),
        ("President calls for rain\nBy Desk Staff\nIt rained.", "President calls for rain"),
        ("Rain agreed, EU says\nUpdated 3 May 2025\nIt rained.", "Rain agreed, EU says"),
        ("Rain agreed, EU says\nOHRID, March 19, 2023\nIt rained.", "Rain agreed, EU says"),
        ("Rain agreed, EU says\nTBILISI — It rained.", "Rain agreed, EU says"),
        ("A line that goes\nBy and by it rained.\nIt did.", None),
        ("A" * 161 + "\n\nIt rained.", None),
        ("", None),
    ],
)
def test_what_is_a_headline(text: str, headline: str | None) -> None:
    """A first line apart that is no sentence."""
    found = headline_of(text)
    assert (found.slice(text) if found else None) == headline


def claim(**fields: object) -> Claim:
    """Of an article, told by nobody."""
    made = make_claim(make_document(TEXT), "that ships wait.", cue="It was agreed")
    return replace(made, **fields)  # type: ignore[arg-type]


def test_what_nobody_says_is_not_listed() -> None:
    """Unless a person judged it, it is quoted or a readout's own voice."""
    told = claim()
    assert not told.is_listed
    assert claim(judged=("side",)).is_listed
    assert claim(document=replace(told.document, kind=DocumentKind.READOUT)).is_listed
    quoted = replace(told.attribution, quote_type=Quotation.DIRECT)
    assert claim(attribution=quoted).is_listed
    assert claim(attribution=replace(told.attribution, source=Span(19, 21))).is_listed


@pytest.mark.parametrize(
    ("source", "cue", "content", "is_listed"),
    [
        ("Neither side", "mentioned", "the islands at all.", False),
        ("None other than Lund", "mentioned", "the islands at all.", True),
        ("Lund", "would not say", "whether ships wait.", False),
        ("Lund", "did n’t immediately confirm", "that ships wait.", False),
        ("Lund", "not only said", "that ships wait.", True),
        ("Lund", "declined", "to comment on the islands.", False),
        ("Lund", "declined", "to discuss the islands.", True),
        ("Lund", "did not rule out", "that ships wait.", True),
        ("Lund", "said", "she declined to comment.", True),
        ("Lund", "talked about", "the islands.", False),
        ("Lund and Moe", "argued at length over", "the islands.", False),
        ("Lund", "voiced unease about", "the islands.", True),
        ("Lund", "would not talk about", "the islands.", True),
        ("Lund", "insisted on", "the islands.", True),
        ("Lund", "denied", "that.", False),
        ("Lund", "denied", "that ships wait.", True),
    ],
)
def test_what_tells_nothing_is_not_listed(
    source: str, cue: str, content: str, is_listed: bool
) -> None:
    """Nobody's words, silence towards reporters, and contents that only point elsewhere."""
    document = make_document(f"{source} {cue} {content}")
    told = make_claim(document, content, source=source, cue=cue)
    assert told.is_listed is is_listed
    assert replace(told, judged=("act",)).is_listed
    quoted = replace(told.attribution, quote_type=Quotation.DIRECT)
    assert replace(told, attribution=quoted).is_listed
    assert replace(told, document=replace(document, kind=DocumentKind.READOUT)).is_listed


def test_headlines_nested_ones_and_attitudes_are_not_listed() -> None:
    """Only statements of the body are."""
    named = replace(claim().attribution, source=Span(19, 21))
    assert claim(attribution=named).is_listed
    assert not claim(attribution=named, section=SectionKind.HEADLINE).is_listed
    assert not claim(attribution=named, section=SectionKind.FURNITURE).is_listed
    assert not claim(attribution=named, nested_in="d").is_listed
    wish = replace(named, kind=StatementKind.ATTITUDE)
    assert not claim(attribution=wish).is_listed
