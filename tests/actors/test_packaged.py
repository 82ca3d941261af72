"""The register that ships: its data keeps the schema, and its main figures are found."""

from __future__ import annotations

import sys
import time
from collections import Counter
from datetime import date
from importlib import resources

import pytest

from attribution.actors import Register
from attribution.actors.loading import collect, packaged_tables

if not packaged_tables():
    pytest.skip("no register data in this checkout", allow_module_level=True)


@pytest.fixture(scope="module")
def register() -> Register:
    """The packaged register; loading checks the whole schema, ids and overlaps."""
    return Register.load()


def test_loads_fast() -> None:
    """Loading grows with the lines: half a second of one core for 5,000, at the best of three.

    An idle machine needs a quarter of that; the limit holds on a busy one too.
    """
    if sys.gettrace() is not None:
        pytest.skip("measures time, which a coverage tracer multiplies")
    folder = resources.files("attribution") / "data" / "actors"
    n_lines = sum(f.read_text(encoding="utf-8").count("\n") for f in folder.iterdir())
    Register.load()
    best = min(_seconds_of_load() for _ in range(3))
    assert best < 0.5 * max(1, n_lines / 5000)


def _seconds_of_load() -> float:
    start = time.process_time()
    Register(collect(packaged_tables()))
    return time.process_time() - start


def test_it_is_loaded_once() -> None:
    """Commands that need it several times wait once; with own entries above it is another."""
    assert Register.load() is Register.load()
    table = {"people": [{"id": "own", "name": "Ann Bee", "roles": []}]}
    assert Register.load(tables=[table]).people_named("Ann Bee")
    assert not Register.load().people_named("Ann Bee")


def test_every_entry_names_its_source(register: Register) -> None:
    """No entry leaves open where it comes from, and every code is explained in its file."""
    for label, table in packaged_tables():
        codes = set(table.get("sources") or {})
        for row in (*(table.get("people") or []), *(table.get("organisations") or [])):
            assert row.get("source") in codes, f"{label}: {row['id']}"


def test_everybody_is_found_by_own_name(register: Register) -> None:
    """Names and aliases lead back to their entry."""
    lost = [
        (actor.id, name)
        for actor in register.actors
        for name in (actor.name, *actor.aliases)
        if actor.id not in {found.id for found in register.people_named(name)}
    ]
    assert lost == []


def test_full_names_mean_one_person(register: Register) -> None:
    """No two people share a canonical name in all its spellings."""
    shared = [a.id for a in register.actors if len(register.people_named(a.name)) > 1]
    assert shared == []


def test_every_body_is_found_by_own_name(register: Register) -> None:
    """Canonical names of bodies and outlets lead back to their entry."""
    lost = []
    for organisation in register.organisations:
        if organisation.kind == "state":
            continue
        lookup = register.outlet if organisation.kind == "agency" else register.organisation
        found = lookup(organisation.name)
        if found is None or found.id != organisation.id:
            lost.append(organisation.id)
    assert lost == []


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("UNIDOs", "UN Industrial Development Organization"),
        ("Unidos", None),
        ("Kremlins", "Kremlin"),
        ("McDonald's", "McDonald's"),
        ("Janata Dal (Secular)", "Janata Dal (Secular)"),
        ("Communist Party of India", "Communist Party of India"),
    ],
)
def test_endings_of_names(register: Register, mention: str, name: str | None) -> None:
    """A lost apostrophe, a word that is no acronym with one, endings that are the name's own."""
    found = register.organisation(mention)
    assert (found and found.name) == name


def test_every_kind_of_party_to_a_dispute_is_listed(register: Register) -> None:
    """Unions, companies and parties in hundreds, with leaders whose terms are dated."""
    kinds = Counter(body.kind for body in register.organisations)
    assert min(kinds["union"], kinds["party"], kinds["company"]) >= 200
    dated = [a for a in register.actors if any(role.start for role in a.roles)]
    assert len(dated) >= 2000


def test_dates_are_plausible(register: Register) -> None:
    """Roles start within living memory and not after the day they were checked."""
    for actor in register.actors:
        assert actor.as_of is not None, actor.id
        for role in actor.roles:
            assert role.start is None or date(1950, 1, 1) < role.start <= actor.as_of, actor.id


def test_sides_have_names(register: Register) -> None:
    """Every side of the data can be shown by a name instead of a code."""
    sides = {role.side for actor in register.actors for role in actor.roles}
    assert sorted(s for s in sides if len(s) == 2 and register.side_name(s) == s) == []


@pytest.mark.parametrize(
    ("day", "side"), [(date(2021, 8, 14), "TALIBAN"), (date(2021, 8, 15), "AF")]
)
def test_the_taliban_are_the_government_since_they_took_kabul(day: date, side: str) -> None:
    """The movement and its spokesman change sides on one day."""
    register = Register.load()
    body = register.organisation("Islamic Emirate")
    (spokesman,) = register.people_named("Zabihullah Mujahid")
    role = register.role_at(spokesman, day)
    assert body is not None
    assert role is not None
    assert (body.at(day).side, role.side) == (side, side)
