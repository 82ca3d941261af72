"""The actor register: who is who, for which side, and when."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

from attribution.actors.bodies import Bodies, Outlets
from attribution.actors.countries import Countries
from attribution.actors.loading import (
    Entries,
    collect,
    overridden,
    packaged_entries,
    read_table,
)
from attribution.actors.people import People
from attribution.actors.records import Actor, Organisation, Role

__all__ = ["Register"]

T = TypeVar("T")
N_REMEMBERED: Final = 50_000
"""Answers kept a lookup; then the memory starts afresh, so that it stays small."""
_SIDE_KINDS: Final = ("state", "union", "international", "movement", "party", "government")
"""Kinds whose organisation can be a side itself, likeliest first."""


class _Memory(dict[str, T]):
    """Answers of a pure lookup by mention, computed when first asked for."""

    def __init__(self, find: Callable[[str], T]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, mention: str) -> T:
        if len(self) >= N_REMEMBERED:
            self.clear()
        answer = self[mention] = self._find(mention)
        return answer


class Register:
    """Known actors and organisations, and the words that stand for countries.

    Entries never change after construction. Answers of the lookups are remembered per instance:
    a document asks for the same words thousands of times.
    """

    def __init__(self, entries: Entries) -> None:
        """Index checked entries; `Register.load` is the usual way in."""
        self._actors = dict(entries.actors)
        self._organisations = dict(entries.organisations)
        self._countries = Countries()
        people = People(self._actors.values())
        listed = tuple(self._organisations.values())
        self._codes: frozenset[str] | None = None
        self._genders: dict[str, str] | None = None
        self._by_side: dict[str, tuple[Actor, ...]] | None = None
        self._named = _Memory(people.named)
        self._surnamed = _Memory(people.with_surname)
        self._bodies = _Memory(Bodies(listed, self._countries).find)
        self._outlets = _Memory(Outlets(listed, self._countries).find)
        self._sides = _Memory(self._countries.side)
        self._capitals = _Memory(self._countries.capital_side)
        self._side_names = _Memory(self._find_side_name)

    @classmethod
    def load(
        cls, *, extra: Sequence[Path] = (), tables: Sequence[Mapping[str, Any]] = ()
    ) -> Register:
        """The packaged register, with an analyst's own files and tables above it.

        Alone it is made once a process: it never changes.

        Args:
            extra: YAML files of the same schema; their entries replace those of the same id.
            tables: each like the content of such a file, above the files.

        Raises:
            RegisterError: if a file or entry is wrong; the message names both.
        """
        if not extra and not tables:
            return _packaged()
        with _without_collection():
            own = [(str(path), read_table(path)) for path in extra]
            own += [(f"table {i}", table) for i, table in enumerate(tables, start=1)]
            return cls(overridden(packaged_entries(), own))

    @classmethod
    def from_tables(cls, tables: Sequence[Mapping[str, Any]]) -> Register:
        """A register of the given tables only, each like the content of a file.

        Raises:
            RegisterError: if an entry is wrong.
        """
        return cls(collect([(f"table {i}", table) for i, table in enumerate(tables, start=1)]))

    @property
    def sides(self) -> frozenset[str]:
        """Codes of all states, and of everybody a listed person or body stands for."""
        if self._codes is None:
            bodies = {organisation.side for organisation in self._organisations.values()}
            roles = {role.side for actor in self._actors.values() for role in actor.roles}
            self._codes = frozenset(self._countries.codes | bodies | roles)
        return self._codes

    @property
    def actors(self) -> tuple[Actor, ...]:
        """All people, in the order of the files."""
        return tuple(self._actors.values())

    @property
    def organisations(self) -> tuple[Organisation, ...]:
        """All listed organisations, in the order of the files."""
        return tuple(self._organisations.values())

    def people_named(self, mention: str) -> tuple[Actor, ...]:
        """People whose full name or alias `mention` is, transliteration aside.

        Near spellings of a surname count only when the given names agree.
        """
        return self._named[mention]

    def people_with_surname(self, surname: str) -> tuple[Actor, ...]:
        """People with that surname ("bin Salman", "Xi") or one-word alias."""
        return self._surnamed[surname]

    def organisation(self, mention: str) -> Organisation | None:
        """The body that the whole of `mention` names; outlets, people and places are None.

        Bodies that every state has (foreign ministry, army, embassy) are found by the pattern of
        their names even where none is listed.
        """
        return self._bodies[mention]

    def outlet(self, mention: str) -> Organisation | None:
        """The news agency, newspaper or broadcaster that `mention` names."""
        return self._outlets[mention]

    def country_side(self, word: str) -> str | None:
        """Side of a country's name, possessive or demonym, or of EU, UN and NATO."""
        return self._sides[word]

    def capital_side(self, word: str) -> str | None:
        """Side of the government that a capital's name stands for."""
        return self._capitals[word]

    def side_name(self, side: str) -> str:
        """Canonical name of a side; the code itself when nothing is known of it."""
        return self._side_names[side]

    def _find_side_name(self, side: str) -> str:
        name = self._countries.name(side)
        if name is not None:
            return name
        fitting = [o for o in self._organisations.values() if o.side == side]
        named = [o for o in fitting if side.casefold() in _codes_of(o)]
        ranked = sorted(
            (o for o in fitting if o.kind in _SIDE_KINDS), key=lambda o: _SIDE_KINDS.index(o.kind)
        )
        return next((o.name for o in (*named, *ranked)), side)

    def organisation_by_id(self, organisation_id: str | None) -> Organisation | None:
        """A listed organisation."""
        return self._organisations.get(organisation_id or "")

    def organisation_name(self, organisation_id: str | None) -> str | None:
        """Canonical name of a listed organisation."""
        organisation = self.organisation_by_id(organisation_id)
        return organisation.name if organisation else None

    def gender_of(self, given_name: str) -> str:
        """`male` or `female` where all listed people of that given name are; else empty."""
        if self._genders is None:
            told: dict[str, set[str]] = {}
            for actor in self._actors.values():
                given = actor.name.split()[-1 if actor.family_first else 0]
                if actor.gender:
                    told.setdefault(given.casefold(), set()).add(actor.gender)
            self._genders = {name: next(iter(s)) for name, s in told.items() if len(s) == 1}
        return self._genders.get(given_name.casefold(), "")

    def people_of(self, side: str) -> tuple[Actor, ...]:
        """Everybody who ever had a role of `side`."""
        if self._by_side is None:
            members: dict[str, dict[str, Actor]] = {}
            for actor in self._actors.values():
                for role in actor.roles:
                    members.setdefault(role.side, {})[actor.id] = actor
            self._by_side = {code: tuple(people.values()) for code, people in members.items()}
        return self._by_side.get(side, ())

    def role_at(self, actor: Actor, day: date | None) -> Role | None:
        """The role held on `day`, of several the one that started last.

        Args:
            actor: of this register.
            day: None asks for the present: the latest open role, else the latest of all.

        Returns:
            None before the first role and for a former official.
        """
        roles = [role for role in actor.roles if day is None or role.covers(day)]
        if day is None:
            return max(roles, key=lambda r: (r.end is None, r.start or date.min), default=None)
        return max(roles, key=lambda r: r.start or date.min, default=None)


@cache
def _packaged() -> Register:
    with _without_collection():
        return Register(packaged_entries())


@contextmanager
def _without_collection() -> Iterator[None]:
    """Put off the search for cycles while many records that stay are made: half the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _codes_of(organisation: Organisation) -> set[str]:
    names = (organisation.id, organisation.name, *organisation.aliases)
    return {name.casefold() for name in names}
