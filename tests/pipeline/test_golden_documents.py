"""Golden documents: one short text a phenomenon, with the claims it gives.

`pytest --update-golden tests/pipeline` rewrites them; review the difference.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from attribution.pipeline import Analyser
from attribution.records import Claim, Document, DocumentKind
from attribution.spans import Span

FOLDER = Path(__file__).parents[1] / "golden" / "documents"
CASES = sorted(FOLDER.glob("*.json"))


def read_case(path: Path) -> dict[str, Any]:
    """The case as written."""
    case = json.loads(path.read_text(encoding="utf-8"))
    assert isinstance(case, dict)
    return case


def document_of(case: dict[str, Any]) -> Document:
    """The case's document."""
    bare = Document.from_text(case["text"], published=date.fromisoformat(case["published"]))
    return Document(
        sha256=bare.sha256, text=bare.text, published=bare.published,
        kind=DocumentKind(case.get("kind", "article")), issuer=case.get("issuer"),
    )  # fmt: skip


def described(claim: Claim, claims: list[Claim]) -> dict[str, Any]:
    """What is checked of a claim; here, and only here, spans carry their text."""
    text, attribution = claim.document.text, claim.attribution
    order = {other.id: i for i, other in enumerate(claims)}

    def spans(found: tuple[Span, ...]) -> list[dict[str, Any]]:
        return [{"start": s.start, "end": s.end, "text": s.slice(text)} for s in found]

    return {
        "source": spans((attribution.source,) if attribution.source else ()),
        "cue": spans((attribution.cue,) if attribution.cue else ()),
        "content": spans(attribution.contents),
        "speaker": claim.speaker.name,
        "side": claim.speaker.side,
        "quote_type": attribution.quote_type.value,
        "kind": attribution.kind.value,
        "nested_in": None if claim.nested_in is None else order[claim.nested_in],
        "section": claim.section.value,
    }


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_golden_document(path: Path, analyser: Analyser, pytestconfig: pytest.Config) -> None:
    """The claims are those of the file, spans, speakers and sides included."""
    case = read_case(path)
    (claims,) = analyser.analyse([document_of(case)])
    found = [described(claim, claims) for claim in claims]
    if pytestconfig.getoption("--update-golden"):
        case["claims"] = found
        path.write_text(json.dumps(case, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    assert found == case["claims"]


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_golden_spans_carry_the_text_of_their_offsets(path: Path) -> None:
    """Whoever edits a golden file by hand keeps text and offsets together."""
    case = read_case(path)
    for claim in case["claims"]:
        for role in ("source", "cue", "content"):
            for span in claim[role]:
                assert case["text"][span["start"] : span["end"]] == span["text"]


def test_every_phenomenon_has_a_golden_document() -> None:
    """The list of STYLE: none may be dropped by accident."""
    assert {path.stem for path in CASES} >= {
        "direct", "indirect", "mixed", "nested", "split-content", "pronoun-source", "no-source",
        "multi-paragraph-quotation", "sic", "emoji", "readout", "furniture", "joint",
        "scraped", "no-statement", "cue-first",
    }  # fmt: skip
