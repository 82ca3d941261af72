"""One agency's text as outlets print it: whole, cut short, edited, beside a text of their own."""

from __future__ import annotations

from datetime import date
from typing import Any

from attribution.records import Claim, Document
from tests.reporting.examples import KARIN_LIND, OLE_BERG, make_claim, make_document

BERTHS = "that the northern berths would reopen to foreign ships before the end of May"
FEES = "that the fees were fair"
ANSWER = "that Norden would not pay for berths it had built itself"
WIRE_TEXT = f"""Sweden opens berths

STOCKHOLM - The port minister Karin Lind said on Tuesday {BERTHS}.

Ships of nine states have been waiting off the coast since the strike of February, when the pilots
left their stations and the port authority closed three of its five basins to all traffic.

Lind added {FEES}. The pilots' union had asked for a new count of the night shifts first.

Ole Berg, Norden's minister, answered {ANSWER}.
"""
CUT_TEXT = (
    "Berths to reopen, says minister\n" + WIRE_TEXT.partition("\n")[2].partition("Ole Berg")[0]
)
EDITED_BERTHS = BERTHS.replace("before the end of", "by late")
EDITED_TEXT = (
    WIRE_TEXT.replace(BERTHS, EDITED_BERTHS).replace("Sweden opens berths", "Relief off the coast")
    + "\nIn Harwick the harbour master said that nobody had told him of it.\n"
)
DAY = date(2031, 4, 2)


def printed(text: str = WIRE_TEXT, **fields: Any) -> Document:  # noqa: ANN401 - any field of a document
    """A document of that text, of a day unless told otherwise."""
    return make_document(text, **({"published": DAY, "name": "wire.txt"} | fields))


def told(document: Document, content: str = BERTHS, **fields: Any) -> Claim:  # noqa: ANN401 - any field of a claim
    """What Lind said in it, or Berg where the content is his answer."""
    is_answer = content == ANSWER
    return make_claim(
        document, content, source="Ole Berg" if is_answer else "Lind",
        cue="answered" if is_answer else "added" if content == FEES else "said",
        **({"speaker": OLE_BERG if is_answer else KARIN_LIND} | fields),
    )  # fmt: skip


WIRE = printed(outlet="Tidal Wire", url="https://example.org/wire")
CUT = printed(CUT_TEXT, outlet="The Quay", name="quay.txt", published=date(2031, 4, 3))
EDITED = printed(
    EDITED_TEXT, outlet="Harwick Post", name="post.txt", url="https://example.com/post",
    published=date(2031, 4, 4),
)  # fmt: skip
COPIED = {
    WIRE: [told(WIRE), told(WIRE, FEES), told(WIRE, ANSWER)],
    CUT: [told(CUT), told(CUT, FEES)],
    EDITED: [told(EDITED, EDITED_BERTHS), told(EDITED, FEES), told(EDITED, ANSWER)],
}
"""Documents and their claims: three statements, eight claims."""
