"""Side sets that stand with meetings."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from attribution.errors import ConfigError, StoreError
from attribution.records import DefinedSide, Judgement, Meeting, SideSet
from attribution.store import Store
from attribution.store.schema import SCHEMA_VERSION
from tests.store.examples import make_claim, make_document, store_with

DOCUMENT = make_document("The boats would sail, he said.", name="a.txt")
CLAIM = make_claim(DOCUMENT, "The boats would sail")
SIDES = SideSet(
    name="Bloc «é»",
    sides=(
        DefinedSide(code="WEST", name="The West", codes=("US", "GB"), people=("Ann Tate",)),
        DefinedSide(code="RU", name="Russia", aliases=("Rossiya",), organisations=("Sample",),
                    names=("Xqi Sample",), kind="government"),
    ),
    others=False, description="for tests", sources=("nowhere",),
)  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A document filed under a meeting."""
    opened = store_with(tmp_path / "a.db", (DOCUMENT, [CLAIM]))
    with opened.writer() as writer:
        writer.file_document(DOCUMENT.sha256, "Talks")
    return opened


def test_a_set_comes_back_whole_and_can_be_replaced(store: Store) -> None:
    """Every field is kept; another one replaces it, and None takes it off."""
    reader = store.reader()
    assert reader.meeting("Talks") == Meeting(name="Talks")
    with store.writer() as writer:
        writer.put_side_set("talks", SIDES)
        assert reader.meeting("Talks") == Meeting(name="Talks", side_set=SIDES)
        assert reader.meetings()[0].meeting.side_set == SIDES
        other = replace(SIDES, name="Other")
        writer.put_side_set("Talks", other)
        assert reader.meeting("Talks") == Meeting(name="Talks", side_set=other)
        writer.put_side_set("Talks", None)
    assert reader.meeting("Talks") == Meeting(name="Talks")
    assert reader.meeting("Nowhere") is None


def test_claims_are_stored_as_before(store: Store) -> None:
    """A set changes no row of a claim."""
    before = store.reader().claims()
    with store.writer() as writer:
        writer.put_side_set("Talks", SIDES)
    assert store.reader().claims() == before


def test_a_meeting_that_is_not_there(store: Store) -> None:
    """Nothing is made for it."""
    with store.writer() as writer, pytest.raises(StoreError, match="no such meeting"):
        writer.put_side_set("Nowhere", SIDES)


def test_a_renamed_meeting_keeps_its_set(store: Store) -> None:
    """And one that is merged into another gives its set only where that has none."""
    with store.writer() as writer:
        writer.put_side_set("Talks", SIDES)
        writer.merge_meetings("Talks", into="Round one")
        assert store.reader().meeting("Round one") == Meeting(name="Round one", side_set=SIDES)
        writer.describe_meeting(Meeting(name="Older"))
        writer.put_side_set("Older", replace(SIDES, name="Older sides"))
        writer.merge_meetings("Older", into="Round one")
    meeting = store.reader().meeting("Older")
    assert meeting is not None
    assert meeting.side_set == SIDES


def test_a_damaged_set_is_one_line(store: Store, tmp_path: Path) -> None:
    """What another tool wrote there does not end in a traceback."""
    with store.writer() as writer:
        writer.put_side_set("Talks", SIDES)
    store.close()
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        connection.execute("UPDATE meetings SET side_set = ?", (json.dumps({"colour": 1}),))
        connection.commit()
    with Store.open(tmp_path / "a.db") as again, pytest.raises(ConfigError, match="colour"):
        again.reader().meeting("Talks")


def test_claims_say_what_a_person_judged(store: Store) -> None:
    """Fields of judgements stand with the claim; predictions have none."""
    assert store.reader().claims()[0].judged == ()
    with store.writer() as writer:
        for field, value in (("side", "NO"), ("act", "deny")):
            writer.judge(Judgement(claim=CLAIM.id, field=field, value=value, author="ana",
                                   at=datetime(2025, 1, 1, tzinfo=UTC)))  # fmt: skip
    (claim,) = store.reader().claims()
    assert sorted(claim.judged) == ["act", "side"]
    assert claim.speaker.side == "NO"


def test_an_older_database_is_brought_up_to_date(store: Store, tmp_path: Path) -> None:
    """One from before side sets keeps its meetings and claims, and can hold a set."""
    before = store.reader().claims()
    store.close()
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        connection.execute("ALTER TABLE meetings DROP COLUMN side_set")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name LIKE '%side_sets'")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION - 1}")
        connection.commit()
    with Store.open(tmp_path / "a.db") as again:
        assert again.reader().meeting("Talks") == Meeting(name="Talks")
        assert again.reader().claims() == before
        with again.writer() as writer:
            writer.put_side_set("Talks", SIDES)
        assert again.reader().meeting("Talks") == Meeting(name="Talks", side_set=SIDES)
