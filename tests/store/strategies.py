"""Any documents and claims, for the round trips."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import strategies as st

from attribution.records import (
    Act,
    Attribution,
    Claim,
    Document,
    DocumentKind,
    Quotation,
    SectionKind,
    Speaker,
    SpeakerKind,
    Stance,
    StatementKind,
)
from attribution.spans import Span

fractions = st.floats(0, 1)
# What UTF-8 can write; the awkward ones come up often.
characters = st.characters(codec="utf-8", exclude_characters="\0") | st.sampled_from(
    "\"'“”’;%_\\`[]{}<>&|\n\r\t\u2028🚢é"
)
texts = st.text(characters, max_size=40)
names = st.text(characters, min_size=1, max_size=12)
maybe_texts = st.none() | texts
times = st.none() | st.datetimes(
    min_value=datetime(1900, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    timezones=st.sampled_from([None, UTC]),
)

speakers = st.builds(
    Speaker,
    name=names,
    kind=st.sampled_from(SpeakerKind),
    side=st.sampled_from(["SE", "se", "NO", "JOINT"]) | names,
    sides=st.lists(names, max_size=3).map(tuple),
    role=maybe_texts,
    organisation=maybe_texts,
    via=maybe_texts,
    resolved_by=texts,
    confidence=fractions,
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document of any text and metadata."""
    text = draw(st.text(characters, min_size=1, max_size=60))
    return Document(
        sha256=Document.from_text(text).sha256,
        text=text,
        name=draw(texts),
        kind=draw(st.sampled_from(DocumentKind)),
        url=draw(maybe_texts),
        outlet=draw(maybe_texts),
        title=draw(maybe_texts),
        author=draw(maybe_texts),
        published=draw(st.none() | st.dates()),
        retrieved=draw(times),
        language=draw(maybe_texts),
        issuer=draw(maybe_texts),
        meeting=draw(st.none() | names),
    )


def _spans(text: str) -> st.SearchStrategy[Span]:
    ends = st.integers(0, len(text))
    return st.tuples(ends, ends).map(lambda pair: Span(min(pair), max(pair)))


@st.composite
def claims_of(draw: st.DrawFn, document: Document) -> Claim:
    """A claim with any spans and values."""
    cuts = sorted(draw(st.lists(st.integers(0, len(document.text)), min_size=2, max_size=6)))
    attribution = Attribution(
        source=draw(st.none() | _spans(document.text)),
        cue=draw(st.none() | _spans(document.text)),
        contents=tuple(map(Span, cuts[0::2], cuts[1::2])),
        quote_type=draw(st.sampled_from(Quotation)),
        kind=draw(st.sampled_from(StatementKind)),
        confidence=draw(fractions),
        nested_in=draw(st.none() | st.integers(0, 9)),
    )
    return Claim(
        id=Claim.make_id(document, attribution),
        document=document,
        attribution=attribution,
        speaker=draw(speakers),
        stance=draw(st.sampled_from(Stance)),
        stance_score=draw(fractions),
        act=draw(st.sampled_from(Act)),
        act_score=draw(fractions),
        stance_target=draw(maybe_texts),
        said_on=draw(st.none() | st.dates()),
        # A claim about no meeting takes its document's, so only then it may have none.
        meeting=draw(names if document.meeting is not None else st.none() | names),
        nested_in=draw(maybe_texts),
        section=draw(st.sampled_from(SectionKind)),
    )


@st.composite
def documents_with_claims(draw: st.DrawFn) -> tuple[Document, list[Claim]]:
    """A document and claims with different ids."""
    document = draw(documents())
    claims = draw(st.lists(claims_of(document), max_size=4, unique_by=lambda claim: claim.id))
    return document, claims
