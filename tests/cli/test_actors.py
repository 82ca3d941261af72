"""`attribution actors` and `attribution speakers`: the register, one's own entries, and why."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from attribution.actors.own import add_entries, person_entry
from attribution.pipeline import Analyser
from tests.cli.conftest import Invoke
from tests.reporting.examples import HARBOUR

CSV = """name,side,kind,office,start,aliases
Karin Lind,SE,person,Port Minister,2024-01-01,K. Lind
Karin Lind,SE,person,Trade Minister,2025-01-01,
Harbour Pilots' League,HPL,union,,,Pilots' League
"""


@pytest.fixture
def own(tmp_path: Path) -> dict[str, str]:
    """An own register that does not exist yet, as the environment names it."""
    return {"ATTRIBUTION_REGISTER": str(tmp_path / "settings" / "actors.yaml")}


def test_names_of_another_script_are_entries_of_their_own(
    invoke: Invoke, own: dict[str, str]
) -> None:
    """Two names without a Latin letter do not replace each other."""
    for name in ("Інна Зразко", "Олег Приклад"):
        added = invoke("actors", "add", name, "--side", "UA", environment=own)
        assert "1 new entry, 0 entries replaced" in added.stderr


def test_import_add_and_find(tmp_path: Path, invoke: Invoke, own: dict[str, str]) -> None:
    """Rows of one person are roles; a body is a body; a later row of the same id replaces."""
    table = tmp_path / "actors.csv"
    table.write_text(CSV, encoding="utf-8")
    result = invoke("actors", "import", table, environment=own)
    assert result.exit_code == 0
    assert "2 new entries, 0 entries replaced" in result.stderr
    result = invoke("actors", "add", "Harbour Pilots' League", "--side", "hpl", "--kind", "union",
                    "--alias", "the pilots", environment=own)  # fmt: skip
    assert "0 new entries, 1 entry replaced" in result.stderr
    result = invoke("actors", "list", "--query", "harbour pilots", "--format", "json",
                    environment=own)  # fmt: skip
    (row,) = json.loads(result.stdout)
    assert (row["side"], row["kind"], row["aliases"]) == ("HPL", "union", "the pilots")
    result = invoke("actors", "show", "Karin Lind", environment=own)
    assert "Port Minister 2024-01-01" in result.stdout
    assert "Trade Minister 2025-01-01" in result.stdout


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("name\nA B\n", "lacks side"),
        ("name,side,colour\nA B,SE,red\n", "unknown columns colour"),
        ("name,side\n,SE\n", "line 2: name or side is empty"),
        ("name,side,kind\nA B,SE,wizard\n", "kind 'wizard' is none of person"),
        ("name,side,start\nA B,SE,yesterday\n", "yesterday"),
        ("name,side\nA B,R U;x\n", "A B: side 'R U;x' is no code of a side"),
        ("name,side\nA B,S\n", "side 'S' is no code of a side; write 2 to 16 capitals"),
        ("name,side\nLind, Karin,SE\n", "line 2: more cells than columns"),
        ("name,side,Name\nA,SE,B\n", "has more than once name"),
        (f"name,side\n{'x' * 131_073},SE\n", "line 2: no CSV (field larger than field limit"),
    ],
)
def test_wrong_table_changes_nothing(
    tmp_path: Path, invoke: Invoke, own: dict[str, str], content: str, problem: str
) -> None:
    """One line names file and problem; no register is left behind."""
    table = tmp_path / "wrong.csv"
    table.write_text(content, encoding="utf-8")
    result = invoke("actors", "import", table, environment=own)
    assert result.exit_code == 2
    assert problem in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert not Path(own["ATTRIBUTION_REGISTER"]).exists()


def test_heads_and_sides_in_any_case(tmp_path: Path, invoke: Invoke, own: dict[str, str]) -> None:
    """Columns may be capitalised; sides are stored in capitals, from CSV and from YAML."""
    table = tmp_path / "actors.csv"
    table.write_text("Name, Side ,KIND\nKarin Lind,se,\nQuay Union,quay1,union\n,,\n")
    more = tmp_path / "actors.yaml"
    more.write_text("people: [{id: orla, name: Orla Fenn, roles: [{office: Envoy, side: ie}]}]\n")
    assert invoke("actors", "import", table, more, environment=own).exit_code == 0
    for name, side in (("Karin Lind", "SE"), ("Quay Union", "QUAY1"), ("Orla Fenn", "IE")):
        shown = invoke("actors", "show", name, environment=own).stdout
        assert json.loads(shown)["side"] == side


@pytest.mark.parametrize(
    "data",
    [
        "sep=;\r\nname;side;aliases\r\nKarin Lind;SE;the Łódź envoy, Karin".encode("utf-8-sig"),
        "name\tside\taliases\nKarin Lind\tSE\tthe Łódź envoy, Karin\n".encode("utf-16"),
        'sep=,\nname,side,aliases\nKarin Lind,SE,"the Łódź envoy, Karin"\n'.encode("utf-16"),
    ],
)
def test_tables_of_spreadsheets(
    tmp_path: Path, invoke: Invoke, own: dict[str, str], data: bytes
) -> None:
    """Semicolons, tabs, a line that tells the separator and byte order marks are understood."""
    table = tmp_path / "actors.csv"
    table.write_bytes(data)
    assert invoke("actors", "import", table, environment=own).exit_code == 0
    shown = json.loads(invoke("actors", "show", "Karin Lind", environment=own).stdout)
    assert (shown["side"], shown["aliases"]) == ("SE", "the Łódź envoy, Karin")


@pytest.mark.parametrize(
    ("name", "problem"),
    [("gone.csv", "no such file; check the path"), (".", "this is a folder; give the CSV"),
     ("latin.csv", "not UTF-8 at byte 13; save the file as CSV UTF-8"),
     ("x" * 300, "cannot be read (File name too long)")],
)  # fmt: skip
def test_table_that_cannot_be_read(
    tmp_path: Path, invoke: Invoke, own: dict[str, str], name: str, problem: str
) -> None:
    """The reason is in plain words."""
    (tmp_path / "latin.csv").write_bytes("name,side\nJosé,ES\n".encode("latin-1"))
    path = tmp_path / name
    result = invoke("actors", "import", path, environment=own)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: {path}: {problem}")
    assert len(result.stderr.splitlines()) == 1


def test_names_of_half_characters(invoke: Invoke, own: dict[str, str]) -> None:
    """What UTF-8 cannot hold is refused, and the register stays readable."""
    assert invoke("actors", "add", "Karin Lind", "--side", "SE", environment=own).exit_code == 0
    before = Path(own["ATTRIBUTION_REGISTER"]).read_bytes()
    for args in (["Jos\udce9 Lopez"], ["Ana Paz", "--alias", "A\udcff"]):
        result = invoke("actors", "add", *args, "--side", "ES", environment=own)
        assert result.exit_code == 2
        assert "holds half a character; write it in UTF-8" in result.stderr
    assert Path(own["ATTRIBUTION_REGISTER"]).read_bytes() == before


def test_register_that_would_not_read_back(
    invoke: Invoke, own: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file from before stays where what would be written cannot be read again."""
    invoke("actors", "add", "Karin Lind", "--side", "SE", environment=own)
    before = Path(own["ATTRIBUTION_REGISTER"]).read_bytes()
    monkeypatch.setattr("attribution.actors.own.dump_plain", lambda _: "people: [")
    result = invoke("actors", "add", "Orla Fenn", "--side", "IE", environment=own)
    assert result.exit_code == 2
    assert "could not be read again and so was not written" in result.stderr
    assert Path(own["ATTRIBUTION_REGISTER"]).read_bytes() == before


