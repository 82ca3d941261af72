"""Claims as a W3C Web Annotation collection (https://www.w3.org/TR/annotation-model/)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import urlsplit

from attribution.exporting.tags import correctable_values, tag_of
from attribution.records import Claim, Document
from attribution.spans import Span

__all__ = ["CLAIM_PREFIX", "annotation_collection"]

CLAIM_PREFIX: Final = "urn:attribution:claim:"
"""Before the id of a claim in the id of its annotation."""
_CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
_COLLECTION: Final = "urn:attribution:claims"
_N_AROUND: Final = 32
"""Characters of `prefix` and `suffix`, as other tools have them."""
_NO_ADDRESS: Final = re.compile(r"[\s<>\"{}|\\^`\x00-\x1f\x7f-\x9f]")


def annotation_collection(claims: Sequence[Claim]) -> dict[str, object]:
    """One collection with one page that holds an annotation for each claim.

    Speaker, side, stance and act are tags, see `tag_of`. Positions are code points of the text as
    it was read, which of a web page is the article without its markup.
    """
    return {
        "@context": _CONTEXT,
        "id": _COLLECTION,
        "type": "AnnotationCollection",
        "label": "Reported statements",
        "total": len(claims),
        "first": {
            "id": f"{_COLLECTION}:page:1",
            "type": "AnnotationPage",
            "partOf": _COLLECTION,
            "startIndex": 0,
            "items": [_annotation(claim) for claim in claims],
        },
    }


def _annotation(claim: Claim) -> dict[str, object]:
    targets = [_target(claim.document, span) for span in claim.attribution.contents]
    return {
        "id": CLAIM_PREFIX + claim.id,
        "type": "Annotation",
        "motivation": "tagging",
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "format": "text/plain",
             "value": tag_of(field, value)}
            for field, value in correctable_values(claim).items()
        ],
        "target": targets[0] if len(targets) == 1 else targets,
    }  # fmt: skip


def _target(document: Document, span: Span) -> dict[str, object]:
    text = document.text
    return {
        "type": "SpecificResource",
        "source": _source(document),
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": span.slice(text),
                "prefix": text[max(0, span.start - _N_AROUND) : span.start],
                "suffix": text[span.end : span.end + _N_AROUND],
            },
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    }


def _source(document: Document) -> dict[str, Any]:
    """The document: its address in the web where it has one, its name and the hash of its bytes."""
    addresses = (_address(given) for given in (document.url, document.name))
    local = f"urn:attribution:document:{document.sha256}"
    return {
        "id": next((address for address in addresses if address), local),
        "type": "Text",
        "name": document.name,
        "dcterms:identifier": f"sha256:{document.sha256}",
        **({"dcterms:title": document.title} if document.title else {}),
    }


def _address(given: str | None) -> str | None:
    """The address if it is one of the web and may stand in an `id`."""
    if given is None or _NO_ADDRESS.search(given):
        return None
    try:
        parts = urlsplit(given)
    except ValueError:
        return None
    return given if parts.scheme in {"http", "https"} and parts.netloc else None
