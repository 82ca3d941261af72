"""Pages that changed: what `add` tells, and `attribution documents revisions`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from attribution.store import Store
from tests.cli.conftest import Invoke, stored
from tests.store.examples import make_claim, make_document, store_with
from tests.store.test_revising import FIRST, SECOND, THIRD, URL, claims_of, judgement

SAID = "Port minister Karin Lind said on Friday that two berths would open. "
MORE = "Lind also said that the pilots had agreed to the new shifts. "
ANSWER = "Norden's minister, Ole Berg, warned that the ferries would stop on Sunday. "
WEATHER = "Rain is seen for the whole week, with wind from the north on the last day of it."
TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """A database with three texts of a page, one of them with an edited statement."""
    path = tmp_path / "changed.db"
    documents = [(document, claims_of(document)) for document in (FIRST, SECOND, THIRD)]
    store_with(path, *documents).close()
    return path


@pytest.mark.usefixtures("loaded_models")
def test_a_newer_text_of_a_page(invoke: Invoke, db: Path, tmp_path: Path) -> None:
    """It takes the place of the older one, judgements and meeting included, and this is told."""
    texts = {
        "first.txt": SAID + MORE, "second.txt": SAID + ANSWER, "front.txt": WEATHER,
        "copy.txt": SAID + "\n\n" + ANSWER,
    }  # fmt: skip
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")

    def add(name: str, *args: str) -> list[str]:
        result = invoke("add", tmp_path / name, "--url", f"{URL}?utm_source=x", "--db", db, *args)
        assert result.exit_code == 0
        return result.stderr.splitlines()

    add("first.txt", "--meeting", "Harbour talks")
    first = json.loads(invoke("claims", "--db", db, "--format", "json").stdout)
    assert len(first) == 2
    for claim in first:
        assert invoke("label", claim["id"], "--act", "deny", "--db", db).exit_code == 0
    told = add("second.txt")
    hash_of_second = stored(db)[-1].sha256[:8]
    revision = next(line for line in told if "revision 2 of" in line)
    assert "1 claim new, 1 gone, 1 the same; see them with: attribution documents" in revision
    assert revision.split()[-1].startswith(hash_of_second)
    assert "judgements of 1 claim carried to the new revision" in told
    gone = next(claim["id"] for claim in first if "pilots" in claim["content_text"])
    assert f"warning: 1 judged claim gone from the page: {gone}; see them with: " \
           "attribution show ID" in told  # fmt: skip
    now = json.loads(invoke("claims", "--db", db, "--format", "json").stdout)
    assert {claim["document_name"] for claim in now} == {str(tmp_path / "second.txt")}
    assert {claim["meeting"] for claim in now} == {"Harbour talks"}
    assert [claim["act"] for claim in now if "berths" in claim["content_text"]] == ["deny"]
    assert "of an earlier revision of its page; the newest one is" in invoke(
        "show", gone, "--db", db, environment={"COLUMNS": "200"}
    ).stdout  # fmt: skip

    assert any("1 document already there, nothing changed" in line for line in add("copy.txt"))
    apart = add("front.txt")
    assert any("share next to nothing; kept as another document" in line for line in apart)
    assert len(stored(db)) == 2


def test_revisions(invoke: Invoke, changed: Path, check_golden: Callable[[str, str], None]) -> None:
    """Every page that changed, or the one that is meant."""
    result = invoke("documents", "revisions", "--db", changed)
    assert (result.exit_code, result.stderr) == (0, "")
    check_golden("documents-revisions.txt", TIME.sub("2031-04-02 12:00", result.stdout))
    for wanted in ("harbour.html", "harbour-3.html", FIRST.sha256[:10]):
        one = invoke("documents", "revisions", wanted, "--db", changed)
        assert one.stdout == result.stdout


def test_revisions_as_json(invoke: Invoke, changed: Path) -> None:
    """The same with whole claims."""
    result = invoke("documents", "revisions", "--db", changed, "--format", "json")
    (page,) = json.loads(result.stdout)
    assert page["url"] == URL
    first, second, third = page["revisions"]
    assert list(second) == ["revision", "document", "document_name", "published", "added",
                            "claims", "new", "gone", "same"]  # fmt: skip
    assert [one["revision"] for one in page["revisions"]] == [1, 2, 3]
    assert [claim["content_text"] for claim in second["gone"]] == ["unfair to two of the ports"]
    assert second["same"] == [
        {"before": claims_of(FIRST)[0].id, "after": claims_of(SECOND)[0].id, "edited": False}
    ]
    assert [claim["id"] for claim in first["new"]] == first["claims"]
    assert (third["new"], third["gone"]) == ([], [])
    line = invoke("documents", "revisions", "--db", changed, "--format", "jsonl").stdout
    assert json.loads(line) == page


def test_a_page_that_never_changed(invoke: Invoke, tmp_path: Path) -> None:
    """Its one text; without any page that changed there is nothing to show."""
    path = tmp_path / "one.db"
    store_with(path, (FIRST, claims_of(FIRST))).close()
    one = invoke("documents", "revisions", "harbour.html", "--db", path)
    assert "1 revision\n1. harbour.html" in one.stdout
    assert one.stdout.rstrip().endswith("2 claims")
    none = invoke("documents", "revisions", "--db", path, "--format", "json")
    assert (none.exit_code, none.stdout) == (1, "[]\n")
    assert none.stderr.startswith("No page here changed. Add a newer text with:")
    unknown = invoke("documents", "revisions", "nowhere", "--db", path)
    assert unknown.exit_code == 2
    assert unknown.stderr.startswith("error: 'nowhere' is no document here")


def test_earlier_revisions_are_in_no_list(invoke: Invoke, changed: Path) -> None:
    """Lists, comparisons and exports have the newest text alone; it is removed by itself."""
    listed = json.loads(invoke("documents", "--db", changed, "--format", "json").stdout)
    assert [row["document"] for row in listed] == ["harbour-3.html"]
    removed = invoke("documents", "remove", "harbour-3.html", "--yes", "--db", changed)
    assert removed.exit_code == 0
    listed = json.loads(invoke("documents", "--db", changed, "--format", "json").stdout)
    assert [row["document"] for row in listed] == ["harbour-2.html"]
    assert invoke("documents", "remove", "harbour.html", "--yes", "--db", changed).exit_code == 0
    result = invoke("documents", "revisions", "--db", changed)
    assert result.exit_code == 1


def test_edited_statements_show_both_wordings(invoke: Invoke, tmp_path: Path) -> None:
    """And a corrected speaker is shown as corrected."""
    before = make_document("Lind said the new berths open in the spring of this year. So it was.",
                           url=URL, name="a")  # fmt: skip
    after = make_document("Lind said the new berths open in spring of this year. So it was.",
                          url=URL, name="b")  # fmt: skip
    path = tmp_path / "edited.db"
    old = make_claim(before, "the new berths open in the spring of this year")
    new = make_claim(after, "the new berths open in spring of this year")
    with store_with(path, (before, [old])) as store, store.writer() as writer:
        writer.judge(judgement(old, "speaker", "Lena Lind"))
    store_with(path, (after, [new])).close()
    shown = invoke("documents", "revisions", "--db", path, environment={"COLUMNS": "200"}).stdout
    assert "0 claims new, 0 gone, 1 the same (1 edited)" in shown
    assert f"  ~ Lena Lind (SE): the new berths open in spring of this year ({new.id})" in shown
    assert f"    before: the new berths open in the spring of this year ({old.id})" in shown
    with Store.open(path) as store:
        assert store.reader().claim(new.id).speaker.name == "Lena Lind"
