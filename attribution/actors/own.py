"""An analyst's own register file: people and bodies that override the packaged ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from attribution.actors.loading import overridden, packaged_entries, read_table
from attribution.actors.owncsv import CSV_COLUMNS, entries_of_csv, new_id, person_entry
from attribution.actors.plainyaml import dump_plain, load_plain
from attribution.errors import RegisterError
from attribution.letters import has_half_characters
from attribution.records import MAX_CODE_CHARS, is_code
from attribution.wholefiles import alone_with, obstacle, write_whole

__all__ = ["CSV_COLUMNS", "add_entries", "entries_of_file", "new_id", "person_entry"]


def entries_of_file(path: Path) -> dict[str, list[dict[str, Any]]]:
    """People and organisations of a YAML file of the register's schema, or of a CSV file.

    Raises:
        RegisterError: if the file cannot be read or a row lacks what it needs; the message names
            file and line.
    """
    if path.suffix.lower() in {".yaml", ".yml"}:
        table = read_table(path)
        return {key: list(table.get(key) or ()) for key in ("people", "organisations")}
    return entries_of_csv(path)


def add_entries(path: Path, entries: Mapping[str, Iterable[Mapping[str, Any]]]) -> tuple[int, int]:
    """Add entries to the analyst's file, replacing those of the same id; all or none.

    Sides are stored in capitals. What another process adds at the same time is kept as well.

    Args:
        path: of the file; made if it is not there.
        entries: `people` and `organisations` as in the register's files.

    Returns:
        How many entries are new and how many replaced others of the file.

    Raises:
        RegisterError: if an entry is wrong, or the file cannot be written.
    """
    if problem := obstacle(path):
        msg = f"{path}: {problem} with --register"
        raise RegisterError(msg)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with alone_with(path):
            return _add(path, entries)
    except OSError as error:
        msg = f"{path}: cannot be written ({error.strerror}); choose another with --register"
        raise RegisterError(msg) from error


def _add(path: Path, entries: Mapping[str, Iterable[Mapping[str, Any]]]) -> tuple[int, int]:
    table: dict[str, Any] = dict(read_table(path)) if path.is_file() else {}
    n_new = n_replaced = 0
    for key in ("organisations", "people"):
        rows = _by_id(path, key, table.get(key) or ())
        added = _by_id(path, key, map(_with_codes, entries.get(key, ())))
        n_replaced += len(rows.keys() & added.keys())
        n_new += len(added.keys() - rows.keys())
        table[key] = [*(rows | added).values()]
    overridden(packaged_entries(), [(str(path), table)])
    _write(path, table)
    return n_new, n_replaced


def _by_id(path: Path, key: str, rows: Iterable[Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for row in rows:
        if not isinstance(row, Mapping) or "id" not in row:
            msg = f"{path}: an entry of {key} has no id; give each its own"
            raise RegisterError(msg)
        found[str(row["id"])] = dict(row)
    return found


def _with_codes(row: Any) -> Any:  # noqa: ANN401 - YAML; what is no entry is told later
    """An entry with its sides in capitals.

    Raises:
        RegisterError: if one is no code, or a text holds half a character.
    """
    if not isinstance(row, Mapping):
        return row
    for text in _texts(row):
        if has_half_characters(text):
            shown = text.encode("utf-8", "replace").decode()
            msg = f"{shown!r}: holds half a character; write it in UTF-8"
            raise RegisterError(msg)
    entry = _with_code(row, row)
    if isinstance(roles := entry.get("roles"), list):
        entry["roles"] = [_with_code(r, row) if isinstance(r, Mapping) else r for r in roles]
    return entry


def _with_code(part: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, Any]:
    side = part.get("side")
    if not isinstance(side, str) or not side.strip():
        return dict(part)
    code = side.strip().upper()
    if not is_code(code):
        msg = (f"{row.get('name') or row.get('id')}: side {side!r} is no code of a side; write 2 "
               f"to {MAX_CODE_CHARS} capitals or digits, such as RU")  # fmt: skip
        raise RegisterError(msg)
    return {**part, "side": code}


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - YAML
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield str(key)
            yield from _texts(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from _texts(part)


def _reads_back(text: str, table: Mapping[str, Any]) -> bool:
    try:
        return bool(load_plain(text) == table)
    except yaml.YAMLError:
        return False


def _write(path: Path, table: Mapping[str, Any]) -> None:
    text = dump_plain(table)
    if not _reads_back(text, table):
        msg = f"{path}: an entry could not be read again and so was not written; simplify its text"
        raise RegisterError(msg)
    write_whole(path, text)
