"""Documents of a meeting inform each other whenever they came; judgements stay."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from attribution.cli import informing
from attribution.records import Claim, Document, Judgement, Speaker
from attribution.spans import Span
from attribution.store import Predictions, Run, Store
from tests.cli.conftest import Invoke
from tests.sidesets.examples import FERRIES, write_set
from tests.store.examples import make_claim, make_document

EARLIER = "Holm said that the road would open. Nobody else spoke."
LATER = "Norway's envoy, Kari Berg Holm, came first. Kari Berg Holm said that snow was coming."
MEETING = "Road talks"


def reported(document: Document, source: str, content: str) -> Claim:
    """A claim with the first place of its source, as a tagger would find it."""
    claim = make_claim(document, content)
    start = document.text.rindex(source, 0, claim.attribution.contents[0].start)
    attribution = replace(claim.attribution, source=Span(start, start + len(source)))
    speaker = Speaker(name=source, kind=claim.speaker.kind, resolved_by="alone")
    claim_id = Claim.make_id(document, attribution)
    return replace(claim, id=claim_id, attribution=attribution, speaker=speaker)


DOCUMENTS = {
    "earlier.txt": (make_document(EARLIER, name="earlier.txt"), "Holm", "the road would open"),
    "later.txt": (make_document(LATER, name="later.txt"), "Kari Berg Holm", "snow was coming"),
}


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """Two documents, each read alone and filed nowhere."""
    path = tmp_path / "road.db"
    with Store.open(path) as store, store.writer(Run(models={"tagger": "1"}, config="c")) as writer:
        for document, source, content in DOCUMENTS.values():
            writer.add(document, [reported(document, source, content)])
    return path


@pytest.fixture
def own(tmp_path: Path) -> dict[str, str]:
    """No own register and no own sets."""
    return {"ATTRIBUTION_REGISTER": str(tmp_path / "no.yaml"),
            "ATTRIBUTION_SIDES": str(tmp_path / "sets")}  # fmt: skip


def speakers(db: Path) -> dict[str, tuple[str, str]]:
    """Document → the speaker and side of its claim."""
    with Store.open(db, create=False) as store:
        return {
            claim.document.name: (claim.speaker.name, claim.speaker.side)
            for claim in store.reader().claims()
        }


def n_analyses(db: Path) -> int:
    """How often documents were analysed."""
    with closing(sqlite3.connect(db)) as connection:
        return int(connection.execute("SELECT count(*) FROM analyses").fetchone()[0])


TOGETHER = {
    "earlier.txt": ("Kari Berg Holm", "NO"), "later.txt": ("Kari Berg Holm", "NO"),
}  # fmt: skip


def test_assigning_informs_the_documents(invoke: Invoke, db: Path, own: dict[str, str]) -> None:
    """Who is introduced in one is known in the other; a second time changes no row."""
    first = invoke("meetings", "assign", MEETING, "later.txt", "--db", db, environment=own)
    assert "resolved together" not in first.stderr or "1 document resolved" in first.stderr
    assert speakers(db)["earlier.txt"] == ("Holm", "UNKNOWN")
    second = invoke("meetings", "assign", MEETING, "earlier.txt", "--db", db, environment=own)
    assert (
        f"{MEETING}: 2 documents resolved together; 1 claim changed speaker, 1 claim changed side"
        in second.stderr
    )
    assert speakers(db) == TOGETHER
    before = n_analyses(db)
    with Store.open(db) as store:
        informing.inform_meetings(store, [MEETING, MEETING], own=Path(own["ATTRIBUTION_REGISTER"]))
    assert n_analyses(db) == before
    assert speakers(db) == TOGETHER


def test_keep_speakers(invoke: Invoke, db: Path, own: dict[str, str]) -> None:
    """With the switch nothing is resolved again."""
    for name in DOCUMENTS:
        result = invoke("meetings", "assign", MEETING, name, "--keep-speakers", "--db", db,
                        environment=own)  # fmt: skip
        assert "resolved together" not in result.stderr
    assert speakers(db)["earlier.txt"] == ("Holm", "UNKNOWN")
    assert n_analyses(db) == 2


def test_splitting_and_merging(invoke: Invoke, db: Path, own: dict[str, str]) -> None:
    """What is taken apart no longer informs; what is put together does again."""
    for name in DOCUMENTS:
        invoke("meetings", "assign", MEETING, name, "--db", db, environment=own)
    split = invoke("meetings", "split", MEETING, "Other talks", "later.txt", "--db", db,
                   environment=own)  # fmt: skip
    assert f"{MEETING}: 1 document resolved together; 1 claim changed speaker" in split.stderr
    assert speakers(db)["earlier.txt"] == ("Holm", "UNKNOWN")
    merged = invoke("meetings", "merge", "Other talks", MEETING, "--db", db, environment=own)
    assert "2 documents resolved together; 1 claim changed speaker" in merged.stderr
    assert speakers(db) == TOGETHER


def test_judgements_stay_and_are_not_counted(invoke: Invoke, db: Path, own: dict[str, str]) -> None:
    """A judged side shows before and after; the prediction under it is renewed."""
    with Store.open(db) as store:
        (claim,) = [c for c in store.reader().claims() if c.document.name == "earlier.txt"]
        with store.writer() as writer:
            for field, value in (("side", "SE"), ("speaker", "Olga Holm")):
                writer.judge(Judgement(claim=claim.id, field=field, value=value, author="ana",
                                       at=datetime(2025, 1, 1, tzinfo=UTC)))  # fmt: skip
    for name in reversed(DOCUMENTS):
        result = invoke("meetings", "assign", MEETING, name, "--db", db, environment=own)
    assert "0 claims changed speaker, 0 claims changed side" in result.stderr
    assert speakers(db)["earlier.txt"] == ("Olga Holm", "SE")
    with Store.open(db) as store:
        predicted = {p.document.name: p for p in store.reader().predictions(MEETING)}
        assert predicted["earlier.txt"].claims[0].speaker.name == "Kari Berg Holm"


def test_a_document_of_two_meetings_is_informed_by_its_first(
    invoke: Invoke, db: Path, own: dict[str, str]
) -> None:
    """Its speakers do not depend on which meeting was resolved last."""
    invoke("meetings", "assign", "Alone", "earlier.txt", "--db", db, environment=own)
    for name in DOCUMENTS:
        invoke("meetings", "assign", MEETING, name, "--db", db, environment=own)
    assert speakers(db)["earlier.txt"] == ("Holm", "UNKNOWN")
    assert speakers(db)["later.txt"] == ("Kari Berg Holm", "NO")


def test_a_document_read_in_between_is_left(
    db: Path, own: dict[str, str], invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process that reads a document meanwhile wins; nothing is half-written."""
    for name in DOCUMENTS:
        invoke("meetings", "assign", MEETING, name, "--keep-speakers", "--db", db, environment=own)
    document, source, content = DOCUMENTS["earlier.txt"]
    is_news = informing._is_news

    def meanwhile(found: Predictions, speakers: Sequence[Speaker]) -> bool:
        if found.document.name == "earlier.txt":
            with Store.open(db) as store, store.writer(Run(models={"tagger": "2"})) as writer:
                writer.rerun(document, [reported(document, source, content)])
        return is_news(found, speakers)

    monkeypatch.setattr(informing, "_is_news", meanwhile)
    with Store.open(db) as store:
        informing.inform_meetings(store, [MEETING], own=Path(own["ATTRIBUTION_REGISTER"]))
    assert speakers(db)["earlier.txt"] == ("Holm", "UNKNOWN")
    assert speakers(db)["later.txt"] == ("Kari Berg Holm", "NO")


