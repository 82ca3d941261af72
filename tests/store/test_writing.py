"""Writing: once by content, whole or not at all, corrections on top."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from attribution.errors import OffsetError, StoreError
from attribution.records import (
    Act,
    Attribution,
    Claim,
    Document,
    Judgement,
    Meeting,
    SectionKind,
    Speaker,
    SpeakerKind,
    Stance,
    StatementKind,
)
from attribution.spans import Span
from attribution.store import ClaimQuery, Run, Store
from tests.store.examples import RUN, bytes_of, contents, make_claim, make_document, store_with

TEXT = "Karin Lind said the berths stay open. Ole Berg called the plan unfair."


def judgement(claim: Claim, field: str, value: str, minute: int = 0) -> Judgement:
    """A correction by one analyst at a given minute."""
    at = datetime(2025, 3, 1, 12, minute, tzinfo=UTC)
    return Judgement(claim=claim.id, field=field, value=value, author="ana", at=at)


@pytest.fixture
def document() -> Document:
    """A document with two claims."""
    return make_document(TEXT, name="harbour.txt", published=date(2025, 2, 1))


@pytest.fixture
def claims(document: Document) -> list[Claim]:
    """The claims of the document."""
    return [
        make_claim(document, "the berths stay open"),
        make_claim(document, "the plan unfair", stance=Stance.CRITICAL, act=Act.ACCUSE),
    ]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database is."""
    return tmp_path / "claims.db"


def test_same_bytes_twice_change_nothing(
    path: Path, document: Document, claims: list[Claim]
) -> None:
    """The second time is reported and leaves every byte and all metadata as they were."""
    store_with(path, (document, claims)).close()
    before = bytes_of(path)
    again = dataclasses.replace(document, name="copy.txt", outlet="Other")
    copies = [dataclasses.replace(claim, document=again) for claim in claims]
    with Store.open(path) as store, store.writer(Run(config="new")) as writer:
        added = writer.add(again, copies[:1])
    assert not added
    assert not added.new
    assert added.filed is None
    assert bytes_of(path) == before


def test_known_document_is_filed_under_a_new_meeting(
    path: Path, document: Document, claims: list[Claim]
) -> None:
    """A meeting given later is linked and reported, once."""
    with store_with(path, (document, claims)) as store, store.writer(RUN) as writer:
        first = writer.add(document, claims, meeting="Malmö talks")
        second = writer.add(document, claims, meeting="malmo TALKS")
        assert (first.new, first.filed) == (False, "Malmö talks")
        assert (second.new, second.filed) == (False, None)
        reader = store.reader()
        assert len(contents(reader, meeting="Malmö talks")) == 2
        assert reader.document(document.sha256).meeting == "Malmö talks"


