"""Claims and comparisons built by hand: harmless, hostile, long, from right to left."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from attribution.records import (
    JOINT,
    Act,
    Attribution,
    Claim,
    Comparison,
    Document,
    DocumentKind,
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

HOSTILE = "the draft [sic] is [/quote] <script>alert(1)</script> & [a link](javascript:alert(2))"
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"

HARBOUR_TEXT = f"""By our correspondent in Malmö

The harbour talks ended without a text. Karin Lind said {HOSTILE}.

"We will open two berths", Ms Lind told reporters, "and not a third."

Both delegations agreed to meet again in May 🚢.
"""
RIVAL_TEXT = f"""The Norden delegation published its account at noon.

Norden's minister, Ole Berg, warned | with `code` that the {LONG_WORD} would close.
قال المتحدث باسم الوفد إن المحادثات كانت مفيدة.

Norden proposed three berths, *not* two; spokeswoman Ida Dahl said _four_ were possible.
"""
GIANT_TEXT = " ".join(
    f"Sentence number {number} of a page whose line breaks are lost stands here."
    for number in range(80)
).replace("number 40 of", "number 40, Karin Lind said, closes the matter of")


def make_document(text: str, **fields: Any) -> Document:  # noqa: ANN401 - any field of a document
    """A document of `text`, identified by it."""
    return Document(
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        text=text,
        **fields,
    )


def make_claim(
    document: Document,
    *contents: str,
    source: str | None = None,
    cue: str | None = None,
    quote_type: Quotation = Quotation.INDIRECT,
    **fields: Any,  # noqa: ANN401 - any field of a claim
) -> Claim:
    """A claim whose spans are where these texts first stand in the document."""

    def span(part: str) -> Span:
        start = document.text.index(part)
        return Span(start, start + len(part))

    attribution = Attribution(
        source=None if source is None else span(source),
        cue=None if cue is None else span(cue),
        contents=tuple(span(content) for content in contents),
        quote_type=quote_type,
        confidence=0.9,
    )
    defaults: dict[str, Any] = {
        "id": Claim.make_id(document, attribution),
        "speaker": KARIN_LIND,
        "stance": Stance.NEUTRAL,
        "stance_score": 0.7,
        "act": Act.ASSERT,
        "act_score": 0.8,
    }
    return Claim(document=document, attribution=attribution, **(defaults | fields))


KARIN_LIND = Speaker(
    name="Karin Lind", kind=SpeakerKind.PERSON, side="SE", role="minister of ports",
    organisation="Government of Sweden", resolved_by="register: karin-lind", confidence=0.97,
)  # fmt: skip
OLE_BERG = Speaker(
    name="Ole Berg", kind=SpeakerKind.PERSON, side="NORDEN", role="minister",
    resolved_by="apposition", confidence=0.8,
)  # fmt: skip
IDA_DAHL = Speaker(
    name="Ida [bold]Dahl[/bold]", kind=SpeakerKind.PERSON, side="NORDEN", via="Norden Wire",
    resolved_by="apposition", confidence=0.8,
)  # fmt: skip
SPOKESMAN = Speaker(
    name="المتحدث باسم الوفد", kind=SpeakerKind.UNNAMED, side="NORDEN", resolved_by="readout",
    confidence=0.6,
)  # fmt: skip
BOTH = Speaker(
    name="Both delegations", kind=SpeakerKind.GROUP, side=JOINT, sides=("SE", "NORDEN"),
    resolved_by="group", confidence=0.9,
)  # fmt: skip

HARBOUR = make_document(
    HARBOUR_TEXT, name="harbour.txt", url="https://example.org/harbour?a=1&b=2#top",
    outlet="The <b>Daily</b> Tide", title='Talks end "without" a text', published=date(2031, 4, 2),
)  # fmt: skip
RIVAL = make_document(
    RIVAL_TEXT, name="rival.html", url="javascript:alert('rival')", kind=DocumentKind.READOUT,
    issuer="NORDEN", published=date(2031, 4, 3),
)  # fmt: skip
GIANT = make_document(GIANT_TEXT, name="giant.txt")

HOSTILE_CLAIM = make_claim(
    HARBOUR, HOSTILE, source="Karin Lind", cue="said", stance=Stance.CRITICAL, act=Act.ACCUSE,
    said_on=date(2031, 4, 1), meeting="Harbour talks", stance_target="Norden",
)  # fmt: skip
SPLIT_CLAIM = make_claim(
    HARBOUR, '"We will open two berths"', '"and not a third."', source="Ms Lind",
    cue="told reporters", quote_type=Quotation.DIRECT, act=Act.COMMIT, said_on=date(2031, 4, 2),
)  # fmt: skip
JOINT_CLAIM = make_claim(
    HARBOUR, "to meet again in May 🚢", source="Both delegations", cue="agreed", speaker=BOTH,
    stance=Stance.SUPPORTIVE, act=Act.AGREE,
)  # fmt: skip
LONG_CLAIM = make_claim(
    RIVAL, f"the {LONG_WORD} would close", source="Norden's minister, Ole Berg",
    cue="warned | with `code`", speaker=OLE_BERG, act=Act.WARN, stance=Stance.CRITICAL,
    said_on=date(2031, 4, 3),
)  # fmt: skip
ARABIC_CLAIM = make_claim(
    RIVAL, "المحادثات كانت مفيدة", source="المتحدث باسم الوفد", cue="قال", speaker=SPOKESMAN,
    stance=Stance.SUPPORTIVE, act=Act.PRAISE, said_on=date(2031, 4, 3),
)  # fmt: skip
NO_CUE_CLAIM = make_claim(
    RIVAL, "Norden proposed three berths, *not* two", speaker=OLE_BERG, act=Act.PROPOSE,
)  # fmt: skip
RELAYED_CLAIM = make_claim(
    RIVAL, "_four_ were possible", source="spokeswoman Ida Dahl", cue="said", speaker=IDA_DAHL,
    said_on=date(2031, 4, 3),
)  # fmt: skip
GIANT_CLAIM = make_claim(GIANT, "closes the matter", source="Karin Lind", cue="said")

CLAIMS = (
    HOSTILE_CLAIM, SPLIT_CLAIM, JOINT_CLAIM, LONG_CLAIM, ARABIC_CLAIM, NO_CUE_CLAIM, RELAYED_CLAIM,
)  # fmt: skip


def _point(number: int, label: str, verdict: Verdict, **fields: Any) -> Point:  # noqa: ANN401 - any field
    return Point(id=f"p{number}", label=label, verdict=verdict, **fields)


COMPARISON = Comparison(
    meeting=Meeting(
        name="Harbour talks <em>of spring</em>", start=date(2031, 4, 1), end=date(2031, 4, 3),
        place="Malmö", sides=("SE", "NORDEN", "DK"),
    ),
    sides=("SE", "NORDEN", "DK"),
    documents={"SE": 1, "NORDEN": 3, "DK": 0},
    points=(
        _point(
            1, "use of the talks", Verdict(VerdictKind.ONLY, "NORDEN"),
            claims={"NORDEN": (ARABIC_CLAIM.id, LONG_CLAIM.id)},
            silent={"SE": Silence.SILENT, "DK": Silence.NO_DOCUMENT},
        ),
        _point(
            2, "a next round", Verdict(VerdictKind.AGREED),
            claims={"SE": (JOINT_CLAIM.id,), "NORDEN": (JOINT_CLAIM.id,)},
            silent={"DK": Silence.NO_DOCUMENT},
        ),
        _point(
            3, "the draft [sic]", Verdict(VerdictKind.ONLY, "SE"),
            claims={"SE": (HOSTILE_CLAIM.id,)},
            silent={"NORDEN": Silence.SILENT, "DK": Silence.NO_DOCUMENT},
        ),
        _point(
            4, "number of berths | third", Verdict(VerdictKind.DISPUTED),
            claims={"SE": (SPLIT_CLAIM.id,), "NORDEN": (NO_CUE_CLAIM.id,)},
            silent={"DK": Silence.NO_DOCUMENT},
            relations=(
                Relation(
                    a=SPLIT_CLAIM.id, b=NO_CUE_CLAIM.id, kind=RelationKind.CONTRADICT, score=0.9,
                    signals=("different numbers",),
                ),
            ),
        ),
        _point(
            5, "a fourth berth", Verdict(VerdictKind.SCOPE_DIFFERS),
            claims={"SE": (SPLIT_CLAIM.id,), "NORDEN": (RELAYED_CLAIM.id,)},
            silent={"DK": Silence.NO_DOCUMENT},
        ),
    ),
    claims={claim.id: claim for claim in CLAIMS},
)  # fmt: skip
SIDE_NAMES = {"NORDEN": "Nordic <i>Movement</i>"}
EMPTY = Comparison(
    meeting=Meeting(name="Silent talks"), sides=("SE", "DK"), documents={}, points=(), claims={}
)
