"""`attribution sides`, `--sides` of the commands that show claims, and sets of meetings."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from attribution.records import Judgement, Meeting, Speaker, SpeakerKind
from attribution.store import Run, Store
from tests.cli.conftest import Invoke
from tests.sidesets.examples import FERRIES, WEST, write_set
from tests.store.examples import make_claim, make_document

TEXT = (
    "Ann Tate said that the strait would stay open. Jean Petit said that the strait was safe. "
    "Ivan Sample said that the strait would be closed. Li Wen said that ships could pass."
)
SPEAKERS = {
    "the strait would stay open": ("Ann Tate", "GB"), "the strait was safe": ("Jean Petit", "FR"),
    "the strait would be closed": ("Ivan Sample", "RU"), "ships could pass": ("Li Wen", "CN"),
}  # fmt: skip


@pytest.fixture
def own(tmp_path: Path) -> dict[str, str]:
    """A folder of own sets, and no own register."""
    write_set(tmp_path / "sets", WEST, "west.toml")
    write_set(tmp_path / "sets", FERRIES, "ferries.toml")
    return {"ATTRIBUTION_SIDES": str(tmp_path / "sets"),
            "ATTRIBUTION_REGISTER": str(tmp_path / "no.yaml")}  # fmt: skip


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """Four sides in one document of a meeting."""
    path = tmp_path / "strait.db"
    document = make_document(TEXT, name="strait.txt")
    claims = [
        make_claim(document, content, speaker=Speaker(
            name=name, kind=SpeakerKind.PERSON, side=side, confidence=0.9, resolved_by="text",
        ))
        for content, (name, side) in SPEAKERS.items()
    ]  # fmt: skip
    with Store.open(path) as store, store.writer(Run(models={"tagger": "hand"})) as writer:
        writer.add(document, claims, meeting="Strait")
    return path


def sides_of(stdout: str) -> dict[str, str]:
    """Speaker → side in the JSON of claims."""
    return {row["speaker"]: row["side"] for row in json.loads(stdout)}


PREDICTED = {"Ann Tate": "GB", "Jean Petit": "FR", "Ivan Sample": "RU", "Li Wen": "CN"}
AS_BLOC = PREDICTED | {"Ann Tate": "WEST", "Jean Petit": "WEST"}


def test_list(invoke: Invoke, own: dict[str, str]) -> None:
    """Own ones and packaged ones; a broken file is told and the others are listed."""
    listed = invoke("sides", "list", "--format", "json", environment=own)
    assert listed.exit_code == 0
    origins = {row["set"]: row["origin"] for row in json.loads(listed.stdout)}
    assert origins["west"] == origins["ferries"] == "own"
    assert origins["e3"] == "packaged"
    assert "West and Russia" in invoke("sides", "list", environment=own).stdout
    write_set(Path(own["ATTRIBUTION_SIDES"]), "name = 1", "broken.toml")
    again = invoke("sides", "list", "--format", "csv", environment=own)
    assert again.exit_code == 2
    assert "broken.toml: name: expected str, got 1" in again.stderr
    assert "ferries" in again.stdout


def test_show(invoke: Invoke, own: dict[str, str]) -> None:
    """How each member is read; as JSON; and the file itself to begin an own set with."""
    shown = invoke("sides", "show", "west", "--format", "json", environment=own)
    record = json.loads(shown.stdout)
    assert record["name"] == "West and Russia"
    members = {row["member"]: (row["read_as"], row["known_as"]) for row in record["members"]}
    assert members["GB"] == ("side", "United Kingdom")
    assert members["Viktor Sample"] == ("person", "")
    assert "United Kingdom" in invoke("sides", "show", "west", environment=own).stdout
    rows = invoke("sides", "show", "west", "--format", "md", environment=own).stdout
    assert "| GB | side |" in rows
    toml = invoke("sides", "show", "west", "--format", "toml", environment=own)
    assert toml.stdout == WEST
    odd = invoke("sides", "show", "ferries", environment=own)
    assert "'Xqi Sample' may be a body or a person" in odd.stderr


def test_check(tmp_path: Path, invoke: Invoke, own: dict[str, str]) -> None:
    """Each file has its line; one wrong file is exit code 2."""
    fine = invoke("sides", "check", "west", "e3", environment=own)
    assert (fine.exit_code, fine.stdout) == (0, "")
    assert "west.toml: 2 sides, 4 members, 1 of them not in the register" in fine.stderr
    wrong = write_set(tmp_path, WEST.replace('"GB"', '"UK"'), "uk.toml")
    result = invoke("sides", "check", wrong, "ferries", environment=own)
    assert result.exit_code == 2
    assert f"error: {wrong}: side WEST: member UK is no code of a state" in result.stderr
    assert "ferries.toml: 2 sides, 5 members" in result.stderr


@pytest.mark.parametrize("command", ["claims", "speakers", "compare"])
def test_a_set_that_is_not_there(
    invoke: Invoke, db: Path, own: dict[str, str], command: str
) -> None:
    """One line that lists the known ones."""
    result = invoke(command, "--sides", "fairies.toml", "--db", db, environment=own)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "fairies.toml: no such file or side set; known are ferries, west" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_claims_and_speakers_with_a_set(invoke: Invoke, db: Path, own: dict[str, str]) -> None:
    """Members have the bloc's side and stand beside it; a filter finds either."""
    arguments = ("claims", "--db", db, "--format", "json", "--sides", "west")
    found = invoke(*arguments, environment=own)
    assert sides_of(found.stdout) == AS_BLOC
    members = {row["speaker"]: row["sides"] for row in json.loads(found.stdout)}
    assert members["Ann Tate"] == ["GB"]
    bloc = invoke(*arguments, "--side", "west", environment=own)
    assert set(sides_of(bloc.stdout)) == {"Ann Tate", "Jean Petit"}
    member = invoke(*arguments, "--side", "GB", environment=own)
    assert set(sides_of(member.stdout)) == {"Ann Tate"}
    limited = invoke(*arguments, "--side", "WEST", "--limit", "1", environment=own)
    assert len(json.loads(limited.stdout)) == 1
    rows = json.loads(
        invoke(
            "speakers", "--db", db, "--format", "json", "--sides", "west", environment=own
        ).stdout
    )
    assert {row["speaker"]: row["side"] for row in rows} == AS_BLOC
    claim = next(row["ids"] for row in rows if row["speaker"] == "Ann Tate")
    one = invoke("speakers", claim, "--db", db, "--format", "json", "--sides", "west",
                 environment=own)  # fmt: skip
    assert json.loads(one.stdout)[0]["side"] == "WEST"
    assert sides_of(invoke("claims", "--db", db, "--format", "json").stdout) == PREDICTED


