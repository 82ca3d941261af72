"""Mentions of meetings, found filings and splits in the store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from attribution.errors import StoreError
from attribution.records import Meeting, MeetingKind, MeetingMention
from attribution.spans import Span
from attribution.store import ClaimQuery
from tests.store.examples import RUN, make_claim, make_document, store_with

TEXT = "The round in Oslo failed, he said. It rained, she said."
DOCUMENT = make_document(TEXT, name="a.txt")
CLAIMS = [make_claim(DOCUMENT, "The round in Oslo failed"), make_claim(DOCUMENT, "It rained")]
MENTION = MeetingMention(
    span=Span(4, 9), kind=MeetingKind.ROUND, start=date(2025, 1, 1), end=date(2025, 1, 3),
    place="Oslo", sides=("NO", "SE"), participants=("Karin Lind",), round=2,
)  # fmt: skip


def test_mentions_round_trip_and_are_replaced(tmp_path: Path) -> None:
    """Every field comes back; writing again replaces."""
    with store_with(tmp_path / "a.db", (DOCUMENT, CLAIMS)) as store:
        with store.writer() as writer:
            writer.put_mentions(DOCUMENT.sha256, [(MENTION, None)])
            writer.put_mentions(DOCUMENT.sha256, [(MENTION, "Oslo II")])
        assert store.reader().mentions(DOCUMENT.sha256) == [(MENTION, "Oslo II")]
        assert store.reader().mentions("0" * 64) == []


def test_claims_about_a_background_meeting_survive_another_run(tmp_path: Path) -> None:
    """Only the claim that opens with the mention is about it, after a new run as before."""
    with store_with(tmp_path / "a.db", (DOCUMENT, CLAIMS)) as store:
        with store.writer(RUN) as writer:
            writer.file_document(DOCUMENT.sha256, "Main")
            writer.put_mentions(DOCUMENT.sha256, [(MENTION, "Oslo II")])
        expected = [("The round in Oslo failed", "Oslo II"), ("It rained", "Main")]
        for _ in range(2):
            found = store.reader().claims()
            assert [(claim.content_text, claim.meeting) for claim in found] == expected
            with store.writer(RUN) as writer:
                writer.rerun(DOCUMENT, CLAIMS)
        with store.writer() as writer:
            writer.put_mentions(DOCUMENT.sha256, [])
        assert {claim.meeting for claim in store.reader().claims()} == {"Main"}


def test_found_filings_give_way(tmp_path: Path) -> None:
    """A finding is displaced by the analyst and never stands beside an analyst's filing."""
    with store_with(tmp_path / "a.db", (DOCUMENT, CLAIMS)) as store:
        with store.writer() as writer:
            assert writer.file_document(DOCUMENT.sha256, "Found", is_found=True)
            assert writer.file_document(DOCUMENT.sha256, "Mine")
            assert not writer.file_document(DOCUMENT.sha256, "Found", is_found=True)
        (filing,) = store.reader().filings()
        assert (filing.document.meeting, filing.role, filing.filed_by) == (
            "Mine", "main", "analyst",
        )  # fmt: skip
        assert store.reader().filings("Found") == []


def test_a_round_follows_another_through_merges(tmp_path: Path) -> None:
    """The order of rounds survives renaming; a meeting never follows itself."""
    with store_with(tmp_path / "a.db", (DOCUMENT, CLAIMS)) as store:
        with store.writer() as writer:
            writer.describe_meeting(Meeting(name="Second", follows="First"))
            writer.merge_meetings("First", into="Opening")
        follows = {c.meeting.name: c.meeting.follows for c in store.reader().meetings()}
        assert follows == {"Opening": None, "Second": "Opening"}
        with store.writer() as writer:
            writer.merge_meetings("Opening", into="Second")
        (counted,) = store.reader().meetings()
        assert counted.meeting.follows is None


def test_split_moves_claims_with_their_document(tmp_path: Path) -> None:
    """What was about the whole is about the part."""
    claims = [make_claim(DOCUMENT, "It rained", meeting="Whole")]
    with store_with(tmp_path / "a.db", (DOCUMENT, claims)) as store:
        with store.writer() as writer:
            writer.file_document(DOCUMENT.sha256, "Whole")
            split = writer.split_meeting("whole", into="Part", documents=[DOCUMENT.sha256])
            assert split == 1
            with pytest.raises(StoreError, match="no such meeting"):
                writer.split_meeting("Nowhere", into="Part", documents=[DOCUMENT.sha256])
            with pytest.raises(StoreError, match="no such document"):
                writer.split_meeting("Whole", into="Part", documents=["0" * 64])
        assert [claim.meeting for claim in store.reader().claims()] == ["Part"]
        assert store.reader().filings("Whole") == []


def test_another_spelling_is_the_same_meeting(tmp_path: Path) -> None:
    """Documents filed under a name but for case and accents stand under one meeting."""
    other = make_document("It rained in Malmö, he said.", name="b.txt")
    with store_with(tmp_path / "a.db") as store:
        with store.writer(RUN) as writer:
            writer.add(DOCUMENT, CLAIMS, meeting="Doha, June")
            found = replace(make_claim(other, "It rained in Malmö"), meeting="DOHA, june")
            writer.add(other, [found], meeting="DOHA, june")
        (counted,) = store.reader().meetings()
        assert (counted.meeting.name, counted.n_documents) == ("Doha, June", 2)
        assert len(store.reader().claims(ClaimQuery(meeting="doha, june"))) == 3
