"""What is read back equals what was written, whatever the text."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from attribution.records import Claim, Document
from attribution.store import ClaimQuery, Store
from tests.store.examples import RUN
from tests.store.strategies import documents_with_claims


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents_with_claims())
def test_claims_and_documents_come_back_equal(example: tuple[Document, list[Claim]]) -> None:
    """Every field of a document, its claims, spans and speakers survives the database."""
    document, claims = example
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "c.db") as store:
        with store.writer(RUN) as writer:
            assert writer.add(document, claims)
        reader = store.reader()
        assert reader.document(document.sha256) == document
        found = reader.claims(ClaimQuery(include_all=True))
        assert {claim.id: claim for claim in found} == {claim.id: claim for claim in claims}
        for claim in claims:
            assert reader.claim(claim.id) == claim