def test_compare_with_a_set(invoke: Invoke, db: Path, own: dict[str, str]) -> None:
    """The bloc is one column, with its name and members; others follow."""
    result = invoke("compare", "--db", db, "--sides", "west", "--format", "json", environment=own)
    assert result.exit_code == 0
    record = json.loads(result.stdout)
    assert record["sides"] == ["WEST", "RU", "CN"]
    assert record["side_set"] == "West and Russia"
    assert record["documents"] == {"WEST": 1, "RU": 1, "CN": 1}
    wide = {**own, "COLUMNS": "200"}
    table = invoke("compare", "--db", db, "--sides", "west", environment=wide).stdout
    assert "The West (WEST)" in table
    assert "Ann Tate (WEST: GB)" in table
    assert "Sides: West and Russia\n" in table
    markdown = invoke("compare", "--db", db, "--sides", "west", "--format", "md", environment=own)
    assert "Jean Petit (WEST: FR)" in markdown.stdout
    assert "\nSides: West and Russia\n" in markdown.stdout
    absorbed = invoke("compare", "--db", db, "--sides", "west", "--sides", "GB,RU",
                      "--format", "json", environment=own)  # fmt: skip
    assert "no claims of GB; sides here: CN, RU, WEST" in absorbed.stderr
    chosen = invoke("compare", "--db", db, "--sides", "west", "--sides", "cn,west",
                    "--format", "json", environment=own)  # fmt: skip
    assert json.loads(chosen.stdout)["sides"] == ["CN", "WEST"]