@pytest.mark.parametrize("command", [["add", "Karin Lind", "--side", "SE"], ["list"]])
def test_register_that_is_a_folder(invoke: Invoke, tmp_path: Path, command: list[str]) -> None:
    """A folder is refused, whether it is read or written."""
    for place in (tmp_path, Path()):
        result = invoke("actors", *command, "--register", place)
        assert (result.exit_code, result.stdout) == (2, "")
        assert f"error: {place}: is a folder; " in result.stderr
        assert "--register" in result.stderr


def test_added_at_the_same_time(tmp_path: Path) -> None:
    """No entry is lost where several are added at once, and nothing else is left there."""
    path = tmp_path / "new" / "own.yaml"
    names = ["Karin Lind", "Orla Fenn", "Ole Berg", "Ida Dahl"]

    def add(name: str) -> tuple[int, int]:
        return add_entries(path, {"people": [person_entry({"name": name, "side": "SE"})]})

    with ThreadPoolExecutor(len(names)) as pool:
        assert [*pool.map(add, names)] == [(1, 0)] * len(names)
    written = path.read_text(encoding="utf-8")
    assert [name for name in names if name not in written] == []
    assert [*path.parent.iterdir()] == [path]


def test_register_behind_a_link(invoke: Invoke, tmp_path: Path) -> None:
    """A link to a register stays one; a device is no place for one."""
    link, file = tmp_path / "link.yaml", tmp_path / "real.yaml"
    link.symlink_to(file)
    args = ["actors", "add", "Karin Lind", "--side", "SE", "--register"]
    assert invoke(*args, link).exit_code == 0
    assert link.is_symlink()
    assert "Karin Lind" in file.read_text(encoding="utf-8")
    refused = invoke(*args, "/dev/null")
    assert refused.exit_code == 2
    assert "is a device or a pipe" in refused.stderr


def test_broken_register_is_not_added_to(invoke: Invoke, own: dict[str, str]) -> None:
    """An entry without id in the register from before is a line."""
    path = Path(own["ATTRIBUTION_REGISTER"])
    path.parent.mkdir()
    path.write_text("people: [Karin Lind]\n", encoding="utf-8")
    result = invoke("actors", "add", "Orla Fenn", "--side", "IE", environment=own)
    assert result.exit_code == 2
    assert result.stderr == f"error: {path}: an entry of people has no id; give each its own\n"