def test_failure_half_way_leaves_nothing(
    path: Path, document: Document, claims: list[Claim], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An exception between the claims' rows and the commit undoes the whole document."""
    with Store.open(path) as store:
        with store.writer(RUN) as writer:
            with monkeypatch.context() as patched:
                patched.setattr("attribution.store.inserting.is_rejected", lambda _: 1 / 0)
                with pytest.raises(ZeroDivisionError):
                    writer.add(document, claims, meeting="Malmö talks")
            tables = ("documents", "meetings", "runs", "analyses", "attributions", "claims")
            for table in tables:
                count = store._connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - names above
                assert (table, count) == (table, 0)
            assert writer.add(document, claims)
        assert len(store.reader().claims()) == 2
        assert store.reader().run(claims[0]).models == RUN.models


def test_other_documents_of_a_failed_batch_stay(
    path: Path, document: Document, claims: list[Claim]
) -> None:
    """A document whose span is out of its text is refused; the one before is kept."""
    short = make_document("Short.")
    far = Attribution(source=None, cue=None, contents=(Span(0, 99),))
    wrong = dataclasses.replace(make_claim(short, "Short"), attribution=far)
    with Store.open(path) as store:
        with store.writer(RUN) as writer:
            writer.add(document, claims)
            with pytest.raises(OffsetError):
                writer.add(short, [wrong])
        assert store.reader().hashes() == [document.sha256]


def test_claim_of_another_document(path: Path, document: Document, claims: list[Claim]) -> None:
    """Claims must point into the document they are added with."""
    with Store.open(path) as store, store.writer(RUN) as writer:
        with pytest.raises(StoreError, match="another document"):
            writer.add(make_document("Else."), claims)
        assert not store.reader().has(document.sha256)


def test_half_characters_are_refused_in_one_line(path: Path) -> None:
    """A lone surrogate cannot be stored; the line names the document."""
    broken = make_document("Half \ud83d here.", name="broken.txt")
    with Store.open(path) as store, store.writer(RUN) as writer:
        with pytest.raises(StoreError, match=r"^broken\.txt: .*U\+D83D"):
            writer.add(broken, [])
        assert store.reader().hashes() == []


def test_first_of_equal_claims_is_kept(path: Path, document: Document) -> None:
    """Claims with the same spans are one claim; places in the list stay."""
    first = make_claim(document, "the berths stay open")
    twin = dataclasses.replace(first, act=Act.DENY)
    other = make_claim(document, "the plan unfair", nested_position=0, nested_in=first.id)
    with store_with(path, (document, [first, twin, other])) as store:
        assert store.reader().claim(first.id) == first
        assert store.reader().claim(other.id) == other


def test_writer_needs_a_run_and_an_open_block(
    path: Path, document: Document, claims: list[Claim]
) -> None:
    """Claims without a run are refused, as is a writer outside its block."""
    with Store.open(path) as store:
        writer = store.writer()
        with pytest.raises(StoreError, match="closed"):
            writer.judge(judgement(claims[0], "side", "NO"))
        with writer, pytest.raises(StoreError, match="need a run"):
            writer.add(document, claims)
        assert store.reader().hashes() == []


def test_newest_run_is_current(path: Path, document: Document, claims: list[Claim]) -> None:
    """A rerun replaces what is shown and keeps the earlier predictions."""
    changed = [dataclasses.replace(claims[0], act=Act.COMMIT)]
    newer = Run(models={"tagger": "2"}, config="default")
    with store_with(path, (document, claims)) as store:
        with store.writer(newer) as writer:
            writer.rerun(document, changed)
        reader = store.reader()
        assert reader.claims() == changed
        assert reader.run(claims[0]).models == {"tagger": "2"}
        kept = store._connection.execute("SELECT act FROM attributions ORDER BY id").fetchall()
        assert [row[0] for row in kept] == ["assert", "accuse", "commit"]
        with pytest.raises(StoreError, match="no such claim"):
            reader.run(claims[1])


def test_rerun_needs_the_stored_text(path: Path, document: Document) -> None:
    """Claims of another reading of the same bytes, or of unknown ones, are refused."""
    with store_with(path, (document, [])) as store, store.writer(RUN) as writer:
        with pytest.raises(StoreError, match="differs from the stored one"):
            writer.rerun(dataclasses.replace(document, text=TEXT + " More."), [])
        with pytest.raises(StoreError, match="add it first"):
            writer.rerun(make_document("Unknown."), [])


def test_judgements_win_and_predictions_stay(
    path: Path, document: Document, claims: list[Claim]
) -> None:
    """A correction shows in the claim and in every filter; the prediction's row is unchanged."""
    with store_with(path, (document, claims)) as store:
        before = store._connection.execute("SELECT * FROM attributions").fetchall()
        with store.writer() as writer:
            for field, value in (
                ("side", "NO"), ("speaker", "Ole Berg"), ("stance", "critical"), ("act", "deny"),
            ):  # fmt: skip
                writer.judge(judgement(claims[0], field, value))
        reader = store.reader()
        found = reader.claim(claims[0].id)
        assert (found.speaker.name, found.speaker.side) == ("Ole Berg", "NO")
        assert (found.stance, found.stance_score) == (Stance.CRITICAL, 1.0)
        assert (found.act, found.act_score) == (Act.DENY, 1.0)
        assert found.speaker.resolved_by == "judged by ana"
        content = ["the berths stay open"]
        for conditions in (
            {"side": "NO"}, {"speaker": "berg"}, {"act": Act.DENY},
            {"stance": Stance.CRITICAL, "act": Act.DENY},
        ):  # fmt: skip
            assert contents(reader, **conditions) == content
        assert contents(reader, act=Act.ASSERT) == []
        assert store._connection.execute("SELECT * FROM attributions").fetchall() == before


def test_newest_judgement_counts(path: Path, document: Document, claims: list[Claim]) -> None:
    """Judgements are ordered by their time, not by when they arrive; all are kept."""
    with store_with(path, (document, claims)) as store:
        with store.writer() as writer:
            writer.judge(judgement(claims[0], "side", "NO", minute=5))
            writer.judge(judgement(claims[0], "side", "DK", minute=1))
        reader = store.reader()
        assert reader.claim(claims[0].id).speaker.side == "NO"
        assert [j.value for j in reader.judgements(claims[0].id)] == ["DK", "NO"]
        assert reader.judgements() == [
            judgement(claims[0], "side", "DK", minute=1),
            judgement(claims[0], "side", "NO", minute=5),
        ]
        assert reader.judgements("none") == []


def test_rejected_claims_are_left_out_until_accepted(
    path: Path, document: Document, claims: list[Claim]
) -> None:
    """A rejected claim is in no list, can still be opened, and comes back when accepted."""
    with store_with(path, (document, claims)) as store, store.writer() as writer:
        reader = store.reader()
        writer.judge(judgement(claims[0], "verdict", "reject"))
        assert reader.claims() == [claims[1]]
        assert contents(reader, include_all=True) == ["the plan unfair"]
        assert reader.claim(claims[0].id) == claims[0]
        writer.judge(judgement(claims[0], "verdict", "accept", minute=1))
        assert reader.claims() == [dataclasses.replace(claims[0], judged=("verdict",)), claims[1]]


def test_judgements_survive_a_rerun(path: Path, document: Document, claims: list[Claim]) -> None:
    """New predictions of a judged claim are corrected as the old ones were."""
    with store_with(path, (document, claims)) as store:
        with store.writer(Run(config="next")) as writer:
            writer.judge(judgement(claims[0], "side", "NO"))
            writer.judge(judgement(claims[1], "verdict", "reject"))
            writer.rerun(document, [])
            writer.judge(judgement(claims[0], "act", "deny"))
            assert store.reader().claims() == []
            writer.rerun(document, claims)
        found = store.reader().claims()
        assert [(c.id, c.speaker.side, c.act) for c in found] == [(claims[0].id, "NO", Act.DENY)]


def test_joint_side_keeps_its_members(path: Path, document: Document) -> None:
    """Members stand with the side JOINT only."""
    both = Speaker(name="Both", kind=SpeakerKind.GROUP, side="JOINT", sides=("NO", "SE"))
    claim = make_claim(document, "the plan unfair", speaker=both)
    with store_with(path, (document, [claim])) as store, store.writer() as writer:
        writer.judge(judgement(claim, "side", "JOINT"))
        assert store.reader().claim(claim.id).speaker.sides == ("NO", "SE")
        writer.judge(judgement(claim, "side", "NO", minute=1))
        assert store.reader().claim(claim.id).speaker.sides == ()


@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        ("mood", "bad", "fields are side, stance, act, speaker, verdict"),
        ("stance", "angry", "critical, neutral, supportive"),
        ("act", "", "accuse"),
        ("verdict", "maybe", "accept, reject"),
        ("side", " ", "any word"),
    ],
)
def test_unknown_fields_and_values(
    path: Path, document: Document, claims: list[Claim], field: str, value: str, complaint: str
) -> None:
    """A judgement that says nothing known is refused and not stored."""
    with store_with(path, (document, claims)) as store, store.writer() as writer:
        with pytest.raises(StoreError, match=complaint):
            writer.judge(judgement(claims[0], field, value))
        assert store.reader().judgements() == []