def test_page_of_a_set(invoke: Invoke, db: Path, own: dict[str, str], tmp_path: Path) -> None:
    """The page names the bloc in its column and the member with the claim."""
    page = tmp_path / "page.html"
    invoke("compare", "--db", db, "--sides", "west", "--html", page, environment=own)
    parsed = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    heads = [cell.get_text().strip() for cell in parsed.select("thead th")]
    assert "The West (WEST)" in heads
    assert [item.get_text() for item in parsed.select(".side-set")] == ["Sides: West and Russia"]
    assert "(WEST: GB)" in [item.get_text() for item in parsed.select(".said-by")]


def test_a_set_without_claims(invoke: Invoke, db: Path, own: dict[str, str]) -> None:
    """Where the set leaves nothing to compare the sides that speak are listed."""
    result = invoke("compare", "--db", db, "--sides", "ferries", environment=own)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "error: no claims of FCU, NORDLINE; sides here: CN, FR, GB, RU" in result.stderr
    both = invoke("compare", "--db", db, "--sides", "ferries", "--sides", "west", environment=own)
    assert both.exit_code == 2
    assert "--sides names several side sets (ferries, west); give one" in both.stderr


def test_a_set_of_a_meeting(invoke: Invoke, db: Path, own: dict[str, str]) -> None:
    """Attached once it is used from then on without its file; it can be left out or taken off."""
    none = invoke("meetings", "sides", "--db", db, environment=own)
    assert none.exit_code == 1
    assert "Strait: no side set" in none.stderr
    attached = invoke("meetings", "sides", "strait", "--set", "west", "--keep-speakers",
                      "--db", db, environment=own)  # fmt: skip
    assert attached.exit_code == 0
    assert "Strait: sides of West and Russia" in attached.stderr
    (Path(own["ATTRIBUTION_SIDES"]) / "west.toml").unlink()
    shown = invoke("meetings", "sides", "--db", db, environment=own)
    assert json.loads(shown.stdout)["sides"][0]["codes"] == ["US", "GB", "FR"]
    arguments = ("claims", "--db", db, "--meeting", "Strait", "--format", "json")
    used = invoke(*arguments, environment=own)
    assert sides_of(used.stdout) == AS_BLOC
    assert "sides of West and Russia (--sides none shows those predicted)" in used.stderr
    assert sides_of(invoke(*arguments, "--sides", "none", environment=own).stdout) == PREDICTED
    compared = invoke("compare", "--db", db, "--format", "json", environment=own)
    assert json.loads(compared.stdout)["sides"] == ["WEST", "RU", "CN"]
    plain = invoke("compare", "--db", db, "--sides", "none", "--format", "json", environment=own)
    assert "side_set" not in json.loads(plain.stdout)
    speakers = invoke("speakers", "--meeting", "Strait", "--side", "WEST", "--db", db,
                      environment=own)  # fmt: skip
    assert "Ann Tate (WEST)" in speakers.stdout
    # Without the meeting the predicted sides stand.
    assert sides_of(invoke("claims", "--db", db, "--format", "json").stdout) == PREDICTED
    off = invoke("meetings", "sides", "--none", "--keep-speakers", "--db", db, environment=own)
    assert "Strait: no side set any more" in off.stderr
    assert sides_of(invoke(*arguments, environment=own).stdout) == PREDICTED


def test_a_judged_side_wins_over_a_set(invoke: Invoke, db: Path, own: dict[str, str]) -> None:
    """What a person said stays, whatever the set says of the name."""
    text = WEST.replace('"Viktor Sample"', '"Li Wen"')
    write_set(Path(own["ATTRIBUTION_SIDES"]), text, "west.toml")
    arguments = ("claims", "--db", db, "--sides", "west", "--format", "json")
    before = invoke(*arguments, environment=own).stdout
    assert sides_of(before)["Li Wen"] == "WEST"
    claim = next(row["id"] for row in json.loads(before) if row["speaker"] == "Li Wen")
    with Store.open(db) as store, store.writer() as writer:
        writer.judge(Judgement(claim=claim, field="side", value="CN", author="ana",
                               at=datetime(2025, 3, 1, tzinfo=UTC)))  # fmt: skip
    assert sides_of(invoke(*arguments, environment=own).stdout)["Li Wen"] == "CN"