def test_too_many_documents_stay(
    db: Path, own: dict[str, str], invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond the limit the speakers stay, and that is said."""
    monkeypatch.setattr(informing, "MAX_DOCUMENTS", 1)
    for name in DOCUMENTS:
        result = invoke("meetings", "assign", MEETING, name, "--db", db, environment=own)
    assert "2 documents are too many to resolve together" in result.stderr
    assert speakers(db)["earlier.txt"] == ("Holm", "UNKNOWN")


def test_meetings_without_documents_are_passed_over(
    db: Path, own: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """An unknown or empty meeting is no error and says nothing."""
    with Store.open(db) as store:
        informing.inform_meetings(store, ["Nowhere"], own=Path(own["ATTRIBUTION_REGISTER"]))
    assert capsys.readouterr().err == ""


def test_the_earlier_prediction_and_everything_else_stay(
    invoke: Invoke, db: Path, own: dict[str, str]
) -> None:
    """The first analysis keeps its rows; the new one repeats spans, stance, act and run."""
    with Store.open(db) as store:
        before = {claim.id: claim for claim in store.reader().claims()}
    for name in reversed(DOCUMENTS):
        invoke("meetings", "assign", MEETING, name, "--db", db, environment=own)
    with Store.open(db) as store:
        after = store.reader().claims()
        assert {claim.id for claim in after} == set(before)
        for claim in after:
            old = before[claim.id]
            same = replace(claim, speaker=old.speaker, meeting=None, document=old.document)
            assert same == old
            assert store.reader().run(claim).models == {"tagger": "1"}
    with closing(sqlite3.connect(db)) as connection:
        names = connection.execute(
            "SELECT s.name FROM attributions AS a JOIN speakers AS s ON s.id = a.speaker_id"
            " WHERE a.content_text = 'the road would open' ORDER BY a.id"
        ).fetchall()
    assert names == [("Holm",), ("Kari Berg Holm",)]
    found = invoke("claims", "--query", "road", "--db", db, "--format", "json", environment=own)
    assert len(json.loads(found.stdout)) == 1


@pytest.mark.usefixtures("loaded_models")
def test_adding_informs_what_was_stored(
    tmp_path: Path, invoke: Invoke, own: dict[str, str]
) -> None:
    """A later document tells who a surname of an earlier one is; both together give the same."""
    texts = {name: document.text for name, (document, _, _) in DOCUMENTS.items()}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    db, together = tmp_path / "a.db", tmp_path / "b.db"
    for name in texts:
        result = invoke("add", tmp_path / name, "--meeting", MEETING, "--db", db, environment=own)
    assert "2 documents resolved together; 1 claim changed speaker" in result.stderr
    both = invoke("add", *(tmp_path / name for name in texts), "--meeting", MEETING,
                  "--db", together, environment=own)  # fmt: skip
    assert "resolved together" not in both.stderr
    of_paths = {Path(name).name: told for name, told in speakers(db).items()}
    assert of_paths == {Path(name).name: told for name, told in speakers(together).items()}
    assert of_paths["earlier.txt"] == ("Kari Berg Holm", "NO")
    again = invoke("add", tmp_path / "later.txt", "--meeting", MEETING, "--db", db,
                   environment=own)  # fmt: skip
    assert "resolved together" not in again.stderr
    kept = tmp_path / "c.db"
    for name in texts:
        invoke("add", tmp_path / name, "--meeting", MEETING, "--keep-speakers", "--db", kept,
               environment=own)  # fmt: skip
    assert speakers(kept)[str(tmp_path / "earlier.txt")][0] == "Holm"


def test_a_side_set_tells_who_is_who(tmp_path: Path, invoke: Invoke, own: dict[str, str]) -> None:
    """Names of an attached set are known when the meeting is resolved again; so with --sides."""
    write_set(tmp_path / "sets", FERRIES)
    path = tmp_path / "ferry.db"
    document = make_document("Oyelaran said that the boats would stop.", name="ferry.txt")
    claim = reported(document, "Oyelaran", "the boats would stop")
    with Store.open(path) as store, store.writer(Run(models={"tagger": "1"})) as writer:
        writer.add(document, [claim], meeting="Ferries")
    result = invoke("meetings", "sides", "--set", "ferries", "--db", path, environment=own)
    assert "1 claim changed speaker, 1 claim changed side" in result.stderr
    assert speakers(path) == {"ferry.txt": ("Marta Oyelaran", "FCU")}
    off = invoke("meetings", "sides", "--none", "--db", path, environment=own)
    assert "1 claim changed side" in off.stderr
    assert speakers(path) == {"ferry.txt": ("Oyelaran", "UNKNOWN")}


@pytest.mark.usefixtures("loaded_models")
def test_adding_with_a_side_set(tmp_path: Path, invoke: Invoke, own: dict[str, str]) -> None:
    """The set is attached to the meeting; without a meeting there is nothing to keep it with."""
    write_set(tmp_path / "sets", FERRIES)
    article = tmp_path / "a.txt"
    article.write_text("Marta Oyelaran said that the boats would stop.", encoding="utf-8")
    db = tmp_path / "f.db"
    alone = invoke("add", article, "--sides", "ferries", "--db", db, environment=own)
    assert alone.exit_code == 2
    assert "name it with --meeting" in alone.stderr
    assert not db.exists()
    added = invoke("add", article, "--sides", "ferries", "--meeting", "Ferries", "--db", db,
                   environment=own)  # fmt: skip
    assert added.exit_code == 0
    with Store.open(db) as store:
        meeting = store.reader().meeting("Ferries")
        assert meeting is not None
        assert meeting.side_set is not None
        assert meeting.side_set.codes == ("FCU", "NORDLINE")
