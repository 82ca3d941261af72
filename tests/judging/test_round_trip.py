"""What is exported and read back changes nothing, whatever the texts and names."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from attribution.exporting import FileFormat
from attribution.judging import find_changes, read_bytes
from attribution.records import Claim, Document
from attribution.store import Store
from tests.judging.examples import exported
from tests.store.examples import RUN
from tests.store.strategies import documents_with_claims


@pytest.mark.parametrize("file_format", FileFormat)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(example=documents_with_claims())
def test_unchanged_files_say_nothing(
    file_format: FileFormat, example: tuple[Document, list[Claim]]
) -> None:
    """Any names, sides and texts come back as what the database shows."""
    if file_format is FileFormat.PARQUET:
        pytest.importorskip("pyarrow", reason="needs the extra [parquet]")
    document, claims = example
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "c.db") as store:
        with store.writer(RUN) as writer:
            writer.add(document, claims)
        for data in exported(claims, file_format):
            changes = find_changes(read_bytes(data, file_format, label="c"), store.reader())
            assert (changes.said, changes.problems, changes.notes) == ({}, [], [])
            assert changes.claims <= {claim.id for claim in claims}
            if file_format is not FileFormat.BRAT:  # a claim of blanks alone cannot be marked
                assert changes.claims == {claim.id for claim in claims}
