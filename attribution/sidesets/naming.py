"""The names of a side set as entries of the actor register.

They are matched by the register's own lookups, so accents, initials, articles and spelling
variants are treated as they are for everybody else.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from attribution.actors import SET_SOURCE, Register
from attribution.actors.own import new_id
from attribution.records import DefinedSide, SideSet

__all__ = ["Table", "full_table", "register_table"]

_LEAST_ACRONYM_CHARS: Final = 3
_LEGAL_FORMS: Final = frozenset(
    "ab ag as asa bv co company corp corporation gmbh holding holdings inc limited llc llp ltd nv "
    "oy oyj plc sa sarl se spa srl".split()
)
Table = dict[str, Any]


def full_table(side_set: SideSet) -> Table:
    """Register entries for every body and person of a set."""
    return _table(side_set, None)


def register_table(side_set: SideSet, register: Register) -> Table:
    """Register entries for the bodies and people of a set that the register does not know.

    To be laid over the register, as an analyst's own entries are. Whom the register knows keeps
    its entry: the set counts them for another side, but does not change who they are.
    """
    return _table(side_set, register)


def _table(side_set: SideSet, register: Register | None) -> Table:
    table: Table = {"organisations": [], "people": []}
    for side in side_set.sides:
        bodies = list(_bodies(side, register))
        table["organisations"] += bodies
        own = bodies[0]["id"] if bodies and bodies[0]["name"] == side.name else None
        table["people"] += _people(side, register, own)
    return table


def _bodies(side: DefinedSide, register: Register | None) -> Iterator[Table]:
    names = dict.fromkeys(
        name for full in (side.name, *side.aliases) for name in (full, *_short(full))
    )
    own = [name for name in names if _is_free(name, register)]
    if own:
        acronym = [side.code] if len(side.code) >= _LEAST_ACRONYM_CHARS else []
        aliases = [*own[1:], *(code for code in acronym if _is_free(code, register))]
        yield _body(side, own[0], aliases)
    for name in (*side.organisations, *_unclear(side, register)):
        if _is_free(name, register):
            yield _body(side, name, [short for short in _short(name) if _is_free(short, register)])


def _short(name: str) -> tuple[str, ...]:
    """`Nordlake` for `Nordlake AB`: news leave out what only a court needs."""
    words = name.split()
    is_legal = len(words) > 1 and words[-1].strip(".,").lower() in _LEGAL_FORMS
    return (" ".join(words[:-1]).rstrip(","),) if is_legal else ()


def _unclear(side: DefinedSide, register: Register | None) -> tuple[str, ...]:
    """Names of a body or a person count as both where matched, and as neither where read."""
    return side.names if register is None else ()


def _body(side: DefinedSide, name: str, aliases: list[str]) -> Table:
    return {
        "id": f"{SET_SOURCE}:{side.code}:{new_id(name)}", "name": name, "kind": side.kind,
        "side": side.code, "aliases": aliases, "source": SET_SOURCE,
    }  # fmt: skip


def _people(side: DefinedSide, register: Register | None, own: str | None) -> Iterator[Table]:
    role = {"office": "Official", "side": side.code}
    if own is not None:
        role["organisation"] = own
    for name in (*side.people, *_unclear(side, register)):
        if register is None or not register.people_named(name):
            yield {
                "id": f"{SET_SOURCE}:{side.code}:{new_id(name)}", "name": name,
                "roles": [role], "source": SET_SOURCE,
            }  # fmt: skip


def _is_free(name: str, register: Register | None) -> bool:
    """Whether a body's name means nothing else yet."""
    return register is None or not (
        register.organisation(name) or register.outlet(name)
        or register.country_side(name) or register.capital_side(name)
        or register.people_named(name)
    )  # fmt: skip
