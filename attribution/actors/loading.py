"""Register files and tables to checked records.

Scalars are read as plain strings, so that the side NO is Norway and not a boolean.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from sys import intern
from typing import Any, Final, NoReturn

import yaml

from attribution.actors.plainyaml import load_plain
from attribution.actors.records import (
    ORGANISATION_KINDS,
    OWNERSHIPS,
    PRECISIONS,
    ROLE_STATUSES,
    Actor,
    Organisation,
    Role,
)
from attribution.errors import RegisterError

__all__ = ["Entries", "collect", "overridden", "packaged_entries", "packaged_tables", "read_table"]

_TABLE_KEYS: Final = frozenset({"as_of", "sources", "people", "organisations"})
_PERSON_KEYS: Final = frozenset(
    {"id", "name", "gender", "aliases", "roles", "source", "as_of", "family_first", "surname"}
)
_FEW_KEYS: Final = frozenset({"id", "name", "aliases", "roles", "source"})
_ORGANISATION_KEYS: Final = frozenset(
    {"id", "name", "kind", "side", "aliases", "ownership", "source", "governs", "governs_since"}
)
_ROLE_KEYS: Final = frozenset(
    {"office", "organisation", "side", "start", "end", "precision", "status"}
)
_DATE: Final = re.compile(r"(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?")
_PRECISION_OF_PARTS: Final = ("year", "month", "day")
_GENDERS: Final = frozenset({"male", "female"})
_TRUTHS: Final = frozenset({"true", "false"})
_NULLS: Final = frozenset({"", "null", "~", "None"})
MAX_FILE_BYTES: Final = 80_000_000
"""A register file beyond this is a mistake."""


@dataclass(slots=True)
class Entries:
    """Records by id, as they are collected from one table after another."""

    actors: dict[str, Actor] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    roles: dict[Hashable, Role] = field(default_factory=dict)
    """Roles by what was written: members of one parliament share one record."""


def read_table(path: Path) -> Mapping[str, Any]:
    """The top level of one YAML file.

    Raises:
        RegisterError: if it cannot be read or is no mapping.
    """
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            msg = f"{path}: larger than {MAX_FILE_BYTES} bytes; split the file"
            raise RegisterError(msg)
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        msg = f"{path}: cannot be read ({error.strerror}); check the path"
        raise RegisterError(msg) from error
    except UnicodeDecodeError as error:
        msg = f"{path}: not UTF-8 at byte {error.start}; save the file as UTF-8"
        raise RegisterError(msg) from error
    return _parse(text, str(path))


def packaged_tables() -> list[tuple[str, Mapping[str, Any]]]:
    """Label and content of each register file that ships with the package, by name."""
    folder = resources.files("attribution") / "data" / "actors"
    if not folder.is_dir():
        return []
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name)
    return [(f.name, _parse(f.read_text(encoding="utf-8"), f.name)) for f in files]


def _parse(text: str, label: str) -> Mapping[str, Any]:
    try:
        content = load_plain(text)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" at line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "unreadable"
        msg = f"{label}: not valid YAML{where} ({problem}); correct the file"
        raise RegisterError(msg) from error
    if content in ("", None):
        return {}
    if not isinstance(content, Mapping):
        msg = f"{label}: expected keys {', '.join(sorted(_TABLE_KEYS))} at the top level"
        raise RegisterError(msg)
    return content


@cache
def packaged_entries() -> Entries:
    """The entries of the package, read once a process; take a copy before adding to them."""
    return collect(packaged_tables())


def collect(tables: Iterable[tuple[str, Mapping[str, Any]]]) -> Entries:
    """Check tables and gather their entries.

    Args:
        tables: label and content; no id may occur twice among them.

    Raises:
        RegisterError: for the first wrong entry, naming table, entry and problem.
    """
    entries = Entries()
    bodies, people = set[str](), set[str]()
    for label, table in tables:
        _add_table(entries, label, table, (bodies, people))
    _check_organisations(entries)
    return entries


def overridden(entries: Entries, tables: Sequence[tuple[str, Mapping[str, Any]]]) -> Entries:
    """These entries with an analyst's above them.

    Args:
        entries: stay as they are.
        tables: label and content, in order; their entries replace those of the same id.

    Raises:
        RegisterError: for the first wrong entry, naming table, entry and problem.
    """
    result = Entries(
        dict(entries.actors), dict(entries.organisations), dict(entries.labels),
        dict(entries.roles),
    )  # fmt: skip
    for label, table in tables:
        _add_table(result, label, table, (set(), set()), is_own=True)
    _check_organisations(result)
    return result


def _check_organisations(entries: Entries) -> None:
    sound = set[int]()  # many people hold one and the same role
    for actor in entries.actors.values():
        for role in actor.roles:
            if id(role) in sound:
                continue
            sound.add(id(role))
            if role.organisation and role.organisation not in entries.organisations:
                problem = f"unknown organisation {role.organisation!r}; list it under organisations"
                _fail(entries.labels[actor.id], actor.id, problem)


def _add_table(
    entries: Entries,
    label: str,
    table: Mapping[str, Any],
    seen: tuple[set[str], set[str]],
    *,
    is_own: bool = False,
) -> None:
    """Check a table and add its entries; `seen` are ids of organisations and of people so far."""
    _check_keys(table, _TABLE_KEYS, label, "top level")
    as_of, _ = _date(table.get("as_of"), label, "as_of")
    for row in _rows(table, "organisations", label):
        entry = _entry_id(row, label, "organisations", seen[0])
        body = _organisation(row, label, entry)
        entries.organisations[entry] = replace(body, is_own=True) if is_own else body
    actors, labels = entries.actors, entries.labels
    for row in _rows(table, "people", label):
        entry = _entry_id(row, label, "people", seen[1])
        actors[entry] = _actor(row, (label, entry), as_of, entries.roles)
        labels[entry] = label


def _rows(table: Mapping[str, Any], key: str, label: str) -> list[Any]:
    return _list(table.get(key), label, key)


def _entry_id(row: Any, label: str, kind: str, seen: set[str]) -> str:  # noqa: ANN401 - YAML
    if type(row) is not dict and not isinstance(row, Mapping):
        _fail(label, kind, f"entry {str(row)[:40]!r} is no mapping; write {{id: …, name: …}}")
    entry = _text(row, "id", label, kind)
    if entry in seen:
        _fail(label, entry, "id occurs twice; give each entry its own")
    seen.add(entry)
    return entry


def _organisation(row: Mapping[str, Any], label: str, entry: str) -> Organisation:
    _check_keys(row, _ORGANISATION_KEYS, label, entry)
    governs = _optional(row, "governs")
    since, _ = _date(row.get("governs_since"), label, entry)
    if bool(governs) != bool(since):
        _fail(label, entry, "governs and governs_since tell of one thing; write both or neither")
    return Organisation(
        id=entry,
        name=_text(row, "name", label, entry),
        kind=_choice(row, "kind", ORGANISATION_KINDS, (label, entry)) or "other",
        aliases=_aliases(row, label, entry),
        side=_text(row, "side", label, entry),
        ownership=_choice(row, "ownership", OWNERSHIPS, (label, entry)),
        source=_optional(row, "source") or label,
        governs=governs,
        governs_since=since,
    )


def _actor(
    row: Mapping[str, Any], where: tuple[str, str], as_of: date | None, known: dict[Hashable, Role]
) -> Actor:
    label, entry = where
    has_few_keys = _FEW_KEYS.issuperset(row)  # as most of a long list have
    if not has_few_keys:
        _check_keys(row, _PERSON_KEYS, label, entry)
    roles = tuple([
        _known_role(role, where, known) for role in _list(row.get("roles"), label, entry)
    ])  # fmt: skip
    if len(roles) > 1:
        _check_overlaps(roles, label, entry)
    name, aliases = _text(row, "name", label, entry), _aliases(row, label, entry)
    source = _optional(row, "source") or label
    if has_few_keys:
        return Actor(entry, name, None, aliases, roles, intern(source), as_of)
    checked, _ = _date(row.get("as_of"), label, entry)
    return Actor(
        id=entry,
        name=name,
        gender=_choice(row, "gender", _GENDERS, where),
        aliases=aliases,
        roles=roles,
        source=source,
        as_of=checked or as_of,
        family_first=_choice(row, "family_first", _TRUTHS, where) == "true",
        surname=_optional(row, "surname"),
    )


def _check_overlaps(roles: Sequence[Role], label: str, entry: str) -> None:
    for i, role in enumerate(roles[1:], start=1):
        for other in roles[:i]:
            same = (role.office, role.organisation) == (other.office, other.organisation)
            if same and role.overlaps(other):
                _fail(label, entry, f"two roles as {role.office!r} overlap; correct their dates")


def _known_role(row: Any, where: tuple[str, str], known: dict[Hashable, Role]) -> Role:  # noqa: ANN401 - YAML
    try:
        written = tuple(row.items())
        role = known.get(written)
    except (AttributeError, TypeError):  # no mapping, or no text in it: what is wrong is told
        return _role(row, *where)
    if role is None:
        role = known[written] = _role(row, *where)
    return role


def _role(row: Any, label: str, entry: str) -> Role:  # noqa: ANN401 - YAML
    if not isinstance(row, Mapping):
        _fail(label, entry, f"role {str(row)[:40]!r} is no mapping; write {{office: …, side: …}}")
    _check_keys(row, _ROLE_KEYS, label, entry)
    start, start_precision = _date(row.get("start"), label, entry)
    end, end_precision = _date(row.get("end"), label, entry)
    coarsest = min(start_precision, end_precision)
    precision = _choice(row, "precision", PRECISIONS, (label, entry))
    if precision and coarsest < _PRECISION_OF_PARTS.index(precision):
        _fail(label, entry, f"precision {precision}, dates {row.get('start')} to {row.get('end')}; "
              f"write them to the {precision} or lower the precision")  # fmt: skip
    try:
        return Role(
            office=_text(row, "office", label, entry),
            organisation=_optional(row, "organisation"),
            side=_text(row, "side", label, entry),
            start=start,
            end=end,
            precision=precision or _PRECISION_OF_PARTS[coarsest],
            status=_choice(row, "status", ROLE_STATUSES, (label, entry)) or "held",
        )
    except ValueError as error:
        _fail(label, entry, f"{error}; correct the dates")


def _fail(label: str, entry: str, problem: str) -> NoReturn:
    msg = f"{label}: {entry}: {problem}"
    raise RegisterError(msg)


def _check_keys(row: Mapping[str, Any], known: frozenset[str], label: str, entry: str) -> None:
    if not known.issuperset(row):
        unknown = sorted(str(key) for key in row if key not in known)
        _fail(label, entry, f"unknown key {unknown[0]!r}; known are {', '.join(sorted(known))}")


def _optional(row: Mapping[str, Any], key: str) -> str | None:
    value = row.get(key)
    if value is None:
        return None
    text = value if type(value) is str else str(value)
    return None if text in _NULLS else text.strip()


def _text(row: Mapping[str, Any], key: str, label: str, entry: str) -> str:
    value = row.get(key)
    if type(value) is str and value not in _NULLS and (text := value.strip()):
        return intern(text)  # sides, offices and sources are the same few words
    if isinstance(value, (Mapping, list, tuple)) or not _optional(row, key):
        _fail(label, entry, f"{key} is missing or no text; add it")
    return str(value).strip()


def _choice(
    row: Mapping[str, Any], key: str, allowed: frozenset[str], where: tuple[str, str]
) -> str | None:
    if key not in row:
        return None
    value = _optional(row, key)
    value = value.lower() if value else None
    if value is not None and value not in allowed:
        _fail(*where, f"{key} is {value!r}, expected {' or '.join(sorted(allowed))}")
    return value


def _list(value: Any, label: str, entry: str) -> list[Any]:  # noqa: ANN401 - YAML
    if value is None or value == "":
        return []
    if type(value) is list:
        return value
    if not isinstance(value, (list, tuple)):
        _fail(label, entry, f"{str(value)[:40]!r} is no list; write [a, b] or lines with dashes")
    return list(value)


def _aliases(row: Mapping[str, Any], label: str, entry: str) -> tuple[str, ...]:
    if "aliases" not in row or not (aliases := _list(row["aliases"], label, entry)):
        return ()
    if any(isinstance(alias, (Mapping, list, tuple)) for alias in aliases):
        _fail(label, entry, "aliases must be names; quote those with a colon")
    return tuple(str(alias).strip() for alias in aliases if str(alias).strip())


def _date(value: Any, label: str, entry: str) -> tuple[date | None, int]:  # noqa: ANN401 - YAML
    """The first day of a date and its precision as 0 year, 1 month, 2 day."""
    if value is None:
        return None, 2
    read = _read_date(str(value))
    if read is not None:
        return read
    _fail(label, entry, f"{str(value)[:40]!r} is no date; write YYYY-MM-DD, YYYY-MM or YYYY")


@lru_cache(maxsize=20_000)
def _read_date(text: str) -> tuple[date | None, int] | None:
    """None if it is no date."""
    if text in _NULLS:
        return None, 2
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        return date(year or 0, month or 1, day or 1), 2 if day else 1 if month else 0
    except ValueError:
        return None
