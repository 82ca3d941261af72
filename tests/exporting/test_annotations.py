"""Claims as W3C Web Annotations."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from attribution.exporting import annotation_collection
from attribution.records import Claim, Document
from tests.reporting.examples import HARBOUR, RIVAL, SPLIT_CLAIM, make_claim, make_document
from tests.store.strategies import documents_with_claims


def items_of(claims: list[Claim]) -> list[dict[str, Any]]:
    """The annotations of a collection."""
    collection: dict[str, Any] = annotation_collection(claims)
    items = collection["first"]["items"]
    assert isinstance(items, list)
    return items


def test_annotation_of_a_claim() -> None:
    """Tags for what can be corrected, a target for each part of the content."""
    (item,) = items_of([SPLIT_CLAIM])
    first, second = item.pop("target")
    assert item == {
        "id": f"urn:attribution:claim:{SPLIT_CLAIM.id}",
        "type": "Annotation",
        "motivation": "tagging",
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": value}
            for value in ("side: SE", "speaker: Karin Lind", "stance: neutral", "act: commit")
        ],
    }
    assert first == {
        "type": "SpecificResource",
        "source": {
            "id": "https://example.org/harbour?a=1&b=2#top",
            "type": "Text",
            "name": "harbour.txt",
            "dcterms:identifier": f"sha256:{HARBOUR.sha256}",
            "dcterms:title": 'Talks end "without" a text',
        },
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": '"We will open two berths"',
                "prefix": HARBOUR.text[175 - 32 : 175],
                "suffix": ', Ms Lind told reporters, "and n',
            },
            {"type": "TextPositionSelector", "start": 175, "end": 200},
        ],
    }  # fmt: skip
    assert second["selector"][1] == {"type": "TextPositionSelector", "start": 226, "end": 244}


def test_collection() -> None:
    """One page that the collection embeds, with all annotations; an empty one is valid too."""
    collection: dict[str, Any] = annotation_collection([SPLIT_CLAIM])
    page = collection.pop("first")
    assert collection == {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:attribution:claims",
        "type": "AnnotationCollection",
        "label": "Reported statements",
        "total": 1,
    }
    assert (page["type"], page["partOf"], page["startIndex"]) == (
        "AnnotationPage", collection["id"], 0
    )  # fmt: skip
    assert items_of([]) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents_with_claims())
def test_selectors_lead_back(example: tuple[Document, list[Claim]]) -> None:
    """Positions slice to the quotation, and what stands around it is around it in the text."""
    document, claims = example
    for claim, item in zip(claims, items_of(claims), strict=True):
        targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
        assert len(targets) == len(claim.attribution.contents)
        for span, target in zip(claim.attribution.contents, targets, strict=True):
            quote, position = target["selector"]
            assert (position["start"], position["end"]) == (span.start, span.end)
            assert quote["exact"] == document.text[span.start : span.end]
            assert document.text[: span.start].endswith(quote["prefix"])
            assert document.text[span.end :].startswith(quote["suffix"])
            assert len(quote["prefix"]) == min(32, span.start)


@pytest.mark.parametrize(
    ("url", "name", "source"),
    [
        ("https://a.org/x?y=1", "a.txt", "https://a.org/x?y=1"),
        (None, "http://a.org/x", "http://a.org/x"),
        ("javascript:alert(1)", "a.txt", None),
        ("https://a.org/a b", "a.txt", None),
        ("https://[", "a.txt", None),
        ("https:///x", "file:///etc/passwd", None),
    ],
)
def test_source(url: str | None, name: str, source: str | None) -> None:
    """A document is called by its web address, or else by its hash."""
    document = make_document("Lind said so.", url=url, name=name)
    (item,) = items_of([make_claim(document, "so")])
    found = item["target"]["source"]
    assert found["id"] == source or f"urn:attribution:document:{document.sha256}"
    assert found["name"] == name
    assert RIVAL.title is None
    assert "dcterms:title" not in found
