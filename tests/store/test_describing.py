"""What an analyst says of a meeting, beside what was found in the texts."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

import pytest

from attribution.records import Document, Meeting
from tests.store.examples import make_document, store_with


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Of a database that does not exist yet."""
    return tmp_path / "claims.db"


@pytest.fixture
def document() -> Document:
    """One sentence."""
    return make_document("Karin Lind said the port opens.")


def test_an_analyst_corrects_a_meeting(path: Path, document: Document) -> None:
    """What a person says replaces what was known; sides so told are never found again."""
    with store_with(path, (document, [])) as store, store.writer() as writer:
        writer.describe_meeting(Meeting(name="Talks", place="Malmö", sides=("NO", "SE")))
        writer.correct_meeting("Talks", place="Oslo", sides=("SE", "DK"))
        told = Meeting(name="Talks", place="Oslo", sides=("SE", "DK"), sides_told=True)
        assert store.reader().meeting("Talks") == told
        writer.describe_meeting(Meeting(name="Talks", place="Malmö", sides=("NO", "SE")))
        writer.correct_meeting("Talks", start=date(2025, 2, 1))
        assert store.reader().meeting("Talks") == dataclasses.replace(told, start=date(2025, 2, 1))
        writer.correct_meeting("Talks", sides=())
        found = store.reader().meeting("Talks")
        assert found is not None
        assert (found.sides, found.sides_told) == ((), False)
        writer.correct_meeting("New talks", sides=("SE",))
        assert store.reader().meeting("New talks") == Meeting(
            name="New talks", sides=("SE",), sides_told=True
        )


def test_told_sides_survive_a_merge(path: Path, document: Document) -> None:
    """They replace sides found for the other meeting, but not those told for it."""
    with store_with(path, (document, [])) as store, store.writer() as writer:
        writer.correct_meeting("Talks A", sides=("SE", "DK"))
        writer.describe_meeting(Meeting(name="Talks B", sides=("NO",)))
        writer.merge_meetings("Talks A", into="Talks B")
        writer.correct_meeting("Talks A", place="Oslo")
        merged = Meeting(name="Talks B", place="Oslo", sides=("SE", "DK"), sides_told=True)
        assert store.reader().meeting("Talks A") == merged
        writer.correct_meeting("Talks C", sides=("FI",))
        writer.merge_meetings("Talks B", into="Talks C")
        kept = store.reader().meeting("Talks C")
        assert kept is not None
        assert (kept.sides, kept.sides_told) == (("FI",), True)
