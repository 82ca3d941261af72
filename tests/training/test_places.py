"""The gazetteer of towns, as it is made and as it is packaged."""

from __future__ import annotations

from importlib.resources import files

import pytest

from attribution.actors.places import PLACES_FILE, town_side
from training.places import HEADER, N_INHABITANTS, table


def city(name: str, side: str, people: int) -> dict[str, object]:
    """A row of the source."""
    return {"name": name, "countrycode": side, "population": people}


def test_only_towns_without_a_rival_are_kept() -> None:
    """The large one of two namesakes, if it is large enough; small towns are left out."""
    rows = [
        city("Borvik", "NO", 10 * N_INHABITANTS), city("Borvik", "US", N_INHABITANTS),
        city("Halden", "NO", 2 * N_INHABITANTS), city("Halden", "SE", N_INHABITANTS),
        city("Lund", "SE", N_INHABITANTS - 1), city("Arvik", "NO", N_INHABITANTS),
    ]  # fmt: skip
    assert table(rows) == f"{HEADER}\nNO\tArvik\tBorvik\n"


@pytest.mark.parametrize(
    ("name", "side"),
    [("Gaziantep", "TR"), ("Kuching", "MY"), ("Hyderabad", None), ("gaziantep", None)],
)
def test_packaged_towns(name: str, side: str | None) -> None:
    """Well-known ones, with their capitals; names of several states tell nothing."""
    assert town_side(name) == side


def test_packaged_table_names_its_source_and_states() -> None:
    """A line a state, sorted, no town twice."""
    text = (files("attribution") / "data" / PLACES_FILE).read_text(encoding="utf-8")
    first, *lines = text.splitlines()
    assert first == HEADER
    rows = [line.split("\t") for line in lines]
    assert [row[0] for row in rows] == sorted({row[0] for row in rows})
    towns = [town for row in rows for town in row[1:]]
    assert len(towns) == len(set(towns)) > 10_000
