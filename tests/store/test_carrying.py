"""Judgements when a document is read again by models that find other spans."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from attribution.errors import StoreError
from attribution.records import Act, Claim, Document, Judgement
from attribution.store import Reread, Run, Store
from attribution.store.schema import SCHEMA_VERSION
from tests.store.examples import RUN, contents, make_claim, make_document, store_with

TEXT = "Karin Lind said the berths stay open until May. Ole Berg called the plan unfair to all."
ACCURATE = Run(models={"tagger": "2"}, config="accurate")


def judgement(claim: Claim, field: str, value: str | None, minute: int = 0) -> Judgement:
    """A correction by one analyst at a given minute."""
    at = datetime(2025, 3, 1, 12, minute, tzinfo=UTC)
    return Judgement(claim=claim.id, field=field, value=value, author="ana", at=at)


@pytest.fixture
def document() -> Document:
    """A document of two sentences."""
    return make_document(TEXT, name="harbour.txt")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database is."""
    return tmp_path / "claims.db"


def read_again(store: Store, document: Document, *claims: Claim) -> Reread:
    """What a new reading does to the judgements."""
    with store.writer(ACCURATE) as writer:
        return writer.rerun(document, claims)


def judge(store: Store, *judgements: Judgement) -> None:
    """Store corrections."""
    with store.writer() as writer:
        for one in judgements:
            writer.judge(one)


def test_withdrawals_follow_the_words(path: Path, document: Document) -> None:
    """What was taken back stays so when other readings find other spans, in either order."""
    old = make_claim(document, "the berths stay open")
    new = make_claim(document, "the berths stay open until May")
    with store_with(path, (document, [old])) as store:
        judge(store, judgement(old, "act", "deny", 1), judgement(old, "side", "NO", 2))
        judge(store, judgement(old, "side", None, 3))
        read_again(store, document, new)
        judge(store, judgement(new, "act", None, 4))
        (shown,) = store.reader().claims()
        assert (shown.act, shown.speaker.side, shown.judged) == (new.act, new.speaker.side, ())
        read_again(store, document, old)
        (shown,) = store.reader().claims()
        assert (shown.act, shown.speaker.side, shown.judged) == (old.act, old.speaker.side, ())


def test_judgements_follow_the_words(path: Path, document: Document) -> None:
    """The claim whose content overlaps most has them, with author and time; old rows stay."""
    old = make_claim(document, "the berths stay open")
    new = make_claim(document, "the berths stay open until May")
    less = make_claim(document, "berths stay")
    with store_with(path, (document, [old])) as store:
        judge(store, judgement(old, "act", "deny", 1), judgement(old, "side", "NO", 2))
        before = store.reader().judgements(old.id)
        assert read_again(store, document, less, new) == Reread(carried={old.id: new.id})
        reader = store.reader()
        found = reader.claim(new.id)
        assert (found.act, found.speaker.side, found.judged) == (Act.DENY, "NO", ("act", "side"))
        assert contents(reader, side="NO") == ["the berths stay open until May"]
        assert reader.claim(less.id).judged == ()
        assert reader.judgements(old.id) == before
        carried = [(j.field, j.value, j.author, j.at) for j in reader.judgements(new.id)]
        assert carried == [(j.field, j.value, j.author, j.at) for j in before]


def test_readings_back_and_forth(path: Path, document: Document) -> None:
    """Judgements are carried once; what was said meanwhile comes along when the old claim does."""
    old = make_claim(document, "the berths stay open")
    new = make_claim(document, "the berths stay open until May")
    with store_with(path, (document, [old])) as store:
        judge(store, judgement(old, "side", "NO", 1))
        read_again(store, document, new)
        judge(store, judgement(new, "side", "DK", 2), judgement(new, "act", "deny", 3))
        assert read_again(store, document, old) == Reread(carried={new.id: old.id})
        assert store.reader().claim(old.id).speaker.side == "DK"
        for one in (new, old, new):
            assert read_again(store, document, one) == Reread(carried={})
            found = store.reader().claim(one.id)
            assert (found.speaker.side, found.act) == ("DK", Act.DENY)
        assert len(store.reader().judgements(old.id)) == 3
        assert len(store.reader().judgements(new.id)) == 3


def test_rejection_is_carried(path: Path, document: Document) -> None:
    """What was left out stays left out under its new id, and so it is not listed again."""
    old = make_claim(document, "the berths stay open")
    new = make_claim(document, "the berths stay open until May")
    with store_with(path, (document, [old])) as store:
        judge(store, judgement(old, "verdict", "reject"))
        read_again(store, document, new)
        assert store.reader().claims() == []