def test_what_is_known_up_to_when(tmp_path: Path, invoke: Invoke) -> None:
    """Open offices last until they were checked at least; dates are as exact as they are known."""
    path = tmp_path / "own.yaml"
    path.write_text(
        "as_of: 2031-02-03\n"
        "people:\n"
        "  - {id: a-b, name: Ada Byrne, roles: [\n"
        "      {office: Port Minister, side: IE, start: 2030, end: 2030-12, status: acting},\n"
        "      {office: Acting Envoy, side: IE, start: 2031-01, end: 2031-02, status: acting},\n"
        "      {office: Premier, side: IE, start: 2031-02, precision: month, status: disputed}]}\n"
        "organisations:\n"
        "  - {id: quay, name: Quay Wire, kind: agency, side: IE, ownership: state}\n",
        encoding="utf-8",
    )
    shown = json.loads(
        invoke("actors", "show", "Ada Byrne", "--register", path).stdout
    )  # fmt: skip
    assert shown["office"].split("; ") == [
        "Port Minister (acting) 2030 to 2030",
        "Acting Envoy 2031-01 to 2031-02",
        "Premier (disputed) 2031-02 to at least 2031-02-03",
    ]
    assert (shown["as_of"], shown["ownership"]) == ("2031-02-03", "")
    wire = json.loads(invoke("actors", "show", "Quay Wire", "--register", path).stdout)
    assert (wire["ownership"], wire["as_of"]) == ("state", "")
    arguments = ("actors", "list", "--query", "quay wire", "--register", path)
    row = invoke(*arguments, "--format", "csv").stdout.splitlines()[0]
    columns = "id name kind side office ownership aliases as_of source".split()
    assert row == ",".join(f'"{name}"' for name in columns)
    assert " state agency " in invoke(*arguments).stdout


def test_packaged_register_is_listed(invoke: Invoke, own: dict[str, str]) -> None:
    """Without own entries too; nobody fits is exit code 1 and [] in JSON."""
    result = invoke("actors", "list", "--side", "XK", "--query", "kurti", environment=own)
    assert "Albin Kurti" in result.stdout
    result = invoke("actors", "list", "--query", "no such", "--format", "json", environment=own)
    assert (result.exit_code, result.stdout.strip()) == (1, "[]")
    assert invoke("actors", "show", "Nobody Atall", environment=own).exit_code == 1


def test_stored_claims_follow_the_register(
    tmp_path: Path, invoke: Invoke, own: dict[str, str], loaded_models: None, analyser: Analyser,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """After an import one command places a speaker whom the text does not."""
    from attribution.actors import Register  # noqa: PLC0415
    from attribution.cli import working  # noqa: PLC0415

    del loaded_models
    text = "Orla Fenn said the harbour would stay open until May. The wind was strong."
    article = tmp_path / "article.txt"
    article.write_text(text, encoding="utf-8")
    db = tmp_path / "claims.db"
    assert invoke("add", article, "--db", db, environment=own).exit_code == 0
    before = invoke("speakers", "--db", db, "--format", "json", environment=own)
    (row,) = json.loads(before.stdout)
    assert (row["speaker"], row["side"]) == ("Orla Fenn", "UNKNOWN")
    invoke("actors", "add", "Orla Fenn", "--side", "IE", "--office", "Minister", environment=own)

    def with_own(*_: object) -> Analyser:
        register = Register.load(extra=[Path(own["ATTRIBUTION_REGISTER"])])
        return Analyser(tagger=analyser.tagger, claim_model=analyser.claim_model,
                        register=register, scorer=analyser.scorer)  # fmt: skip

    monkeypatch.setattr(working, "load_analyser", with_own)
    assert invoke("actors", "apply", "--db", db, environment=own).exit_code == 0
    after = invoke("speakers", "article.txt", "--db", db, "--format", "json", environment=own)
    (row,) = json.loads(after.stdout)
    assert (row["speaker"], row["side"]) == ("Orla Fenn", "IE")
    assert "register: orla-fenn" in row["resolved_by"]


def test_speakers_show_why(claims_db: Path, invoke: Invoke) -> None:
    """All speakers, those of one document, the one of a claim; what is unknown is one line."""
    everybody = invoke("speakers", "--db", claims_db)
    assert everybody.exit_code == 0
    assert "Because" in everybody.stdout
    rows = json.loads(invoke("speakers", "--db", claims_db, "--format", "json").stdout)
    assert sum(row["claims"] for row in rows) >= 1
    claim = rows[0]["ids"].split("; ")[0]
    (one,) = json.loads(invoke("speakers", claim, "--db", claims_db, "--format", "json").stdout)
    assert one["claims"] == 1
    by_hash = invoke("speakers", HARBOUR.sha256[:8], "--db", claims_db, "--format", "json")
    by_name = invoke("speakers", HARBOUR.name, "--db", claims_db, "--format", "json")
    assert json.loads(by_hash.stdout) == json.loads(by_name.stdout) != rows
    assert invoke("speakers", HARBOUR.name[1:], "--db", claims_db).exit_code == 2
    unknown = invoke("speakers", "nowhere.txt", "--db", claims_db)
    assert unknown.exit_code == 2
    assert "neither a document nor a claim here" in unknown.stderr
