"""Sides and people that words name, by the register."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from attribution.actors import Register
from attribution.speakers.mentions import capital_runs, name_runs
from attribution.speakers.titles import strip_titles

__all__ = ["count_sides", "find_people", "find_sides"]

_JOINER: Final = re.compile(r"[\s\-–/]+")
_POSSESSIVE: Final = re.compile(r"['’]s?$")
N_MAIN_SIDES: Final = 4
"""A text's main sides are at most so many."""


def find_sides(text: str, *, register: Register) -> Iterator[str]:
    """Codes of states and listed bodies, one for each time the text names one, in order.

    Capitals do not count: they name a place as often as a government.
    """
    for _, run in capital_runs(text):
        whole = register.country_side(run) or _side_of_body(run, register)
        if whole is not None:
            yield whole
            continue
        for word in _JOINER.split(run):
            side = register.country_side(word)
            if side is not None:
                yield side


def _side_of_body(run: str, register: Register) -> str | None:
    body = register.organisation(_POSSESSIVE.sub("", run))
    return None if body is None else body.side


def find_people(text: str, *, register: Register) -> tuple[str, ...]:
    """Names of the register's people that the text names in full, in order."""
    found: dict[str, None] = {}
    for _, run in name_runs(text):
        name = strip_titles(_POSSESSIVE.sub("", run))
        if " " not in name:
            continue
        people = register.people_named(name)
        if len(people) == 1:
            found[people[0].name] = None
    return tuple(found)


def count_sides(text: str, *, register: Register) -> dict[str, int]:
    """How often a text names each side, the most frequent first."""
    counts = Counter(find_sides(text, register=register))
    return dict(counts.most_common(N_MAIN_SIDES))
