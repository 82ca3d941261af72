"""Documents and claims made for the tests of the store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from attribution.records import Act, Attribution, Claim, Document, Speaker, SpeakerKind, Stance
from attribution.spans import Span
from attribution.store import ClaimQuery, Reader, Run, Store

RUN = Run(models={"tagger": "1"}, config="default")


def make_document(text: str, **fields: Any) -> Document:  # noqa: ANN401 - any field of a document
    """A document identified by its text."""
    bare = Document.from_text(text)
    return Document(sha256=bare.sha256, text=text, **fields)


def make_claim(document: Document, content: str, **fields: Any) -> Claim:  # noqa: ANN401 - any field of a claim
    """A claim whose content is the first place of `content` in the document."""
    start = document.text.index(content)
    options: dict[str, Any] = {"nested_in": fields.pop("nested_position", None)}
    if "kind" in fields:
        options["kind"] = fields.pop("kind")
    attribution = Attribution(
        source=None, cue=None, contents=(Span(start, start + len(content)),), **options
    )
    values: dict[str, Any] = {
        "id": Claim.make_id(document, attribution),
        "speaker": Speaker(name="Karin Lind", kind=SpeakerKind.PERSON, side="SE"),
        "stance": Stance.NEUTRAL,
        "stance_score": 0.5,
        "act": Act.ASSERT,
        "act_score": 0.5,
    }
    return Claim(document=document, attribution=attribution, **(values | fields))


def store_with(path: Path, *documents: tuple[Document, list[Claim]]) -> Store:
    """An open store that holds these."""
    store = Store.open(path)
    with store.writer(RUN) as writer:
        for document, claims in documents:
            writer.add(document, claims)
    return store


def contents(reader: Reader, **conditions: Any) -> list[str]:  # noqa: ANN401 - any condition of a query
    """The contents of the claims that a query finds."""
    return [claim.content_text for claim in reader.claims(ClaimQuery(**conditions))]


def bytes_of(path: Path) -> dict[str, bytes]:
    """Every file in the folder of a database and its bytes."""
    return {file.name: file.read_bytes() for file in path.parent.iterdir()}