def test_judging_an_unknown_claim(path: Path, document: Document, claims: list[Claim]) -> None:
    """A claim that was never stored cannot be judged."""
    with (
        Store.open(path) as store,
        store.writer() as writer,
        pytest.raises(StoreError, match="no such claim"),
    ):
        writer.judge(judgement(claims[0], "side", "NO"))


def test_time_without_zone_is_utc(path: Path, document: Document, claims: list[Claim]) -> None:
    """A naive time is stored as UTC."""
    naive = datetime(2025, 3, 1, 12)  # noqa: DTZ001 - the case under test
    given = Judgement(claim=claims[0].id, field="side", value="NO", author="ana", at=naive)
    with store_with(path, (document, claims)) as store, store.writer() as writer:
        writer.judge(given)
        assert [j.at for j in store.reader().judgements()] == [naive.replace(tzinfo=UTC)]


def test_meetings_are_described_once(path: Path, document: Document) -> None:
    """Later descriptions fill gaps and overwrite nothing."""
    with store_with(path, (document, [])) as store, store.writer() as writer:
        writer.describe_meeting(Meeting(name="Talks", place="Malmö"))
        writer.describe_meeting(
            Meeting(name="Talks", place="Oslo", start=date(2025, 2, 1), sides=("NO", "SE"))
        )
        (counted,) = store.reader().meetings()
        assert counted.meeting == Meeting(
            name="Talks", place="Malmö", start=date(2025, 2, 1), sides=("NO", "SE")
        )


