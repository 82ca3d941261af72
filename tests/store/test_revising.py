"""A page that changed: which document is current, what it takes over, what the other one keeps."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from attribution.addresses import page_of
from attribution.errors import StoreError
from attribution.records import Claim, Document, Judgement, MeetingKind, MeetingMention
from attribution.spans import Span
from attribution.store import Added, ClaimQuery, Run, Store
from attribution.store.schema import SCHEMA_VERSION
from tests.store.examples import RUN, contents, make_claim, make_document, store_with

URL = "https://example.org/harbour"
KEPT = "the berths stay open until May"
FIRST_TEXT = f"Karin Lind said {KEPT}. Ole Berg said the plan is unfair to two of the ports."
SECOND_TEXT = FIRST_TEXT.replace("two of", "three of") + " Ida Dahl said that the pilots agreed."
OTHER_TEXT = "Weather: rain is seen for the whole week, with wind from the north on the last day."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database is."""
    return tmp_path / "claims.db"


def page(text: str, **fields: Any) -> Document:  # noqa: ANN401 - any field of a document
    """A document of the page."""
    return make_document(text, **({"url": URL, "name": "harbour.html"} | fields))


FIRST, SECOND = page(FIRST_TEXT), page(SECOND_TEXT, name="harbour-2.html")
THIRD = page(SECOND_TEXT + " That is all.", name="harbour-3.html")


def claims_of(document: Document) -> list[Claim]:
    """What is said in one of the texts."""
    said = (KEPT, "unfair to two of the ports", "unfair to three of the ports", "the pilots agreed")
    return [make_claim(document, words) for words in said if words in document.text]


def add(store: Store, document: Document, **options: Any) -> Added:  # noqa: ANN401 - of `Writer.add`
    """Add a document with its claims."""
    with store.writer(RUN) as writer:
        return writer.add(document, claims_of(document), **options)


def judgement(claim: Claim, field: str, value: str) -> Judgement:
    """A correction."""
    at = datetime(2025, 3, 1, 12, tzinfo=UTC)
    return Judgement(claim=claim.id, field=field, value=value, author="ana", at=at)


@pytest.mark.parametrize(
    "url",
    ["http://example.org/harbour", "https://www.example.org/harbour/", f"{URL}#top",
     "HTTPS://EXAMPLE.org/harbour?utm_source=mail&fbclid=1", f" {URL} "],
)  # fmt: skip
def test_addresses_of_one_page(url: str) -> None:
    """Scheme, www, a last slash, fragments and trackers do not matter."""
    assert page_of(url) == page_of(URL) == "example.org/harbour"


@pytest.mark.parametrize(
    "url", [None, "", "harbour.txt", "javascript:alert(1)", "https://[bad", "https://", "urn:x:1"]
)
def test_what_is_no_address(url: str | None) -> None:
    """Only the web has pages."""
    assert page_of(url) is None


def test_queries_are_other_pages() -> None:
    """An article may be named by its query alone."""
    assert page_of(f"{URL}?id=1") != page_of(f"{URL}?id=2")


def test_another_text_of_a_page_is_its_new_revision(path: Path) -> None:
    """The newer one is current; what is new, gone and the same is told; both stay stored."""
    with store_with(path, (FIRST, claims_of(FIRST))) as store:
        added = add(store, SECOND)
        revised = added.revised
        assert added.new
        assert added.document == SECOND.sha256
        assert revised is not None
        assert (revised.number, revised.name) == (2, "harbour.html")
        found = revised.difference
        assert [claim.content_text for claim in found.new] == [
            "unfair to three of the ports", "the pilots agreed",
        ]  # fmt: skip
        assert [claim.content_text for claim in found.gone] == ["unfair to two of the ports"]
        assert [(a.document, b.document) for a, b in found.same] == [(FIRST, SECOND)]
        reader = store.reader()
        assert {claim.document.sha256 for claim in reader.claims()} == {SECOND.sha256}
        assert contents(reader, text="unfair") == ["unfair to three of the ports"]
        assert reader.documents() == [SECOND]
        assert reader.documents(is_all=True) == reader.documents(url=URL) == [FIRST, SECOND]
        assert [count.document for count in reader.document_counts()] == [SECOND]
        old = reader.claim(claims_of(FIRST)[0].id)
        assert old.document == FIRST
        standing = reader.standing(old)
        assert (standing.is_current, standing.later_revision) == (False, "harbour-2.html")
        assert reader.standing(reader.claims()[0]).later_revision is None


def test_the_same_again_changes_nothing(path: Path) -> None:
    """The same bytes, and the same text of the page in other bytes."""
    with store_with(path, (FIRST, claims_of(FIRST))) as store:
        other_bytes = replace(FIRST, sha256="a" * 64, text=FIRST_TEXT.replace(". ", ".\n\n"))
        for again in (FIRST, other_bytes):
            added = add(store, again)
            assert not added.new
            assert (added.document, added.revised, added.apart) == (FIRST.sha256, None, None)
            assert store.revisions().knows(again)
        assert store.reader().documents(is_all=True) == [FIRST]
        add(store, SECOND)
        assert not add(store, FIRST).new
        assert store.reader().documents() == [SECOND]
        assert not store.revisions().knows(THIRD)


