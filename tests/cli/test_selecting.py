"""`compare` with `--since`, `--until` and `--outlet`, and `--outlet` of the lists."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from attribution.records import Speaker, SpeakerKind
from tests.cli.conftest import Invoke
from tests.cli.counting import Reading
from tests.store.examples import make_claim, make_document, store_with

DOCUMENTS = (
    ("L'Étoile", date(2031, 4, 1), {"the border opens": "SE", "the border will open": "NO"}),
    ("Quay Post", date(2031, 4, 3),
     {"a trade deal was made": "SE", "no trade deal was made": "NO"}),
    (None, date(2031, 4, 5), {"the border stays open": "SE"}),
)  # fmt: skip


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Three documents of three days, two of outlets."""
    entries = []
    for outlet, day, contents in DOCUMENTS:
        text = " ".join(f"{side} said {content}." for content, side in contents.items())
        document = make_document(text, meeting="Harbour talks", outlet=outlet, published=day)
        speakers = {
            side: Speaker(name=f"{side} speaker", kind=SpeakerKind.PERSON, side=side)
            for side in contents.values()
        }
        entries.append((document, [
            make_claim(document, content, speaker=speakers[side])
            for content, side in contents.items()
        ]))  # fmt: skip
    path = tmp_path / "claims.db"
    store_with(path, *entries).close()
    return path


def compared(invoke: Invoke, path: Path, *options: str) -> dict[str, Any]:
    """The comparison as JSON."""
    result = invoke("compare", "--db", path, "--model", "fast", "--format", "json", *options)
    assert result.exit_code == 0
    record = json.loads(result.stdout)
    assert isinstance(record, dict)
    return record


def contents(record: dict[str, Any]) -> set[str]:
    """What was compared."""
    return {claim["content_text"] for claim in record["claims"].values()}


@pytest.mark.parametrize(
    ("options", "days", "expected"),
    [
        (("--since", "2031-04-03"), ("2031-04-03", None), {1, 2}),
        (("--until", "2031-04-03"), (None, "2031-04-03"), {0, 1}),
        (("--since", "2031-04-02", "--until", "2031-04-04"), ("2031-04-02", "2031-04-04"), {1}),
        (("--outlet", "etoile"), (None, None), {0}),
        (("--outlet", "POST", "--outlet", "étoile"), (None, None), {0, 1}),
        (("--outlet", "o", "--since", "2031-04-02"), ("2031-04-02", None), {1}),
    ],
)
@pytest.mark.usefixtures("model")
def test_selected_claims(
    invoke: Invoke,
    database: Path,
    options: tuple[str, ...],
    days: tuple[str | None, str | None],
    expected: set[int],
) -> None:
    """Only claims of these days and outlets are compared, and counted; the record says which."""
    record = compared(invoke, database, *options)
    assert contents(record) == {text for i in expected for text in DOCUMENTS[i][2]}
    assert record["documents"]["SE"] == len(expected)
    outlets = [options[i + 1] for i, word in enumerate(options) if word == "--outlet"]
    assert record["selection"] == {"since": days[0], "until": days[1], "outlets": outlets}


def test_kept_comparisons_are_told_apart(invoke: Invoke, database: Path, model: Reading) -> None:
    """One of some claims is never taken for one of others; the same one is kept."""
    whole = compared(invoke, database)
    assert "selection" not in whole
    part = compared(invoke, database, "--until", "2031-04-03")
    assert len(part["claims"]) == len(whole["claims"]) - 1
    model.taken()
    assert compared(invoke, database, "--until", "2031-04-03") == part
    assert compared(invoke, database) == whole
    assert model.taken() == (0, 0, 0)
    # The same claims by other filters are the same comparison, told in the words of these.
    same = compared(invoke, database, "--until", "2031-04-04")
    assert model.taken() == (0, 0, 0)
    assert same["selection"]["until"] == "2031-04-04"
    assert same["points"] == part["points"]


@pytest.mark.usefixtures("model")
def test_reports_say_what_was_compared(invoke: Invoke, database: Path, tmp_path: Path) -> None:
    """Table, Markdown and page say which days and outlets they are about."""
    page = tmp_path / "page.html"
    options = ("--db", database, "--model", "fast", "--outlet", "<b>t", "--outlet", "Étoile")
    told = "said until 2031-04-03, outlet"
    table = invoke("compare", *options, "--until", "2031-04-03", "--html", page)
    assert f"Only claims {told} <b>t or Étoile" in table.stdout
    markdown = invoke("compare", *options, "--until", "2031-04-03", "--format", "md").stdout
    assert f"\nOnly claims {told} &lt;b&gt;t or Étoile\n" in markdown
    shown = BeautifulSoup(page.read_text("utf-8"), "html.parser").select_one(".selection")
    assert shown is not None
    assert shown.text == f"Only claims {told} <b>t or Étoile"
    both = invoke("compare", "--db", database, "--model", "fast", "--since", "2031-04-01",
                  "--until", "2031-04-01")  # fmt: skip
    assert "Only claims said 2031-04-01\n" in both.stdout
    since = invoke("compare", "--db", database, "--model", "fast", "--since", "2031-04-01")
    assert "Only claims said from 2031-04-01 on\n" in since.stdout
    assert "Only claims" not in invoke("compare", "--db", database, "--model", "fast").stdout


def test_nothing_selected(invoke: Invoke, database: Path) -> None:
    """That no claim fits is told with what there is, and is no empty database."""
    result = invoke("compare", "--db", database, "--outlet", "Nowhere", "--format", "json")
    assert (result.exit_code, result.stdout) == (1, "[]\n")
    assert result.stderr.splitlines() == [
        "no document of Nowhere; outlets here: L'Étoile, Quay Post",
        "No claims to compare: none of the 5 claims fits --since, --until and --outlet",
    ]


def test_lists_of_an_outlet(invoke: Invoke, database: Path, tmp_path: Path) -> None:
    """`claims` and `export` take the filter too, and say which outlets there are."""
    listed = invoke("claims", "--db", database, "--outlet", "quay", "--format", "json").stdout
    assert {claim["content_text"] for claim in json.loads(listed)} == set(DOCUMENTS[1][2])
    path = tmp_path / "some.csv"
    assert invoke("export", path, "--db", database, "--outlet", "quay").exit_code == 0
    assert len(path.read_text("utf-8").splitlines()) == 3
    none = invoke("claims", "--db", database, "--outlet", "Gazette")
    assert none.exit_code == 1
    assert "no document of Gazette; outlets here: L'Étoile, Quay Post" in none.stderr
    unfit = invoke("claims", "--db", database, "--outlet", "quay", "--side", "NO", "--act", "deny")
    assert "no document of" not in unfit.stderr
