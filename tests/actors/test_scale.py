"""Large registers: many names are folded together, long files are written and read quickly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from attribution.actors import Register
from attribution.actors.folding import Sounds, name_words, names_words
from attribution.actors.loading import packaged_tables, read_table
from attribution.actors.own import add_entries
from attribution.actors.plainyaml import N_LONG, dump_plain, load_plain
from attribution.errors import RegisterError


@given(st.lists(st.text(max_size=20), max_size=5))
def test_names_fold_alike_together_and_alone(names: list[str]) -> None:
    """Whatever stands in them, line breaks and marks of other scripts included."""
    assert names_words(names) == [name_words(name) for name in names]


@given(st.lists(st.from_regex(r"[a-z]{1,9}", fullmatch=True), max_size=8))
def test_sounds_are_alike_together_and_alone(words: list[str]) -> None:
    """Sounds learnt together are those found one by one."""
    together, alone = Sounds(), Sounds()
    together.learn(words)
    assert {word: together[word] for word in words} == {word: alone[word] for word in words}


def test_packaged_names_fold_alike_together_and_alone() -> None:
    """The same for every name of the packaged register."""
    names = [
        name for _, table in packaged_tables()
        for row in (*table.get("people", ()), *table.get("organisations", ()))
        for name in (row["name"], *(row.get("aliases") or ()))
    ]  # fmt: skip
    assert names_words(names) == [name_words(name) for name in names]
    words = {word for name in names for word in name_words(name)}
    together, alone = Sounds(), Sounds()
    together.learn(words)
    assert all(together[word] == alone[word] for word in words)


def surname(number: int) -> str:
    """Another one for every number below 10,000; digits would sound alike when doubled."""
    syllables = "ba de fi go lu ma ne ri so tu".split()
    return "Lind" + "".join(syllables[int(digit)] for digit in f"{number:04}")


def people(n_people: int) -> list[dict[str, object]]:
    """Entries as an import makes them."""
    role = {"office": "Delegate: “first”", "side": "NO", "start": "2020-01-01"}
    return [
        {"id": f"own-{i}", "name": f"Åse {surname(i)}", "aliases": [f"A. {surname(i)}"],
         "roles": [role], "source": "own"}
        for i in range(n_people)
    ]  # fmt: skip


def test_a_long_table_is_lines_of_json_that_any_yaml_reads() -> None:
    """An entry a line; both readers see the same, and it is the same as in the short form."""
    table = {"organisations": [], "people": people(N_LONG)}
    text = dump_plain(table)
    assert len(text.splitlines()) == N_LONG + 2
    assert load_plain(text) == table
    assert yaml.load(text, Loader=yaml.CBaseLoader) == table  # noqa: S506 - strings only
    short = {"people": people(3)}
    assert dump_plain(short).startswith("people:\n- id: own-0")
    assert load_plain(dump_plain(short)) == short


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ('{"a": 1, "b": 2.50, "c": [3e4]}', {"a": "1", "b": "2.50", "c": ["3e4"]}),
        ('{"a": true, "b": null, "c": NaN}', {"a": "true", "b": "null", "c": "NaN"}),
        ('{"a": [false]}', {"a": ["false"]}),
        ('{"a": "true: null"}', {"a": "true: null"}),
        ("{a: b, c: [d]}", {"a": "b", "c": ["d"]}),
        ('{"a": "b"}  # by hand', {"a": "b"}),
    ],
)
def test_json_is_read_as_yaml_is(text: str, table: dict[str, object]) -> None:
    """Every scalar is a string, as it is written; YAML that only looks like JSON is read too."""
    assert load_plain(text) == table


@pytest.mark.parametrize("text", ['{"a": "b", "a": "c"}', '{"a": "b"', '{"a": {"b": 1, "b": 2}}'])
def test_wrong_json_is_told_as_wrong_yaml(tmp_path: Path, text: str) -> None:
    """A key that occurs twice and a bracket that is missing, with the line."""
    path = tmp_path / "actors.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RegisterError, match=r"not valid YAML at line [12]"):
        read_table(path)


def test_a_long_own_file_is_added_to_and_corrected(tmp_path: Path) -> None:
    """Entries are found by their names; one replaced by hand counts."""
    path = tmp_path / "actors.yaml"
    assert add_entries(path, {"people": people(N_LONG)}) == (N_LONG, 0)
    more = {"id": "own-7", "name": "Åse Lindholm", "source": "own"}
    assert add_entries(path, {"people": [more]}) == (0, 1)
    edited = path.read_text(encoding="utf-8").replace(f"Åse {surname(8)}", f"Åsa {surname(8)}")
    path.write_text(edited, encoding="utf-8")
    register = Register.load(extra=[path])
    assert [actor.id for actor in register.people_named("Åse Lindholm")] == ["own-7"]
    assert [actor.id for actor in register.people_named(f"Asa {surname(8)}")] == ["own-8"]
    assert [actor.id for actor in register.people_named(f"A. {surname(9)}")] == ["own-9"]
    assert "own-7" not in {actor.id for actor in register.people_named(f"Åse {surname(7)}")}


def test_equal_roles_are_one_record(tmp_path: Path) -> None:
    """Members of one parliament do not each take memory for their seat."""
    path = tmp_path / "actors.json.yaml"
    path.write_text(json.dumps({"people": people(3)}), encoding="utf-8")
    (first, *others) = [a for a in Register.load(extra=[path]).actors if a.id.startswith("own-")]
    assert all(actor.roles[0] is first.roles[0] for actor in others)


def test_wrong_roles_are_still_told() -> None:
    """One that is no mapping and one that holds a list."""
    for role, problem in (("Minister", "is no mapping"), ({"office": ["a"]}, "office is missing")):
        with pytest.raises(RegisterError, match=problem):
            Register.from_tables([{"people": [{"id": "a", "name": "Ann Bee", "roles": [role]}]}])