@pytest.mark.parametrize("url", [None, "harbour", "https://example.org/other"])
def test_without_the_address_there_is_no_revision(path: Path, url: str | None) -> None:
    """Documents without an address, or of another one, are documents of their own."""
    first, second = replace(FIRST, url=url and URL), replace(SECOND, url=url)
    with store_with(path, (first, claims_of(first))) as store:
        added = add(store, second)
        assert (added.revised, added.apart) == (None, None)
        assert len(store.reader().documents()) == 2


def test_a_front_page_is_no_revision(path: Path) -> None:
    """Texts that share next to nothing both stay current; a later text goes on from its own."""
    front = page(OTHER_TEXT, name="front.html")
    with store_with(path, (FIRST, claims_of(FIRST))) as store:
        added = add(store, front)
        assert (added.revised, added.apart) == (None, "harbour.html")
        assert store.reader().documents() == [FIRST, front]
        revised = add(store, SECOND).revised
        assert revised is not None
        assert revised.name == "harbour.html"
        assert store.reader().documents() == [front, SECOND]


def test_filings_go_with_the_page(path: Path) -> None:
    """The newer text is of the meetings of the older one, the meeting given now among them."""
    with store_with(path, (FIRST, claims_of(FIRST))) as store:
        with store.writer() as writer:
            writer.file_document(FIRST.sha256, "Harbour talks")
            mention = MeetingMention(span=Span(0, 5), kind=MeetingKind.TALKS)
            writer.put_mentions(FIRST.sha256, [(mention, "Spring talks")])
        revised = add(store, SECOND, meeting="May talks").revised
        assert revised is not None
        assert revised.meetings == ("Harbour talks",)
        reader = store.reader()
        assert reader.meetings_of(SECOND.sha256) == ["Harbour talks", "May talks"]
        assert reader.meetings_of(FIRST.sha256) == []
        assert [f.document.sha256 for f in reader.filings("Harbour talks")] == [SECOND.sha256]
        assert not reader.filings("Spring talks") or reader.meeting("Spring talks") is None
        counts = {count.meeting.name: (count.n_documents, count.n_claims)
                  for count in reader.meetings()}  # fmt: skip
        assert counts["Harbour talks"] == (1, 3)
        # Whoever files the older text again means the page.
        assert add(store, FIRST, meeting="June talks").filed == "June talks"
        assert "June talks" in store.reader().meetings_of(SECOND.sha256)


def test_judgements_go_with_the_claims_that_stay(path: Path) -> None:
    """Corrections and rejections are carried, those of claims that are gone are told."""
    kept, gone = claims_of(FIRST)
    with store_with(path, (FIRST, claims_of(FIRST))) as store:
        with store.writer() as writer:
            writer.judge(judgement(kept, "act", "deny"), judgement(kept, "speaker", "Lena Lind"),
                         judgement(gone, "verdict", "accept"))  # fmt: skip
        revised = add(store, SECOND).revised
        now = claims_of(SECOND)[0]
        assert revised is not None
        assert (revised.carried, revised.lost) == ({kept.id: now.id}, (gone.id,))
        assert len(revised.difference.same) == 1
        reader = store.reader()
        assert reader.claim(now.id).act == "deny"
        assert reader.claim(now.id).speaker.name == "Lena Lind"
        assert reader.standing(reader.claim(kept.id)).replaced_by == (now.id,)
        # Once more, and by another reading of the newest text.
        add(store, THIRD)
        third = claims_of(THIRD)[0]
        assert store.reader().claim(third.id).act == "deny"
        longer = make_claim(THIRD, f"said {KEPT}")
        with store.writer(Run(models={"tagger": "2"})) as writer:
            reread = writer.rerun(THIRD, [longer])
        assert reread.carried == {third.id: longer.id}
        assert store.reader().claim(longer.id).act == "deny"


def test_a_rejected_claim_stays_rejected(path: Path) -> None:
    """Nobody rejects the same sentence twice."""
    with store_with(path, (FIRST, claims_of(FIRST))) as store:
        with store.writer() as writer:
            writer.judge(judgement(claims_of(FIRST)[0], "verdict", "reject"))
        revised = add(store, SECOND).revised
        assert KEPT not in contents(store.reader())
        assert revised is not None
        assert [claim.content_text for claim in revised.difference.gone] == [
            "unfair to two of the ports"
        ]


