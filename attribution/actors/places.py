"""Towns and the states they lie in: what tells where a story is set."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Final

__all__ = ["PLACES_FILE", "town_side"]

PLACES_FILE: Final = "places.tsv"
"""A state's code and its towns a line, separated by tabs; see `training.places`."""


def town_side(name: str) -> str | None:
    """The state of a town that is the only well-known one of its name; None for other names."""
    return _towns().get(name)


@lru_cache(maxsize=1)
def _towns() -> dict[str, str]:
    lines = (files("attribution") / "data" / PLACES_FILE).read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {town: side for side, *towns in rows for town in towns}
