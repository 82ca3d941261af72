"""Register files: what is rejected and how, and analyst files above the packaged ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from attribution.actors import Register, Role
from attribution.actors.loading import collect, read_table
from attribution.actors.own import new_id
from attribution.errors import RegisterError

ORGANISATION = {"id": "org", "name": "Some Body", "kind": "other", "side": "XX"}


def _person(**changes: object) -> dict[str, Any]:
    return {"id": "ann", "name": "Ann Bee", **changes}


def _with_role(**changes: object) -> dict[str, Any]:
    role = {"office": "Minister", "organisation": "org", "side": "XX", **changes}
    return {"organisations": [ORGANISATION], "people": [_person(roles=[role])]}


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ({"persons": []}, "unknown key 'persons'"),
        ({"as_of": "soon"}, "'soon' is no date"),
        ({"people": "Ann"}, "'Ann' is no list"),
        ({"people": ["Ann"]}, "entry 'Ann' is no mapping"),
        ({"people": [{"name": "Ann Bee"}]}, "id is missing"),
        ({"people": [{"id": "ann"}]}, "ann: name is missing"),
        ({"people": [_person(name=["Ann"])]}, "ann: name is missing or no text"),
        ({"people": [_person(), _person()]}, "ann: id occurs twice"),
        ({"people": [_person(nick="A")]}, "ann: unknown key 'nick'"),
        ({"people": [_person(gender="f")]}, "gender is 'f', expected female or male"),
        ({"people": [_person(aliases="Annie")]}, "'Annie' is no list"),
        ({"people": [_person(aliases=[{"a": "b"}])]}, "aliases must be names"),
        ({"people": [_person(roles=["Minister"])]}, "role 'Minister' is no mapping"),
        ({"organisations": [ORGANISATION, ORGANISATION]}, "org: id occurs twice"),
        ({"organisations": [{**ORGANISATION, "kind": "club"}]}, "kind is 'club'"),
        ({"organisations": [{"id": "org", "name": "X"}]}, "org: side is missing"),
        (_with_role(organisation="nowhere"), "unknown organisation 'nowhere'"),
        (_with_role(begin="2001"), "unknown key 'begin'"),
        (_with_role(start="2001-02-30"), "'2001-02-30' is no date"),
        (_with_role(start="2001", precision="day"), "precision day, dates 2001 to None"),
        (_with_role(start="2001", end="1999"), "does not follow start"),
        (_with_role(status="maybe"), "status is 'maybe'"),
        (_with_role(side=None), "side is missing"),
    ],
)
def test_wrong_entries_are_named(table: dict[str, Any], problem: str) -> None:
    """Each mistake is one line with the table, the entry and the problem."""
    with pytest.raises(RegisterError) as caught:
        Register.from_tables([table])
    message = str(caught.value)
    assert message.startswith("table 1: ")
    assert problem in message
    assert "\n" not in message


def test_overlapping_roles_of_one_office_are_rejected() -> None:
    """Nobody takes the same office twice at the same time, but may return to it."""
    first = {"office": "PM", "organisation": None, "side": "XX", "start": "2001", "end": "2005"}
    again = {**first, "start": "2005", "end": None}
    Register.from_tables([{"people": [_person(roles=[first, again])]}])
    with pytest.raises(RegisterError, match="ann: two roles as 'PM' overlap"):
        Register.from_tables([{"people": [_person(roles=[first, {**again, "start": "2004"}])]}])


def test_role_rejects_empty_interval() -> None:
    """A role that ends as it starts holds no day."""
    with pytest.raises(ValueError, match="does not follow"):
        Role("PM", None, "XX", date(2001, 1, 1), date(2001, 1, 1))


def test_norway_is_not_a_boolean(tmp_path: Path) -> None:
    """Bare YAML words stay strings, whatever older YAML takes them for."""
    path = tmp_path / "own.yaml"
    path.write_text("organisations: [{id: no, name: Fjord Board, kind: other, side: NO}]\n")
    found = Register.from_tables([read_table(path)]).organisation("Fjord Board")
    assert found is not None
    assert found.side == "NO"


def test_analyst_file_overrides_and_adds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Entries of an extra file replace packaged ones by id; new ones are added."""
    packaged = {"organisations": [ORGANISATION], "people": [_person(gender="male")]}
    entries = collect([("packaged.yaml", packaged)])
    monkeypatch.setattr("attribution.actors.register.packaged_entries", lambda: entries)
    path = tmp_path / "own.yaml"
    path.write_text(
        "as_of: 2026-02-01\n"
        "people:\n"
        "  - {id: ann, name: Ann Bee, gender: female}\n"
        "  - id: bob\n"
        "    name: Bob Cee\n"
        "    roles: [{office: Envoy, organisation: org, side: XX, start: 2020-01}]\n"
    )
    register = Register.load(extra=[path])
    (ann,) = register.people_named("Ann Bee")
    (bob,) = register.people_named("Bob Cee")
    assert (ann.gender, ann.source, ann.as_of) == ("female", str(path), date(2026, 2, 1))
    assert bob.roles == (Role("Envoy", "org", "XX", date(2020, 1, 1), None, "month"),)
    assert [actor.gender for actor in entries.actors.values()] == ["male"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"people: [", "not valid YAML at line"),
        (b"- a\n- b\n", "expected keys"),
        (b"people: []\npeople: []\n", "at line 2 (key 'people' is no text or occurs twice)"),
        (b"people: &a [*a]\n", "not valid YAML"),
        (b"people: [\xff\xfe]", "not UTF-8 at byte"),
        (b"a: !!python/object/apply:os.getcwd []", "unknown key 'a'"),
    ],
)
def test_broken_files_are_named(tmp_path: Path, content: bytes, problem: str) -> None:
    """A file that is no register says so in one line, and runs no code."""
    path = tmp_path / "own.yaml"
    path.write_bytes(content)
    with pytest.raises(RegisterError) as caught:
        Register.from_tables([]).load(extra=[path])
    assert str(caught.value).startswith(str(path))
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("Zoë Ågren", "zoe-agren"),
        ("Halina Orzeł", "halina-orzel"),
        ("U.S. Steel", "u-s-steel"),
        ("Łódź Tram Drivers' Union", "lodz-tram-drivers-union"),
        ("Інна Зразко", "інна-зразко"),
        ("—", "entry"),
    ],
)
def test_ids_keep_every_letter(name: str, entry: str) -> None:
    """Those that Unicode does not take apart, and those of other scripts."""
    assert new_id(name) == entry


def test_missing_file_is_named(tmp_path: Path) -> None:
    """A path that does not exist gives one line."""
    with pytest.raises(RegisterError, match=r"gone\.yaml: cannot be read"):
        Register.load(extra=[tmp_path / "gone.yaml"])


def test_oversized_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file far beyond any register is not parsed."""
    monkeypatch.setattr("attribution.actors.loading.MAX_FILE_BYTES", 10)
    path = tmp_path / "own.yaml"
    path.write_text("people: []  # nobody\n")
    with pytest.raises(RegisterError, match="larger than 10 bytes"):
        read_table(path)


def test_empty_file_is_an_empty_table(tmp_path: Path) -> None:
    """A file of comments adds nothing."""
    path = tmp_path / "own.yaml"
    path.write_text("# nothing yet\n")
    assert read_table(path) == {}


@pytest.mark.parametrize("key", ["governs", "governs_since"])
def test_a_movement_in_power_has_state_and_day(key: str) -> None:
    """Which state it governs and since when are told together."""
    row = {"id": "reed", "name": "Reed Banner", "kind": "movement", "side": "REED"}
    with pytest.raises(RegisterError, match="write both or neither"):
        Register.from_tables([{"organisations": [row | {key: "2024"}]}])