def test_revisions_in_order(path: Path) -> None:
    """Each with its claims as corrected and its difference to the one before."""
    with store_with(path, (FIRST, claims_of(FIRST)), (SECOND, claims_of(SECOND)),
                    (THIRD, claims_of(THIRD))) as store:  # fmt: skip
        reader = store.revisions()
        assert [document.name for document in reader.changed()] == ["harbour-3.html"]
        for document in (FIRST, SECOND, THIRD):
            found = reader.of(document.sha256)
            assert [one.document for one in found] == [FIRST, SECOND, THIRD]
        assert [one.number for one in found] == [1, 2, 3]
        assert [len(one.claims) for one in found] == [2, 3, 3]
        differences = [one.difference for one in found]
        assert [(len(d.new), len(d.gone), len(d.same)) for d in differences] == [
            (2, 0, 0), (2, 1, 1), (0, 0, 3),
        ]  # fmt: skip
        with pytest.raises(StoreError, match="no such document"):
            reader.of("0" * 64)


def test_an_earlier_revision_read_again_stays_earlier(path: Path) -> None:
    """Its claims are stored and shown with the revisions, but are in no list."""
    with store_with(path, (FIRST, claims_of(FIRST)), (SECOND, claims_of(SECOND))) as store:
        with store.writer(Run(models={"tagger": "2"})) as writer:
            writer.rerun(FIRST, [make_claim(FIRST, "the plan is unfair")])
        assert len(store.reader().claims()) == 3
        first, _ = store.revisions().of(FIRST.sha256)
        assert [claim.content_text for claim in first.claims] == ["the plan is unfair"]


def test_removing_the_newest_brings_back_the_one_before(path: Path) -> None:
    """With its claims, judgements and filings."""
    kept = claims_of(FIRST)[0]
    with store_with(path, (FIRST, claims_of(FIRST))) as store:
        with store.writer() as writer:
            writer.judge(judgement(kept, "act", "deny"))
            writer.file_document(FIRST.sha256, "Harbour talks")
        before = store.reader().claims(ClaimQuery(include_all=True))
        add(store, SECOND)
        with store.writer() as writer:
            writer.remove_document(SECOND.sha256)
        reader = store.reader()
        assert reader.documents() == [replace(FIRST, meeting="Harbour talks")]
        assert reader.claims(ClaimQuery(include_all=True)) == before
        assert reader.claim(kept.id).act == "deny"
        assert store.revisions().changed() == []


def test_removing_an_earlier_one_leaves_the_newest(path: Path) -> None:
    """Judgements that came from it stay, and the others close up."""
    kept = claims_of(FIRST)[0]
    with store_with(path, (FIRST, claims_of(FIRST))) as store:
        with store.writer() as writer:
            writer.judge(judgement(kept, "act", "deny"))
        add(store, SECOND)
        add(store, THIRD)
        with store.writer() as writer:
            writer.remove_document(SECOND.sha256)
        assert [one.document for one in store.revisions().of(FIRST.sha256)] == [FIRST, THIRD]
        with store.writer() as writer:
            writer.remove_document(FIRST.sha256)
        assert store.reader().claim(claims_of(THIRD)[0].id).act == "deny"
        assert store.reader().document_count(THIRD.sha256).n_judgements == 1


def test_an_address_given_later_is_known_from_then_on(path: Path) -> None:
    """The page of a document follows what people say of it."""
    bare = replace(FIRST, url=None)
    with store_with(path, (bare, claims_of(bare))) as store:
        with store.writer(RUN) as writer:
            writer.rerun(FIRST, claims_of(FIRST), corrected=["url"])
        assert add(store, SECOND).revised is not None


def test_older_databases_know_their_pages(path: Path) -> None:
    """What was stored before stays current; the next text replaces what it goes on from."""
    with store_with(path, (FIRST, claims_of(FIRST))):
        pass
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP INDEX documents_page")
        connection.execute("DROP INDEX documents_superseded")
        connection.execute("ALTER TABLE documents DROP COLUMN page")
        connection.execute("ALTER TABLE documents DROP COLUMN superseded_by")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name LIKE '%revisions'")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION - 1}")
    with Store.open(path) as store:
        assert store.reader().documents() == [FIRST]
        assert add(store, SECOND).revised is not None
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_several_current_texts_of_a_page_become_one(path: Path) -> None:
    """As an older database may hold them; taking the new one out brings all back."""
    with store_with(path, (FIRST, claims_of(FIRST)), (SECOND, claims_of(SECOND))):
        pass
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE documents SET superseded_by = NULL")
    with Store.open(path) as store:
        revised = add(store, THIRD).revised
        assert revised is not None
        assert revised.number == 3
        assert store.reader().documents() == [THIRD]
        with store.writer() as writer:
            writer.remove_document(THIRD.sha256)
        assert store.reader().documents() == [FIRST, SECOND]
        assert contents(store.reader(), text="unfair")


def test_two_processes_agree_on_the_newest(path: Path) -> None:
    """Whoever comes second builds on what the first stored."""
    with store_with(path, (FIRST, claims_of(FIRST))) as one, Store.open(path) as other:
        assert add(one, SECOND).revised is not None
        third = add(other, THIRD).revised
        assert third is not None
        assert (third.number, third.name) == (3, "harbour-2.html")
        assert not add(other, SECOND).new
        assert one.reader().documents() == [THIRD]