def test_what_nothing_replaces_is_kept_and_told(path: Path, document: Document) -> None:
    """Less than half the characters is another claim; the lost one can still be opened."""
    old = make_claim(document, "the plan unfair to all")
    other = make_claim(document, "the plan")
    with store_with(path, (document, [old])) as store:
        judge(store, judgement(old, "side", "NO"))
        for _ in range(2):
            assert read_again(store, document, other) == Reread(carried={}, lost=(old.id,))
        reader = store.reader()
        kept = reader.claim(old.id[:8])
        assert (kept.id, kept.speaker.side) == (old.id, "NO")
        standing = reader.standing(kept)
        assert (standing.is_current, standing.replaced_by) == (False, ())
        assert [j.value for j in standing.judgements] == ["NO"]
        assert reader.claim(other.id).judged == ()
        better = make_claim(document, "the plan unfair to")
        assert read_again(store, document, better) == Reread(carried={old.id: better.id})
        assert reader.standing(kept).replaced_by == (better.id,)
        assert reader.standing(reader.claim(better.id)).is_current


def test_one_to_one(path: Path, document: Document) -> None:
    """Two claims never share the place of one, not even when the reading is repeated."""
    first = make_claim(document, "the plan unfair")
    second = make_claim(document, "plan unfair to all")
    both = make_claim(document, "the plan unfair to all")
    with store_with(path, (document, [first, second])) as store:
        judge(store, judgement(first, "side", "NO"), judgement(second, "side", "DK"))
        expected = Reread(carried={second.id: both.id}, lost=(first.id,))
        assert read_again(store, document, both) == expected
        assert read_again(store, document, both) == Reread(carried={}, lost=(first.id,))
        assert store.reader().claim(both.id).speaker.side == "DK"


def test_claims_of_one_reading_are_not_the_same(path: Path, document: Document) -> None:
    """What stood beside a judged claim before is not taken for it when that one is gone."""
    outer = make_claim(document, "the plan unfair to all")
    inner = make_claim(document, "plan unfair to all", nested_in=outer.id)
    with store_with(path, (document, [outer, inner])) as store:
        judge(store, judgement(inner, "side", "NO"))
        assert read_again(store, document, outer).lost == (inner.id,)
        assert store.reader().claim(outer.id).judged == ()


def test_failure_carries_nothing(
    path: Path, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Claims and judgements change together or not at all."""
    old = make_claim(document, "the berths stay open")
    new = make_claim(document, "the berths stay open until May")
    with store_with(path, (document, [old])) as store:
        judge(store, judgement(old, "side", "NO"))
        monkeypatch.setattr("attribution.store.inserting.is_rejected", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            read_again(store, document, new)
        monkeypatch.undo()
        assert [j.claim for j in store.reader().judgements()] == [old.id]
        assert store.reader().claims()[0].id == old.id


def test_corrected_fields_are_stored_with_the_claims(path: Path, document: Document) -> None:
    """Only the fields named; an unknown one is an error of the caller."""
    other = make_document(TEXT, name="other.txt", outlet="Quay", issuer="SE")
    with store_with(path, (document, [])) as store, store.writer(RUN) as writer:
        writer.rerun(other, [], corrected=["outlet"])
        stored = store.reader().document(document.sha256)
        assert (stored.name, stored.outlet, stored.issuer) == ("harbour.txt", "Quay", None)
        with pytest.raises(ValueError, match="'text' cannot be corrected"):
            writer.rerun(other, [], corrected=["text"])


def test_judgements_of_an_older_database_are_carried(path: Path, document: Document) -> None:
    """What an earlier version left with claims that are gone comes back with the next reading."""
    old = make_claim(document, "the berths stay open")
    new = make_claim(document, "the berths stay open until May")
    with store_with(path, (document, [old])) as store:
        judge(store, judgement(old, "side", "NO"))
        read_again(store, document)
        read_again(store, document, new)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM judgements WHERE carried_from IS NOT NULL")
        connection.execute("DROP INDEX judgements_carried")
        connection.execute("ALTER TABLE judgements DROP COLUMN carried_from")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name LIKE '%carried_judgements'")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION - 1}")
        connection.commit()
    with Store.open(path) as store:
        assert [j.value for j in store.reader().judgements()] == ["NO"]
        assert read_again(store, document, new) == Reread(carried={old.id: new.id})
        assert store.reader().claim(new.id).speaker.side == "NO"


def test_earlier_claims_by_their_first_digits(path: Path, document: Document) -> None:
    """Too few digits fit several and nothing fits none; a repeated reading is one claim."""
    claims = [make_claim(document, words) for words in ("the berths stay", "the plan")]
    with store_with(path, (document, claims)) as store:
        read_again(store, document, *claims)
        read_again(store, document)
        reader = store.reader()
        assert reader.claim(claims[0].id[:9]).id == claims[0].id
        with pytest.raises(StoreError, match="more than one claim"):
            reader.claim("")
        with pytest.raises(StoreError, match="no such claim"):
            reader.claim("zz")
