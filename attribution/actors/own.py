"""An analyst's own register file: people and bodies that override the packaged ones."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from attribution.actors.loading import overridden, packaged_entries, read_table
from attribution.actors.plainyaml import dump_plain
from attribution.actors.records import ORGANISATION_KINDS
from attribution.errors import RegisterError
from attribution.letters import bare_letters

__all__ = ["CSV_COLUMNS", "add_entries", "entries_of_file", "new_id", "person_entry"]

CSV_COLUMNS: Final = (
    "id", "name", "kind", "side", "office", "organisation", "start", "end", "gender", "aliases",
)  # fmt: skip
"""Of an imported CSV file; only name and side are needed. `kind` is person, or a kind of
organisation; `aliases` are separated by semicolons; rows of one person are several roles."""
_NEEDED: Final = frozenset({"name", "side"})
_WORD: Final = re.compile(r"[^\W_]+")
_ROLE_KEYS: Final = ("office", "organisation", "side", "start", "end")


def new_id(name: str) -> str:
    """An id made of a name: `Zoë Ågren` → `zoe-agren`; other scripts keep their letters."""
    return "-".join(_WORD.findall(bare_letters(name).casefold())) or "entry"


def person_entry(row: Mapping[str, str]) -> dict[str, Any]:
    """A register entry of one person with one role, from named fields as in `CSV_COLUMNS`."""
    role = {key: row[key] for key in _ROLE_KEYS if row.get(key)}
    role.setdefault("office", "Official")
    entry: dict[str, Any] = {"id": row.get("id") or new_id(row["name"]), "name": row["name"]}
    if row.get("gender"):
        entry["gender"] = row["gender"]
    if row.get("aliases"):
        entry["aliases"] = _split(row["aliases"])
    return {**entry, "roles": [role], "source": "own"}


def entries_of_file(path: Path) -> dict[str, list[dict[str, Any]]]:
    """People and organisations of a YAML file of the register's schema, or of a CSV file.

    Raises:
        RegisterError: if the file cannot be read or a row lacks what it needs; the message names
            file and line.
    """
    if path.suffix.lower() in {".yaml", ".yml"}:
        table = read_table(path)
        return {key: list(table.get(key) or ()) for key in ("people", "organisations")}
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{path}: cannot be read as UTF-8 text ({error}); check the path and encoding"
        raise RegisterError(msg) from error
    return _from_csv(text, str(path))


def _from_csv(text: str, label: str) -> dict[str, list[dict[str, Any]]]:
    reader = csv.DictReader(io.StringIO(text))
    columns = set(reader.fieldnames or ())
    missing, unknown = _NEEDED - columns, columns - set(CSV_COLUMNS)
    if missing or unknown:
        problem = f"lacks {', '.join(sorted(missing))}" if missing else (
            f"has unknown columns {', '.join(sorted(map(str, unknown)))}"
        )  # fmt: skip
        msg = f"{label}: {problem}; columns are {', '.join(CSV_COLUMNS)}"
        raise RegisterError(msg)
    people: dict[str, dict[str, Any]] = {}
    bodies: dict[str, dict[str, Any]] = {}
    for row in reader:
        plain = {key: (value or "").strip() for key, value in row.items() if key}
        if not plain["name"] or not plain["side"]:
            msg = f"{label}: line {reader.line_num}: name or side is empty; fill in both"
            raise RegisterError(msg)
        kind = plain.get("kind") or "person"
        if kind == "person":
            entry = person_entry(plain)
            known = people.setdefault(entry["id"], entry)
            if known is not entry:
                known["roles"] += entry["roles"]
        elif kind in ORGANISATION_KINDS:
            entry_id = plain.get("id") or new_id(plain["name"])
            bodies[entry_id] = {
                "id": entry_id, "name": plain["name"], "kind": kind, "side": plain["side"],
                "aliases": _split(plain.get("aliases", "")), "source": "own",
            }  # fmt: skip
        else:
            kinds = ", ".join(("person", *sorted(ORGANISATION_KINDS)))
            msg = f"{label}: line {reader.line_num}: kind {kind!r} is none of {kinds}"
            raise RegisterError(msg)
    return {"people": list(people.values()), "organisations": list(bodies.values())}


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def add_entries(path: Path, entries: Mapping[str, Iterable[Mapping[str, Any]]]) -> tuple[int, int]:
    """Add entries to the analyst's file, replacing those of the same id; all or none.

    Args:
        path: of the file; made if it is not there.
        entries: `people` and `organisations` as in the register's files.

    Returns:
        How many entries are new and how many replaced others of the file.

    Raises:
        RegisterError: if an entry is wrong, or the file cannot be written.
    """
    table: dict[str, Any] = dict(read_table(path)) if path.is_file() else {}
    n_new = n_replaced = 0
    for key in ("organisations", "people"):
        rows = {str(row["id"]): row for row in table.get(key) or ()}
        for entry in entries.get(key, ()):
            if not isinstance(entry, Mapping) or "id" not in entry:
                msg = f"{path}: an entry of {key} has no id; give each its own"
                raise RegisterError(msg)
            is_known = str(entry["id"]) in rows
            n_replaced += is_known
            n_new += not is_known
            rows[str(entry["id"])] = dict(entry)
        table[key] = list(rows.values())
    overridden(packaged_entries(), [(str(path), table)])
    _write(path, dump_plain(table))
    return n_new, n_replaced


def _write(path: Path, text: str) -> None:
    temporary = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(text, encoding="utf-8")
        os.replace(temporary, path)  # noqa: PTH105 - atomic on every platform
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        msg = f"{path}: cannot be written ({error.strerror}); choose another with --register"
        raise RegisterError(msg) from error
