"""Claims and comparisons as objects: fields, order, values."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from attribution.exporting import (
    CLAIM_FIELDS,
    claim_record,
    comparison_record,
    extraction_record,
)
from attribution.records import (
    Act,
    Attribution,
    Claim,
    Comparison,
    Document,
    Meeting,
    Point,
    Quotation,
    Relation,
    RelationKind,
    Silence,
    Speaker,
    SpeakerKind,
    Stance,
    Verdict,
    VerdictKind,
)
from attribution.spans import Span
from tests.reporting.test_copied import copied
from tests.store.strategies import documents_with_claims
from tests.wires import EDITED, EDITED_BERTHS, WIRE, told

TEXT = '"The talks", Ole Berg said, "were useful".'
DOCUMENT = Document(
    sha256=Document.from_text(TEXT).sha256, text=TEXT, name="talks.txt", published=date(2025, 2, 28)
)
CLAIM = Claim(
    id="0123456789ab",
    document=DOCUMENT,
    attribution=Attribution(
        source=Span(13, 21),
        cue=Span(22, 26),
        contents=(Span(0, 11), Span(28, 41)),
        quote_type=Quotation.DIRECT,
        confidence=0.123456,
    ),
    speaker=Speaker(
        name="Ole Berg",
        kind=SpeakerKind.PERSON,
        side="JOINT",
        sides=("NO", "SE"),
        role="minister",
        organisation="Ministry of Ports",
        via="Port News",
        resolved_by="register",
        confidence=0.9,
    ),
    stance=Stance.SUPPORTIVE,
    stance_score=1 / 3,
    stance_target="the talks",
    act=Act.PRAISE,
    act_score=1.0,
    said_on=date(2025, 2, 27),
    meeting="Malmö talks",
)


def test_every_field_in_order() -> None:
    """The whole record of a claim."""
    record = claim_record(CLAIM)
    assert record == {
        "id": "0123456789ab",
        "document": DOCUMENT.sha256,
        "document_name": "talks.txt",
        "published": "2025-02-28",
        "meeting": "Malmö talks",
        "speaker": "Ole Berg",
        "speaker_kind": "person",
        "role": "minister",
        "organisation": "Ministry of Ports",
        "side": "JOINT",
        "sides": ["NO", "SE"],
        "source_text": "Ole Berg",
        "cue_text": "said",
        "content_text": '"The talks" … "were useful"',
        "spans": {"source": [[13, 21]], "cue": [[22, 26]], "content": [[0, 11], [28, 41]]},
        "quote_type": "direct",
        "kind": "statement",
        "nested_in": None,
        "stance": "supportive",
        "stance_score": 0.3333,
        "stance_target": "the talks",
        "act": "praise",
        "act_score": 1.0,
        "said_on": "2025-02-27",
        "confidence": 0.1235,
        "section": "body",
        "via": "Port News",
        "resolved_by": "register",
        "polarity": "affirmed",
        "modality": "actual",
        "judged": [],
    }
    assert tuple(record) == CLAIM_FIELDS


def test_copies_are_named_behind_all_other_fields() -> None:
    """With what leads to their sentence."""
    copy = told(EDITED, EDITED_BERTHS)
    record = claim_record(told(WIRE), [copy])
    assert tuple(record) == (*CLAIM_FIELDS, "also_in")
    assert record["also_in"] == [{
        "id": copy.id, "document": EDITED.sha256, "document_name": "post.txt",
        "outlet": "Harwick Post", "url": "https://example.com/post", "published": "2031-04-04",
        "content_text": EDITED_BERTHS, "spans": claim_record(copy)["spans"],
    }]  # fmt: skip
    named = comparison_record(copied())["claims"]
    assert isinstance(named, dict)
    assert [len(claim["also_in"]) for claim in named.values()] == [2, 2, 1]


def test_absent_source_and_cue() -> None:
    """Spans that a text does not have are empty lists, and their texts null."""
    bare = Claim(
        id="a",
        document=Document.from_text("Talks held."),
        attribution=Attribution(source=None, cue=None, contents=(Span(0, 5),)),
        speaker=Speaker(name="?", kind=SpeakerKind.UNNAMED),
        stance=Stance.NEUTRAL,
        stance_score=0.0,
        act=Act.ASSERT,
        act_score=0.0,
    )
    record = claim_record(bare)
    assert record["spans"] == {"source": [], "cue": [], "content": [[0, 5]]}
    absent = ("source_text", "cue_text", "published", "said_on", "meeting")
    assert [record[field] for field in absent] == [None] * len(absent)


def test_comparison() -> None:
    """The whole record of a comparison."""
    relation = Relation(a="0123456789ab", b="b", kind=RelationKind.PARTIAL, score=0.87654)
    comparison = Comparison(
        meeting=Meeting(name="Malmö talks", start=date(2025, 2, 27)),
        sides=("NO", "SE", "DK"),
        documents={"NO": 2, "SE": 1, "DK": 0},
        points=(
            Point(
                id="p1",
                label="talks useful",
                verdict=Verdict(VerdictKind.ONLY, "NO"),
                claims={"NO": ("0123456789ab",)},
                silent={"SE": Silence.SILENT, "DK": Silence.NO_DOCUMENT},
                relations=(relation,),
            ),
        ),
        claims={CLAIM.id: CLAIM},
    )
    record = comparison_record(comparison)
    assert record == {
        "meeting": "Malmö talks",
        "sides": ["NO", "SE", "DK"],
        "documents": {"NO": 2, "SE": 1, "DK": 0},
        "points": [
            {
                "id": "p1",
                "label": "talks useful",
                "verdict": "only NO",
                "claims": {"NO": ["0123456789ab"]},
                "silent": {"SE": "silent", "DK": "no document"},
                "relations": [
                    {"a": "0123456789ab", "b": "b", "relation": "partial", "score": 0.8765}
                ],
            }
        ],
        "claims": {"0123456789ab": claim_record(CLAIM)},
        "stance_over_time": [],
        "changed_positions": [],
    }
    assert json.loads(json.dumps(record)) == record


def test_extraction() -> None:
    """One object a document, the path as it was given."""
    assert extraction_record("./a b.txt", [CLAIM]) == {
        "doc": "./a b.txt",
        "attributions": [claim_record(CLAIM)],
    }
    assert extraction_record("-", iter([])) == {"doc": "-", "attributions": []}


@settings(deadline=None)
@given(documents_with_claims(), st.booleans())
def test_json_round_trip(example: tuple[Document, list[Claim]], ascii_only: bool) -> None:
    """A record holds nothing that JSON changes."""
    document, claims = example
    records = [claim_record(claim) for claim in claims]
    assert json.loads(json.dumps(records, ensure_ascii=ascii_only, allow_nan=False)) == records
    for claim, record in zip(claims, records, strict=True):
        spans = record["spans"]
        assert isinstance(spans, dict)
        parts = [document.text[start:end] for start, end in spans["content"]]
        assert " … ".join(parts) == record["content_text"] == claim.content_text