def test_merged_meetings_answer_to_both_names(
    path: Path, document: Document, claims: list[Claim]
) -> None:
    """Claims, documents and later additions under the old name belong to the new one."""
    other = make_document("Ole Berg said nothing came of it.")
    about = [dataclasses.replace(claim, meeting="Talks A") for claim in claims]
    with store_with(path, (document, about)) as store, store.writer(RUN) as writer:
        writer.describe_meeting(Meeting(name="Talks A", place="Malmö"))
        writer.merge_meetings("Talks A", into="Talks B")
        writer.merge_meetings("Talks B", into=Meeting(name="Talks C", start=date(2025, 2, 1)))
        writer.add(other, [make_claim(other, "nothing came", meeting="Talks A")], meeting="Talks B")
        reader = store.reader()
        (counted,) = reader.meetings()
        assert counted.meeting == Meeting(name="Talks C", place="Malmö", start=date(2025, 2, 1))
        assert (counted.n_documents, counted.n_claims) == (2, 3)
        for name in ("Talks A", "Talks B", "Talks C", "talks c"):
            assert len(contents(reader, meeting=name)) == 3
        assert {claim.meeting for claim in reader.claims()} == {"Talks C"}
        with pytest.raises(StoreError, match="same meeting"):
            writer.merge_meetings("Talks A", into="Talks C")
        with pytest.raises(StoreError, match="no such meeting"):
            writer.merge_meetings("Talks Z", into="Talks C")


def test_filing_stored_documents(path: Path, document: Document, claims: list[Claim]) -> None:
    """A stored document can be filed under several meetings, each once."""
    with store_with(path, (document, claims)) as store, store.writer() as writer:
        assert writer.file_document(document.sha256, "Talks")
        assert not writer.file_document(document.sha256, "Talks")
        assert writer.file_document(document.sha256, Meeting(name="More talks"))
        with pytest.raises(StoreError, match="no such document"):
            writer.file_document("0" * 64, "Talks")
        reader = store.reader()
        for name in ("Talks", "More talks"):
            found = reader.claims(ClaimQuery(meeting=name))
            assert [claim.meeting for claim in found] == [name, name]


def test_furniture_and_attitudes_are_stored(path: Path, document: Document) -> None:
    """Everything is kept; reading decides what to list."""
    hidden = [
        make_claim(document, "the berths stay open", kind=StatementKind.ATTITUDE),
        make_claim(document, "the plan unfair", section=SectionKind.FURNITURE),
        make_claim(document, "plan", nested_in="0123456789ab"),
    ]
    with store_with(path, (document, hidden)) as store:
        assert store.reader().claims() == []
        assert store.reader().claims(ClaimQuery(include_all=True)) == hidden
