"""Reading: filters, order, ids, meetings and searching."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from attribution.errors import StoreError
from attribution.records import (
    Act,
    Claim,
    Document,
    Judgement,
    Meeting,
    Speaker,
    SpeakerKind,
    Stance,
)
from attribution.store import ClaimQuery, Reader, Store
from tests.store.examples import contents, make_claim, make_document, store_with

LIND = Speaker(name="Karin Lind", kind=SpeakerKind.PERSON, side="SE", role="minister")
BERG = Speaker(name="Ole Bérg", kind=SpeakerKind.PERSON, side="NO")


def example_documents() -> list[tuple[Document, list[Claim]]]:
    """Two documents of one meeting and one without a date."""
    first = make_document(
        "Lind said two berths reopen. She doubts the café's sanctions list.",
        name="first.txt", published=date(2025, 2, 2), meeting="Malmö talks",
    )  # fmt: skip
    second = make_document(
        'Berg accused "them" of delays. He proposed three berths.',
        name="second.txt", published=date(2025, 2, 3), url="https://example.org/b",
    )  # fmt: skip
    third = make_document("Lind warned of ice on the berths' doors.", name="third.txt")
    return [
        (first, [
            make_claim(first, "two berths reopen", speaker=LIND, meeting="Malmö talks"),
            make_claim(first, "the café's sanctions list", speaker=LIND,
                       stance=Stance.CRITICAL, meeting="Malmö talks"),
        ]),
        (second, [
            make_claim(second, "delays", speaker=BERG, act=Act.ACCUSE, stance=Stance.CRITICAL,
                       said_on=date(2025, 2, 1), meeting="Malmö talks"),
            make_claim(second, "three berths", speaker=BERG, act=Act.PROPOSE),
        ]),
        (third, [make_claim(third, "ice on the berths' doors", speaker=LIND, act=Act.WARN)]),
    ]  # fmt: skip


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    """A reader of the example documents."""
    with store_with(tmp_path / "claims.db", *example_documents()) as store:
        yield store.reader()


def test_order_is_by_day_then_place(reader: Reader) -> None:
    """Said on, else published; undated claims come last."""
    expected = [
        "delays", "two berths reopen", "the café's sanctions list", "three berths",
        "ice on the berths' doors",
    ]  # fmt: skip
    assert contents(reader) == expected
    assert contents(reader, limit=2) == expected[:2]
    assert contents(reader, limit=0) == []
    assert contents(reader, limit=10**30) == expected
    assert contents(reader, include_all=True) == expected


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({"side": "NO"}, ["delays", "three berths"]),
        ({"side": "no"}, ["delays", "three berths"]),
        ({"side": "XX"}, []),
        ({"speaker": "BERG"}, ["delays", "three berths"]),
        ({"speaker": "ole be"}, ["delays", "three berths"]),
        ({"speaker": "%"}, []),
        ({"speaker": "\ud800"}, []),
        ({"stance": Stance.CRITICAL}, ["delays", "the café's sanctions list"]),
        ({"stance": Stance.CRITICAL, "side": "SE"}, ["the café's sanctions list"]),
        ({"act": Act.PROPOSE}, ["three berths"]),
        ({"since": date(2025, 2, 3)}, ["three berths"]),
        ({"until": date(2025, 2, 1)}, ["delays"]),
        ({"since": date(2025, 2, 3), "until": date(2025, 2, 1)}, []),
        ({"meeting": "malmo talks", "side": "NO"}, ["delays"]),
        ({"meeting": "Malmö talks", "until": date(2025, 2, 1)}, ["delays"]),
        ({"meeting": "Unknown"}, []),
        ({"meeting": "\ud800"}, []),
        ({"text": "berth", "speaker": "lind", "limit": 1}, ["two berths reopen"]),
    ],
)
def test_conditions(reader: Reader, conditions: dict[str, Any], expected: list[str]) -> None:
    """Every condition narrows the answer; unknown values find nothing."""
    assert contents(reader, **conditions) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("berth", 3),
        ("BERTHS  reopen", 1),
        ('"berths reopen"', 1),
        ('"reopen berths"', 0),
        ("reopen berths", 1),
        ("sanc*", 1),
        ("sanc", 0),
        ("cafe", 1),
        ("“two berths”", 1),
        ("berths' doors", 1),
        ("berth AND reopen", 0),
        ("content_text: berth", 0),
        ("   ", 5),
        ('"', 0),
        ("*", 0),
        ("🚢", 0),
    ],
)
def test_searching(reader: Reader, text: str, expected: int) -> None:
    """Words in any inflection, phrases, beginnings of words; no operators."""
    assert len(contents(reader, text=text)) == expected


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """A reader for many searches."""
    path = tmp_path_factory.mktemp("searched") / "claims.db"
    with store_with(path, *example_documents()) as store:
        yield store.reader()


HOSTILE = st.text() | st.lists(
    st.sampled_from(
        ['"', "'", "(", ")", "*", "^", "-", "+", ":", "{", "}", "NEAR", "NEAR/3", "AND", "OR",
         "NOT", "berths", "\0", "\ud800", "content_text", " ", "“", ";", "--", "/*", "é", "🚢"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=HOSTILE)
def test_no_search_raises(searched: Reader, text: str) -> None:
    """Whatever is typed, there is an answer, and it is part of what there is."""
    found = searched.claims(ClaimQuery(text=text, speaker=text[:3] or None))
    assert {claim.id for claim in found} <= {claim.id for claim in searched.claims()}


@pytest.mark.parametrize("text", ["berths " * 10_000, '"' + "berths " * 10_000, "x" * 100_000])
def test_long_searches(searched: Reader, text: str) -> None:
    """Length is bounded before it reaches the database."""
    assert len(searched.claims(ClaimQuery(text=text))) <= 3


def judge(store: Store, claim: Claim, field: str, value: str) -> None:
    """Store what somebody says of a claim."""
    with store.writer() as writer:
        writer.judge(Judgement(
            claim=claim.id, field=field, value=value, author="ann",
            at=datetime(2025, 3, 1, tzinfo=UTC),
        ))  # fmt: skip


def weighed_documents() -> tuple[Document, list[Claim]]:
    """Three claims; the product of the scores of the last one is the least."""
    document = make_document("Lind said one, two and three.")
    sure = dataclasses.replace(LIND, confidence=0.9)
    return document, [
        make_claim(document, "one", speaker=sure, stance_score=0.9, act_score=0.9),
        make_claim(document, "two", speaker=sure, stance_score=0.5, act_score=0.9),
        make_claim(document, "three", speaker=sure, stance_score=0.6, act_score=0.6),
    ]


def test_least_sure_first(tmp_path: Path) -> None:
    """The product of all scores orders; what a person judged of a claim counts as certain."""
    document, claims = weighed_documents()
    with store_with(tmp_path / "claims.db", (document, claims)) as store:
        reader = store.reader()
        query = ClaimQuery(least_sure_first=True)
        assert contents(reader, least_sure_first=True) == ["three", "two", "one"]
        assert contents(reader, least_sure_first=True, limit=2) == ["three", "two"]
        assert contents(reader, least_sure_first=True, text="lind said", limit=1) == []
        assert contents(reader, least_sure_first=True, speaker="lind", limit=1) == ["three"]
        assert reader.claim_ids(query) == [claim.id for claim in reversed(claims)]
        judge(store, claims[2], "act", "deny")  # 0.9 * 0.6 is more than 0.9 * 0.5 * 0.9
        assert contents(reader, least_sure_first=True) == ["two", "three", "one"]
        judge(store, claims[1], "stance", "critical")
        judge(store, claims[1], "speaker", "Bo Ek")
        assert contents(reader, least_sure_first=True) == ["three", "one", "two"]
        judge(store, claims[2], "side", "DK")
        assert contents(reader, least_sure_first=True) == ["three", "one", "two"]


def test_unjudged(tmp_path: Path) -> None:
    """Claims that were accepted, corrected or rejected are no longer among those to judge."""
    document, claims = weighed_documents()
    with store_with(tmp_path / "claims.db", (document, claims)) as store:
        reader = store.reader()
        for claim, (field, value) in zip(
            claims, [("verdict", "accept"), ("side", "DK"), ("verdict", "reject")], strict=True
        ):
            assert claim.id in reader.claim_ids(ClaimQuery(unjudged=True))
            judge(store, claim, field, value)
            assert claim.id not in reader.claim_ids(ClaimQuery(unjudged=True))
        assert contents(reader, unjudged=True) == []
        assert reader.claim_ids(ClaimQuery()) == [claim.id for claim in claims[:2]]


def test_ids_of_an_unknown_meeting(reader: Reader) -> None:
    """Nothing is filed under a meeting that is not there."""
    assert reader.claim_ids(ClaimQuery(meeting="Oslo")) == []
    assert reader.claim_ids(ClaimQuery(text="?")) == []


def test_negative_limit() -> None:
    """A query that makes no sense cannot be made."""
    with pytest.raises(ValueError, match="limit is -1"):
        ClaimQuery(limit=-1)


def test_claim_by_prefix(reader: Reader) -> None:
    """A prefix that fits one claim finds it, in any case and with spaces around."""
    claim = reader.claims()[0]
    assert reader.claim(claim.id) == claim
    assert reader.claim(f" {claim.id[:8].upper()} ") == claim


@pytest.mark.parametrize("unknown", ["zzz", "%", "' OR 1 --", "\ud800"])
def test_unknown_claim(reader: Reader, unknown: str) -> None:
    """An id that fits nothing is an error with the next step."""
    with pytest.raises(StoreError, match="no such claim"):
        reader.claim(unknown)


def test_ambiguous_claim(reader: Reader) -> None:
    """A prefix of several claims is an error that names some."""
    with pytest.raises(StoreError, match="more than one claim"):
        reader.claim("")


def test_full_id_beats_longer_ones(tmp_path: Path) -> None:
    """An id that is a prefix of another one still finds its own claim."""
    document = make_document("One and two.")
    short = make_claim(document, "One", id="abc")
    long = make_claim(document, "two", id="abcdef")
    with store_with(tmp_path / "claims.db", (document, [short, long])) as store:
        assert store.reader().claim("abc") == short
        with pytest.raises(StoreError, match="abc, abcdef"):
            store.reader().claim("ab")


def test_meeting_of_the_query_shows_in_its_claims(tmp_path: Path) -> None:
    """Claims that a document was filed with carry the meeting asked for, else their own."""
    document = make_document("One and two.", meeting="Filed")
    claims = [make_claim(document, "One"), make_claim(document, "two", meeting="Own")]
    with store_with(tmp_path / "claims.db", (document, claims)) as store:
        reader = store.reader()
        assert [claim.meeting for claim in reader.claims()] == ["Filed", "Own"]
        filed = reader.claims(ClaimQuery(meeting="Filed"))
        assert [claim.meeting for claim in filed] == ["Filed", "Filed"]
        assert contents(reader, meeting="Own") == ["two"]


def test_meetings_are_counted(reader: Reader) -> None:
    """Documents filed under a meeting or with claims about it, and all their claims."""
    (counted,) = reader.meetings()
    assert counted.meeting == Meeting(name="Malmö talks")
    assert (counted.n_documents, counted.n_claims) == (2, 3)


def test_documents(reader: Reader) -> None:
    """All documents in order of adding, or those of a meeting or an address."""
    documents = [document for document, _ in example_documents()]
    assert reader.documents() == documents
    assert reader.hashes() == [document.sha256 for document in documents]
    assert reader.documents(meeting="Malmö talks") == documents[:2]
    assert reader.documents(meeting="Unknown") == []
    assert reader.documents(url="https://example.org/b") == documents[1:2]
    assert reader.documents(url="https://example.org/b", meeting="Unknown") == []
    assert reader.has(documents[0].sha256)
    assert not reader.has("0" * 64)
    with pytest.raises(StoreError, match="no such document"):
        reader.document("0" * 64)


def test_text_of_a_document_is_shared(reader: Reader) -> None:
    """Claims of one document hold the same object, so its text is in memory once."""
    claims = reader.claims(ClaimQuery(side="SE"))
    assert claims[0].document is claims[1].document


def test_speakers_are_stored_once(tmp_path: Path) -> None:
    """Equal speakers share a row; any difference in what they are makes another one."""
    document = make_document("a b c d")
    variants = [
        LIND,
        LIND,
        dataclasses.replace(LIND, role=None),
        dataclasses.replace(LIND, role=""),
    ]
    claims = [
        make_claim(document, text, speaker=speaker)
        for text, speaker in zip("abcd", variants, strict=True)
    ]
    with store_with(tmp_path / "claims.db", (document, claims)) as store:
        assert store._connection.execute("SELECT count(*) FROM speakers").fetchone()[0] == 3
        assert store.reader().claims() == claims


def test_view_for_other_tools(tmp_path: Path) -> None:
    """The view shows the current claims in words."""
    with store_with(tmp_path / "claims.db", *example_documents()) as store:
        rows = store._connection.execute(
            "SELECT speaker, side, content_text, meeting FROM current_claims"
            " WHERE meeting IS NOT NULL ORDER BY claim_id"
        ).fetchall()
        assert sorted(tuple(row) for row in rows) == [
            ("Karin Lind", "SE", "the café's sanctions list", "Malmö talks"),
            ("Karin Lind", "SE", "two berths reopen", "Malmö talks"),
            ("Ole Bérg", "NO", "delays", "Malmö talks"),
        ]


def test_index_of_contents_follows_its_table(tmp_path: Path) -> None:
    """Changing or deleting rows with another tool keeps the full-text index right."""
    with store_with(tmp_path / "claims.db", *example_documents()) as store:
        connection, reader = store._connection, store.reader()
        connection.execute("UPDATE attributions SET content_text = 'new words' WHERE id = 1")
        assert contents(reader, text="reopen") == []
        assert len(contents(reader, text='"new words"')) == 1
        connection.execute("DELETE FROM documents WHERE name = 'third.txt'")
        assert contents(reader, text="ice") == []
        connection.execute(
            "INSERT INTO content_fts(content_fts, rank) VALUES ('integrity-check', 1)"
        )
        assert len(Store.reader(store).claims()) == 4