def test_usage_of_meetings_sides(
    invoke: Invoke, db: Path, own: dict[str, str], tmp_path: Path
) -> None:
    """A set and none contradict; without a meeting there is nothing to attach to."""
    both = invoke("meetings", "sides", "--set", "west", "--none", "--db", db, environment=own)
    assert both.exit_code == 2
    assert "contradict each other" in both.stderr
    empty = tmp_path / "empty.db"
    Store.open(empty).close()
    result = invoke("meetings", "sides", "--set", "west", "--db", empty, environment=own)
    assert result.exit_code == 2
    assert "no meeting here" in result.stderr


def columns(invoke: Invoke, db: Path, *options: str, **environment: dict[str, str]) -> list[str]:
    """The sides that `compare` lays next to each other."""
    result = invoke("compare", "--db", db, "--format", "json", *options, **environment)
    assert result.exit_code == 0
    found = json.loads(result.stdout)["sides"]
    assert isinstance(found, list)
    return found


def test_described_sides_are_the_columns(invoke: Invoke, db: Path) -> None:
    """In their order, until compare is given others, none, or an empty description."""
    chosen = columns(invoke, db)
    assert set(chosen) == {"GB", "FR", "RU", "CN"}
    described = invoke("meetings", "describe", "strait", "--sides", "ru, gb,RU", "--db", db)
    assert described.exit_code == 0
    assert columns(invoke, db) == ["RU", "GB"]
    shown = invoke("compare", "--db", db)
    assert "columns of Strait: RU, GB (--sides none shows those with most claims)" in shown.stderr
    assert columns(invoke, db, "--sides", "CN") == ["CN"]
    assert columns(invoke, db, "--sides", "none") == chosen
    invoke("meetings", "describe", "strait", "--place", "Sundby", "--db", db)
    assert columns(invoke, db) == ["RU", "GB"]
    invoke("meetings", "describe", "strait", "--sides", "", "--db", db)
    assert columns(invoke, db) == chosen


def test_found_sides_are_no_columns(invoke: Invoke, db: Path) -> None:
    """What the texts say of the meeting's sides hides nobody; an analyst's word replaces it."""
    with Store.open(db) as store, store.writer() as writer:
        writer.describe_meeting(Meeting(name="Strait", place="Sundby", sides=("GB", "FR")))
    assert set(columns(invoke, db)) == {"GB", "FR", "RU", "CN"}
    invoke("meetings", "describe", "strait", "--sides", "cn,ru", "--place", "Malmö", "--db", db)
    assert columns(invoke, db) == ["CN", "RU"]
    (row,) = json.loads(invoke("meetings", "list", "--db", db, "--format", "json").stdout)
    assert (row["place"], row["sides"]) == ("Malmö", "CN; RU")


def test_described_sides_without_claims(invoke: Invoke, db: Path) -> None:
    """One without claims is an empty column; where all are, compare chooses and says so."""
    invoke("meetings", "describe", "strait", "--sides", "RU,DK", "--db", db)
    some = invoke("compare", "--db", db, "--format", "json")
    assert json.loads(some.stdout)["sides"] == ["RU", "DK"]
    assert "no claims of DK; sides here: CN, FR, GB, RU" in some.stderr
    invoke("meetings", "describe", "strait", "--sides", "DK", "--db", db)
    none = invoke("compare", "--db", db, "--format", "json")
    assert set(json.loads(none.stdout)["sides"]) == {"GB", "FR", "RU", "CN"}
    assert "no claims of DK, the sides that meetings describe gave this meeting" in none.stderr


def test_described_sides_and_a_side_set(invoke: Invoke, db: Path, own: dict[str, str]) -> None:
    """Described ones choose among the sides of an attached set; a set asked for has its own."""
    invoke("meetings", "sides", "strait", "--set", "west", "--keep-speakers", "--db", db,
           environment=own)  # fmt: skip
    attached = columns(invoke, db, environment=own)
    assert attached[0] == "WEST"
    assert "CN" in attached
    invoke("meetings", "describe", "strait", "--sides", "RU,WEST", "--db", db)
    assert columns(invoke, db, environment=own) == ["RU", "WEST"]
    assert columns(invoke, db, "--sides", "west", environment=own) == attached
