"""Records refuse values that no text or judgement can have."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from attribution.errors import OffsetError
from attribution.records import (
    Act,
    Attribution,
    Claim,
    Document,
    Relation,
    RelationKind,
    Section,
    SectionKind,
    Speaker,
    SpeakerKind,
    Stance,
    Verdict,
    VerdictKind,
    WorkingText,
)
from attribution.spans import OffsetMap, Span

TEXT = "“The ferry,” Oda Lien said, “sails at noon.”"


def said(**changes: object) -> Attribution:
    """The attribution in `TEXT`, with some fields changed."""
    fields: dict[str, object] = {
        "source": Span(13, 21), "cue": Span(22, 26), "contents": (Span(0, 12), Span(28, 44)),
        **changes,
    }  # fmt: skip
    return Attribution(**fields)  # type: ignore[arg-type] # wrong values are the test


def claim(**changes: object) -> Claim:
    """A claim of `TEXT`, with some fields changed."""
    document = Document.from_text(TEXT)
    fields: dict[str, object] = {
        "id": Claim.make_id(document, said()), "document": document, "attribution": said(),
        "speaker": Speaker(name="Oda Lien", kind=SpeakerKind.PERSON),
        "stance": Stance.NEUTRAL, "stance_score": 0.5, "act": Act.ASSERT, "act_score": 0.5,
        **changes,
    }  # fmt: skip
    return Claim(**fields)  # type: ignore[arg-type] # wrong values are the test


@pytest.mark.parametrize("value", [-0.1, 1.1, float("nan")])
def test_scores_outside_zero_to_one_are_refused(value: float) -> None:
    """Every confidence and score is a fraction; the message gives name and value."""
    with pytest.raises(ValueError, match=f"confidence is {value}, expected 0 to 1"):
        said(confidence=value)
    with pytest.raises(ValueError, match="confidence"):
        Speaker(name="x", kind=SpeakerKind.GROUP, confidence=value)
    with pytest.raises(ValueError, match="stance_score"):
        claim(stance_score=value)
    with pytest.raises(ValueError, match="act_score"):
        claim(act_score=value)
    with pytest.raises(ValueError, match="score"):
        Relation(a="1", b="2", kind=RelationKind.AGREE, score=value)


def test_bounds_are_allowed() -> None:
    """0 and 1 themselves are fractions."""
    assert said(confidence=0).confidence == 0
    assert said(confidence=1).confidence == 1


def test_attribution_needs_content() -> None:
    """Without content nothing was said."""
    with pytest.raises(OffsetError, match="at least one content"):
        said(contents=())


@pytest.mark.parametrize(
    "contents", [(Span(0, 12), Span(11, 20)), (Span(28, 44), Span(0, 12)), (Span(0, 5),) * 2]
)
def test_contents_are_disjoint_and_in_order(contents: tuple[Span, ...]) -> None:
    """Overlapping or reversed contents are refused; adjacent ones are not."""
    with pytest.raises(OffsetError, match="precedes the end of"):
        said(contents=contents)
    assert len(said(contents=(Span(0, 5), Span(5, 6))).contents) == 2


def test_spans_lists_what_is_there() -> None:
    """Source and cue may be absent."""
    assert said().spans() == (Span(13, 21), Span(22, 26), Span(0, 12), Span(28, 44))
    assert said(source=None, cue=None).spans() == (Span(0, 12), Span(28, 44))


def test_records_are_frozen() -> None:
    """A record is replaced, never changed."""
    record = said()
    with pytest.raises(FrozenInstanceError):
        record.confidence = 0.5  # type: ignore[misc] # the assignment is the test
    assert replace(record, confidence=0.5) != record


def test_verdict_has_a_side_with_only_and_with_nothing_else() -> None:
    """`only` says whose; the other verdicts concern both sides."""
    assert str(Verdict(VerdictKind.ONLY, "NO")) == "only NO"
    assert str(Verdict(VerdictKind.SCOPE_DIFFERS)) == "scope differs"
    with pytest.raises(ValueError, match="'only' with side None"):
        Verdict(VerdictKind.ONLY)
    with pytest.raises(ValueError, match="'agreed' with side 'NO'"):
        Verdict(VerdictKind.AGREED, "NO")


@pytest.mark.parametrize("digest", ["", "a" * 63, "a" * 65, "g" * 64, "A" * 64])
def test_bad_hashes_are_refused(digest: str) -> None:
    """A document's identity is 64 lower-case hexadecimal digits."""
    with pytest.raises(ValueError, match="expected 64 hexadecimal digits"):
        Document(sha256=digest, text="x")


def test_document_of_text_is_identified_by_its_bytes() -> None:
    """The hash is SHA-256 of the UTF-8 text, also where a lone surrogate stands in it."""
    assert Document.from_text("abc").sha256 == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )
    assert Document.from_text("a\ud800").sha256 != Document.from_text("a").sha256


def test_claim_id_is_stable() -> None:
    """The same document and spans give the same twelve digits, whatever else is predicted."""
    document = Document.from_text(TEXT, name="one.txt")
    first = Claim.make_id(document, said())
    assert first == Claim.make_id(Document.from_text(TEXT, name="two"), said(confidence=0.1))
    assert len(first) == 12
    assert set(first) <= set("0123456789abcdef")


def test_claim_ids_differ_with_document_and_spans() -> None:
    """Another text, source, cue or content is another claim."""
    document = Document.from_text(TEXT)
    ids = [
        Claim.make_id(document, said()),
        Claim.make_id(Document.from_text(TEXT + " "), said()),
        Claim.make_id(document, said(source=None)),
        Claim.make_id(document, said(cue=None)),
        Claim.make_id(document, said(source=Span(22, 26), cue=Span(13, 21))),
        Claim.make_id(document, said(contents=(Span(0, 12),))),
    ]
    assert len(set(ids)) == len(ids)


def test_claim_texts_are_slices_of_the_document() -> None:
    """Source and cue as written; the parts of a split content joined by an ellipsis."""
    split = claim()
    assert split.source_text == "Oda Lien"
    assert split.cue_text == "said"
    assert split.content_text == "“The ferry,” … “sails at noon.”"
    bare = claim(attribution=said(source=None, cue=None, contents=(Span(0, 12),)))
    assert bare.source_text is None
    assert bare.cue_text is None
    assert bare.content_text == "“The ferry,”"


def test_section_kind_is_that_of_the_start() -> None:
    """A span belongs to the section it starts in, and to the body where there is none."""
    working = WorkingText(
        text="Menu. News.",
        offset_map=OffsetMap.identity(11),
        sections=(
            Section(Span(0, 5), SectionKind.FURNITURE),
            Section(Span(5, 10), SectionKind.BODY),
        ),
    )
    assert working.kind_at(Span(0, 11)) is SectionKind.FURNITURE
    assert working.kind_at(Span(5, 6)) is SectionKind.BODY
    assert working.kind_at(Span(11, 11)) is SectionKind.BODY
